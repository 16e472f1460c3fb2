"""Short ways to have work cross the line, for tests of exceptions and reconciliations."""

from datetime import datetime

from demarc.acts.hand_off import accept, offer
from demarc.core.words import RowId
from tests.cast import DANA, MEI
from tests.stage import MINUTE, TUESDAY, Stage, done


def cross(stage: Stage, *, sender: str = MEI, receiver: str = DANA, now: datetime = TUESDAY, item: str = "") -> str:
    """Let Dana accept a workstation's patch, which row PT-01 gives to Mei; give the item."""
    item = item or stage.receive("os-patch", "medium", now=now, device_class="workstation")
    done(offer(**stage.at(item, sender, now), to=stage.id(receiver), why="she stands beside it"))
    done(accept(**stage.at(item, receiver, now + MINUTE)))
    return item


ROW = RowId("PT-01")
