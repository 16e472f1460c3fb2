"""An entry's row and its value: the only code that knows both, and the place where private texts are sealed."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.custody.entries import Entry, Private, entry_from_public
from demarc.core.custody.plain import Plain
from demarc.core.custody.states import Act
from demarc.core.leaf import FORMAT, SALT_BYTES, commitment, micros
from demarc.core.words import PartyId, PersonId
from demarc.record import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An entry about the whole engagement and no item: a version was signed, a text was erased, the record was exported."""

    act: str
    by: PersonId
    at: datetime
    said: Mapping[str, Plain] = field(default_factory=dict)
    private: tuple[Private, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A private text with the salt it was committed to."""

    private: Private
    salt: bytes

    @property
    def commitment(self) -> str:
        """Return what stands in the entry instead of the text."""
        return commitment(self.salt, self.private.text)


def seal(privates: Iterable[Private]) -> tuple[Sealed, ...]:
    """Give every private text a salt of its own."""
    return tuple(Sealed(private, secrets.token_bytes(SALT_BYTES)) for private in privates)


def public_of(engagement: str, seq: int, entry: Entry | Statement, sealed: Iterable[Sealed]) -> dict[str, Plain]:
    """Write the public part of an entry, whole, as it is hashed.

    To what the act says it adds the leaf's format, the engagement and the place in it, the commitments to private texts
    by field, and `only`, the one party that may see a note that is internal to it.
    """
    if isinstance(entry, Entry):
        public = entry.public()
    else:
        public = {"item": "", "item_version": seq, "at": micros(entry.at), "act": entry.act, "by": entry.by}
        if entry.said:
            public["said"] = dict(entry.said)
    public |= {"v": FORMAT, "engagement": engagement, "seq": seq}
    commitments: dict[str, Plain] = {one.private.field: one.commitment for one in sealed}
    if commitments:
        public["sealed"] = commitments
    if only := _only_for(entry):
        public["only"] = only
    return public


def entry_of(row: models.Entry, privates: Iterable[models.Private] = ()) -> Entry:
    """Read an item's entry back, with the private texts that are handed in."""
    texts = tuple(Private(one.field, one.value, PartyId(one.party) if one.party else None) for one in privates)
    return entry_from_public(json.loads(row.public), texts)


def _only_for(entry: Entry | Statement) -> PartyId | None:
    parties = {private.party for private in entry.private}
    return parties.pop() if entry.act == Act.NOTE and len(parties) == 1 else None
