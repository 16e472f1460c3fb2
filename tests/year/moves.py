"""Everything that can be tried on an item, by anybody, with values drawn by chance: sensible ones and others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from demarc.core.custody import arriving, asking, closing, noting, passing, ruling
from demarc.core.custody.custody import Custody, Ending, Waiting
from demarc.core.custody.entries import Entry
from demarc.core.custody.passing import Ground
from demarc.core.custody.ruling import Period
from demarc.core.custody.situation import Situation
from demarc.core.custody.statements import speak
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.escalation import people_called
from demarc.core.words import ENGINE, Answer, ItemId, ItemKind, PersonId, RowId, Severity
from tests.year.chance import Chance
from tests.year.engagement import Many, Memory, about_of

MINUTE = timedelta(minutes=1)
TOPICS = ("edr-alert", "os-patch", "mailbox", "vendor", "backup", "network", "printing")
SEVERITIES = (Severity.LOW, Severity.MEDIUM, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL, Severity.UNKNOWN)
Move = Callable[["Hand", Custody, Situation], Many]


class Hand:
    """Whoever tries something: it draws what is said and named, and hands the act to the engagement."""

    def __init__(self, memory: Memory, chance: Chance) -> None:
        self.memory, self.chance = memory, chance
        self.ruled: list[tuple[RowId | None, PersonId]] = []
        self._when: datetime | None = None

    def try_it(self, item: ItemId, by: PersonId, act: Act) -> Many:
        """Try an act on an item, whatever comes of it."""
        custody = self.memory.custody[item]
        if act is Act.ANSWER:
            return self._answer(item, by)
        if act in {Act.SETTLE, Act.RULE} and custody.kind is ItemKind.DISPUTE and custody.parent:
            return self._decide(custody, by, act)
        act = Act.SETTLE if act is Act.AGREE else act
        if act is Act.PROMISE and custody.state is State.ROUTED and by == custody.holder:
            act = Act.ACCEPT
        self._when = self._soon() if act is Act.PROMISE or (act is Act.ACCEPT and self.chance.random() < 0.4) else None
        about = None
        if act is Act.SPLIT:
            about = about_of(self.chance.choice(TOPICS), self.memory.about[item].severity, "")
        move = MOVES[act]
        if act is Act.SPLIT and about:
            part = self.memory.situation_of_new(about)
            self.memory.watch.births[part.spare] = part
            return self.memory.attempt(
                item, by, act, lambda c, s: arriving.split(c, s, part, why="two causes"), about=about
            )
        done = self.memory.attempt(item, by, act, lambda c, s: move(self, c, s), when=self._when)
        if act in {Act.SETTLE, Act.RULE}:
            self._end_dispute(custody, done, act)
        return done

    # --- two items at once --------------------------------------------------------------------------------------------

    def _answer(self, item: ItemId, by: PersonId) -> Many:
        """Answer an ask, or take it back; `item` is what waits for it."""
        memory, chance = self.memory, self.chance
        asks = [memory.custody[child] for child in memory.children.get(item, ())]
        asks = [ask for ask in asks if ask.is_open and ask.kind is ItemKind.ASK]
        if not asks:
            return Refused("nothing was asked")
        ask = chance.choice(asks)
        by = by if chance.random() < 0.3 else chance.choice([ask.holder, ask.holder, ask.raised_by or ask.holder])
        if by not in memory.world().parties:
            return Refused("gone")
        situation = memory.situation(ask.item, by)

        def finish(parent: Custody, _: Situation) -> Many:
            if by == ask.raised_by and by != ask.holder:
                return asking.withdraw_ask(ask, parent, situation, why="no longer needed")
            return asking.answer(ask, parent, situation, text="yes")

        # Of an item that has ended meanwhile the table has no line to answer on: the ask ends alone.
        return memory.attempt(item, by, Act.ANSWER if memory.custody[item].is_open else None, finish)

    def _decide(self, dispute: Custody, by: PersonId, act: Act) -> Many:
        """Settle or rule with the dispute's own item in hand: what is decided is the disputed one, while it waits."""
        memory, parent = self.memory, dispute.parent
        assert parent is not None
        disputed = memory.custody[parent]
        if disputed.state is State.DISPUTED and disputed.dispute == dispute.item:
            return self.try_it(parent, by, act)
        if disputed.is_open or not dispute.is_open:
            return Refused("the disputed item moved on")
        holder = self.chance.choice(memory.firms.here(memory.now) or memory.firms.active())
        return memory.attempt(
            dispute.item,
            by,
            Act.AGREE if act is Act.SETTLE else None,
            lambda c, s: ruling.conclude(c, s, act=act, holder=holder, text="from now on", period=Period.ONCE),
        )

    def _end_dispute(self, disputed: Custody, done: Many, act: Act) -> None:
        """Close the dispute's own item with the ruling, and keep what was ruled for good for the next version."""
        memory = self.memory
        if not isinstance(done, Entry) or done.act is not act:
            return
        if done.said.get("period") == Period.PERMANENT:
            self.ruled.append((disputed.row, done.after.holder))
        dispute = memory.custody.get(disputed.dispute or ItemId(""))
        if dispute is not None and dispute.is_open:
            ending = Ending.SETTLED if act is Act.SETTLE else Ending.RULED
            memory.attempt(dispute.item, ENGINE, Act.CLOSE, lambda c, s: closing.close(c, s, ending=ending))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def somebody(self) -> PersonId:
        """Name anybody, mostly who works here and is present."""
        firms, chance = self.memory.firms, self.chance
        if chance.random() < 0.04:
            return chance.choice(list(firms.people))
        return chance.choice(firms.here(self.memory.now) or firms.active())

    def other_side(self, situation: Situation, holder: PersonId) -> PersonId:
        """Name somebody who works for the other firm, or, where nobody is there, anybody."""
        there = [one for one in self.memory.firms.here(situation.now) if not situation.same_side(one, holder)]
        return self.chance.choice(there) if there else self.somebody()

    @property
    def when(self) -> datetime | None:
        """Return what is promised for in the act at hand."""
        return self._when

    def _soon(self) -> datetime:
        minutes = self.chance.choice((-5, 10, 40, 200, 1_000, 3_000, 20_000))
        return self.memory.now + minutes * MINUTE


