"""A whole matrix from somebody's own rows: theirs are kept, holes are closed by proposed rows, the rest is a first matrix.

What is proposed is sound; what it had to decide for somebody is asked, question by question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from demarc.core.catalogue import ALWAYS_SINGLE, LANE_TITLES, Split, function
from demarc.core.matrix.decide import decide
from demarc.core.matrix.gaps import Gap, gaps
from demarc.core.matrix.overlaps import overlaps
from demarc.core.matrix.table import TOPIC, Aspect, AspectKind, DisputeRule, Engagement, Matrix, Row, Topic, scope_of
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.core.presets.cast import SITE
from demarc.core.presets.grants import permissions
from demarc.core.presets.kept import ANY_OUTCOME, Cast, Wish, acting_rows, cast_of, kept_row, topics_in, with_people
from demarc.core.presets.rows import FIRMWARE_ROW
from demarc.core.words import UNKNOWN, PersonId, RowId, Side

USUAL_LANE = next(reversed(LANE_TITLES))
FEW_VALUES = 5
TELLING = ("device_class", "severity", "window", "os_family", "site", "support", "user_class")
MOST_ROUNDS = 200
"""Holes and double claims that are mended one after another; a table with more is asked about as a whole."""


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody brings: their people and roles with the side of each, their rows, the names of the firms.

    `matrix` holds whatever else they wrote down; what it leaves blank is proposed.
    """

    matrix: Matrix
    sides: Mapping[str, Side]
    wishes: tuple[Wish, ...]
    names: Mapping[Side, str]


@dataclass(frozen=True, slots=True)
class Completed:
    """The whole matrix, how many of its rows are theirs and how many were proposed, and what was decided for them."""

    matrix: Matrix
    kept: int
    proposed: int
    questions: tuple[str, ...]


def complete(own: Own, split: Split, *, start: date, zone: str = DEFAULT_ZONE) -> Completed:
    """Make a whole matrix of somebody's rows.

    1. Their people take the places of examples. 2. Their rows get what they lack. 3. Rows of a first matrix stand for
    every topic they do not speak of. 4. Where two rows of theirs meet, the later gives way. 5. Holes get proposed rows.
    """
    base = first_matrix(split, start=start, zone=zone)
    held = {id_: sum(id_ in wish.candidates[:1] for wish in own.wishes) for id_ in own.sides}
    people = [person.id for person in own.matrix.directory.people if person.id in own.sides]
    who = cast_of(split, own.sides, people, held)
    kept = tuple(kept_row(wish, who) for wish in own.wishes)
    spoken = set(topics_in(kept))
    rest = tuple(
        row
        for row in acting_rows(base.rows, who)
        if not row.box()[TOPIC] & spoken and not (row.id == FIRMWARE_ROW and "os-patch" in spoken)
    )
    rows = (*kept, *_renamed(rest, kept))
    topics = _topics(base, kept)
    whole = replace(
        base,
        engagement=_engagement(base.engagement, own.matrix.engagement, who),
        directory=with_people(base, own.matrix.directory, who, own.names),
        rows=rows,
        topics=topics,
        aspects=_aspects(base.aspects, own.matrix.aspects, topics),
    )
    whole, told = _mended(whole, base, kept, who)
    whole = replace(whole, permissions=permissions(split, whole.rows))
    return Completed(whole, len(kept), len(whole.rows) - len(kept), (*told, *_results(kept)))


def _renamed(rest: Sequence[Row], kept: Sequence[Row]) -> tuple[Row, ...]:
    """Give a proposed row another id where theirs has it."""
    taken = {row.id for row in kept}
    new = {row.id: RowId(f"{row.id}-proposed") for row in rest if row.id in taken}
    return tuple(
        replace(row, id=new.get(row.id, row.id), yields_to=tuple(new.get(id_, id_) for id_ in row.yields_to))
        for row in rest
    )


def _topics(base: Matrix, kept: Sequence[Row]) -> tuple[Topic, ...]:
    made = list(base.topics)
    known = {topic.name for topic in base.topics}
    functions = {topic: row.function for row in reversed(kept) for topic in row.box().get(TOPIC, ())}
    for name in topics_in(kept):
        if name not in known:
            about = function(functions[name])
            lane = about.lane if about else USUAL_LANE
            made.append(Topic(name, functions[name], lane, SITE, None))
    return tuple(made)


