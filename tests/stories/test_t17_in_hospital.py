"""T17: the internal lead is in hospital, without warning, at month-end.

When does cover start by itself; the approvals that wait on her; which rows lose a holder.
"""

from datetime import UTC, datetime, timedelta

from demarc.acts.absence import Away, be_away, be_back
from demarc.acts.ask import answer, ask
from demarc.acts.hand_off import accept, offer
from demarc.acts.tick import tick
from demarc.acts.world import world_at
from demarc.core.custody.ledger import holder_at, stretches
from demarc.core.custody.states import Act, State
from demarc.core.matrix.who import call_of
from demarc.record import models
from tests.cast import DANA, LUIS, RUTH, TOMASZ
from tests.stage import DAY, HOUR, MINUTE, done
from tests.stories.conftest import Tell

MONTH_END = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
"""Nine in the morning in Chicago, a Monday."""
SECOND = timedelta(seconds=1)


def test_cover_begins_within_a_second_and_nothing_waits_on_her(told_at: Tell) -> None:
    stage = told_at(MONTH_END)
    tick(now=MONTH_END)
    hers = stage.receive("vendor-case", "medium", now=MONTH_END)
    done(accept(**stage.at(hers, DANA, MONTH_END)))
    alert = stage.receive("edr-alert", "critical", now=MONTH_END, device_class="server")
    done(accept(**stage.at(alert, TOMASZ, MONTH_END)))
    done(ask(**stage.at(alert, TOMASZ, MONTH_END), of=stage.id(DANA), question="May I isolate the file server?"))
    question = models.Item.objects.get(engagement=stage.engagement, kind="ask").id
    other = stage.receive("edr-alert", "high", now=MONTH_END, device_class="server")
    done(offer(**stage.at(other, TOMASZ, MONTH_END), to=stage.id(DANA), why="hers to phone", carries="the log"))

    said = MONTH_END + 2 * MINUTE
    told = be_away(
        engagement=stage.engagement, person=stage.id(DANA), until=MONTH_END + 14 * DAY, by=stage.id(RUTH), now=said
    )
    assert isinstance(told, Away)
    tick(now=said + SECOND)

    # What she held is Luis's, the question and the offer wait for him, and each has a clock.
    assert [stage.holder(item) for item in (hers, question)] == [LUIS, LUIS]
    assert stage.custody(other).offered_to == stage.id(LUIS)
    assert stage.holder(other) == TOMASZ
    assert all(stage.custody(item).next_due for item in (hers, question, other))
    assert stage.entries(hers)[-1].act is Act.STAND_IN
    assert done(answer(**stage.at(question, LUIS, said + MINUTE), text="Yes.")).state is State.CLOSED

    # No row lost its holder, and no new item waits for her.
    world = world_at(engagement=stage.engagement, now=said + MINUTE)
    assert all(call_of(world.matrix, row, world.now) for row in world.matrix.rows)
    assert all(stage.id(DANA) not in call_of(world.matrix, row, world.now) for row in world.matrix.rows)

    # The record says for every minute whose it was; when she is back, what moved stays where it is.
    entries = stage.entries(hers)
    assert holder_at(entries, said) == stage.id(DANA)
    assert holder_at(entries, said + SECOND) == stage.id(LUIS)
    assert sum((part.end - part.start for part in stretches(entries, said + HOUR)), timedelta(0)) == said + HOUR - MONTH_END
    back = MONTH_END + 3 * DAY
    assert isinstance(be_back(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(DANA), now=back), Away)
    tick(now=back + SECOND)
    assert stage.holder(hers) == LUIS
    assert stage.holder(stage.receive("vendor-case", "medium", now=back + HOUR)) == DANA
