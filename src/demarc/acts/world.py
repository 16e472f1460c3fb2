"""The engagement at an instant, as every act needs it: the matrix in force, who is active, who may rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from demarc.core.matrix.compiled import Compiled, compile_matrix
from demarc.core.matrix.table import Matrix
from demarc.core.people import Absence, resolve
from demarc.core.words import PartyId, PersonId, RowId, Side
from demarc.record import models
from demarc.record.reads.absences import unplanned_absences
from demarc.record.reads.matrix import matrix_in_force

READY = 32
"""How many versions of matrices stay compiled."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the matrix, who of its people has left since, and who is away beyond what it planned.

    Equal by these alone.
    """

    digest: str
    left: frozenset[tuple[PersonId, datetime]]
    away: frozenset[Absence]
    compiled: Compiled = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One engagement at `now` (aware UTC).

    `parties` maps every active person to their party; `leads`, `arbiters` and `executives` are active people.
    `fallback` are those who take what nobody else can be called for. `guests` look on for some days: they are nobody who
    could be called, offered or asked anything, and nothing they try is done.
    """

    engagement: str
    now: datetime
    compiled: Compiled
    rows: frozenset[RowId]
    parties: Mapping[PersonId, PartyId]
    client: PartyId
    leads: frozenset[PersonId]
    arbiters: frozenset[PersonId]
    executives: frozenset[PersonId]
    fallback: tuple[PersonId, ...]
    guests: frozenset[PersonId] = frozenset()

    @property
    def matrix(self) -> Matrix:
        """Return the matrix in force, with those marked who have left."""
        return self.compiled.matrix

    def not_before(self, instant: datetime) -> "World":
        """Return the same world, dated no earlier than `instant`.

        What follows an entry is never dated before it, also when the server's clock was set back since.
        """
        return self if instant <= self.now else replace(self, now=instant)

    @property
    def rulers(self) -> tuple[PersonId, ...]:
        """List who rules on disputes, in order: the arbiter, the deputy, and whoever else may."""
        rule = self.matrix.engagement.dispute_rule
        named = (person for person in (rule.arbiter, rule.deputy) if person in self.arbiters)
        return tuple(dict.fromkeys((*named, *sorted(self.arbiters))))

    def lead_of(self, party: PartyId | None) -> PersonId | None:
        """Return the lead of a party, the first by id where there are several."""
        return next((person for person in sorted(self.leads) if self.parties[person] == party), None)


def world_at(*, engagement: str, now: datetime) -> World:
    """Gather the engagement at `now`. Raises `NothingInForce` without a signed version."""
    in_force = matrix_in_force(engagement=engagement, now=now)
    people = list(models.Person.objects.filter(engagement=engagement).values_list("id", "party", "left_at"))
    left = frozenset((PersonId(id_), left_at) for id_, _, left_at in people if left_at is not None)
    compiled, rows = _ready(Edition(in_force.digest, left, unplanned_absences(engagement, now), in_force.compiled))
    seats = models.Membership.objects.filter(engagement=engagement)
    members = list(seats.values_list("person", "is_lead", "is_executive", "guest_until"))
    guests = frozenset(PersonId(person) for person, _, _, guest_until in members if guest_until is not None)
    gone = {person for person, left_at in left if left_at <= now} | guests
    parties = {PersonId(id_): PartyId(party) for id_, party, _ in people if id_ not in gone}
    sides = dict(models.Party.objects.filter(engagement=engagement).values_list("id", "side"))
    client = next(PartyId(party) for party, side in sides.items() if side == Side.CLIENT)
    about = compiled.matrix.engagement

    def active(people: Iterable[str]) -> frozenset[PersonId]:
        return frozenset(PersonId(person) for person in people if person in parties)

    executives = active((about.executive, about.executive_deputy, *(person for person, _, boss, _ in members if boss)))
    leads = active(person for person, lead, _, _ in members if lead)
    if client not in {parties[lead] for lead in leads}:
        leads |= active((about.intake_holder,))
    rulers = active((about.dispute_rule.arbiter, about.dispute_rule.deputy)) or executives
    return World(
        engagement=engagement,
        now=now,
        compiled=compiled,
        rows=rows,
        parties=parties,
        client=client,
        leads=leads,
        arbiters=rulers,
        executives=executives,
        fallback=_fallback(compiled.matrix, now, parties, client),
        guests=guests,
    )


@lru_cache(maxsize=READY)
def _ready(edition: Edition) -> tuple[Compiled, frozenset[RowId]]:
    """Mark in a version who has left or is away, compiling it once for each set of them, and list its rows."""
    gone, matrix = dict(edition.left), edition.compiled.matrix
    rows = frozenset(row.id for row in matrix.rows)
    if not gone and not edition.away:
        return edition.compiled, rows
    directory = matrix.directory
    people = tuple(replace(one, left_at=gone.get(one.id, one.left_at)) for one in directory.people)
    away = sorted(edition.away, key=lambda absence: (absence.start, absence.end, absence.person))
    # What was said last about somebody's absence counts before what was planned: its cover is asked first.
    directory = replace(directory, people=people, absences=(*away, *directory.absences))
    marked = replace(matrix, directory=directory)
    return compile_matrix(marked), rows


def _fallback(matrix: Matrix, now: datetime, parties: Mapping[PersonId, PartyId], client: PartyId) -> tuple[PersonId, ...]:
    """List who takes what nobody else can be called for: intake, executive, their deputies, then anybody of the client.

    The last are not called because it is their job, but because an item without a holder is worse than any holder.
    """
    about = matrix.engagement
    named = (about.intake_holder, about.intake_deputy, about.executive, about.executive_deputy)
    found = (resolve(matrix.directory, slot, now) for slot in named if slot)
    anybody = sorted(person for person, party in parties.items() if party == client)
    return tuple(dict.fromkeys([*(person for person in found if person and person in parties), *anybody]))
