"""What people are told after an act: who hears of it, why them, why now, what they can do, and what happens next.

What happens next comes with its instant: the one at which the item's clock calls the next people unless somebody acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act, State, Title
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to one person about one item.

    `about` is one word for what it is for; `key` is the same however often the notice is written. `why_now` may speak of
    `{since}`, an instant; `then` says what happens next, at `then_at` (both aware UTC). What is `urgent` waits for nothing.
    """

    to: PersonId
    item: ItemId
    about: str
    why_you: str
    why_now: str
    what_next: str
    then: str
    key: str
    since: datetime | None = None
    then_at: datetime | None = None
    urgent: bool = False


class Reader(StrEnum):
    """Whom a message is for, seen from the act."""

    HOLDER = "holder after the act"
    RECEIVER = "receiver after the act"
    FORMER_HOLDER = "who held it before, if that is somebody else"
    FORMER_RECEIVER = "who was asked before"
    CALLED = "everybody who has been called"


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one message. `why_you` is filled in by the title where it is empty."""

    reader: Reader
    about: str
    why_you: str
    why_now: str
    what_next: str
    since: datetime | None = None


_MOVED = Message(
    Reader.FORMER_HOLDER, "moved", "You held it until now.", "It has a new holder.", "Nothing: it is no longer yours."
)
_YOURS = Message(Reader.HOLDER, "routed", "", "It is yours now.", "Accept it, or act on it.")
_OFFERED = Message(
    Reader.RECEIVER,
    "offered",
    "It is offered to you.",
    "It was offered just now, and the sender holds it until you accept.",
    "Accept it, or decline it with a row or an exclusion.",
)
_DISPUTED = Message(
    Reader.CALLED,
    "dispute",
    "You lead one of the two sides, or you rule.",
    "Whose work it is has been disputed; an interim holder works on it.",
    "Give your side's statement. Below P1 and security both leads may settle it; else the arbiter rules.",
)
_INTERIM = Message(
    Reader.HOLDER,
    "interim",
    "",
    "Whose it is has been disputed, and passing is blocked.",
    "Work on it until the leads settle or the arbiter rules.",
)

TOLD: Mapping[Act, tuple[Message, ...]] = {
    Act.RECEIVE: (_YOURS,),
    Act.SPLIT: (_YOURS,),
    Act.ASK: (Message(Reader.HOLDER, "asked", "You are asked.", "The holder waits for your answer.", "Answer it."),),
    Act.ANSWER: (Message(Reader.HOLDER, "answered", "You asked.", "The ask has ended.", "Read it and go on."),),
    Act.ACCEPT: (
        Message(Reader.FORMER_HOLDER, "accepted", "You held it until now.", "It was accepted.", "Nothing: it moved on."),
    ),
    Act.OFFER: (_OFFERED,),
    Act.READDRESS: (
        _OFFERED,
        Message(Reader.FORMER_RECEIVER, "withdrawn", "It was offered to you.", "The offer went to another.", "Nothing."),
    ),
    Act.DECLINE: (
        Message(Reader.HOLDER, "declined", "You offered it.", "It was declined.", "Read the citation: you still hold it."),
    ),
    Act.WITHDRAW: (
        Message(
            Reader.FORMER_RECEIVER, "withdrawn", "It was offered to you.", "The offer is off.", "Nothing: it is not yours."
        ),
    ),
    Act.DISPUTE: (_INTERIM, _MOVED),
    Act.REROUTE: (_YOURS, _MOVED),
    Act.STAND_IN: (_YOURS, _MOVED),
    Act.SETTLE: (_YOURS, _MOVED),
    Act.RULE: (_YOURS, _MOVED),
    Act.RULE_OWN: (_YOURS, _MOVED),
    Act.REOPEN: (_YOURS, _MOVED),
    Act.INTERVENE: (
        Message(Reader.HOLDER, "intervened", "You hold it.", "Somebody else acted on it.", "Read it: you still hold it."),
    ),
}
"""Who hears of which act, and in what words. An act that is not here tells nobody."""

_BY_TITLE = {
    Title.RULING: "A ruling names you.",
    Title.INTERIM: "You are the interim holder.",
    Title.ACCEPTANCE: "You hold it.",
}


def notices(before: Custody | None, entry: Entry) -> tuple[Notice, ...]:
    """Tell who must hear of an act, and in what words: each person once, and nobody of their own act."""
    told: list[tuple[PersonId | None, Message]]
    if entry.act is Act.ESCALATE:
        told = _called(before, entry)
    elif before is None and entry.after.kind is ItemKind.DISPUTE:
        told = [(person, _DISPUTED) for person in entry.after.called]
    elif _is_quiet(before, entry):
        told = []
    else:
        told = [(_reader(message.reader, before, entry.after), message) for message in TOLD.get(entry.act, ())]
    found: dict[PersonId, Notice] = {}
    for to, message in told:
        if to and to not in {entry.by, ENGINE} and to not in found:
            found[to] = _notice(to, message, entry)
    return tuple(found.values())


def _is_quiet(before: Custody | None, entry: Entry) -> bool:
    """Tell whether the act costs nobody a message: the arrival of P3, P4 and duties, and the asking seen by who waits."""
    after = entry.after
    if before is None:
        urgent = after.priority in {Priority.P1, Priority.P2} or after.kind in {ItemKind.DISPUTE, ItemKind.ASK}
        return not urgent
    if entry.act is Act.REROUTE and before.holder == after.holder:
        return True
    return entry.act in {Act.ASK, Act.SPLIT}


def _reader(reader: Reader, before: Custody | None, after: Custody) -> PersonId | None:
    match reader:
        case Reader.HOLDER:
            return after.holder
        case Reader.RECEIVER:
            return after.offered_to
        case Reader.FORMER_HOLDER:
            return before.holder if before and before.holder != after.holder else None
        case Reader.FORMER_RECEIVER:
            return before.offered_to if before else None
        case Reader.CALLED:
            return next(iter(after.called), None)


def _notice(to: PersonId, message: Message, entry: Entry) -> Notice:
    after = entry.after
    named = (
        f"The matrix names you: row {after.row}." if after.row else "No single row decides it, and you take what none does."
    )
    return Notice(
        to=to,
        item=entry.item,
        about=message.about,
        why_you=message.why_you or _BY_TITLE.get(after.title, named),
        why_now=message.why_now,
        what_next=message.what_next,
        then=_then(after),
        since=message.since,
        then_at=after.next_due,
        urgent=after.priority is Priority.P1,
        key=f"{entry.item}:{entry.item_version}:{to}",
    )


def _then(after: Custody) -> str:
    """Say what time does with the item from here."""
    if after.next_due is None:
        return "Nothing more: it is closed."
    if after.kind is ItemKind.DISPUTE:
        return "Statements open, or whoever rules next is asked"
    return "Unless somebody acts, the next people are called"


def _called(before: Custody | None, entry: Entry) -> list[tuple[PersonId | None, Message]]:
    """Say who hears that a clock fired: whoever is silent, the holder, and who is called now (once all were: all)."""
    after = entry.after
    in_dispute = after.kind is ItemKind.DISPUTE
    late, since = (_RULE.why_now, None) if in_dispute else _late(before)
    added = tuple(person for person in after.called if before is None or person not in before.called)
    silent = after.offered_to if after.state is State.OFFERED else after.holder
    reminded = Message(Reader.RECEIVER, "reminded", "It waits for you.", late, "Act on it now, or say who can.", since)
    kept = Message(Reader.HOLDER, "escalated", "You hold it.", late, "Go on: you still hold it.", since)
    called = _RULE if in_dispute else replace(_CALL, why_now=late, since=since)
    # Of a dispute both leads have heard from the start, and they do not rule: only who is asked to rule hears of it here.
    people = added if in_dispute else added or after.called
    return [(silent, reminded), (after.holder, kept), *((person, called) for person in people)]


_CALL = Message(Reader.CALLED, "called", "You are called next.", "", "Accept it to take it over, or reach who is silent.")
_RULE = Message(
    Reader.CALLED,
    "called",
    "You rule on disputes when the leads have not settled them.",
    "Nobody has ended this dispute in the time they had.",
    "Read both statements and rule: who holds the work, in what words, and for how long.",
)


def _late(before: Custody | None) -> tuple[str, datetime | None]:
    """Say which clock fired, and the instant that speaks of."""
    accept = before.accept if before else None
    progress = before.progress if before else None
    if accept and (progress is None or accept.next <= progress.next):
        return "Nobody has accepted since {since}.", accept.start
    if progress:
        return "What was promised for {since} is not done.", progress.due
    return "A clock ran out.", None
