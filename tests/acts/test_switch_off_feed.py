"""A feed is switched off by a lead of the side that answers for it, once, and the intake knows it no more."""

from datetime import timedelta

import pytest

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.outcome import Refused
from demarc.acts.silence import note_silence
from demarc.acts.switch_off_feed import SwitchedOff, switch_off_feed
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, PRIYA, TOMASZ, ZOE
from tests.stage import HOUR, TUESDAY, Stage


def feed_of(stage: Stage, holder: str) -> str:
    made = add_feed(
        engagement=stage.engagement,
        by=stage.id(PRIYA),
        now=TUESDAY,
        name="edr",
        reader="generic",
        holder=stage.ids[holder],
        silent_after=timedelta(hours=1),
    )
    assert isinstance(made, NewFeed)
    return made.id


def off(stage: Stage, feed: str, by: str) -> SwitchedOff | Refused:
    return switch_off_feed(engagement=stage.engagement, feed=feed, by=stage.ids.get(by, by), now=TUESDAY + HOUR)


def test_a_feed_that_is_off_is_silent_for_good_and_no_news(stage: Stage) -> None:
    feed = feed_of(stage, TOMASZ)
    assert off(stage, feed, PRIYA) == SwitchedOff(feed)
    assert note_silence(now=TUESDAY + 5 * HOUR) == 0
    last = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    assert (last.act, feed in last.public) == ("feed off", True)
    with pytest.raises(NotFound):
        off(stage, feed, PRIYA)


def test_only_a_lead_of_the_side_that_answers_for_it_switches_it_off(stage: Stage) -> None:
    feed = feed_of(stage, TOMASZ)
    assert isinstance(off(stage, feed, JONAH), Refused)
    for by in (DANA, ZOE):
        with pytest.raises(NotFound):
            off(stage, feed, by)
    assert models.Feed.objects.get(id=feed).active
