"""Short builders for matrices, and small random ones for the laws and twins: yields, tags, windows, scales, numbers."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import strategies as st

from demarc.core.matrix.table import Aspect, AspectKind, Engagement, Matrix, Row, Topic, scope_of
from demarc.core.people import Directory, Party, Person, Slots
from demarc.core.words import RowId, Side
from tests.cast import ALDER, DANA, HARBORLINE, LUIS, MEI, PARTIES

PEOPLE = tuple(Person(id=id_, name=id_.title(), party=party) for id_, party in PARTIES.items())
CAST = Directory(
    people=PEOPLE,
    parties=(Party(ALDER, "Alder Dental Group", Side.CLIENT), Party(HARBORLINE, "Harborline", Side.PROVIDER)),
)
ALDER_WITH_HARBORLINE = Engagement(
    client="Alder Dental Group", zone="America/Chicago", providers=("Harborline",), intake_holder=DANA, intake_deputy=LUIS
)

ASPECTS = (
    Aspect("topic", AspectKind.CHOICE, ("os-patch", "mailbox")),
    Aspect("severity", AspectKind.SCALE, ("low", "high")),
    Aspect("kind", AspectKind.CHOICE, ("alert", "ticket"), closed=True),
    Aspect("vip", AspectKind.TAG),
    Aspect("window", AspectKind.WINDOW),
    Aspect("age", AspectKind.NUMBER, low=1, high=2),
)


def choice(name: str, *values: str, closed: bool = False) -> Aspect:
    """Make a choice aspect."""
    return Aspect(name, AspectKind.CHOICE, values, closed=closed)


def row(id_: str, accountable: str = MEI, *, yields_to: tuple[str, ...] = (), **scope: str) -> Row:
    """Make a row; each condition is its allowed values with a bar between them."""
    box = {aspect: frozenset(values.split("|")) for aspect, values in scope.items()}
    return Row(
        id=RowId(id_),
        function=id_,
        slots=Slots(accountable),
        title="it is done",
        proof="record",
        scope=scope_of(box),
        yields_to=tuple(RowId(other) for other in yields_to),
    )


def matrix(*rows: Row, aspects: tuple[Aspect, ...], topics: tuple[Topic, ...] = (), directory: Directory = CAST) -> Matrix:
    """Make a matrix of the cast."""
    return Matrix(
        version="v1", engagement=ALDER_WITH_HARBORLINE, directory=directory, aspects=aspects, rows=rows, topics=topics
    )


def every_fact(made: Matrix) -> Iterator[dict[str, str]]:
    """Yield every combination of values there is, window included: for small matrices only."""
    names = tuple(dict.fromkeys((*(aspect.name for aspect in made.aspects), "window")))
    for values in product(*(made.domain(name) for name in names)):
        yield dict(zip(names, values, strict=True))


@st.composite
def matrices(draw: st.DrawFn, *, circles: bool = False, most: int = 3) -> Matrix:
    """Draw a matrix of a few aspects and up to six rows that give way to later rows (or, with circles, to any row)."""
    aspects = tuple(draw(st.lists(st.sampled_from(ASPECTS), max_size=most, unique=True)))
    count = draw(st.integers(0, 6))
    rows = []
    for number in range(count):
        others = [other for other in range(count) if other != number and (circles or other > number)]
        yields = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
        rows.append(
            Row(
                id=RowId(f"R{number}"),
                function=f"function {number}",
                slots=Slots(MEI),
                scope=scope_of(draw(boxes(aspects))),
                yields_to=tuple(RowId(f"R{other}") for other in yields),
            )
        )
    return matrix(*rows, aspects=aspects)


@st.composite
def boxes(draw: st.DrawFn, aspects: tuple[Aspect, ...]) -> Mapping[str, frozenset[str]]:
    """Draw conditions on some of the aspects, each with at least one allowed value."""
    box = {}
    for aspect in aspects:
        if draw(st.booleans()):
            box[aspect.name] = draw(st.frozensets(st.sampled_from(aspect.domain()), min_size=1))
    return box


def inside(facts: Mapping[str, str], scope: tuple[tuple[str, frozenset[str]], ...]) -> bool:
    """Tell whether facts lie in a scope."""
    return all(facts[aspect] in allowed for aspect, allowed in scope)
