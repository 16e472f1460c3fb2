"""A blind drill: people of both sides answer a few scenarios on their own, before anybody sees what the matrix says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.acts.drills import (
    BLIND,
    Begun,
    DrillNotice,
    Ended,
    drill_for,
    end_drill,
    leads,
    new_drill,
    open_drill,
    world_for_lead,
)
from demarc.acts.outcome import Refused
from demarc.acts.version_seat import seat_of
from demarc.acts.world import World
from demarc.core.drill import drill as held_against
from demarc.core.drill_answers import (
    MAY,
    NOBODY,
    NOT_KNOWN,
    NOT_SAID,
    AnswerSheet,
    DrillQuestion,
    both_answered,
    compare,
    from_plain,
    questions_of,
    rows_shown,
    to_plain,
)
from demarc.core.scenario import Scenario
from demarc.core.words import DRILL_MARK, ENGINE, Answer, RowId, Side
from demarc.files.scenarios import library
from demarc.record import models
from demarc.record.transactions import write_transaction

CHOSEN = 3
"""How many scenarios a blind drill takes when nobody chooses."""
LASTS = timedelta(days=7)
"""How long people have; then it ends with what there is."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The answers are in and cannot be changed; `both` says whether both sides have answered now."""

    drill: str
    both: bool


def start_blind_drill(*, engagement: str, by: str, now: datetime, scenarios: Sequence[str] = ()) -> Begun | Refused:
    """Begin a blind drill over scenarios (default: those whose last run is oldest) against the version in force.

    Everybody who takes part and can be reached hears of it. Raises `NotFound` for strangers.
    """
    world = world_for_lead(engagement=engagement, by=by, now=now)
    if isinstance(world, Refused):
        return world
    known = {story.id: story for story in library()}
    if strange := sorted(set(scenarios) - known.keys()):
        return Refused(f"There is no scenario `{strange[0]}`: there are {min(known)} to {max(known)}.")
    stories = tuple(known[id_] for id_ in dict.fromkeys(scenarios)) or tuple(oldest_first(engagement))[:CHOSEN]
    questions = [one for story in stories for one in questions_of(held_against(world.matrix, story, now))]
    drill = new_drill(
        world,
        BLIND,
        by,
        look_at=now + LASTS,
        scenarios=[story.id for story in stories],
        questions=[to_plain(question) for question in questions],
    )
    with write_transaction():
        return open_drill(drill, _letters(world, drill.id, len(questions)))


def oldest_first(engagement: str) -> Iterator[Scenario]:
    """Yield the scenarios: those that never ran in the order of their ids, then those whose last run is oldest."""
    runs = models.Drill.objects.filter(engagement=engagement).order_by("started_at").values_list("scenarios", "started_at")
    last = {id_: at for ids, at in runs for id_ in ids}
    yield from (story for story in library() if story.id not in last)
    yield from sorted((story for story in library() if story.id in last), key=lambda story: last[story.id])


def _letters(world: World, drill: str, count: int) -> Iterator[DrillNotice]:
    text = (
        f"Somebody who leads began a blind drill: {count} questions about who holds what.\n\n"
        "Why you: you take part in this engagement.\n"
        "Why now: the matrix is compared with what people have in their heads, before it matters.\n"
        "What next: answer on your own, without looking anything up. Nobody sees your answers before both sides have "
        "answered."
    )
    for person in sorted(world.parties):
        if person not in world.guests:
            yield DrillNotice(person, f"{DRILL_MARK}: what would you do? {count} questions", text, f"drill {drill}")


def answer_blind_drill(
    *, engagement: str, drill: str, answers: Sequence[Mapping[str, str]], by: str, now: datetime
) -> HandedIn | Refused:
    """Hand in one's own answers, once: for each question in order, part to answer. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    found = drill_for(engagement=engagement, drill=drill, by=by, now=now)
    if found.kind != BLIND or found.closed_at is not None:
        return Refused("This is refused: the drill takes no answers, or takes none any more.")
    questions = [from_plain(plain) for plain in found.questions]
    if reason := _unfit(questions, answers, engagement):
        return Refused(reason)
    plain = [{part: value for part, value in one.items() if value != NOT_KNOWN} for one in answers]
    with write_transaction():
        # Locked with the drill, so that nothing comes in while it is being ended.
        if not _locked(engagement, drill):
            return Refused("This is refused: the drill ended a moment ago.")
        _, first = models.DrillAnswer.objects.get_or_create(
            engagement=engagement,
            drill=drill,
            person=seat.person,
            defaults={"side": str(seat.side), "answers": plain, "at": now},
        )
        if not first:
            return Refused("This is refused: your answers are in already, and a blind answer is given once.")
        sides = models.DrillAnswer.objects.filter(engagement=engagement, drill=drill).values_list("side", flat=True)
        return HandedIn(drill, both_answered(sides))


def _unfit(questions: Sequence[DrillQuestion], answers: Sequence[Mapping[str, str]], engagement: str) -> str:
    """Look for what is no answer to these questions."""
    if len(answers) != len(questions):
        return f"This is refused: there are {len(questions)} questions, and {len(answers)} answers."
    if not any(value for one in answers for value in one.values()):
        return "Nothing was answered: give at least one answer. `I do not know` to all of it says nothing."
    people = {*models.Person.objects.filter(engagement=engagement).values_list("id", flat=True), NOBODY, NOT_KNOWN}
    words = {*Answer, NOT_SAID, NOT_KNOWN}
    for question, given in zip(questions, answers, strict=True):
        for part, value in given.items():
            if part not in question.answers or value not in (words if part.startswith(MAY) else people):
                return f"`{value}` is no answer to `{part}` of `{question.ask}`."
    return ""


def close_blind_drill(*, engagement: str, drill: str, by: str, now: datetime) -> Ended | Refused:
    """End a blind drill: everybody sees everything, and each row it asked about passed or not. Raises `NotFound`.

    A row passes when both sides answered, and everybody as the matrix says.
    """
    if by != ENGINE:
        seat = seat_of(engagement=engagement, person=by, now=now)
        if isinstance(seat, Refused):
            return seat
        if not leads(seat):
            return Refused("Ending a drill is refused: a lead of either side does it.")
    found = drill_for(engagement=engagement, drill=drill, by=by, now=now)
    if found.kind != BLIND:
        return Refused("This is refused: it is no blind drill.")
    questions = [from_plain(plain) for plain in found.questions]
    with write_transaction():
        _locked(engagement, drill)
        sheets = [
            AnswerSheet(one.person, Side(one.side), one.answers)
            for one in models.DrillAnswer.objects.filter(engagement=engagement, drill=drill)
        ]
        parts = compare(questions, sheets) if sheets else ()
        rows: Mapping[RowId, bool] = rows_shown(questions, parts) if both_answered(one.side for one in sheets) else {}
        apart = sum(part.apart for part in parts)
        return end_drill(found, by=by, now=now, rows=rows, asked=len(parts), apart=apart)


def _locked(engagement: str, drill: str) -> models.Drill | None:
    return models.Drill.objects.select_for_update().filter(engagement=engagement, id=drill, closed_at=None).first()
