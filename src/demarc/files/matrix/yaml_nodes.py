"""YAML as plain nodes: strings, lists and mappings with line numbers; bounded, and nothing that runs or expands.

The parser's events are read one by one, so depth and size are checked before anything is built. Aliases, tags, merge
keys and second documents are refused: a matrix says everything where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from demarc.files.limits import UnusableFile

DEPTH = 12
NODES = 500_000
EMPTY = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and its line; a plain `null`, `~` or nothing is blank."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and the line it starts on."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping in its order: (key, value) pairs, keys different from each other."""

    items: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node = Scalar | Sequence | Pairs


class _Events:
    """The parser's events, counted; what a matrix file may not use is refused here."""

    def __init__(self, text: str, where: str) -> None:
        self._where = where
        self._left = NODES
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)

    def next(self) -> yaml.Event:
        """Return the next event. Raises `UnusableFile` for bad YAML and for what is refused."""
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            problem = " ".join(filter(None, (error.context, error.problem)))
            raise self.refusal(f"this is not YAML: {problem}", _line_of(error)) from None
        except yaml.YAMLError as error:
            raise self.refusal(f"this is not YAML: {str(error).splitlines()[0]}", None) from None
        self._left -= 1
        if self._left < 0:
            raise self.refusal(
                f"it has more than {NODES:,} values", None, "check that this is the matrix and not a list of items"
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self.refusal(
                "anchors (&) and aliases (*) are not read", self.line(event), "write the value out where it is meant"
            )
        if getattr(event, "tag", None) is not None and getattr(event, "tag", None) != "!":
            raise self.refusal("tags (!) are not read", self.line(event), "write the plain value")
        return event

    def line(self, event: yaml.Event) -> int:
        """Return the event's line, from 1."""
        mark = event.start_mark
        return 0 if mark is None else int(mark.line) + 1

    def refusal(self, what: str, line: int | None, would_help: str = "mend this line") -> UnusableFile:
        """Make the one line that is said when the file cannot be used."""
        where = self._where if line is None else f"{self._where}, line {line}"
        return UnusableFile(
            what, where, would_help if line is not None or would_help != "mend this line" else "check the file"
        )


def _line_of(error: yaml.MarkedYAMLError) -> int | None:
    marks = (mark for mark in (error.problem_mark, error.context_mark) if mark is not None)
    return next((int(mark.line) + 1 for mark in marks), None)


def compose(text: str, where: str) -> Node | None:
    """Turn YAML text into nodes, or None for a text without a document. Raises `UnusableFile`, naming the line."""
    events = _Events(text, where)
    found: Node | None = None
    while not isinstance(event := events.next(), yaml.StreamEndEvent):
        if isinstance(event, yaml.StreamStartEvent):
            continue
        if found is not None:
            raise events.refusal(
                "a second document starts here", events.line(event), "keep one matrix to a file, without `---` in it"
            )
        found = _node(events, events.next(), 0)
        events.next()
    return found


def _node(events: _Events, event: yaml.Event, depth: int) -> Node:
    line = events.line(event)
    if depth > DEPTH:
        raise events.refusal(
            f"it is nested more than {DEPTH} deep", line, "a matrix has lists of entries, and nothing deeper"
        )
    if isinstance(event, yaml.ScalarEvent):
        blank = event.style is None and event.value in EMPTY
        return Scalar("" if blank else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := events.next(), yaml.SequenceEndEvent):
            items.append(_node(events, inner, depth + 1))
        return Sequence(tuple(items), line)
    return _pairs(events, line, depth)


def _pairs(events: _Events, line: int, depth: int) -> Pairs:
    items: list[tuple[Scalar, Node]] = []
    seen: dict[str, int] = {}
    while not isinstance(inner := events.next(), yaml.MappingEndEvent):
        key = _node(events, inner, depth + 1)
        if not isinstance(key, Scalar):
            raise events.refusal("a list or mapping stands where a name should", key.line, "write `name: value`")
        if key.text in seen:
            raise events.refusal(
                f"`{key.text}` is given twice, first on line {seen[key.text]}", key.line, "keep one of them"
            )
        seen[key.text] = key.line
        items.append((key, _node(events, events.next(), depth + 1)))
    return Pairs(tuple(items), line)
