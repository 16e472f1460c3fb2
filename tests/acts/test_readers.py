"""A reader for some days: let in by the client alone, sees what both sides see, acts on nothing, and is written down."""

import json
from typing import Any

import pytest

from demarc.acts.note import note
from demarc.acts.outcome import Refused
from demarc.acts.readers import Ended, Invited, end_reading, invite_reader, note_look
from demarc.acts.sign_in import Seat, redeem
from demarc.record import models
from demarc.record.access import NotFound, privates_for, viewer_of
from tests.cast import DANA, LUIS, PRIYA, RUTH, ZOE
from tests.stage import DAY, HOUR, TUESDAY, Stage, done, put_on_stage, refused

pytestmark = pytest.mark.usefixtures("database")
INES = {"name": "Ines  Roth", "email": "Ines@insurer.example", "days": 7}


@pytest.fixture
def stage() -> Stage:
    return put_on_stage()


def invite(stage: Stage, by: str = RUTH, **changes: Any) -> Invited | Refused:
    given: dict[str, Any] = {**INES, **changes}
    person = stage.ids.get(by, by)
    return invite_reader(engagement=stage.engagement, by=person, now=TUESDAY, **given)


def let_in(stage: Stage) -> Invited:
    found = invite(stage)
    assert isinstance(found, Invited), found
    return found


def test_the_clients_executive_lets_a_reader_in_who_can_sign_in(stage: Stage) -> None:
    ines = let_in(stage)
    assert ines.until == TUESDAY + 7 * DAY
    person = models.Person.objects.get(id=ines.person)
    assert (person.name, person.party) == ("Ines Roth", "alder")
    seat = redeem(token=ines.token, now=TUESDAY + DAY)
    assert isinstance(seat, Seat)
    assert seat.person == ines.person
    public = json.loads(models.Entry.objects.get(act="invited").public)
    assert (public["by"], public["said"]["person"]) == (stage.id(RUTH), ines.person)
    assert "Ines" not in models.Entry.objects.get(act="invited").public


def test_a_reader_reads_no_internal_text_and_acts_on_nothing(stage: Stage) -> None:
    ines, item = let_in(stage), stage.receive()
    done(note(**stage.at(item, DANA), text="for both"))
    done(note(**stage.at(item, DANA), text="for us alone", internal=True))
    texts = privates_for(viewer_of(engagement=stage.engagement, by=ines.person, now=TUESDAY))
    assert {text.value for text in texts} == {"for both"}
    assert "a guest reads" in refused(note(**stage.at(item, ines.person), text="mine"))


def test_a_readers_days_end_by_themselves_or_by_word(stage: Stage) -> None:
    ines = let_in(stage)
    with pytest.raises(NotFound):
        viewer_of(engagement=stage.engagement, by=ines.person, now=ines.until)
    ended = end_reading(engagement=stage.engagement, person=ines.person, by=stage.id(DANA), now=TUESDAY + HOUR)
    assert ended == Ended(ines.person)
    with pytest.raises(NotFound):
        viewer_of(engagement=stage.engagement, by=ines.person, now=TUESDAY + HOUR)
    with pytest.raises(NotFound):
        end_reading(engagement=stage.engagement, person=ines.person, by=stage.id(DANA), now=TUESDAY + 2 * HOUR)


def test_what_a_reader_opens_is_written_down_once_a_day(stage: Stage) -> None:
    ines = let_in(stage)
    opened = {"engagement": stage.engagement, "by": ines.person}
    assert note_look(page="items", now=TUESDAY, **opened)
    assert not note_look(page="items", now=TUESDAY + HOUR, **opened)
    assert note_look(page="record", now=TUESDAY + HOUR, **opened)
    assert note_look(page="items", now=TUESDAY + DAY, **opened)
    assert not note_look(page="items", now=TUESDAY, engagement=stage.engagement, by=stage.id(DANA))
    assert models.Entry.objects.filter(act="looked").count() == 3


def test_the_provider_and_a_colleague_let_nobody_in(stage: Stage) -> None:
    for by in (PRIYA, LUIS):
        assert invite(stage, by) == Refused("This is refused: the client's lead or executive lets a reader in.")
    ines = let_in(stage)
    ended = end_reading(engagement=stage.engagement, person=ines.person, by=stage.id(PRIYA), now=TUESDAY)
    assert isinstance(ended, Refused)
    again = invite(stage, ines.person, email="other@insurer.example")
    assert isinstance(again, Refused)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "name whom you let in"),
        ({"email": "ines"}, "name whom you let in"),
        ({"days": 0}, "1 to 90 days"),
        ({"days": 91}, "1 to 90 days"),
        ({"email": "dana@alder.example"}, "takes part already"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_written_down(stage: Stage, changes: dict[str, Any], says: str) -> None:
    before = models.Person.objects.count()
    answer = invite(stage, **changes)
    assert isinstance(answer, Refused)
    assert says in answer.reason
    assert models.Person.objects.count() == before


def test_an_outsider_lets_nobody_in(stage: Stage) -> None:
    for attempt in (
        lambda: invite(stage, ZOE),
        lambda: end_reading(engagement=stage.engagement, person="x", by=ZOE, now=TUESDAY),
        lambda: note_look(engagement=stage.engagement, page="x", by=ZOE, now=TUESDAY),
    ):
        with pytest.raises(NotFound):
            attempt()
