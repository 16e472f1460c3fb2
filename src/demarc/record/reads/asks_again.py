"""Whom a proposed version would ask to confirm their rows again: those named in a row whose effect it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.understanding.named import named_in
from demarc.record.reads.matrix import InForce
from demarc.record.reads.row_words import title_of
from demarc.record.reads.understanding import changed_between


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A row that changes for its people, and their names."""

    row: str
    title: str
    names: tuple[str, ...]


def asks_again(
    *, engagement: str, force: InForce, new: InForce, names: Mapping[str, str], now: datetime
) -> tuple[AskedAgain, ...]:
    """List the rows of a new version that its people would have to confirm again, in the order of the matrix."""
    changed = changed_between(engagement, force.number, new.number, new.digest)
    return tuple(
        AskedAgain(row.id, title_of(row), tuple(names.get(one.person, "") for one in named_in(new.matrix, row, now)))
        for row in new.matrix.rows
        if row.id in changed
    )
