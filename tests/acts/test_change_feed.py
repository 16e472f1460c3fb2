"""A feed is changed and gets another token by a lead of the side that answers for it; the record says what changed."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.change_feed import FeedChanged, TokenRenewed, change_feed, renew_token
from demarc.acts.outcome import Refused
from demarc.acts.silence import note_silence
from demarc.acts.switch_off_feed import switch_off_feed
from demarc.core.instants import micros
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, MEI, PRIYA, TOMASZ, ZOE
from tests.stage import HOUR, TUESDAY, Stage

DAY = timedelta(days=1)


def feed_of(stage: Stage, holder: str = TOMASZ) -> NewFeed:
    made = add_feed(
        engagement=stage.engagement,
        by=stage.id(PRIYA),
        now=TUESDAY,
        name="edr",
        reader="generic",
        holder=stage.ids[holder],
        facts={"topic": "edr-alert"},
        silent_after=HOUR,
    )
    assert isinstance(made, NewFeed)
    return made


def change(stage: Stage, feed: str, by: str = PRIYA, **other: object) -> FeedChanged | Refused:
    as_it_is = {
        "name": "edr",
        "holder": stage.ids[TOMASZ],
        "facts": {"topic": "edr-alert"},
        "aspects": {},
        "silent_after": HOUR,
    }
    at = {"engagement": stage.engagement, "feed": feed, "by": stage.ids.get(by, by), "now": TUESDAY + HOUR / 2}
    return change_feed(**at, **(as_it_is | other))  # type: ignore[arg-type]  # plain values by name


def renew(stage: Stage, feed: str, by: str = PRIYA, overlap: timedelta = DAY) -> TokenRenewed | Refused:
    at = {"engagement": stage.engagement, "feed": feed, "by": stage.ids.get(by, by), "now": TUESDAY + HOUR}
    return renew_token(**at, overlap=overlap)  # type: ignore[arg-type]  # plain values by name


def last_entry(stage: Stage) -> tuple[str, dict[str, object]]:
    entry = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    return entry.act, json.loads(entry.public)["said"]


def test_what_changed_is_stored_and_named_in_the_record(stage: Stage) -> None:
    feed = feed_of(stage).id
    done = change(stage, feed, name="EDR", holder=stage.ids[MEI], aspects={"host": "device_class"})
    assert done == FeedChanged(feed, ("name", "holder", "aspects"))
    stored = models.Feed.objects.get(id=feed)
    assert (stored.name, stored.holder, stored.facts) == ("EDR", stage.ids[MEI], {"topic": "edr-alert"})
    said = {"feed": feed, "changed": ["name", "holder", "aspects"], "holder": stage.ids[MEI]}
    assert last_entry(stage) == ("feed changed", said)


def test_what_is_the_same_as_before_is_no_entry(stage: Stage) -> None:
    feed = feed_of(stage).id
    assert change(stage, feed) == FeedChanged(feed, ())
    assert last_entry(stage)[0] == "feed added"


def test_only_a_lead_of_the_side_that_answers_for_it_changes_it_or_its_token(stage: Stage) -> None:
    feed = feed_of(stage).id
    before = models.Feed.objects.values().get(id=feed)
    for act in (change, renew):
        assert isinstance(act(stage, feed, JONAH), Refused)
        for by in (DANA, ZOE):
            with pytest.raises(NotFound):
                act(stage, feed, by)
    assert "no active person of your side" in str(change(stage, feed, holder=stage.ids[DANA]))
    assert models.Feed.objects.values().get(id=feed) == before


def test_a_feed_that_is_off_is_changed_by_nobody(stage: Stage) -> None:
    feed = feed_of(stage).id
    switch_off_feed(engagement=stage.engagement, feed=feed, by=stage.id(PRIYA), now=TUESDAY)
    for act in (change, renew):
        with pytest.raises(NotFound):
            act(stage, feed)


def test_its_silence_is_news_by_the_new_measure(stage: Stage) -> None:
    feed = feed_of(stage).id
    change(stage, feed, silent_after=3 * HOUR)
    assert note_silence(now=TUESDAY + 2 * HOUR) == 0
    assert note_silence(now=TUESDAY + 3 * HOUR) == 1
    change(stage, feed, silent_after=timedelta(0))
    stored = models.Feed.objects.get(id=feed)
    assert (stored.silent_due, stored.silent_since) == (None, None)


@pytest.mark.parametrize("overlap", [timedelta(0), DAY])
def test_a_new_token_opens_it_and_the_old_one_until_the_instant_that_was_chosen(stage: Stage, overlap: timedelta) -> None:
    made = feed_of(stage)
    done = renew(stage, made.id, overlap=overlap)
    assert isinstance(done, TokenRenewed)
    assert done.old_until == TUESDAY + HOUR + overlap
    stored = models.Feed.objects.get(id=made.id)
    assert stored.token_hash == sha256(done.token.encode()).hexdigest()
    kept = (sha256(made.token.encode()).hexdigest(), micros(done.old_until)) if overlap else ("", 0)
    assert (stored.previous_hash, stored.previous_until_us) == kept
    assert last_entry(stage) == ("feed token", {"feed": made.id, "old_until": micros(done.old_until)})
    assert made.token not in str(list(models.Entry.objects.values()))


def test_an_old_token_never_outlives_a_day(stage: Stage) -> None:
    made = feed_of(stage)
    for wrong in (DAY + HOUR, -HOUR):
        assert isinstance(renew(stage, made.id, overlap=wrong), Refused)
    assert last_entry(stage)[0] == "feed added"
