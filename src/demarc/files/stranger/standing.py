"""Who stands where in one line: one owner, two, nobody, or everybody, which is nobody in particular."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from demarc.core.meaning.holders import HolderKind, holder_of
from demarc.core.meaning.scopes import scope_in
from demarc.files.responsibility import OWNING, Assignment, Layout, Letter, ResponsibilityRow

Box = Mapping[str, frozenset[str]]
NARROWED_BY_NOTES = frozenset({"severity", "window"})
BESIDE = frozenset({"only", "for", "on", "in", "at", "the", "all", "and", "our"})
"""Words of a note that may stand beside those for devices or a site."""

PROVIDER, CUSTOMER = "Service provider", "Customer"


class State(StrEnum):
    """How a line stands."""

    OWNED = "owned"
    TWO = "two owners"
    NOBODY = "nobody"
    SHARED = "shared"
    NOT_APPLICABLE = "not applicable"
    DUTIES = "a duty of each side"
    BLANK = "left blank"


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody a line makes accountable, in which part of it, by which cell."""

    name: str
    cell: Assignment
    narrows: Box = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's state, its owners, and the cells that do the work or stand in."""

    state: State
    owners: tuple[Owner, ...] = ()
    cells: tuple[Assignment, ...] = ()
    doers: tuple[Assignment, ...] = ()
    deputies: tuple[Assignment, ...] = ()
    escalation: tuple[Assignment, ...] = ()


def standing(row: ResponsibilityRow, layout: Layout, *, by_ticks: bool = False) -> Standing:
    """Say how a line stands. `by_ticks`: the table has ticks and no letter that makes an owner, so a lone tick does."""
    if not row.assignments:
        return Standing(State.BLANK)
    if layout is Layout.CIS:
        return _by_origin(row)
    owning = OWNING | {Letter.TICK} if by_ticks else OWNING
    cells = tuple(each for each in row.assignments if each.letters)
    owners = _owners(cells, owning)
    state = _state(cells, owners, layout)
    if by_ticks and state is State.TWO:
        state = State.SHARED
    return Standing(
        state,
        owners if state is not State.SHARED else (),
        cells,
        tuple(each for each in cells if Letter.RESPONSIBLE in each.letters),
        tuple(each for each in cells if Letter.SECONDARY in each.letters and each.holder),
        tuple(each for each in cells if Letter.ESCALATION in each.letters and each.holder),
    )


def _owners(cells: Sequence[Assignment], owning: frozenset[Letter]) -> tuple[Owner, ...]:
    """List who is made accountable, each once; who is named by a word for nobody or everybody is not."""
    found: dict[str, Owner] = {}
    for cell in cells:
        if not cell.letters & owning or not cell.holder:
            continue
        if holder_of(cell.holder).kind in {HolderKind.NOBODY, HolderKind.SHARED}:
            continue
        found.setdefault(cell.holder, Owner(cell.holder, cell, narrowing(cell.note)))
    return tuple(found.values())


def _state(cells: Sequence[Assignment], owners: Sequence[Owner], layout: Layout) -> State:
    if _is_shared(cells):
        return State.SHARED
    if layout is Layout.DUTIES_PER_PARTY and owners:
        return State.DUTIES
    if len(owners) > 1:
        return State.OWNED if _apart(owners) else State.TWO
    if owners:
        return State.OWNED
    if any(Letter.NOT_APPLICABLE in cell.letters for cell in cells) and not _works(cells):
        return State.NOT_APPLICABLE
    return State.NOBODY


def _is_shared(cells: Sequence[Assignment]) -> bool:
    if any(Letter.SHARED in cell.letters for cell in cells):
        return True
    return any(cell.letters & OWNING and cell.holder and holder_of(cell.holder).kind is HolderKind.SHARED for cell in cells)


def _works(cells: Sequence[Assignment]) -> bool:
    return any(cell.letters & {Letter.RESPONSIBLE, Letter.SUPPORT} for cell in cells)


def _apart(owners: Sequence[Owner]) -> bool:
    """Tell whether the owners' parts of the line do not meet: one by day and one by night."""
    return all(
        any(not one.narrows[aspect] & other.narrows[aspect] for aspect in one.narrows.keys() & other.narrows.keys())
        for at, one in enumerate(owners)
        for other in owners[at + 1 :]
    )


def _by_origin(row: ResponsibilityRow) -> Standing:
    """Read the origins of a control: the provider's, the customer's, both, or inherited from somebody else."""
    cells = tuple(each for each in row.assignments if each.letters)
    ticked = [each for each in cells if Letter.TICK in each.letters]
    provider = [each for each in ticked if each.holder.casefold().startswith("service provider")]
    customer = [each for each in ticked if "by customer" in each.holder.casefold()]
    if any(Letter.SHARED in each.letters for each in cells) or (provider and customer):
        return Standing(State.SHARED, (), cells)
    for name, own in ((PROVIDER, provider), (CUSTOMER, customer)):
        if own:
            return Standing(State.OWNED, (Owner(name, own[0]),), cells)
    if ticked:
        return Standing(State.OWNED, (Owner(ticked[0].holder.split("(")[0].strip(), ticked[0]),), cells)
    return Standing(State.NOT_APPLICABLE if cells else State.BLANK, (), cells)


def narrowing(note: str) -> Box:
    """Read what a note beside an owner's letter narrows: `Sev 1-2`, `after hours`, `servers only`.

    A device or a site narrows only where the note says nothing else; `incl.` adds and never narrows.
    """
    if not note or "incl" in note.casefold():
        return {}
    words = [word for word in scope_in(note) if word.certain and not word.excluded and " ... " not in word.because]
    alone = _says_nothing_else(note, " ".join(word.because for word in words))
    return {word.aspect: word.values for word in words if alone or word.aspect in NARROWED_BY_NOTES}


def _says_nothing_else(note: str, because: str) -> bool:
    said = set(re.findall(r"\w+", because.casefold())) | BESIDE
    return all(word in said for word in re.findall(r"\w+", note.casefold()))
