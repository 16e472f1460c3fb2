"""What a live drill or a page test showed: who was told and when, who acted after how long, and what is to be mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.drill_times import DrillTimes, times_of
from demarc.core.words import Tier
from demarc.record import models
from demarc.record.access import NotFound, items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.drills_page import DrillLine, drill_line
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import version_ready
from demarc.record.reads.people import people_of
from demarc.record.translate.entries import entry_of

LONG = 120
LEVELS_WANTED = 3
"""How many different people a row's ladder should have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice of a live drill: to whom, what for, when it was written, and when it left, or why it did not."""

    to: PersonLine
    about: str
    written_at: datetime
    sent_at: datetime | None
    failed: str = ""


@dataclass(frozen=True, slots=True)
class MomentLine:
    """Somebody did something, so many seconds after the drill began."""

    what: str
    who: PersonLine
    at: datetime
    seconds: int

    @property
    def took(self) -> str:
        """Say how long it took."""
        return took(self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """A level of the ladder: who, when they were called, how many seconds their answer took, and if it came in time.

    Without `seconds` nobody answered, and will in time no more once it is `over`; before `called_at` the level has not
    been reached.
    """

    level: int
    person: PersonLine
    called_at: datetime | None
    due: datetime | None
    seconds: int | None = None
    late: bool = False
    over: bool = False

    @property
    def took(self) -> str:
        """Say how long the answer took."""
        return took(self.seconds or 0)


def took(seconds: int) -> str:
    """Say a length of time in seconds, and in minutes too where seconds alone say little."""
    return f"{seconds} s ({seconds // 60} min)" if seconds >= LONG else f"{seconds} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillReport:
    """The report of a live drill or a page test; `findings` say in sentences what is to be mended.

    Of a live drill: its item, when its first clock ran out, its moments and notices. Of a page test: its levels.
    """

    line: DrillLine
    row: str
    findings: tuple[str, ...]
    item: str = ""
    number: str = ""
    due: datetime | None = None
    in_time: bool = False
    moments: tuple[MomentLine, ...] = ()
    notices: tuple[NoticeLine, ...] = ()
    levels: tuple[LevelLine, ...] = ()


def drill_report(*, engagement: str, drill: str, by: str, now: datetime, titles: Mapping[str, str]) -> DrillReport:
    """Report on a live drill or a page test, also while it runs. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    found = models.Drill.objects.filter(engagement=engagement, id=drill, kind__in=["live", "page"]).first()
    if found is None:
        raise NotFound("drill", drill)
    people = people_of(engagement=engagement)
    if found.kind == "page":
        return _of_ladder(found, people, titles, by=by, now=now)
    item = items_for(viewer).filter(id=found.item).first()
    if item is None:
        raise NotFound("drill", drill)
    return _of_item(found, item, people, titles, by=by)


def _of_item(
    drill: models.Drill, item: models.Item, people: Mapping[str, PersonLine], titles: Mapping[str, str], *, by: str
) -> DrillReport:
    entries = models.Entry.objects.filter(engagement=drill.engagement, item=item.id).order_by("item_version")
    times = times_of([entry_of(one) for one in entries])
    letters = models.Outbox.objects.filter(engagement=drill.engagement, item=item.id).order_by("written_at", "id")
    notices = tuple(
        NoticeLine(
            to=people[letter.person],
            about=letter.about,
            written_at=letter.written_at,
            sent_at=letter.sent_at,
            failed=letter.error if letter.failed_at else "",
        )
        for letter in letters
    )
    prefix = engagement_of(drill.engagement).prefix
    return DrillReport(
        line=drill_line(drill, people, titles, {}, by=by),
        row=drill.row,
        findings=tuple(_what_failed(drill, times, notices)),
        item=item.id,
        number=numbered(prefix, item.number),
        due=times.due,
        in_time=times.in_time,
        moments=tuple(_moments(times, people)),
        notices=notices,
    )


def _moments(times: DrillTimes, people: Mapping[str, PersonLine]) -> Iterator[MomentLine]:
    """Tell who acted, accepted and was called, in order."""
    told = [("was called", one.person, one.at) for one in times.called]
    if times.first is not None and times.first_by is not None and times.first != times.accepted:
        told.append(("acted first", times.first_by, times.first))
    if times.accepted is not None and times.accepted_by is not None:
        told.append(("accepted", times.accepted_by, times.accepted))
    for what, who, at in sorted(told, key=lambda one: one[2]):
        yield MomentLine(what, people[who], at, int((at - times.received).total_seconds()))


def _what_failed(drill: models.Drill, times: DrillTimes, notices: tuple[NoticeLine, ...]) -> Iterator[str]:
    if times.accepted is None and drill.closed_at is not None:
        yield "Nobody accepted it at all."
    elif times.accepted is not None and not times.in_time:
        yield "It was accepted only after its first clock had run out."
    if not drill.row:
        yield "No single row takes it: it went to the intake holder."
        return
    row = version_ready(engagement=drill.engagement, number=drill.version).matrix.row(drill.row)
    if row is not None and row.tier is not Tier.ITEM:
        yield f"The row's tier is `{row.tier}`: the real thing would not have become an item at once."
    for notice in notices:
        if notice.failed:
            yield f"A notice to {notice.to.name} could not be delivered: {notice.failed}."


def _of_ladder(
    drill: models.Drill, people: Mapping[str, PersonLine], titles: Mapping[str, str], *, by: str, now: datetime
) -> DrillReport:
    calls = models.DrillCall.objects.filter(engagement=drill.engagement, drill=drill.id).order_by("level")
    levels = tuple(_level(call, people, drill.closed_at or now) for call in calls)
    return DrillReport(
        line=drill_line(drill, people, titles, {}, by=by),
        row=drill.row,
        findings=tuple(_what_is_missing(levels)),
        levels=levels,
    )


def _level(call: models.DrillCall, people: Mapping[str, PersonLine], at: datetime) -> LevelLine:
    took = call.answered_at - call.called_at if call.answered_at and call.called_at else None
    return LevelLine(
        level=call.level,
        person=people[call.person],
        called_at=call.called_at,
        due=call.due,
        seconds=int(took.total_seconds()) if took is not None else None,
        late=bool(call.answered_at and call.due and call.answered_at > call.due),
        over=call.due is not None and call.due <= at,
    )


def _what_is_missing(levels: tuple[LevelLine, ...]) -> Iterator[str]:
    for level in levels:
        if level.seconds is None and level.over:
            yield f"Level {level.level}, {level.person.name}, did not answer."
        if level.late:
            yield f"Level {level.level}, {level.person.name}, answered after their time."
    if len(levels) < LEVELS_WANTED:
        yield f"The ladder has {len(levels)} of the {LEVELS_WANTED} levels a row needs."


def call_for(*, token_hash: str) -> PersonLine | None:
    """Tell whom a page test's link is for, or None for a link of no running test."""
    call = models.DrillCall.objects.filter(token_hash=token_hash).exclude(token_hash="").first()
    if call is None:
        return None
    running = models.Drill.objects.filter(engagement=call.engagement, id=call.drill, closed_at=None).exists()
    return people_of(engagement=call.engagement).get(call.person) if running and call.answered_at is None else None
