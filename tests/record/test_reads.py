"""Which version was in force, and who the people are."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from demarc.core.matrix.canon import canonical
from demarc.core.matrix.decide import decide
from demarc.core.matrix.table import Matrix
from demarc.record import models
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of, person_by_key
from tests.cast import ALDER, DANA, MEI
from tests.matrix_build import ASPECTS, every_fact, matrix, row
from tests.record.ledger_build import MORNING, start

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def signed(number: int, starts_in_days: int, status: str = "signed") -> Matrix:
    rows = row("PT-04", MEI, topic="os-patch", kind="alert"), row("SD-01", DANA, topic="mailbox")
    made = replace(matrix(*rows, aspects=ASPECTS), version=str(number))
    text = canonical(made)
    models.Version.objects.create(
        engagement=ALDER,
        number=number,
        label=made.version,
        status=status,
        starts_at=MORNING + starts_in_days * DAY,
        digest=sha256(text).hexdigest(),
        text=text.decode(),
    )
    return made


def in_force(days: float) -> str:
    return matrix_in_force(engagement=ALDER, now=MORNING + days * DAY).matrix.version


def test_the_latest_signed_start_is_in_force_from_its_very_instant() -> None:
    start()
    signed(1, 0)
    signed(2, 10)
    assert [in_force(0), in_force(9.999), in_force(10), in_force(1000)] == ["1", "1", "2", "2"]


def test_a_draft_or_a_proposal_is_never_in_force() -> None:
    start()
    signed(1, 0)
    signed(2, 1, "draft")
    signed(3, 1, "proposed")
    assert in_force(5) == "1"


def test_before_the_first_start_nothing_is_in_force() -> None:
    start()
    signed(1, 1)
    with pytest.raises(NothingInForce, match="`alder` had no signed matrix in force at 2026-03-02 09:00 UTC"):
        in_force(0)


def test_what_comes_back_is_the_matrix_that_was_signed_and_decides_alike() -> None:
    start()
    made = signed(1, 0)
    found = matrix_in_force(engagement=ALDER, now=MORNING)
    assert found.matrix == made
    assert found.digest == sha256(canonical(made)).hexdigest()
    assert all(found.compiled.decide(facts) == decide(made, facts) for facts in every_fact(made))


def test_people_have_a_name_a_firm_and_a_side() -> None:
    start()
    people = people_of(engagement=ALDER)
    assert (people["tomasz"].name, people["tomasz"].party, str(people["tomasz"].side)) == (
        "Tomasz Wren",
        "Harborline",
        "provider",
    )
    assert "zoe" not in people
    assert person_by_key(engagement=ALDER, key="dana") == "dana"
    assert person_by_key(engagement=ALDER, key="zoe") is None
