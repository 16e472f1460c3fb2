"""An entry's row and its value: the only code that knows both, and the place where private texts are sealed."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.custody.entries import Entry, Private, entry_from_public
from demarc.core.custody.plain import Plain
from demarc.core.custody.states import Act
from demarc.core.instants import micros
from demarc.core.leaf import FORMAT, SALT_BYTES, canonical, canonical_unchecked, commitment
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

    def public(self) -> dict[str, Plain]:
        """Write the public part as plain data, as an entry of an item does."""
        public: dict[str, Plain] = {"item": "", "at": micros(self.at), "act": self.act, "by": self.by}
        if self.said:
            public["said"] = dict(self.said)
        return public


@dataclass(frozen=True, slots=True)
class Sealed:
    """A private text and the salt of its commitment."""

    private: Private
    salt: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """An entry ready for the ledger but for its place: its canonical text up to there, and its private texts, sealed.

    `after` is the part of the text that says the custody after the act, empty for a statement.
    """

    entry: Entry | Statement
    text: bytes
    after: str
    sealed: tuple[Sealed, ...]

    def placed(self, seq: int) -> bytes:
        """Complete the text with the entry's place, the way it is hashed; a statement's version is its place."""
        if isinstance(self.entry, Entry):
            return b'%s,"seq":%d,"v":%d}' % (self.text, seq, FORMAT)
        return canonical({**json.loads(self.text + b"}"), "item_version": seq, "seq": seq, "v": FORMAT})


def write(engagement: str, entry: Entry | Statement) -> Written:
    """Make an entry ready: seal its private texts and say in public only what they were committed to.

    `sealed` gives the commitments by field; `only` names the one party that may see a note internal to it. Raises
    `NotCanonical`.
    """
    public = entry.public() | {"engagement": engagement}
    sealed = tuple(Sealed(private, secrets.token_bytes(SALT_BYTES)) for private in entry.private)
    if sealed:
        public["sealed"] = {one.private.field: commitment(one.salt, one.private.text) for one in sealed}
    if only := _only_for(entry):
        public["only"] = only
    if isinstance(entry, Statement):
        return Written(entry, canonical(public)[:-1], "", sealed)
    # The custody stands in the item's row too, so it is written by itself. In the order of the keys it is the second,
    # and the place of an entry, `seq` and `v`, comes last.
    act, custody = public.pop("act"), public.pop("after")
    assert isinstance(custody, dict)
    after = canonical(custody)
    text = b'{"act":%s,"after":%s,%s' % (canonical_unchecked(act), after, canonical(public)[1:-1])
    return Written(entry, text, after.decode(), sealed)


def entry_of(row: models.Entry, privates: Iterable[models.Private] = ()) -> Entry:
    """Read an item's entry back, with the private texts that are handed in."""
    texts = tuple(Private(one.field, one.value, PartyId(one.party) if one.party else None) for one in privates)
    return entry_from_public(json.loads(row.public), texts)


def author_of(row: models.Entry) -> PersonId:
    """Tell who did what a stored entry says."""
    by: PersonId = json.loads(row.public)["by"]
    return by


def only_for(row: models.Entry) -> PartyId | None:
    """Tell the one party that may see a stored entry, or None when everybody who may see its item does."""
    if row.act != Act.NOTE:
        return None
    only: PartyId | None = json.loads(row.public).get("only")
    return only


def _only_for(entry: Entry | Statement) -> PartyId | None:
    parties = {private.party for private in entry.private}
    return parties.pop() if entry.act == Act.NOTE and len(parties) == 1 else None
