"""T07: the internal administrator is dismissed at 14:00, unfriendly, with 23 open items."""

from datetime import UTC, datetime

import pytest

from demarc.acts.hand_off import accept
from demarc.acts.leave import Left, leave
from demarc.acts.note import note
from demarc.acts.tick import tick
from demarc.acts.together import Together, accept_together
from demarc.core.custody.ledger import holder_at
from demarc.core.custody.states import State
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from demarc.record.reads.person_page import PersonPage, person_page
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ
from tests.stage import HOUR, MINUTE, Stage, done
from tests.stories.conftest import Tell

AT_ONE = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
AT_TWO = AT_ONE + HOUR
"""Two in the afternoon in Chicago, a Wednesday."""


def her_items(stage: Stage) -> list[str]:
    """Let her hold 23 items, half of them accepted, and say in private what is coming."""
    items = [stage.receive("vendor-case", "medium", now=AT_ONE) for _ in range(23)]
    for item in items[:12]:
        done(accept(**stage.at(item, DANA, AT_ONE)))
    done(note(**stage.at(items[0], RUTH, AT_ONE), text="she leaves at two", internal=True))
    return items


def test_her_twenty_three_items_have_another_holder_at_two(told_at: Tell) -> None:
    stage = told_at(AT_ONE)
    items = her_items(stage)
    assert {stage.holder(item) for item in items} == {DANA}
    # Nobody was told before: no letter to anybody says that she goes, and the other side reads nothing of it.
    assert not models.Outbox.objects.filter(text__contains="leaves at two").exists()
    theirs = b"".join(export_lines(engagement=stage.engagement, by=stage.id(PRIYA), now=AT_ONE))
    assert b"leaves at two" not in theirs

    outcome = leave(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(RUTH), now=AT_TWO)
    assert outcome == Left(stage.id(DANA), 23)
    for item in items:
        assert (stage.holder(item), stage.custody(item).state) == (LUIS, State.ROUTED)
        assert stage.custody(item).accept_due is not None
        entries = stage.entries(item)
        assert holder_at(entries, AT_TWO - MINUTE) == stage.id(DANA)
        assert holder_at(entries, AT_TWO) == stage.id(LUIS)

    # Every way in is shut from that instant, and her page says where everything went.
    for act in (lambda: accept(**stage.at(items[0], DANA, AT_TWO)), lambda: person_of(stage, DANA, by=DANA)):
        with pytest.raises(NotFound):
            act()
    assert {line.holder.id for line in person_of(stage, DANA, by=TOMASZ).moved} == {stage.id(LUIS)}
    assert len(person_of(stage, DANA, by=LUIS).moved) == 23

    # Luis takes them over in one act; what he leaves lying calls somebody, and what comes next is his.
    taken = accept_together(engagement=stage.engagement, items=items[:20], by=stage.id(LUIS), now=AT_TWO + 5 * MINUTE)
    assert taken == Together(20)
    left = stage.custody(items[22])
    assert left.accept_due is not None
    tick(now=left.accept_due)
    assert len(stage.custody(items[22]).called) > 1
    assert stage.holder(stage.receive("vendor-case", "medium", now=AT_TWO + HOUR)) == LUIS


def person_of(stage: Stage, person: str, *, by: str) -> PersonPage:
    return person_page(engagement=stage.engagement, person=stage.id(person), by=stage.id(by), now=AT_TWO)
