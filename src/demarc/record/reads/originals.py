"""The originals: what feeds posted, byte for byte as it came, for whoever may see everything that became of it."""

import csv
import io
from collections.abc import Iterator
from hashlib import sha256

from demarc.core.instants import instant_of
from demarc.record.access import Viewer, items_for
from demarc.record.models import Feed, Inbox, Signal

PAGE = 100
FOLDER = "originals/"
HEADS = ("file", "received_utc", "feed", "sha256", "bytes", "remark")


def originals(viewer: Viewer) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give each body as a member (name and content), and a list of them at the end."""
    feeds = dict(Feed.objects.filter(engagement=viewer.engagement).values_list("id", "name"))
    lines = [_line(HEADS)]
    for page in _pages(viewer):
        hidden = _hidden(viewer, [post.id for post in page])
        for post in page:
            body, name = bytes(post.body), f"{FOLDER}{post.id}"
            about = (f"{instant_of(post.received_us):%Y-%m-%dT%H:%M:%S.%fZ}", feeds.get(post.feed, ""))
            if post.id in hidden:
                lines.append(_line(("withheld", about[0], "", "", "", "not yours to see")))
            elif not body and post.unreadable == "erased":
                lines.append(_line(("erased", *about, "", "", "its text was erased; the entry keeps the hash")))
            else:
                lines.append(_line((name, *about, sha256(body).hexdigest(), str(len(body)), post.unreadable)))
                yield name, iter((body,))
    yield f"{FOLDER}list.csv", iter(lines)


def withheld_originals(viewer: Viewer) -> int:
    """Count the bodies that access hides."""
    if not viewer.narrowed:
        return 0
    return sum(len(_hidden(viewer, [post.id for post in page])) for page in _pages(viewer))


def _pages(viewer: Viewer) -> Iterator[list[Inbox]]:
    """Give the bodies in the order of arrival; each page is fetched by itself."""
    last = ""
    while page := list(Inbox.objects.filter(engagement=viewer.engagement, id__gt=last).order_by("id")[:PAGE]):
        yield page
        last = page[-1].id


def _hidden(viewer: Viewer, posts: list[str]) -> frozenset[str]:
    """Tell which bodies hold something the viewer may not see; what became no item of theirs is nothing they may see."""
    if not viewer.narrowed:
        return frozenset()
    signals = list(Signal.objects.filter(engagement=viewer.engagement, inbox__in=posts).values_list("inbox", "item"))
    seen = set(items_for(viewer).filter(id__in={item for _, item in signals}).values_list("id", flat=True))
    known = {post for post, _ in signals}
    return frozenset(post for post in posts if post not in known) | frozenset(
        post for post, item in signals if item not in seen
    )


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
