"""Two keys turned at the same instant, for real: the last of them puts the version in force, once. On both databases."""

from typing import Any

import pytest

from demarc.acts.outcome import Refused
from demarc.acts.sign_version import Signed, sign_version
from demarc.acts.versions import Withdrawn, withdraw_version
from demarc.record import models
from tests.acts.test_two_at_once import at_once
from tests.acts.test_versions import propose
from tests.cast import DANA, PRIYA, RUTH
from tests.stage import TUESDAY, put_on_stage

pytestmark = pytest.mark.usefixtures("database")


def test_two_sides_that_sign_together_have_signed_once_each() -> None:
    stage = put_on_stage()
    found = propose(stage)
    at: Any = {"engagement": stage.engagement, "number": found.number, "now": TUESDAY}
    dana, priya = stage.id(DANA), stage.id(PRIYA)
    results = at_once(
        lambda: sign_version(digest=found.digest, by=dana, **at), lambda: sign_version(digest=found.digest, by=priya, **at)
    )
    assert sorted(one.by_both for one in results if isinstance(one, Signed)) == [False, True]
    assert models.Version.objects.get(engagement=stage.engagement, number=found.number).status == "signed"


def test_of_two_signers_of_one_side_one_is_told_that_the_other_was_first() -> None:
    stage = put_on_stage()
    found = propose(stage)
    at: Any = {"engagement": stage.engagement, "number": found.number, "now": TUESDAY, "digest": found.digest}
    dana, ruth = stage.id(DANA), stage.id(RUTH)
    results = at_once(lambda: sign_version(by=dana, **at), lambda: sign_version(by=ruth, **at))
    assert {type(one) for one in results} == {Signed, Refused}


def test_a_proposal_is_withdrawn_or_signed_and_never_both() -> None:
    stage = put_on_stage()
    found = propose(stage)
    at: Any = {"engagement": stage.engagement, "number": found.number, "now": TUESDAY}
    assert isinstance(sign_version(digest=found.digest, by=stage.id(PRIYA), **at), Signed)
    dana, ruth = stage.id(DANA), stage.id(RUTH)
    results = at_once(lambda: sign_version(digest=found.digest, by=ruth, **at), lambda: withdraw_version(by=dana, **at))
    signed = any(isinstance(one, Signed) for one in results)
    withdrawn = any(isinstance(one, Withdrawn) for one in results)
    assert signed != withdrawn
    status = models.Version.objects.get(engagement=stage.engagement, number=found.number).status
    assert status == ("signed" if signed else "withdrawn")
