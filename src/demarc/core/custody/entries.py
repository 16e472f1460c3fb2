"""Entries: one line of the ledger for each act, with the custody it led to.

The public part is plain data for everybody of the engagement; free text is private and reaches the record only as a
salted commitment. From its entries alone an item's custody can be told for any instant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.custody.custody import Custody
from demarc.core.custody.plain import Plain, custody_from_plain, custody_to_plain
from demarc.core.custody.states import Act
from demarc.core.instants import instant_of, micros
from demarc.core.words import ItemId, PartyId, PersonId


@dataclass(frozen=True, slots=True)
class Private:
    """A free text of an entry: which field it is, what it says, and the one party that may read it (None: both sides)."""

    field: str
    text: str
    party: PartyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: who did what to which item when, and the custody after it.

    `said` holds what else is public about the act, as plain data (a cited row, a period, who was called); `private`
    holds the free texts. `item_version` is the custody's version after the act, 1 for the first.
    """

    act: Act
    by: PersonId
    at: datetime
    after: Custody
    said: Mapping[str, Plain] = field(default_factory=dict)
    private: tuple[Private, ...] = ()

    @property
    def item(self) -> ItemId:
        """Name the item."""
        return self.after.item

    @property
    def item_version(self) -> int:
        """Count this item's entries up to and with this one."""
        return self.after.version

    def public(self) -> dict[str, Plain]:
        """Write the public part as plain data: what the tree hashes, together with the commitments to the private part."""
        after = custody_to_plain(self.after)
        del after["item"], after["version"]
        plain: dict[str, Plain] = {
            "item": self.item,
            "item_version": self.item_version,
            "at": micros(self.at),
            "act": str(self.act),
            "by": self.by,
            "after": after,
        }
        if self.said:
            plain["said"] = dict(self.said)
        return plain


def entry_from_public(plain: Mapping[str, Plain], private: tuple[Private, ...] = ()) -> Entry:
    """Read an entry back from its public part. Raises `NotAnEntry` when the data is none."""
    match plain:
        case {
            "item": str(item),
            "item_version": int(version),
            "at": int(at),
            "act": str(act),
            "by": str(by),
            "after": dict(after),
        }:
            said = plain.get("said")
            return Entry(
                act=Act(act),
                by=PersonId(by),
                at=instant_of(at),
                after=custody_from_plain({**after, "item": item, "version": version}),
                said=said if isinstance(said, dict) else {},
                private=private,
            )
        case _:
            raise NotAnEntry(sorted(plain))


class NotAnEntry(ValueError):
    """Data that should be an entry of custody is something else."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(
            f"not an entry of custody: it has `{', '.join(keys)}`; needed are item, item_version, at, act, by, after"
        )
