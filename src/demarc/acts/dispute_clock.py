"""What time does to a dispute: it opens the statements, asks the next who may rule, and in the end lets it lapse."""

from collections.abc import Iterable

from demarc.acts.gather import Case, case_from
from demarc.acts.outcome import Done, Outcome
from demarc.acts.perform import perform
from demarc.acts.statements import open_statements, timetable_of
from demarc.acts.world import World
from demarc.core.custody.noting import escalate
from demarc.core.custody.ruling import end_unruled, lapse
from demarc.core.custody.states import State
from demarc.core.custody.step import Refused
from demarc.core.disputes import Turn
from demarc.core.escalation import people_called
from demarc.core.words import ENGINE
from demarc.record import models


def fire_disputes(disputes: Iterable[models.Item], world: World) -> int:
    """Fire the clocks of disputes that are due, each in a transaction of its own; tell how many fired."""
    outcomes = (_fire(case_from(stored, world, ENGINE, open_children=0)) for stored in disputes)
    return sum(isinstance(outcome, Done) for outcome in outcomes)


def _fire(case: Case) -> Outcome:
    engagement, dispute = case.world.engagement, case.custody.item
    if timetable_of(case).turn(case.world.now) is Turn.NOBODY:
        return _lapse(case)
    called = escalate(case.custody, case.situation, adds=people_called(case.custody, case.situation))
    return perform(case, called, also=lambda: open_statements(engagement, dispute))


def _lapse(case: Case) -> Outcome:
    """End a dispute that nobody ruled, and give what it was about to its interim holder, in one transaction."""
    engagement, dispute = case.world.engagement, case.custody.item
    ended = end_unruled(case.custody, case.situation)
    stored = models.Item.objects.filter(engagement=engagement, id=case.custody.parent or "").first()
    parent = case_from(stored, case.world, ENGINE, open_children=0) if stored else None
    if parent is None or parent.custody.state is not State.DISPUTED or parent.custody.dispute != dispute:
        return perform(case, ended, also=lambda: open_statements(engagement, dispute))
    kept = lapse(parent.custody, parent.situation)
    if isinstance(kept, Refused) or isinstance(ended, Refused):
        return perform(case, kept if isinstance(kept, Refused) else ended)
    return perform(
        parent,
        (kept, ended),
        about={case.custody.item: case.about},
        before={case.custody.item: case.custody},
        also=lambda: open_statements(engagement, dispute),
    )
