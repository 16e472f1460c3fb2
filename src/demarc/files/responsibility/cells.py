"""What single cells say about who, by the kind of their column."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from demarc.files.grid import Cell
from demarc.files.responsibility.columns import TICKS, Column
from demarc.files.responsibility.letters import RACI, is_blank, letters_in
from demarc.files.responsibility.owners import Named, is_joined, is_shared, key_of, owners_in
from demarc.files.responsibility.table import Assignment, Letter
from demarc.files.responsibility.words import Role, folded

NAMED_LETTERS: Mapping[Role, Letter] = MappingProxyType({
    Role.OWNER: Letter.OWNS,
    Role.AREA: Letter.OWNS,
    Role.ACCOUNTABLE: Letter.ACCOUNTABLE,
    Role.RESPONSIBLE: Letter.RESPONSIBLE,
    Role.CONSULTED: Letter.CONSULTED,
    Role.INFORMED: Letter.INFORMED,
    Role.SUPPORT: Letter.SUPPORT,
    Role.DEPUTY: Letter.SECONDARY,
    Role.ESCALATION: Letter.ESCALATION,
})  # fmt: skip
NO_ONE = frozenset({Letter.SHARED, Letter.NOBODY, Letter.NOT_APPLICABLE})
PROVIDER, CUSTOMER = "Service provider", "Customer"
INHERITED: Mapping[str, tuple[str, Letter]] = MappingProxyType({
    "yes": (PROVIDER, Letter.OWNS),
    "y": (PROVIDER, Letter.OWNS),
    "full": (PROVIDER, Letter.OWNS),
    "fully": (PROVIDER, Letter.OWNS),
    "partial": ("Shared", Letter.SHARED),
    "partially": ("Shared", Letter.SHARED),
    "no": (CUSTOMER, Letter.OWNS),
    "n": (CUSTOMER, Letter.OWNS),
    "n a": ("", Letter.NOT_APPLICABLE),
    "na": ("", Letter.NOT_APPLICABLE),
    "not applicable": ("", Letter.NOT_APPLICABLE),
})  # fmt: skip
"""What `Can be inherited` says: yes is the provider's, partial is both sides', no is the customer's."""


@dataclass(frozen=True, slots=True)
class Key:
    """How the cells of one table are read: its letters, its abbreviations for names, and the names that stand alone."""

    alphabet: Mapping[str, frozenset[Letter]] = field(default_factory=lambda: RACI)
    names: Mapping[str, str] = field(default_factory=dict)
    known: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What one cell says: who has which part, and what in it could not be read."""

    assignments: tuple[Assignment, ...] = ()
    unread: str = ""


def parts_of(cell: Cell, column: Column, key: Key) -> Parts:
    """Read one cell of a column that says who. A blank cell gives nobody a part."""
    if is_blank(cell.text) or column.role is None:
        return Parts()
    reader = READERS.get(column.role, _named)
    return reader(cell, column, key)


def _lettered(cell: Cell, column: Column, key: Key) -> Parts:
    said = letters_in(cell.text, key.alphabet)
    letters, note = said.letters, said.note
    if said.unknown and said.unknown.casefold().strip(" ?") in {"tbd", "tbc", "tba", ""}:
        letters, note = frozenset({Letter.NOBODY}), said.unknown
    if Letter.TICK in letters and is_shared(column.holder):
        letters |= {Letter.SHARED}
    unread = said.unknown if not letters else ""
    kept = "; ".join(part for part in (unread, note) if part)
    return Parts((Assignment(column.holder, letters, kept, cell.place, cell.text),), unread)


def _named(cell: Cell, column: Column, key: Key) -> Parts:
    assert column.role is not None
    if cell.text.strip().casefold() in TICKS:
        return Parts((), cell.text)
    usual = frozenset({NAMED_LETTERS[column.role]})
    abbreviated = key.names.get(cell.text.strip().casefold())
    named = (Named(abbreviated),) if abbreviated else owners_in(cell.text, key.known)

    def letters(each: Named) -> frozenset[Letter]:
        if each.letters & NO_ONE:
            return each.letters
        return each.letters if each.letters and column.role in {Role.OWNER, Role.AREA} else usual | each.letters

    return Parts(tuple(Assignment(each.holder, letters(each), each.note, cell.place, cell.text) for each in named))


def _duty(cell: Cell, column: Column, key: Key) -> Parts:
    del key
    (first, *others) = owners_in(cell.text)
    letters = first.letters & {Letter.NOBODY, Letter.NOT_APPLICABLE} if not others else frozenset()
    held = letters or frozenset({Letter.OWNS})
    return Parts((Assignment(column.holder, held, cell.text, cell.place, cell.text),))


def _origin(cell: Cell, column: Column, key: Key) -> Parts:
    said = letters_in(cell.text, key.alphabet)
    if Letter.TICK not in said.letters:
        no = bool(said.letters & {Letter.NOBODY, Letter.NOT_APPLICABLE})
        return Parts(
            (Assignment("", said.letters, said.note, cell.place, cell.text),) if no else (), "" if no else cell.text
        )
    shared = {Letter.SHARED} if is_shared(column.heading) else set()
    return Parts((Assignment(column.holder, frozenset({Letter.TICK, *shared}), said.note, cell.place, cell.text),))


def _inherited(cell: Cell, column: Column, key: Key) -> Parts:
    del column, key
    found = INHERITED.get(folded(cell.text))
    if found is None:
        return Parts((), cell.text)
    holder, letter = found
    return Parts((Assignment(holder, frozenset({letter}), "", cell.place, cell.text),))


READERS: Mapping[Role, Callable[[Cell, Column, Key], Parts]] = MappingProxyType({
    Role.LETTERS: _lettered,
    Role.DUTIES: _duty,
    Role.ORIGIN: _origin,
    Role.INHERITED: _inherited,
})  # fmt: skip


def names_alone(texts: Collection[str]) -> frozenset[str]:
    """Return the folded names that fill a cell alone, by which joined names are told apart."""
    return frozenset(key_of(text) for text in texts if len(owners_in(text)) == 1 and not is_joined(text) and key_of(text))
