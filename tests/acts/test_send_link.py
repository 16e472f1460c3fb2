"""A lead lets a link be mailed to somebody of their own side; nobody learns it but that person."""

import pytest

from demarc.acts.leave import leave
from demarc.acts.mail_link import AT_ONCE
from demarc.acts.outcome import Refused
from demarc.acts.send_link import Sent, send_link
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, TOMASZ, ZOE
from tests.stage import HOUR, TUESDAY, Stage


def sent(stage: Stage, person: str, by: str) -> Sent | Refused:
    who = {"person": stage.ids.get(person, person), "by": stage.ids.get(by, by)}
    return send_link(engagement=stage.engagement, now=TUESDAY, **who)


def letters() -> int:
    return models.Outbox.objects.filter(about="sign-in").count()


def test_a_link_goes_to_the_person_and_three_wait_at_most(stage: Stage) -> None:
    for _ in range(AT_ONCE):
        assert sent(stage, TOMASZ, PRIYA) == Sent(stage.id(TOMASZ))
    assert isinstance(sent(stage, TOMASZ, PRIYA), Refused)
    assert {one.person for one in models.Outbox.objects.filter(about="sign-in")} == {stage.id(TOMASZ)}
    assert letters() == AT_ONCE


def test_only_a_lead_of_their_own_party_sends_one(stage: Stage) -> None:
    assert isinstance(sent(stage, JONAH, TOMASZ), Refused)
    for person, by in ((LUIS, PRIYA), (TOMASZ, DANA), (TOMASZ, ZOE), ("nobody", PRIYA)):
        with pytest.raises(NotFound):
            sent(stage, person, by)
    assert letters() == 0


def test_who_has_left_and_a_reader_for_some_days_get_none(stage: Stage) -> None:
    leave(engagement=stage.engagement, person=stage.id(MEI), by=stage.id(PRIYA), now=TUESDAY - HOUR)
    seat = models.Membership.objects.filter(engagement=stage.engagement, person=stage.id(JONAH))
    seat.update(guest_until=TUESDAY + HOUR)
    for person in (MEI, JONAH):
        with pytest.raises(NotFound):
            sent(stage, person, PRIYA)
    assert letters() == 0
