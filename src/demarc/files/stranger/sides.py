"""Who a table speaks of: people, posts, teams and firms, and on which side of the line each stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from demarc.core.meaning.holders import HolderKind, HolderMeaning, holder_of
from demarc.core.words import Side
from demarc.files.responsibility import Layout, ResponsibilityTable
from demarc.files.responsibility.words import folded
from demarc.files.stranger.mapping import Overruled
from demarc.files.stranger.standing import CUSTOMER as CUSTOMER_ORIGIN
from demarc.files.stranger.standing import PROVIDER as PROVIDER_ORIGIN

FIRMS = frozenset({HolderKind.FIRM, HolderKind.VENDOR, HolderKind.UNCLEAR})
INHERITED = "inherited from"
INTERNAL, PROVIDER = "internal", "provider"


@dataclass(frozen=True, slots=True)
class Holder:
    """A name in the table: what it is, its side (None where nothing says it), and why; `said` by its own words."""

    name: str
    kind: HolderKind
    side: Side | None
    certain: bool
    because: str

    @property
    def is_person(self) -> bool:
        """Tell whether this is one human."""
        return self.kind is HolderKind.PERSON


def holders_of(tables: Sequence[ResponsibilityTable], said: Overruled) -> Mapping[str, Holder]:
    """Say of every holder what it is. What the words leave open follows from the others: people stand against a firm."""
    found: dict[str, Holder] = {}
    for table in tables:
        for name in _names(table):
            found.setdefault(name, _holder(name, table.parties.get(name, ""), said))
    return {holder.name: holder for holder in _sides_guessed(found.values())}


def _names(table: ResponsibilityTable) -> Sequence[str]:
    """List who a table speaks of; the origins of controls are two parties, and whom a control is inherited from."""
    if table.kind is not Layout.CIS:
        return table.holders
    inherited = (name.split("(")[0].strip() for name in table.holders if name.casefold().startswith(INHERITED))
    return (PROVIDER_ORIGIN, CUSTOMER_ORIGIN, *inherited)


def _holder(name: str, group: str, said: Overruled) -> Holder:
    meant = holder_of(name)
    kind, side, certain, because = meant.kind, meant.side, meant.certain, meant.because
    if kind is HolderKind.SEVERAL and _one_person(meant):
        kind = HolderKind.PERSON
    over = holder_of(group) if group else None
    if side is None and over is not None and over.side is not None:
        side, because = over.side, f"{because}, under `{group}`"
    if name.casefold().startswith(INHERITED):
        kind, certain, because = HolderKind.VENDOR, True, "because another firm's authorization covers it"
    if folded(name) in said.people:
        kind, certain, because = HolderKind.PERSON, True, "because --map says so"
    if folded(name) in said.sides:
        side, certain, because = said.sides[folded(name)], True, "because --map says so"
    return Holder(name, kind, side, certain, because)


def _one_person(meant: HolderMeaning) -> bool:
    return len(meant.parts) == 1 and meant.parts[0].is_person


def _sides_guessed(holders: Iterable[Holder]) -> Iterable[Holder]:
    """Give a side to who has none: firms stand against the client, people are the client's, where that leaves two sides."""
    known = list(holders)
    sides = {holder.side for holder in known}
    open_ = [holder for holder in known if holder.side is None]
    firms = [holder for holder in open_ if holder.kind in FIRMS]
    people = [holder for holder in open_ if holder.kind not in FIRMS]
    guess: dict[str, Side] = {}
    if Side.PROVIDER not in sides and firms and (people or Side.CLIENT in sides):
        guess |= {holder.name: Side.PROVIDER for holder in firms[:1]}
    if Side.PROVIDER in sides or guess:
        guess |= {holder.name: Side.CLIENT for holder in people if holder.kind in {HolderKind.PERSON, HolderKind.ROLE}}
    for holder in known:
        if holder.name in guess:
            reason = f"{holder.because}; its side is a guess from the other names"
            yield replace(holder, side=guess[holder.name], certain=False, because=reason)
        else:
            yield holder


def first_name(holders: Iterable[Holder], name: str) -> str:
    """Shorten a person's name to the first where nobody else has it; other names stay."""
    known = list(holders)
    one = next((holder for holder in known if holder.name == name), None)
    if one is None or not one.is_person:
        return name
    first = name.split(maxsplit=1)[0]
    same = [holder for holder in known if holder.name.split()[:1] == [first]]
    return first if len(same) == 1 else name
