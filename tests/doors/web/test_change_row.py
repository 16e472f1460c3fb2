"""A row said otherwise, in the browser's words: look at what it would do, and put it before both sides."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.core.matrix.canon import digest
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force, version_ready
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ, ZOE
from tests.doors.rivals import ENGAGEMENT as RIVALS
from tests.doors.rivals import OTTO, set_the_rivals
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
ROW = f"/e/{ENGAGEMENT}/matrix/rows/SE-01/"
PAGE = f"{ROW}change/"
START = (NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
TOPIC, SEVERITY, DEVICE = "if-0", "if-1", "if-2"


def form(**changed: object) -> Mapping[str, object]:
    """Fill in the form as the page of SE-01 has it, with what is changed."""
    stands = {
        "seen": matrix_in_force(engagement=ENGAGEMENT, now=NOW).digest,
        "accountable": person(TOMASZ),
        "deputy": person(PRIYA),
        "then-0": person(DANA),
        "proof": "verdict and actions",
        TOPIC: ["edr-alert"],
    }
    return {**stands, **{name.replace("_", "-"): value for name, value in changed.items()}}


def looked(browser: Client, **changed: object) -> str:
    answer = browser.post(PAGE, {**form(**changed), "look": ""})
    assert answer.status_code == 200
    return answer.text


def test_the_page_shows_the_row_as_it_stands() -> None:
    browser = signed_in(DANA)
    assert f'href="{PAGE}"' in browser.get(ROW).text
    page = browser.get(PAGE).text
    assert page.count(" checked>") == 1
    assert 'value="edr-alert"' in page
    assert f'<option value="{person(TOMASZ)}" selected>' in page
    assert "Nothing would change" in looked(browser)


def test_a_preview_says_what_it_takes_what_it_opens_and_what_changes_hands_and_keeps_nothing() -> None:
    item = arrive()
    browser = signed_in(DANA)
    page = looked(browser, **{SEVERITY: ["low", "medium"]})
    assert "edr-alert, severity low|medium" in page
    assert "taken <b>0</b> of 1 item; as it stands it takes 1" in page
    assert "No longer its own" in page
    assert f"/items/{item}/" in page
    assert "<b>opens: error</b>" in page
    assert "nobody takes <code>" not in page
    assert "for example topic edr-alert, severity high" in page
    assert "Tomasz Wren → <b>nobody</b>" in page
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1, "looking proposes nothing"


def test_an_overlap_is_told_with_a_witness() -> None:
    page = looked(signed_in(PRIYA), **{TOPIC: ["edr-alert", "os-patch"]})
    assert "<code>SE-01</code> and <code>PT-02</code> both claim" in page
    assert "topic os-patch" in page


def test_other_people_change_hands_without_a_hole() -> None:
    page = looked(signed_in(DANA), accountable=person(LUIS), deputy=person(DANA), then_0=person(RUTH))
    assert "<b>opens" not in page
    assert page.count("<b>closes</b>") == 1, "its price was open as a provider's row, and is no longer"
    assert "D140 · SE-01" in page
    assert "Tomasz Wren → <b>Luis Ferrer</b>" in page
    assert "Priya Raman → <b>Dana Okafor</b>" in page


def test_every_tick_of_an_aspect_asks_nothing_of_it() -> None:
    every = ["low", "medium", "high", "critical", "unknown"]
    assert "Nothing would change" in looked(signed_in(DANA), **{SEVERITY: every})
    assert "severity critical|high|low|medium" in looked(signed_in(DANA), **{SEVERITY: every[:-1]})


def test_it_is_proposed_as_a_version_with_that_row_and_no_other_change() -> None:
    browser = signed_in(DANA)
    wanted = form(
        accountable=person(LUIS), proof="verdict, actions\r\nand who was told", starts_at=START, why="He watches."
    )
    answer = browser.post(PAGE, {**wanted, "starts_at": START, "propose": ""}, follow=True)
    assert "Nothing changes until both sides have signed" in answer.text
    assert "He watches." in answer.text
    old = matrix_in_force(engagement=ENGAGEMENT, now=NOW).matrix
    new = version_ready(engagement=ENGAGEMENT, number=2).matrix
    assert new.version == "v4"
    row = new.row("SE-01")
    assert row is not None
    assert (row.slots.accountable, row.proof) == (person(LUIS), "verdict, actions\nand who was told")
    assert [one for one in new.rows if one.id != "SE-01"] == [one for one in old.rows if one.id != "SE-01"]
    assert new.directory.people == old.directory.people
    assert digest(new) != digest(old)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, "Say from when"),
        ({"starts-at": START, "why": ""}, "say why"),
        ({"starts-at": "2020-01-01T10:00", "why": "x"}, "future"),
        ({"starts-at": START, "why": "x", "accountable": ""}, "This field is required"),
        ({"starts-at": START, "why": "x", "deputy": "the moon"}, "Select a valid choice"),
        ({"starts-at": START, "why": "x", TOPIC: ["moonlight"]}, "moonlight is not one of"),
        ({"starts-at": START, "why": "x", "seen": "0" * 64}, "come into force meanwhile"),
        ({"starts-at": START, "why": "x", "deputy": "same"}, "says so already"),
    ],
)
def test_what_must_be_mended_comes_back_with_what_was_given(changed: dict[str, object], why: str) -> None:
    same = changed.get("deputy") == "same"
    given = {name: value for name, value in changed.items() if not same or name != "deputy"}
    sent = {**form(**({} if same else {"deputy": person(LUIS)})), **given}
    if "starts-at" in sent:
        sent["starts_at"] = sent.pop("starts-at")
    answer = signed_in(DANA).post(PAGE, {**sent, "propose": ""})
    assert answer.status_code == 422
    assert why in answer.text
    assert "verdict and actions" in answer.text
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1


def test_a_guest_reads_the_row_and_does_not_change_it() -> None:
    seat = models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(DANA))
    seat.update(guest_until=NOW + timedelta(days=7))
    browser = signed_in(DANA)
    assert PAGE not in browser.get(ROW).text
    assert browser.get(PAGE).status_code == browser.post(PAGE, form()).status_code == 403


def test_a_rival_tries_a_row_only_on_what_is_theirs_to_see() -> None:
    set_the_rivals()
    for external in ("EDR-1", "EDR-2"):
        arrive(external=external, engagement=RIVALS)
    page = f"/e/{RIVALS}/matrix/rows/SE-01/change/"
    sent = {
        "seen": matrix_in_force(engagement=RIVALS, now=NOW).digest,
        "accountable": person(DANA, RIVALS),
        TOPIC: ["edr-alert"],
        "look": "",
    }
    theirs = signed_in(OTTO, engagement=RIVALS).post(page, sent).text
    others = signed_in(PRIYA, engagement=RIVALS).post(page, sent).text
    assert "of 2 items" in theirs
    assert "No item came that you may see" in others
    assert "EDR-1" not in others


def test_nobody_else_finds_it() -> None:
    assert signed_in(ZOE, engagement="zoes").get(PAGE).status_code == 404
    assert signed_in(ZOE, engagement="zoes").post(PAGE, form()).status_code == 404
    assert signed_in(DANA).get(f"/e/{ENGAGEMENT}/matrix/rows/XX-99/change/").status_code == 404


def test_few_queries_however_many_items_came(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for nth in range(12):
        arrive(f"Alert {nth}", external=f"EDR-{nth}")
    browser = signed_in(PRIYA)
    with django_assert_max_num_queries(16):
        browser.get(PAGE)
    sent = {**form(accountable=person(LUIS)), "look": ""}
    with django_assert_max_num_queries(24):
        assert "Such as" in browser.post(PAGE, sent).text
