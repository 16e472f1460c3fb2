"""The settings of one side, for its lead: feeds, absences, people, its mailbox; hours and rosters as they were signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.table import Matrix
from demarc.core.moments import Calendar
from demarc.core.people import Absence
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.reads.feed_lines import FeedLine, feed_lines
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of

COMING_SHIFTS = 12
"""How many coming shifts of a side are shown; the matrix file has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceLine:
    """An absence in force or to come. `id` is empty for one that the signed matrix plans, which no setting ends."""

    id: str
    person: PersonLine
    start: datetime
    end: datetime
    cover: PersonLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """Somebody of the side who takes part, and the hours the signed matrix gives them."""

    person: PersonLine
    email: str
    is_lead: bool
    is_executive: bool
    signs_in: bool
    hours: Calendar | None


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One coming or running shift of a roster."""

    role: str
    person: PersonLine
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """What a lead sees of their own side, and nothing of another. `key` is the one the side countersigns with.

    `version` is what the matrix in force calls itself, empty without one; `aspects` are the names a feed's facts can have.
    """

    feeds: tuple[FeedLine, ...]
    absences: tuple[AbsenceLine, ...]
    people: tuple[SeatLine, ...]
    shifts: tuple[ShiftLine, ...]
    mailbox: str
    key: str
    version: str
    aspects: tuple[str, ...]


def settings_page(*, engagement: str, by: str, now: datetime) -> SettingsPage:
    """Show a lead the settings of their own party. Raises `NotFound` for everybody else."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    seats = {seat.person: seat for seat in models.Membership.objects.filter(engagement=engagement)}
    seat = seats.get(by)
    if seat is None or viewer.guest or not seat.is_lead:
        raise NotFound("page", "settings")
    guests = {person for person, one in seats.items() if one.guest_until is not None}
    names = people_of(engagement=engagement)
    stored = models.Person.objects.filter(engagement=engagement, party=viewer.party or "").order_by("name", "id")
    ours = [one for one in stored if one.id not in guests]
    present = [one for one in ours if one.left_at is None or one.left_at > now]
    here = frozenset(one.id for one in present)
    matrix = _in_force(engagement, now)
    keeper = models.Keeper.objects.filter(engagement=engagement, party=viewer.party or "").first()
    return SettingsPage(
        feeds=feed_lines(viewer, names, frozenset(one.id for one in ours), now),
        absences=_absences(engagement, now, matrix, here, names),
        people=tuple(_seat(one, seats.get(one.id), names, matrix) for one in present),
        shifts=_shifts(matrix, here, names, now),
        mailbox=keeper.mailbox if keeper else "",
        key=keeper.key if keeper else "",
        version=matrix.version if matrix else "",
        aspects=tuple(aspect.name for aspect in matrix.aspects) if matrix else (),
    )


def _in_force(engagement: str, now: datetime) -> Matrix | None:
    try:
        return matrix_in_force(engagement=engagement, now=now).matrix
    except NothingInForce:
        return None


def _absences(
    engagement: str, now: datetime, matrix: Matrix | None, own: frozenset[str], names: Mapping[str, PersonLine]
) -> tuple[AbsenceLine, ...]:
    """List what is in force and to come, from the signed matrix and from what was written down since; soonest first."""
    said = [
        (one.id, Absence(one.person, one.start, one.end, one.cover or None))  # type: ignore[arg-type]  # ids as stored
        for one in models.Absence.objects.filter(engagement=engagement, end__gt=now, person__in=own)
        if one.start < one.end
    ]
    planned = [("", one) for one in matrix.directory.absences if one.end > now and one.person in own] if matrix else []
    return tuple(
        AbsenceLine(
            id=id_,
            person=names[one.person],
            start=one.start,
            end=one.end,
            cover=names.get(one.cover or ""),
        )
        for id_, one in sorted((*said, *planned), key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
    )


def _seat(
    person: models.Person, seat: models.Membership | None, names: Mapping[str, PersonLine], matrix: Matrix | None
) -> SeatLine:
    signed = matrix.directory.person(person.id) if matrix else None
    return SeatLine(
        person=names[person.id],
        email=person.email,
        is_lead=bool(seat and seat.is_lead),
        is_executive=bool(seat and seat.is_executive),
        signs_in=seat is not None,
        hours=signed.hours if signed else None,
    )


def _shifts(
    matrix: Matrix | None, own: frozenset[str], names: Mapping[str, PersonLine], now: datetime
) -> tuple[ShiftLine, ...]:
    shifts = matrix.directory.shifts if matrix else ()
    coming = sorted((one for one in shifts if one.end > now and one.person in own), key=lambda one: (one.start, one.role))
    return tuple(ShiftLine(one.role, names[one.person], one.start, one.end) for one in coming[:COMING_SHIFTS])
