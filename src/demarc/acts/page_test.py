"""A page test: the ladder of one row is walked level by level, and each person on it really is called.

A level ends when its person answers or its time is over; then the next is called. Looking at the link answers nothing:
mail programs look before people do.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.acts.drills import (
    PAGE,
    Begun,
    DrillNotice,
    Ended,
    end_drill,
    new_drill,
    one_at_a_time,
    open_drill,
    world_for_lead,
    write_letters,
)
from demarc.acts.outcome import Refused
from demarc.core.matrix.who import call_of
from demarc.core.tokens import token_hash
from demarc.core.words import DRILL_MARK, ENGINE, PersonId, RowId
from demarc.record import models
from demarc.record.transactions import write_transaction

PATIENCE = timedelta(minutes=15)
"""How long one level has to answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The call is answered, `seconds` after it was made; `late` when its time was over."""

    seconds: int
    late: bool


def start_page_test(*, engagement: str, row: str, by: str, now: datetime) -> Begun | Refused:
    """Call the first level of a row's call list as it is now. Raises `NotFound` for strangers."""
    world = world_for_lead(engagement=engagement, by=by, now=now)
    if isinstance(world, Refused):
        return world
    found = world.matrix.row(row)
    if found is None:
        return Refused(f"There is no row `{row}` in version `{world.matrix.version}`.")
    people = [person for person in call_of(world.matrix, found, now) if person in world.parties]
    if not people:
        return Refused(f"Row `{row}` comes to nobody now: there is no ladder to walk.")
    drill = new_drill(world, PAGE, by, look_at=now + PATIENCE, row=row)
    with write_transaction():
        one_at_a_time(engagement)
        if models.Drill.objects.filter(engagement=engagement, kind=PAGE, row=row, closed_at=None).exists():
            return Refused(f"Row `{row}` is being tested already.")
        begun = open_drill(drill)
        models.DrillCall.objects.bulk_create(
            models.DrillCall(engagement=engagement, drill=drill.id, level=level, person=person)
            for level, person in enumerate(people, start=1)
        )
        _call_next(drill, now)
    return begun


def answer_call(*, token: str, now: datetime) -> Answered | Refused:
    """Say `I am here` to a call, once. A late answer is kept as late; after the end it is too late."""
    call = models.DrillCall.objects.filter(token_hash=token_hash(token)).first()
    if call is None or call.called_at is None or call.due is None:
        return Refused("This link leads nowhere.")
    with write_transaction():
        drill = _running(call)
        if drill is None:
            return Refused("The test has ended. That your answer came after it stands in its report as no answer.")
        mine = models.DrillCall.objects.filter(engagement=call.engagement, drill=call.drill, level=call.level)
        if not mine.filter(answered_at=None).update(answered_at=now):
            return Refused("You have answered already: thank you.")
        _move_on(drill, now)
    return Answered(int((now - call.called_at).total_seconds()), now > call.due)


def walk_on(drill: models.Drill, now: datetime) -> int:
    """Call the next level once the present one's time is over, or end the test after the last."""
    with write_transaction():
        mine = models.Drill.objects.select_for_update().filter(engagement=drill.engagement, id=drill.id, closed_at=None)
        found = mine.first()
        return _move_on(found, now) if found else 0


def _running(call: models.DrillCall) -> models.Drill | None:
    drills = models.Drill.objects.select_for_update()
    return drills.filter(engagement=call.engagement, id=call.drill, closed_at=None).first()


def _move_on(drill: models.Drill, now: datetime) -> int:
    """Go on where the level called last has answered or had its time."""
    calls = models.DrillCall.objects.filter(engagement=drill.engagement, drill=drill.id)
    last = calls.filter(called_at__isnull=False).order_by("-level").first()
    if last is not None and last.answered_at is None and last.due is not None and last.due > now:
        return 0
    return 1 if _call_next(drill, now) else _finish(drill, now)


def _call_next(drill: models.Drill, now: datetime) -> bool:
    """Call the next level, if there is one."""
    calls = models.DrillCall.objects.filter(engagement=drill.engagement, drill=drill.id)
    following = calls.filter(called_at=None).order_by("level").first()
    if following is None:
        return False
    token = secrets.token_urlsafe(24)
    mine = calls.filter(level=following.level)
    mine.update(called_at=now, due=now + PATIENCE, token_hash=token_hash(token))
    models.Drill.objects.filter(engagement=drill.engagement, id=drill.id).update(look_at=now + PATIENCE)
    write_letters(drill, (_letter(drill, following, token),), now)
    return True


def _letter(drill: models.Drill, call: models.DrillCall, token: str) -> DrillNotice:
    minutes = int(PATIENCE.total_seconds() // 60)
    text = (
        "This is a drill: nothing has happened. We test whether you can be reached.\n\n"
        f"Why you: you are level {call.level} of the people who are called for row {drill.row}.\n"
        f"Why now: the ladder of this row is walked level by level; you have {minutes} minutes.\n"
        "What next: open the link and press `I am here`. Then the next level is called."
    )
    return DrillNotice(
        PersonId(call.person), f"{DRILL_MARK} called: can you be reached? Row {drill.row}", text, f"here {token}"
    )


def _finish(drill: models.Drill, now: datetime) -> int:
    """End the test: the row passed when every level answered in its time."""
    calls = list(models.DrillCall.objects.filter(engagement=drill.engagement, drill=drill.id))
    silent = [call for call in calls if call.answered_at is None or (call.due and call.answered_at > call.due)]
    rows = {RowId(drill.row): not silent}
    return int(isinstance(end_drill(drill, by=ENGINE, now=now, rows=rows, asked=len(calls), apart=len(silent)), Ended))
