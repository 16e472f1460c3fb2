"""Walks through the custody table: from a receipt by every act of everybody to every shape that an item can take.

A shape is what a cell can make a difference to: the state, by what title it is held, which clocks run, what is counted.
The walks go on until no act leads to a shape that nobody has come to, so no cell is left that no walk enters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from demarc.core.clocks import LEADS_SETTLE, TERMS, Wound
from demarc.core.custody import arriving, asking, closing, flagging, noting, passing, ruling
from demarc.core.custody.columns import CELLS
from demarc.core.custody.correcting import correct
from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Entry
from demarc.core.custody.passing import Ground
from demarc.core.custody.ruling import Period
from demarc.core.custody.situation import Situation
from demarc.core.custody.statements import speak
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority, RowId
from tests.cast import DANA, JONAH, LUIS, MEI, PARTIES, PRIYA, SATURDAY_NIGHT, TOMASZ
from tests.custody_build import BY_HARBORLINE, done, held, situation

EVERYBODY = (*PARTIES, ENGINE)
SOON, LATE = timedelta(minutes=1), timedelta(days=20)
BY_ALDER = (LUIS, DANA, PRIYA)
"""Another call list: what the matrix says once the facts have changed."""

Many = Entry | tuple[Entry, ...] | Refused
Decide = Callable[[Custody, Situation], Many]
Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Try:
    """One way to try an act: what it is called, which cell it asks for (None: the table has no line for it), and how.

    With `elsewhere` the matrix names other people by then than it did; with `promises` a next step is promised for soon.
    """

    name: str
    act: Act | None
    decide: Decide
    elsewhere: bool = False
    promises: bool = False

    def seen(self, situation: Situation) -> Situation:
        """Say what is so when it is tried."""
        if not self.elsewhere:
            return situation
        return replace(situation, call=BY_ALDER, outcome=Outcome.ROW, row=RowId("VS-02"))


@dataclass(frozen=True, slots=True)
class Sample:
    """An item as a walk came to it, the instant of its last act, and the one at which it was received."""

    custody: Custody
    at: datetime


# --- the ways to try an act -------------------------------------------------------------------------------------------


def _other(by: PersonId, priority: Priority) -> Custody:
    """Give another item that the same person holds."""
    return replace(held(priority, by if by != ENGINE else TOMASZ), item=ItemId("other"))


def _asked(custody: Custody) -> Custody:
    """Give the ask that the item waits for: Tomasz asked Mei."""
    told = asking.ask(held(), situation(TOMASZ), of=MEI, question="may we?")
    assert isinstance(told, tuple)
    return replace(told[1].after, parent=custody.item, item=ItemId("ask"))


def _answer(custody: Custody, situation: Situation) -> Many:
    return asking.answer(_asked(custody), custody, situation, text="yes")


def _withdraw_ask(custody: Custody, situation: Situation) -> Many:
    return asking.withdraw_ask(_asked(custody), custody, situation, why="no need")


def _close(custody: Custody, situation: Situation, *, ending: Ending) -> Many:
    return closing.close(custody, situation, ending=ending, proof="seen to be done", answering=True)


def _decline(custody: Custody, situation: Situation, *, ground: Ground | None) -> Many:
    return passing.decline(custody, situation, ground=ground, row=RowId("VS-02"), text="7.2")


def _rule(decide: Callable[..., Many], holder: PersonId, custody: Custody, situation: Situation) -> Many:
    return decide(custody, situation, holder=holder, text="from now on", period=Period.ONCE)


def _conclude(act: Act, custody: Custody, situation: Situation) -> Many:
    return ruling.conclude(custody, situation, act=act, holder=MEI, text="from now on", period=Period.ONCE)


def _correct(custody: Custody, situation: Situation, *, priority: Priority) -> Many:
    said = ("device_class",)
    return correct(custody, situation, changed=said, text="a server", why="seen", priority=priority, security=False)


def _flag(custody: Custody, situation: Situation, *, proof: str) -> Many:
    when = situation.now + SOON
    return flagging.answer_flag(custody, situation, what="late", who="us", when=when, proof=proof)


def _promise(custody: Custody, situation: Situation) -> Many:
    return passing.promise(custody, situation, when=situation.now + SOON, next_step="look")


def _cleared_for_good(custody: Custody, situation: Situation) -> Many:
    return noting.source_cleared(custody, replace(situation, clears_itself=True))


def _merge(custody: Custody, situation: Situation) -> Many:
    return closing.merge(custody, _other(situation.by, Priority.P1), situation)


def _absorb(custody: Custody, situation: Situation) -> Many:
    return closing.merge(_other(situation.by, Priority.P3), custody, situation)


def _end_unruled(custody: Custody, situation: Situation) -> Many:
    return ruling.end_unruled(custody, situation) if custody.kind is ItemKind.DISPUTE else Refused("this is no dispute")


def _split(custody: Custody, situation: Situation) -> Many:
    return arriving.split(custody, situation, replace(situation, by=ENGINE), why="two causes")


TRIES: tuple[Try, ...] = (
    Try("accept", Act.ACCEPT, passing.accept),
    Try("reroute", Act.REROUTE, lambda c, s: arriving.reroute(c, s, because="facts changed"), elsewhere=True),
    *(Try(f"offer to {to}", Act.OFFER, partial(passing.offer, to=to, why="theirs")) for to in (DANA, JONAH)),
    Try("decline by a row", Act.DECLINE, partial(_decline, ground=Ground.ROW)),
    Try("decline as incomplete", Act.DECLINE, partial(_decline, ground=Ground.INCOMPLETE)),
    Try("withdraw", Act.WITHDRAW, passing.withdraw),
    Try("readdress", Act.READDRESS, lambda c, s: passing.readdress(c, s, to=LUIS, because="gone")),
    Try("readdress to nobody", Act.READDRESS, lambda c, s: passing.readdress(c, s, to=None, because="gone")),
    Try("promise", Act.PROMISE, _promise, promises=True),
    Try("dispute", Act.DISPUTE, lambda c, s: ruling.dispute(c, s, why="not ours")),
    Try("settle", Act.SETTLE, partial(_rule, ruling.settle, MEI)),
    Try("rule", Act.RULE, partial(_rule, ruling.rule, MEI)),
    Try("rule own", Act.RULE_OWN, partial(_rule, ruling.rule_own, MEI)),
    Try("speak", Act.SPEAK, lambda c, s: speak(c, s, text="ours by row", closes=s.now + SOON)),
    Try("stand in", Act.STAND_IN, lambda c, s: arriving.stand_in(c, s, because="absent"), elsewhere=True),
    *(
        Try(f"close as {ending}", Act.CLOSE, partial(_close, ending=ending))
        for ending in (Ending.FIXED, Ending.RISK_ACCEPTED, Ending.WITHDRAWN, Ending.CLEARED, Ending.RULED, Ending.ANSWERED)
    ),
    Try("merge", Act.MERGE, _merge),
    Try("absorb", Act.ABSORB, _absorb),
    Try("reopen", Act.REOPEN, lambda c, s: arriving.reopen(c, s, why="it came back")),
    Try("come back", Act.REOPEN, lambda c, s: arriving.come_back(c, s, why="it came back")),
    Try("escalate", Act.ESCALATE, lambda c, s: noting.escalate(c, s, adds=(MEI, LUIS))),
    Try("assign", Act.ASSIGN, lambda c, s: noting.assign(c, s, to=JONAH)),
    Try("note", Act.NOTE, lambda c, s: noting.note(c, s, text="seen")),
    Try("intervene", Act.INTERVENE, lambda c, s: noting.intervene(c, s, text="pulled the plug")),
    Try("seen again", Act.SEEN_AGAIN, noting.seen_again),
    Try("source cleared", Act.SOURCE_CLEARED, noting.source_cleared),
    Try("source cleared, and that is all", Act.SOURCE_CLEARED, _cleared_for_good),
    Try("ask", Act.ASK, lambda c, s: asking.ask(c, s, of=LUIS, question="may we?")),
    Try("answer", Act.ANSWER, _answer),
    Try("take an ask back", Act.ANSWER, _withdraw_ask),
    Try("split", Act.SPLIT, _split),
    # What the table has no line of its own for, and what turns into one of its acts.
    Try("lapse", None, ruling.lapse),
    Try("end unruled", None, _end_unruled),
    Try("conclude by settling", None, partial(_conclude, Act.SETTLE)),
    Try("conclude by ruling", None, partial(_conclude, Act.RULE)),
    *(Try(f"correct to {to}", None, partial(_correct, priority=to), elsewhere=True) for to in (Priority.P1, Priority.P4)),
    Try("disagree", None, lambda c, s: flagging.disagree(c, s, row=RowId("VS-02"), text="row says")),
    Try("answer the flag", None, partial(_flag, proof="the log"), promises=True),
    Try("answer the flag in part", None, partial(_flag, proof="")),
)  # fmt: skip


# --- where and when it is tried ---------------------------------------------------------------------------------------


def around(sample: Sample, by: PersonId) -> Iterator[Situation]:
    """Say what is so around an item for somebody: soon after its last act, when one clock is due or both are, and late."""
    custody = sample.custody
    ahead = sorted(clock.next for clock in (custody.accept, custody.progress) if clock)
    usual = _seen_by(by, custody)
    moved = replace(usual, call=BY_ALDER if custody.holder not in BY_ALDER else (MEI, *BY_HARBORLINE))
    yield replace(usual, now=sample.at + SOON)
    yield replace(moved, now=sample.at + SOON)
    for number, instant in enumerate(ahead):
        yield replace((moved, usual)[number], now=max(instant, sample.at))
    if not custody.is_open:
        yield replace(usual, now=sample.at + LATE)


def _seen_by(by: PersonId, custody: Custody) -> Situation:
    pace = Wound(TERMS[custody.priority])
    if custody.kind is ItemKind.DISPUTE:
        pace = Wound(LEADS_SETTLE, None, custody.received_at)
    in_queue = custody.priority is Priority.P3 and custody.state is State.ROUTED
    return replace(
        situation(by),
        outcome=custody.outcome,
        row=RowId("SE-01") if custody.outcome is Outcome.ROW else None,
        pace=pace,
        stand_ins=frozenset({JONAH}) - {custody.holder, custody.offered_to},
        queue=frozenset({MEI}) - {custody.holder} if in_queue else frozenset(),
        spare=ItemId("spare"),
    )


def receipts() -> Iterator[Sample]:
    """Receive the items the walks begin with: of every kind the moves tell apart, urgent or not, taken by a row or not."""
    start = situation(ENGINE)
    for kind in (ItemKind.ALERT, ItemKind.DEVICE_DUTY, ItemKind.DISPUTE):
        for priority in (Priority.P1, Priority.P3):
            for outcome in (Outcome.ROW, Outcome.GAP) if kind is ItemKind.ALERT else (Outcome.ROW,):
                seen = replace(start, outcome=outcome, pace=Wound(TERMS[priority]))
                if kind is ItemKind.DISPUTE:
                    seen = replace(seen, pace=Wound(LEADS_SETTLE, None, start.now), call=(DANA, PRIYA))
                born = arriving.receive(ItemId("item"), seen, kind=kind, priority=priority).after
                if kind is ItemKind.DISPUTE:
                    born = replace(born, called=(DANA, PRIYA), raised_by=JONAH)
                yield Sample(born, SATURDAY_NIGHT)
    flag = flagging.flag(
        held(Priority.P3), replace(situation(LUIS, priority=Priority.P3), now=SATURDAY_NIGHT), text="missed"
    )
    asked = asking.ask(held(Priority.P3), situation(TOMASZ, priority=Priority.P3), of=MEI, question="may we?")
    assert isinstance(asked, tuple)
    for one in (done(flag).after, asked[1].after):
        yield Sample(replace(one, item=ItemId("item")), SATURDAY_NIGHT)


# --- the walks --------------------------------------------------------------------------------------------------------


def shape(custody: Custody) -> Shape:
    """Tell what of an item a cell can make a difference to."""
    return (
        custody.kind,
        custody.state,
        custody.accept is not None,
        custody.progress is not None,
        custody.agreed_by is not None,
        custody.kind is ItemKind.DISPUTE and custody.is_grave,
        custody.kind is ItemKind.ALERT and custody.crossings + custody.declines > 0,
        custody.kind is ItemKind.ALERT and MEI in custody.called,
    )


def entries_of(decided: Many) -> tuple[Entry, ...]:
    """List what was written; nothing where it was refused."""
    if isinstance(decided, Refused):
        return ()
    return decided if isinstance(decided, tuple) else (decided,)


def tries_of(custody: Custody) -> Iterator[Try]:
    """List what is worth trying: an act without a cell is refused to everybody in the same way, but for a first promise."""
    for one in TRIES:
        if one.act in {None, Act.PROMISE} or (custody.state, one.act) in CELLS:
            yield one


def walked() -> list[Sample]:
    """Walk until there is nothing new: the items that are received, and one of each shape that any acts lead to."""
    found = list(receipts())
    shapes = {shape(sample.custody) for sample in found}
    for sample in found:
        for by in EVERYBODY:
            for seen in around(sample, by):
                for one in tries_of(sample.custody):
                    for entry in entries_of(one.decide(sample.custody, one.seen(seen))):
                        if entry.item == sample.custody.item and shape(entry.after) not in shapes:
                            shapes.add(shape(entry.after))
                            found.append(Sample(entry.after, seen.now))
    return found
