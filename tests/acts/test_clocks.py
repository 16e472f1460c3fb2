"""A clock changes by a version that both sides sign; until then the one in force runs."""

from datetime import datetime
from typing import Any

import pytest

from demarc.acts.clocks import propose_clock
from demarc.acts.outcome import Refused
from demarc.acts.versions import Proposed
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.matrix import version_ready
from tests.cast import DANA, PRIYA
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage


def propose(stage: Stage, target: str, says: str, *, by: str = DANA, starts_at: datetime = TUESDAY + DAY) -> Any:
    return propose_clock(
        engagement=stage.engagement,
        target=target,
        says=says,
        by=stage.ids.get(by, by),
        now=TUESDAY,
        starts_at=starts_at,
        why="too slow at night",
    )


def test_another_clock_for_a_priority_is_a_version_and_changes_nothing_yet(stage: Stage) -> None:
    proposed = propose(stage, "P2", "accept 30 min; then 30 min, 1 h")
    assert isinstance(proposed, Proposed)
    new = version_ready(engagement=stage.engagement, number=proposed.number).matrix
    assert {str(clock.priority): (clock.accept, clock.steps, clock.business) for clock in new.clocks}["P2"] == (
        30 * MINUTE,
        (30 * MINUTE, HOUR),
        False,
    )
    item = stage.receive("os-patch", "high", device_class="workstation", now=TUESDAY + 2 * DAY)
    assert stage.custody(item).accept_due == TUESDAY + 2 * DAY + HOUR, "nobody has signed it"


def test_a_rows_own_clock_runs_from_the_start_of_the_signed_version(stage: Stage) -> None:
    proposed = propose(stage, "PT-01", "accept 10 min; then 10 min, 20 min")
    assert isinstance(proposed, Proposed)
    models.Version.objects.filter(number=proposed.number).update(status="signed")
    item = stage.receive("os-patch", "high", device_class="workstation", now=TUESDAY + 2 * DAY)
    assert stage.custody(item).accept_due == TUESDAY + 2 * DAY + 10 * MINUTE
    other = stage.receive("os-patch", "high", device_class="server", now=TUESDAY + 2 * DAY)
    assert stage.custody(other).accept_due == TUESDAY + 2 * DAY + HOUR


@pytest.mark.parametrize(
    ("target", "says", "why"),
    [
        ("P2", "each quarter", "are no clocks"),
        ("P2", "accept soon", "no length"),
        ("P2", "accept 1 h; due 3 d", "belongs to a row"),
        ("P1", "accept 1 bh", "plain time, always"),
        ("P1", "accept 15 min; then 5 min, 15 min, 25 min, 40 min", "has this clock already"),
        ("XX-9", "accept 1 h", "no row"),
    ],
)
def test_what_is_no_clock_or_changes_nothing_is_refused(stage: Stage, target: str, says: str, why: str) -> None:
    found = propose(stage, target, says)
    assert isinstance(found, Refused)
    assert why in found.reason


def test_a_stranger_and_a_guest_change_no_clock(stage: Stage) -> None:
    with pytest.raises(NotFound):
        propose(stage, "P2", "accept 30 min", by="zoe")
    models.Membership.objects.filter(person=stage.id(PRIYA)).update(guest_until=TUESDAY + 7 * DAY)
    assert isinstance(propose(stage, "P2", "accept 30 min", by=PRIYA), Refused)
