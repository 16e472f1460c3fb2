"""One item as a page: what the record says of it, for one person. What they may do comes from whoever gathers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.catalogue import function
from demarc.core.custody.asking import leave_given
from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.states import State
from demarc.core.matrix.table import Matrix, Row
from demarc.core.words import Answer, ItemKind
from demarc.record.access import Viewer, items_for, privates_for, viewer_of
from demarc.record.models import Engagement, Entry, Item
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.item_values import (
    AskLine,
    ItemPage,
    OfferLine,
    ParentLine,
    PromiseLine,
    RowLine,
    TimelineLine,
    WhyLines,
)
from demarc.record.reads.lines import ClockLine, PersonLine
from demarc.record.reads.people import people_of
from demarc.record.reads.timeline import timeline_of
from demarc.record.translate.custody import custody_of

NOT_FACTS = frozenset({"subject", "title", "description"})
"""What a feed says beside the facts, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the reader can do with the item now: the acts open to them, whom they can pick, what they can cite.

    `next_calls` are the people the next step of the escalation calls; none means whoever is silent, again.
    """

    acts: frozenset[str]
    endings: tuple[str, ...]
    next_calls: tuple[str, ...]
    active: frozenset[str]
    matrix: Matrix
    must_carry: str = ""


def item_page(*, engagement: str, item: str, by: str, now: datetime, reach: Reach) -> ItemPage:
    """Read one item for one person. Raises `NotFound` for what they may not see."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    stored = items_for(viewer).get(id=item)
    custody = custody_of(stored)
    people = people_of(engagement=engagement)
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
    timeline = timeline_of(viewer, item, people)
    verdict: Mapping[str, object] = stored.verdict
    return ItemPage(
        id=stored.id,
        number=numbered(prefix, stored.number),
        version=stored.version,
        subject=stored.subject,
        kind=stored.kind,
        severity=stored.severity,
        priority=stored.priority,
        security=stored.security,
        state=stored.state,
        received_at=stored.received_at,
        holder=people[stored.holder],
        title=stored.title,
        held_since=_held_since(timeline, custody),
        why=_why(custody, reach, verdict),
        source_number=stored.external,
        closed_at=stored.closed_at,
        ending=str(custody.ending or ""),
        offer=_offer(custody, timeline, people),
        promise=_promise(custody, timeline),
        parent=_parent(viewer, custody, prefix),
        question=_question_of(custody, timeline),
        worked_by=people.get(custody.worked_by or ""),
        facts=tuple(
            (name.replace("_", " "), str(value)) for name, value in sorted(stored.facts.items()) if name not in NOT_FACTS
        ),
        may=_pairs(verdict.get("may")),
        clocks=_clocks(custody, reach, people),
        asks=_asks(viewer, item, people, prefix, now),
        timeline=timeline,
        acts=reach.acts,
        endings=reach.endings,
        people=tuple(sorted((people[one] for one in reach.active), key=lambda one: (one.side, one.party, one.name))),
        rows=tuple(RowLine(row.id, row.title or row.function) for row in reach.matrix.rows),
    )


def _why(custody: Custody, reach: Reach, verdict: Mapping[str, object]) -> WhyLines:
    row = reach.matrix.row(custody.row) if custody.row else None
    return WhyLines(
        version=custody.matrix_version,
        window=str(custody.window),
        row=custody.row or "",
        function=_function(row) if row else "",
        title=row.title if row else "",
        clause=row.clause if row else "",
        must_carry=reach.must_carry,
        because=_because(custody, verdict.get("because")),
    )


def _function(row: Row) -> str:
    """Name the row's function with its outcome, where the catalogue knows one that the row's title does not say already."""
    known = function(row.function)
    return f"{row.function}: {known.outcome}" if known and known.outcome != row.title else row.function


def _because(custody: Custody, kept: object) -> tuple[str, ...]:
    """Give the reasons kept with the decision, unless another row has taken it since; the version is shown beside them."""
    lines = [str(line) for line in kept] if isinstance(kept, list) else []
    reasons = tuple(line for line in lines if not line.startswith("matrix version "))
    if custody.row and not any(f"row {custody.row} " in line for line in reasons):
        return (f"row {custody.row} takes it since it was sorted again",)
    return reasons


