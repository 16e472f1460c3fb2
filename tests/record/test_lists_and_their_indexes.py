"""Lists are served by their indexes, their counts end at a thousand, and rewritten reads say what plain ones say."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count, islice

import pytest
from django.db.models import Q, QuerySet

from demarc.core.custody.states import State
from demarc.core.words import Priority
from demarc.record.models import Item, ItemQuerySet
from demarc.record.models.items import BY_A_ROW, CLOSED, DISPUTE, OFFERED
from demarc.record.models.written import Written
from demarc.record.reads import counts, items, mine
from demarc.record.reads.counts import counted, in_words
from demarc.record.reads.finding import worded
from demarc.record.reads.items import items_of
from demarc.record.reads.lines import Heap
from demarc.record.reads.mine import Mine
from demarc.record.reads.today import today_of
from tests.cast import DANA, LUIS, MEI, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, Stage, put_on_stage

pytestmark = pytest.mark.django_db
Narrow = Callable[[ItemQuerySet], QuerySet[Item]]
PEOPLE = (DANA, LUIS, MEI, TOMASZ)
LISTS: dict[str, Narrow] = {
    "item_open": lambda items: items.open().order_by("next_due", "id"),
    "item_held_by": lambda items: Mine.of(items.open(), "p").held.order_by("next_due", "id"),
    "item_offered": lambda items: Mine.of(items.open(), "p").asked.order_by("next_due", "id"),
    "item_on_offer": lambda items: items.open().filter(OFFERED).order_by("next_due", "id"),
    "item_closed": lambda items: items.filter(CLOSED).order_by("-closed_at", "-id"),
    "item_dispute": lambda items: items.filter(DISPUTE, closed_at__isnull=True).order_by("received_at"),
    "item_by_row": lambda items: items.filter(BY_A_ROW, row="SD-01").order_by("-received_at"),
    "item_of_row": lambda items: items.filter(BY_A_ROW, row="SD-01").order_by("-closed_at", "-number"),
    "item_received": lambda items: items.filter(received_at__lte=TUESDAY).order_by("-received_at", "-id"),
    "item_once_per_number": lambda items: worded(items, "toner", 100),
}


@pytest.mark.parametrize("index", LISTS)
def test_a_list_is_read_in_the_order_of_an_index_and_never_sorted(index: str) -> None:
    plan = LISTS[index](Item.objects.filter(engagement="e"))[:50].explain()
    assert "SEARCH" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert index in plan or index == "item_once_per_number", plan


@pytest.fixture
def stage() -> Stage:
    return put_on_stage()


@pytest.fixture
def crowd(stage: Stage) -> Stage:
    """Put items of every state between four people, many with the same clock."""
    Item.objects.bulk_create(islice(_crowd(stage), 300))
    return stage


def _crowd(stage: Stage) -> Iterator[Item]:
    states, priorities = ("routed", "held", "offered", "offered", "disputed", "closed", "routed"), tuple(Priority)
    for turn in count():
        # Steps that share no factor with what they go round in: every state meets every person, priority and clock.
        number, state = 1_001 + turn, states[turn * 5 % len(states)]
        holder, asked = PEOPLE[turn % 4], PEOPLE[(turn + 1 + turn // 4 % 3) % 4]
        at = TUESDAY + (turn * 29 % 80 - 40) * 90 * MINUTE
        yield Item(
            engagement=stage.engagement,
            id=f"c{number}",
            number=number,
            subject=f"{'Toner' if turn % 3 else 'Disk'} {number}",
            severity="high",
            kind="alert",
            version=1,
            custody="{}",
            priority=priorities[turn * 3 % 11 % len(priorities)],
            state=state,
            title="matrix",
            holder=stage.id(holder),
            offered_to=stage.id(asked) if state == "offered" else "",
            matrix_version="3",
            lineage=f"c{number}",
            received_at=at - DAY,
            changed_at=at,
            accept_due=at if state != "held" else None,
            progress_due=at if state == "held" else None,
            next_due=None if state == "closed" else at,
            closed_at=at if state == "closed" else None,
        )


def plain(stage: Stage, narrowed: Q) -> list[str]:
    """Name the open items of a heap as one plain query over everything gives them."""
    found = Item.objects.filter(narrowed, engagement=stage.engagement, next_due__isnull=False)
    return list(found.order_by("next_due", "id").values_list("id", flat=True))


def heaps(by: str, now: datetime) -> dict[str, Q]:
    """Define the heaps of a day: the words the page is built on, as conditions over everything."""
    asked = Q(offered_to=by, state=State.OFFERED)
    own = Q(holder=by) | asked
    return {
        "waiting": asked | Q(holder=by, state=State.ROUTED, priority__in=[Priority.P1, Priority.P2]),
        "holding": Q(holder=by) & ~Q(state=State.OFFERED),
        "offered": Q(holder=by, state=State.OFFERED),
        "late": own & _out_by(now),
        "due": own & _out_by(now + timedelta(days=1)) & ~_out_by(now),
    }


def _out_by(at: datetime) -> Q:
    return Q(accept_due__lte=at) | Q(progress_due__lte=at)


@pytest.mark.parametrize("most", [3, 20, 1_000])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_day_has_the_heaps_that_plain_queries_give(
    crowd: Stage, person: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST", most)
    monkeypatch.setattr(mine, "LOOKED_AT", 14)
    day = today_of(engagement=crowd.engagement, by=crowd.id(person), now=TUESDAY)
    for name, narrowed in heaps(crowd.id(person), TUESDAY).items():
        heap: Heap = getattr(day, name)
        expected = plain(crowd, narrowed)
        assert [line.id for line in heap.lines] == expected[: mine.SHOWN_AT_ONCE], name
        if name != "holding":
            assert in_words(heap.total) == in_words(len(expected)), name
    assert in_words(day.holding.total) == in_words(len(plain(crowd, Q(holder=crowd.id(person)))))


@pytest.mark.parametrize("name", ["open", "waiting", "offered", "late", "due"])
def test_a_list_read_page_by_page_is_the_plain_list(crowd: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "PAGE_LENGTH", 7)
    by, found, after = crowd.id(DANA), [], ""
    while True:
        page = items_of(engagement=crowd.engagement, by=by, now=TUESDAY, name=name, after=after)
        found += [line.id for line in page.lines]
        after = page.next
        if not after:
            break
    assert found == plain(crowd, heaps(by, TUESDAY).get(name, Q()))


@pytest.mark.parametrize("name", ["open", "closed", "waiting"])
def test_what_a_word_finds_in_a_list_is_there_once_the_newest_first(
    crowd: Stage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "PAGE_LENGTH", 7)
    monkeypatch.setattr(items, "newest_number", lambda _: 2_000)
    by, found, after = crowd.id(DANA), [], ""
    while True:
        page = items_of(engagement=crowd.engagement, by=by, now=TUESDAY, name=name, after=after, find="toner")
        found += [line.number for line in page.lines]
        after = page.next
        if not after:
            break
    narrowed = {"closed": Q(state="closed"), "open": ~Q(state="closed")}.get(name) or heaps(by, TUESDAY)[name]
    numbers = Item.objects.filter(narrowed, subject__contains="Toner").order_by("-number").values_list("number", flat=True)
    assert found == [f"A-{number}" for number in numbers]


def test_a_count_ends_and_says_so(crowd: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST", 5)
    everything = Item.objects.filter(engagement=crowd.engagement)
    assert in_words(counted(everything.filter(id__in=["c1001", "c1002", "c1003", "c1004", "c1005"]))) == "5"
    assert in_words(counted(everything)) == "5+"


def test_only_words_of_ours_are_written_into_a_query() -> None:
    with pytest.raises(ValueError, match="no word of ours"):
        Written("x' OR '1'='1")
