"""T27: the clock goes back, and a P1 comes in the hour that happens twice.

Which instant; which window; did the 15 minutes run once.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from demarc.acts.hand_off import accept
from demarc.acts.look import look_at_item
from demarc.acts.tick import tick
from demarc.core.custody.ledger import stretches
from demarc.core.custody.states import Act
from demarc.core.words import Window
from demarc.doors.web import spoken
from tests.cast import DANA
from tests.stage import HOUR, MINUTE, Stage, done
from tests.stories.conftest import Tell

CHICAGO = ZoneInfo("America/Chicago")
FIRST = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
SECOND = FIRST + HOUR
"""Both are 01:30 in Chicago."""


def calls(stage: Stage, item: str) -> list[datetime]:
    return [entry.at for entry in stage.entries(item) if entry.act is Act.ESCALATE]


def test_the_fifteen_minutes_run_once(told_at: Tell) -> None:
    assert FIRST.astimezone(CHICAGO).time() == SECOND.astimezone(CHICAGO).time()
    stage = told_at(FIRST)
    item = stage.receive("edr-alert", "critical", now=FIRST, device_class="server")
    assert stage.custody(item).accept_due == FIRST + 15 * MINUTE
    assert stage.custody(item).window is Window.AFTER_HOURS

    # The engine turns every minute through both hours; each step fires once, at its own instant and never again.
    for minute in range(15):
        tick(now=FIRST + minute * MINUTE)
    assert calls(stage, item) == [FIRST + 5 * MINUTE]
    tick(now=FIRST + 15 * MINUTE)
    assert calls(stage, item) == [FIRST + 5 * MINUTE, FIRST + 15 * MINUTE]
    on_call = stage.holder(item)
    done(accept(**stage.at(item, on_call, FIRST + 16 * MINUTE), when=SECOND + HOUR, next_step="isolate it"))
    for minute in range(17, 90):
        tick(now=FIRST + minute * MINUTE)
    assert len(calls(stage, item)) == 2

    # An alert of the second 01:30 is another instant with a clock of its own, in the same window.
    other = stage.receive("edr-alert", "critical", now=SECOND, device_class="server")
    assert stage.custody(other).accept_due == SECOND + 15 * MINUTE
    assert stage.custody(other).window is Window.AFTER_HOURS
    assert stage.custody(other).received_at - stage.custody(item).received_at == HOUR

    # The age counts the hour twice because it happened twice, and a page leaves no doubt which 01:30 is meant.
    parts = stretches(stage.entries(item), SECOND)
    assert sum((part.end - part.start for part in parts), timedelta(0)) == HOUR
    page = look_at_item(**stage.at(item, DANA, SECOND))
    assert page.age is not None
    assert page.age.total == HOUR
    said = {spoken.in_full(at, "America/Chicago") for at in (FIRST, SECOND)}
    assert len(said) == 2
