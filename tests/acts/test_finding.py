"""A second opinion's finding enters as a flag: the client's lead holds it, and it ends like every flag."""

import pytest

from demarc.acts.close import close
from demarc.acts.finding import file_finding
from demarc.acts.flag import answer_flag
from demarc.acts.outcome import Done, Refused
from demarc.acts.readers import Invited, invite_reader
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, LUIS, RUTH, ZOE
from tests.stage import DAY, HOUR, TUESDAY, Stage, done, put_on_stage

pytestmark = pytest.mark.usefixtures("database")
TEXT = "Nobody has tested the restore of the X-ray archive since spring."


@pytest.fixture
def stage() -> Stage:
    return put_on_stage()


def ines(stage: Stage) -> str:
    found = invite_reader(
        engagement=stage.engagement, name="Ines Roth", email="i@insurer.example", days=7, by=stage.id(RUTH), now=TUESDAY
    )
    assert isinstance(found, Invited)
    return found.person


def test_a_finding_is_a_flag_that_the_clients_lead_holds_and_that_calls(stage: Stage) -> None:
    reader = ines(stage)
    found = file_finding(engagement=stage.engagement, text=TEXT, by=reader, now=TUESDAY)
    assert isinstance(found, Done), found
    item = models.Item.objects.get(id=found.item)
    assert (item.kind, item.state, stage.name(stage.custody(item.id).holder)) == ("flag", "routed", DANA)
    assert item.subject == f"Found: {TEXT}"
    tick(now=item.next_due or TUESDAY)
    assert len(stage.entries(item.id)) == 2, "silence calls somebody"


def test_a_finding_is_answered_and_ends_with_proof(stage: Stage) -> None:
    found = file_finding(engagement=stage.engagement, text=TEXT, by=ines(stage), now=TUESDAY)
    assert isinstance(found, Done)
    at = stage.at(found.item, DANA, TUESDAY + HOUR)
    done(answer_flag(what="a test", who="Jonah", when=TUESDAY + DAY, proof="the log", **at))
    done(close(ending=Ending.FIXED, proof="restored 1,200 of 1,200", **stage.at(found.item, DANA, TUESDAY + DAY)))
    assert models.Item.objects.get(id=found.item).state == "closed"


def test_only_a_reader_for_some_days_files_one(stage: Stage) -> None:
    assert isinstance(file_finding(engagement=stage.engagement, text=TEXT, by=stage.id(LUIS), now=TUESDAY), Refused)
    reader = ines(stage)
    for text in (" ", "x" * 4_001):
        assert isinstance(file_finding(engagement=stage.engagement, text=text, by=reader, now=TUESDAY), Refused)
    with pytest.raises(NotFound):
        file_finding(engagement=stage.engagement, text=TEXT, by=reader, now=TUESDAY + 8 * DAY)
    with pytest.raises(NotFound):
        file_finding(engagement=stage.engagement, text=TEXT, by=ZOE, now=TUESDAY)
    assert not models.Item.objects.exists()
