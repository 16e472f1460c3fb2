"""What `--map` says: what a column is, whose a name is, and which function a row means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from demarc.core.catalogue import function
from demarc.core.words import Side
from demarc.files.matrix.values import Unreadable
from demarc.files.responsibility.words import folded

SIDES = {
    "client": Side.CLIENT,
    "customer": Side.CLIENT,
    "internal": Side.CLIENT,
    "ours": Side.CLIENT,
    "provider": Side.PROVIDER,
    "msp": Side.PROVIDER,
    "mssp": Side.PROVIDER,
    "vendor": Side.PROVIDER,
    "theirs": Side.PROVIDER,
}
PERSON, NO_FUNCTION = "person", "nothing"
SKIPPED = frozenset({"skip", "ignore", "ignored"})
_FUNCTIONS = re.compile(r"[A-Za-z]{2}-\d{2}(?:\s*[,+&/ ]\s*[A-Za-z]{2}-\d{2})*")
_ONE = re.compile(r"[A-Za-z]{2}-\d{2}")


class BadMapping(Unreadable):
    """A word after `--map` says nothing that could be done; the message says which, and how it is written."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """Everything `--map` says: `columns` for the reader, functions by folded row title, and what single names are."""

    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)

    def functions_of(self, *names: str) -> tuple[str, ...] | None:
        """Return the functions that are said for a row of one of these names (title, number), or None."""
        return next((self.rows[folded(name)] for name in names if name and folded(name) in self.rows), None)


def overruled(pairs: Iterable[str]) -> Overruled:
    """Read the values of `--map`: `Server updates=PT-02`, `Who=owner`, `Harborline=provider`, `Dana=person`.

    Raises `BadMapping` for what is not a pair, or a function that is not in the catalogue.
    """
    columns: dict[str, str] = {}
    rows: dict[str, tuple[str, ...]] = {}
    people: set[str] = set()
    sides: dict[str, Side] = {}
    for pair in pairs:
        name, equals, said = (part.strip() for part in pair.rpartition("="))
        if not (name and equals and said):
            raise BadMapping(f"`--map {pair}` is no pair; write `row title=PT-02` or `column=person`")
        word = said.casefold()
        if _FUNCTIONS.fullmatch(said):
            rows[folded(name)] = tuple(_function(found.upper(), pair) for found in _ONE.findall(said))
        elif word == NO_FUNCTION:
            rows[folded(name)] = ()
        elif word == PERSON:
            people.add(folded(name))
        else:
            if word in SIDES:
                sides[folded(name)] = SIDES[word]
            columns[name] = "ignored" if word in SKIPPED else said
    return Overruled(columns, rows, frozenset(people), sides)


def _function(id_: str, pair: str) -> str:
    if function(id_) is None:
        raise BadMapping(f"`--map {pair}` names `{id_}`, which is no function of the catalogue, as PT-02 is")
    return id_
