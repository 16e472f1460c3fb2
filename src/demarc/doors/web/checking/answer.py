"""The answer of `demarc check` as the page shows it: values, made from the object for scripts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demarc.core.catalogue import function

MOST_LINES = 400
"""Rows whose reading is shown; what is longer is read at a desk, with `--explain`."""

MOST_SIDES = 8

MEANINGS = {"good": "holds", "soon": "to look at", "bad": "does not hold", "plain": "to know"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding: what, whose it is, what the file says, where, its code, and how it is to be taken."""

    text: str
    whose: str
    details: tuple[str, ...]
    place: str
    code: str
    tone: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Section:
    """Findings under their heading; their numbers run on from `start`."""

    title: str
    lead: str
    start: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth seeing at once."""

    value: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class LineRead:
    """How one row was read: `sign` is empty where it is sure, `~` for a guess, `?` where nothing is known."""

    sign: str
    row: str
    title: str
    about: tuple[str, ...]
    state: str
    because: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """How one table was read, with each of its columns."""

    title: str
    kind: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NameRead:
    """What a name was taken for."""

    name: str
    side: str
    kind: str
    certain: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer. `verdict` is the word or two before the colon, `counts` what comes after it."""

    verdict: str
    counts: str
    tone: str
    lead: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    codes: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...]
    tables: tuple[TableRead, ...]
    names: tuple[NameRead, ...]
    lines: tuple[LineRead, ...]
    more_lines: int
    is_ours: bool


def answer_of(found: Mapping[str, Any]) -> Answer:
    """Make the answer for the page from the object for scripts."""
    told = found["told"]
    verdict, _, counts = told["headline"].partition(": ")
    read = found.get("read", ())
    several = len({line["sheet"] for line in read}) > 1
    tables = (section["table"] for section in told["sections"] if section["table"])
    codes = next((table["rows"] for table in tables if table["headings"][0] == "Code"), ())
    return Answer(
        verdict=verdict,
        counts=counts,
        tone=told["tone"],
        lead=tuple(told["lead"]),
        sides=tuple((name, side) for name, side in told["sides"][:MOST_SIDES]),
        figures=tuple(Figure(one["value"], one["label"], one["tone"]) for one in told["figures"]),
        sections=tuple(_sections(told["sections"])),
        codes=tuple((code, meaning) for code, meaning in codes),
        commands=tuple((command, purpose) for command, purpose in told["more"]),
        tables=tuple(map(_table, found.get("tables", ()))),
        names=tuple(map(_name, found.get("sides", ()))),
        lines=tuple(_line(line, several=several) for line in read[:MOST_LINES]),
        more_lines=max(0, len(read) - MOST_LINES),
        is_ours="read" not in found,
    )


def _sections(told: list[Mapping[str, Any]]) -> Iterator[Section]:
    number = 1
    for section in told:
        if section["table"]:
            continue
        entries = tuple(map(_entry, section["entries"]))
        yield Section(section["title"], section["lead"], number, entries)
        number += len(entries)


def _entry(one: Mapping[str, Any]) -> Entry:
    return Entry(
        text=one["text"],
        whose=one["whose"],
        details=tuple(one["details"]),
        place=one["place"],
        code=one["code"],
        tone=one["tone"],
        meaning=MEANINGS[one["tone"]],
    )


def _table(one: Mapping[str, Any]) -> TableRead:
    title = ", ".join(part for part in (one["sheet"], one["name"]) if part) or "The table"
    count = one["rows"]
    kind = f"{one['is']}, {count:,} {'row' if count == 1 else 'rows'}" if count else one["is"]
    return TableRead(title, kind, tuple(one["columns"].items()))


def _name(one: Mapping[str, Any]) -> NameRead:
    return NameRead(one["name"], one["side"] or "", one["is"], one["certain"], _reason(one["because"]))


def _line(one: Mapping[str, Any], *, several: bool) -> LineRead:
    sign = {"recognised": "", "guessed": "~"}.get(one["reading"], "?")
    place = f"{one['sheet']} {one['row']}" if several and one["sheet"] else f"{one['row'] or ''}"
    because = "; ".join(map(_reason, one["because"]))
    return LineRead(sign, place, one["title"], tuple(map(_function, one["functions"])), one["state"], because)


def _function(id_: str) -> str:
    """Name a function of the catalogue in words, its id after them."""
    known = function(id_)
    return f"{known.outcome} ({id_})" if known else id_


def _reason(because: str) -> str:
    return because.removeprefix("because ")
