"""A buyer's file in the browser: vendors, two who score alone, the decision with its papers, and who sees what."""

import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts.weigh_vendors import keep_review
from demarc.core.interview.kit import MUST, QUESTIONS
from demarc.doors.cli.decide import main as decide
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.apart import look_at
from demarc.doors.web.checking.turns import Turns
from demarc.doors.web.pages import before_fit
from demarc.record import models
from tests.doors.web.stage import NOW
from tests.doors.web.test_before import GOOD, INTERNAL, VALUES, links

pytestmark = pytest.mark.usefixtures("staged")
BAD = GOOD.with_name("northgate.md")
SECRET = "They named Priya and four hours."


@pytest.fixture(autouse=True)
def _own_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before_fit, "turns", Turns())
    monkeypatch.setattr(one_file, "turns", Turns(at_once=100))


class Desk:
    """A buyer's file with its links, as its people have them before them."""

    def __init__(self, *, answered: bool = True) -> None:
        self.link = links()
        if answered:
            for who in ("internal", "executive", "vendor"):
                Client().post(self.link[who], INTERNAL if who == "internal" else VALUES)
        self.token = {who: link.split("/")[-2] for who, link in self.link.items()}
        self.file = f"/before/file/{self.token['result']}/"

    def vendor(self, name: str) -> None:
        assert Client().post(f"{self.file}vendors/", {"do": "vendor", "name": name}).status_code == 302

    def two(self) -> list[str]:
        names = {"do": "two", "first": "Dana Okafor", "second": "Ruth Kessler"}
        page = Client().post(f"{self.file}vendors/", names).text
        found = dict.fromkeys(re.findall(r"/before/fit/([\w-]{20,})/", page))
        return [token for token in found if token != self.token["result"]]

    def page(self, name: str = "vendors/") -> str:
        answer = Client().get(f"{self.file}{name}")
        assert answer.status_code == 200
        return answer.text

    def upload(self, address: str, path: Path, **more: str) -> Any:
        return Client().post(f"{self.file}{address}", {"file": SimpleUploadedFile(path.name, path.read_bytes()), **more})


def sheet(score: int, said: str = "As follows.") -> dict[str, str]:
    values: dict[str, str] = {}
    for question in QUESTIONS:
        if question.must:
            values |= {
                f"{question.key}-said": said,
                f"{question.key}-shown": "example",
                f"{question.key}-score": str(score),
            }
        if question.in_detail:
            values |= {f"{question.key}-named_person": "on", f"{question.key}-clock": "on"}
    return values


def score(token: str, vendor: int, values: dict[str, str], do: str = "give") -> int:
    return Client().post(f"/before/file/{token}/scores/{vendor}/", {**values, "do": do}).status_code


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_two_score_alone_and_are_compared_only_once_both_have_given_theirs(desk: Desk) -> None:
    desk.vendor("Harborline")
    dana, ruth = desk.two()
    assert score(dana, 1, sheet(4, SECRET)) == 302
    assert SECRET in Client().get(f"/before/file/{dana}/scores/1/").text
    assert SECRET not in Client().get(f"/before/file/{ruth}/scores/1/").text
    for address in desk.link.values():
        assert SECRET not in Client().get(address).text
    waiting = desk.page()
    assert "Dana Okafor has given scores." in waiting
    assert SECRET not in waiting
    assert "Side by side" not in waiting
    assert score(ruth, 1, sheet(1, "Nothing was shown.")) == 302
    both = desk.page()
    assert "Two or more apart: talk about these" in both
    assert "Dana Okafor gave 4, Ruth Kessler gave 1" in both
    assert f"Dana Okafor heard: {SECRET}" in both
    assert "counts 3 at most" in both
    assert SECRET not in Client().get(f"/before/file/{ruth}/scores/1/").text
    score(dana, 1, sheet(0, "Changed afterwards."))
    assert "Changed afterwards." not in desk.page()


def test_a_draft_counts_nothing_and_scores_are_given_only_with_every_question_everybody_is_asked(desk: Desk) -> None:
    desk.vendor("Harborline")
    dana, _ = desk.two()
    values = {name: value for name, value in sheet(3).items() if name not in {"dispute-score", "month_three-score"}}
    refused = Client().post(f"/before/file/{dana}/scores/1/", {**values, "do": "give"})
    assert refused.status_code == 422
    assert refused.text.count("Every vendor is asked this") == 2
    assert not models.BuyerScores.objects.exists()
    assert score(dana, 1, values, "keep") == 302
    assert "A draft, seen by nobody." in Client().get(f"/before/fit/{dana}/").text
    assert models.BuyerScores.objects.get().given_at is None


