"""T09: the provider's senior engineer leaves: named replacement per row, access removed, no row with nobody."""

from datetime import UTC, datetime

import pytest

from demarc.acts.hand_off import accept, offer
from demarc.acts.leave import Left, leave
from demarc.acts.note import note
from demarc.acts.world import world_at
from demarc.core.custody.states import State
from demarc.core.matrix.who import call_of
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.person_page import person_page
from tests.cast import DANA, JONAH, MEI, PRIYA
from tests.stage import HOUR, done
from tests.stories.conftest import Tell

MONDAY = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_no_row_and_no_item_is_left_without_a_named_person(told_at: Tell) -> None:
    stage = told_at(MONDAY)
    held = stage.receive("backup-failure", "medium", now=MONDAY)
    done(accept(**stage.at(held, JONAH, MONDAY)))
    asked = stage.receive("vendor-case", "medium", now=MONDAY)
    done(offer(**stage.at(asked, DANA, MONDAY), to=stage.id(JONAH), why="he knows the firewall", carries="case 4711"))

    gone = MONDAY + HOUR
    outcome = leave(engagement=stage.engagement, person=stage.id(JONAH), by=stage.id(PRIYA), now=gone)
    assert outcome == Left(stage.id(JONAH), 2)
    assert (stage.holder(held), stage.custody(held).state) == (MEI, State.ROUTED)
    assert (stage.holder(asked), stage.custody(asked).offered_to != stage.id(JONAH)) == (DANA, True)
    assert stage.custody(asked).is_open

    # Every row still calls somebody, and never him.
    world = world_at(engagement=stage.engagement, now=gone)
    for row in world.matrix.rows:
        call = call_of(world.matrix, row, gone)
        assert call, f"row {row.id} resolves to nobody"
        assert stage.id(JONAH) not in call

    # The client reads it at once: in the record, and on his page with the list.
    assert models.Entry.objects.filter(engagement=stage.engagement).latest("seq").act == "left"
    page = person_page(engagement=stage.engagement, person=stage.id(JONAH), by=stage.id(DANA), now=gone)
    assert page.left_at == gone
    assert [line.id for line in page.moved] == [held, asked]

    with pytest.raises(NotFound):
        note(**stage.at(held, JONAH, gone), text="one more thing")
    assert stage.holder(stage.receive("restore-test", "medium", now=gone + HOUR)) == MEI
