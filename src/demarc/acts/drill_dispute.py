"""From a disagreement in a blind drill to a dispute about the row: one click, both readings as they were given."""

from datetime import datetime

from demarc.acts.outcome import Done, Refused
from demarc.acts.row_dispute import Readings, Source, dispute_row
from demarc.core.drill_answers import from_plain
from demarc.core.words import Side
from demarc.record import models
from demarc.record.reads.blind_page import PartShown, QuestionShown, blind_page


def dispute_question(*, engagement: str, drill: str, question: int, by: str, now: datetime) -> Done | Refused:
    """Make a question that was answered otherwise than the matrix says into a dispute about its row. Raises `NotFound`.

    Only what the reader may see already can be disputed: answers that are still blind stay so.
    """
    page = blind_page(engagement=engagement, drill=drill, by=by, now=now, titles={})
    asked = [one for story in page.stories for one in story.questions if one.number == question]
    if not page.shown or not asked:
        return Refused("There is nothing to dispute yet: the answers are not shown, or there is no such question.")
    apart = [part for part in asked[0].parts if part.apart]
    if not apart:
        return Refused("There is nothing to dispute: everybody answered as the matrix says.")
    stored = models.Drill.objects.get(engagement=engagement, id=drill)
    known = from_plain(stored.questions[question])
    readings = Readings(
        client=_reading(asked[0], apart, Side.CLIENT, unseen=0),
        provider=_reading(asked[0], apart, Side.PROVIDER, unseen=page.unseen),
        source=Source.DRILL,
        source_id=f"{drill}:{question}",
        row=known.row or "",
        facts=known.facts,
    )
    return dispute_row(engagement=engagement, readings=readings, by=by, now=now)


def _reading(question: QuestionShown, apart: list[PartShown], side: Side, *, unseen: int) -> str:
    """Say in words how one side answered, as far as who disputes it may read that, and what the matrix says."""
    nobody = f"{unseen} of the {side} answered, which is not shown." if unseen else f"Nobody of the {side} answered."
    lines = [question.ask]
    for part in apart:
        said = "; ".join(f"{one.person.name}: {one.answer}" for one in part.said if one.person.side is side)
        lines.append(f"{part.asks} {said or nobody} (The matrix says: {part.matrix}.)")
    return "\n".join(lines)
