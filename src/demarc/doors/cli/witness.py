"""An item or a set of items in the words people use: `os patch: a workstation, support vendor-sealed, after hours`."""

from collections.abc import Iterator, Mapping

from demarc.core.matrix.table import TAG_NO, TAG_YES, TOPIC, WINDOW, AspectKind, Matrix, Scope
from demarc.core.words import UNKNOWN, Window

WINDOWS = {Window.BUSINESS: "in business hours", Window.AFTER_HOURS: "after hours", Window.HOLIDAY: "on a holiday"}
CLASS = "device_class"
FEW = 4
"""Up to so many values that are left out, a set is told by those."""


def item_in_words(matrix: Matrix, witness: Mapping[str, str]) -> str:
    """Tell one item by the facts that its topic's rows ask about; what no row asks about cannot matter."""
    topic = witness.get(TOPIC, "")
    rows = [row for row in matrix.rows if not topic or topic in row.box().get(TOPIC, {topic})]
    asked = dict.fromkeys(aspect for row in rows for aspect, _ in row.scope)
    scope = tuple((aspect, frozenset({witness[aspect]})) for aspect in asked if aspect in witness and aspect != TOPIC)
    told = ", ".join(_conditions(matrix, tuple(pair for pair in scope if not _is_tag_no(matrix, *pair))))
    return f"{_topic(topic)}: {told}" if topic and told else _topic(topic) or told or "any item"


def scope_in_words(matrix: Matrix, scope: Scope) -> str:
    """Tell a set of items."""
    topics = next((values for aspect, values in scope if aspect == TOPIC), frozenset())
    named = " and ".join(_topic(topic) for topic in sorted(topics)) if topics else ""
    told = ", ".join(_conditions(matrix, tuple(pair for pair in scope if pair[0] != TOPIC)))
    return f"{named}: {told}" if named and told else named or told or "everything"


def _is_tag_no(matrix: Matrix, aspect: str, values: frozenset[str]) -> bool:
    """Tell whether this only says that an item does not carry a tag, which most do not."""
    listed = matrix.aspect(aspect)
    return listed is not None and listed.kind is AspectKind.TAG and values == {TAG_NO}


def _conditions(matrix: Matrix, scope: Scope) -> Iterator[str]:
    for aspect, values in sorted(scope, key=lambda pair: (pair[0] != CLASS, pair[0] == WINDOW, pair[0])):
        listed = matrix.aspect(aspect)
        if aspect == WINDOW:
            yield " or ".join(said for window, said in WINDOWS.items() if window in values)
        elif listed is not None and listed.kind is AspectKind.TAG:
            if values == {TAG_YES}:
                yield f"tagged {aspect}"
            elif values == {TAG_NO}:
                yield f"not tagged {aspect}"
        else:
            yield _values(aspect, values, matrix.domain(aspect))


def _values(aspect: str, values: frozenset[str], domain: tuple[str, ...]) -> str:
    """Tell values by themselves, or, where that is shorter, by the few that are left out."""
    out = [value for value in domain if value not in values]
    name = _plain(aspect)
    if values == {UNKNOWN}:
        return f"{name} not known"
    if len(out) <= FEW < len(values):
        return f"any {name} but {_listed(out)}" if out else f"any {name}"
    ordered = [value for value in domain if value in values] or sorted(values)
    if aspect == CLASS:
        return _listed([_article(value) if value != UNKNOWN else "a device of unknown class" for value in ordered])
    return f"{name} {_listed(ordered)}"


def _listed(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def _article(noun: str) -> str:
    if noun in {"none", "mobile", "network", "saas", "cloud"}:
        return {"none": "no device"}.get(noun, f"a {noun} device" if noun in {"mobile", "network"} else f"a {noun} service")
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _topic(name: str) -> str:
    return "what nobody has classified" if name == UNKNOWN else _plain(name)


def _plain(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")
