"""Every act is tried on the engagement of the cast."""

import pytest

from tests.stage import Stage, put_on_stage


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asking for the database is its use
    return put_on_stage()
