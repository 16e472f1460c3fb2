"""Saved filters: one's own, shared with one's own side alone, and gone when they are taken away."""

from datetime import datetime
from typing import TypedDict

import pytest

from demarc.acts.erase_person import erase_person
from demarc.acts.filters import MOST, FilterGone, FilterKept, change_filter, delete_filter, save_filter
from demarc.acts.leave import leave
from demarc.acts.outcome import Refused
from demarc.record.access import NotFound
from demarc.record.models import Entry, Membership, SavedFilter
from demarc.record.reads.filters import saved_filters
from tests.cast import DANA, JONAH, LUIS, PRIYA, RUTH, TOMASZ, ZOE
from tests.stage import HOUR, TUESDAY, Stage

QUERY = "list=due&find=restore"


def keep(stage: Stage, by: str = DANA, name: str = "Restores", *, shared: bool = False, page: str = "items") -> str:
    done = save_filter(**at(stage, by), page=page, name=name, query=QUERY, shared=shared)
    assert isinstance(done, FilterKept), done
    return done.filter


class Asking(TypedDict):
    """Who asks what, and when."""

    engagement: str
    by: str
    now: datetime


def at(stage: Stage, by: str) -> Asking:
    return {"engagement": stage.engagement, "by": stage.ids.get(by, by), "now": TUESDAY}


def seen(stage: Stage, by: str, page: str = "items") -> list[tuple[str, bool]]:
    return [(line.name, line.mine) for line in saved_filters(**at(stage, by), page=page)]


def test_what_is_kept_is_ones_own_and_stands_in_no_ledger(stage: Stage) -> None:
    entries = Entry.objects.count()
    keep(stage)
    assert seen(stage, DANA) == [("Restores", True)]
    assert seen(stage, DANA, page="line") == []
    assert [seen(stage, who) for who in (LUIS, RUTH, PRIYA, TOMASZ)] == [[]] * 4
    assert Entry.objects.count() == entries


def test_a_shared_one_is_seen_by_ones_own_side_and_never_by_the_other(stage: Stage) -> None:
    keep(stage, DANA, "Of the clinics", shared=True)
    keep(stage, LUIS, "Mine")
    keep(stage, TOMASZ, "Of the provider", shared=True)
    assert seen(stage, LUIS) == [("Mine", True), ("Of the clinics", False)]
    assert seen(stage, RUTH) == [("Of the clinics", False)]
    assert seen(stage, JONAH) == [("Of the provider", False)]
    with pytest.raises(NotFound):
        seen(stage, ZOE)


def test_only_its_owner_changes_it_or_takes_it_away(stage: Stage) -> None:
    kept = keep(stage, shared=True)
    for other in (LUIS, PRIYA, ZOE):
        with pytest.raises(NotFound):
            change_filter(**at(stage, other), kept=kept, name="Theirs", shared=False)
        with pytest.raises(NotFound):
            delete_filter(**at(stage, other), kept=kept)
    assert change_filter(**at(stage, DANA), kept=kept, name="Tests", shared=False) == FilterKept(kept, "Tests")
    assert seen(stage, LUIS) == []
    gone = delete_filter(**at(stage, DANA), kept=kept)
    assert gone == FilterGone(kept, "items", "Tests", QUERY, shared=False)
    assert seen(stage, DANA) == []


def test_one_name_means_one_filter_of_a_page_and_a_list_stays_short(stage: Stage) -> None:
    kept = keep(stage)
    again = save_filter(**at(stage, DANA), page="items", name="Restores", query="find=x")
    assert "already" in str(again)
    keep(stage, page="line")
    keep(stage, LUIS)
    other = keep(stage, name="Other")
    assert isinstance(change_filter(**at(stage, DANA), kept=other, name="Restores", shared=False), Refused)
    for unfit in ("", "  ", "x" * 61):
        assert isinstance(change_filter(**at(stage, DANA), kept=kept, name=unfit, shared=False), Refused)
    for number in range(MOST - 3):
        keep(stage, name=f"Filter {number}")
    full = save_filter(**at(stage, DANA), page="items", name="One more", query=QUERY)
    assert isinstance(full, Refused)
    assert SavedFilter.objects.filter(person=stage.ids[DANA]).count() == MOST


def test_a_guest_keeps_nothing_and_sees_nobodys(stage: Stage) -> None:
    keep(stage, DANA, shared=True)
    Membership.objects.filter(person=stage.ids[LUIS]).update(guest_until=TUESDAY + HOUR)
    assert seen(stage, LUIS) == []
    assert isinstance(save_filter(**at(stage, LUIS), page="items", name="Mine", query=QUERY), Refused)


def test_who_left_shows_nothing_any_more_and_whoever_is_forgotten_leaves_nothing(stage: Stage) -> None:
    keep(stage, JONAH, "Mei's restores", shared=True)
    keep(stage, TOMASZ, "Alerts", shared=True)
    leave(engagement=stage.engagement, person=stage.ids[JONAH], by=stage.ids[PRIYA], now=TUESDAY)
    assert seen(stage, TOMASZ) == [("Alerts", True)]
    erase_person(engagement=stage.engagement, person=stage.ids[JONAH], why="asked", by=stage.ids[PRIYA], now=TUESDAY + HOUR)
    assert [one.name for one in SavedFilter.objects.all()] == ["Alerts"]
