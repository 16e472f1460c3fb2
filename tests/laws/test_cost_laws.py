"""Law 12 on the fourteen days of the demo, which happen through the real acts and with every notice they lead to."""

from datetime import UTC, datetime

import pytest

from demarc.core.cost import LIMIT_MINUTES
from demarc.record.reads.cost import cost_page, lead_of_client
from demarc.record.reads.people import person_by_key
from demarc.server.operate.demo_stage import play
from tests.databases import Database

pytestmark = [pytest.mark.usefixtures("sqlite_database"), pytest.mark.timeout(180)]
NOW = datetime(2026, 11, 29, 13, 2, 11, tzinfo=UTC)


def test_a_fortnight_costs_the_internal_lead_under_15_minutes_a_week(sqlite_database: Database) -> None:
    """Law 12: in fourteen ordinary days of the demo Demarc costs the internal lead under 15 minutes a week, and says so."""
    assert sqlite_database.vendor == "sqlite"
    engagement = play(NOW)["engagement"]
    for reader in ("dana", "ruth"):
        page = cost_page(engagement=engagement, by=person_by_key(engagement=engagement, key=reader) or "", now=NOW)
        assert page.lead.id == lead_of_client(engagement=engagement, now=NOW)
        assert page.lead.name == "Dana Okafor"
        assert 0 < page.cost.minutes_a_week < LIMIT_MINUTES
        assert page.cost.within
        acted = {line.what for line in page.cost.lines}
        assert {"accept", "reading a notice", "looking at Today"} <= acted, (
            "a lead who does nothing costs nothing, and proves nothing"
        )
