"""Drills in the browser's words: begin, answer blind, compare, dispute; nobody reads early, and no outsider ever."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts.tick import tick
from demarc.core.words import PersonId
from demarc.record import models
from tests.cast import DANA, JONAH, LUIS, PRIYA, RUTH, TOMASZ, ZOE
from tests.doors.conftest import Standing
from tests.doors.rivals import ENGAGEMENT as RIVALS
from tests.doors.rivals import NILS, OTTO, set_the_rivals
from tests.doors.web.stage import ENGAGEMENT, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
LIST = f"/e/{ENGAGEMENT}/matrix/drills/"
DISPUTES = f"/e/{ENGAGEMENT}/matrix/disputes/"


def begin(browser: Client, kind: str, **sent: str) -> str:
    answer = browser.post(LIST, {"kind": kind, **sent})
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def questions(page: str) -> models.Drill:
    return models.Drill.objects.get(engagement=ENGAGEMENT, id=page.rstrip("/").rsplit("/", 1)[1])


def sheet(page: str, **other: str) -> dict[str, str]:
    """Answer everything as the matrix says, but for what is said otherwise: `q0_0=...`."""
    right = {
        f"q{number}-{place}": says
        for number, question in enumerate(questions(page).questions)
        for place, says in enumerate(question["answers"].values())
    }
    return right | {name.replace("_", "-"): value for name, value in other.items()}


def hand_in(browser: Client, page: str, **other: str) -> str:
    return browser.post(f"{page}answer/", sheet(page, **other), follow=True).text


def test_nobody_reads_an_answer_before_both_sides_and_they_themselves_have_given_theirs() -> None:
    dana, luis, priya = signed_in(DANA), signed_in(LUIS), signed_in(PRIYA)
    page = begin(dana, "blind", scenarios="T02")
    assert "Answer from your own head" in priya.get(page).text
    home = f"/e/{ENGAGEMENT}/"
    assert "A blind drill waits for your answers" in dana.get(home).text
    said = hand_in(dana, page, q0_0=person(LUIS))
    assert "Handed in. It is shown once the other side has answered too." in said
    assert "A blind drill waits" not in dana.get(home).text
    assert "A blind drill waits" in luis.get(home).text
    for reader in (dana, luis, priya):
        shown = reader.get(page).text
        assert "The matrix:" not in shown
        assert "decided by" not in shown
        assert "not as written" not in shown
    both = hand_in(priya, page)
    assert "The matrix: <b>Tomasz Wren</b>" in both
    assert "the sides differ" in both
    assert "The matrix:" not in luis.get(page).text
    assert "Hand in my answers" in luis.get(page).text
    assert "The drill has ended." in priya.post(f"{page}end/", follow=True).text
    assert "The matrix:" in luis.get(page).text


def test_a_disagreement_becomes_a_dispute_with_one_button() -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    page = begin(dana, "blind", scenarios="T02")
    early = dana.post(f"{page}dispute/", {"question": "0"}, follow=True).text
    assert "There is nothing to dispute yet" in early
    hand_in(dana, page, q0_0=person(LUIS))
    hand_in(priya, page)
    item = priya.post(f"{page}dispute/", {"question": "0"}, follow=True).text
    assert "Whose row is it: SE-01" in item
    assert "Dana Okafor: Luis Ferrer" in item
    assert "Priya Raman: Tomasz Wren" in item
    assert "This is in dispute: see it" in dana.get(page).text
    assert "There is nothing to dispute" in priya.post(f"{page}dispute/", {"question": "77"}, follow=True).text
    shown = dana.get(DISPUTES).text
    assert "Whose row is it: SE-01" in shown
    assert "from a drill" in shown


def test_the_rate_over_time_is_a_picture_and_a_table() -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    for wrong in ({"q0_0": person(LUIS)}, {}):
        page = begin(dana, "blind", scenarios="T02")
        hand_in(dana, page, **wrong)
        hand_in(priya, page)
        dana.post(f"{page}end/")
    shown = dana.get(LIST).text
    asked = models.Drill.objects.filter(engagement=ENGAGEMENT).values_list("asked", flat=True)[0]
    assert shown.count('class="rates-point"') == 2
    assert f"1 of {asked}" in shown
    assert f"0 of {asked}" in shown
    assert "the table below has the same figures" in shown


def test_a_live_drill_is_marked_wherever_it_shows() -> None:
    page = begin(signed_in(DANA), "live", scenario="T02")
    tomasz = signed_in(TOMASZ)
    for address in (f"/e/{ENGAGEMENT}/", f"/e/{ENGAGEMENT}/items/", page):
        assert "badge-drill" in tomasz.get(address).text, address
    item = questions(page).item
    shown = tomasz.get(f"/e/{ENGAGEMENT}/items/{item}/").text
    assert "DRILL: Alert on the chief executive" in shown
    assert "This is a drill" in shown
    accepted = tomasz.post(f"/e/{ENGAGEMENT}/items/{item}/accept/", {"step": "look", "within": "60"})
    assert accepted.status_code == 302
    assert "The drill has ended." in signed_in(PRIYA).post(f"{page}end/", follow=True).text
    assert "<b>Passed.</b>" in tomasz.get(page).text


def test_a_ladder_is_walked_by_people_who_press_a_button(staged: Standing) -> None:
    page, luis = begin(signed_in(PRIYA), "page", row="SE-01"), signed_in(LUIS)
    visitor = Client()
    link = models.Outbox.objects.get(engagement=ENGAGEMENT, about="drill").link
    address = f"/here/{link.removeprefix('here ')}/"
    assert "Can you be reached, Tomasz?" in visitor.get(address).text
    assert not models.DrillCall.objects.filter(answered_at__isnull=False).exists()
    staged.forward(seconds=42)
    assert "You answered after 42 seconds" in visitor.post(address).text
    for path in (address, "/here/made-up/"):
        gone = visitor.get(path)
        assert (gone.status_code, "Tomasz" in gone.text) == (410, False)
    assert visitor.post(address).status_code == 410
    for _ in range(3):
        staged.forward(minutes=15)
        tick(now=staged.now)
    report = luis.get(page).text
    assert "42 s" in report
    assert "<b>Not passed.</b>" in report
    assert "Level 2, Priya Raman, did not answer." in report


def test_only_leads_begin_and_end_and_a_wrong_wish_is_said_in_words() -> None:
    luis, dana = signed_in(LUIS), signed_in(DANA)
    refused = luis.post(LIST, {"kind": "blind"})
    assert (refused.status_code, "a lead of either side does it" in refused.text) == (422, True)
    assert "Begin one" not in luis.get(LIST).text
    for sent in ({"kind": "live", "scenario": "T99"}, {"kind": "page", "row": "XX"}, {"kind": "party"}, {}):
        assert dana.post(LIST, sent).status_code == 422
    page = begin(dana, "blind", scenarios="T02")
    assert "a lead of either side does it" in luis.post(f"{page}end/", follow=True).text
    assert dana.post(f"{page}dance/").status_code == 404
    empty = dana.post(f"{page}answer/", {})
    assert (empty.status_code, "Nothing was answered" in empty.text) == (422, True)


def test_a_dispute_about_a_row_is_opened_from_a_proposal_with_both_readings() -> None:
    dana = signed_in(DANA)
    assert 'value="7"' in dana.get(f"{DISPUTES}?row=BK-04&source=proposal&which=7").text
    sent = {"row": "BK-04", "client": "Jonah tests.", "provider": "Luis tests.", "source": "proposal", "which": "7"}
    missing = dana.post(DISPUTES, {**sent, "client": ""})
    assert (missing.status_code, "Luis tests." in missing.text) == (422, True)
    assert "Whose row is it: BK-04" in dana.post(DISPUTES, sent, follow=True).text
    twice = dana.post(DISPUTES, sent)
    assert (twice.status_code, "in dispute already" in twice.text) == (422, True)


def test_zoe_sees_no_drill_and_no_dispute_of_others() -> None:
    page = begin(signed_in(DANA), "blind", scenarios="T02")
    zoe = signed_in(ZOE, engagement="zoes")
    for address in (LIST, page, DISPUTES, f"{LIST}scenarios/"):
        assert zoe.get(address).status_code == 404
    for verb in ("answer", "end", "dispute"):
        assert zoe.post(f"{page}{verb}/", {"question": "0"}).status_code == 404
    own = page.replace(f"/e/{ENGAGEMENT}/", "/e/zoes/")
    assert zoe.get(own).status_code == 404
    assert zoe.post(f"{own}end/").status_code == 404
    listed = zoe.get("/e/zoes/matrix/drills/").text
    assert not re.search("T02 Alert on.*since|Dana|Harborline", listed)


def test_all_scenarios_stand_against_the_version_in_force_without_a_name(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    dana = signed_in(DANA)
    with django_assert_max_num_queries(20):
        shown = dana.get(f"{LIST}scenarios/").text
    assert shown.count("<dt>Given</dt>") == 28
    assert "of 28</b> are answered whole by version v3" in shown
    assert "what proves that it is done" in shown
    assert "No row answers for it" in shown
    assert not [name for name in ("Tomasz", "Priya", "Mei Lin") if name in shown]


def test_a_guest_reads_what_has_ended_and_answers_nothing() -> None:
    models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(RUTH)).update(guest_until="2030-01-01T00:00Z")
    ruth, dana = signed_in(RUTH), signed_in(DANA)
    page = begin(dana, "blind", scenarios="T02")
    assert "Hand in my answers" not in ruth.get(page).text
    assert ruth.post(f"{page}answer/", sheet(page)).status_code == 422
    assert not models.DrillAnswer.objects.filter(engagement=ENGAGEMENT).exists()
    dana.post(f"{page}end/")
    assert "It ended, and nobody had answered." in ruth.get(page).text


def test_drill_pages_ask_the_same_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    dana, jonah = signed_in(DANA), signed_in(JONAH)
    for _ in range(6):
        page = begin(dana, "blind", scenarios="T02")
    for browser in (dana, jonah):
        hand_in(browser, page)
    for address, most in ((LIST, 22), (page, 18), (DISPUTES, 20)):
        with django_assert_max_num_queries(most):
            assert dana.get(address).status_code == 200


@pytest.fixture
def rivals(staged: Standing) -> None:  # noqa: ARG001 - the clock and the database are its use
    set_the_rivals()


def seat(key: PersonId) -> Client:
    return signed_in(key, engagement=RIVALS)


@pytest.mark.usefixtures("rivals")
def test_a_rival_provider_reads_no_drilled_item_and_no_answer_of_the_other() -> None:
    drills = f"/e/{RIVALS}/matrix/drills/"
    otto, priya, dana = seat(OTTO), seat(PRIYA), seat(DANA)
    live = str(dana.post(drills, {"kind": "live", "scenario": "T02"})["Location"])
    assert otto.get(live).status_code == 200
    assert (priya.get(live).status_code, priya.post(f"{live}end/").status_code) == (404, 404)
    assert models.Drill.objects.get(engagement=RIVALS).closed_at is None
    assert "Live drill" not in priya.get(drills).text.partition("Begin one")[0]
    blind = str(dana.post(drills, {"kind": "blind", "scenarios": "T02"})["Location"])
    found = models.Drill.objects.get(engagement=RIVALS, id=blind.rstrip("/").rsplit("/", 1)[1])
    right = {
        f"q{number}-{place}": says
        for number, question in enumerate(found.questions)
        for place, says in enumerate(question["answers"].values())
    }
    for browser, wrong in ((dana, {}), (otto, {"q0-0": person(NILS, RIVALS)}), (priya, {})):
        browser.post(f"{blind}answer/", right | wrong)
    assert dana.get(blind).text.count('class="drill-provider"') == 2 * len(right)
    shown = priya.get(blind).text
    assert shown.count('class="drill-provider"') == len(right)
    assert "1 more handed in for another provider" in shown
    disputed = priya.post(f"{blind}dispute/", {"question": "0"}, follow=True).text
    assert "Otto Brandt: Nils Voss" not in disputed
