"""A bundle: what one person hands to another at the end of a shift, offered together and accepted by one act.

Each item keeps its own entry, holder and clock. Until the other accepts, the sender holds every one of them; the
acceptance stands in the record behind the entries it covers, and what has moved meanwhile is left out and named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.acts.gather import Case, case_from
from demarc.acts.outcome import Refused
from demarc.acts.perform import GUESTS_ONLY_READ, store
from demarc.acts.world import world_at
from demarc.core.custody import passing, step
from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Decided
from demarc.core.words import ENGINE, PersonId
from demarc.record.access import items_for, viewer_of
from demarc.record.append import LostRace, append
from demarc.record.reads.group import signals_on
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

AT_ONCE = 200
"""Items in one bundle."""
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Together:
    """How many items the act covered, and why each of the others was left out: its visible number and the reason."""

    covered: int
    left_out: tuple[tuple[int, str], ...] = ()


def offer_together(
    *, engagement: str, items: Sequence[str], to: str, why: str, by: str, now: datetime, carries: str = ""
) -> Together | Refused:
    """Offer several items that one holds to one person. An offer that would open a dispute is left out: that is no bundle.

    Raises `NotFound` for who does not belong here; items one may not see are not there.
    """
    return _each(
        engagement,
        items,
        by,
        now,
        act=Act.OFFER,
        other=to,
        decide=lambda case: passing.offer(case.custody, case.situation, to=PersonId(to), why=why, carries=carries),
    )


def accept_together(*, engagement: str, items: Sequence[str], by: str, now: datetime) -> Together | Refused:
    """Accept several items by one act, each with its row's default promise: those offered to one, or routed to one.

    Raises `NotFound` for who does not belong here; items one may not see are not there.
    """
    return _each(
        engagement,
        items,
        by,
        now,
        act=Act.ACCEPT,
        other="",
        decide=lambda case: _accept(case, PersonId(by)),
    )


def _accept(case: Case, by: PersonId) -> Decided:
    custody = case.custody
    waits = custody.offered_to == by or (custody.state is State.ROUTED and custody.holder == by)
    if not waits:
        return step.Refused("it does not wait for you any more")
    return passing.accept(custody, case.situation)


def _each(
    engagement: str,
    items: Sequence[str],
    by: str,
    now: datetime,
    *,
    act: Act,
    other: str,
    decide: Callable[[Case], Decided],
) -> Together | Refused:
    if not items:
        return Refused(f"`{act}` is refused: mark at least one item.")
    if len(items) > AT_ONCE:
        return Refused(f"`{act}` is refused: {len(items)} items at once; at most {AT_ONCE} go into one bundle.")
    for attempt in range(ATTEMPTS):
        try:
            return _once(engagement, items, by, now, act=act, other=other, decide=decide)
        except LostRace:
            # One of them moved while we decided: look again, and it is left out with its reason.
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _once(
    engagement: str,
    items: Sequence[str],
    by: str,
    now: datetime,
    *,
    act: Act,
    other: str,
    decide: Callable[[Case], Decided],
) -> Together | Refused:
    cases = _cases(engagement, items, by, now)
    if cases and cases[0].situation.by in cases[0].world.guests:
        return Refused(GUESTS_ONLY_READ)
    decided = [(case, decide(case)) for case in cases]
    done = [(case, entry) for case, entry in decided if isinstance(entry, Entry) and entry.act is act]
    left_out = tuple(
        (case.number, _why(entry)) for case, entry in decided if isinstance(entry, step.Refused) or entry.act is not act
    )
    if not done:
        reasons = "; ".join(f"number {number}: {why}" for number, why in left_out) or "none of these items is there for you"
        return Refused(f"`{act}` is refused: {reasons}")
    at = max(entry.at for _, entry in done)
    with write_transaction():
        store(
            engagement=engagement,
            entries=[entry for _, entry in done],
            before={case.custody.item: case.custody for case, _ in done},
            about={case.custody.item: case.about for case, _ in done},
        )
        # The entries it covers stand right before it, each for those who may see its item.
        said: dict[str, Plain] = {"act": str(act), "items": len(done), **({"to": other} if other else {})}
        append(engagement=engagement, entries=(Statement(act="bundle", by=PersonId(by), at=at, said=said),))
    return Together(len(done), left_out)


def _cases(engagement: str, items: Sequence[str], by: str, now: datetime) -> list[Case]:
    """Gather them on behalf of a person, in the order given, without a question for each."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    world = world_at(engagement=engagement, now=now)
    stored = {item.id: item for item in items_for(viewer).filter(id__in=items)}
    found = (case_from(stored[item], world, ENGINE, open_children=0) for item in dict.fromkeys(items) if item in stored)
    grouped = signals_on(engagement, tuple(stored))
    return [
        replace(case, situation=replace(case.situation, by=viewer.person, members=grouped[case.custody.item]))
        for case in found
    ]


def _why(entry: Decided) -> str:
    return entry.reason if isinstance(entry, step.Refused) else "it would open a dispute: offer it by itself"
