"""T02: an EDR alert on the chief executive's laptop while the board meets.

May the provider isolate an executive's device unasked; who phones; what if it is refused; who may see the file names.
"""

from datetime import UTC, datetime

from demarc.acts.close import close
from demarc.acts.hand_off import accept
from demarc.acts.look import look_at_item
from demarc.acts.note import note
from demarc.acts.split import split
from demarc.acts.world import world_at
from demarc.core.custody.states import State
from demarc.core.matrix.who import who
from demarc.record import models
from tests.cast import DANA, TOMASZ
from tests.stage import MINUTE, Stage, done, refused
from tests.stories.conftest import Tell

TUESDAY_AT_TWO = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
"""Two in the afternoon in Chicago."""


def part(stage: Stage, topic: str) -> models.Item:
    return models.Item.objects.get(engagement=stage.engagement, topic=topic)


def test_the_alert_on_the_executives_laptop(told_at: Tell) -> None:
    stage = told_at(TUESDAY_AT_TWO)
    alert = stage.receive("edr-alert", "high", now=TUESDAY_AT_TWO, device_class="workstation", user_class="executive")
    assert stage.holder(alert) == TOMASZ
    later = TUESDAY_AT_TWO + 2 * MINUTE
    done(accept(**stage.at(alert, TOMASZ, later), next_step="read the process tree"))

    # The signed permission answers whether he may: nobody has to be asked during the meeting.
    facts = {"topic": "edr-alert", "severity": "high", "user_class": "executive"}
    world = world_at(engagement=stage.engagement, now=later)
    assert dict(who(world.compiled, {**facts, "device_class": "workstation"}, later).may)["isolate"] == "allowed"
    assert dict(who(world.compiled, {**facts, "device_class": "server"}, later).may)["isolate"] == "ask 15 then not"

    # Somebody phones the executive, and somebody decides if they refuse: two pieces of work, each with one holder.
    done(split(**stage.at(alert, TOMASZ, later), subject="Phone the chief executive", topic="user-notice", why="Alder's"))
    done(split(**stage.at(alert, TOMASZ, later), subject="They refuse: cut it off?", topic="containment", why="SE-03"))
    assert [stage.name(part(stage, topic).holder) for topic in ("user-notice", "containment")] == [DANA, DANA]
    assert part(stage, "containment").row == "SE-03"

    # The names of the files stay with the firm that looked; the other side's page and timeline have nothing of them.
    done(note(**stage.at(alert, TOMASZ, later), text="severance-2027.xlsx was open", internal=True))
    assert "severance" in str(look_at_item(**stage.at(alert, TOMASZ, later)).timeline)
    assert "severance" not in str(look_at_item(**stage.at(alert, DANA, later)))

    # It ends with a verdict, not with a notice, and only after its parts.
    end = TUESDAY_AT_TWO + 30 * MINUTE
    assert "2 part or ask" in refused(close(**stage.at(alert, TOMASZ, end), ending="benign", proof="a backup agent"))
    for topic in ("user-notice", "containment"):
        done(close(**stage.at(part(stage, topic).id, DANA, end), ending="true positive", proof="spoken to at 14:09"))
    assert "is a notice, no verdict" in refused(close(**stage.at(alert, TOMASZ, end), ending="client notified"))
    ended = done(close(**stage.at(alert, TOMASZ, end), ending="benign", proof="a signed backup agent"))
    assert ended.state is State.CLOSED
