"""Laws 1 to 5 on the pure core: whatever two firms do to their items, in whatever order."""

import json
from itertools import pairwise

from hypothesis import settings
from hypothesis.stateful import invariant

from demarc.core.custody.closing import VERDICTS
from demarc.core.custody.custody import Ending
from demarc.core.custody.entries import entry_from_public
from demarc.core.custody.ledger import fold, holder_at, stretches
from demarc.core.custody.states import NEXT, Act, State, Title
from demarc.core.words import ENGINE
from tests.cast import PARTIES
from tests.laws.custody_machine import TwoFirms

BY_THE_MATRIX = {Act.REROUTE, Act.STAND_IN, Act.DISPUTE, Act.REOPEN}
BY_A_RULING = {Act.SETTLE, Act.RULE, Act.RULE_OWN}
OWN_CLOCK = {State.ROUTED: ("accept",), State.HELD: ("progress",), State.OFFERED: ("accept", "progress")}


class CustodyLaws(TwoFirms):
    """The machine with the laws checked after every step."""

    @invariant()
    def every_open_item_has_one_active_holder(self) -> None:
        """Law 1: Every open item has exactly one holder: a named, active person."""
        for custody in self.open():
            assert custody.holder in PARTIES
            assert custody.holder not in self.gone
            assert custody.holder not in self.away or custody.holder == self.situation(ENGINE, custody.item).call[0]

    @invariant()
    def whose_job_it_was_has_one_answer_at_every_instant(self) -> None:
        """Law 1: For every item and every past instant the ledger alone gives one holder, and the same one for ever."""
        for item, entries in self.touched():
            for before, after in pairwise(entries):
                middle = before.at + (after.at - before.at) / 2
                assert holder_at(entries, before.at) is not None
                if before.at < after.at:
                    assert holder_at(entries, middle) == before.after.holder
            assert holder_at(entries, self.now) == self.custody(item).holder

    @invariant()
    def the_ledger_alone_rebuilds_custody(self) -> None:
        """Law 1: Custody is what its entries say: folding them, read back from their public text, gives it again."""
        for item, entries in self.touched():
            read = [entry_from_public(json.loads(json.dumps(entry.public()))) for entry in entries]
            assert fold(read) == self.custody(item)

    @invariant()
    def nothing_accepts_by_itself(self) -> None:
        """Law 2: Nothing auto-accepts: every acceptance is the act of a person, who holds from then on."""
        for _, entry in self.last:
            if entry.act is Act.ACCEPT:
                assert entry.by != ENGINE
                assert (entry.after.holder, entry.after.title) == (entry.by, Title.ACCEPTANCE)

    @invariant()
    def the_sender_holds_until_somebody_asked_or_called_accepts(self) -> None:
        """Law 2: What one person hands to another stays with the sender until somebody who was asked or called accepts."""
        for before, entry in self.last:
            if before is None or before.holder == entry.after.holder or entry.act in BY_THE_MATRIX | BY_A_RULING:
                continue
            assert entry.act is Act.ACCEPT
            situation = self.situation(entry.by, entry.item, before)
            assert entry.by in {before.offered_to, *before.called, *situation.stand_ins, *situation.queue}
            # What is taken from a queue stays on its side of the line.
            if entry.by in situation.queue - {before.offered_to, *before.called, *situation.stand_ins}:
                assert PARTIES[entry.by] == PARTIES[before.holder]

    @invariant()
    def every_other_change_of_holder_says_which_matrix_or_ruling(self) -> None:
        """Law 2: Every other change of holder comes from the signed matrix or a ruling, and says which."""
        for before, entry in self.last:
            after = entry.after
            if before is None or before.holder == after.holder:
                continue
            if entry.act in BY_A_RULING:
                assert after.title is Title.RULING
                assert {"holder", "period"} <= set(entry.said)
            elif entry.act is not Act.ACCEPT:
                assert after.title in {Title.MATRIX, Title.INTERIM}
                assert after.holder == self.situation(ENGINE, entry.item).call[0]
                assert after.matrix_version

    @invariant()
    def no_refusal_silence_or_merge_leaves_an_item_without_a_holder(self) -> None:
        """Law 3: A decline and silence leave the holder as it was; what is merged ends in an item that is held."""
        for before, entry in self.last:
            if before and entry.act in {Act.DECLINE, Act.ESCALATE, Act.WITHDRAW, Act.READDRESS, Act.MERGE}:
                assert entry.after.holder == before.holder
            if entry.act is Act.MERGE:
                survivor = entry.after.into
                assert survivor is not None
                assert survivor in self.entries
                assert self.entries[survivor][-1].after.holder == entry.after.holder

    @invariant()
    def who_is_gone_holds_nothing_and_is_waited_for_by_nothing(self) -> None:
        """Law 3: A departure leaves no item with who left, and no offer waiting for them."""
        for custody in self.open():
            assert custody.offered_to not in self.gone
            assert custody.holder not in self.gone

    @invariant()
    def every_open_item_has_its_own_clock_armed(self) -> None:
        """Law 4: Every open item has its own clock armed, and it calls somebody later than now."""
        for custody in self.all():
            clocks = {"accept": custody.accept, "progress": custody.progress}
            if not custody.is_open:
                assert not any(clocks.values())
                continue
            wanted = OWN_CLOCK.get(custody.state, ())
            assert all(clocks[name] for name in wanted)
            assert custody.next_due is not None
            assert custody.next_due > self.now

    @invariant()
    def a_clock_that_fires_calls_somebody_and_arms_the_next_step(self) -> None:
        """Law 4: Silence calls people: each firing names who is called, and a next one is armed; the last repeats."""
        for before, entry in self.last:
            if before and entry.act is Act.ESCALATE:
                assert entry.after.called
                assert set(before.called) <= set(entry.after.called)
                assert entry.after.next_due is not None
                assert (entry.after.accept, entry.after.progress) != (before.accept, before.progress)

    @invariant()
    def the_age_never_resets(self) -> None:
        """Law 5: The age of a problem is counted from its first receipt, whoever passed, reopened, split or merged it."""
        for custody in self.all():
            assert custody.received_at == self.first_seen[custody.item]
        for before, entry in self.last:
            assert before is None or entry.after.received_at <= before.received_at

    @invariant()
    def every_minute_of_the_age_is_attributed(self) -> None:
        """Law 5: Every minute of the age is attributed to one holder and to whoever was waited for."""
        for item, entries in self.touched():
            custody = self.custody(item)
            end = self.now if custody.is_open else entries[-1].at
            parts = stretches(entries, self.now)
            if end <= custody.received_at:
                assert not parts
                continue
            assert parts[0].start == custody.received_at
            assert parts[-1].end == end
            assert all(one.end == two.start for one, two in pairwise(parts))
            assert all(part.start < part.end and part.holder in PARTIES for part in parts)

    @invariant()
    def nothing_is_passed_around_for_ever(self) -> None:
        """Law 3: The second cited decline and the second crossing become a dispute; until it is settled nothing passes."""
        for custody in self.all():
            assert custody.crossings <= 1
            assert custody.declines <= 1 or custody.state in {State.DISPUTED, State.CLOSED} or custody.title is Title.MATRIX
        for before, entry in self.last:
            if before and before.state is State.DISPUTED:
                assert entry.act not in {Act.OFFER, Act.ACCEPT, Act.DECLINE}

    @invariant()
    def what_is_grave_ends_with_a_verdict(self) -> None:
        """Law 4: Security and critical items end with a verdict, never with a notice; and nothing ends over an open ask."""
        for before, entry in self.last:
            if entry.act is not Act.CLOSE or before is None:
                continue
            if before.is_grave and before.kind.value in {"alert", "vendor-case"}:
                assert entry.after.ending in VERDICTS
            assert entry.after.ending is not Ending.MERGED
            children = [one for one in self.open() if one.parent == entry.item]
            assert all(one.kind.value in {"dispute", "flag"} for one in children)

    @invariant()
    def every_step_is_a_cell_of_the_table(self) -> None:
        """Law 1: Nothing happens to an item that the table does not have."""
        for before, entry in self.last:
            assert NEXT[before.state if before else None][entry.act] is entry.after.state


TestCustodyLaws = CustodyLaws.TestCase
TestCustodyLaws.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