def _aspects(base: tuple[Aspect, ...], own: tuple[Aspect, ...], topics: tuple[Topic, ...]) -> tuple[Aspect, ...]:
    """Join the values that either speaks of; `topic` lists the topics at hand."""
    theirs = {aspect.name: aspect for aspect in own}
    made = []
    for aspect in base:
        values = aspect.values
        if aspect.name == TOPIC:
            values = tuple(topic.name for topic in topics if topic.name != UNKNOWN)
        elif aspect.kind is AspectKind.CHOICE and aspect.name in theirs:
            values = tuple(dict.fromkeys((*values, *theirs[aspect.name].values)))
        made.append(Aspect(aspect.name, aspect.kind, values, aspect.low, aspect.high, aspect.closed))
    names = {aspect.name for aspect in base}
    return (*made, *(aspect for aspect in own if aspect.name not in names))


def _engagement(base: Engagement, own: Engagement, who: Cast) -> Engagement:
    """Keep the offices that they filled; the others go to whoever stands for the example."""

    def office(said: PersonId, example: PersonId) -> PersonId:
        return said if said in who.own else PersonId(who.acting(example))

    rule, usual = own.dispute_rule, base.dispute_rule
    return replace(
        base,
        intake_holder=office(own.intake_holder, base.intake_holder),
        intake_deputy=office(own.intake_deputy, base.intake_deputy),
        executive=office(own.executive, base.executive),
        executive_deputy=office(own.executive_deputy, base.executive_deputy),
        dispute_rule=DisputeRule(
            office(rule.arbiter, usual.arbiter), office(rule.deputy, usual.deputy), rule.text or usual.text
        ),
    )


def _mended(whole: Matrix, base: Matrix, kept: Sequence[Row], who: Cast) -> tuple[Matrix, tuple[str, ...]]:
    """Let later rows give way where two claim the same, then close the holes of the topics that are theirs."""
    told: list[str] = []
    for _ in range(MOST_ROUNDS):
        pairs = overlaps(whole)
        if not pairs:
            break
        one, other = pairs[0].rows
        whole = _yielding(whole, other, one)
        told.append(f"Rows {one} and {other} both claim the same work. Proposed: {other} gives way. Is that right?")
    for topic in topics_in(kept):
        for _ in range(MOST_ROUNDS):
            found = gaps(whole, topic).boxes
            if not found:
                break
            row = _closing(found[0], whole, base, kept, who)
            whole = replace(whole, rows=(*whole.rows, row))
            told.append(f"Nobody had {_said(row)}. Row {row.id}, proposed: {_named(whole, row)}. Is that right?")
    return whole, tuple(told)


def _results(kept: Sequence[Row]) -> Iterator[str]:
    """Ask what holds when a row is done that means nothing the catalogue knows."""
    for row in kept:
        if ANY_OUTCOME in row.title:
            yield f"Row {row.id} says no result that can be checked. Proposed: {ANY_OUTCOME}. What holds when it is done?"


def _said(row: Row) -> str:
    """Say in a few words what a proposed row takes: by the aspect that people know best, and of what."""
    box = row.box()
    aspect = next((name for name in TELLING if name in box), "")
    values = sorted(box.get(aspect, ()), key=lambda value: (value == UNKNOWN, value))
    shown = ", ".join(values[:FEW_VALUES]) + (" and more" if len(values) > FEW_VALUES else "")
    topics = ", ".join(sorted(row.box()[TOPIC]))
    return f"{topics}: {shown}" if shown else topics


def _named(matrix: Matrix, row: Row) -> str:
    person = matrix.directory.person(row.slots.accountable)
    return person.name if person else f"whoever is on call ({row.slots.accountable})"


def _yielding(matrix: Matrix, id_: RowId, to: RowId) -> Matrix:
    rows = tuple(
        replace(row, yields_to=tuple(dict.fromkeys((*row.yields_to, to)))) if row.id == id_ else row for row in matrix.rows
    )
    return replace(matrix, rows=rows)


def _closing(gap: Gap, whole: Matrix, base: Matrix, kept: Sequence[Row], who: Cast) -> Row:
    """Propose a row for a hole: by the first matrix's row for such an item, or by the row that left the hole."""
    own = next(row for row in kept if gap.topic in row.box().get(TOPIC, ()))
    verdict = decide(base, gap.witness)
    usual = base.row(verdict.row) if verdict.row else None
    (model,) = acting_rows((usual,), who) if usual is not None else (own,)
    if model.function in ALWAYS_SINGLE or usual is None:
        model = replace(model, slots=own.slots, responsible=own.responsible, informed=own.informed)
    taken = {row.id for row in whole.rows}
    name, again = f"{model.function or own.id}-rest", 2
    while name in taken:
        name, again = f"{model.function or own.id}-rest-{again}", again + 1
    box = dict(gap.box)
    for aspect, values in usual.scope if usual is not None else ():
        box[aspect] = box.get(aspect, values) & values
    return replace(model, id=RowId(name), scope=scope_of(box), yields_to=())
