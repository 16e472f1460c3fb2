"""A 24x7 row whose silence somebody accepts: the alert of the night has a holder at once, and rings at opening."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from demarc.acts.put_in_force import start_engagement
from demarc.core.matrix.table import AcceptedWait
from demarc.core.words import PersonId
from demarc.record import models
from tests.cast import PRIYA, RUTH
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, alder_matrix

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 25, 5, tzinfo=UTC)
"""Tuesday 23:00 in Chicago."""
OPENING = datetime(2026, 11, 25, 14, tzinfo=UTC)


def accepting(until: datetime) -> Stage:
    """Let Ruth accept until then that nobody answers alerts at night."""
    made = alder_matrix()
    waits = AcceptedWait(RUTH, until)
    rows = tuple(replace(row, waits=waits) if row.id == "SE-02" else row for row in made.rows)
    start = TUESDAY - DAY
    engagement = start_engagement(matrix=replace(made, rows=rows), now=start, by=RUTH, leads=(PRIYA,))
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in people})


def test_an_alert_of_the_night_has_a_holder_at_once_and_its_clock_starts_at_opening() -> None:
    stage = accepting(TUESDAY + 30 * DAY)
    custody = stage.custody(stage.receive(now=NIGHT))
    assert stage.name(custody.holder) == "tomasz"
    assert custody.received_at == NIGHT
    assert custody.accept is not None
    assert custody.accept.due == OPENING + 15 * MINUTE


@pytest.mark.parametrize(("until", "rings"), [(NIGHT, NIGHT), (NIGHT + HOUR, NIGHT + HOUR)])
def test_it_rings_at_night_again_from_the_minute_the_acceptance_ends(until: datetime, rings: datetime) -> None:
    stage = accepting(until)
    custody = stage.custody(stage.receive(now=NIGHT))
    assert custody.accept is not None
    assert custody.accept.due == rings + 15 * MINUTE
