"""What is known about an item changes: it is decided anew, and moves only as the table lets it.

Nobody has accepted it: it is sorted again. Somebody holds it: it is offered to whom the matrix names now, and the holder
holds on. An obligation for a device ends with the reason and begins anew where it belongs, as old as it was.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from demarc.core.custody.arriving import receive, reroute
from demarc.core.custody.columns import Standing
from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.passing import offer
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation, standings
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused, decided, step
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemKind, Priority

MAY_CORRECT = frozenset(
    {Standing.HOLDER, Standing.CALLED, Standing.COLLEAGUE, Standing.LEAD, Standing.RAISER, Standing.ENGINE}
)
FACTS = "facts"


def correct(
    custody: Custody,
    situation: Situation,
    *,
    changed: tuple[str, ...],
    text: str,
    why: str = "",
    priority: Priority,
    security: bool,
    said: Mapping[str, Plain] | None = None,
) -> tuple[Entry, ...] | Refused:
    """Correct what is known, and let the matrix decide again: what was corrected, then what follows from it.

    `situation` is the one of the new facts; `changed` names the aspects, `text` says their values before and after.
    A feed (by the engine) says no more than that its source fired again, with other facts.
    """
    refused = _unfit(custody, situation, changed, why)
    if refused:
        return refused
    told: dict[str, Plain] = {**(said or {}), FACTS: list(changed)}
    texts = (Private(FACTS, text), *((Private("why", why),) if why.strip() else ()))
    if _begins_anew(custody, situation):
        return supersede(custody, situation, priority=priority, said=told, private=texts)
    noted = step(
        custody,
        Act.SEEN_AGAIN if situation.by == ENGINE else Act.NOTE,
        situation,
        said=told,
        private=texts,
        priority=priority,
        security=custody.security or security,
        **_sooner(custody, situation, priority)
        | (decided(situation) if custody.state in {State.HELD, State.OFFERED} else {}),
    )
    if isinstance(noted, Refused):
        return noted
    moved = _follows(custody, noted.after, replace(situation, by=ENGINE))
    return (noted,) if moved is None else (noted, moved)


def supersede(
    custody: Custody,
    situation: Situation,
    *,
    priority: Priority,
    said: Mapping[str, Plain],
    private: tuple[Private, ...] = (),
) -> tuple[Entry, ...] | Refused:
    """End an obligation whose device is another now, and begin the one it has instead: as old, with the same counts."""
    ended = step(
        custody,
        Act.CLOSE,
        replace(situation, by=ENGINE),
        said={**said, "ending": str(Ending.SUPERSEDED), "follows": situation.spare},
        private=private,
        ending=Ending.SUPERSEDED,
        closed_at=situation.now,
    )
    if isinstance(ended, Refused):
        return ended
    born = receive(
        situation.spare,
        situation,
        kind=custody.kind,
        priority=priority,
        security=custody.security,
        received_at=custody.received_at,
        said={"follows": custody.item},
    )
    counted = replace(
        born.after,
        lineage=custody.lineage,
        declines=custody.declines,
        crossings=custody.crossings,
        follows=custody.item,
        drill=custody.drill,
    )
    return replace(ended, by=situation.by), replace(born, after=counted)


def _unfit(custody: Custody, situation: Situation, changed: tuple[str, ...], why: str) -> Refused | None:
    if not custody.is_open:
        return Refused("`correct` is refused: the item is closed; reopen it.")
    if not MAY_CORRECT & standings(custody, situation):
        return Refused("`correct` is refused: it is open to the holder's side, to whoever was called, and to the leads.")
    if not changed:
        return Refused("`correct` is refused: nothing is different from what is known.")
    if situation.by != ENGINE and not why.strip():
        return Refused("`correct` is refused without a reason: say how you know.")
    return None


def _begins_anew(custody: Custody, situation: Situation) -> bool:
    moved = (situation.outcome, situation.row) != (custody.outcome, custody.row)
    return custody.kind is ItemKind.DEVICE_DUTY and moved and not situation.open_children and custody.dispute is None


def _follows(before: Custody, custody: Custody, situation: Situation) -> Entry | None:
    """Sort a routed item again; offer a held one to whom the new facts give it. Everything else stays where it is."""
    if custody.state is State.ROUTED:
        moved = reroute(custody, situation, because=FACTS)
        return None if isinstance(moved, Refused) else moved
    elsewhere = situation.row != before.row and situation.outcome is Outcome.ROW and situation.call[0] != custody.holder
    if custody.state is not State.HELD or not elsewhere:
        return None
    why = f"What is known about it has changed, and row {situation.row} takes it now."
    offered = offer(custody, situation, to=situation.call[0], why=why, carries=why if situation.must_carry else "")
    return None if isinstance(offered, Refused) else offered


def _sooner(custody: Custody, situation: Situation, priority: Priority) -> dict[str, Any]:
    """Wind the clocks of what has become more urgent; a clock never gets later by what somebody says about the facts."""
    if priority >= custody.priority:
        return {}
    now, pace = situation.now, situation.pace
    accept, progress = custody.accept, custody.progress
    if accept is not None:
        fresh = pace.accept(now)
        accept = fresh if fresh.due < accept.due else accept
    if progress is not None and pace.longest(now) < progress.due:
        progress = pace.progress(now, pace.longest(now))
    return {"accept": accept, "progress": progress}
