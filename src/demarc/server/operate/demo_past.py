"""Living a past: stories that happened side by side, told one by one, and done in their order through the real acts.

A story is a generator. It yields the instant at which it goes on; everything it does in between happens then. While time
passes from one story to another the engine takes its turns, as it would have.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from demarc.acts.look import look_at_item
from demarc.acts.next_turn import next_change, next_clock
from demarc.acts.outcome import Done, Outcome
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.acts.verb import OnItem
from demarc.core.instants import micros
from demarc.doors.signing import signer
from demarc.record.inbox import FeedKey, Post, inbox_store
from demarc.record.reads.items import items_of
from demarc.record.reads.people import person_by_key
from demarc.server.wiring import READERS

Story = Iterator[datetime]

SELDOM = timedelta(hours=2)
"""How often the engine looks who is on: it would look every minute while somebody is away, and find the same."""


class DidNotHappen(RuntimeError):
    """A story of the demo cannot be told: an act in it was refused, or what it is about is not there."""


@dataclass(slots=True)
class Past:
    """An engagement whose past is being lived, the feeds that post into it, and the instant reached so far."""

    engagement: str
    feeds: dict[str, str]
    at: datetime

    def person(self, key: str) -> str:
        """Give the id of somebody of the matrix file."""
        found = person_by_key(engagement=self.engagement, key=key)
        if found is None:
            raise DidNotHappen(f"there is nobody called `{key}`")
        return found

    def wait_until(self, instant: datetime) -> None:
        """Let time pass, with a turn of the engine whenever it asks for something."""
        while (turn := self._next_turn()) < instant:
            self.at = turn
            tick(now=turn, signer=signer())
        self.at = max(self.at, instant)
        tick(now=self.at, signer=signer())

    def _next_turn(self) -> datetime:
        clock = next_clock(engagement=self.engagement) or datetime.max.replace(tzinfo=self.at.tzinfo)
        change = max(next_change(engagement=self.engagement) or self.at, self.at + SELDOM)
        # A clock that fires and is not wound further must not hold time still.
        return min(max(clock, self.at + timedelta(seconds=1)), change)

    def post(self, feed: str, *signals: Mapping[str, object]) -> None:
        """Let a feed post, and sort what it brought at once."""
        store = inbox_store()
        key = FeedKey(self.engagement, self.feeds[feed], b"")
        store.keep([Post(key, "", json.dumps([dict(signal) for signal in signals]).encode())], micros(self.at))
        store.close()
        take_in(now=self.at, readers=READERS)

    def item(self, number: str) -> str:
        """Find an item by the number its source gave it."""
        page = items_of(engagement=self.engagement, by=self.person("dana"), now=self.at, name="open", find=number)
        found = next((line.id for line in page.lines if line.source_number == number), None)
        if found is None:
            raise DidNotHappen(f"there is no open item `{number}`")
        return found

    def on(self, number: str, who: str) -> OnItem:
        """Say on which item somebody acts now."""
        return {"engagement": self.engagement, "item": self.item(number), "by": self.person(who), "now": self.at}

    def on_its_ask(self, number: str, who: str) -> OnItem:
        """Say that somebody acts now on the question under an item that waits for them."""
        parent = self.on(number, who)
        page = look_at_item(engagement=self.engagement, item=parent["item"], by=parent["by"], now=self.at)
        asks = [ask for ask in page.asks if ask.is_open and ask.asked.id == parent["by"]]
        if not asks:
            raise DidNotHappen(f"`{who}` is asked nothing about `{number}`")
        return {**parent, "item": asks[0].id}


def done(outcome: Outcome) -> None:
    """Insist that an act of a story was done. Raises `DidNotHappen`."""
    if not isinstance(outcome, Done):
        raise DidNotHappen(str(outcome))


def live(past: Past, stories: Iterable[Story], until: datetime) -> None:
    """Let the stories happen side by side, each going on when its own time has come, and end at `until`."""
    told = [(next(story), number, story) for number, story in enumerate(stories)]
    heapify(told)
    while told:
        instant, number, story = heappop(told)
        past.wait_until(instant)
        following = next(story, None)
        if following is not None:
            heappush(told, (following, number, story))
    past.wait_until(until)
