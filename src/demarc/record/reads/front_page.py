"""The front page of an export, gathered: what this is, who, what stands open, how to check it, what is left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from demarc.core.custody.states import State
from demarc.core.front_page import FrontPage, Passage
from demarc.record.access import Viewer, items_for
from demarc.record.models import Cosignature, Engagement, Entry, Item, Person, SignedHead, Version
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.membership import parties_of
from demarc.record.reads.people import people_of

SHOWN = 40
"""Lines of a table at most: the page is to be read in twenty minutes. The rest is in `population.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What the reader does not get, counted: entries as bare hashes, items, original bodies, and texts erased for all."""

    entries: int
    items: int
    originals: int
    erased: int


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every passage needs: who reads, which engagement, when, and the names of people."""

    viewer: Viewer
    about: Engagement
    now: datetime
    people: dict[str, PersonLine]

    def at(self, instant: datetime | None) -> str:
        """Say an instant at the engagement's place."""
        return f"{instant.astimezone(ZoneInfo(self.about.zone)):%d %b %Y %H:%M}" if instant else ""

    def name(self, person: str) -> str:
        """Name a person and their firm."""
        line = self.people.get(person)
        return f"{line.name} ({line.party})" if line else person


def front_page(viewer: Viewer, *, size: int, now: datetime, left_out: LeftOut) -> FrontPage:
    """Gather the page for an export of `size` entries."""
    about = engagement_of(viewer.engagement)
    desk = _Desk(viewer, about, now, dict(people_of(engagement=viewer.engagement)))
    items = items_for(viewer)
    open_ = list(items.real().open().order_by("next_due", "number"))
    return FrontPage(
        title=f"The record of {parties_of(viewer.engagement)[0].name} and its providers",
        lead=f"Exported {desk.at(now)} ({about.zone}) for {_for_whom(desk)}. It says who held which work, since when "
        "and by what right, and it can be checked without the server it came from.",
        passages=(
            _what(desk, size, items.count()),
            _who(desk),
            _versions(desk),
            _held(desk, open_),
            _late(desk, [item for item in open_ if item.next_due and item.next_due <= now]),
            _disputed(desk, [item for item in open_ if item.state == State.DISPUTED]),
            _check(desk),
            _without(left_out),
            _files(),
        ),
    )


def _for_whom(desk: _Desk) -> str:
    firm = next((party.name for party in parties_of(desk.viewer.engagement) if party.id == desk.viewer.party), "")
    if desk.viewer.guest:
        return f"{desk.people[desk.viewer.person].name}, a reader for some days, let in by {firm}"
    return firm


def _what(desk: _Desk, size: int, items: int) -> Passage:
    first = Entry.objects.filter(engagement=desk.viewer.engagement, seq=0).values_list("at", flat=True).first()
    return Passage(
        "What this is",
        (
            (
                "Two firms do IT together: the client and its provider. This is their common record. Each line says what "
                "was done, by whom and when: work arrived, was offered, accepted, declined, disputed, ruled on, closed."
            ),
            (
                "The rule behind it: what one firm hands the other stays with the sender until a person on the other side "
                "accepts. So every piece of work has exactly one named holder at every instant."
            ),
            f"It begins {desk.at(first)} and ends {desk.at(desk.now)}. It holds {size} entries about {items} items.",
        ),
    )


def _who(desk: _Desk) -> Passage:
    here = Person.objects.filter(engagement=desk.viewer.engagement, left_at__isnull=True)
    counted = Counter(here.values_list("party", flat=True))
    rows = tuple((party.name, str(party.side), str(counted[party.id])) for party in parties_of(desk.viewer.engagement))
    return Passage("Who takes part", rows=(("Firm", "Side", "People"), *rows))


def _versions(desk: _Desk) -> Passage:
    signed = list(Version.objects.filter(engagement=desk.viewer.engagement).signed().order_by("number"))
    started = [one for one in signed if one.starts_at and one.starts_at <= desk.now]
    current = max(started, key=lambda one: (one.starts_at, one.number), default=None)
    rows = tuple(
        (one.label, desk.at(one.starts_at), "in force" if one == current else "", f"`{one.digest}`") for one in signed
    )
    lines = (
        (
            "Who is accountable for what stands in a responsibility matrix, which both firms sign. Every decision names "
            "the version and the row that made it. A version's file in this pack has exactly the SHA-256 named here."
        ),
        "A matrix and a ruling decide who holds the work, never who pays or is liable.",
    )
    return Passage("By which rules", lines, (("Version", "Decides from", "Now", "SHA-256"), *rows))


def _held(desk: _Desk, items: Sequence[Item]) -> Passage:
    counted = Counter(item.holder for item in items).most_common(SHOWN)
    rows = tuple((desk.name(person), str(count)) for person, count in counted)
    lines = (f"{_count(len(items), 'item')} open, each with a holder.",)
    return Passage("What is held, by whom", lines, (("Holder", "Open items"), *rows) if rows else ())


def _late(desk: _Desk, items: Sequence[Item]) -> Passage:
    if not items:
        return Passage("What is overdue", ("Nothing: no clock of an open item has run out.",))
    lines = (f"{_count(len(items), 'open item')} with a clock that has run out; each has called somebody.", *_more(items))
    return Passage("What is overdue", lines, _table(desk, items, "Due since"))


def _disputed(desk: _Desk, items: Sequence[Item]) -> Passage:
    if not items:
        return Passage("What is in dispute", ("Nothing.",))
    lines = ("While they argue an interim holder works on it, and it cannot be passed on.", *_more(items))
    return Passage("What is in dispute", lines, _table(desk, items, "Next step by"))


def _table(desk: _Desk, items: Sequence[Item], clock: str) -> tuple[tuple[str, ...], ...]:
    shown = (
        (
            numbered(desk.about.prefix, item.number),
            item.subject,
            item.priority,
            desk.name(item.holder),
            desk.at(item.next_due),
        )
        for item in items[:SHOWN]
    )
    return (("Number", "What", "Priority", "Holder", clock), *shown)


def _more(items: Sequence[Item]) -> tuple[str, ...]:
    return (f"The first {SHOWN} are shown; all are in `population.csv`.",) if len(items) > SHOWN else ()


def _check(desk: _Desk) -> Passage:
    heads = SignedHead.objects.filter(engagement=desk.viewer.engagement)
    last = heads.order_by("-size").first()
    signed = Cosignature.objects.filter(engagement=desk.viewer.engagement).count()
    kept = (
        f"The server took {_count(heads.count(), 'checkpoint')}, the last at {last.size} entries on {desk.at(last.at)}; "
        f"{_count(signed, 'countersignature')} by the firms themselves stand under them."
        if last
        else "No checkpoint has been signed yet, so only the file itself can be checked."
    )
    return Passage(
        "How to check it",
        (
            (
                "Take the program `demarc` (it needs no network) and run `demarc verify` on this pack as you got it. It "
                "checks that no entry was changed, removed, added or moved since the record was exported."
            ),
            (
                "That the record was not rewritten before that, only something from elsewhere can show: ask either firm "
                "for a checkpoint from its own mailbox and add `--checkpoint FILE`, or for an earlier export and add "
                "`--earlier EXPORT`. Ask them for their keys too (`--key KEY`): those in `keys.txt` come from this server."
            ),
            kept,
        ),
    )


def _without(left: LeftOut) -> Passage:
    if not any((left.entries, left.items, left.originals, left.erased)):
        return Passage("What was left out", ("Nothing.",))
    rows = (
        ("Entries of which only the hash is here, such as the other firm's internal notes", str(left.entries)),
        ("Items of another provider, of which only the number is here", str(left.items)),
        ("Originals that hold something of such items", str(left.originals)),
        ("Texts erased for everybody, on request; the record says when, by whom and why", str(left.erased)),
    )
    lines = ("Each is counted, and the tree verifies with it: nothing is silently absent.",)
    return Passage("What was left out", lines, (("What", "How many"), *rows))


def _files() -> Passage:
    rows = (
        ("record.jsonl", "every entry, one per line, with its hash; what `demarc verify` reads"),
        ("population.csv", "every item by its number without a gap, with UTC and local time: to draw a sample from"),
        ("matrix/", "each signed version, byte for byte as it was signed"),
        ("checkpoints/", "each signed checkpoint with every signature under it"),
        ("originals/", "what came in from other systems, byte for byte, with a list"),
        ("keys.txt", "the public keys that check the signatures, as this server knows them"),
    )
    return Passage("What is in this pack", rows=(("File", "What it is"), *rows))


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
