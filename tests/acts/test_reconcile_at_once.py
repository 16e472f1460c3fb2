"""Two acts on one reconciliation at the same instant, for real: it is opened once, and closed once. On both databases."""

from typing import Any

import pytest

from demarc.acts.open_reconciliation import open_reconciliation
from demarc.acts.outcome import Refused
from demarc.acts.reconcile import Reconciled, dispose, sign_reconciliation
from demarc.acts.tick import tick
from demarc.record import models
from demarc.record.translate.reconciliations import digest_of
from tests.acts.crossings import cross
from tests.acts.test_reconcile import DUE
from tests.acts.test_two_at_once import at_once
from tests.cast import DANA, PRIYA
from tests.stage import HOUR, Stage, put_on_stage

pytestmark = pytest.mark.usefixtures("database")


def a_quarter() -> Stage:
    stage = put_on_stage()
    cross(stage)
    return stage


def test_of_a_lead_and_time_that_open_it_together_one_does() -> None:
    stage = a_quarter()
    at: Any = {"engagement": stage.engagement, "number": 1, "now": DUE}
    models.Engagement.objects.update(look_at=None)
    at_once(lambda: open_reconciliation(by=stage.id(DANA), **at), lambda: tick(now=DUE))
    assert models.ReconciliationLine.objects.count() == 1
    assert models.Entry.objects.filter(act="reconciliation opened").count() == 1


def test_two_sides_that_sign_together_close_it_once_and_the_next_one_has_one_date() -> None:
    stage = a_quarter()
    at: Any = {"engagement": stage.engagement, "number": 1, "now": DUE + HOUR}
    dana, priya = stage.id(DANA), stage.id(PRIYA)
    assert not isinstance(open_reconciliation(by=dana, **at | {"now": DUE}), Refused)
    assert isinstance(dispose(by=dana, line=1, how="stop", **at), Reconciled)
    one = models.Reconciliation.objects.get(number=1)
    digest = digest_of(one, list(models.ReconciliationLine.objects.all()))
    results = at_once(
        lambda: sign_reconciliation(by=dana, digest=digest, **at),
        lambda: sign_reconciliation(by=priya, digest=digest, **at),
    )
    assert sorted(one.closed for one in results if isinstance(one, Reconciled)) == [False, True]
    assert list(models.Reconciliation.objects.order_by("number").values_list("number", "closed_at")) == [
        (1, DUE + HOUR),
        (2, None),
    ]
