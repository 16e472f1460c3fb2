"""Finding items, rows and people from one field; nobody finds, or counts, what is not theirs to see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.core.words import Severity
from demarc.record import models
from tests.cast import DANA, MEI, PRIYA, TOMASZ, ZOE
from tests.doors import rivals
from tests.doors.conftest import Standing
from tests.doors.web.stage import ELSEWHERE, ENGAGEMENT, arrive, person, signed_in

FIND = f"/e/{ENGAGEMENT}/find/"


def found(words: str) -> str:
    answer = signed_in(DANA).get(FIND, {"q": words})
    assert answer.status_code == 200
    return answer.text[answer.text.index("<main") : answer.text.index("</main>")]


@pytest.mark.usefixtures("staged")
class TestFinding:
    @pytest.mark.parametrize("words", ["A-1", "a-1", "1", "EDR-88213", "edr-88213", "x-RAY", "  ransomware  "])
    def test_an_item_is_found_by_its_number_its_tickets_number_or_a_word(self, words: str) -> None:
        arrive()
        assert "Ransomware on the X-ray server" in found(words)

    def test_a_row_is_found_by_its_id_or_a_word_of_its_title(self) -> None:
        for words in ("SE-01", "se-0", "judged"):
            assert "EDR alert judged" in found(words)
            assert '<span class="hint">Security</span>' in found(words)

    def test_a_person_is_found_by_name_and_leads_to_their_own_page(self) -> None:
        assert "Mei Lin" in found("mei")
        assert f"/people/{person(MEI)}/" in found("mei")

    def test_nothing_found_says_what_would_help(self) -> None:
        assert "Nothing matches `zebra`." in found("zebra")
        assert "Only what you may see is searched." in found("   ")

    @pytest.mark.parametrize("words", ["%", "_", "'", '"><b>', "\\", "9" * 40, "²", "%00"])
    def test_odd_words_find_nothing_and_break_nothing(self, words: str) -> None:
        arrive()
        assert "Ransomware" not in found(words)

    def test_more_than_is_shown_is_said(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        for number in range(25):
            arrive(f"Alert {number}", severity=Severity.LOW)
        browser = signed_in(DANA)
        browser.get(FIND + "?q=Alert")
        with django_assert_max_num_queries(10):
            page = browser.get(FIND + "?q=Alert").text
        assert page.count('<li class="item-line') == 20
        assert "more items than are shown" in page

    def test_zoe_finds_nothing_of_alder_from_her_own_engagement(self) -> None:
        arrive()
        zoe = signed_in(ZOE, engagement=ELSEWHERE)
        for words in ("Ransomware", "EDR-88213", "A-1", "SE-01", "Tomasz"):
            page = zoe.get(f"/e/{ELSEWHERE}/find/", {"q": words}).text
            assert "0 found" in page, words


def test_a_rival_provider_finds_and_counts_nothing_of_the_others(standing_clock: Standing, db: None) -> None:  # noqa: ARG001 - the clock and the database are their use
    rivals.set_the_rivals()
    hidden = "Intruder in the payroll system"
    item = arrive(hidden, engagement=rivals.ENGAGEMENT, external="NW-1077")
    number = models.Item.objects.get(id=item).number
    for words in ("Intruder", "NW-1077", f"A-{number}"):
        for who, count in ((DANA, "1 found"), (PRIYA, "0 found")):
            page = signed_in(who, engagement=rivals.ENGAGEMENT).get(f"/e/{rivals.ENGAGEMENT}/find/", {"q": words}).text
            assert count in page, (words, who)
            assert (hidden in page) == (who == DANA)


@pytest.mark.usefixtures("staged")
def test_the_keys_are_listed_for_anybody() -> None:
    for browser in (signed_in(TOMASZ), signed_in(DANA)):
        assert "switched off" in browser.get("/keys/").text
