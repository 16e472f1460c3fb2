"""What drills left behind, read again: when a row last passed one, and whether the provider's continuity still holds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from demarc.acts.drills import Begun
from demarc.acts.page_test import answer_call, start_page_test
from demarc.acts.put_in_force import start_engagement
from demarc.core.people import Slots
from demarc.core.words import RowId
from demarc.files.scenarios import library
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.drill_results import last_passed_drills
from demarc.record.reads.library_page import ContinuityLine, library_page
from demarc.record.reads.people import person_by_key
from tests.cast import DANA, JONAH, PRIYA, RUTH
from tests.stage import DAY, MINUTE, TUESDAY, alder_matrix, row

pytestmark = pytest.mark.django_db
PLAN = replace(
    row("GV-06", PRIYA, JONAH, "vendor"), slots=Slots(PRIYA, JONAH, (DANA,)), scope=(("severity", frozenset({"low"})),)
)


@pytest.fixture
def engagement() -> str:
    whole = alder_matrix()
    matrix = replace(whole, rows=(*whole.rows, PLAN))
    return start_engagement(matrix=matrix, now=TUESDAY - DAY, by=RUTH, leads=(DANA, PRIYA))


def walk(engagement: str, now: datetime) -> None:
    """Walk the ladder of the plan's row; everybody answers."""
    by = person_by_key(engagement=engagement, key=PRIYA)
    assert by is not None
    assert isinstance(start_page_test(engagement=engagement, row="GV-06", by=by, now=now), Begun)
    for minute in range(1, 4):
        link = models.Outbox.objects.filter(engagement=engagement, about="drill").order_by("written_at").last()
        assert link is not None
        answer_call(token=link.link.removeprefix("here "), now=now + minute * MINUTE)


def continuity(engagement: str, now: datetime) -> ContinuityLine | None:
    by = person_by_key(engagement=engagement, key=DANA) or ""
    return library_page(engagement=engagement, by=by, now=now, stories=library()[:1]).continuity


def test_the_providers_continuity_holds_for_a_year_after_a_passed_drill(engagement: str) -> None:
    assert continuity(engagement, TUESDAY) == ContinuityLine((RowId("GV-06"),), None, holds=False)
    walk(engagement, TUESDAY)
    passed = TUESDAY + 3 * MINUTE
    assert continuity(engagement, passed + timedelta(days=365)) == ContinuityLine((RowId("GV-06"),), passed, holds=True)
    assert continuity(engagement, passed + timedelta(days=366)) == ContinuityLine((RowId("GV-06"),), passed, holds=False)


def test_the_last_passed_drill_counts_and_not_the_first(engagement: str) -> None:
    walk(engagement, TUESDAY)
    walk(engagement, TUESDAY + DAY)
    by = person_by_key(engagement=engagement, key=DANA) or ""
    found = last_passed_drills(engagement=engagement, by=by, now=TUESDAY + 2 * DAY)
    assert found[RowId("GV-06")].at == TUESDAY + DAY + 3 * MINUTE
    before = last_passed_drills(engagement=engagement, by=by, now=TUESDAY + DAY)
    assert before[RowId("GV-06")].at == TUESDAY + 3 * MINUTE


def test_a_stranger_reads_nothing_of_it(engagement: str) -> None:
    for read in (last_passed_drills, lambda **at: library_page(stories=(), **at)):
        with pytest.raises(NotFound):
            read(engagement=engagement, by="zoe", now=TUESDAY)