def _ask(hand: Hand, custody: Custody, situation: Situation) -> Many:
    chance = hand.chance
    of = None if chance.random() < 0.25 else hand.somebody()
    leave = chance.random() < 0.2
    return asking.ask(
        custody,
        situation,
        of=of,
        question="may we?",
        waiting=chance.choice((Waiting.OTHER_SIDE, Waiting.USER, Waiting.VENDOR)),
        action="isolate" if leave else "",
        on_lapse=chance.choice((Answer.ASK_THEN_DO, Answer.ASK_THEN_NOT)) if leave else None,
        due=situation.now + 15 * MINUTE if leave else None,
    )


def _decline(hand: Hand, custody: Custody, situation: Situation) -> Many:
    ground = hand.chance.choice((None, Ground.ROW, Ground.ROW, Ground.EXCLUSION, Ground.INCOMPLETE))
    row = RowId(hand.chance.choice(("VS-02", "NW-01", "XX-99")))
    return passing.decline(custody, situation, ground=ground, row=row, text=hand.chance.choice(("7.2", "7.2", "")))


def _close(hand: Hand, custody: Custody, situation: Situation) -> Many:
    chance = hand.chance
    fitting = closing.endings(custody) or tuple(sorted(closing.ENGINE_ENDINGS))
    ending = chance.choice(tuple(Ending)) if chance.random() < 0.1 else chance.choice(fitting)
    if situation.by in situation.executives and chance.random() < 0.7:
        ending = Ending.RISK_ACCEPTED
    if situation.by == custody.raised_by and situation.by != custody.holder:
        ending = Ending.WITHDRAWN
    if situation.by == ENGINE:
        ending = chance.choice(tuple(sorted(closing.ENGINE_ENDINGS)))
        # The engine ends a dispute with what was decided, in the same transaction (`_end_dispute`), and never by itself.
        ending = Ending.CLEARED if custody.kind is ItemKind.DISPUTE else ending
    return closing.close(custody, situation, ending=ending, proof=chance.choice(("seen to be done", "done, seen", "")))


