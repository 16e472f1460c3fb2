"""The two drills of the demo: one that everybody passed on paper, and one that rang in the middle of an afternoon."""

from collections.abc import Mapping
from datetime import timedelta

from demarc.acts import close as closing
from demarc.acts import hand_off, note
from demarc.acts.blind_drill import HandedIn, answer_blind_drill, close_blind_drill, start_blind_drill
from demarc.acts.drills import Begun, Ended
from demarc.acts.live_drill import start_live_drill
from demarc.acts.look import look_at_item
from demarc.acts.outcome import Refused
from demarc.acts.verb import OnItem
from demarc.core.drill import drill
from demarc.core.drill_answers import questions_of
from demarc.files.scenarios import library
from demarc.record.reads.drill_report import drill_report
from demarc.record.reads.matrix import matrix_in_force
from demarc.server.operate.demo_days import Days
from demarc.server.operate.demo_past import DidNotHappen, Past, Story, done

RESTORE, LAPTOP = "T03", "T02"
"""The scenarios: the restore that nobody tested, and the alert on an executive's laptop."""
ANSWER = (("dana", 40), ("jonah", 55), ("tomasz", 75), ("luis", 130), ("mei", 150))
"""Who answers on paper, and how many minutes after the beginning."""


def on_paper(past: Past, days: Days) -> Story:
    """After the restore test came back short, both sides answer alone who does what. Nobody is wrong."""
    yield days.back(5, "14:20")
    begun_at = past.at
    about = past.engagement
    begun = start_blind_drill(engagement=about, by=past.person("priya"), now=begun_at, scenarios=[RESTORE])
    if isinstance(begun, Refused):
        raise DidNotHappen(begun.reason)
    answers = _as_the_matrix_says(past)
    for who, minutes in ANSWER:
        yield begun_at + timedelta(minutes=minutes)
        person = past.person(who)
        handed = answer_blind_drill(engagement=about, drill=begun.drill, answers=answers, by=person, now=past.at)
        if not isinstance(handed, HandedIn):
            raise DidNotHappen(handed.reason)
    yield days.back(4, "09:10")
    ended = close_blind_drill(engagement=about, drill=begun.drill, by=past.person("priya"), now=past.at)
    if not isinstance(ended, Ended):
        raise DidNotHappen(ended.reason)


def _as_the_matrix_says(past: Past) -> list[Mapping[str, str]]:
    """Answer the questions as they are written."""
    matrix = matrix_in_force(engagement=past.engagement, now=past.at).matrix
    story = next(one for one in library() if one.id == RESTORE)
    return [question.answers for question in questions_of(drill(matrix, story, past.at))]


def in_earnest(past: Past, days: Days) -> Story:
    """Let a marked alert ring whoever is on call; they take it in time, and the drill ends with its item."""
    yield days.back(3, "15:05")
    begun = start_live_drill(engagement=past.engagement, scenario=LAPTOP, by=past.person("priya"), now=past.at)
    if isinstance(begun, Refused):
        raise DidNotHappen(begun.reason)
    held = _held(past, begun)
    yield past.at + timedelta(minutes=4)
    done(hand_off.accept(**_on(past, held), next_step="Judge it, and call Ruth before anything is cut off"))
    yield past.at + timedelta(minutes=7)
    said = "Row SE-01 lets me cut off a laptop unasked. In earnest I would, and call Ruth while it happens."
    done(note.note(**_on(past, held), text=said))
    yield past.at + timedelta(minutes=9)
    proof = "Taken after 4 minutes; permission found on the row; Ruth's number is current."
    done(closing.close(**_on(past, held), ending="true positive", proof=proof))


def _held(past: Past, begun: Begun) -> tuple[str, str]:
    """Find the item of a live drill and who holds it."""
    by = past.person("dana")
    report = drill_report(engagement=past.engagement, drill=begun.drill, by=by, now=past.at, titles={})
    page = look_at_item(engagement=past.engagement, item=report.item, by=by, now=past.at)
    return report.item, page.holder.id


def _on(past: Past, held: tuple[str, str]) -> OnItem:
    item, holder = held
    return {"engagement": past.engagement, "item": item, "by": holder, "now": past.at}
