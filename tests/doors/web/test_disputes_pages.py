"""Disputes in the browser's words: whose turn it is, sealed statements, a ruling and its draft, precedents; few queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.acts.dispute import dispute
from demarc.acts.outcome import Done
from demarc.core.custody.ruling import Period
from demarc.core.words import ItemKind, Severity
from demarc.record import models
from tests.cast import DANA, MEI, PRIYA, RUTH, TOMASZ, ZOE
from tests.doors.conftest import Standing
from tests.doors.web.stage import ELSEWHERE, ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
LIST = f"/e/{ENGAGEMENT}/disputes/"
THEIRS, OURS = "Clause 7.2 leaves the lab out.", "The lab is in the price."


def open_dispute(subject: str = "Patches missing on lab-7") -> tuple[str, str]:
    """Let Dana dispute a patch of Mei's on Monday morning; give the item and the dispute's page."""
    item = arrive(subject, topic="os-patch", severity=Severity.MEDIUM, now=NOW, external="")
    done = dispute(engagement=ENGAGEMENT, item=item, by=person(DANA), now=NOW, why="The lab is not ours.")
    assert isinstance(done, Done)
    raised = models.Item.objects.get(engagement=ENGAGEMENT, kind=ItemKind.DISPUTE, parent=item).id
    return item, f"{LIST}{raised}/"


def test_the_list_says_whose_turn_it_is_and_who_works_meanwhile() -> None:
    assert "There has been no dispute" in signed_in(DANA).get(LIST).text
    open_dispute()
    shown = signed_in(PRIYA).get(LIST).text
    assert "the leads settle" in shown
    assert "Mei Lin" in shown
    assert "never who pays or is liable" in shown


def test_a_dispute_shows_its_turns_and_that_a_ruling_is_not_about_money() -> None:
    _, page = open_dispute()
    shown = signed_in(PRIYA).get(page).text
    assert "A ruling decides who holds the work, never who pays or is liable." in shown
    assert "it cannot be passed on" in shown
    for step in ("Each side gives its statement", "The two leads settle it", "The arbiter rules", "The deputy rules"):
        assert step in shown
    assert "Rule</b>" not in shown, "she leads and does not rule"


def test_what_one_side_says_is_not_read_by_the_other_before_it_has_spoken() -> None:
    _, page = open_dispute()
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    assert dana.post(f"{page}speak/", {"text": THEIRS}).status_code == 302
    assert THEIRS in dana.get(page).text
    shown = priya.get(page).text
    assert THEIRS not in shown
    assert "Sealed until the other side has spoken" in shown
    priya.post(f"{page}speak/", {"text": OURS})
    for browser in (dana, priya, signed_in(RUTH)):
        assert THEIRS in browser.get(page).text
        assert OURS in browser.get(page).text
    assert "cannot be changed" in dana.post(f"{page}speak/", {"text": "more"}, follow=True).text


def test_who_may_not_speak_or_rule_is_not_asked_to() -> None:
    _, page = open_dispute()
    shown = signed_in(TOMASZ).get(page).text
    assert "What you can do" not in shown
    given = {"holder": person(MEI), "text": "Mei's", "period": Period.ONCE}
    assert "open to the arbiter" not in signed_in(RUTH).get(page).text
    answer = signed_in(TOMASZ).post(f"{page}rule/", given, follow=True)
    assert "is refused" in answer.text


def test_both_leads_settle_with_one_act_each() -> None:
    item, page = open_dispute()
    given = {"holder": person(MEI), "text": "Lab workstations are Harborline's.", "period": Period.RECONCILIATION}
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    dana.post(f"{page}settle/", given)
    assert "proposed to settle" in priya.get(page).text
    priya.post(f"{page}settle/", given)
    shown = dana.get(page).text
    assert "settled by the leads" in shown
    assert "Settled by both leads" in shown
    assert models.Item.objects.get(id=item).state == "routed"


def test_a_permanent_ruling_leads_to_a_draft_and_is_shown_when_the_case_comes_again() -> None:
    _, page = open_dispute()
    ruth = signed_in(RUTH)
    given = {"holder": person(DANA), "text": "Servers of the lab: Dana.", "period": Period.PERMANENT}
    assert ruth.post(f"{page}rule/", given).status_code == 302
    shown = ruth.get(page).text
    assert "Servers of the lab: Dana." in shown
    assert "matrix/versions/2/" in shown
    draft = ruth.get(f"/e/{ENGAGEMENT}/matrix/versions/2/").text
    assert "No gap and no overlap comes with it" in draft
    _, again = open_dispute("Patches missing on lab-8")
    recurring = signed_in(PRIYA).get(again).text
    assert "Servers of the lab: Dana." in recurring
    assert "Ruth Kessler" in recurring
    assert "Permanent." in recurring
    item = arrive("Patches missing on lab-9", topic="os-patch", severity=Severity.LOW, external="")
    own = signed_in(PRIYA).get(f"/e/{ENGAGEMENT}/items/{item}/").text
    assert "Ruled before" in own
    assert "Servers of the lab: Dana." in own


def test_a_ruling_whose_period_is_over_stops_counting(staged: Standing) -> None:
    _, page = open_dispute()
    given = {"holder": person(DANA), "text": "Only this quarter: Dana.", "period": Period.RECONCILIATION}
    signed_in(RUTH).post(f"{page}rule/", given)
    _, again = open_dispute("Patches missing on lab-8")
    assert "Only this quarter" in signed_in(PRIYA).get(again).text
    staged.forward(days=90)
    assert "Only this quarter" not in signed_in(PRIYA, now=staged.now).get(again).text


def test_what_cannot_be_done_comes_back_with_what_to_mend() -> None:
    _, page = open_dispute()
    answer = signed_in(RUTH).post(f"{page}rule/", {"holder": "", "text": "Mei's", "period": Period.ONCE})
    assert answer.status_code == 422
    assert "Mei&#x27;s" in answer.text, "nothing that was written is lost"
    assert signed_in(RUTH).post(f"{page}fly/").status_code == 404


def test_an_outsider_finds_no_dispute() -> None:
    _, page = open_dispute()
    zoe = signed_in(ZOE, engagement=ELSEWHERE)
    assert zoe.get(page).status_code == 404
    assert zoe.get(page.replace(ENGAGEMENT, ELSEWHERE)).status_code == 404
    assert "lab-7" not in zoe.get(f"/e/{ELSEWHERE}/disputes/").text


def test_the_pages_ask_the_same_few_questions_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _, page = open_dispute()
    for number in range(6):
        open_dispute(f"Patches missing on desk-{number}")
    browser = signed_in(PRIYA)
    with django_assert_max_num_queries(18):
        browser.get(LIST)
    with django_assert_max_num_queries(32):
        browser.get(page)
