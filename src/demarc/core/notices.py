"""What people are told after an act: who hears of it, why them, why now, and what they can do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act, State, Title
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to one person about one item.

    `about` is one word for what it is for; `key` is the same however often the notice is written.
    """

    to: PersonId
    item: ItemId
    about: str
    why_you: str
    why_now: str
    what_next: str
    key: str


class Reader(StrEnum):
    """Whom a message is for, seen from the act."""

    HOLDER = "holder after the act"
    RECEIVER = "receiver after the act"
    FORMER_HOLDER = "who held it before, if that is somebody else"
    FORMER_RECEIVER = "who was asked before"


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one message. `why_you` is filled in by the title where it is empty."""

    reader: Reader
    about: str
    why_you: str
    why_now: str
    what_next: str


_MOVED = Message(
    Reader.FORMER_HOLDER, "moved", "You held it until now.", "It has a new holder.", "Nothing: it is no longer yours."
)
_YOURS = Message(Reader.HOLDER, "routed", "", "It is yours now.", "Accept it, or act on it.")
_OFFERED = Message(
    Reader.RECEIVER,
    "offered",
    "It is offered to you.",
    "The sender holds it until you accept.",
    "Accept it, or decline it with a row or an exclusion.",
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
        Message(Reader.HOLDER, "declined", "You offered it.", "It was declined.", "You still hold it: read the citation."),
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
    if entry.act is Act.ESCALATE:
        told = _called(before, entry)
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
        key=f"{entry.item}:{entry.item_version}:{to}",
    )


def _called(before: Custody | None, entry: Entry) -> list[tuple[PersonId | None, Message]]:
    """Say who hears that a clock fired: whoever is silent, the holder, and who is called now (once all were: all)."""
    after, late = entry.after, _late(before)
    added = tuple(person for person in after.called if before is None or person not in before.called)
    silent = after.offered_to if after.state is State.OFFERED else after.holder
    reminded = Message(Reader.RECEIVER, "reminded", "It waits for you.", late, "Act on it now, or say who can.")
    kept = Message(Reader.HOLDER, "escalated", "You hold it.", late, "You still hold it.")
    called = Message(
        Reader.HOLDER, "called", "You are called next.", late, "Accept it to take it over, or reach who is silent."
    )
    return [(silent, reminded), (after.holder, kept), *((person, called) for person in added or after.called)]


def _late(before: Custody | None) -> str:
    accept = before.accept if before else None
    progress = before.progress if before else None
    if accept and (progress is None or accept.next <= progress.next):
        return f"Nobody has accepted since {accept.start:%Y-%m-%d %H:%M} UTC."
    return f"What was promised for {progress.due:%Y-%m-%d %H:%M} UTC is not done." if progress else "A clock ran out."
