"""What a batch of signals comes to, as values: made by `sorting`, applied by `take_in` as a whole or not at all."""

from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.words import ItemId
from demarc.record.translate.custody import About

SIGNAL_COLUMNS = (
    *("engagement", "inbox", "position", "received_at", "tier", "fingerprint", "state", "subject"),
    *("item", "row", "expires_at", "due"),
)
"""The columns of `Batch.signals`."""


@dataclass(slots=True)
class Batch:
    """What was decided: entries in order, what the items are about, where each signal ended, what is watched no more.

    `grown` maps causes that were watched to the item each became and since when it was watched; `cleared` are causes
    that are over, as far as they had been reported before this batch; `anew` are older items whose facts have changed.
    """

    entries: list[Entry] = field(default_factory=list)
    before: dict[ItemId, Custody] = field(default_factory=dict)
    about: dict[ItemId, About] = field(default_factory=dict)
    signals: list[tuple[object, ...]] = field(default_factory=list)
    grown: dict[str, tuple[ItemId, datetime]] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    anew: set[ItemId] = field(default_factory=set)

    def stop_watching(self, cause: str) -> None:
        """Let no report of the cause so far become an item any more, neither a stored one nor one of this batch."""
        self.cleared.add(cause)
        due, of = SIGNAL_COLUMNS.index("due"), SIGNAL_COLUMNS.index("fingerprint")
        self.signals = [
            (*signal[:due], None, *signal[due + 1 :]) if signal[of] == cause else signal for signal in self.signals
        ]
