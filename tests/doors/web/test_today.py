"""Today: accepting several at once, each an act of its own, and being told what was not done and why."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from demarc.acts import hand_off
from demarc.acts.verb import OnItem
from demarc.core.words import PersonId, Severity
from demarc.record import models
from tests.cast import DANA, PRIYA, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ELSEWHERE, ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

HOME = f"/e/{ENGAGEMENT}/"


def box(item: str) -> str:
    return f"{item}.{models.Item.objects.get(id=item).version}"


def accept(browser: Client, *boxes: str, home: str = HOME) -> str:
    answer = browser.post(f"{home}accept/", {"item": boxes})
    assert answer.status_code == 200
    return answer.text


def on(item: str, by: PersonId) -> OnItem:
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by), "now": NOW}


def state(item: str) -> tuple[str, str]:
    found = models.Item.objects.get(id=item)
    return found.state, found.holder


def test_several_are_accepted_with_one_click_and_each_is_an_act_of_its_own() -> None:
    items = [arrive(f"Alert {number}") for number in range(3)]
    browser = signed_in(TOMASZ)
    page = browser.get(HOME).text
    assert all(box(item) in page for item in items)
    said = accept(browser, *(box(item) for item in items))
    assert "3 accepted" in said
    assert [state(item) for item in items] == [("held", person(TOMASZ))] * 3
    assert models.Entry.objects.filter(act="accept").count() == 3


def test_what_was_not_accepted_is_told_with_its_reason_and_the_rest_is_done() -> None:
    mine, taken, others = arrive("Mine"), arrive("Taken"), arrive("Of Dana", topic="unknown")
    browser = signed_in(TOMASZ)
    boxes = [box(item) for item in (mine, taken, others)]
    hand_off.accept(**on(taken, TOMASZ))
    said = accept(browser, *boxes)
    assert "1 accepted, 2 not" in said
    assert "Somebody was first" in said
    assert "refused" in said
    assert state(others) == ("routed", person(DANA))


def test_choosing_nothing_or_nonsense_changes_nothing_and_says_so() -> None:
    item = arrive()
    browser = signed_in(TOMASZ)
    for boxes in ((), (item,), (f"{item}.x",), (".1",), (f"{item}.{10**40}",)):
        assert "Nothing was chosen" in accept(browser, *boxes)
    said = accept(browser, "no-such-item.1")
    assert "0 accepted, 1 not" in said
    assert "not yours to see" in said
    assert state(item)[0] == "routed"


def test_an_item_of_another_engagement_cannot_be_accepted_from_here() -> None:
    theirs = arrive("Payroll of Outside", topic="unknown", engagement=ELSEWHERE)
    said = accept(signed_in(TOMASZ), f"{theirs}.1")
    assert "Payroll" not in said
    assert models.Item.objects.get(id=theirs).state == "routed"


def test_a_guest_chooses_nothing(staged: Standing) -> None:
    item = arrive()
    browser = signed_in(TOMASZ)
    seat = models.Membership.objects.get(engagement=ENGAGEMENT, person=person(TOMASZ))
    models.Membership.objects.filter(engagement=ENGAGEMENT, account=seat.account).update(
        guest_until=staged.now + timedelta(days=7)
    )
    assert "Accept the chosen" not in browser.get(HOME).text
    assert browser.post(f"{HOME}accept/", {"item": box(item)}).status_code == 403
    assert state(item)[0] == "routed"


def test_questions_are_answered_and_not_accepted_in_bulk() -> None:
    item = arrive()
    browser = signed_in(TOMASZ)
    sent = browser.post(f"{HOME}items/{item}/ask/", {"whom": person(PRIYA), "question": "May I?", "within": "60"})
    assert sent.status_code == 302, sent.text
    page = signed_in(PRIYA).get(HOME).text
    assert "Asked: Ransomware" in page
    assert 'class="choose"' not in page


def test_an_offer_of_low_priority_can_be_chosen_too() -> None:
    item = arrive("Patch", topic="os-patch", severity=Severity.LOW)
    holder = models.Person.objects.get(id=state(item)[1])
    hand_off.offer(to=person(DANA), why="yours", carries="all", **on(item, PersonId(holder.key)))
    assert "1 accepted" in accept(signed_in(DANA), box(item))


def test_a_question_stands_in_the_lists_word_for_word() -> None:
    item = arrive()
    question = "May I cut the X-ray server off?"
    signed_in(TOMASZ).post(f"{HOME}items/{item}/ask/", {"whom": person(PRIYA), "question": question, "within": "60"})
    for page in ("", "items/", "line/"):
        assert question in signed_in(PRIYA).get(HOME + page).text, page


def heaps(page: str) -> list[tuple[str, str]]:
    """Read the figures at the top: how many, of what."""
    return re.findall(r"<b>(\d+)</b><span>([^<]+)</span>", page)


def test_what_is_late_is_a_figure_of_its_own_and_is_not_counted_as_due(staged: Standing) -> None:
    for subject in ("First", "Second"):
        arrive(subject)
    browser = signed_in(TOMASZ)
    before = {name: int(count) for count, name in heaps(browser.get(HOME).text)}
    assert (before["due within a day"], "late" in before) == (2, False)
    assert "heap-late" not in browser.get(HOME).text
    staged.forward(minutes=16)
    page = browser.get(HOME).text
    assert ("2", "late") in heaps(page)
    assert ("0", "due within a day") in heaps(page)
    assert "2 of yours are late" in page
    assert 'class="heap-late"' in page
    late, due = (browser.get(f"{HOME}items/?list={name}").text for name in ("late", "due"))
    assert late.count('class="item-line"') == 2
    assert due.count('class="item-line"') == 0
