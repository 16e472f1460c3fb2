"""Who is called at an instant: people, roles, rosters, absences and covers, resolved to named persons.

A slot of a row names a person or a role. `resolve` turns a slot into one present person or nobody; `call_list` strings
the slots of a row together. An absent person is replaced by the cover registered for that absence, one step and never
a chain, or dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from demarc.core.moments import Calendar, window_at
from demarc.core.words import PartyId, PersonId, Side, Window


class Channel(StrEnum):
    """A way to reach a person. E-mail alone does not answer at night."""

    EMAIL = "email"
    PHONE = "phone"
    SMS = "sms"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Party:
    """A firm in the engagement: the client or one of its providers."""

    id: PartyId
    name: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One named human of one party; `hours` are their own working hours, `example` marks a made-up person of a preset."""

    id: PersonId
    name: str
    party: PartyId
    email: str = ""
    phone: str = ""
    hours: Calendar | None = None
    channels: tuple[Channel, ...] = (Channel.EMAIL,)
    example: bool = False
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of a roster: this role is this person from `start` up to `end` (aware UTC)."""

    role: str
    person: PersonId
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Role:
    """A post that a roster fills with at most one person at an instant; `fallback` stands in when the roster has a hole."""

    name: str
    fallback: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away from `start` up to `end`; `cover` is who agreed to stand in, if anybody did."""

    person: PersonId
    start: datetime
    end: datetime
    cover: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """The people or roles a row names: accountable, deputy, and the escalation path in order."""

    accountable: str
    deputy: str = ""
    escalation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything needed to turn a slot into a person at an instant."""

    people: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()
    roles: tuple[Role, ...] = ()
    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()
    _people: dict[str, Person] = field(init=False, repr=False, compare=False, default_factory=dict)
    _parties: dict[str, Party] = field(init=False, repr=False, compare=False, default_factory=dict)
    _roles: dict[str, Role] = field(init=False, repr=False, compare=False, default_factory=dict)
    _roster: dict[str, tuple[Shift, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _shifts: dict[str, tuple[Shift, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _absences: dict[str, tuple[Absence, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index everything once; the indexes take no part in comparison. Of two same ids the first counts."""
        self._people.update({person.id: person for person in reversed(self.people)})
        self._parties.update({party.id: party for party in reversed(self.parties)})
        self._roles.update({role.name: role for role in reversed(self.roles)})
        for shift in self.shifts:
            self._roster[shift.role] = (*self._roster.get(shift.role, ()), shift)
            self._shifts[shift.person] = (*self._shifts.get(shift.person, ()), shift)
        for absence in self.absences:
            self._absences[absence.person] = (*self._absences.get(absence.person, ()), absence)

    def person(self, id_: str) -> Person | None:
        """Return the person with this id, or None."""
        return self._people.get(id_)

    def party(self, id_: str) -> Party | None:
        """Return the party with this id, or None."""
        return self._parties.get(id_)

    def party_of(self, id_: str) -> PartyId | None:
        """Return the party of the person with this id, or None for somebody unknown."""
        person = self.person(id_)
        return person.party if person else None

    def role(self, name: str) -> Role | None:
        """Return the role with this name, or None."""
        return self._roles.get(name)

    def roster(self, role: str) -> tuple[Shift, ...]:
        """List the shifts of a role, as written."""
        return self._roster.get(role, ())

    def on_call(self, person: str, instant: datetime) -> bool:
        """Tell whether some roster has this person on at the instant."""
        return any(shift.start <= instant < shift.end for shift in self._shifts.get(person, ()))

    def absences_of(self, person: str, instant: datetime) -> tuple[Absence, ...]:
        """List the absences this person has at the instant; empty for who is present."""
        written = self._absences.get(person)
        return tuple(absence for absence in written if absence.start <= instant < absence.end) if written else ()


def resolve(directory: Directory, slot: str, instant: datetime) -> PersonId | None:
    """Turn a slot (person id or role name) into one present person at the instant, or None.

    1. A role becomes its rostered person, else its fallback; a person stays.
    2. Who has left is dropped; who is absent becomes the cover of that absence, if the cover is present, else dropped.
    """
    person = _named(directory, slot, instant)
    if person is None or _left(directory, person, instant):
        return None
    absences = directory.absences_of(person, instant)
    if not absences:
        return person
    covers = (absence.cover for absence in absences if absence.cover)
    return next((cover for cover in covers if _present(directory, cover, instant)), None)


def call_list(
    directory: Directory, slots: Slots, instant: datetime, *, last_holder: PersonId | None = None, last_deputy: str = ""
) -> tuple[PersonId, ...]:
    """List who is called, in order and without repeats: accountable, deputy, escalation, last holder and their deputy."""
    found = levels(directory, (slots.accountable, slots.deputy, *slots.escalation, last_holder or "", last_deputy), instant)
    return tuple(dict.fromkeys(found))


def levels(directory: Directory, slots: Iterable[str], instant: datetime) -> tuple[PersonId, ...]:
    """Turn each slot in turn into its present person; one that nobody fills is left out, one filled twice stands twice."""
    found = (resolve(directory, slot, instant) for slot in slots if slot)
    return tuple(person for person in found if person is not None)


def answers(directory: Directory, id_: PersonId, instant: datetime) -> bool:
    """Tell whether this person answers at the instant: in their own hours or on a roster, by more than e-mail."""
    person = directory.person(id_)
    if person is None or all(channel is Channel.EMAIL for channel in person.channels):
        return False
    if directory.on_call(id_, instant):
        return True
    return person.hours is not None and window_at(person.hours, instant) is Window.BUSINESS


def _named(directory: Directory, slot: str, instant: datetime) -> PersonId | None:
    known = directory.person(slot)
    if known is not None:
        return known.id
    role = directory.role(slot)
    if role is None:
        return None
    rostered = (shift.person for shift in directory.roster(slot) if shift.start <= instant < shift.end)
    return next(rostered, role.fallback)


def _present(directory: Directory, id_: PersonId, instant: datetime) -> bool:
    return not _left(directory, id_, instant) and not directory.absences_of(id_, instant)


def _left(directory: Directory, id_: PersonId, instant: datetime) -> bool:
    person = directory.person(id_)
    return person is None or (person.left_at is not None and person.left_at <= instant)
