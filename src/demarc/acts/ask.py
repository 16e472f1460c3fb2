"""Asking and answering: the holder stays, the ask is an item of its own under the one that waits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Unpack

from demarc.acts.gather import Case, case_from, case_of, dated_with
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem, word
from demarc.core.custody import asking
from demarc.core.custody.custody import Waiting
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused
from demarc.core.matrix.table import Permission
from demarc.core.matrix.who import who
from demarc.core.words import ENGINE, Answer, PersonId
from demarc.record.access import item_for

SUBJECT_LIMIT = 120


def ask(
    *,
    of: str = "",
    question: str,
    due: datetime | None = None,
    waiting: str = Waiting.OTHER_SIDE,
    action: str = "",
    **at: Unpack[OnItem],
) -> Outcome:
    """Ask a person of the engagement (`of`), or a user or vendor (`waiting`, and nobody as `of`).

    `action` asks for leave to do something that the row's permissions speak of: then the permission says until when to
    wait, and whether silence is leave.
    """
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    waits_for = word(Waiting, waiting, Act.ASK)
    if isinstance(waits_for, Refused):
        return perform(case, waits_for, seen=at.get("seen"))
    permission = _permission(case, action) if action else None
    if action and permission is None:
        no = Refused(f"`ask` is refused: row `{case.custody.row}` has no permission `{action}` that asks first.")
        return perform(case, no, seen=at.get("seen"))
    decided = asking.ask(
        case.custody,
        case.situation,
        of=PersonId(of) if of else None,
        question=question,
        waiting=waits_for,
        action=action,
        on_lapse=permission.answer if permission else None,
        due=case.world.now + timedelta(minutes=permission.minutes) if permission else due,
    )
    if isinstance(decided, Refused):
        return perform(case, decided, seen=at.get("seen"))
    subject = f"Asked: {case.about.subject}"[:SUBJECT_LIMIT]
    about = replace(case.about, subject=subject, external="", fingerprint="")
    return perform(case, decided, seen=at.get("seen"), about={decided[1].item: about})


def answer(*, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Answer an ask; `item` is the ask. The item that waited hears of it and keeps its holder."""
    return _finish(lambda case, parent: asking.answer(case.custody, parent.custody, case.situation, text=text), at)


def withdraw_ask(*, why: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Take an ask back, or end one that lapsed; `item` is the ask."""
    return _finish(lambda case, parent: asking.withdraw_ask(case.custody, parent.custody, case.situation, why=why), at)


def _finish(decide: Callable[[Case, Case], tuple[Entry, ...] | Refused], at: OnItem) -> Outcome:
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    if case.custody.parent is None:
        return perform(case, Refused("an answer is refused here: this item is no ask."), seen=at.get("seen"))
    # Who may see the ask may end it, also where the item that waits is not theirs to see: a rival provider was asked.
    stored = item_for(engagement=at["engagement"], item=case.custody.parent, by=ENGINE, now=at["now"])
    parent = case_from(stored, case.world, case.situation.by, open_children=0)
    case = dated_with(case, parent)
    return perform(
        case,
        decide(case, parent),
        seen=at.get("seen"),
        about={parent.custody.item: parent.about},
        before={parent.custody.item: parent.custody},
    )


def _permission(case: Case, action: str) -> Permission | None:
    """Find the permission that asks before this action, on this device class in this window."""
    owner = who(case.world.compiled, case.about.facts, case.world.now)
    if owner.row is None or not dict(owner.may).get(action, "").startswith("ask"):
        return None
    asking_first = {Answer.ASK_THEN_DO, Answer.ASK_THEN_NOT}
    return next(
        (
            permission
            for permission in case.world.matrix.permissions_of(owner.row.id)
            if permission.action == action
            and permission.answer in asking_first
            and permission.says() == dict(owner.may)[action]
        ),
        None,
    )
