"""One row said otherwise: a copy of the matrix in which a row has another scope, other people or other words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from demarc.core.matrix.table import Aspect, Matrix, Row, Scope, scope_of
from demarc.core.people import Slots


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWish:
    """What a row is to say: its scope, its slots (ids of people or names of posts), its proof, what a hand-off carries."""

    scope: Scope
    slots: Slots
    proof: str = ""
    must_carry: str = ""


def wish_of(row: Row) -> RowWish:
    """Give what a row says now."""
    return RowWish(scope=row.scope, slots=row.slots, proof=row.proof, must_carry=row.must_carry)


def wished_scope(aspects: Iterable[Aspect], ticked: Mapping[str, Iterable[str]]) -> Scope:
    """Make a scope of ticked values, by aspect: no tick, or every value of the domain, asks nothing of the aspect."""
    box: dict[str, frozenset[str]] = {}
    for aspect in aspects:
        values = frozenset(ticked.get(aspect.name, ()))
        if values and not values >= frozenset(aspect.domain()):
            box[aspect.name] = values
    return scope_of(box)


def rewritten(matrix: Matrix, id_: str, wish: RowWish) -> Matrix | None:
    """Write a wish into a copy of the matrix, or tell that the row says so already, or is not there (None).

    The version keeps its name, and every other row what it says.
    """
    row = matrix.row(id_)
    if row is None or wish_of(row) == wish:
        return None
    new = replace(row, scope=wish.scope, slots=wish.slots, proof=wish.proof, must_carry=wish.must_carry)
    return replace(matrix, rows=tuple(new if one.id == id_ else one for one in matrix.rows))


def not_in(matrix: Matrix, wish: RowWish) -> Iterator[str]:
    """Yield, in a sentence each, what a wish names that the matrix does not have."""
    directory = matrix.directory
    for slot in filter(None, (wish.slots.accountable, wish.slots.deputy, *wish.slots.escalation)):
        if directory.person(slot) is None and directory.role(slot) is None:
            yield f"`{slot}` is neither a person nor a post of this matrix."
    for name, values in wish.scope:
        aspect = matrix.aspect(name)
        if aspect is None:
            yield f"`{name}` is no aspect of this matrix."
            continue
        yield from (f"`{value}` is no value of `{name}`." for value in sorted(values - frozenset(aspect.domain())))
