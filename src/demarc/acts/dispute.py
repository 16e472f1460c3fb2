"""Disputes: open one, settle it between the leads, rule on it; and the client lead's own ruling on what no row decides.

A dispute is an item of its own. Whoever rules may act on either item: what is decided is the disputed one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Unpack

from demarc.acts.amend_matrix import draft_amendment
from demarc.acts.gather import Case, case_from, case_of
from demarc.acts.outcome import Done, Outcome
from demarc.acts.perform import perform
from demarc.acts.precedents import keep_precedent
from demarc.acts.statements import open_statements
from demarc.acts.verb import OnItem, on_item, word
from demarc.core.custody import closing, ruling
from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Entry
from demarc.core.custody.ruling import Period
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Decided, Refused
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId
from demarc.record import models
from demarc.record.access import item_for
from demarc.record.translate.custody import About

RULED_AT_MOST = 2
"""A ruling may be disputed once more, with new facts; what is left after the second is a matter of the contract."""


def dispute(*, why: str, **at: Unpack[OnItem]) -> Outcome:
    """Open a dispute about whose item this is; an interim holder is named at once. After a ruling, once more."""
    return on_item(lambda case: _ruled_often(case) or ruling.dispute(case.custody, case.situation, why=why), **at)


def _ruled_often(case: Case) -> Refused | None:
    ruled = models.Precedent.objects.filter(engagement=case.world.engagement, item=case.custody.item).exclude(dispute="")
    if ruled.count() < RULED_AT_MOST:
        return None
    return Refused("`dispute` is refused: it was ruled, disputed with new facts, and ruled again. The ruling stands.")


def settle(*, holder: str, text: str, period: str = Period.ONCE, **at: Unpack[OnItem]) -> Outcome:
    """Settle as a lead. The item moves when a lead of the other side has named the same holder."""
    return _decide(ruling.settle, Ruling(PersonId(holder), text, period), at, act=Act.SETTLE, ending=Ending.SETTLED)


def rule(*, holder: str, text: str, period: str = Period.ONCE, **at: Unpack[OnItem]) -> Outcome:
    """Rule as arbiter or deputy who holds it from now on."""
    return _decide(ruling.rule, Ruling(PersonId(holder), text, period), at, act=Act.RULE, ending=Ending.RULED)


def rule_own(*, holder: str, text: str, period: str = Period.ONCE, **at: Unpack[OnItem]) -> Outcome:
    """Rule as client lead on an item that no row or several rows take."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    chosen = word(Period, period, Act.RULE_OWN)
    if isinstance(chosen, Refused):
        return perform(case, chosen, seen=at.get("seen"))
    named = PersonId(holder)
    decided = ruling.rule_own(case.custody, case.situation, holder=named, text=text, period=chosen)
    if isinstance(decided, Refused):
        return perform(case, decided, seen=at.get("seen"))
    outcome = perform(case, decided, seen=at.get("seen"), also=lambda: keep_precedent(case, decided, period=chosen))
    return _drafted(outcome, chosen, at)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody wants decided: who holds it, the text of the rule, and for how long."""

    holder: PersonId
    text: str
    period: str


def _decide(decide: Callable[..., Decided], wanted: Ruling, at: OnItem, *, act: Act, ending: Ending) -> Outcome:
    handed = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    period = word(Period, wanted.period, act)
    if isinstance(period, Refused):
        return perform(handed, period, seen=at.get("seen"))
    ruled: Any = {"holder": wanted.holder, "text": wanted.text, "period": period}
    case = _disputed(handed)
    if case is None:
        return _conclude(handed, ruling.conclude(handed.custody, handed.situation, act=act, **ruled), period, at)
    seen = at.get("seen") if case is handed else None
    decided = decide(case.custody, case.situation, **ruled)
    dispute_id = case.custody.dispute
    if isinstance(decided, Refused) or decided.act is not act or dispute_id is None:
        return perform(case, decided, seen=seen)
    entry, about, before = _ended(case, dispute_id, ending)

    def kept() -> None:
        keep_precedent(case, decided, period=period, dispute=dispute_id)
        open_statements(case.world.engagement, dispute_id)

    outcome = perform(case, (decided, *entry), seen=seen, about=about, before=before, also=kept)
    return _drafted(outcome, period, at)


def _conclude(case: Case, decided: Decided, period: Period, at: OnItem) -> Outcome:
    """End a dispute that is about no open item; what was decided is kept all the same."""
    if isinstance(decided, Refused) or decided.act is Act.AGREE:
        return perform(case, decided, seen=at.get("seen"))

    def kept() -> None:
        keep_precedent(case, decided, period=period, dispute=case.custody.item)
        open_statements(case.world.engagement, case.custody.item)

    return _drafted(perform(case, decided, seen=at.get("seen"), also=kept), period, at)


def _drafted(outcome: Outcome, period: Period, at: OnItem) -> Outcome:
    """Draft the row a permanent ruling asks for. Where that cannot be done the ruling stands, and its page says why."""
    if isinstance(outcome, Done) and period is Period.PERMANENT:
        draft_amendment(engagement=at["engagement"], item=outcome.item, by=at["by"], now=at["now"])
    return outcome


def _disputed(handed: Case) -> Case | None:
    """Find the item that is decided on, handed in itself or by its dispute; None when there is none that waits.

    What was seen of a dispute says nothing of the disputed item.
    """
    if handed.custody.kind is not ItemKind.DISPUTE:
        return handed
    parent = handed.custody.parent
    if parent is None:
        return None
    by, now = handed.situation.by, handed.world.now
    case = case_of(engagement=handed.world.engagement, item=parent, by=by, now=now)
    waits = case.custody.state is State.DISPUTED and case.custody.dispute == handed.custody.item
    return case if waits else None


def _ended(
    case: Case, dispute_id: ItemId, ending: Ending
) -> tuple[tuple[Entry, ...], dict[ItemId, About], dict[ItemId, Custody]]:
    """Close the dispute's own item, in the ruling's own transaction."""
    stored = item_for(engagement=case.world.engagement, item=dispute_id, by=ENGINE, now=case.world.now)
    item = case_from(stored, case.world, ENGINE, open_children=0)
    closed = closing.close(item.custody, item.situation, ending=ending)
    entries = () if isinstance(closed, Refused) else (closed,)
    return entries, {dispute_id: item.about}, {dispute_id: item.custody}
