"""A person's grade over the rules' one: it needs a reason, and both stay visible."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarc.core.proposal.grade import Graded, Review
from demarc.core.proposal.rule import Grade


@dataclass(frozen=True, slots=True)
class Overruling:
    """Which safeguard gets which grade, and why."""

    id: str
    grade: Grade
    reason: str


def overruled(review: Review, rulings: Sequence[Overruling]) -> Review:
    """Put a person's grades in; the quotes and what was searched stay as they were found."""
    by_id = {ruling.id: ruling for ruling in rulings}
    flags, extras = (
        tuple(_one(graded, by_id.get(graded.id)) for graded in group) for group in (review.flags, review.extras)
    )
    return replace(review, flags=flags, extras=extras)


def _one(graded: Graded, ruling: Overruling | None) -> Graded:
    if ruling is None:
        return graded
    because = f"overruled: {ruling.reason} (the rules said {graded.grade}: {graded.because})"
    return replace(graded, grade=ruling.grade, because=because)
