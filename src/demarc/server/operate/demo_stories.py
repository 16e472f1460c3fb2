"""What has happened in the demo before you look: a handful of stories, all done through the real acts.

The clock of the demo starts at the present; the stories lie in the hours before it, so that ages, clocks and offers are
true at the moment you sign in.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.hand_off import accept, offer
from demarc.acts.outcome import Done
from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_in import offer_link
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.acts.verb import OnItem
from demarc.core.instants import micros
from demarc.core.presets.alder import alder_dental_group
from demarc.doors import clock
from demarc.record.inbox import FeedKey, Post, inbox_store
from demarc.record.reads.items import items_of
from demarc.record.reads.people import person_by_key
from demarc.server.wiring import READERS

LINKS_LAST = timedelta(days=1)
CAST = (
    ("dana", "Dana Okafor", "IT manager, Alder Dental Group"),
    ("ruth", "Ruth Kessler", "COO, Alder Dental Group"),
    ("tomasz", "Tomasz Wren", "SOC analyst, Harborline"),
    ("priya", "Priya Raman", "service manager, Harborline"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the welcome names: the feed and its token, and per person of the cast the name, the part and a link's token."""

    feed: str
    token: str
    links: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A story's beginning: how many minutes before now it came in, and what the feed posted."""

    minutes_ago: int
    body: dict[str, Any]


SEALED_PC = Arrival(
    26 * 60,
    {
        "subject": "LAB-MILL-01 misses 14 updates: Windows 10, sealed by the maker",
        "severity": "medium",
        "facts": {
            "topic": "os-patch",
            "kind": "device-duty",
            "device_class": "workstation",
            "os_family": "windows",
            "support": "vendor-sealed",
            "site": "lab",
        },
        "labels": {"device": "LAB-MILL-01"},
    },
)
RESTORE_TEST = Arrival(
    19 * 60,
    {
        "subject": "Restore test of the X-ray archive: 41 of 1,200 pictures missing",
        "severity": "high",
        "facts": {"topic": "restore-test", "kind": "recurring-duty", "device_class": "server", "site": "central"},
        "labels": {"job": "xray-nightly", "sample": "1200", "missing": "41"},
    },
)
VENDOR_CASE = Arrival(
    4 * 60,
    {
        "subject": "DentiSoft claims are rejected since the update",
        "severity": "medium",
        "facts": {"topic": "vendor-case", "kind": "vendor-case", "site": "north"},
        "labels": {"vendor": "DentiSoft"},
        "external": "DS-4410",
    },
)
ODD_SIGN_INS = Arrival(
    14,
    {
        "subject": "Odd sign-ins to the mailbox of Marc Bell: two countries within an hour",
        "severity": "critical",
        "facts": {"topic": "identity-alert", "kind": "alert", "user_class": "executive", "site": "central"},
        "labels": {"account": "marc.bell"},
    },
)
BEGINNING = timedelta(days=2)
OFFERED_AGO = timedelta(minutes=9)
STEP = timedelta(minutes=5)


def stage(home: Path) -> Stage:
    """Set the stage once, and give fresh links each time."""
    now, kept = clock.now(), home / "demo.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else _play(kept, now)
    links = tuple((name, part, _link(known["engagement"], key, now)) for key, name, part in CAST)
    return Stage(known["feed"], known["token"], links)


def _play(kept: Path, now: datetime) -> dict[str, str]:
    """Put the matrix in force, add the feed, and let the stories happen in their order."""
    beginning = now - BEGINNING
    # The roster begins a week before, so that Dana's weekend away lies behind us.
    matrix = alder_dental_group((beginning - timedelta(days=7)).date())
    engagement = start_engagement(matrix=matrix, now=beginning, by="dana", leads=("dana", "priya"))
    dana = _person(engagement, "dana")
    feed = add_feed(
        engagement=engagement, by=dana, now=beginning, name="Harborline EDR and RMM", reader="generic", holder=dana
    )
    assert isinstance(feed, NewFeed), feed
    story = _Story(engagement, feed.id, beginning)
    for arrival in (SEALED_PC, RESTORE_TEST, VENDOR_CASE, ODD_SIGN_INS):
        story.arrive(arrival, now)
    story.offer_to(dana, "Marc Bell", now - OFFERED_AGO)
    story.wait_until(now)
    known = {"engagement": str(engagement), "feed": feed.id, "token": feed.token}
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(known), encoding="utf-8")
    return known


@dataclass(slots=True)
class _Story:
    """The demo's past while it is being lived: an engagement, its feed, and the instant reached so far."""

    engagement: str
    feed: str
    at: datetime

    def wait_until(self, instant: datetime) -> None:
        """Let time pass, with the engine's turn every five minutes."""
        while self.at + STEP < instant:
            self.at += STEP
            tick(now=self.at)
        self.at = instant

    def arrive(self, arrival: Arrival, now: datetime) -> None:
        """Let the feed post, and sort it at once."""
        self.wait_until(now - timedelta(minutes=arrival.minutes_ago))
        store = inbox_store()
        body = json.dumps(arrival.body).encode()
        store.keep([Post(FeedKey(self.engagement, self.feed, b""), "", body)], micros(self.at))
        store.close()
        take_in(now=self.at, readers=READERS)

    def offer_to(self, receiver: str, about: str, instant: datetime) -> None:
        """Let whoever holds the item accept it and, some minutes on, offer it to the receiver."""
        line = items_of(engagement=self.engagement, by=receiver, now=self.at, name="open", find=about).lines[0]
        at: OnItem = {"engagement": self.engagement, "item": line.id, "by": line.holder.id, "now": self.at}
        accepted = accept(**at, next_step="Sessions ended; the owner of the mailbox must be called back")
        assert isinstance(accepted, Done), accepted
        self.wait_until(instant)
        at["now"] = instant
        why = "You know Marc's voice: call him back, and say whether he is abroad"
        offered = offer(**at, to=receiver, why=why, carries="Times and countries of the sign-ins; sessions are ended")
        assert isinstance(offered, Done), offered


def _person(engagement: str, key: str) -> str:
    found = person_by_key(engagement=engagement, key=key)
    assert found is not None, key
    return found


def _link(engagement: str, key: str, now: datetime) -> str:
    return offer_link(engagement=engagement, person=_person(engagement, key), now=now, lasts=LINKS_LAST)
