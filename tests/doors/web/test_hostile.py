"""Pages under attack: forged forms, odd methods and addresses, texts that want to be markup, links used twice."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from demarc.acts import note as notes
from demarc.acts.sign_in import Seat, WhyNot, offer_link, redeem
from demarc.record import models
from demarc.server.logs import WithoutTokens
from tests.cast import DANA, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.test_outsider import of_alder
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, set_the_stage, signed_in

BASE = f"/e/{ENGAGEMENT}"


def link(key: Any = DANA) -> str:
    return f"/enter/{offer_link(engagement=ENGAGEMENT, person=person(key), now=NOW)}/"


# --- forged forms and odd methods ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("staged")
def test_no_form_is_taken_without_its_own_token() -> None:
    item = arrive()
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = signed_in(DANA).cookies
    before = models.Entry.objects.count()
    for path in of_alder(item, token="made-up"):
        refusals = {403, 405} if not path.startswith("/before/file/") else {403, 404, 405}  # no such file, before any form
        assert forger.post(path, {"text": "x", "person": "x"}).status_code in refusals, path
    assert models.Entry.objects.count() == before
    assert forger.get(f"{BASE}/").status_code == 200, "still signed in: nobody else can sign one out"


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_do_nothing(method: str) -> None:
    item = arrive()
    browser = signed_in(DANA)
    before = models.Entry.objects.count()
    for path in of_alder(item, token="made-up"):
        assert getattr(browser, method)(path).status_code in {404, 405}, path
    assert models.Entry.objects.count() == before


# --- odd addresses ------------------------------------------------------------------------------------------------------

ODD = (
    "'",
    '"',
    "%",
    "_",
    "\\",
    ".*(a+)+$",
    "<script>",
    "A-",
    "A-999999999",
    "9" * 9,
    "٣",
    "\u202e",
    "x" * 100_000,
    "-1",
    "\n",
)


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize("name", ["find", "after", "list", "next"])
def test_absurd_query_strings_are_answered_calmly(name: str) -> None:
    arrive()
    browser = signed_in(DANA)
    for odd in (*ODD, "9999999999999999.x", "1." + "x" * 65, "0.0"):
        answer = browser.get(f"{BASE}/items/", {name: odd})
        assert answer.status_code == 200, (name, odd[:20])
        assert "<script>" not in answer.text


@pytest.mark.usefixtures("staged")
def test_a_wildcard_is_looked_for_as_it_stands() -> None:
    arrive("Ransomware")
    browser = signed_in(DANA)
    for wildcard in ("%", "_", "R%e"):
        assert "Ransomware" not in browser.get(f"{BASE}/items/", {"find": wildcard}).text


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "https://evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http://[",
        "/\r\nSet-Cookie: a=b",
    ],
)
def test_signing_in_never_leads_to_another_site(elsewhere: str) -> None:
    answer = Client().post(link(), {"next": elsewhere})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert "\n" not in answer["Location"]
    assert answer.cookies.keys() <= {"demarc", "csrftoken"}


@pytest.mark.usefixtures("staged")
def test_a_host_that_is_not_ours_is_refused() -> None:
    assert signed_in(DANA).get(f"{BASE}/", headers={"host": "evil.example"}).status_code == 400


# --- texts that want to be more than text -------------------------------------------------------------------------------

MARKUP = "<script>alert(1)</script><img src=x onerror=y>\"'`{{7*7}}{% now 'Y' %}"


@pytest.mark.usefixtures("staged")
def test_markup_in_subjects_notes_facts_and_names_is_shown_as_text() -> None:
    models.Person.objects.filter(engagement=ENGAGEMENT, key=TOMASZ).update(name=f"T {MARKUP}")
    item = arrive(MARKUP, external=MARKUP)
    models.Item.objects.filter(id=item).update(facts={MARKUP: MARKUP, "device": MARKUP})
    browser = signed_in(DANA)
    assert browser.post(f"{BASE}/items/{item}/note/", {"text": MARKUP, "readers": "both"}).status_code == 302
    for path in ("", "items/", f"items/{item}/", "people/", f"items/?find={MARKUP[:20]}"):
        text = browser.get(f"{BASE}/{path}").text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert "49" not in text.split("7*7")[0][-3:], path


@pytest.mark.usefixtures("staged")
def test_a_note_keeps_no_letter_that_turns_the_text_around_or_steers_a_terminal() -> None:
    item = arrive()
    browser = signed_in(DANA)
    browser.post(
        f"{BASE}/items/{item}/note/", {"text": "invoice\u202egpj.exe \x1b[2J\x9b then\nnext line", "readers": "both"}
    )
    kept = models.Private.objects.filter(engagement=ENGAGEMENT, field="text").get().value
    assert kept == "invoice\ufffdgpj.exe \ufffd[2J\ufffd then\nnext line"


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize("text", ["", "   ", "x" * 4_001, "nul\0byte"])
def test_a_text_that_cannot_be_kept_comes_back_to_be_mended(text: str) -> None:
    item = arrive()
    before = models.Entry.objects.count()
    answer = signed_in(DANA).post(f"{BASE}/items/{item}/note/", {"text": text, "readers": "both"})
    assert answer.status_code == 422
    assert models.Entry.objects.count() == before


@pytest.mark.usefixtures("staged")
@pytest.mark.parametrize(
    "field", ["seen", "to", "when", "within", "row", "ground", "verdict", "holder", "period", "readers"]
)
def test_no_odd_value_of_any_field_is_a_fault(field: str) -> None:
    item = arrive()
    browser = signed_in(TOMASZ)
    for act in ("accept", "offer", "decline", "ask", "close", "note", "rule-own"):
        for odd in ("9" * 400, "\0", "[]"):
            answer = browser.post(f"{BASE}/items/{item}/{act}/", {"text": "x", "why": "x", "step": "x", field: odd})
            assert answer.status_code in {302, 422, 404}, (act, field, odd[:10])


# --- headers, cookies, links --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("staged")
def test_every_page_says_what_a_browser_may_do_with_it() -> None:
    item = arrive()
    browser = signed_in(DANA)
    for path in (f"{BASE}/", f"{BASE}/items/{item}/", link(), "/enter/", "/no-such-page/", f"{BASE}/items/no-such-item/"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("staged")
def test_pages_of_an_engagement_are_kept_by_no_cache() -> None:
    item = arrive()
    browser = signed_in(DANA)
    for path in ("", "items/", f"items/{item}/", "people/", "matrix/", "record/"):
        kept = browser.get(f"{BASE}/{path}").headers.get("Cache-Control", "")
        assert "no-store" in kept, path
        assert "private" in kept, path


@pytest.mark.usefixtures("staged")
def test_signing_in_leaves_nothing_of_what_was_planted_in_the_browser() -> None:
    browser = Client()
    address = link()
    browser.get(address)
    planted = browser.cookies["csrftoken"].value
    browser.cookies["demarc"] = "account:planted"
    browser.post(address)
    assert browser.cookies["csrftoken"].value != planted
    assert "planted" not in browser.cookies["demarc"].value
    assert browser.cookies["demarc"]["httponly"]
    assert browser.cookies["demarc"]["samesite"] == "Lax"


@pytest.mark.usefixtures("staged")
def test_a_link_of_a_guest_whose_days_are_over_opens_nothing() -> None:
    address = link()
    models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(DANA)).update(guest_until=NOW)
    assert "Dana" not in Client().get(address).text
    answer = Client().post(address)
    assert answer.status_code == 410
    assert "run out" in answer.text


def test_of_many_who_use_a_link_at_once_one_is_let_in(database: Database) -> None:
    assert database.vendor
    set_the_stage()
    token = offer_link(engagement=ENGAGEMENT, person=person(DANA), now=NOW)

    def enter(_: int) -> Seat | WhyNot:
        try:
            return redeem(token=token, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        found = list(crowd.map(enter, range(8)))
    assert [type(one) for one in found].count(Seat) == 1
    assert found.count(WhyNot.USED) == 7


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Give the log as the server's own handler would write it."""
    caplog.handler.addFilter(cross_out := WithoutTokens())
    yield caplog
    caplog.handler.removeFilter(cross_out)


@pytest.mark.usefixtures("staged")
def test_no_log_has_the_token_of_a_link(logged: pytest.LogCaptureFixture) -> None:
    address = link()
    with logged.at_level(logging.INFO):
        Client(enforce_csrf_checks=True).post(address)
        Client().put(address)
        Client().post(address)
        Client().post(address)
    assert "/enter/***" in logged.text
    assert address.split("/")[2] not in logged.text


@pytest.mark.usefixtures("staged")
def test_a_database_that_is_away_is_told_as_503_and_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    item = arrive()
    browser = signed_in(DANA)

    def away(**_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(notes, "on_item", lambda *_, **__: away())
    answer = browser.post(f"{BASE}/items/{item}/note/", {"text": "x", "readers": "both"})
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Nothing you sent was done" in answer.text


def test_somebody_who_has_left_keeps_no_way_in(staged: Standing) -> None:
    browser, address = signed_in(DANA), link()
    models.Person.objects.filter(engagement=ENGAGEMENT, key=DANA).update(left_at=staged.now)
    assert browser.get(f"{BASE}/").status_code == 404
    assert browser.post(f"{BASE}/record/export/").status_code == 404
    assert Client().post(address).status_code == 410
