"""A ruling as a row: what was decided about one item, written so that the matrix decides the next one.

The row that decided, and whatever else takes such items, gives way to the new row; the new row gives way to what the
old one gave way to. So nothing is owned twice by it, and the analysis of the whole matrix says whether that is so.
"""

from dataclasses import replace

from demarc.core.catalogue import function
from demarc.core.matrix.decide import effective_of
from demarc.core.matrix.diff import accountable, changes
from demarc.core.matrix.lint import holes_and_claims
from demarc.core.matrix.table import TAG_NO, TOPIC, WINDOW, AspectKind, Facts, Matrix, Row, Scope, scope_of
from demarc.core.people import Slots
from demarc.core.words import UNKNOWN, PersonId, RowId, ScopeState

LEFT_OUT = frozenset({WINDOW, "severity", "kind"})
"""What a ruling does not speak of: the same work at another hour, or one degree worse, is the same question."""


def region(matrix: Matrix, facts: Facts) -> Scope:
    """Give the box a ruling on these facts speaks of: every stated fact the matrix lists, but hour, severity and kind.

    Tags count where they are carried. Facts given as another value than the listed ones count as unknown, and are left
    out.
    """
    box: dict[str, frozenset[str]] = {}
    for aspect in matrix.aspects:
        value = aspect.listed(facts.get(aspect.name, UNKNOWN))
        silent = TAG_NO if aspect.kind is AspectKind.TAG else UNKNOWN
        if aspect.name not in LEFT_OUT and value not in (None, UNKNOWN, silent):
            box[aspect.name] = frozenset({str(value)})
    return scope_of(box)


def covers(scope: Scope, part: Scope) -> bool:
    """Tell whether a box lies within another: a case recurs where the ruled region covers its own."""
    stated = dict(part)
    return bool(scope) and all(aspect in stated and stated[aspect] <= values for aspect, values in scope)


def amended(matrix: Matrix, *, facts: Facts, holder: PersonId, id_: RowId, title: str, clause: str) -> Matrix | None:
    """Write a ruling into a copy of the matrix, or tell that it says so already (None).

    `facts` are the ruled item's, `holder` a person of the matrix. The version keeps its name.
    """
    scope = region(matrix, facts)
    base = _base(matrix, scope, facts)
    above = base.yields_to if base else ()
    passing = {*above, *(row for one in above for row in matrix.yields(one))}
    ruled = _row(matrix, base, scope, holder)
    ruled = replace(ruled, id=id_, title=title, clause=clause, yields_to=above)
    rows = tuple(
        replace(row, yields_to=(*row.yields_to, id_)) if row.id not in passing and meet(row.scope, scope) else row
        for row in matrix.rows
    )
    granted = matrix.permissions_of(base.id) if base else ()
    new = replace(
        matrix,
        rows=(*rows, ruled),
        permissions=(*matrix.permissions, *(replace(permission, row=id_) for permission in granted)),
    )
    # On a part that cannot be decided we say nothing, and leave it to the people.
    effect = changes(matrix, new, accountable)
    return new if effect.boxes or effect.undecided else None


def given_to(matrix: Matrix, row: RowId, holder: PersonId) -> Matrix | None:
    """Give a whole row to somebody in a copy of the matrix, or tell that there is nothing to change (None).

    Where the new holder was the deputy, the two change places. The version keeps its name.
    """
    found = matrix.row(row)
    if found is None or found.slots.accountable == holder:
        return None
    old = found.slots
    deputy = old.accountable if old.deputy in {holder, ""} else old.deputy
    escalation = tuple(slot for slot in old.escalation if slot not in {holder, deputy})
    slots = Slots(holder, deputy, escalation if old.deputy in {holder, ""} else (*escalation, old.accountable))
    rows = tuple(replace(one, slots=slots) if one.id == row else one for one in matrix.rows)
    return replace(matrix, rows=rows)


def new_faults(before: Matrix, after: Matrix) -> tuple[str, ...]:
    """List what no longer holds together after an amendment and did before: gaps and overlaps, in words."""
    known = {found.message for found in holes_and_claims(before)}
    return tuple(found.message for found in holes_and_claims(after) if found.message not in known)


def meet(one: Scope, other: Scope) -> bool:
    """Tell whether two boxes have an item in common."""
    theirs = dict(other)
    return all(aspect not in theirs or values & theirs[aspect] for aspect, values in one)


def _base(matrix: Matrix, scope: Scope, facts: Facts) -> Row | None:
    """Find the row the ruling is modelled on: the one that takes the item now, else one that takes a part of the box."""
    stated = dict(facts)
    matching = tuple(row for row in matrix.rows if _may_take(row, stated))
    effective = effective_of(matrix, matching) or tuple(row for row in matrix.rows if meet(row.scope, scope))
    return next(iter(effective), None)


def _may_take(row: Row, stated: dict[str, str]) -> bool:
    return all(aspect in LEFT_OUT or stated.get(aspect, UNKNOWN) in values for aspect, values in row.scope)


def _row(matrix: Matrix, base: Row | None, scope: Scope, holder: PersonId) -> Row:
    """Model the new row on the old one, with the ruled holder's own deputy and calls."""
    own = next((row for row in matrix.rows if row.slots.accountable == holder), None)
    model = own or base
    escalation = model.slots.escalation if model else ()
    about = matrix.engagement
    calls = escalation or tuple(person for person in (about.intake_holder, about.executive) if person)
    slots = Slots(holder, _deputy(matrix, holder), tuple(slot for slot in calls if slot != holder))
    if base is not None:
        return replace(base, slots=slots, scope=scope, responsible=(), state=ScopeState.UNKNOWN)
    topic = next(iter(dict(scope).get(TOPIC, frozenset())), "")
    known = matrix.topic(topic)
    entry = function(known.function) if known else None
    proof = entry.proof if entry else ""
    return Row(id=RowId(""), function=known.function if known else topic, slots=slots, scope=scope, proof=proof)


def _deputy(matrix: Matrix, holder: PersonId) -> str:
    """Name the deputy the holder has elsewhere, else somebody else of their own party: a row without one is not signed."""
    known = matrix.deputy_of(holder)
    if known:
        return known
    party = matrix.directory.party_of(holder)
    colleagues = (person.id for person in matrix.directory.people if person.party == party and person.id != holder)
    return next(colleagues, "")
