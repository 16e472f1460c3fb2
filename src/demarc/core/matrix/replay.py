"""Items routed through two versions: which of them would have come to somebody else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.who import who


@dataclass(frozen=True, slots=True)
class Routed:
    """What of an item decides where it goes, and who holds it."""

    id: str
    facts: Mapping[str, object]
    received_at: datetime
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """An item that the two versions give to different people: by which rows (empty: none), from whom, to whom."""

    item: str
    before: str
    after: str
    row_before: str
    row_after: str


def moved(old: Compiled, new: Compiled, items: Iterable[Routed]) -> Iterator[Move]:
    """Yield the items whose first call differs, both versions asked at the instant the item came."""
    for item in items:
        was, would = (who(version, item.facts, item.received_at) for version in (old, new))
        if was.holder != would.holder:
            yield Move(item.id, was.holder or "", would.holder or "", was.verdict.row or "", would.verdict.row or "")
