"""The stories are told at Alder Dental Group, with the example's own matrix in force and its roster a day old."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from demarc.acts.put_in_force import start_engagement
from demarc.core.matrix.table import Matrix
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import PersonId
from demarc.record import models
from tests.cast import DANA, PRIYA, RUTH
from tests.stage import Stage

Tell = Callable[[datetime], Stage]


def in_force(matrix: Matrix, now: datetime) -> Stage:
    """Put a matrix in force a day before `now`."""
    engagement = start_engagement(matrix=matrix, now=now - timedelta(days=1), by=RUTH, leads=(DANA, PRIYA))
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in people})


@pytest.fixture
def told_at(db: None) -> Tell:  # noqa: ARG001 - asking for the database is its use
    """Give the office as it stands at an instant: `told_at(now)`."""

    def at(now: datetime) -> Stage:
        return in_force(alder_dental_group(date.fromordinal(now.date().toordinal() - 2)), now)

    return at
