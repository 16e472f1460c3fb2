"""Somebody's own rows in the place of a first matrix's: their ids, titles and people stay, what they lack is proposed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from demarc.core.catalogue import Function, Owner, Split, function, functions_of_topic
from demarc.core.matrix.results import missing_result
from demarc.core.matrix.table import TOPIC, Matrix, Row
from demarc.core.people import Channel, Directory, Party, Slots
from demarc.core.presets import cast
from demarc.core.presets.rows import MUST_CARRY, Holding, holding
from demarc.core.words import PersonId, ScopeState, Side

FEW = 3
"""Different people every list of calls must have."""

ANY_OUTCOME = "what was asked for is done, and whoever asked says so"
ANY_PROOF = "confirmation by whoever asked"
"""What is proposed for a row that means no function of the catalogue and says no result of its own."""

PARTY = {Side.CLIENT: cast.CLIENT, Side.PROVIDER: cast.PROVIDER}
OWNER = {Side.CLIENT: Owner.INTERNAL, Side.PROVIDER: Owner.PROVIDER}
USUAL = "GV-04"
"""Whose people stand behind a row that means no function of the catalogue."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A row as its author wrote it; `candidates` are people who could answer for it, `side` where it was meant to be."""

    row: Row
    candidates: tuple[str, ...] = ()
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a first matrix with somebody's own among them: who stands for which example."""

    split: Split
    own: Mapping[str, Side]
    stands_for: Mapping[str, PersonId]

    def acting(self, slot: str) -> str:
        """Return who acts in the place of an example person: the file's own lead, where it names one."""
        return self.stands_for.get(slot, slot)


def cast_of(split: Split, own: Mapping[str, Side], people: Collection[str], rows: Mapping[str, int]) -> Cast:
    """Let the client's person with the most rows stand for the example lead, and the next one for the lead's deputy."""
    inside = sorted((PersonId(id_) for id_ in people if own[id_] is Side.CLIENT), key=lambda id_: -rows.get(id_, 0))
    examples = (cast.CONTACT,) if split is Split.FULL else (cast.LEAD, cast.LEAD_DEPUTY)
    return Cast(split, own, dict(zip(examples, inside, strict=False)))


def kept_row(wish: Wish, who: Cast) -> Row:
    """Complete a row: one accountable person, a deputy, three people to call, a clock and a proof."""
    known = function(wish.row.function)
    row = wish.row
    usual = _usual(_most_urgent(row, known), wish.side, who)
    person = wish.candidates[0] if wish.candidates else None
    return replace(
        _with_result(row, known),
        slots=slots_for(row.slots, person, usual, who),
        responsible=tuple(name for name in row.responsible if name in who.own) or usual.responsible,
        consulted=tuple(name for name in row.consulted if name in who.own),
        informed=tuple(name for name in row.informed if name in who.own) or usual.informed,
        clocks=row.clocks or (known.cadence if known else ""),
        must_carry=row.must_carry or (MUST_CARRY[known.kinds[0]] if known else ""),
        state=usual.state if row.state is ScopeState.UNKNOWN else row.state,
    )


def _with_result(row: Row, known: Function | None) -> Row:
    """Add a result where their words say none: the catalogue's outcome and proof, else the plainest ones."""
    lacks = {field for field, _ in missing_result(row)}
    outcome = known.outcome if known else ANY_OUTCOME
    title = (f"{row.title}: {outcome}" if row.title else outcome) if "title" in lacks else row.title
    return replace(row, title=title, proof=(known.proof if known else ANY_PROOF) if "proof" in lacks else row.proof)


def slots_for(said: Slots, person: str | None, usual: Holding, who: Cast) -> Slots:
    """Name whom a row calls: its own people first, then the usual ones of its function, each once."""
    accountable = person or usual.slots.accountable
    offered = [
        *(name for name in (said.deputy, *said.escalation) if name in who.own),
        usual.slots.deputy,
        usual.slots.accountable,
        *usual.slots.escalation,
        *map(who.acting, (cast.SERVICE_MANAGER, cast.EXECUTIVE, cast.DIRECTOR)),
    ]
    calls = [name for name in dict.fromkeys(offered) if name and name != accountable]
    own_deputy = [name for name in calls if name in who.own and name in {said.deputy, *said.escalation}]
    deputy = own_deputy[0] if own_deputy else next(name for name in calls if _is_person(name))
    usual_length = 1 + len(usual.slots.escalation)
    path = [name for name in calls if name != deputy]
    return Slots(accountable, deputy, tuple(path[: max(usual_length, FEW)]))


