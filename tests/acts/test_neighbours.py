"""Two engagements on one server, alike in everything that people can see: same people, feeds and item numbers.

Nothing of one is reached, changed or told from the other, by any verb.
"""

import inspect
from typing import Any

import pytest

from demarc.acts.add_feed import add_feed
from demarc.acts.leave import leave
from demarc.acts.merge import merge
from demarc.acts.sign_in import NoAccount, Seat, offer_link, redeem
from demarc.acts.take_in import take_in
from demarc.core.custody.plain import Plain
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from demarc.record.reads.items import items_of
from demarc.record.reads.membership import member_of
from tests.acts.test_guests import GIVEN, VERBS
from tests.acts.test_take_in import READERS, a_feed, alert, arrive
from tests.cast import DANA, LUIS
from tests.stage import TUESDAY, Stage, put_on_stage


@pytest.fixture
def twins(db: None) -> tuple[Stage, Stage]:  # noqa: ARG001 - asking for the database is its use
    """Give two engagements that nobody could tell apart but by their ids."""
    return put_on_stage(), put_on_stage()


def everything(engagement: str) -> list[Plain]:
    tables = (models.Entry, models.Item, models.Signal, models.Outbox, models.Private, models.Person, models.Feed)
    return [
        str(row) for table in tables for row in table.objects.filter(engagement=engagement).order_by("pk").values_list()
    ]


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_no_verb_reaches_a_neighbours_item_from_here_or_from_there(twins: tuple[Stage, Stage], verb: str) -> None:
    here, there = twins
    own, other = here.receive(), there.receive()
    takes = inspect.signature(VERBS[verb]).parameters
    given: dict[str, Any] = {
        name: here.ids.get(value, value) if isinstance(value, str) else value
        for name, value in (GIVEN | {"into": own}).items()
        if name in takes
    }
    before = everything(there.engagement)
    tried = (
        {"engagement": here.engagement, "item": other, "by": here.id(DANA)},
        {"engagement": there.engagement, "item": other, "by": here.id(DANA)},
        {"engagement": there.engagement, "item": own, "by": here.id(DANA)},
    )
    for at in tried:
        with pytest.raises(NotFound) as refusal:
            VERBS[verb](**given, **at, now=TUESDAY)
        assert "edr-alert" not in str(refusal.value)
    assert everything(there.engagement) == before


def test_nothing_is_merged_into_a_neighbours_item(twins: tuple[Stage, Stage]) -> None:
    here, there = twins
    own, other = here.receive(), there.receive()
    with pytest.raises(NotFound):
        merge(into=other, **here.at(own, here.holder(own)))


def test_nobody_is_named_handed_or_dismissed_over_the_fence(twins: tuple[Stage, Stage]) -> None:
    here, there = twins
    with pytest.raises(NotFound):
        leave(engagement=here.engagement, person=there.id(LUIS), by=here.id(DANA), now=TUESDAY)
    with pytest.raises(NotFound):
        leave(engagement=there.engagement, person=there.id(LUIS), by=here.id(DANA), now=TUESDAY)
    with pytest.raises(NotFound):
        add_feed(
            engagement=there.engagement, by=here.id(DANA), now=TUESDAY, name="x", reader="generic", holder=there.id(LUIS)
        )
    with pytest.raises(NoAccount):
        offer_link(engagement=here.engagement, person=there.id(DANA), now=TUESDAY)


def test_the_same_cause_from_feeds_of_one_name_makes_an_item_in_each(twins: tuple[Stage, Stage]) -> None:
    for stage in twins:
        arrive(stage, a_feed(stage), alert("c1"))
    while take_in(now=TUESDAY, readers=READERS):
        pass
    for stage in twins:
        item = models.Item.objects.get(engagement=stage.engagement)
        assert item.number == 1
        assert item.holder in stage.ids.values()


def test_lists_and_exports_hold_only_what_is_ones_own(twins: tuple[Stage, Stage]) -> None:
    here, there = twins
    own, other = here.receive(), there.receive()
    page = items_of(engagement=here.engagement, by=here.id(DANA), now=TUESDAY, name="open", find="A-1")
    assert [line.id for line in page.lines] == [own]
    text = b"".join(export_lines(engagement=here.engagement, by=here.id(DANA), now=TUESDAY)).decode()
    assert not [secret for secret in (other, there.engagement, *there.ids.values()) if secret in text]


def test_a_link_signs_in_as_the_account_it_was_made_for(twins: tuple[Stage, Stage]) -> None:
    here, there = twins
    seat = redeem(token=offer_link(engagement=here.engagement, person=here.id(DANA), now=TUESDAY), now=TUESDAY)
    assert isinstance(seat, Seat)
    models.Membership.objects.filter(engagement=there.engagement, person=there.id(DANA)).delete()
    assert member_of(engagement=here.engagement, account=seat.account, now=TUESDAY)
    assert member_of(engagement=there.engagement, account=seat.account, now=TUESDAY) is None
