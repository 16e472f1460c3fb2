"""The demo's banner: who one may be, and the clock that can be pushed forward. Without the demo there is none."""

from dataclasses import dataclass

from django.conf import settings

from demarc.record.reads.cast import CastLine, cast_of_the_demo


@dataclass(frozen=True, slots=True)
class Banner:
    """What the banner shows: the people one may be."""

    cast: tuple[CastLine, ...]


def banner() -> Banner | None:
    """Give the banner in the demo, None anywhere else."""
    return Banner(cast_of_the_demo()) if settings.DEMARC_DEMO else None
