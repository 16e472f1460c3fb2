"""From lines to a matrix: one row for each owner of a line, so that `who`, `drill` and the analysis work as on our own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time

from demarc.core.catalogue import function
from demarc.core.matrix.table import TOPIC, Aspect, AspectKind, Engagement, Matrix, Row, Scope, Topic, scope_of
from demarc.core.meaning.holders import HolderKind
from demarc.core.moments import Calendar, Hours
from demarc.core.people import Directory, Party, Person, Role, Slots
from demarc.core.presets import frame
from demarc.core.words import NO_PERSON, PartyId, PersonId, RowId, Side
from demarc.files.matrix.places import Place, Places
from demarc.files.responsibility import Assignment, Letter
from demarc.files.stranger.line import Line, Part, topic_of
from demarc.files.stranger.sides import FIRMS, INTERNAL, PROVIDER, Holder
from demarc.files.stranger.standing import Owner, State

VERSION = "as written"
ZONE = "UTC"
USUAL_HOURS = "usual hours, assumed"
"""Monday to Friday from 8 to 17, because the file gives none: it only tells day from night."""

MOST_SHARING = 300
"""Rows of one topic above which none gives way to another: the file repeats itself, and all are told as they stand."""

Holders = Mapping[str, Holder]


def matrix_of(lines: Sequence[Line], holders: Holders) -> Matrix:
    """Build the matrix that the lines say. What they leave open stays open: nobody is made up."""
    ids = person_ids(holders)
    rows = [row for line in lines for row in _rows(line, ids)]
    topics = _topics(lines, rows)
    return Matrix(
        version=VERSION,
        engagement=Engagement(client=_client(holders), zone=ZONE, intake_holder=NO_PERSON, providers=_providers(holders)),
        directory=_directory(holders, ids),
        aspects=_aspects(topics, rows),
        rows=giving_way(rows, {id_: line.id for line in lines for id_ in row_ids(line)}),
        topics=topics,
        calendars=(Calendar(USUAL_HOURS, ZONE, tuple(Hours(day, time(8), time(17)) for day in range(5))),),
    )


def places_of(lines: Sequence[Line], file: Place) -> Places:
    """Remember where each row and each of its people stands."""
    places = Places(file)
    for line in lines:
        for id_, _, owner in pieces(line):
            accountable = owner.cell.place if owner else line.place
            places.put("rows", id_, {"accountable": accountable, "title": line.place, "scope": line.place}, line.place)
    return places


def person_ids(holders: Holders) -> Mapping[str, PersonId]:
    """Give every person an id made of the name; two that would have the same get a number."""
    made: dict[str, PersonId] = {}
    for holder in holders.values():
        if holder.is_person:
            plain = "-".join(re.findall(r"\w+", holder.name.casefold())) or "person"
            id_, again = plain, 2
            while id_ in made.values():
                id_, again = f"{plain}-{again}", again + 1
            made[holder.name] = PersonId(id_)
    return made


def row_ids(line: Line) -> tuple[RowId, ...]:
    """Name the rows a line becomes, in the order of its parts and owners."""
    return tuple(id_ for id_, _, _ in pieces(line))


def pieces(line: Line) -> Iterator[tuple[RowId, Part, Owner | None]]:
    """Yield each part of a line with each of its owners; the id names what tells it from the others."""
    owners: Sequence[Owner | None] = line.standing.owners or (None,)
    for number, part in enumerate(line.parts):
        for owner in owners:
            aside = [owner.name] if owner and len(owners) > 1 else []
            aside += [part.topics[0]] if number else []
            yield RowId(f"{line.id} ({', '.join(aside)})" if aside else line.id), part, owner


def _rows(line: Line, ids: Mapping[str, PersonId]) -> Iterator[Row]:
    def slot(name: str) -> str:
        return ids.get(name, name)

    def named(cells: Sequence[Assignment]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(slot(cell.holder) for cell in cells if cell.holder))

    cells = line.standing.cells
    deputies, escalation = named(line.standing.deputies), named(line.standing.escalation)
    for id_, part, owner in pieces(line):
        yield Row(
            id=id_,
            function=next((one for one in line.functions if topic_of(one) in part.topics), "".join(line.functions[:1])),
            title=line.title,
            slots=Slots(slot(owner.name) if owner else "", deputies[0] if deputies else "", deputies[1:] + escalation),
            scope=_scope(line, part, owner),
            responsible=named(line.standing.doers),
            consulted=named([cell for cell in cells if Letter.CONSULTED in cell.letters]),
            informed=named([cell for cell in cells if Letter.INFORMED in cell.letters]),
        )


def _scope(line: Line, part: Part, owner: Owner | None) -> Scope:
    topics = part.topics
    if line.standing.state is State.DUTIES and owner is not None:
        topics = tuple(f"{topic}: {owner.name}" for topic in topics)
    box = dict(part.scope)
    for aspect, values in owner.narrows.items() if owner else ():
        box[aspect] = box[aspect] & values if aspect in box and box[aspect] & values else values
    return scope_of({**box, TOPIC: frozenset(topics)})


def _topics(lines: Sequence[Line], rows: Sequence[Row]) -> tuple[Topic, ...]:
    functions = {topic: line.functions[0] for line in reversed(lines) if line.functions for topic in line.topics}
    names = dict.fromkeys(topic for row in rows for topic in sorted(row.box()[TOPIC]))
    made = []
    for name in names:
        known = function(functions.get(name, ""))
        own = known is not None and known.topic == name
        made.append(
            Topic(
                name=name,
                function=known.id if known else "",
                lane="",
                calendar=USUAL_HOURS,
                always_from=known.always_from if own and known else None,
                duty=bool(own and known and known.duty),
                security=bool(known and known.security),
            )
        )
    return tuple(made)


def _aspects(topics: tuple[Topic, ...], rows: Sequence[Row]) -> tuple[Aspect, ...]:
    """Give the usual aspects, with the values that only this file speaks of added to theirs."""
    said: dict[str, set[str]] = {}
    for row in rows:
        for name, values in row.scope:
            said.setdefault(name, set()).update(values)
    made = []
    for aspect in frame.aspects(topics):
        more = sorted(said.get(aspect.name, set()) - set(aspect.domain()))
        grown = more and aspect.kind is AspectKind.CHOICE
        made.append(Aspect(aspect.name, aspect.kind, (*aspect.values, *more), closed=aspect.closed) if grown else aspect)
    return tuple(made)


def giving_way(rows: Sequence[Row], line_of: Mapping[RowId, RowId]) -> tuple[Row, ...]:
    """Let the wider of two lines of one topic give way to the narrower, and of two that meet with one owner the later.

    `line_of` names the line of each row: the rows of one line do not give way to each other.
    """
    by_topic: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for topic in row.box()[TOPIC]:
            by_topic.setdefault(topic, []).append(at)
    yields: dict[int, list[RowId]] = {}
    for sharing in by_topic.values():
        if len(sharing) > MOST_SHARING:
            continue
        for at in sharing:
            for other in sharing:
                if line_of[rows[at].id] != line_of[rows[other].id] and _gives_way(rows, at, other):
                    yields.setdefault(at, []).append(rows[other].id)
    return tuple(
        replace(row, yields_to=tuple(dict.fromkeys(yields[at]))) if at in yields else row for at, row in enumerate(rows)
    )


def _gives_way(rows: Sequence[Row], at: int, other: int) -> bool:
    owned, other_owned = bool(rows[at].slots.accountable), bool(rows[other].slots.accountable)
    if owned is not other_owned:
        return other_owned  # a line that names nobody claims nothing that another line gives to somebody
    mine, theirs = _box(rows[at]), _box(rows[other])
    if _is_within(theirs, mine):
        return not _is_within(mine, theirs) or (rows[at].slots == rows[other].slots and at > other)
    return not _is_within(mine, theirs) and rows[at].slots == rows[other].slots and at > other


def _box(row: Row) -> dict[str, frozenset[str]]:
    return {aspect: values for aspect, values in row.scope if aspect != TOPIC}


def _is_within(inner: Mapping[str, frozenset[str]], outer: Mapping[str, frozenset[str]]) -> bool:
    return all(aspect in inner and inner[aspect] <= values for aspect, values in outer.items())


def _directory(holders: Holders, ids: Mapping[str, PersonId]) -> Directory:
    client, providers = _client(holders), _providers(holders)
    parties = [Party(PartyId(INTERNAL), client, Side.CLIENT)] if client else []
    parties += [Party(PartyId(name), name, Side.PROVIDER) for name in providers]
    provider = PartyId(providers[0]) if providers else PartyId(PROVIDER)
    people = tuple(
        Person(id=ids[name], name=name, party=provider if holder.side is Side.PROVIDER else PartyId(INTERNAL))
        for name, holder in holders.items()
        if holder.is_person
    )
    roles = tuple(Role(holder.name) for holder in holders.values() if holder.kind is HolderKind.ROLE)
    return Directory(people=people, parties=tuple(parties), roles=roles)


def _client(holders: Holders) -> str:
    """Name the client's side: by its one firm, else in general."""
    firms = [holder.name for holder in holders.values() if holder.side is Side.CLIENT and holder.kind in FIRMS]
    inside = any(holder.side is Side.CLIENT for holder in holders.values())
    return firms[0] if len(firms) == 1 else (INTERNAL if inside else "")


def _providers(holders: Holders) -> tuple[str, ...]:
    firms = [holder.name for holder in holders.values() if holder.side is Side.PROVIDER and holder.kind in FIRMS]
    return tuple(firms) or tuple(
        PROVIDER for _ in [holder for holder in holders.values() if holder.side is Side.PROVIDER][:1]
    )
