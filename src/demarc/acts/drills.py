"""What every drill has in common: who may begin one, how it is opened and ended in the record, and who hears of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, seat_of
from demarc.acts.world import World, world_at
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.words import ENGINE, PersonId, RowId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.ids import sortable_id
from demarc.record.reads.drills_page import visible_drills
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.rows import insert_rows
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

BLIND, LIVE, PAGE = "blind", "live", "page"
LETTER_COLUMNS = (
    *("engagement", "id", "channel", "person", "item", "about", "link"),
    *("subject", "text", "written_at", "due", "attempts", "error"),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """The drill runs; its id leads to its page."""

    drill: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The drill is over, and what it showed about each row stands in the record."""

    drill: str


@dataclass(frozen=True, slots=True)
class DrillNotice:
    """A letter about a drill to one person: its subject (marked already), its text, and the page it leads to."""

    to: PersonId
    subject: str
    text: str
    link: str


def world_for_lead(*, engagement: str, by: str, now: datetime) -> World | Refused:
    """Give the world in which a lead begins a drill. Raises `NotFound` for strangers."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if not leads(seat):
        return Refused("Beginning a drill is refused: a lead of either side does it, because it calls people of both.")
    try:
        return world_at(engagement=engagement, now=now)
    except NothingInForce:
        return Refused("There is nothing to drill: no version of the matrix is in force.")


def leads(seat: Seat) -> bool:
    """Tell whether somebody begins and ends drills: who signs for a side does."""
    return seat.signs


def new_drill(world: World, kind: str, by: str, *, look_at: datetime, **about: object) -> models.Drill:
    """Make a drill of the version in force; `open_drill` stores it."""
    return models.Drill(
        engagement=world.engagement,
        id=sortable_id(micros(world.now)),
        kind=kind,
        started_by=by,
        started_at=world.now,
        version=matrix_in_force(engagement=world.engagement, now=world.now).number,
        label=world.matrix.version,
        look_at=look_at,
        **about,
    )


def one_at_a_time(engagement: str) -> None:
    """Let whoever looks for what is running and then begins something do so alone, inside a `write_transaction`."""
    models.Engagement.objects.select_for_update().get(id=engagement)


def open_drill(drill: models.Drill, letters: Iterable[DrillNotice] = ()) -> Begun:
    """Store a drill, let the record say that it began, and tell people, inside the caller's `write_transaction`."""
    drill.save(force_insert=True)
    said: dict[str, Plain] = {"drill": drill.id, "kind": drill.kind, "version": drill.version}
    statement = Statement(act="drill begun", by=PersonId(drill.started_by), at=drill.started_at, said=said)
    append(engagement=drill.engagement, entries=(statement,))
    write_letters(drill, letters, drill.started_at)
    return Begun(drill.id)


def write_letters(drill: models.Drill, letters: Iterable[DrillNotice], now: datetime) -> None:
    """Put letters into the outbox, each once: its id follows from the drill, the person and where it leads."""
    rows = [
        (
            *(drill.engagement, _letter_id(drill, letter), "email", letter.to, drill.item, "drill", letter.link),
            *(letter.subject, letter.text, now, now, 0, ""),
        )
        for letter in letters
    ]
    insert_rows(models.Outbox, LETTER_COLUMNS, rows, unless_there=True)


def _letter_id(drill: models.Drill, letter: DrillNotice) -> str:
    return sha256(f"{drill.id}:{letter.to}:{letter.link}".encode()).hexdigest()[:32]


def drill_for(*, engagement: str, drill: str, by: str, now: datetime) -> models.Drill:
    """Fetch a drill for somebody of the engagement. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    seen = visible_drills(viewer, list(models.Drill.objects.filter(engagement=engagement, id=drill)))
    if not seen:
        raise NotFound("drill", drill)
    return seen[0]


def end_drill(
    drill: models.Drill,
    *,
    by: str,
    now: datetime,
    rows: Mapping[RowId, bool],
    asked: int = 0,
    apart: int = 0,
) -> Ended | Refused:
    """End a drill once: what it showed about each row is kept, and the record says so."""
    with write_transaction():
        mine = models.Drill.objects.filter(engagement=drill.engagement, id=drill.id, closed_at=None)
        if not mine.update(closed_at=now, look_at=None, asked=asked, apart=apart):
            return Refused("This drill has ended already.")
        models.DrillResult.objects.bulk_create(
            models.DrillResult(engagement=drill.engagement, row=row, drill=drill.id, passed=passed, at=now)
            for row, passed in sorted(rows.items())
        )
        said: dict[str, Plain] = {
            "drill": drill.id,
            "kind": drill.kind,
            "asked": asked,
            "apart": apart,
            "passed": [row for row in sorted(rows) if rows[row]],
            "failed": [row for row in sorted(rows) if not rows[row]],
        }
        who = PersonId(by) if by else ENGINE
        append(engagement=drill.engagement, entries=(Statement(act="drill ended", by=who, at=now, said=said),))
    return Ended(drill.id)
