"""Short builders for custody and the situation around it, for tests without a database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from demarc.core.clocks import TERMS, Wound
from demarc.core.custody.arriving import receive
from demarc.core.custody.closing import close
from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Entry
from demarc.core.custody.passing import accept, offer
from demarc.core.custody.ruling import dispute
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import State
from demarc.core.custody.step import Decided, Refused
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority, RowId, Window
from tests.cast import ALDER, DANA, LUIS, MARC, PARTIES, PRIYA, RUTH, SATURDAY_NIGHT, TOMASZ

MINUTE = timedelta(minutes=1)
ITEM = ItemId("item")
BY_HARBORLINE = (TOMASZ, PRIYA, DANA, LUIS)
"""The call list of a row that names Tomasz; the matrix names his party."""


def situation(
    by: PersonId = ENGINE,
    *,
    after: timedelta = timedelta(0),
    at: datetime = SATURDAY_NIGHT,
    priority: Priority = Priority.P1,
    **changes: Any,
) -> Situation:
    """Say what is so `after` the start: Tomasz is named by row SE-01, Dana and Priya lead, Ruth rules and signs."""
    usual = Situation(
        now=at + after,
        by=by,
        call=BY_HARBORLINE,
        outcome=Outcome.ROW,
        row=RowId("SE-01"),
        matrix_version="3",
        window=Window.AFTER_HOURS,
        pace=Wound(TERMS[priority]),
        parties=PARTIES,
        client=ALDER,
        leads=frozenset({DANA, PRIYA}),
        arbiters=frozenset({RUTH, MARC}),
        executives=frozenset({RUTH, MARC}),
        rows=frozenset({RowId("SE-01"), RowId("VS-02")}),
        spare=ItemId("spare"),
    )
    return replace(usual, **changes)


def routed(
    priority: Priority = Priority.P1, *, security: bool = False, kind: ItemKind = ItemKind.ALERT, **changes: Any
) -> Custody:
    """Receive an item that row SE-01 gives to Tomasz."""
    return receive(ITEM, situation(priority=priority, **changes), kind=kind, priority=priority, security=security).after


def held(priority: Priority = Priority.P1, by: PersonId = TOMASZ, **changes: Any) -> Custody:
    """Receive an item and let its holder accept it after a minute."""
    start = routed(priority, **changes)
    if by != start.holder:
        start = replace(start, holder=by)
    return done(accept(start, situation(by, after=MINUTE, priority=priority))).after


def offered(priority: Priority = Priority.P1, to: PersonId = DANA, **changes: Any) -> Custody:
    """Let Tomasz hold an item and offer it to Dana after two minutes."""
    start = held(priority, **changes)
    return done(offer(start, situation(TOMASZ, after=2 * MINUTE, priority=priority), to=to, why="yours by contract")).after


def disputed(priority: Priority = Priority.P3, **changes: Any) -> Custody:
    """Let Dana dispute an item that Tomasz has offered to her."""
    start = offered(priority, **changes)
    return done(dispute(start, situation(DANA, after=3 * MINUTE, priority=priority), why="not ours")).after


def closed(priority: Priority = Priority.P3, **changes: Any) -> Custody:
    """Let Tomasz close what he holds after three minutes."""
    start = held(priority, **changes)
    now = situation(TOMASZ, after=3 * MINUTE, priority=priority)
    return done(close(start, now, ending=Ending.FIXED, proof="isolated and rebuilt")).after


IN_STATE: dict[State, Callable[[], Custody]] = {
    State.ROUTED: routed,
    State.HELD: held,
    State.OFFERED: offered,
    State.DISPUTED: disputed,
    State.CLOSED: closed,
}
"""One way to come to each state."""


def done(decided: Decided) -> Entry:
    """Expect the act to be done, and give its entry."""
    assert isinstance(decided, Entry), decided
    return decided


def refused(decided: object) -> str:
    """Expect the act to be refused, and give the reason."""
    assert isinstance(decided, Refused), decided
    return decided.reason
