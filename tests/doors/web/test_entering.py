"""Coming in by a link that works once, and going out."""

from datetime import timedelta

import pytest
from django.test import Client

from demarc.acts.deliver import claim, delivered
from demarc.acts.sign_in import offer_link
from demarc.record import models
from tests.cast import DANA
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")


def link() -> str:
    return f"/enter/{offer_link(engagement=ENGAGEMENT, person=person(DANA), now=NOW)}/"


def test_looking_at_a_link_does_not_use_it_up() -> None:
    address = link()
    for _ in range(3):
        assert "Sign in as Dana Okafor" in Client().get(address).text
    browser = Client()
    assert browser.post(address)["Location"] == f"/e/{ENGAGEMENT}/"
    assert browser.get(f"/e/{ENGAGEMENT}/").status_code == 200


def test_a_used_link_says_so_kindly_and_opens_nothing() -> None:
    address = link()
    Client().post(address)
    late = Client()
    for answer in (late.post(address), late.get(address)):
        assert answer.status_code == 410
        assert "This link has been used" in answer.text
    assert late.get(f"/e/{ENGAGEMENT}/").status_code == 302


def test_a_link_that_ran_out_opens_nothing(staged: Standing) -> None:
    address = link()
    staged.now += timedelta(hours=1)
    assert "This link has run out" in Client().post(address).text


def test_a_made_up_link_opens_nothing() -> None:
    answer = Client().post("/enter/made-up/")
    assert answer.status_code == 410
    assert "This link opens nothing" in answer.text


def test_after_signing_in_one_is_where_one_wanted_to_be() -> None:
    browser = Client()
    wanted = f"/e/{ENGAGEMENT}/matrix/"
    assert browser.get(wanted)["Location"] == "/enter/?next=%2Fe%2Falder%2Fmatrix%2F"
    assert browser.post(link(), {"next": wanted})["Location"] == wanted


def test_a_link_never_leads_to_another_site() -> None:
    assert Client().post(link(), {"next": "https://elsewhere.example/"})["Location"] == f"/e/{ENGAGEMENT}/"


def test_signing_out_forgets_who_was_here() -> None:
    browser = signed_in(DANA)
    assert browser.post("/leave/")["Location"] == "/enter/"
    assert browser.get(f"/e/{ENGAGEMENT}/").status_code == 302


def test_the_front_door_leads_home() -> None:
    assert Client().get("/")["Location"] == "/enter/"
    assert signed_in(DANA).get("/")["Location"] == f"/e/{ENGAGEMENT}/"
    assert "Alder Dental Group" in signed_in(DANA).get("/engagements/").text


def asked(email: str) -> str:
    answer = Client().post("/enter/", {"email": email})
    assert answer.status_code == 200
    return answer.text


def mailed() -> list[models.Outbox]:
    return list(models.Outbox.objects.filter(about="sign-in").order_by("written_at"))


def test_a_link_comes_by_mail_signs_in_once_and_is_forgotten_when_it_left() -> None:
    asked(" Dana@Alder.example ")
    letter = mailed()[0]
    assert letter.person == person(DANA)
    name, token = letter.link.split()
    assert name == "enter"
    left = next(one for one in claim(now=NOW) if one.id == letter.id)
    delivered(left, now=NOW)
    assert mailed()[0].link == ""
    browser = Client()
    assert browser.post(f"/enter/{token}/")["Location"] == f"/e/{ENGAGEMENT}/"
    assert browser.post(f"/enter/{token}/").status_code == 410


def test_nobody_learns_from_the_entrance_who_has_an_account() -> None:
    assert len({asked("dana@alder.example"), asked("nobody@alder.example"), asked(""), asked("x" * 5_000)}) == 1
    assert len(mailed()) == 1


def test_asking_again_and_again_fills_no_mailbox(staged: Standing) -> None:
    for _ in range(6):
        asked("dana@alder.example")
    assert len(mailed()) == 3
    staged.now += timedelta(hours=1)
    asked("dana@alder.example")
    assert len(mailed()) == 4


def test_who_has_left_gets_no_link() -> None:
    models.Person.objects.filter(engagement=ENGAGEMENT, id=person(DANA)).update(left_at=NOW)
    asked("dana@alder.example")
    assert mailed() == []
