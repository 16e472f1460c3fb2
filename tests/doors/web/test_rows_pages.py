"""A row's page and one's own rows in the browser's words: what it says, what to ask, confirm, answer blind; few queries."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts.ask import ask
from demarc.acts.verb import OnItem
from demarc.core.catalogue import FUNCTIONS
from demarc.core.matrix.table import AcceptedWait, Matrix
from demarc.core.people import Slots
from demarc.files.matrix.file import write_yaml
from demarc.files.questions import inquiry_of
from demarc.record import models
from demarc.record.reads.export import export_lines
from demarc.record.reads.your_rows import your_rows
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person, signed_in
from tests.doors.web.test_versions_pages import propose
from tests.drilled import passed
from tests.next_version import write_next_version

pytestmark = pytest.mark.usefixtures("staged")
HOME = f"/e/{ENGAGEMENT}/"
ROW, YOURS = f"{HOME}matrix/rows/SE-01/", f"{HOME}matrix/yours/"


def closed(browser: Client, nth: int, proof: str) -> str:
    """Let an alert arrive, accept it and close it with this proof."""
    item = arrive(f"Alert {nth}", external=f"EDR-{nth}")
    browser.post(f"{HOME}items/{item}/accept/", {"step": "look", "within": "60"})
    answer = browser.post(f"{HOME}items/{item}/close/", {"verdict": "fixed", "proof": proof}, follow=True)
    assert "closed it: fixed" in answer.text
    return item


def put_in_force(matrix: Matrix) -> None:
    write_next_version(engagement=ENGAGEMENT, matrix=matrix, now=NOW, by=person(DANA))


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def confirm_all(browser: Client) -> str:
    page = browser.get(YOURS).text
    rows = re.findall(r'name="row" value="([^"]+)"', page)
    return browser.post(YOURS, {"number": field(page, "number"), "row": rows}, follow=True).text


def send(browser: Client, page: str, **picked: str) -> str:
    place = {name: field(page, name) for name in ("confirmation", "attempt", "nth")}
    return browser.post(f"{YOURS}answer/", {**place, **picked}, follow=True).text


# --- the row's page ---------------------------------------------------------------------------------------------------


def test_a_row_says_what_it_says_who_holds_it_and_what_to_ask() -> None:
    page = signed_in(DANA).get(ROW).text
    inquiry = inquiry_of("SE-01")
    assert inquiry is not None
    for said in (*inquiry.ask, inquiry.good_proof):
        assert said in page
    for said in (
        "EDR alert judged",
        "Tomasz Wren",
        "Priya Raman",
        "ask 15 then do",
        "verdict and actions",
        "3.2",
        "at once",
    ):
        assert said in page, said
    assert "written, not tested" in page
    assert "No drill of it has been passed yet" in page
    assert "Nothing was closed under this row yet" in page
    assert f"{HOME}matrix/versions/1/" in page


def test_the_last_three_proofs_stand_on_the_row_in_few_queries(
    staged: Standing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tomasz = signed_in(TOMASZ)
    for nth in range(5):
        closed(tomasz, nth, f"Hash list {nth} is in the case folder")
        staged.forward(minutes=5)
    arrive("Still open", external="EDR-99", now=staged.now)
    dana = signed_in(DANA, now=staged.now)
    with django_assert_max_num_queries(26):
        page = dana.get(ROW).text
    assert re.findall(r"Hash list \d", page) == ["Hash list 4", "Hash list 3", "Hash list 2"]
    assert "Still open" in page
    assert "closed" in page


def test_a_row_that_waits_until_opening_says_who_accepted_that() -> None:
    wait = AcceptedWait(DANA, NOW + timedelta(days=20))
    rows = tuple(replace(row, waits=wait) if row.id == "SE-01" else row for row in MATRIX.rows)
    put_in_force(replace(MATRIX, version="v4", rows=rows))
    page = signed_in(PRIYA).get(ROW).text
    assert "waits until opening where nobody answers, accepted by" in page
    assert re.search(r"accepted by <span[^>]*>Dana Okafor</span> until", page)


def test_a_question_on_the_way_is_no_proof_and_an_open_dispute_shows_on_its_row() -> None:
    tomasz, ruth = signed_in(TOMASZ), signed_in(RUTH)
    item = arrive()
    tomasz.post(f"{HOME}items/{item}/accept/", {"step": "look", "within": "60"})
    on: OnItem = {"engagement": ENGAGEMENT, "item": item, "by": person(TOMASZ), "now": NOW}
    ask(of=person(LUIS), question="Is the image on your desk?", **on)
    readings = {"row": "SE-01", "source": "proposal", "client": "Tomasz holds it", "provider": "Dana does"}
    assert "The dispute is open" in tomasz.post(f"{HOME}matrix/disputes/", readings, follow=True).text
    page = ruth.get(ROW).text
    assert "In dispute" in page
    assert "Nothing was closed under this row yet" in page
    assert 'id="decided">What it decided <span class="hint">1</span>' in page


def test_an_item_and_the_matrix_lead_to_the_row() -> None:
    dana = signed_in(DANA)
    item = arrive()
    assert f'href="{ROW}"' in dana.get(f"{HOME}items/{item}/").text
    assert f'href="{ROW}"' in dana.get(f"{HOME}matrix/").text


@pytest.mark.parametrize("row", ["XX-99", "SE-01/x", "%00"])
def test_a_row_that_is_not_there_is_not_found(row: str) -> None:
    assert signed_in(DANA).get(f"{HOME}matrix/rows/{row}/").status_code == 404


def test_a_term_of_the_glossary_shows_where_the_row_uses_it() -> None:
    dana = signed_in(DANA)
    assert "What its words mean" not in dana.get(ROW).text
    terms = (("Verdict", "What it was, said by a person"), ("verd", "no word of any row"))
    put_in_force(replace(MATRIX, version="v4", glossary=terms))
    page = dana.get(ROW).text
    assert "What it was, said by a person" in page
    assert "no word of any row" not in page


def test_what_to_ask_stands_for_every_function_whether_a_row_carries_it_or_not(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    dana = signed_in(DANA)
    with django_assert_max_num_queries(12):
        page = dana.get(f"{HOME}matrix/questions/").text
    for function in FUNCTIONS:
        inquiry = inquiry_of(function.id)
        assert inquiry is not None
        assert inquiry.ask[0].replace("'", "&#x27;") in page
    assert f'href="{ROW}"' in page
    assert f"{len(FUNCTIONS) - 4} of them no row of your matrix carries" in page


# --- one's own rows ---------------------------------------------------------------------------------------------------


def test_somebody_confirms_answers_from_memory_and_then_sees_what_is_right() -> None:
    jonah = signed_in(JONAH)
    page = jonah.get(YOURS).text
    assert "Restore tested" in page
    assert "you are its holder" in page
    asked = confirm_all(jonah)
    assert "1 row confirmed. Now answer from memory." in asked
    assert "Question 1 of 3" in asked
    # The answer is not on the page before it is given: the row's people stand there only as picks.
    assert "What you answered" not in asked
    holder, then = person(JONAH), person(PRIYA)
    shown = send(jonah, asked, holder=holder, then=then)
    assert "All of it is right. It stands in the record." in shown
    assert "Question 2 of 3" in shown
    assert "What you answered" not in shown
    shown = send(jonah, shown, holder=person(RUTH), then=then)
    assert "Not all of it is right" in shown
    assert "not right:" not in shown
    shown = send(jonah, shown, holder=holder, then=then)
    assert "you said Ruth Kessler, the matrix says <b>Jonah Pike</b>" in shown
    assert "Question 1 of 1" not in shown
    shown = jonah.get(f"{YOURS}?again=1").text
    assert "Question 1 of 1, asked again" in shown
    assert "What you answered" not in shown
    shown = send(jonah, shown, holder=holder, then=then)
    assert "You have confirmed every row that names you and answered for all of them" in shown
    assert models.BlindAnswer.objects.filter(engagement=ENGAGEMENT, right=True).count() == 3
    assert "confirmed, but" not in signed_in(DANA).get(f"{HOME}matrix/rows/BK-04/").text


def test_a_new_version_asks_again_for_what_changed_and_for_nothing_else() -> None:
    jonah, mei = signed_in(JONAH), signed_in(MEI)
    for browser in (jonah, mei):
        confirm_all(browser)
    rows = (replace(row, proof="the test sheet") if row.id == "BK-04" else row for row in MATRIX.rows)
    put_in_force(replace(MATRIX, version="v4", rows=tuple(rows)))
    page = jonah.get(YOURS).text
    assert "changed since you confirmed it" in page
    assert "the test sheet" in page
    assert "Question 1 of 3" not in page
    assert "Question 1 of 3" in mei.get(YOURS).text


def test_a_proposal_says_who_would_have_to_confirm_again() -> None:
    dana = signed_in(DANA)
    rows = tuple(replace(row, slots=Slots(LUIS, DANA)) if row.id == "SE-01" else row for row in MATRIX.rows)
    propose(dana, write_yaml(replace(MATRIX, version="v4", rows=rows)).encode())
    page = dana.get(f"{HOME}matrix/versions/2/").text
    asked = page.partition("Who has to confirm their rows again")[2].partition("</section>")[0]
    assert "<b>Luis Ferrer, Dana Okafor</b>" in asked
    assert "PT-02" not in asked


def test_what_the_matrix_allows_is_asked_where_it_says_something_of_it() -> None:
    tomasz = signed_in(TOMASZ)
    asked = confirm_all(tomasz)
    assert "May you" in asked
    assert "Ask first; if nobody answers in time, do it" in asked
    sent_back = send(tomasz, asked, holder=person(TOMASZ))
    assert "This field is required" in sent_back
    assert not models.BlindAnswer.objects.exists()


def test_a_question_is_answered_once_even_when_the_form_is_sent_twice() -> None:
    jonah = signed_in(JONAH)
    asked = confirm_all(jonah)
    picked = {"holder": person(JONAH), "then": person(PRIYA)}
    send(jonah, asked, **picked)
    assert "is answered already" in send(jonah, asked, **picked)
    assert models.BlindAnswer.objects.count() == 1


def test_a_tampered_form_gets_one_clear_answer() -> None:
    mei = signed_in(MEI)
    for sent in ({"number": "x", "row": "SE-01"}, {"number": "1"}, {"number": "1", "row": "SE-01"}, {"number": "٣"}):
        assert "is refused" in mei.post(YOURS, sent, follow=True).text
    assert "There is no question for you now" in mei.post(f"{YOURS}answer/", {"holder": "x"}, follow=True).text
    assert not models.Confirmation.objects.exists()


def test_who_is_named_nowhere_is_told_so() -> None:
    models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(LUIS)).update(is_lead=False)
    assert "No row of version v3 names you" in signed_in(RUTH).get(YOURS).text


def test_the_words_of_an_answer_stay_in_the_firm_that_gave_it() -> None:
    jonah = signed_in(JONAH)
    send(jonah, confirm_all(jonah), holder=person(RUTH), then=person(PRIYA))
    kept = models.Private.objects.filter(engagement=ENGAGEMENT, field="answer")
    assert {one.party for one in kept} == {"harborline"}
    export = b"".join(export_lines(engagement=ENGAGEMENT, by=person(DANA), now=NOW))
    assert person(RUTH).encode() not in export.split(b'"act":"answered for a row"')[1].split(b"\n")[0]


def test_the_matrix_page_counts_how_its_rows_stand_and_what_waits_for_the_reader() -> None:
    tomasz = signed_in(TOMASZ)
    page = tomasz.get(f"{HOME}matrix/").text
    assert "Written, tested, understood: 0 of 100" in page
    assert "1 of your own rows waits for you" in page
    passed(ENGAGEMENT, "SE-01", "PT-02", "BK-04", "SD-01", at=NOW)
    assert "A blind drill</a> was passed" in tomasz.get(ROW).text
    page = tomasz.get(f"{HOME}matrix/").text
    assert "Written, tested, understood: 50 of 100" in page
    assert "<b>4</b> not understood" in page


def test_of_an_erased_answer_what_is_right_is_left_and_of_an_erased_question_nothing() -> None:
    jonah = signed_in(JONAH)
    page = confirm_all(jonah)
    for _ in range(3):
        page = send(jonah, page, holder=person(JONAH), then=person(PRIYA))
    first, second, _ = models.BlindAnswer.objects.order_by("seq").values_list("seq", flat=True)
    models.Private.objects.filter(seq=first, field="answer").delete()
    models.Private.objects.filter(seq=second).delete()
    page = jonah.get(YOURS).text
    assert page.count("the answer was erased; the matrix says") == 2
    assert page.count("By row") == 2


def test_today_says_how_many_rows_wait_until_they_are_answered_for() -> None:
    jonah = signed_in(JONAH)
    assert "1 row of the matrix waits for you to confirm" in jonah.get(HOME).text
    page = confirm_all(jonah)
    for _ in range(3):
        page = send(jonah, page, holder=person(JONAH), then=person(PRIYA))
    assert "of the matrix wait" not in jonah.get(HOME).text
    assert "of the matrix wait" not in signed_in(RUTH).get(HOME).text


def test_reading_ones_rows_takes_few_queries(
    staged: Standing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    jonah = signed_in(JONAH)
    page = confirm_all(jonah)
    for _ in range(3):
        page = send(jonah, page, holder=person(JONAH), then=person(PRIYA))
    staged.forward(minutes=1)
    with django_assert_max_num_queries(18):
        assert "What you answered" in jonah.get(YOURS).text


def test_reading_does_not_draw_by_chance() -> None:
    confirm_all(signed_in(JONAH))
    who = {"engagement": ENGAGEMENT, "by": person(JONAH)}
    first = your_rows(**who, now=NOW).question
    assert first is not None
    assert first == your_rows(**who, now=NOW + timedelta(hours=3)).question
