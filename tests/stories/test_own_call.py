"""R8: an item that no row decides. The client's lead rules, nobody has to agree, and the matrix learns it.

Dana rules from the item's page; it counts at once. Harborline may dispute it afterwards, and a draft waits for both keys.
"""

from dataclasses import replace

import pytest
from django.test import Client

from demarc.core.custody.ruling import Period
from demarc.core.words import Severity
from demarc.record import models
from demarc.record.reads.matrix import version_ready
from tests.cast import DANA, LUIS, MEI, PRIYA
from tests.doors.conftest import Standing, staged, standing_clock
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person, signed_in
from tests.next_version import write_next_version

__all__ = ["staged", "standing_clock"]
pytestmark = pytest.mark.usefixtures("staged")
RULE = "Mei keeps the firmware of network devices."


def page_of(item: str) -> str:
    return f"/e/{ENGAGEMENT}/items/{item}/"


def rule(browser: Client, item: str, **other: str) -> str:
    sent = {"holder": person(MEI), "text": RULE, "period": str(Period.PERMANENT), **other}
    return browser.post(page_of(item) + "rule-own/", sent, follow=True).text


@pytest.fixture
def undecided() -> str:
    """Put a version in force that says nothing of updates, and let one arrive."""
    rows = tuple(row for row in MATRIX.rows if row.id != "PT-02")
    write_next_version(engagement=ENGAGEMENT, matrix=replace(MATRIX, version="v4", rows=rows), now=NOW, by=person(DANA))
    return arrive("A switch misses its firmware", topic="os-patch", severity=Severity.MEDIUM, external="")


def test_the_lead_rules_from_the_items_page_and_it_counts_at_once(undecided: str) -> None:
    dana, mei = signed_in(DANA), signed_in(MEI)
    before = dana.get(page_of(undecided)).text
    assert "No single row takes it" in before
    assert 'id="rule-own"' in before
    after = rule(dana, undecided)
    assert "Ruled." in after
    assert "ruled that Mei Lin holds it, permanent" in after
    assert RULE in after
    assert "Mei Lin holds it" in mei.get(page_of(undecided)).text or "You" in mei.get(page_of(undecided)).text
    item = models.Item.objects.get(engagement=ENGAGEMENT, id=undecided)
    assert (item.holder, item.title, item.state) == (person(MEI), "ruling", "routed")
    assert models.Outbox.objects.filter(engagement=ENGAGEMENT, item=undecided, person=person(MEI)).exists()


def test_no_provider_and_no_colleague_has_to_agree_or_can_do_it(undecided: str) -> None:
    for key in (PRIYA, MEI, LUIS):
        browser = signed_in(key)
        assert 'id="rule-own"' not in browser.get(page_of(undecided)).text
        rule(browser, undecided)
    assert not models.Precedent.objects.exists()
    assert not models.Signature.objects.filter(engagement=ENGAGEMENT).exists()
    rule(signed_in(DANA), undecided)
    assert models.Precedent.objects.get().by == person(DANA)


def test_what_a_row_decides_is_not_the_leads_own_call() -> None:
    item = arrive("Server misses an update", topic="os-patch", severity=Severity.MEDIUM, external="")
    dana = signed_in(DANA)
    assert 'id="rule-own"' not in dana.get(page_of(item)).text
    assert "row `PT-02` decides this item; dispute it instead" in rule(dana, item).replace("<code>", "`").replace(
        "</code>", "`"
    )


def test_a_ruling_without_a_rule_teaches_nothing_and_comes_back(undecided: str) -> None:
    sent = signed_in(DANA).post(
        page_of(undecided) + "rule-own/", {"holder": person(MEI), "text": "", "period": "permanent"}
    )
    assert (sent.status_code, 'class="field-error"' in sent.text) == (422, True)


def test_the_provider_disputes_it_afterwards(undecided: str, staged: Standing) -> None:
    rule(signed_in(DANA), undecided)
    staged.forward(minutes=5)
    priya = signed_in(PRIYA, now=staged.now)
    opened = priya.post(page_of(undecided) + "dispute/", {"why": "Firmware is not in the price."}, follow=True).text
    assert "The dispute is open." in opened
    assert models.Item.objects.get(engagement=ENGAGEMENT, id=undecided).state == "disputed"


def test_the_ruling_is_drafted_as_a_row_that_waits_for_two_keys(undecided: str) -> None:
    shown = rule(signed_in(DANA), undecided)
    number = models.Amendment.objects.get(engagement=ENGAGEMENT, item=undecided).version
    assert f'/matrix/versions/{number}/">version no. {number}</a>' in shown
    draft = models.Version.objects.get(engagement=ENGAGEMENT, number=number)
    assert draft.status == "proposed"
    new = [row for row in version_ready(engagement=ENGAGEMENT, number=number).matrix.rows if row.id.startswith("R-")]
    assert [row.slots.accountable for row in new] == [person(MEI)]
    page = signed_in(PRIYA).get(f"/e/{ENGAGEMENT}/matrix/versions/{number}/").text
    assert f"As ruled: {RULE}" in page
