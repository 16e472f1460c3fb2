"""What custody shows on the item's page: groups, parts, merges, corrections, flags, and where the age went."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.core.words import Severity
from demarc.record.models import Item, Signal
from tests.cast import DANA, MEI, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, signed_in

pytestmark = pytest.mark.usefixtures("staged")

AS_KNOWN = {"aspect-topic": "edr-alert", "aspect-severity": "critical", "aspect-device_class": "server"}


def page_of(item: str) -> str:
    return f"/e/{ENGAGEMENT}/items/{item}/"


def accepted(item: str) -> Client:
    tomasz = signed_in(TOMASZ)
    tomasz.post(page_of(item) + "accept/", {"step": "read", "within": "30"})
    return tomasz


def report(item: str, count: int) -> None:
    """Let a feed have reported so many signals of the item's cause."""
    Item.objects.filter(id=item).update(fingerprint="cause")
    for nth in range(count):
        one = {"inbox": f"post-{nth:03}", "position": 0, "received_at": NOW, "tier": "item", "fingerprint": "cause"}
        Signal.objects.create(engagement=ENGAGEMENT, item=item, subject=f"Signal {nth:03}", **one)


def test_an_acceptance_names_how_many_signals_it_covers_and_the_page_lists_them_all() -> None:
    item = arrive()
    report(item, 60)
    tomasz = accepted(item)
    page = tomasz.get(page_of(item)).text
    assert "accepted it, with the 60 signals in it" in page
    assert "A group of 60 signals" in page
    first = tomasz.get(page_of(item) + "signals").text
    assert (first.count("<td>Signal"), "Signal 000" in first) == (50, True)
    second = tomasz.get(page_of(item) + "signals?after=50").text
    assert (second.count("<td>Signal"), "Signal 059" in second) == (10, True)


def test_what_came_after_the_acceptance_is_said_apart() -> None:
    item = arrive()
    report(item, 3)
    tomasz = accepted(item)
    Signal.objects.create(
        engagement=ENGAGEMENT, inbox="late", position=0, received_at=NOW, tier="item", fingerprint="cause", item=item
    )
    assert "3 stood here at the last acceptance, 1 came since" in tomasz.get(page_of(item)).text


def test_a_part_stands_under_the_whole_and_both_name_each_other() -> None:
    item = arrive()
    tomasz = accepted(item)
    done = tomasz.post(
        page_of(item) + "split/", {"subject": "Rebuild it", "topic": "os-patch", "why": "infected"}, follow=True
    )
    part = done.context["page"].parts[0]
    assert (part.subject, part.holder.name) == ("Rebuild it", "Mei Lin")
    assert f'split a part off <a href="{page_of(part.id)}' in done.text
    assert f'<a href="{page_of(item)}">' in signed_in(MEI).get(page_of(part.id)).text
    closing = tomasz.post(page_of(item) + "close/", {"verdict": "true positive", "proof": "log"})
    assert closing.status_code == 422
    assert "1 part or ask of the item is still open" in closing.text


def test_others_are_merged_into_it_by_their_numbers() -> None:
    item, *others = (arrive(f"Alert {nth}") for nth in range(4))
    tomasz = accepted(item)
    done = tomasz.post(page_of(item) + "merge/", {"numbers": "A-2 to A-3, 4"}, follow=True)
    assert "Merged." in done.text
    assert set(Item.objects.filter(id__in=others).values_list("into", flat=True)) == {item}
    assert "merged another item into it" in done.text
    for wrong in ("all of them", "A-9 to A-2", "1 to 9999"):
        assert tomasz.post(page_of(item) + "merge/", {"numbers": wrong}).status_code == 422


def test_a_correction_lets_the_matrix_decide_anew() -> None:
    item = arrive()
    given = {**AS_KNOWN, "aspect-topic": "os-patch", "why": "the alert is about a missed patch"}
    done = signed_in(TOMASZ).post(page_of(item) + "correct/", given, follow=True)
    assert "corrected what is known" in done.text
    assert "topic os-patch (was edr-alert)" in done.text
    assert done.context["page"].holder.name == "Mei Lin"
    nothing = signed_in(MEI).post(page_of(item) + "correct/", {**given, "why": "again"})
    assert "nothing is different from what is known" in nothing.text


def test_a_flag_is_answered_in_four_parts_or_its_clock_runs_on() -> None:
    item = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW)
    done = signed_in(DANA).post(page_of(item) + "flag/", {"text": "It was never patched."}, follow=True)
    flag = done.context["page"].parts[0].id
    mei = signed_in(MEI)
    assert 'id="answer-flag"' in mei.get(page_of(flag)).text
    half = mei.post(page_of(flag) + "answer-flag/", {"what": "It was off.", "who": "Mei"}, follow=True)
    assert "gave an incomplete answer: it lacks when, proof, and the clock runs on" in half.text
    whole = {"what": "It was off.", "who": "Mei", "span": "60", "proof": "the log"}
    assert "answered the flag in full" in mei.post(page_of(flag) + "answer-flag/", whole, follow=True).text
    cited = mei.post(page_of(flag) + "disagree/", {"row": "SE-01", "text": "it is security"}, follow=True)
    assert cited.context["page"].state == "disputed"


def test_who_acted_without_holding_it_is_said_and_the_holder_stays() -> None:
    item = arrive()
    done = signed_in(DANA).post(page_of(item) + "intervene/", {"text": "I pulled the cable."}, follow=True)
    assert "Acted on it without holding it" in done.text
    assert "acted on it without holding it" in done.text
    assert done.context["page"].holder.name == "Tomasz Wren"


def test_where_the_age_went_stands_on_the_page(staged: Standing) -> None:
    item = arrive()
    tomasz = accepted(item)
    staged.forward(minutes=20)
    page = tomasz.get(page_of(item)).context["page"]
    assert [(share.holder.name, share.waiting, share.percent) for share in page.age.shares] == [("Tomasz Wren", "us", 100)]
    assert page.age.total == staged.now - NOW


def test_the_signals_of_an_item_that_is_not_there_are_not_there() -> None:
    assert signed_in(DANA).get(f"/e/{ENGAGEMENT}/items/nowhere/signals").status_code == 404


def test_the_page_asks_the_same_few_questions_however_much_happened(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    item = arrive()
    report(item, 20)
    tomasz = accepted(item)
    for nth in range(6):
        tomasz.post(page_of(item) + "split/", {"subject": f"Part {nth}", "topic": "os-patch", "why": "x"})
    with django_assert_max_num_queries(25):
        assert tomasz.get(page_of(item)).status_code == 200
    with django_assert_max_num_queries(14):
        assert tomasz.get(page_of(item) + "signals").status_code == 200