def _parent(viewer: Viewer, custody: Custody, prefix: str) -> ParentLine | None:
    above = items_for(viewer).filter(id=custody.parent).first() if custody.parent else None
    return ParentLine(above.id, numbered(prefix, above.number), above.subject) if above else None


def _question_of(custody: Custody, timeline: Sequence[TimelineLine]) -> str:
    return _text(timeline[-1], "Question") if custody.kind is ItemKind.ASK and timeline else ""


def _pairs(kept: object) -> tuple[tuple[str, str], ...]:
    """Read permissions kept with the verdict: action and answer."""
    if isinstance(kept, dict):
        return tuple((str(action), str(answer)) for action, answer in kept.items())
    return tuple((str(pair[0]), str(pair[1])) for pair in kept) if isinstance(kept, list) else ()


def _held_since(timeline: Sequence[TimelineLine], custody: Custody) -> datetime:
    """Tell since when the holder has held it without a break, as far back as the timeline is shown."""
    since = custody.received_at
    for entry in timeline:
        if entry.holder.id != custody.holder:
            break
        since = entry.at
    return since


def _text(entry: TimelineLine | None, label: str) -> str:
    return next((text.text for text in entry.texts if text.label == label), "") if entry else ""


def _offer(custody: Custody, timeline: Sequence[TimelineLine], people: Mapping[str, PersonLine]) -> OfferLine | None:
    if custody.state is not State.OFFERED or custody.offered_to is None:
        return None
    made = next((entry for entry in timeline if entry.act == "offer"), None)
    at = made.at if made else custody.received_at
    return OfferLine(people[custody.offered_to], at, _text(made, "Why"), _text(made, "Comes with it"))


def _promise(custody: Custody, timeline: Sequence[TimelineLine]) -> PromiseLine | None:
    if custody.progress is None:
        return None
    made = next((entry for entry in timeline if entry.act in {"accept", "promise"}), None)
    return PromiseLine(_text(made, "Next step"), custody.progress.due)


def _clocks(custody: Custody, reach: Reach, people: Mapping[str, PersonLine]) -> tuple[ClockLine, ...]:
    """Show the running clocks, the one that calls next first; only that one says whom."""
    first_act = "Accept the offer" if custody.state is State.OFFERED else "First act"
    running = [(first_act, custody.accept), ("Promised step", custody.progress)]
    armed = sorted(((name, clock) for name, clock in running if clock), key=lambda pair: pair[1].next)
    calls = tuple(people[person] for person in reach.next_calls if person in people)
    return tuple(_clock(name, clock, calls if place == 0 else ()) for place, (name, clock) in enumerate(armed))


def _clock(name: str, clock: Running, calls: tuple[PersonLine, ...]) -> ClockLine:
    return ClockLine(name=name, started=clock.start, due=clock.due, step=clock.step, calls_at=clock.next, next_calls=calls)


def _asks(viewer: Viewer, item: str, people: Mapping[str, PersonLine], prefix: str, now: datetime) -> tuple[AskLine, ...]:
    # The second condition says nothing new, but by it the database may use the index of children.
    asks = list(items_for(viewer).filter(parent=item, kind=ItemKind.ASK).exclude(parent="").order_by("number"))
    questions = _questions(viewer, [ask.id for ask in asks]) if asks else {}
    return tuple(_ask(ask, questions.get(ask.id, ask.subject), people, prefix, now) for ask in asks)


def _questions(viewer: Viewer, asks: Sequence[str]) -> Mapping[str, str]:
    """Give the words of each ask, from its first entry."""
    first = Entry.objects.filter(engagement=viewer.engagement, item__in=asks, item_version=1)
    seqs = dict(first.values_list("seq", "item"))
    texts = privates_for(viewer).filter(seq__in=seqs, field="question").values_list("seq", "value")
    return {seqs[seq]: text for seq, text in texts}


def _ask(ask: Item, question: str, people: Mapping[str, PersonLine], prefix: str, now: datetime) -> AskLine:
    custody = custody_of(ask)
    return AskLine(
        id=ask.id,
        number=numbered(prefix, ask.number),
        question=question,
        asked=people[ask.holder],
        due=ask.accept_due or ask.progress_due,
        is_open=ask.state != State.CLOSED,
        action=custody.action,
        leave_at=custody.lapses_at if custody.on_lapse is Answer.ASK_THEN_DO else None,
        leave_given=leave_given(custody, now),
    )
