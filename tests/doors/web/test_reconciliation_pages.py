"""Review in the browser's words: exceptions and their reasons, a reconciliation decided and signed; no outsider ever."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts.close import close
from demarc.acts.hand_off import accept, offer
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.words import PersonId, Severity
from demarc.record import models
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ, ZOE
from tests.doors.conftest import Standing
from tests.doors.rivals import ENGAGEMENT as RIVALS
from tests.doors.rivals import OTTO, set_the_rivals
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
REVIEW = f"/e/{ENGAGEMENT}/review/"
EXCEPTIONS = f"{REVIEW}exceptions/"
FIRST = f"{REVIEW}1/"
SUBJECT = "Restore of the X-rays"
REASON = "Only the clinic knows which patient that was."


def crossed(
    subject: str = SUBJECT, *, topic: str = "restore", sender: PersonId = JONAH, engagement: str = ENGAGEMENT
) -> str:
    """Let Dana accept what row BK-04 gives to Jonah."""
    item = arrive(subject, topic=topic, severity=Severity.MEDIUM, engagement=engagement, external="")
    at = {"engagement": engagement, "item": item, "now": NOW}
    offer(**at, by=person(sender, engagement), to=person(DANA, engagement), why="She stands beside it.")  # type: ignore[arg-type]  # a short way
    accept(**at, by=person(DANA, engagement))  # type: ignore[arg-type]  # the same
    return item


def patched(subject: str = "Patches of the X-ray server") -> str:
    """Let Dana accept what row PT-02 gives to Mei."""
    return crossed(subject, topic="os-patch", sender=MEI)


def opened(by: PersonId = DANA, standing: Standing | None = None) -> Client:
    """Let a lead open the reconciliation now, or a little later than what there is."""
    if standing:
        standing.forward(hours=2)
    browser = signed_in(by, now=standing.now if standing else NOW)
    assert "Open. Both sides decide" in browser.post(f"{FIRST}open/", follow=True).text
    return browser


def test_an_exception_stands_on_its_items_page_and_its_reason_is_owed_by_who_handed_it_over() -> None:
    item = crossed()
    for reader in (DANA, PRIYA):
        shown = signed_in(reader).get(f"/e/{ENGAGEMENT}/items/{item}/").text
        assert "Here by exception" in shown
        assert "Reason still owed by" in shown
        assert ("Give the reason" in shown) == (reader == DANA)
    jonah = signed_in(JONAH)
    said = jonah.post(f"{EXCEPTIONS}{item}/", {"text": REASON, "from": "item"}, follow=True).text
    assert "Written down. Both sides read it." in said
    assert REASON in said
    assert "gave the reason of the exception" in said
    assert "Reason still owed" not in signed_in(PRIYA).get(f"/e/{ENGAGEMENT}/items/{item}/").text


def test_the_list_counts_them_and_says_what_became_of_each() -> None:
    stays, over = crossed(), crossed("Restore of the mail")
    close(engagement=ENGAGEMENT, item=over, by=person(DANA), now=NOW, ending=Ending.FIXED, proof="restored")
    for reader in (DANA, PRIYA, TOMASZ):
        shown = signed_in(reader).get(EXCEPTIONS).text
        assert "<dt>under way</dt><dd>1</dd>" in shown
        assert "<dt>reasons owed</dt><dd>2</dd>" in shown
        assert "<dt>in thirteen weeks</dt><dd>2</dd>" in shown
        assert '<span class="badge">closed</span>' in shown
    refused = signed_in(PRIYA).post(f"{EXCEPTIONS}{stays}/", {"text": REASON}, follow=True).text
    assert "The reason is given by one of the two people" in refused
    assert "without words" in signed_in(DANA).post(f"{EXCEPTIONS}{stays}/", {"text": " "}, follow=True).text


def test_a_quarter_is_opened_decided_and_signed_by_both(staged: Standing) -> None:
    crossed()
    patched()
    dana = opened(standing=staged)
    shown = dana.get(FIRST).text
    for words in ("Scope gaps: exceptions", "Items that crossed the line against their row", "2 to go"):
        assert words in shown
    assert dana.post(f"{FIRST}stop/", {"line": "1"}).status_code == 302
    assert dana.post(f"{FIRST}accept/", {"line": "2", "until": "2027-01-29"}).status_code == 302
    shown = dana.get(FIRST).text
    assert "accepted until" in shown
    digest = shown.partition('<code class="review-digest">')[2].partition("</code>")[0]
    assert len(digest) == 64
    assert "read it again" in dana.post(f"{FIRST}sign/", {"digest": "x"}, follow=True).text
    assert "Now the other side signs" in dana.post(f"{FIRST}sign/", {"digest": digest}, follow=True).text
    assert "Sign for" not in dana.get(FIRST).text
    said = dana.post(f"{FIRST}next/", {"next_at": "2027-01-30"}, follow=True).text
    assert "The next date is written down." in said
    assert "under another list" in said
    digest = said.partition('<code class="review-digest">')[2].partition("</code>")[0]
    dana.post(f"{FIRST}sign/", {"digest": digest})
    priya = signed_in(PRIYA, now=staged.now)
    assert (
        "Signed by both sides. The reconciliation is closed"
        in priya.post(f"{FIRST}sign/", {"digest": digest}, follow=True).text
    )
    listed = priya.get(REVIEW).text
    assert "signed by both sides" in listed
    assert "Reconciliation 2" in listed
    assert "is closed" in dana.post(f"{FIRST}stop/", {"line": "1"}).text


def test_signing_asks_who_one_is_once_more(staged: Standing) -> None:
    dana = opened()
    digest = dana.get(FIRST).text.partition('<code class="review-digest">')[2].partition("</code>")[0]
    staged.forward(minutes=20)
    assert "Signing asks who you are once more" in dana.post(f"{FIRST}sign/", {"digest": digest}, follow=True).text
    assert not models.ReconciliationSignature.objects.exists()


def test_a_line_is_amended_or_disputed_from_its_card(staged: Standing) -> None:
    crossed()
    patched()
    dana = opened(standing=staged)
    assert "Pick one person, or a version" in dana.post(f"{FIRST}amend/", {"line": "2"}).text
    said = dana.post(f"{FIRST}amend/", {"line": "2", "holder": person(LUIS)}, follow=True).text
    assert "Line 2 is decided: amend." in said
    assert "version no. 2" in said
    assert "proposed and not signed by both" in said
    assert "Or a version that is proposed already" in said
    assert dana.post(f"{FIRST}amend/", {"line": "1", "version": "2"}).status_code == 302
    said = dana.post(f"{FIRST}disagree/", {"line": "2", "client": "Dana does.", "provider": "Mei does."}, follow=True).text
    assert "Line 2 is decided: we disagree." in said
    assert "a dispute about a row, not ended" in said
    about = models.RowDispute.objects.get(engagement=ENGAGEMENT)
    assert (about.source, about.row) == ("reconciliation", "PT-02")
    assert dana.post(f"{FIRST}accept/", {"line": "1", "until": "2026-01-01"}).status_code == 422
    assert dana.post(f"{FIRST}stop/", {"line": "77"}).status_code == 404
    assert dana.post(f"{FIRST}nonsense/", {"line": "1"}).status_code == 404


def test_who_does_not_decide_for_a_side_reads_and_decides_nothing(staged: Standing) -> None:
    crossed()
    opened(standing=staged)
    luis = signed_in(LUIS, now=staged.now)
    shown = luis.get(FIRST).text
    assert "Scope gaps: exceptions" in shown
    for words in ("Stop it", "Choose that day", "Sign for"):
        assert words not in shown
    assert "leads of both sides" in luis.post(f"{FIRST}stop/", {"line": "1"}).text
    assert "leads of both sides" in luis.post(f"{FIRST}sign/", {"digest": "x"}, follow=True).text


def test_a_guest_reads_and_is_refused(staged: Standing) -> None:
    item = crossed()
    opened(standing=staged)
    models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(RUTH)).update(guest_until="2030-01-01T00:00Z")
    ruth = signed_in(RUTH, now=staged.now)
    assert "Scope gaps: exceptions" in ruth.get(FIRST).text
    assert "Stop it" not in ruth.get(FIRST).text
    assert ruth.post(f"{FIRST}stop/", {"line": "1"}).status_code == 403
    assert ruth.get(EXCEPTIONS).status_code == 200
    ruth.post(f"{EXCEPTIONS}{item}/", {"text": REASON})
    assert not models.RowException.objects.filter(explained__gt=0).exists()


def test_no_outsider_sees_that_there_is_one(staged: Standing) -> None:
    item = crossed()
    opened(standing=staged)
    zoe = signed_in(ZOE, engagement="zoes", now=staged.now)
    for address in (REVIEW, EXCEPTIONS, FIRST):
        assert zoe.get(address).status_code == 404
    for address in (f"{EXCEPTIONS}{item}/", f"{FIRST}stop/", f"{FIRST}sign/"):
        assert zoe.post(address, {"line": "1", "text": REASON}).status_code == 404
    assert zoe.get("/e/zoes/review/1/").status_code == 404
    assert SUBJECT not in zoe.get("/e/zoes/review/exceptions/").text


def test_a_rival_provider_reconciles_its_own_rows_and_sees_nothing_of_the_other(standing_clock: Standing) -> None:
    set_the_rivals()
    item = crossed(engagement=RIVALS)
    otto, priya, dana = (signed_in(one, engagement=RIVALS) for one in (OTTO, PRIYA, DANA))
    base = f"/e/{RIVALS}/review/"
    numbers = {one.provider: one.number for one in models.Reconciliation.objects.filter(engagement=RIVALS)}
    mine, theirs = f"{base}{numbers['nightwatch']}/", f"{base}{numbers['harborline']}/"
    standing_clock.forward(minutes=10)
    assert "Open." in dana.post(f"{theirs}open/", follow=True).text
    assert SUBJECT in priya.get(theirs).text
    assert SUBJECT in dana.get(theirs).text
    assert (otto.get(theirs).status_code, otto.post(f"{theirs}stop/", {"line": "1"}).status_code) == (404, 404)
    assert priya.get(mine).status_code == 404
    for address in (base, f"{base}exceptions/"):
        assert SUBJECT not in otto.get(address).text
        assert "Harborline</a>" not in otto.get(address).text
    assert otto.post(f"{base}exceptions/{item}/", {"text": REASON}).status_code == 404
    assert "Open." in otto.post(f"{mine}open/", follow=True).text
    assert SUBJECT not in otto.get(mine).text
    for browser in (otto, dana):
        digest = browser.get(mine).text.partition('<code class="review-digest">')[2].partition("</code>")[0]
        browser.post(f"{mine}sign/", {"digest": digest})
    assert models.Reconciliation.objects.get(engagement=RIVALS, number=numbers["nightwatch"]).closed_at is not None


def test_review_pages_ask_the_same_few_questions(
    staged: Standing, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        crossed(f"Restore {number}")
        patched(f"Patches {number}")
    item = crossed()
    signed_in(JONAH).post(f"{EXCEPTIONS}{item}/", {"text": REASON})
    dana = opened(standing=staged)
    for address, most in ((REVIEW, 20), (EXCEPTIONS, 22), (FIRST, 28)):
        with django_assert_max_num_queries(most):
            assert dana.get(address).status_code == 200


def test_one_that_is_overdue_is_said_on_review_and_in_the_week(staged: Standing) -> None:
    patched()
    opened(standing=staged)
    staged.forward(days=100)
    tick(now=staged.now)
    assert "overdue" in signed_in(PRIYA, now=staged.now).get(REVIEW).text
    week = signed_in(RUTH, now=staged.now).get(f"/e/{ENGAGEMENT}/weekly/").text
    assert "Review overdue since" in week
    assert "1 of 1 line waits to be decided." in week
    told = models.Outbox.objects.filter(engagement=ENGAGEMENT, about="reconciliation", person=person(RUTH))
    assert told.exists()
    assert staged.now - NOW > timedelta(days=90)
