"""Asking is not handing off: the holder stays, and the ask is an item of its own with its own clock.

A permission "ask N then do" is an ask whose lapse authorises the act.
"""

from dataclasses import replace
from datetime import datetime

from demarc.core.custody.arriving import receive
from demarc.core.custody.closing import close
from demarc.core.custody.custody import Custody, Ending, Waiting
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused, first_act, step
from demarc.core.words import Answer, ItemKind, PersonId


def ask(
    custody: Custody,
    situation: Situation,
    *,
    of: PersonId | None,
    question: str,
    waiting: Waiting = Waiting.OTHER_SIDE,
    action: str = "",
    on_lapse: Answer | None = None,
    due: datetime | None = None,
) -> tuple[Entry, Entry] | Refused:
    """Ask somebody: the entry of the item that waits, then the first entry of the ask.

    `of` is the person asked, who holds the ask; a user or a vendor holds nothing, so then (`of` None) whoever asks holds
    the ask and chases it. `due` is by when an answer is needed (default: the item's own clock for a first act).
    `action` is what leave is asked for, `on_lapse` what the permission says if nobody has answered by then.
    """
    refused = _unfit_ask(situation, of, question, due)
    if refused:
        return refused
    text = (Private("question", question),)
    waits_for = waiting if of is None or not situation.same_side(of, situation.by) else Waiting.US
    told = first_act(
        custody,
        Act.ASK,
        situation,
        said={"ask": situation.spare},
        private=text,
        asks=custody.asks + 1,
        waiting=waits_for,
    )
    if isinstance(told, Refused):
        return told
    asked = _born(custody, situation, of or situation.by, due)
    changed = replace(
        asked.after,
        waiting=waits_for,
        action=action,
        on_lapse=on_lapse,
        lapses_at=asked.after.accept_due if on_lapse else None,
    )
    return told, replace(asked, after=changed, private=text)


def answer(question: Custody, parent: Custody, situation: Situation, *, text: str) -> tuple[Entry, ...] | Refused:
    """Answer an ask: it closes, and the item that waited waits no more for it. The parent's holder does not change.

    What waited may have ended meanwhile, as a dispute does when it is ruled: then the ask alone closes.
    """
    if question.kind is not ItemKind.ASK:
        return Refused("`answer` is refused: this item is no ask.")
    if not text.strip():
        return Refused("`answer` is refused without an answer.")
    return _finish(question, parent, situation, Ending.ANSWERED, text)


def withdraw_ask(question: Custody, parent: Custody, situation: Situation, *, why: str) -> tuple[Entry, ...] | Refused:
    """Take an ask back, or close one that lapsed: only by who asked."""
    if question.kind is not ItemKind.ASK:
        return Refused("`withdraw` is refused: this item is no ask.")
    lapsed = question.lapses_at is not None and question.lapses_at <= situation.now
    return _finish(question, parent, situation, Ending.LAPSED if lapsed else Ending.WITHDRAWN, why)


def leave_given(question: Custody, now: datetime) -> bool:
    """Tell whether silence has authorised the act: the permission says ask, then do, and nobody answered in time."""
    if question.on_lapse is not Answer.ASK_THEN_DO or question.lapses_at is None or now < question.lapses_at:
        return False
    return question.closed_at is None or question.closed_at >= question.lapses_at


def _finish(
    question: Custody, parent: Custody, situation: Situation, ending: Ending, text: str
) -> tuple[Entry, ...] | Refused:
    closed = close(question, situation, ending=ending, proof=text, answering=True)
    if isinstance(closed, Refused):
        return closed
    if not parent.is_open:
        return (closed,)
    left = max(parent.asks - 1, 0)
    said = {"ask": question.item, "ending": str(ending)}
    waits_for = parent.waiting if left else Waiting.US
    told = step(parent, Act.ANSWER, situation, said=said, asks=left, waiting=waits_for)
    return told if isinstance(told, Refused) else (closed, told)


def _born(custody: Custody, situation: Situation, asked: PersonId, due: datetime | None) -> Entry:
    """Bring the ask about: routed to who is asked, as old as what it is about, with a clock of its own."""
    born = receive(
        situation.spare,
        situation,
        act=Act.ASK,
        kind=ItemKind.ASK,
        priority=custody.priority,
        security=custody.security,
        drill=custody.drill,
        received_at=custody.received_at,
        holder=asked,
        parent=custody.item,
        accept=situation.pace.progress(situation.now, due) if due else None,
    )
    after = replace(born.after, lineage=custody.lineage, raised_by=situation.by)
    return replace(born, after=after, said={"parent": custody.item})


def _unfit_ask(situation: Situation, of: PersonId | None, question: str, due: datetime | None) -> Refused | None:
    if not question.strip():
        return Refused("`ask` is refused without a question.")
    if of is not None and (situation.party(of) is None or of == situation.by):
        return Refused("`ask` is refused: ask an active person of this engagement, and not yourself.")
    if due is not None and due <= situation.now:
        return Refused(f"`ask` is refused: an answer by `{due:%Y-%m-%d %H:%M}` UTC is not in the future.")
    return None
