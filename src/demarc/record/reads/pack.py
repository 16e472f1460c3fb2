"""A side's whole copy as members of one pack, each made while it is written: the record, the population, the originals."""

from collections.abc import Iterator
from datetime import datetime

from demarc.core.export import read_entry
from demarc.core.front_page import FrontPage
from demarc.record.access import Viewer, viewer_of
from demarc.record.models import Entry, Head, Keeper, SignedHead, Version
from demarc.record.reads.checkpoints import cosigners, noted
from demarc.record.reads.export import export_lines
from demarc.record.reads.front_page import LeftOut, front_page
from demarc.record.reads.membership import parties_of
from demarc.record.reads.originals import originals, withheld_originals
from demarc.record.reads.population import population_rows, withheld_items

PAGE = 100
RECORD, CHECKPOINTS = "record.jsonl", "checkpoints/"
"""As `files/pack` calls them, which reads them again."""


class Pack:
    """One side's copy as of `now`; its front page can be written once the members were read, which counts what is bare."""

    def __init__(self, *, engagement: str, by: str, now: datetime) -> None:
        """Find out who reads. Raises `NotFound` for strangers."""
        self._viewer: Viewer = viewer_of(engagement=engagement, by=by, now=now)
        self._now = now
        self._size = Head.objects.values_list("size", flat=True).get(engagement=engagement)
        self._bare = 0

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give name and content of each, in the order in which they are to be written."""
        yield RECORD, self._record()
        yield "population.csv", population_rows(self._viewer)
        yield from self._versions()
        yield from self._checkpoints()
        yield "keys.txt", iter((self._keys().encode(),))
        yield from originals(self._viewer)

    def front(self) -> FrontPage:
        """Gather the front page; after the members, since it counts what they left out."""
        left_out = LeftOut(
            entries=self._bare,
            items=withheld_items(self._viewer),
            originals=withheld_originals(self._viewer),
            erased=Entry.objects.filter(engagement=self._viewer.engagement, act="erased", item="").count(),
        )
        return front_page(self._viewer, size=self._size, now=self._now, left_out=left_out)

    def _record(self) -> Iterator[bytes]:
        viewer = self._viewer
        for line in export_lines(engagement=viewer.engagement, by=viewer.person, now=self._now):
            # Only a bare line begins so and ends with its place: it has no public part between.
            if b'"public":' not in line and (entry := read_entry(line)) is not None and entry.public is None:
                self._bare += 1
            yield line

    def _versions(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        for version in Version.objects.filter(engagement=self._viewer.engagement).signed().order_by("number"):
            yield f"matrix/version-{version.number}.json", iter((version.text.encode(),))

    def _checkpoints(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        engagement, after = self._viewer.engagement, -1
        while page := list(SignedHead.objects.filter(engagement=engagement, size__gt=after).order_by("size")[:PAGE]):
            signed = cosigners(engagement, [head.size for head in page])
            for head in page:
                yield f"{CHECKPOINTS}{head.size}.txt", iter((noted(head, signed.get(head.size, ())).encode(),))
            after = page[-1].size

    def _keys(self) -> str:
        """List every public key: those the server signed by, and those the firms gave."""
        engagement = self._viewer.engagement
        hosts = SignedHead.objects.filter(engagement=engagement).order_by("key").values_list("key", flat=True).distinct()
        own = dict(Keeper.objects.filter(engagement=engagement).exclude(key="").values_list("party", "key"))
        lines = ["Keys as this server knows them. Ask each firm for its own, apart from this file.", ""]
        lines += [f"the server: {key}" for key in hosts]
        lines += [f"{party.name}: {own[party.id]}" for party in parties_of(engagement) if party.id in own]
        return "\n".join(lines) + "\n"
