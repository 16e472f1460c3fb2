"""One matrix for many clients: a provider's template, and what each client has made of it.

Nothing is kept of the difference: it is what a client's matrix differs in from the version of the template it was last
brought up to. An amendment of the template reaches the client field by field; where both changed the same field, the
client's stays and the conflict is named.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from demarc.core.matrix.pseudonyms import under_pseudonyms
from demarc.core.matrix.table import Matrix
from demarc.core.words import PersonId

Entry = Any
"""An entry of a section, or a value in it: a frozen dataclass, a pair of texts of the glossary, or what they hold."""

Three = tuple[Entry, Entry, Entry]
"""A value as the template had it, as it has it now, and as the client has it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a client's matrix is its own: the section, the entry, and which fields, or that it was added or left out."""

    section: str
    entry: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both the template and the client changed: the client's stands."""

    section: str
    entry: str
    field: str
    template: str
    own: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A client's matrix with an amendment of the template in it, what could not be taken, and whether anything was."""

    matrix: Matrix
    conflicts: tuple[Conflict, ...]
    taken: tuple[Difference, ...]


ADDED, LEFT_OUT = "added", "left out"
KEYS: Mapping[str, Callable[[Entry], Hashable]] = {
    "aspects": lambda aspect: aspect.name,
    "rows": lambda row: row.id,
    "topics": lambda topic: topic.name,
    "calendars": lambda calendar: calendar.name,
    "clocks": lambda clock: clock.priority,
    "permissions": lambda one: (one.row, one.action, one.device_class, one.window),
    "lanes": lambda lane: lane.name,
    "glossary": lambda pair: pair[0],
    "people": lambda person: person.id,
    "parties": lambda party: party.id,
    "roles": lambda role: role.name,
    "shifts": lambda shift: (shift.role, shift.person, shift.start),
    "absences": lambda absence: (absence.person, absence.start),
}
"""The sections of a matrix by their field, and what tells their entries apart; the last five are the directory's."""

THEIRS_ALONE: Mapping[str, tuple[str, ...]] = {"engagement": ("client",)}
"""Fields of which the template says nothing: a client keeps its own name."""

OF_THE_DIRECTORY = frozenset({"people", "parties", "roles", "shifts", "absences"})


def played_by(template: Matrix, stands_for: Mapping[str, PersonId]) -> Matrix:
    """Give the template with a client's own people in the places of its stand-ins, by their ids."""
    renamed = under_pseudonyms(template, stands_for)
    kept = tuple(person for person in template.directory.people if person.id not in stands_for)
    return replace(renamed, directory=replace(renamed.directory, people=kept))


def differences(template: Matrix, own: Matrix) -> tuple[Difference, ...]:
    """List where a client's matrix is its own."""
    return (*_whole(template, own), *(one for name in KEYS for one in _of_section(name, template, own)))


def merge(before: Matrix, after: Matrix, own: Matrix) -> Merged:
    """Bring an amendment of the template, from `before` to `after`, into a client's matrix."""
    conflicts: list[Conflict] = []
    made: dict[str, Entry] = {name: _entries(name, before, after, own, conflicts) for name in KEYS}
    directory = replace(own.directory, **{name: made[name] for name in KEYS if name in OF_THE_DIRECTORY})
    engagement = _value("engagement", "", "", (before.engagement, after.engagement, own.engagement), conflicts)
    sections = {name: made[name] for name in KEYS if name not in OF_THE_DIRECTORY}
    matrix = replace(own, engagement=engagement, directory=directory, **sections)
    return Merged(matrix, tuple(conflicts), differences(own, matrix))


def _section(matrix: Matrix, name: str) -> Sequence[Entry]:
    entries: Sequence[Entry] = getattr(matrix.directory if name in OF_THE_DIRECTORY else matrix, name)
    return entries


def _by_key(matrix: Matrix, name: str) -> dict[Hashable, Entry]:
    return {KEYS[name](entry): entry for entry in _section(matrix, name)}


def _entries(name: str, before: Matrix, after: Matrix, own: Matrix, conflicts: list[Conflict]) -> tuple[Entry, ...]:
    """Merge a section: the client's order, what the template added at its end."""
    old, new, mine = (_by_key(matrix, name) for matrix in (before, after, own))
    merged: list[Entry] = []
    for key, entry in mine.items():
        if key in new:
            merged.append(_value(name, _said(key), "", (old.get(key), new[key], entry), conflicts))
        elif key not in old:
            merged.append(entry)
        elif old[key] != entry:
            conflicts.append(Conflict(name, _said(key), "", LEFT_OUT, "changed"))
            merged.append(entry)
    for key, entry in new.items():
        if key not in mine and key not in old:
            merged.append(entry)
        elif key not in mine and old[key] != entry:
            conflicts.append(Conflict(name, _said(key), "", "changed", LEFT_OUT))
    return tuple(merged)


def _value(section: str, entry: str, field: str, three: Three, conflicts: list[Conflict]) -> Entry:
    """Merge one value out of the template's old and new and the client's own; a nested form is merged field by field."""
    old, new, own = three
    if own in (old, new):
        return new
    if old == new:
        return own
    if is_dataclass(own) and not isinstance(own, type) and type(old) is type(new) is type(own):
        names = [one.name for one in fields(own) if one.init and one.name not in THEIRS_ALONE.get(section, ())]
        parts = {name: (getattr(old, name), getattr(new, name), getattr(own, name)) for name in names}
        return replace(own, **{name: _value(section, entry, name, part, conflicts) for name, part in parts.items()})
    conflicts.append(Conflict(section, entry, field, _said(new), _said(own)))
    return own


def _whole(template: Matrix, own: Matrix) -> Iterator[Difference]:
    named = replace(template.engagement, client=own.engagement.client)
    changed = tuple(_changed(named, own.engagement))
    if changed:
        yield Difference("engagement", own.engagement.client, changed)


def _of_section(name: str, template: Matrix, own: Matrix) -> Iterator[Difference]:
    theirs, mine = _by_key(template, name), _by_key(own, name)
    for key, entry in mine.items():
        if key not in theirs:
            yield Difference(name, _said(key), (ADDED,))
        elif entry != theirs[key]:
            yield Difference(name, _said(key), tuple(_changed(theirs[key], entry)) or ("text",))
    for key in theirs.keys() - mine.keys():
        yield Difference(name, _said(key), (LEFT_OUT,))


def _changed(before: Entry, after: Entry) -> Iterator[str]:
    if is_dataclass(after):
        yield from (
            one.name for one in fields(after) if one.compare and getattr(before, one.name) != getattr(after, one.name)
        )


def _said(value: object) -> str:
    if isinstance(value, tuple | frozenset | set):
        parts = (_said(one) for one in value if one is not None)
        return ", ".join(sorted(parts) if isinstance(value, frozenset | set) else parts)
    return str(value)
