"""The quarterly reconciliation: what was worked outside the rows, and what both sides make of it.

`quarter_lines` is the definition: it walks every entry of every item. The record reads far fewer, and a test holds the
two to each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from demarc.core.custody.custody import WAITED_FOR, Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.excepted import exception_of
from demarc.core.custody.states import Act, State, Title
from demarc.core.instants import micros
from demarc.core.leaf import canonical
from demarc.core.words import ItemId, ItemKind, PartyId, PersonId, RowId

QUARTER = timedelta(days=91)
"""Thirteen weeks, so that the review falls on the same weekday each time."""
TIME_TO_CLOSE = timedelta(days=14)
"""How long both sides have from its opening to dispose of every line and sign. Then it is overdue."""
TOLD_AGAIN = timedelta(days=7)
"""How often the executives hear of one that is overdue."""


def next_review(started: datetime, now: datetime) -> datetime:
    """Tell when the next reconciliation is due: every thirteen weeks from the start of the engagement (both aware UTC)."""
    return started + (max(now - started, timedelta()) // QUARTER + 1) * QUARTER


def unfit_next(next_at: datetime, now: datetime) -> str:
    """Say why a date cannot be that of the next reconciliation, or nothing: it lies ahead, within thirteen weeks."""
    if next_at <= now:
        return f"`{next_at:%Y-%m-%d}` as the next reconciliation is refused: it lies in the past."
    if next_at > now + QUARTER:
        latest = now + QUARTER
        return f"`{next_at:%Y-%m-%d}` is refused: the next reconciliation is within thirteen weeks, by {latest:%Y-%m-%d}."
    return ""


class Matter(StrEnum):
    """What a line of a reconciliation is about."""

    GAP = "scope gap"
    """No single row takes these items; the intake holder decided."""
    EXCEPTION = "exception"
    """They crossed the line against their row, because somebody accepted."""
    CREEP = "scope creep"
    """The side that their row does not name took them over, without an offer and without a ruling."""
    RULING = "ruling"
    """A ruling that holds until the reconciliation."""


class Disposal(StrEnum):
    """What becomes of a line."""

    AMEND = "amend"
    STOP = "stop"
    ACCEPT = "accept"
    DISAGREE = "we disagree"


@dataclass(frozen=True, slots=True)
class Past:
    """The whole past of one item: its entries in order, and its topic."""

    entries: Sequence[Entry]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """Work of one kind in a quarter: its items, each with its minutes. `topic` is said only where no row takes them."""

    matter: Matter
    row: str
    topic: str
    items: tuple[tuple[ItemId, int], ...]

    @property
    def minutes(self) -> int:
        """Add up the minutes of its items."""
        return sum(minutes for _, minutes in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """From when to when is looked, and how to tell sides: `named` gives the party a row of a version named at an instant.

    `parties` are those of everybody who ever took part. Instants are aware UTC; `until` is not part of the quarter.
    """

    since: datetime
    until: datetime
    named: Callable[[str, RowId, datetime], PartyId | None]
    parties: Mapping[PersonId, PartyId]


def quarter_lines(pasts: Iterable[Past], quarter: Quarter) -> tuple[QuarterLine, ...]:
    """List the work outside the rows in a quarter: scope gaps, exceptions, scope creep, each by row or topic.

    An item stands under each heading under which some of its time in the quarter falls, with that time.
    """
    found: dict[tuple[Matter, str, str], dict[ItemId, timedelta]] = defaultdict(dict)
    for past in pasts:
        for custody, matter, time in _outside(past.entries, quarter):
            key = (matter, custody.row or "", "" if custody.row else past.topic)
            found[key][custody.item] = found[key].get(custody.item, timedelta()) + time
    order = list(Matter)
    return tuple(
        QuarterLine(*key, tuple(sorted((item, time // timedelta(minutes=1)) for item, time in found[key].items())))
        for key in sorted(found, key=lambda key: (order.index(key[0]), *key[1:]))
    )


_RULED = frozenset({Act.RULE, Act.SETTLE, Act.RULE_OWN})
_SORTED = frozenset({Act.REROUTE, Act.REOPEN, Act.STAND_IN})


def _outside(entries: Sequence[Entry], quarter: Quarter) -> Iterator[tuple[Custody, Matter, timedelta]]:
    """Yield each stretch of an item in the quarter that lay outside the rows: the custody then, as what, and how long."""
    seen = [entry for entry in entries if entry.at < quarter.until]
    if not seen or seen[0].after.drill or seen[0].after.kind in {*WAITED_FOR, ItemKind.FLAG}:
        return
    ends = [*(entry.at for entry in seen[1:]), quarter.until]
    crossed = ruled = False
    before: PartyId | None = None
    for entry, end in zip(seen, ends, strict=True):
        after = entry.after
        party = quarter.parties.get(after.holder)
        crossed = exception_of(entry) is not None or (crossed and party == before)
        ruled = entry.act in _RULED or (ruled and entry.act not in _SORTED)
        before = party
        matter = _matter(after, quarter, entry.at, crossed=crossed and not ruled, ruled=ruled)
        if matter is Matter.GAP and seen[-1].after.row:
            # What is known of it was corrected, and a row takes it: nothing is missing in the matrix.
            matter = None
        start = max(entry.at, quarter.since, _wakes(after, entry.at))
        if matter and after.is_open and end > quarter.since:
            yield after, matter, max(end - start, timedelta())


def _matter(custody: Custody, quarter: Quarter, at: datetime, *, crossed: bool, ruled: bool) -> Matter | None:
    if crossed:
        return Matter.EXCEPTION
    if custody.row is None:
        return Matter.GAP
    if ruled or custody.title is not Title.ACCEPTANCE:
        return None
    named = quarter.named(custody.matrix_version, custody.row, at)
    return Matter.CREEP if named not in {None, quarter.parties.get(custody.holder)} else None


def _wakes(custody: Custody, at: datetime) -> datetime:
    """Tell when an item that sleeps until opening wakes: nobody works on it before."""
    return custody.accept.start if custody.accept and custody.state is State.ROUTED else at


@dataclass(frozen=True, slots=True)
class Disposed:
    """A line with what was decided about it: until when it is accepted, and the version or dispute it led to."""

    line: QuarterLine
    how: Disposal
    until: datetime | None = None
    led_to: str = ""


def digest_of_list(
    *, number: int, provider: str, since: datetime, until: datetime, next_at: datetime, lines: Sequence[Disposed]
) -> str:
    """Give the digest that both sides sign: hexadecimal SHA-256 of the disposed list as canonical text."""
    plain = {
        "number": number,
        "provider": provider,
        "since": micros(since),
        "until": micros(until),
        "next": micros(next_at),
        "lines": [
            {
                "matter": str(one.line.matter),
                "row": one.line.row,
                "topic": one.line.topic,
                "items": [[item, minutes] for item, minutes in one.line.items],
                "how": str(one.how),
                "until": micros(one.until) if one.until else 0,
                "led_to": one.led_to,
            }
            for one in lines
        ],
    }
    return sha256(canonical(plain)).hexdigest()
