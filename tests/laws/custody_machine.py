"""Two firms, some items, and everything that can happen to them, in any order: the machine the laws of custody run on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from demarc.core.clocks import TERMS, Wound
from demarc.core.custody import arriving, asking, closing, flagging, noting, passing, ruling, statements
from demarc.core.custody.columns import CELLS
from demarc.core.custody.correcting import correct
from demarc.core.custody.custody import Custody, Waiting
from demarc.core.custody.entries import Entry
from demarc.core.custody.passing import Ground
from demarc.core.custody.ruling import Period
from demarc.core.custody.situation import Situation, standings
from demarc.core.custody.states import NEXT, Act, State
from demarc.core.custody.step import Decided, Refused
from demarc.core.escalation import people_called
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemId, ItemKind, PartyId, PersonId, Priority, RowId, Window
from tests.cast import ALDER, DANA, MARC, PARTIES, PRIYA, RUTH, SATURDAY_NIGHT

PEOPLE = tuple(PARTIES)
PASSING = frozenset({Act.OFFER, Act.ACCEPT, Act.DECLINE, Act.WITHDRAW, Act.READDRESS, Act.PROMISE})
DECIDING = frozenset({Act.DISPUTE, Act.AGREE, Act.SETTLE, Act.RULE, Act.RULE_OWN, Act.CLOSE, Act.MERGE, Act.REOPEN}) | {
    Act.ASK,
    Act.ANSWER,
}
Many = Entry | tuple[Entry, ...] | Refused

MOST = 9
"""How many items there are at most, for the machine to come back to each."""
spans = st.sampled_from([1, 4, 15, 40, 120, 1_000, 5_000, 21_000]).map(lambda minutes: timedelta(minutes=minutes))


class TwoFirms(RuleBasedStateMachine):
    """The world the items live in. `last` are the steps of the last rule: the custody before, and the entry."""

    def __init__(self) -> None:
        super().__init__()
        self.now = SATURDAY_NIGHT
        self.gone: set[PersonId] = set()
        self.away: set[PersonId] = set()
        self.paths: dict[ItemId, tuple[PersonId, ...]] = {}
        self.decided: dict[ItemId, Outcome] = {}
        self.entries: dict[ItemId, list[Entry]] = {}
        self.last: list[tuple[Custody | None, Entry]] = []
        self.first_seen: dict[ItemId, datetime] = {}

    # --- what there is ------------------------------------------------------------------------------------------------

    def custody(self, item: ItemId) -> Custody:
        return self.entries[item][-1].after

    def all(self) -> list[Custody]:
        return [self.custody(item) for item in self.entries]

    def touched(self) -> list[tuple[ItemId, list[Entry]]]:
        """List the items of the last step with all their entries: the others are as they were."""
        return [(item, self.entries[item]) for item in dict.fromkeys(entry.item for _, entry in self.last)]

    def open(self) -> list[Custody]:
        return [custody for custody in self.all() if custody.is_open]

    def present(self, party: PartyId | None = None) -> list[PersonId]:
        return [p for p in PEOPLE if p not in self.gone | self.away and party in {None, PARTIES[p]}]

    def situation(self, by: PersonId, item: ItemId, custody: Custody | None = None) -> Situation:
        here = self.present()
        call = tuple(person for person in self.paths[item] if person in here) or tuple(self.present(ALDER))
        active = {person: party for person, party in PARTIES.items() if person not in self.gone}
        awaited = custody and (custody.offered_to if custody.state is State.OFFERED else custody.holder)
        priority = custody.priority if custody else Priority.P1
        children = [c for c in self.open() if c.parent == item and c.kind not in {ItemKind.DISPUTE, ItemKind.FLAG}]
        outcome = self.decided[item]
        return Situation(
            now=self.now,
            by=by,
            call=call,
            outcome=outcome,
            row=RowId("SE-01") if outcome is Outcome.ROW else None,
            matrix_version="3",
            window=Window.AFTER_HOURS,
            pace=Wound(TERMS[priority]),
            parties=active,
            client=ALDER,
            leads=frozenset({DANA, PRIYA} & active.keys()),
            arbiters=frozenset({RUTH, MARC} & active.keys()),
            executives=frozenset({RUTH, MARC} & active.keys()),
            queue=self.queue(custody),
            stand_ins=frozenset(here[:1]) - {awaited} if awaited in self.away else frozenset(),
            rows=frozenset({RowId("SE-01")}),
            open_children=len(children),
            clears_itself=True,
            spare=ItemId(f"i{len(self.entries)}"),
        )

    def queue(self, custody: Custody | None) -> frozenset[PersonId]:
        """Let P3 wait in a queue: its steward holds it, and two of the steward's colleagues may take it."""
        if custody is None or custody.priority is not Priority.P3 or custody.state is not State.ROUTED:
            return frozenset()
        return frozenset(self.present(PARTIES[custody.holder])[-2:])

    # --- what can happen ----------------------------------------------------------------------------------------------

    @initialize()
    def nothing_yet(self) -> None:
        self.last = []

    @rule(
        data=st.data(),
        path=st.permutations(PEOPLE),
        priority=st.sampled_from(Priority),
        security=st.sampled_from([False, False, True]),
    )
    @precondition(lambda self: len(self.entries) < 4)
    def receive(self, data: st.DataObject, path: list[PersonId], priority: Priority, *, security: bool) -> None:
        item = ItemId(f"i{len(self.entries)}")
        self.paths[item] = tuple(path[: data.draw(st.integers(1, 4))])
        self.decided[item] = data.draw(st.sampled_from(Outcome))
        situation = replace(self.situation(ENGINE, item), pace=Wound(TERMS[priority]))
        kind = data.draw(st.sampled_from([ItemKind.ALERT, ItemKind.VENDOR_CASE, ItemKind.DEVICE_DUTY]))
        self.last = []
        self.write(arriving.receive(item, situation, kind=kind, priority=priority, security=security))

    @rule(data=st.data())
    @precondition(lambda self: self.entries)
    def somebody_does_anything(self, data: st.DataObject) -> None:
        custody = data.draw(st.sampled_from(self.all()))
        self.act(data, custody, list(NEXT[custody.state]))

    @rule(data=st.data())
    @precondition(lambda self: self.entries)
    def somebody_passes_it(self, data: st.DataObject) -> None:
        self.act_of(data, PASSING)

    @rule(data=st.data())
    @precondition(lambda self: self.entries)
    def somebody_passes_it_on(self, data: st.DataObject) -> None:
        self.act_of(data, PASSING)

    @rule(data=st.data())
    @precondition(lambda self: self.entries)
    def somebody_decides(self, data: st.DataObject) -> None:
        self.act_of(data, DECIDING)

    @rule(data=st.data())
    @precondition(lambda self: any(custody.asks or custody.state is State.DISPUTED for custody in self.open()))
    def somebody_answers_or_rules(self, data: st.DataObject) -> None:
        waiting = [custody for custody in self.open() if custody.asks or custody.state is State.DISPUTED]
        custody = data.draw(st.sampled_from(waiting))
        acts = [Act.ANSWER] if custody.asks else []
        if custody.state is State.DISPUTED:
            acts += [Act.SETTLE, Act.SETTLE, Act.RULE]
        self.act(data, custody, acts)

    @rule(data=st.data())
    @precondition(lambda self: {DANA, PRIYA} <= set(self.present()))
    @precondition(lambda self: any(custody.state is State.DISPUTED for custody in self.open()))
    def both_leads_settle(self, data: st.DataObject) -> None:
        custody = data.draw(st.sampled_from([custody for custody in self.open() if custody.state is State.DISPUTED]))
        holder = data.draw(st.sampled_from(self.present()))
        self.last = []
        for lead in (DANA, PRIYA):
            here = self.custody(custody.item)
            situation = self.situation(lead, custody.item, here)
            self.write(ruling.settle(here, situation, holder=holder, text="from now on", period=Period.ONCE))

    @rule(data=st.data(), path=st.permutations(PEOPLE), outcome=st.sampled_from(Outcome))
    @precondition(lambda self: self.entries)
    def facts_change(self, data: st.DataObject, path: list[PersonId], outcome: Outcome) -> None:
        custody = data.draw(st.sampled_from(self.all()))
        item, self.last = custody.item, []
        self.paths[item], self.decided[item] = tuple(path[:3]), outcome
        situation = self.situation(ENGINE, item, custody)
        by = data.draw(st.sampled_from([ENGINE, custody.holder, *self.present()]))
        corrected = correct(
            custody,
            replace(situation, by=by, row=RowId(data.draw(st.sampled_from(["SE-01", "SE-02"])))),
            changed=("device_class",),
            text="device_class server (was unknown)",
            why="it stands in the rack",
            priority=data.draw(st.sampled_from(Priority)),
            security=data.draw(st.booleans()),
        )
        self.write(corrected)
        self.engine_turns()

    @rule(data=st.data())
    @precondition(lambda self: self.entries and len(self.entries) < MOST)
    def somebody_says_that_it_was_missed(self, data: st.DataObject) -> None:
        custody = data.draw(st.sampled_from(self.all()))
        by = data.draw(st.sampled_from(self.present()))
        self.last = []
        self.write(flagging.flag(custody, self.situation(by, custody.item, custody), text="you missed this"))
        self.engine_turns()

    @rule(data=st.data(), proof=st.sampled_from(["", "the log"]))
    @precondition(lambda self: any(custody.kind is ItemKind.FLAG for custody in self.open()))
    def a_flag_is_answered(self, data: st.DataObject, proof: str) -> None:
        custody = data.draw(st.sampled_from([custody for custody in self.open() if custody.kind is ItemKind.FLAG]))
        situation = self.situation(custody.holder, custody.item, custody)
        self.last = []
        if data.draw(st.booleans()):
            self.write(flagging.disagree(custody, situation, row=RowId("SE-01"), text="SE-01 says so"))
        else:
            when = self.now + timedelta(minutes=30)
            self.write(flagging.answer_flag(custody, situation, what="late", who="us", when=when, proof=proof))
        self.engine_turns()

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.now += span
        self.last = []
        for custody in self.open():
            standing = custody
            while standing.is_open and standing.next_due is not None and standing.next_due <= self.now:
                situation = self.situation(ENGINE, standing.item, standing)
                self.write(noting.escalate(standing, situation, adds=people_called(standing, situation)))
                standing = self.custody(standing.item)

    @rule(data=st.data())
    @precondition(lambda self: self.entries)
    def people_come_and_go(self, data: st.DataObject) -> None:
        self.last = []
        coming_back = data.draw(st.booleans())
        if coming_back and self.away:
            self.away.discard(data.draw(st.sampled_from(sorted(self.away))))
            return
        person = data.draw(st.sampled_from(PEOPLE))
        if any(other != person for other in self.present(PARTIES[person])):
            missing = self.gone if data.draw(st.integers(0, 3)) == 0 else self.away
            missing.add(person)
            self.engine_turns()

    # --- how it is done -----------------------------------------------------------------------------------------------

    def act_of(self, data: st.DataObject, acts: frozenset[Act]) -> None:
        """Do one of these acts to an item on which one of them exists."""
        fitting = [custody for custody in self.all() if acts & NEXT[custody.state].keys()]
        custody = data.draw(st.sampled_from(fitting or self.all()))
        self.act(data, custody, sorted(acts & NEXT[custody.state].keys()) or list(NEXT[custody.state]))

    def act(self, data: st.DataObject, custody: Custody, acts: list[Act]) -> None:
        act = data.draw(st.sampled_from(acts))
        by = self.somebody(data, custody, act)
        self.last = []
        self.write(MOVES[act](self, custody, self.situation(by, custody.item, custody), data))
        self.engine_turns()

    def engine_turns(self) -> None:
        """Let the engine take its turn: it moves what is with people who are away, and in a leaver's own transaction."""
        missing = self.gone | self.away
        for custody in self.open():
            if custody.holder in missing:
                self.write(arriving.stand_in(custody, self.situation(ENGINE, custody.item, custody), because="gone"))
            elif custody.offered_to in missing:
                cover = next((p for p in self.present(PARTIES[custody.offered_to]) if p != custody.holder), None)
                situation = self.situation(ENGINE, custody.item, custody)
                self.write(passing.readdress(custody, situation, to=cover, because="gone"))

    def somebody(self, data: st.DataObject, custody: Custody, act: Act) -> PersonId:
        """Pick an actor: mostly somebody who may, sometimes anybody."""
        everybody = [person for person in (*PEOPLE, ENGINE) if person not in self.gone | self.away]
        may = [
            person
            for person in everybody
            if CELLS[custody.state, act].may & standings(custody, self.situation(person, custody.item, custody))
        ]
        anybody = data.draw(st.integers(0, 9)) == 0
        return data.draw(st.sampled_from(everybody if anybody or not may else may))

    def write(self, decided: Many) -> None:
        if isinstance(decided, Refused):
            assert "refused" in decided.reason
            return
        for entry in decided if isinstance(decided, tuple) else (decided,):
            before = self.entries[entry.item][-1].after if entry.item in self.entries else None
            self.last.append((before, entry))
            self.entries.setdefault(entry.item, []).append(entry)
            if before is None:
                origin = entry.after.parent if entry.act in {Act.SPLIT, Act.ASK} else None
                parent = origin or entry.after.follows or entry.after.parent or entry.item
                self.paths.setdefault(entry.item, self.paths[parent])
                self.decided.setdefault(entry.item, self.decided[parent])
                self.first_seen[entry.item] = self.first_seen[origin] if origin else entry.after.received_at
            elif entry.act is Act.ABSORB:
                other = ItemId(str(entry.said["from"]))
                self.first_seen[entry.item] = min(self.first_seen[entry.item], self.first_seen[other])


