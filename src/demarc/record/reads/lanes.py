"""The lanes of the matrix in force: which are live, and since when the others are only observed."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.golive import OBSERVED
from demarc.record.access import viewer_of
from demarc.record.models import Version
from demarc.record.reads.matrix import NothingInForce, matrix_in_force, version_ready


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A lane: its name and title, whether it is live, and, where it is not, since when it is observed."""

    name: str
    title: str
    live: bool
    since: datetime | None = None

    @property
    def earliest(self) -> datetime | None:
        """Return from when on it may go live."""
        return self.since + OBSERVED if self.since else None


def lanes_page(*, engagement: str, by: str, now: datetime) -> tuple[LaneLine, ...]:
    """List the lanes of the matrix in force. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    try:
        lanes = matrix_in_force(engagement=engagement, now=now).matrix.lanes
    except NothingInForce:
        return ()
    return tuple(
        LaneLine(
            lane.name,
            lane.title or lane.name,
            lane.live,
            None if lane.live else observed_since(engagement=engagement, lane=lane.name, now=now),
        )
        for lane in lanes
    )


def observed_since(*, engagement: str, lane: str, now: datetime) -> datetime | None:
    """Give the start of the first of the versions that, without a break until now, observe the lane; None if none does."""
    since = None
    started = Version.objects.filter(engagement=engagement, starts_at__lte=now).signed().in_force_first()
    for number, starts_at in started.values_list("number", "starts_at"):
        lanes = {one.name: one.live for one in version_ready(engagement=engagement, number=number).matrix.lanes}
        if lanes.get(lane, True):
            break
        since = starts_at
    return since
