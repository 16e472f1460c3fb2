"""The demo's banner: who one may be, the clock that can be pushed forward, the tour. Without the demo there is none."""

import os
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from demarc.core.words import Side
from demarc.doors.web.tour import TourLine, step_shown
from demarc.record.reads.cast import CastLine, cast_of_the_demo
from demarc.record.reads.items import tickets_kept_at_home
from demarc.record.reads.membership import Member

FEATURED = ("dana", "luis", "tomasz", "ruth")
AGAIN = "demo-again"
"""A file in the home that asks the demo's process to begin anew once it has stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What the banner shows: the people one may be, the four of the stories first, and the step of the tour, if any.

    `kept_at_home` counts the tickets that were never offered to anybody; it is told at the tour's end.
    """

    cast: tuple[CastLine, ...]
    others: tuple[CastLine, ...]
    tour: TourLine | None = None
    kept_at_home: int = 0


def banner(request: HttpRequest, member: Member | None, now: datetime) -> Banner | None:
    """Give the banner in the demo, None anywhere else."""
    if not settings.DEMARC_DEMO:
        return None
    everybody = {one.key: one for one in cast_of_the_demo()}
    cast = tuple(everybody.pop(key) for key in FEATURED if key in everybody)
    tour = step_shown(request.GET.get("tour", ""))
    last = tour is not None and not tour.after and member is not None
    kept = tickets_kept_at_home(engagement=member.engagement, by=member.person.id, now=now) if last and member else 0
    return Banner(cast=cast, others=tuple(everybody.values()), tour=tour, kept_at_home=kept)


def counterparts(cast: tuple[CastLine, ...], person: str) -> tuple[CastLine, CastLine] | None:
    """Choose one person of each side to be looked at together, the one who asks among them."""
    chosen: dict[Side, CastLine] = {}
    order = {key: place for place, key in enumerate(FEATURED)}
    for one in sorted(cast, key=lambda one: (one.id != person, order.get(one.key, len(order)))):
        chosen.setdefault(one.side, one)
    return (chosen[Side.CLIENT], chosen[Side.PROVIDER]) if len(chosen) > 1 else None


def ask_to_begin_again() -> None:
    """Ask this process to stop and the demo to begin anew; whoever runs it finds the file."""
    (Path(settings.DEMARC_HOME) / AGAIN).touch()
    os.kill(os.getpid(), signal.SIGTERM)
