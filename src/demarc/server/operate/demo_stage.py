"""Setting the stage of the demo, once: the matrix in force fourteen days ago, three feeds, and all that happened since."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.filters import save_filter
from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_in import offer_link
from demarc.doors import clock
from demarc.record.reads.people import person_by_key
from demarc.server.operate.demo import HALF_MADE, KEPT
from demarc.server.operate.demo_days import matrix_of_the_demo
from demarc.server.operate.demo_exception import disk
from demarc.server.operate.demo_past import Past, live
from demarc.server.operate.demo_quiet import quiet
from demarc.server.operate.demo_rows import confirmed
from demarc.server.operate.demo_stories import stories

LINKS_LAST = timedelta(days=1)
CAST = (
    ("dana", "Dana Okafor", "IT manager, Alder Dental Group"),
    ("luis", "Luis Ferrer", "support, Alder Dental Group"),
    ("ruth", "Ruth Kessler", "COO, Alder Dental Group"),
    ("tomasz", "Tomasz Wren", "SOC analyst, Harborline"),
    ("priya", "Priya Raman", "service manager, Harborline"),
)
FEEDS = (("edr", "Harborline EDR and RMM"), ("backup", "Harborline backup"), ("desk", "Service desks of both sides"))
FILTERS = (
    ("dana", "line", "At Harborline", "side=provider", True),
    ("dana", "items", "The insurer", "find=insurer", False),
    ("luis", "items", "Front desks", "find=front+desk", True),
    ("priya", "line", "Urgent", "group=priority&priority=P1", True),
    ("tomasz", "items", "Restores", "find=restore", False),
)
"""Who keeps which filter of which page, under what name, and whether their side sees it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the welcome names: the feed and its token, and per person of the cast the name, the part and a link's token."""

    feed: str
    token: str
    links: tuple[tuple[str, str, str], ...]


def stage(home: Path) -> Stage:
    """Set the stage once, and give fresh links each time.

    A stage that was not set to its end is known by a file, so that the next start begins it anew.
    """
    now, kept, half_made = clock.now(), home / KEPT, home / HALF_MADE
    if kept.exists():
        known = json.loads(kept.read_text(encoding="utf-8"))
    else:
        half_made.touch()
        known = play(now)
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(known), encoding="utf-8")
        half_made.unlink()
    links = tuple((name, part, _link(known["engagement"], key, now)) for key, name, part in CAST)
    return Stage(known["feed"], known["token"], links)


def play(now: datetime) -> dict[str, str]:
    """Put the matrix in force and let the fourteen days before `now` happen; tell the engagement, a feed and its token."""
    matrix, days = matrix_of_the_demo(now)
    began = days.beginning
    engagement = start_engagement(matrix=matrix, now=began, by="dana", leads=("dana", "priya"))
    dana = person_by_key(engagement=engagement, key="dana") or ""
    feeds: dict[str, NewFeed] = {}
    for key, name in FEEDS:
        made = add_feed(engagement=engagement, by=dana, now=began, name=name, reader="generic", holder=dana)
        assert isinstance(made, NewFeed), made
        feeds[key] = made
    past = Past(engagement, {key: feed.id for key, feed in feeds.items()}, began)
    for who, page, called, query, shared in FILTERS:
        by = past.person(who)
        save_filter(engagement=engagement, by=by, now=began, page=page, name=called, query=query, shared=shared)
    live(past, (*stories(past, days), quiet(past, days), confirmed(past, days), disk(past, days)), now)
    return {"engagement": str(engagement), "feed": feeds["edr"].id, "token": feeds["edr"].token}


def _link(engagement: str, key: str, now: datetime) -> str:
    person = person_by_key(engagement=engagement, key=key) or ""
    return offer_link(engagement=engagement, person=person, now=now, lasts=LINKS_LAST)