def test_a_score_above_what_ones_own_notes_show_is_said_to_count_less(desk: Desk) -> None:
    desk.vendor("Harborline")
    dana, _ = desk.two()
    score(dana, 1, {**sheet(4), "template-shown": "nothing"}, "keep")
    assert "By your own notes it counts 1 at most" in Client().get(f"/before/file/{dana}/scores/1/").text


def test_a_sheet_goes_home_as_the_commands_file_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.vendor("Harborline")
    for token in desk.two():
        score(token, 1, sheet(3))
    taken = Client().get(f"{desk.file}vendors/1/sheet.yaml")
    assert taken["Content-Disposition"] == 'attachment; filename="vendor-1.yaml"'
    home = tmp_path / "harborline.yaml"
    home.write_text(taken.content.decode().replace("Dana Okafor: 3", "Dana Okafor: 1"), encoding="utf-8")
    desk.upload("vendors/1/sheet/", home)
    page = desk.page()
    assert "From a score sheet that was brought back" in page
    assert "Dana Okafor gave 1, Ruth Kessler gave 3" in page
    Client().post(f"{desk.file}vendors/1/scored-here/")
    assert "Both have given their scores." in desk.page()
    home.write_text("vendor: Northgate\n", encoding="utf-8")
    assert "another vendor" in desk.upload("vendors/1/sheet/", home).text
    home.write_text("colour: red\n", encoding="utf-8")
    assert "This file cannot be used" in desk.upload("vendors/1/sheet/", home).text


def test_a_proposal_is_never_kept_and_its_review_only_where_the_buyer_says_so(desk: Desk) -> None:
    desk.vendor("Harborline")
    shown = desk.upload("vendors/1/proposal/", GOOD, give="show")
    assert "0 red flags standing in harborline.md" in shown.text
    assert models.BuyerVendor.objects.get().review is None
    desk.upload("vendors/1/proposal/", GOOD, give="keep")
    kept = json.dumps(models.BuyerVendor.objects.get().review)
    assert "is kept since" in desk.page()
    assert "6,400 dollars a month" in GOOD.read_text(encoding="utf-8")
    assert "6,400 dollars a month" not in kept
    Client().post(f"{desk.file}vendors/1/forget/")
    assert models.BuyerVendor.objects.get().review is None


@cache
def reviewed(path: Path) -> dict[str, Any]:
    """Review a proposal as the page does, once for all tests."""
    return look_at(path, command="proposal")


@pytest.fixture
def whole(desk: Desk) -> Desk:
    for number, (name, path) in enumerate((("Harborline", GOOD), ("Northgate", BAD)), 1):
        desk.vendor(name)
        keep_review(token=desk.token["result"], vendor=number, review=reviewed(path), now=NOW)
    for token in desk.two():
        score(token, 1, sheet(3))
        score(token, 2, sheet(1))
    return desk


def test_the_decision_is_not_final_before_the_lead_has_read_the_scope_by_his_own_link(whole: Desk) -> None:
    page = whole.page("decision/")
    assert "Co-managed, with Harborline. Not final" in page
    assert "own reading of the scope is not recorded" in page
    lead = f"/before/file/{whole.token['internal']}/scope/"
    assert "Northgate: northgate.md" in Client().get(lead).text
    Client().post(lead, {"do": "read", "name": "Dana Okafor", "said": "The nights are theirs."})
    final = whole.page("decision/")
    assert "Not final" not in final
    assert "The nights are theirs." in final
    assert "The nights are theirs." in Client().get(lead).text


def test_or_before_the_executive_has_given_a_written_reason_by_theirs(whole: Desk) -> None:
    executive = f"/before/file/{whole.token['executive']}/scope/"
    assert Client().post(executive, {"do": "without", "name": "Ruth"}).status_code == 422
    Client().post(executive, {"do": "without", "name": "Ruth Kessler", "reason": "Dana is in hospital."})
    page = whole.page("decision/")
    assert "Not final" not in page
    assert "Ruth Kessler decides without the lead's own reading: Dana is in hospital." in page


