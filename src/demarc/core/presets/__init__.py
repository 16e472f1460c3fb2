"""A complete first matrix for each usual split, with example people in it: sound, and ready to be made one's own."""

from datetime import date

from demarc.core.catalogue import Split
from demarc.core.matrix.table import DisputeRule, Engagement, Matrix
from demarc.core.presets import cast, frame
from demarc.core.presets.grants import permissions
from demarc.core.presets.rows import rows

__all__ = ["first_matrix"]

DEFAULT_ZONE = "America/Chicago"


def first_matrix(split: Split, *, start: date, zone: str = DEFAULT_ZONE) -> Matrix:
    """Write the whole matrix of a split. `start` is the local date its rosters begin; `zone` is the client's site."""
    topics = frame.topics()
    lines = rows(split)
    return Matrix(
        version="1",
        engagement=_engagement(split, zone),
        directory=cast.directory(split, start, zone),
        aspects=frame.aspects(topics),
        rows=lines,
        topics=topics,
        calendars=cast.calendars(start, zone),
        clocks=frame.CLOCKS,
        permissions=permissions(split, lines),
        lanes=frame.LANES,
        glossary=frame.GLOSSARY,
    )


def _engagement(split: Split, zone: str) -> Engagement:
    """Name the people the matrix leans on. Where the provider runs the desk, it also sorts what nobody owns."""
    at_the_provider = split in {Split.NEAR_FULL, Split.FULL}
    return Engagement(
        client=cast.CLIENT,
        providers=(cast.PROVIDER,),
        zone=zone,
        intake_holder=cast.DESK if at_the_provider else cast.LEAD,
        intake_deputy=cast.SERVICE_MANAGER if at_the_provider else cast.LEAD_DEPUTY,
        executive=cast.EXECUTIVE,
        executive_deputy=cast.EXECUTIVE_DEPUTY,
        dispute_rule=DisputeRule(cast.EXECUTIVE, cast.EXECUTIVE_DEPUTY, frame.DISPUTE_TEXT),
    )
