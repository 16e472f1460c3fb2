"""Before signing, in the browser: each answers alone, one link shows what it comes to, and a proposal is not kept."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from demarc.core.fit.questions import QUESTIONS
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.turns import Turns
from demarc.doors.web.pages import before_fit
from demarc.record import models
from tests.doors.conftest import Standing
from tests.doors.web.stage import NOW

pytestmark = pytest.mark.usefixtures("staged")
GOOD = Path(__file__).parents[3] / "example" / "before-signing" / "harborline.md"
VALUES = {
    **{question.key: question.wanted for question in QUESTIONS},
    **{f"{question.key}-evidence": "a paper" for question in QUESTIONS},
    "employees": "84",
    "documented": "70",
    "vault": "85",
    "single_knower": "20",
    "inventory": "95",
}
WEEK = {"hours": 40, "tickets": 20, "tickets_high": 23, "minutes": 20, "minutes_high": 25, "duties": 12, "projects": 4}
WEEK |= {"moved": 9, "hand_offs": 12, "approvals": 10}
INTERNAL = {**VALUES, **{f"week-{name}": number for name, number in WEEK.items()}}


@pytest.fixture(autouse=True)
def _own_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before_fit, "turns", Turns())
    monkeypatch.setattr(one_file, "turns", Turns())


def links() -> dict[str, str]:
    page = Client().post("/before/fit/", {"vendor": "yes"}).text
    found = list(dict.fromkeys(re.findall(r"/before/fit/[\w-]{20,}/", page)))
    return dict(zip(("internal", "executive", "vendor", "result"), found, strict=True))


def test_each_answers_alone_and_only_one_link_shows_what_it_comes_to() -> None:
    link = links()
    Client().post(link["vendor"], VALUES)
    waiting = Client().get(link["result"]).text
    assert "Not everybody has answered yet" in waiting
    assert "Go on without" not in waiting, "a vendor's answers alone decide nothing"
    assert Client().post(link["internal"], INTERNAL).status_code == 302
    assert "fit points" not in Client().get(link["result"]).text
    assert "a paper" not in Client().get(link["result"]).text
    Client().post(link["executive"], {"exit": "yes"})
    result = Client().get(link["result"]).text
    assert "Fully managed: 5 of 5 fit points" in result
    assert "internal: no, executive: yes, vendor: no; weighed: yes" in result
    assert "a paper" not in Client().get(link["executive"]).text
    assert "a paper" in Client().get(link["internal"]).text


def test_the_short_door_has_twelve_questions_and_the_lead_is_asked_all_of_them() -> None:
    link = links()
    assert Client().get(link["vendor"]).text.count("<legend>") == 12
    assert Client().get(link["internal"]).text.count("<legend>") == len(QUESTIONS) + 1


def test_a_week_that_is_half_filled_in_is_marked_and_nothing_is_kept() -> None:
    link = links()
    answer = Client().post(link["internal"], {**INTERNAL, "week-moved": ""})
    assert answer.status_code == 422
    assert "Fill in every number of the week" in answer.text
    upside = Client().post(link["internal"], {**INTERNAL, "week-tickets_high": 3})
    assert "The most is not below the least" in upside.text
    assert not models.BuyerAnswers.objects.filter(answered_at__isnull=False).exists()


def test_links_are_secrets_that_end(staged: Standing) -> None:
    link = links()
    tokens = [address.split("/")[-2] for address in link.values()]
    assert not models.BuyerAnswers.objects.filter(token_hash__in=tokens).exists()
    assert Client().get("/before/fit/made-up-and-far-too-short/").status_code == 404
    staged.now = NOW + timedelta(days=61)
    assert {Client().get(address).status_code for address in link.values()} == {404}
    links()
    assert models.BuyerAnswers.objects.count() == 4


def test_nobody_makes_links_without_end() -> None:
    answers = [Client().post("/before/fit/") for _ in range(14)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]
    assert "That was many links in a short time" in answers[-1].text


def test_a_proposal_shows_its_flags_with_quotes_and_questions_and_is_gone() -> None:
    file = SimpleUploadedFile("harborline.md", GOOD.read_bytes())
    page = Client().post("/before/proposal/", {"file": file}).text
    assert "0 red flags standing in harborline.md" in page
    assert "When Dana Okafor is on vacation or ill, Luis Ferrer is" in page
    assert "Ask:" not in page, "nothing of it is left to ask"
    assert "The provider is accountable for" in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("offer.pdf", b"%PDF-1.4 broken", "This file cannot be used"),
        ("offer.xls", b"\xd0\xcf\x11\xe0", "name a .pdf, .docx, .html, .md or .txt file"),
        ("empty.md", b"", "This file cannot be used"),
    ],
)
def test_a_proposal_that_cannot_be_read_says_why(name: str, data: bytes, said: str) -> None:
    answer = Client().post("/before/proposal/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code in {400, 422}
    assert said in answer.text or "There was no file" in answer.text


def test_the_entrance_and_the_kit_stand_open() -> None:
    assert "Before you sign with a provider" in Client().get("/before/").text
    assert "gone in month three" in Client().get("/before/interview/").text