def test_each_writes_only_their_own_words(whole: Desk) -> None:
    for who, do in (("internal", "without"), ("internal", "override"), ("executive", "read"), ("vendor", "read")):
        given = {"do": do, "name": "X", "said": "x", "reason": "x", "review": "2027-01-02"}
        assert Client().post(f"/before/file/{whole.token[who]}/scope/", given).status_code == 404, (who, do)
    file = models.BuyerFile.objects.get()
    assert (file.lead, file.waiver, file.override) == ({}, {}, {})


def test_the_papers_are_those_of_the_commands(whole: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lead = f"/before/file/{whole.token['internal']}/scope/"
    Client().post(lead, {"do": "read", "name": "Dana Okafor", "said": "The nights are theirs."})
    for address, begins in (
        (f"{whole.link['result']}memo.pdf", b"%PDF-"),
        (f"{whole.link['result']}memo.docx", b"PK"),
        (f"{whole.file}decision/memo.pdf", b"%PDF-"),
        (f"{whole.file}decision/memo.docx?split=full", b"PK"),
        (f"{whole.file}decision/first.xlsx", b"PK"),
        (f"{whole.file}decision/first.yaml", b"# A responsibility matrix"),
    ):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert answer.getvalue().startswith(begins), address
    pack = zipfile.ZipFile(io.BytesIO(Client().get(f"{whole.file}decision/everything.zip").getvalue()))
    pack.extractall(tmp_path)
    matrix = tmp_path / "first.yaml"
    assert decide([str(tmp_path / "decision.yaml"), "--format", "json", "--matrix", str(matrix)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["chosen"], told["final"]) == ("Harborline", True)
    assert all(question in whole.page("decision/").replace("&#x27;", "'") for question in told["matrix"]["asked"])


def test_fully_managed_shows_what_changes_hands(whole: Desk) -> None:
    assert "What changes hands" not in whole.page("decision/")
    full = whole.page("decision/?split=full")
    assert "What changes hands, fully managed" in full
    assert "SD-01" in full


def test_an_executive_overrides_a_fully_managed_outcome_in_writing() -> None:
    desk = Desk(answered=False)
    for who in ("internal", "executive", "vendor"):
        Client().post(desk.link[who], {**(INTERNAL if who == "internal" else VALUES), "exit": "yes"})
    assert "Fully managed" in desk.page("decision/")
    given = {"do": "override", "name": "Ruth Kessler", "reason": "She stays two years more.", "review": "2027-03-01"}
    assert Client().post(f"/before/file/{desk.token['executive']}/scope/", given).status_code == 302
    result = Client().get(desk.link["result"]).text
    assert "Co-managed: 5 of 5 fit points" in result
    assert "By the rules: fully managed. Ruth Kessler decides" in result


def test_before_everybody_has_answered_there_is_no_memo_and_no_decision() -> None:
    desk = Desk(answered=False)
    assert "Nothing to decide yet" in desk.page("decision/")
    for address in (
        f"{desk.link['result']}memo.pdf",
        f"{desk.file}decision/memo.pdf",
        f"{desk.file}decision/everything.zip",
    ):
        assert Client().get(address).status_code == 404


FILE_PAGES = ("vendors/", "vendors/1/sheet.yaml", "decision/", "decision/memo.pdf", "decision/first.yaml")
FILE_ACTS = ("vendors/1/drop/", "vendors/1/forget/", "vendors/1/proposal/", "vendors/1/sheet/")


def test_only_the_link_of_the_file_opens_it(whole: Desk) -> None:
    """Whoever answers, scores or sells gets the same answer as for an address that does not exist."""
    dana, ruth = whole.two()
    others = [*(token for who, token in whole.token.items() if who != "result"), dana, ruth, "made-up-and-far-too-long"]
    for token in others:
        for page in (*FILE_PAGES, "decision/everything.zip", "decision/first.xlsx"):
            assert Client().get(f"/before/file/{token}/{page}").status_code == 404, page
        for act in (*FILE_ACTS, "vendors/"):
            assert Client().post(f"/before/file/{token}/{act}", {"name": "X"}).status_code == 404, act
        for verb in ("without", "again"):
            assert Client().post(f"/before/fit/{token}/{verb}/", {"who": "vendor"}).status_code == 404
        assert Client().get(f"/before/fit/{token}/memo.pdf").status_code == 404
    for token in (whole.token["result"], whole.token["vendor"], whole.token["internal"]):
        assert Client().get(f"/before/file/{token}/scores/1/").status_code == 404
    for token in (whole.token["result"], whole.token["vendor"], dana):
        assert Client().get(f"/before/file/{token}/scope/").status_code == 404
    assert models.BuyerVendor.objects.count() == 2


def test_one_buyers_links_open_nothing_of_anothers(whole: Desk) -> None:
    other = Desk(answered=False)
    (dana, _), theirs = whole.two(), other.two()
    assert Client().get(f"/before/file/{theirs[0]}/scores/1/").status_code == 404
    assert "Harborline" not in other.page()
    other.vendor("Elsewhere")
    assert "Elsewhere" not in whole.page()
    assert "Elsewhere" not in Client().get(f"/before/fit/{dana}/").text


def test_naming_the_two_again_ends_their_earlier_links_and_keeps_what_was_scored(whole: Desk) -> None:
    first = whole.two()
    assert whole.two() != first
    assert Client().get(f"/before/fit/{first[0]}/").status_code == 404
    assert "Side by side" in whole.page()
    same = Client().post(f"{whole.file}vendors/", {"do": "two", "first": "Dana", "second": " dana "})
    assert same.status_code == 422
    assert "That is one person" in same.text


def test_a_vendor_is_on_the_list_once_and_can_be_taken_off(whole: Desk) -> None:
    again = Client().post(f"{whole.file}vendors/", {"do": "vendor", "name": "Harborline"})
    assert again.status_code == 422
    assert "It is there already" in again.text
    Client().post(f"{whole.file}vendors/1/drop/")
    assert not models.BuyerScores.objects.filter(vendor=1).exists()
    assert "with Northgate" in whole.page("decision/")


def test_papers_too_come_one_after_the_other(whole: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "turns", Turns(at_once=0))
    refused = Client().get(f"{whole.file}decision/memo.pdf")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "That was many documents in a short time" in refused.text


def test_who_opened_the_file_deletes_it_with_every_link(whole: Desk) -> None:
    two = whole.two()
    assert Client().post(f"{whole.link['internal']}forget/").status_code == 404
    assert Client().post(f"{whole.link['result']}forget/").status_code == 302
    for token in (*whole.token.values(), *two):
        assert Client().get(f"/before/fit/{token}/").status_code == 404
    for table in (models.BuyerFile, models.BuyerAnswers, models.BuyerVendor, models.BuyerScores):
        assert not table.objects.exists()


def test_empty_pages_say_what_to_do_first(desk: Desk) -> None:
    assert "No vendor yet." in desk.page()
    dana, _ = desk.two()
    assert "No vendor is on the list yet." in Client().get(f"/before/fit/{dana}/").text
    assert "No vendor is weighed yet." in desk.page("decision/")
    assert "No review of a proposal is kept" in Client().get(f"/before/file/{desk.token['internal']}/scope/").text


def test_more_vendors_cost_no_more_queries(whole: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(5):
        whole.vendor(f"Vendor {number}")
    with django_assert_num_queries(5):
        whole.page()
    with django_assert_num_queries(7):
        whole.page("decision/")


def test_everybody_asked_again_begins_from_their_last_answers_and_the_earlier_outcome_stays(whole: Desk) -> None:
    Client().post(f"{whole.link['result']}again/")
    page = Client().get(whole.link["result"]).text
    assert "Not everybody has answered yet" in page
    assert "a paper" in Client().get(whole.link["internal"]).text
    for who in ("internal", "executive", "vendor"):
        Client().post(whole.link[who], INTERNAL if who == "internal" else VALUES)
    assert ": co-managed, 5 of 5." in Client().get(whole.link["result"]).text


def test_who_has_answered_changes_nothing_once_everybody_has(desk: Desk) -> None:
    kept = Client().post(desk.link["executive"], {"exit": "yes"}, follow=True)
    assert "Everybody has answered, so the answers stand" in kept.text
    assert "Co-managed: 5 of 5" in Client().get(desk.link["result"]).text
    assert len(MUST) == 6
