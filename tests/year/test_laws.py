"""The checker knows the acts that become others, and lets nobody more by them than the table does."""

from dataclasses import replace

import pytest

from demarc.core.custody.arriving import split
from demarc.core.custody.custody import Custody
from demarc.core.custody.ruling import Period, conclude, dispute
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.words import ItemId, ItemKind, PersonId, Priority
from tests.cast import DANA, JONAH, MARC, MEI, PARTIES, PRIYA, TOMASZ
from tests.custody_build import MINUTE, done, offered, routed, situation
from tests.year.laws import Attempt, BrokenLaw, Watch

QUEUE = frozenset({JONAH})


def split_by(person: PersonId, custody: Custody, queue: frozenset[PersonId] = QUEUE) -> Attempt:
    now = situation(person, priority=Priority.P3, queue=queue)
    return Attempt(custody, Act.SPLIT, now, split(custody, now, situation(priority=Priority.P3), why="two causes"))


def settled(by: PersonId, *, by_first: PersonId = PRIYA, holder: PersonId = MARC) -> Attempt:
    """Let the second half of a settlement be tried while the dispute, about work that has ended, is offered on."""
    custody = replace(offered(Priority.P3), kind=ItemKind.DISPUTE, agreed_by=by_first, agreed_on=MARC)
    now = situation(by, after=5 * MINUTE, priority=Priority.P3)
    decided = conclude(custody, now, act=Act.SETTLE, holder=holder, text="theirs", period=Period.ONCE)
    return Attempt(custody, Act.AGREE, now, decided)


def test_who_splits_first_what_waits_in_their_queue_has_taken_it_and_that_is_written() -> None:
    attempt = split_by(JONAH, routed(Priority.P3))
    assert isinstance(attempt.decided, tuple)
    assert attempt.decided[0].act is Act.ACCEPT
    Watch().attempted(attempt)


@pytest.mark.parametrize(
    ("person", "custody", "queue"),
    [
        (JONAH, routed(Priority.P3), frozenset[PersonId]()),
        (MEI, routed(Priority.P3), QUEUE),
        (JONAH, routed(Priority.P1), QUEUE),
    ],
)
def test_nobody_else_takes_by_splitting_and_a_p1_is_taken_aloud(
    person: PersonId, custody: Custody, queue: frozenset[PersonId]
) -> None:
    """The same entry as a first touch would leave, by somebody who may not: the checker says that it is not written."""
    assert isinstance(split_by(person, custody, queue).decided, Refused)
    taken = split_by(JONAH, routed(Priority.P3)).decided
    now = situation(person, priority=custody.priority, queue=queue)
    with pytest.raises(BrokenLaw, match="nowhere written"):
        Watch().attempted(Attempt(custody, Act.SPLIT, now, taken))


def test_the_second_lead_ends_a_dispute_about_ended_work_also_while_it_is_offered() -> None:
    Watch().attempted(settled(DANA))


def test_one_lead_alone_or_two_of_one_side_or_of_two_minds_end_no_dispute() -> None:
    ended = settled(DANA)
    for changes in ({"agreed_by": None}, {"agreed_by": DANA}, {"agreed_on": TOMASZ}, {"kind": ItemKind.ALERT}):
        wrong = replace(ended, custody=replace(ended.custody, **changes))
        with pytest.raises(BrokenLaw, match="nowhere written"):
            Watch().attempted(wrong)
    with pytest.raises(BrokenLaw, match="nowhere written"):
        Watch().attempted(replace(ended, situation=replace(ended.situation, by=JONAH)))


def test_what_waits_for_a_ruling_in_a_dispute_that_has_ended_breaks_law_four() -> None:
    custody, when = offered(Priority.P3), situation(DANA, after=3 * MINUTE, priority=Priority.P3)
    waits = done(dispute(custody, when, why="not ours"))
    own = replace(waits.after, item=ItemId("spare"), kind=ItemKind.DISPUTE, dispute=None)
    watch = Watch(_first_seen=dict.fromkeys((waits.item, own.item), custody.received_at))
    watch.sweep(when.now, {waits.item: waits.after, own.item: own}, PARTIES)
    ended = replace(own, state=State.CLOSED)
    with pytest.raises(BrokenLaw, match="which has ended"):
        watch.sweep(when.now, {waits.item: waits.after, own.item: ended}, PARTIES)