def _merge(hand: Hand, custody: Custody, situation: Situation) -> Many:
    others = hand.memory.held_by(situation.by)
    other = hand.chance.choice(others or list(hand.memory.custody))
    return closing.merge(custody, hand.memory.custody[other], situation)


def _absorb(hand: Hand, custody: Custody, situation: Situation) -> Many:
    others = hand.memory.held_by(situation.by)
    other = hand.chance.choice(others or list(hand.memory.custody))
    return closing.merge(hand.memory.custody[other], custody, hand.memory.situation(other, situation.by))


def _ruling(decide: Callable[..., Many], act: Act) -> Move:
    def move(hand: Hand, custody: Custody, situation: Situation) -> Many:
        chance = hand.chance
        agreed = custody.agreed_on if act is not Act.RULE and chance.random() < 0.8 else None
        holder = agreed or (situation.call[0] if chance.random() < 0.5 else hand.somebody())
        period = chance.choice((Period.ONCE, Period.ONCE, Period.PERMANENT))
        return decide(custody, situation, holder=holder, text=chance.choice(("from now on", "ours", "")), period=period)

    return move


def _offer(hand: Hand, custody: Custody, situation: Situation) -> Many:
    chance = hand.chance
    to = situation.call[0] if situation.by == ENGINE else hand.other_side(situation, custody.holder)
    if chance.random() < 0.15:
        to = hand.somebody()
    return passing.offer(custody, situation, to=to, why="theirs", carries=chance.choice(("case 4711", "case 4711", "")))


def _promise(hand: Hand, custody: Custody, situation: Situation) -> Many:
    when = hand.when or situation.now
    return passing.promise(custody, situation, when=when, next_step=hand.chance.choice(("look", "look", "")))


def _readdress(hand: Hand, custody: Custody, situation: Situation) -> Many:
    to = None if hand.chance.random() < 0.3 else hand.somebody()
    return passing.readdress(custody, situation, to=to, because="window")


MOVES: dict[Act, Move] = {
    Act.ACCEPT: lambda hand, c, s: passing.accept(c, s, when=hand.when),
    Act.REROUTE: lambda _, c, s: arriving.reroute(c, s, because="facts changed"),
    Act.OFFER: _offer,
    Act.DECLINE: _decline,
    Act.WITHDRAW: lambda _, c, s: passing.withdraw(c, s),
    Act.READDRESS: _readdress,
    Act.PROMISE: _promise,
    Act.DISPUTE: lambda hand, c, s: ruling.dispute(c, s, why=hand.chance.choice(("not ours", "not ours", ""))),
    Act.SETTLE: _ruling(ruling.settle, Act.SETTLE),
    Act.RULE: _ruling(ruling.rule, Act.RULE),
    Act.RULE_OWN: _ruling(ruling.rule_own, Act.RULE_OWN),
    Act.STAND_IN: lambda _, c, s: arriving.stand_in(c, s, because="absent"),
    Act.CLOSE: _close,
    Act.MERGE: _merge,
    Act.ABSORB: _absorb,
    Act.REOPEN: lambda hand, c, s: arriving.reopen(c, s, why=hand.chance.choice(("it came back", ""))),
    Act.ESCALATE: lambda _, c, s: noting.escalate(c, s, adds=people_called(c, s)),
    Act.ASSIGN: lambda hand, c, s: noting.assign(c, s, to=hand.somebody()),
    Act.NOTE: lambda hand, c, s: noting.note(c, s, text="seen", internal=hand.chance.random() < 0.5),
    Act.INTERVENE: lambda _, c, s: noting.intervene(c, s, text="pulled the plug"),
    Act.SEEN_AGAIN: lambda hand, c, s: noting.seen_again(c, s, said={"times": hand.chance.randrange(1, 40)}),
    Act.SOURCE_CLEARED: lambda _, c, s: noting.source_cleared(c, s),
    Act.ASK: _ask,
    Act.SPEAK: lambda _, c, s: speak(c, s, text="ours by row", closes=s.now + 15 * MINUTE),
    Act.SPLIT: lambda _, c, s: arriving.split(c, s, replace(s, by=ENGINE), why="two causes"),
}
"""How each act is tried. Answering has two items and stands in `Hand`."""
