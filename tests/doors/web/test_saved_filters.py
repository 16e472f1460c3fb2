"""Keeping a filter above a list: by a form without script, as a link that is the address itself, seen by one side alone."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.record.models import Membership, SavedFilter
from tests.cast import DANA, LUIS, PRIYA, TOMASZ, ZOE
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

HOME = f"/e/{ENGAGEMENT}/"
PAGES = {
    "items": ("items/", "list=open&find=a+%26+b&after=junk", "find=a+%26+b"),
    "line": ("line/", "priority=P1&whose=me&side=nonsense", "priority=P1&whose=me"),
    "find": ("find/", "q=%3Cb%3E+restore&x=1", "q=%3Cb%3E+restore"),
}


def keep(browser: Client, page: str = "items", name: str = "Night shift", query: str = "", **more: str) -> str:
    sent = {"page": page, "query": query or PAGES[page][1], "name": name} | more
    answer = browser.post(f"{HOME}filters/save/", sent)
    assert answer.status_code == 302, answer.content
    return answer["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_a_filter_is_kept_and_its_link_is_the_address_itself(page: str) -> None:
    address, asked, plain = PAGES[page]
    browser = signed_in(DANA)
    before = browser.get(f"{HOME}{address}?{asked}").text
    assert "Keep this filter" in before
    assert f'value="{plain.replace("&", "&amp;")}"' in before
    assert keep(browser, page) == f"{HOME}{address}?{plain}"
    after = browser.get(f"{HOME}{address}?{plain}").text
    assert "Kept as <code>Night shift</code>." in after
    assert f'<a href="?{plain.replace("&", "&amp;")}" aria-current="true">Night shift</a>' in after
    assert "Keep this filter" not in after
    assert "Night shift" in browser.get(HOME + address).text
    assert "Keep this filter" not in browser.get(HOME + address).text


def test_what_is_kept_is_what_the_page_understands_and_nothing_else() -> None:
    browser = signed_in(DANA)
    keep(browser, "items", query="javascript:alert(1)&list=due&next=//evil.example")
    assert SavedFilter.objects.get().query == "list=due"
    for wrong in ({"page": "settings"}, {"page": ""}):
        assert browser.post(f"{HOME}filters/save/", {"name": "x", "query": "list=due"} | wrong).status_code == 404
    assert browser.post(f"{HOME}filters/steal/", {"page": "items"}).status_code == 404


def test_it_is_renamed_shared_taken_away_and_brought_back() -> None:
    dana, luis = signed_in(DANA), signed_in(LUIS)
    keep(dana)
    kept = SavedFilter.objects.get()
    at = {"page": "items", "query": "list=due", "filter": kept.id}
    said = dana.post(f"{HOME}filters/change/", at | {"name": "Nights", "shared": "yes"}, follow=True)
    assert "it is <code>Nights</code> now" in said.text
    assert said.request["QUERY_STRING"] == "list=due"
    assert 'Nights <span class="saved-of">of Dana Okafor</span>' in luis.get(HOME + "items/").text
    assert "Change my filters" not in luis.get(HOME + "items/").text
    assert luis.post(f"{HOME}filters/delete/", at).status_code == 404
    gone = dana.post(f"{HOME}filters/delete/", at, follow=True)
    assert "is kept no more" in gone.text
    assert not SavedFilter.objects.exists()
    undo = {"page": "items", "query": kept.query, "name": "Nights", "shared": "yes"}
    for name, value in undo.items():
        assert f'name="{name}" value="{value.replace("&", "&amp;")}"' in gone.text
    assert dana.post(f"{HOME}filters/save/", undo).status_code == 302
    assert "of Dana Okafor" in luis.get(HOME + "items/").text


def test_the_other_side_sees_neither_name_nor_count_nor_that_there_is_any() -> None:
    plain = {who: signed_in(who).get(HOME + "items/").text for who in (PRIYA, TOMASZ)}
    keep(signed_in(DANA), name="Do they answer at night", shared="yes")
    kept = SavedFilter.objects.get().id
    for who, before in plain.items():
        browser = signed_in(who)
        main = [text[text.index("<main") : text.index("</main>")] for text in (before, browser.get(HOME + "items/").text)]
        assert main[0] == main[1]
        assert browser.post(f"{HOME}filters/delete/", {"page": "items", "filter": kept}).status_code == 404
        assert browser.post(f"{HOME}filters/change/", {"page": "items", "filter": kept, "name": "x"}).status_code == 404
        # One's own may have the name of theirs: a refusal would tell.
        keep(browser, name="Do they answer at night")
    zoe = signed_in(ZOE, engagement="zoes")
    assert "Do they answer" not in zoe.get("/e/zoes/items/").text
    assert zoe.post("/e/zoes/filters/delete/", {"page": "items", "filter": kept}).status_code == 404
    assert SavedFilter.objects.filter(id=kept, name="Do they answer at night").exists()


def test_a_guest_is_offered_nothing_to_keep(staged: Standing) -> None:
    keep(signed_in(LUIS), shared="yes")
    dana = signed_in(DANA)
    Membership.objects.filter(person=person(DANA)).update(guest_until=staged.now.replace(year=staged.now.year + 1))
    page = dana.get(HOME + "items/?find=x").text
    assert "Keep this filter" not in page
    assert "Night shift" not in page
    assert dana.post(f"{HOME}filters/save/", {"page": "items", "name": "x", "query": "find=x"}).status_code == 403


def test_a_name_that_does_not_fit_is_refused_in_words() -> None:
    browser = signed_in(DANA)
    for name, reason in (("", "give the filter a name"), ("x" * 61, "60 characters at most")):
        page = browser.get(keep(browser, name=name)).text
        assert reason in page
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(("page", "most"), [("items/", 16), ("line/", 17), ("find/?q=alert", 16)])
def test_many_filters_cost_no_more_questions_than_one(
    page: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    arrive()
    browser = signed_in(DANA)
    for who in (browser, signed_in(LUIS)):
        for number in range(10):
            for name in PAGES:
                keep(who, name, f"Filter {number}", shared="yes")
    with django_assert_max_num_queries(most):
        shown = browser.get(HOME + page).text
    assert shown.count('class="saved-of"') == 10


def test_the_links_lead_inside_the_page_alone() -> None:
    browser = signed_in(DANA)
    location = urlsplit(keep(browser, "find", query="q=x%0d%0aLocation:%20//evil.example"))
    assert (location.netloc, location.path) == ("", f"{HOME}find/")
