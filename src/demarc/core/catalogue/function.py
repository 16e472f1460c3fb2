"""What a function of IT is: an outcome that somebody answers for, and how five usual splits share it out.

The entries themselves stand in the files beside this one, one file for each pair of lanes. A function is a heading over
rows, never a condition; the topic is what a row's scope speaks of.
"""

from dataclasses import dataclass
from enum import StrEnum

from demarc.core.words import ItemKind, Severity


class Split(StrEnum):
    """A usual way to divide the functions between a client and a provider."""

    SECURITY_BACKUP_PATCH = "security-backup-patch"
    AFTER_HOURS = "after-hours"
    MONITORING = "monitoring"
    NEAR_FULL = "near-full"
    FULL = "full"


class Owner(StrEnum):
    """Who answers for a function in a split: the client's lead or executive, the provider, or one by day, one by night."""

    INTERNAL = "I"
    PROVIDER = "P"
    EXECUTIVE = "X"
    DAY_INTERNAL_NIGHT_PROVIDER = "I>P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function: its accountable outcome, what items it gets, its usual owners, clock, proof and standards.

    `owners` follow the order of `Split`. `cadence` is the default clock in words. `always_from` is the severity from
    which its topic runs at every hour, or None for work that waits until opening. A `duty` is owed by every device.
    """

    id: str
    topic: str
    lane: str
    outcome: str
    kinds: tuple[ItemKind, ...]
    owners: tuple[Owner, ...]
    cadence: str
    proof: str
    csf: tuple[str, ...] = ()
    cpg: str = ""
    always_from: Severity | None = None
    security: bool = False

    @property
    def duty(self) -> bool:
        """Tell whether every device owes this, so that a list of devices can be held against it."""
        return ItemKind.DEVICE_DUTY in self.kinds

    @property
    def always_single(self) -> bool:
        """Tell whether this may never be divided among people within one window."""
        return self.id in ALWAYS_SINGLE

    def owner(self, split: Split) -> Owner:
        """Return who answers for it in this split."""
        return self.owners[list(Split).index(split)]


ALWAYS_SINGLE = frozenset(
    {"SE-01", "SE-02", "SE-03", "SE-04", "SE-05", "SE-06"}
    | {"BK-03", "BK-04", "BK-05", "BK-06", "IA-02", "IA-03", "IA-04", "PT-05", "CO-02"},
)
"""Functions that harm somebody when two people each hold half of them. No override."""

TO_THE_EXECUTIVE_WHEN_FULL = frozenset(
    ["PT-06", "EM-05", "SE-05", "SE-07", "VM-04", "CO-01", "CO-08", "AS-05"],
)
"""What a fully managed client cannot hand over: its executive answers, because no internal lead is left to."""

LANE_OF = {
    "SD": "SD",
    "IA": "IA",
    "EP": "EP+PT",
    "PT": "EP+PT",
    "SN": "SN+EM+PH",
    "EM": "SN+EM+PH",
    "PH": "SN+EM+PH",
    "BK": "BK",
    "SE": "SE+VM",
    "VM": "SE+VM",
    "VS": "VS+AS",
    "AS": "VS+AS",
    "CO": "CO+GV",
    "GV": "CO+GV",
}
"""The lane of each two-letter prefix of a function's id."""

_KINDS = {
    "A": ItemKind.ALERT,
    "T": ItemKind.TICKET,
    "D": ItemKind.DEVICE_DUTY,
    "R": ItemKind.RECURRING_DUTY,
    "E": ItemKind.EVIDENCE_REQUEST,
}


def entry(
    id_: str,
    topic: str,
    kinds: str,
    owners: str,
    *,
    outcome: str,
    cadence: str,
    proof: str,
    csf: str = "",
    cpg: str = "",
    always: Severity | None = None,
    security: bool = False,
) -> Function:
    """Write one function down in short: `kinds` as letters (`AD`), `owners` as the first four splits (`I I>P I P`).

    The fifth split follows from the fourth: what stayed with the internal lead goes to the provider or, where only the
    client can answer, to the executive.
    """
    four = tuple(Owner(word) for word in owners.split())
    return Function(
        id=id_,
        topic=topic,
        lane=LANE_OF[id_[:2]],
        outcome=outcome,
        kinds=tuple(_KINDS[letter] for letter in kinds),
        owners=(*four, _when_full(id_, four[-1])),
        cadence=cadence,
        proof=proof,
        csf=tuple(csf.split()),
        cpg=cpg,
        always_from=always,
        security=security,
    )


def _when_full(id_: str, near_full: Owner) -> Owner:
    if near_full is not Owner.INTERNAL:
        return near_full
    return Owner.EXECUTIVE if id_ in TO_THE_EXECUTIVE_WHEN_FULL else Owner.PROVIDER
