"""Beginning for real: people take part at once, and nothing decides until both sides have signed."""

from dataclasses import replace

import pytest

from demarc.acts.begin import Begun, begin_engagement
from demarc.acts.outcome import Refused
from demarc.acts.sign_version import Signed, sign_version
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.record import models
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from tests.acts.test_versions import sound
from tests.cast import DANA, PRIYA, RUTH
from tests.stage import DAY, HOUR, TUESDAY

pytestmark = pytest.mark.django_db
START = TUESDAY + 7 * DAY


def begun() -> Begun:
    done = begin_engagement(matrix=sound("1"), now=TUESDAY, starts_at=START)
    assert isinstance(done, Begun), done
    return done


def test_the_leads_and_the_executive_sign_and_only_then_it_decides() -> None:
    done = begun()
    assert set(done.signers) == {DANA, PRIYA, RUTH}
    digest = models.Version.objects.get(engagement=done.engagement, number=done.version).digest
    for key in (RUTH, PRIYA):
        with pytest.raises(NothingInForce):
            matrix_in_force(engagement=done.engagement, now=START)
        who = done.signers[key]
        signed = sign_version(engagement=done.engagement, number=1, digest=digest, by=who, now=TUESDAY)
        assert isinstance(signed, Signed)
    assert matrix_in_force(engagement=done.engagement, now=START).number == 1


def test_the_engine_turns_calmly_while_nothing_is_in_force() -> None:
    begun()
    tick(now=TUESDAY + HOUR)
    take_in(now=TUESDAY + HOUR, readers={})


def test_a_signer_without_an_address_and_a_start_in_the_past_are_refused_and_leave_nothing() -> None:
    matrix = sound("1")
    people = tuple(replace(one, email="") if one.id == DANA else one for one in matrix.directory.people)
    silent = replace(matrix, directory=replace(matrix.directory, people=people))
    for refused in (
        begin_engagement(matrix=silent, now=TUESDAY, starts_at=START),
        begin_engagement(matrix=matrix, now=TUESDAY, starts_at=TUESDAY),
    ):
        assert isinstance(refused, Refused)
    assert not models.Engagement.objects.exists()