def _is_person(name: str) -> bool:
    return name not in {cast.SOC_ONCALL, cast.SERVICE_ONCALL}


def _most_urgent(row: Row, known: Function | None) -> Function | None:
    """Return the function whose calls a row of several topics needs: one that runs at every hour before one that waits."""
    about = (one for topic in sorted(row.box().get(TOPIC, ())) for one in functions_of_topic(topic))
    return next((one for one in about if one.always_from is not None), known) if known else known


def _usual(known: Function | None, side: Side | None, who: Cast) -> Holding:
    """Say who usually stands behind a function: on the side that was meant, else on that of the split."""
    about = known or function(USUAL)
    assert about is not None
    owner = OWNER[side] if side else about.owner(who.split)
    if owner is Owner.DAY_INTERNAL_NIGHT_PROVIDER:
        owner = Owner.INTERNAL
    if owner is Owner.INTERNAL and who.split is Split.FULL:
        owner = Owner.EXECUTIVE
    return _acting(holding(about, owner, who.split), who)


def _acting(usual: Holding, who: Cast) -> Holding:
    slots = usual.slots
    return Holding(
        Slots(who.acting(slots.accountable), who.acting(slots.deputy), tuple(map(who.acting, slots.escalation))),
        tuple(map(who.acting, usual.responsible)),
        tuple(map(who.acting, usual.informed)),
        usual.state,
    )


def with_people(base: Matrix, own: Directory, who: Cast, names: Mapping[Side, str]) -> Directory:
    """Put the file's own people beside the examples that are still needed; hours and telephone are to be asked."""
    site = base.calendars[0]
    gone = set(who.stands_for) | set(who.own)
    mine = tuple(
        replace(
            person,
            party=PARTY[who.own[person.id]],
            hours=person.hours or site,
            channels=person.channels if person.hours else (Channel.EMAIL, Channel.PHONE),
        )
        for person in own.people
        if person.id in who.own
    )
    examples = tuple(person for person in base.directory.people if person.id not in gone)
    parties = tuple(Party(party.id, names.get(party.side) or party.name, party.side) for party in base.directory.parties)
    theirs = tuple(role for role in own.roles if role.name in who.own)
    named = {role.name for role in theirs}
    shifts = tuple(
        replace(shift, person=PersonId(who.acting(shift.person)))
        for shift in base.directory.shifts
        if shift.role not in named
    )
    roles = tuple(
        replace(role, fallback=PersonId(who.acting(role.fallback)) if role.fallback else None)
        for role in base.directory.roles
        if role.name not in named
    )
    rosters = tuple(shift for shift in own.shifts if shift.role in named)
    return Directory((*mine, *examples), parties, (*theirs, *roles), (*rosters, *shifts), own.absences)


def acting_rows(rows: Iterable[Row], who: Cast) -> tuple[Row, ...]:
    """Put the file's own people in the rows of a first matrix where they stand for an example."""
    return tuple(_acting_row(row, who) for row in rows)


def _acting_row(row: Row, who: Cast) -> Row:
    slots = row.slots
    return replace(
        row,
        slots=Slots(who.acting(slots.accountable), who.acting(slots.deputy), tuple(map(who.acting, slots.escalation))),
        responsible=tuple(map(who.acting, row.responsible)),
        consulted=tuple(map(who.acting, row.consulted)),
        informed=tuple(map(who.acting, row.informed)),
    )


def topics_in(rows: Sequence[Row]) -> tuple[str, ...]:
    """List the topics that rows name, in their order."""
    return tuple(dict.fromkeys(topic for row in rows for topic in sorted(row.box().get(TOPIC, ()))))
