"""One item as a page: what the record says of it, for one person. What they may do comes from whoever gathers it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.core.catalogue import function
from demarc.core.custody.asking import leave_given
from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.states import Act, State
from demarc.core.matrix.table import Aspect, Matrix, Row
from demarc.core.words import UNKNOWN, Answer, ItemKind
from demarc.record.access import Viewer, items_for, privates_for
from demarc.record.models import Amendment, Entry, Item
from demarc.record.parties import engagement_of
from demarc.record.reads.age import age_of
from demarc.record.reads.exceptions import exceptions_of_item
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.item_values import (
    AskLine,
    AspectLine,
    ItemPage,
    OfferLine,
    ParentLine,
    PartLine,
    PromiseLine,
    RowLine,
    TimelineLine,
    WhyLines,
)
from demarc.record.reads.lines import ClockLine, PersonLine, PrecedentLine
from demarc.record.reads.people import people_of
from demarc.record.reads.precedents import Look, recurring
from demarc.record.reads.timeline import newest_entries, timeline_of
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
    members: int = 0
    queue: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()


def item_page(*, viewer: Viewer, stored: Item, now: datetime, reach: Reach) -> ItemPage:
    """Read one item that the viewer may see."""
    engagement, item = viewer.engagement, stored.id
    custody = custody_of(stored)
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix
    newest = newest_entries(engagement, item)
    timeline = timeline_of(viewer, newest, people, prefix)
    verdict: Mapping[str, object] = stored.verdict
    children = _children(viewer, item)
    page = ItemPage(
        id=stored.id,
        number=numbered(prefix, stored.number),
        version=stored.version,
        subject=stored.subject,
        kind=stored.kind,
        severity=stored.severity,
        priority=stored.priority,
        security=stored.security,
        drill=stored.drill,
        draft=_draft(engagement, item, timeline),
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
        parent=_linked(viewer, custody.parent, prefix),
        question=_question_of(custody, timeline),
        worked_by=people.get(custody.worked_by or ""),
        facts=_facts(stored),
        may=_pairs(verdict.get("may")),
        clocks=_clocks(custody, reach, people),
        asks=_asks(viewer, children, people, prefix, now),
        timeline=timeline,
        parts=tuple(_part(child, people, prefix) for child in children if child.kind != ItemKind.ASK),
        follows=_linked(viewer, custody.follows, prefix),
        raised_by=people.get(custody.raised_by or ""),
        acted=next((line.by for line in timeline if line.act == Act.INTERVENE), None),
        precedents=_precedents(Look(viewer, now, people, prefix), stored, custody, reach.matrix),
        age=age_of(viewer, item, now, people, newest if len(newest) == stored.version else ()),
        members_accepted=_accepted(newest),
        exceptions=() if _never_crossed(stored, newest) else exceptions_of_item(viewer, item, now),
    )
    return _within_reach(page, reach, stored, people)


def _within_reach(page: ItemPage, reach: Reach, stored: Item, people: Mapping[str, PersonLine]) -> ItemPage:
    """Add what the reader can do with the item, and whom and what they can pick for it."""
    return replace(
        page,
        acts=reach.acts,
        endings=reach.endings,
        people=tuple(sorted((people[one] for one in reach.active), key=lambda one: (one.side, one.party, one.name))),
        rows=tuple(RowLine(row.id, row.title or row.function) for row in reach.matrix.rows),
        members=reach.members,
        queue=tuple(people[one] for one in reach.queue if one in people),
        aspects=tuple(AspectLine(one.name, one.values, str(stored.facts.get(one.name, UNKNOWN))) for one in reach.aspects),
        topics=tuple(topic.name for topic in reach.matrix.topics),
    )


def _precedents(look: Look, stored: Item, custody: Custody, matrix: Matrix) -> tuple[PrecedentLine, ...]:
    """List what was ruled before about such a case, while somebody still has to act on this one."""
    if not custody.is_open or custody.kind in {ItemKind.ASK, ItemKind.DISPUTE}:
        return ()
    return tuple(one for one in recurring(look, matrix, stored.facts) if one.item != stored.id)


def _facts(stored: Item) -> tuple[tuple[str, str], ...]:
    told = sorted((name, str(value)) for name, value in stored.facts.items() if name not in NOT_FACTS)
    return tuple((name.replace("_", " "), value) for name, value in told)


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


def _linked(viewer: Viewer, id_: str | None, prefix: str) -> ParentLine | None:
    other = items_for(viewer).filter(id=id_).first() if id_ else None
    return ParentLine(other.id, numbered(prefix, other.number), other.subject) if other else None


CROSSING = '"crossing":1'
"""How the canonical text of an entry says that something crossed the line."""
RULED = frozenset({Act.RULE_OWN, Act.RULE, Act.SETTLE})


def _draft(engagement: str, item: str, timeline: Sequence[TimelineLine]) -> int | None:
    """Name the version that a ruling on the item was drafted as, if there was a ruling and there is a draft."""
    if not any(line.act in RULED for line in timeline):
        return None
    drafts = Amendment.objects.filter(engagement=engagement, item=item)
    return drafts.values_list("version", flat=True).order_by("-version").first()


def _accepted(newest: Sequence[Entry]) -> int:
    """Tell how many signals the last acceptance covered; one alone is no group and is not counted in its entry."""
    for row in newest:
        if row.act == Act.ACCEPT:
            return int(json.loads(row.public).get("said", {}).get("members", 1))
    return 0


def _never_crossed(stored: Item, newest: Sequence[Entry]) -> bool:
    """Tell from entries that are there already that the item never crossed the line: then nothing has to be asked."""
    return len(newest) == stored.version and not any(CROSSING in row.public for row in newest)


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


def _children(viewer: Viewer, item: str) -> list[Item]:
    # The second condition says nothing new, but by it the database may use the index of children.
    return list(items_for(viewer).filter(parent=item).exclude(parent="").order_by("number"))


def _part(child: Item, people: Mapping[str, PersonLine], prefix: str) -> PartLine:
    return PartLine(
        id=child.id,
        number=numbered(prefix, child.number),
        subject=child.subject,
        kind=child.kind,
        state=child.state,
        holder=people[child.holder],
    )


def _asks(
    viewer: Viewer, children: Sequence[Item], people: Mapping[str, PersonLine], prefix: str, now: datetime
) -> tuple[AskLine, ...]:
    asks = [child for child in children if child.kind == ItemKind.ASK]
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
