"""A version of the matrix that both sides signed, with who signed it and the names its people had: what goes on paper."""

import json
from dataclasses import dataclass
from datetime import datetime

from demarc.core.instants import instant_of, micros
from demarc.core.matrix.canon import from_plain, to_plain
from demarc.core.matrix.table import Matrix
from demarc.core.words import Side


class NoPaper(Exception):
    """There is no PDF of a version; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: for which side and firm, by whom, and when (UTC)."""

    side: Side
    firm: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A signed version: its number and name, the digest of its canonical text, and from when it decides (UTC).

    `matrix` has its people by name, as they were known when this was put together; the canonical text has random ids.
    """

    number: int
    label: str
    digest: str
    starts_at: datetime
    matrix: Matrix
    signatures: tuple[Signed, ...]


def as_json(contract: Contract) -> str:
    """Write a contract as JSON text: the same contract gives the same text."""
    return json.dumps(
        {
            "number": contract.number,
            "label": contract.label,
            "digest": contract.digest,
            "starts_at": micros(contract.starts_at),
            "matrix": to_plain(contract.matrix),
            "signatures": [[one.side, one.firm, one.name, micros(one.at)] for one in contract.signatures],
        },
        sort_keys=True,
        ensure_ascii=False,
    )


def from_json(text: str) -> Contract:
    """Read a contract that `as_json` wrote."""
    plain = json.loads(text)
    return Contract(
        number=plain["number"],
        label=plain["label"],
        digest=plain["digest"],
        starts_at=instant_of(plain["starts_at"]),
        matrix=from_plain(plain["matrix"]),
        signatures=tuple(Signed(Side(side), firm, name, instant_of(at)) for side, firm, name, at in plain["signatures"]),
    )
