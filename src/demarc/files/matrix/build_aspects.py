"""The aspects of a matrix file: those it lists, those that need no line, and those it only mentions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from demarc.core.matrix.table import NUMBER_LIMIT, TOPIC, WINDOW, Aspect, AspectKind, Topic
from demarc.core.words import UNKNOWN, ItemKind, Severity
from demarc.files.matrix.conditions import meant_by, terms_of
from demarc.files.matrix.lines import Line
from demarc.files.matrix.reading import Reading
from demarc.files.matrix.scopes import Condition, conditions_of
from demarc.files.matrix.sections import ASPECTS, ROWS, folded
from demarc.files.matrix.values import Unreadable, read_word, read_yes_no

KIND, SEVERITY = "kind", "severity"
STANDING = (TOPIC, KIND, SEVERITY, WINDOW)
BY_RISING_SEVERITY = (Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)


@dataclass(frozen=True, slots=True)
class Domains:
    """The aspects a matrix lists; every other name is an aspect without values of its own."""

    listed: tuple[Aspect, ...]
    _by_name: dict[str, Aspect] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the aspects by folded and by exact name; the exact name counts first."""
        self._by_name.update({folded(aspect.name): aspect for aspect in reversed(self.listed)})
        self._by_name.update({aspect.name: aspect for aspect in reversed(self.listed)})

    def of(self, name: str) -> Aspect:
        """Return the aspect meant by this name, however it is spaced or capitalised."""
        return self._by_name.get(name) or self._by_name.get(folded(name)) or Aspect(name, AspectKind.CHOICE)

    def has(self, name: str) -> bool:
        """Tell whether the matrix lists this aspect."""
        return name in self._by_name or folded(name) in self._by_name


def read_aspects(reading: Reading, topics: tuple[Topic, ...]) -> Domains:
    """Read the aspects, and add what needs no line: topic, kind, severity, window and tags that the rows mention.

    Without the section, every other aspect gets the values that the rows name, in the order they name them.
    """
    lines = reading.lines(ASPECTS.key)
    listed = [aspect for aspect in (_aspect(reading, line, topics) for line in lines) if aspect is not None]
    mentioned = _mentioned(reading)
    standing = _standing(topics)
    for name in STANDING:
        if folded(name) in mentioned and not Domains(tuple(listed)).has(name):
            listed.append(standing.get(name) or _gathered(name, mentioned[folded(name)]))
    known = Domains(tuple(listed))
    for name, conditions in mentioned.items():
        if known.has(name):
            continue
        first = conditions[0].aspect
        if any(condition.is_tag for condition in conditions):
            listed.append(Aspect(first, AspectKind.TAG, closed=True))
        elif ASPECTS.key not in reading.text.said:
            listed.append(_gathered(first, conditions))
    return Domains(tuple(listed))


def _standing(topics: tuple[Topic, ...]) -> Mapping[str, Aspect]:
    """List the aspects that need no line; a topic without a section Topics has the values that the rows name."""
    names = tuple(dict.fromkeys(topic.name for topic in topics if topic.name != UNKNOWN))
    topic = {TOPIC: Aspect(TOPIC, AspectKind.CHOICE, names)} if names else {}
    return {
        **topic,
        KIND: Aspect(KIND, AspectKind.CHOICE, tuple(ItemKind), closed=True),
        SEVERITY: Aspect(SEVERITY, AspectKind.SCALE, BY_RISING_SEVERITY),
        WINDOW: Aspect(WINDOW, AspectKind.WINDOW, closed=True),
    }


def _mentioned(reading: Reading) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = {}
    for line in reading.lines(ROWS.key):
        for condition in conditions_of(line):
            found.setdefault(folded(condition.aspect), []).append(condition)
    return found


def _gathered(name: str, conditions: Iterable[Condition]) -> Aspect:
    """Make a choice of the values that conditions name, in the order they name them."""
    values: dict[str, str] = {}
    for condition in conditions:
        for text in condition.cell.values:
            values.update({value.casefold(): value for value in _plain_values(text) if value.casefold() not in values})
    values.pop(UNKNOWN, None)
    return Aspect(name, AspectKind.CHOICE, tuple(values.values()))


def _plain_values(text: str) -> tuple[str, ...]:
    """List the plain values in a condition; one that cannot be read is noted when its row is read."""
    free = Aspect("", AspectKind.CHOICE)
    try:
        words = [word for term in terms_of(text) for word in term.words]
        return tuple(word.text for word in words if word.text in (meant_by(word, free) or ()))
    except Unreadable:
        return ()


def _aspect(reading: Reading, line: Line, topics: tuple[Topic, ...]) -> Aspect | None:
    """Read an aspect; None when its kind or range cannot be read, which is noted."""
    name = reading.said(line, "name")
    reading.entry(ASPECTS.key, line, name)
    blank_kind: AspectKind = (
        AspectKind.WINDOW if name == WINDOW else AspectKind.SCALE if name == SEVERITY else AspectKind.CHOICE
    )
    kind = reading.read(ASPECTS.key, line, "kind", _kind, blank_kind)
    always = kind in {AspectKind.TAG, AspectKind.WINDOW} or name == KIND
    closed = reading.read(ASPECTS.key, line, "closed", read_yes_no, always)
    if kind is AspectKind.NUMBER:
        ends = reading.read(ASPECTS.key, line, "values", _range, None)
        return Aspect(name, kind, (), *ends, closed) if ends else None
    if kind in {AspectKind.TAG, AspectKind.WINDOW}:
        return Aspect(name, kind, closed=closed)
    values = reading.read_items(ASPECTS.key, line, "values", _listable)
    if not values and name in STANDING and "values" not in line.cells:
        values = _standing(topics)[name].values if name in _standing(topics) else ()
    return Aspect(name, kind, tuple(dict.fromkeys(values)), closed=closed)


def _kind(text: str) -> AspectKind:
    return AspectKind(read_word(text, AspectKind))


def _listable(text: str) -> str:
    if text.casefold() == UNKNOWN:
        raise Unreadable(
            "`unknown` is always among the values and is not listed; to leave it out, say yes in Without unknown"
        )
    return text


def _range(text: str) -> tuple[int, int]:
    """Read `0..10`."""
    low, dots, high = text.partition("..")
    try:
        ends = int(low), int(high)
    except ValueError:
        dots = ""
        ends = 0, 0
    if not dots or ends[0] > ends[1]:
        raise Unreadable(f"`{text}` is no range of whole numbers; write 0..10")
    if ends[1] - ends[0] >= NUMBER_LIMIT:
        raise Unreadable(f"`{text}` has more than {NUMBER_LIMIT:,} numbers; use a coarser unit")
    return ends
