"""Absence, departure and the change of a shift, through the pages."""

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.acts.tick import tick
from demarc.core.words import Severity
from demarc.record.models import Item
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

HOME = f"/e/{ENGAGEMENT}/"


def page_of(who: str) -> str:
    return f"{HOME}people/{who}/"


def test_a_lead_says_that_somebody_is_away_and_cover_begins(staged: Standing) -> None:
    tick(now=staged.now)
    item = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW)
    priya = signed_in(PRIYA)
    given = {"until": "2026-12-07T08:00", "cover": person(JONAH)}
    done = priya.post(page_of(person(MEI)) + "away/", given, follow=True)
    assert "Written down." in done.text
    assert "covered by" in done.text
    staged.forward(minutes=1)
    tick(now=staged.now)
    assert Item.objects.get(id=item).holder == person(JONAH)
    assert "away until" in priya.get(HOME + "people/").text
    back = priya.post(page_of(person(MEI)) + "back/", follow=True)
    assert "Welcome back" in back.text


def test_an_absence_that_ends_before_it_begins_comes_back_with_the_reason() -> None:
    priya = signed_in(PRIYA)
    for until, reason in (("2020-01-01T08:00", "ends after now"), ("soon", "valid date"), ("", "required")):
        answer = priya.post(page_of(person(MEI)) + "away/", {"until": until})
        assert (answer.status_code, reason in answer.text) == (422, True), until


def test_a_leaver_holds_nothing_and_their_page_says_where_everything_went() -> None:
    item = arrive()
    priya = signed_in(PRIYA)
    unsure = priya.post(page_of(person(TOMASZ)) + "left/", follow=True)
    assert "mark that you are sure" in unsure.text
    done = priya.post(page_of(person(TOMASZ)) + "left/", {"sure": "yes"}, follow=True)
    assert "1 item moved at that instant" in done.text
    assert "Where everything went" in done.text
    assert f"{HOME}items/{item}/" in done.text
    assert Item.objects.get(id=item).holder == person(PRIYA)
    seen = signed_in(DANA).get(page_of(person(TOMASZ)))
    assert seen.context["page"].moved[0].holder.name == "Priya Raman"


def test_only_who_leads_them_is_offered_to_say_so() -> None:
    for who, speaks, dismisses in ((PRIYA, True, True), (MEI, True, False), (JONAH, False, False), (DANA, False, False)):
        page = signed_in(who).get(page_of(person(MEI))).context["page"]
        assert (page.speaks, page.dismisses) == (speaks, dismisses), who
    refused = signed_in(RUTH).post(page_of(person(MEI)) + "left/", {"sure": "yes"}, follow=True)
    assert "only a lead or executive of the same party" in refused.text


def test_a_bundle_is_offered_and_taken_over_by_one_act() -> None:
    items = [arrive(f"Alert {nth}") for nth in range(3)]
    tomasz = signed_in(TOMASZ)
    for item in items:
        tomasz.post(f"{HOME}items/{item}/accept/", {"step": "read", "within": "30"})
    assert "Nothing waits for you" in tomasz.get(HOME + "shift/").text
    given = {"item": items, "to": person(JONAH), "why": "All three are one phishing wave."}
    offered = tomasz.post(HOME + "shift/offer/", given, follow=True)
    assert "3 items offered together; you hold each" in offered.text
    jonah = signed_in(JONAH)
    page = jonah.get(HOME + "shift/").context["page"]
    assert [(bundle.sender.name, len(bundle.lines)) for bundle in page.waiting] == [("Tomasz Wren", 3)]
    taken = jonah.post(HOME + "shift/accept/", {"item": items[:2]}, follow=True)
    assert "2 items accepted by one act" in taken.text
    assert [Item.objects.get(id=item).holder == person(JONAH) for item in items] == [True, True, False]
    assert "mark at least one item" in jonah.post(HOME + "shift/accept/", {}, follow=True).text


def test_only_what_runs_around_the_clock_is_handed_over() -> None:
    item = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW)
    mei = signed_in(MEI)
    mei.post(f"{HOME}items/{item}/accept/", {"step": "read", "within": "30"})
    assert mei.get(HOME + "shift/").context["page"].held == ()


def test_these_pages_ask_the_same_few_questions_however_long_they_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for nth in range(25):
        arrive(f"Alert {nth}")
    luis, tomasz = signed_in(LUIS), signed_in(TOMASZ)
    with django_assert_max_num_queries(22):
        assert luis.get(page_of(person(TOMASZ))).status_code == 200
    with django_assert_max_num_queries(16):
        assert tomasz.get(HOME + "shift/").status_code == 200
    with django_assert_max_num_queries(16):
        assert luis.get(HOME + "items/?list=queue").status_code == 200


def test_a_person_of_nowhere_and_a_made_up_verb_are_not_there() -> None:
    dana = signed_in(DANA)
    assert dana.get(page_of("nobody")).status_code == 404
    assert dana.post(page_of(person(LUIS)) + "promote/").status_code == 404
    assert dana.post(HOME + "shift/burn/").status_code == 404
