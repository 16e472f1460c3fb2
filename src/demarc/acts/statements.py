"""Statements in a dispute: given by each side, sealed, and opened to both when both are in or the time is over."""

from typing import Unpack

from demarc.acts.gather import Case, case_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody.statements import STATEMENT, both_have_spoken, speak
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused
from demarc.core.disputes import Timetable, timetable
from demarc.core.matrix.who import calendar_of
from demarc.record import models


def give_statement(*, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Speak for one's side in a dispute; `item` is the dispute's own. Nobody of the other side reads it yet."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    decided = speak(case.custody, case.situation, text=text, closes=timetable_of(case).statements)
    opened = not isinstance(decided, Refused) and both_have_spoken(decided.after)
    engagement, item = case.world.engagement, case.custody.item
    return perform(case, decided, seen=at.get("seen"), also=(lambda: open_statements(engagement, item)) if opened else None)


def timetable_of(case: Case) -> Timetable:
    """Lay out the turns of a dispute that was gathered."""
    calendar = calendar_of(case.world.matrix, case.world.matrix.topic(case.about.topic))
    return timetable(opened=case.custody.received_at, grave=case.custody.is_grave, calendar=calendar)


def open_statements(engagement: str, dispute: str) -> None:
    """Let both sides read the statements, inside the caller's `write_transaction`. What the record commits to stays."""
    spoken = models.Entry.objects.filter(engagement=engagement, item=dispute, act=Act.SPEAK)
    sealed = models.Private.objects.filter(engagement=engagement, field=STATEMENT, seq__in=spoken.values("seq"))
    sealed.exclude(party="").update(party="")
