"""Every notice says why you, why now, what you can do, and what happens next with its instant: one table over all kinds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.noting import escalate
from demarc.core.custody.states import Act, State
from demarc.core.escalation import people_called
from demarc.core.instants import in_zones
from demarc.core.notices import TOLD, Notice, notices
from demarc.core.words import ENGINE, ItemKind, Priority
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, SATURDAY_NIGHT, TOMASZ
from tests.custody_build import IN_STATE, done, situation


def entry(act: Act, before: Custody, after: Custody) -> Entry:
    return Entry(act=act, by=ENGINE, at=SATURDAY_NIGHT, after=replace(after, version=before.version + 1))


def after(act: Act) -> tuple[Custody | None, Custody]:
    """Make up an act that has somebody to tell: it moves the holder, or the receiver, or it begins something."""
    if act in {Act.RECEIVE, Act.SPLIT, Act.ASK}:
        kind = ItemKind.ASK if act is Act.ASK else ItemKind.ALERT
        return None, replace(IN_STATE[State.ROUTED](), kind=kind, priority=Priority.P2)
    if act in {Act.OFFER, Act.READDRESS, Act.DECLINE, Act.WITHDRAW}:
        offered = IN_STATE[State.OFFERED]()
        return offered, replace(offered, offered_to=LUIS) if act is Act.READDRESS else offered
    state = State.DISPUTED if act is Act.DISPUTE else State.ROUTED
    return IN_STATE[State.HELD](), replace(IN_STATE[state](), holder=MEI)


def escalated(state: State, kind: ItemKind = ItemKind.ALERT) -> tuple[Notice, ...]:
    custody = replace(IN_STATE[state](), kind=kind, called=(DANA,))
    due = custody.next_due
    assert due is not None
    world = situation(at=due, call=(TOMASZ, PRIYA, RUTH))
    return notices(custody, done(escalate(custody, world, adds=people_called(custody, world))))


def every_notice() -> Iterator[tuple[str, Notice]]:
    for act in TOLD:
        before, now = after(act)
        for one in notices(before, entry(act, before or now, now)):
            yield f"{act}: {one.about}", one
    raised = replace(IN_STATE[State.ROUTED](), kind=ItemKind.DISPUTE, called=(DANA, PRIYA))
    for one in notices(None, entry(Act.RECEIVE, raised, raised)):
        yield f"dispute: {one.about}", one
    for state in (State.ROUTED, State.HELD, State.OFFERED, State.DISPUTED):
        for one in escalated(state):
            yield f"escalate {state}: {one.about}", one
    for one in escalated(State.ROUTED, ItemKind.DISPUTE):
        yield f"escalate a dispute: {one.about}", one


TABLE = list(every_notice())
KINDS = {
    *("accepted", "answered", "asked", "called", "declined", "dispute", "escalated", "interim", "intervened", "moved"),
    *("offered", "reminded", "routed", "withdrawn"),
}


def test_the_table_has_every_kind_of_notice_and_every_act_that_tells_somebody() -> None:
    assert {one.about for _, one in TABLE} >= KINDS
    assert {str(act) for act in TOLD} <= {name.partition(":")[0] for name, _ in TABLE}


@pytest.mark.parametrize(("name", "one"), TABLE, ids=[f"{number}-{name}" for number, (name, _) in enumerate(TABLE)])
def test_a_notice_says_why_you_why_now_what_you_can_do_and_what_happens_next(name: str, one: Notice) -> None:
    for part in (one.why_you, one.why_now, one.what_next, one.then):
        assert part.strip(), name
        assert part[0].isupper(), part
    assert one.why_now.endswith(".")
    assert one.why_you.endswith(".")
    assert one.what_next.endswith(".")
    assert ("{since}" in one.why_now) == (one.since is not None)
    assert one.then_at is not None, "an open item has a clock, and the notice says when it calls"
    assert one.then_at > SATURDAY_NIGHT


def test_the_leads_of_a_dispute_are_not_told_that_they_rule() -> None:
    custody = replace(IN_STATE[State.ROUTED](), kind=ItemKind.DISPUTE, holder=RUTH, called=(RUTH, DANA, PRIYA))
    due = custody.next_due
    assert due is not None
    told = notices(custody, done(escalate(custody, situation(at=due), adds=())))
    assert [(one.to, one.about) for one in told] == [(RUTH, "reminded")]


def test_only_a_p1_is_urgent() -> None:
    custody = replace(IN_STATE[State.ROUTED](), priority=Priority.P2)
    (one,) = notices(None, entry(Act.RECEIVE, custody, custody))
    assert not one.urgent
    urgent = replace(custody, priority=Priority.P1)
    assert notices(None, entry(Act.RECEIVE, urgent, urgent))[0].urgent


def test_an_instant_is_said_at_the_site_and_at_the_readers_place() -> None:
    instant = datetime(2026, 11, 29, 5, 56, tzinfo=UTC)
    assert in_zones(instant, "America/Chicago") == "Sat 28 Nov 2026 23:56 CST (America/Chicago)"
    both = in_zones(instant, "America/Chicago", "Europe/Berlin")
    assert both == "Sat 28 Nov 2026 23:56 CST (America/Chicago), which is Sun 29 Nov 2026 06:56 CET (Europe/Berlin) for you"


def test_the_repeated_hour_is_said_as_two_instants() -> None:
    first, second = (in_zones(datetime(2026, 11, 1, hour, 30, tzinfo=UTC), "America/Chicago") for hour in (6, 7))
    assert ("01:30 CDT" in first, "01:30 CST" in second) == (True, True)