# Every move is handed the same four things, and few need them all.
# ruff: noqa: ARG001, ARG005

Move = Callable[[TwoFirms, Custody, Situation, st.DataObject], Many]


def _person(data: st.DataObject) -> PersonId:
    return data.draw(st.sampled_from(PEOPLE))


def _when(machine: TwoFirms, data: st.DataObject) -> datetime:
    return machine.now + data.draw(st.sampled_from([-1, 1, 60, 10_000])) * timedelta(minutes=1)


def _decline(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Decided:
    ground = data.draw(st.sampled_from([None, *Ground]))
    return passing.decline(custody, situation, ground=ground, row=RowId("SE-01"), text="7.2")


def _ask(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    of = data.draw(st.sampled_from([None, *PEOPLE]))
    return asking.ask(custody, situation, of=of, question="may we?", waiting=data.draw(st.sampled_from(Waiting)))


def _answer(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    asks = [c for c in machine.open() if c.parent == custody.item and c.kind is ItemKind.ASK]
    if not asks:
        return Refused("refused: nothing was asked")
    question = data.draw(st.sampled_from(asks))
    by = data.draw(st.sampled_from([question.holder, question.raised_by or question.holder, situation.by]))
    now = machine.situation(by, question.item, question)
    if data.draw(st.booleans()):
        return asking.answer(question, custody, now, text="yes")
    return asking.withdraw_ask(question, custody, now, why="no longer needed")


def _merge(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    return closing.merge(custody, data.draw(st.sampled_from(machine.all())), situation)


def _absorb(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    other = data.draw(st.sampled_from(machine.all()))
    return closing.merge(other, custody, machine.situation(situation.by, other.item, other))


def _close(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    fitting = closing.endings(custody) or tuple(closing.ENGINE_ENDINGS)
    return closing.close(custody, situation, ending=data.draw(st.sampled_from(fitting)), proof="done and seen")


def _reopen(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Many:
    late = arriving.is_too_old_to_reopen(custody, situation.now) and len(machine.entries) < MOST
    return (arriving.come_back if late else arriving.reopen)(custody, situation, why="it came back")


def _ruling(decide: Callable[..., Decided]) -> Move:
    def move(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Decided:
        holder = data.draw(st.sampled_from(machine.present()[:2]))
        return decide(custody, situation, holder=holder, text="from now on", period=Period.ONCE)

    return move


def _readdress(machine: TwoFirms, custody: Custody, situation: Situation, data: st.DataObject) -> Decided:
    return passing.readdress(custody, situation, to=data.draw(st.sampled_from([None, *PEOPLE])), because="window")


MOVES: dict[Act, Move] = {
    Act.ACCEPT: lambda m, c, s, d: passing.accept(c, s, when=_when(m, d) if d.draw(st.booleans()) else None),
    Act.REROUTE: lambda m, c, s, d: arriving.reroute(c, s, because="facts changed"),
    Act.OFFER: lambda m, c, s, d: passing.offer(c, s, to=_person(d), why="theirs"),
    Act.DECLINE: _decline,
    Act.WITHDRAW: lambda m, c, s, d: passing.withdraw(c, s),
    Act.READDRESS: _readdress,
    Act.PROMISE: lambda m, c, s, d: passing.promise(c, s, when=_when(m, d), next_step="look"),
    Act.DISPUTE: lambda m, c, s, d: ruling.dispute(c, s, why="not ours"),
    Act.AGREE: _ruling(ruling.settle),
    Act.SETTLE: _ruling(ruling.settle),
    Act.RULE: _ruling(ruling.rule),
    Act.RULE_OWN: _ruling(ruling.rule_own),
    Act.SPEAK: lambda m, c, s, d: statements.speak(c, s, text="the contract says so", closes=m.now + timedelta(hours=1)),
    Act.STAND_IN: lambda m, c, s, d: arriving.stand_in(c, s, because="away"),
    Act.CLOSE: _close,
    Act.MERGE: _merge,
    Act.ABSORB: _absorb,
    Act.REOPEN: _reopen,
    Act.ESCALATE: lambda m, c, s, d: noting.escalate(c, s, adds=people_called(c, s)),
    Act.ASSIGN: lambda m, c, s, d: noting.assign(c, s, to=_person(d)),
    Act.NOTE: lambda m, c, s, d: noting.note(c, s, text="seen", internal=d.draw(st.booleans())),
    Act.INTERVENE: lambda m, c, s, d: noting.intervene(c, s, text="pulled the plug"),
    Act.SEEN_AGAIN: lambda m, c, s, d: noting.seen_again(c, s),
    Act.SOURCE_CLEARED: lambda m, c, s, d: noting.source_cleared(c, s),
    Act.ASK: _ask,
    Act.ANSWER: _answer,
    Act.SPLIT: lambda m, c, s, d: arriving.split(c, s, replace(s, by=ENGINE), why="two causes"),
}
