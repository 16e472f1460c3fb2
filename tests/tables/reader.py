"""Reads the text tables of this folder: a small matrix, what it must lack, and who must hold what.

A table has sections, each a word alone on its line, with indented entries. `aspects`: name, kind, values. `topics`: name,
severity from which it runs 24x7. `roles`: name, fallback. `shifts`: role, person, from, to. `absences`: person, from, to,
cover. `rows`: id, accountable, then conditions (and `deputy=`, `yields_to=`). `gaps`: one box a line. `overlaps`: two
rows, then what their witness must have. `findings`: kind, row. `cases`: facts | row, gap or overlap | holder or nobody.
Times are Chicago's, or UTC with a Z.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from demarc.core.matrix.table import Aspect, AspectKind, Matrix, Row, Topic, scope_of
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Directory, Role, Shift, Slots
from demarc.core.words import PersonId, RowId, Severity
from tests.cast import DANA, LUIS, PARTIES, TUESDAY
from tests.matrix_build import ALDER_WITH_HARBORLINE, CAST

HERE = Path(__file__).parent
CHICAGO = ZoneInfo("America/Chicago")
CLINIC = Calendar(
    "clinic",
    "America/Chicago",
    tuple(Hours(day, time(8), time(17)) for day in range(5)),
    (DatedDay(date(2026, 11, 26), "Thanksgiving"),),
)
assert {DANA, LUIS} <= PARTIES.keys()


@dataclass(frozen=True, slots=True)
class Case:
    """One line of `cases`: these facts at this instant fall to this row (or gap, overlap) and this holder (or nobody)."""

    facts: dict[str, str]
    at: datetime
    row: str
    holder: str


@dataclass(frozen=True, slots=True)
class Table:
    """A text table: the matrix and everything expected of it."""

    matrix: Matrix
    gaps: frozenset[tuple[tuple[str, frozenset[str]], ...]]
    overlaps: dict[tuple[str, str], dict[str, str]]
    findings: frozenset[tuple[str, str]]
    cases: tuple[Case, ...]


def tables() -> list[Path]:
    """List the text tables, by name."""
    return sorted(HERE.glob("*.txt"))


def read(path: Path) -> Table:
    """Read one table."""
    sections = _sections(path)
    return Table(
        matrix=_matrix(sections),
        gaps=frozenset(_scope(words) for words in sections["gaps"]),
        overlaps={(words[0], words[1]): dict(word.split("=") for word in words[2:]) for words in sections["overlaps"]},
        findings=frozenset((words[0], words[1]) for words in sections["findings"]),
        cases=tuple(_case(words) for words in sections["cases"]),
    )


def _sections(path: Path) -> dict[str, list[list[str]]]:
    names = ("aspects", "topics", "roles", "shifts", "absences", "rows", "gaps", "overlaps", "findings", "cases")
    sections: dict[str, list[list[str]]] = {name: [] for name in names}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            sections[current].append(line.split())
        else:
            current = line.strip()
            assert current in sections, f"{path.name}: `{current}` is not a section"
    return sections


def _matrix(sections: dict[str, list[list[str]]]) -> Matrix:
    directory = Directory(
        people=CAST.people,
        parties=CAST.parties,
        roles=tuple(Role(name, PersonId(fallback)) for name, fallback in sections["roles"]),
        shifts=tuple(Shift(role, PersonId(who), _at(start), _at(end)) for role, who, start, end in sections["shifts"]),
        absences=tuple(
            Absence(PersonId(who), _at(start), _at(end), PersonId(cover[0]) if cover else None)
            for who, start, end, *cover in sections["absences"]
        ),
    )
    return Matrix(
        version="v1",
        engagement=ALDER_WITH_HARBORLINE,
        directory=directory,
        aspects=tuple(
            Aspect(name, AspectKind(kind), tuple(values[0].split("|")) if values else ())
            for name, kind, *values in sections["aspects"]
        ),
        rows=tuple(_rows(sections["rows"])),
        topics=tuple(Topic(name, name, "", always_from=Severity(severity)) for name, severity in sections["topics"]),
        calendars=(CLINIC,),
    )


def _rows(lines: list[list[str]]) -> Iterator[Row]:
    for id_, accountable, *words in lines:
        said = dict(word.split("=") for word in words)
        slots = Slots(accountable, said.pop("deputy", ""))
        yields = tuple(RowId(other) for other in said.pop("yields_to", "").split("|") if other)
        scope = scope_of({aspect: frozenset(values.split("|")) for aspect, values in said.items()})
        yield Row(id=RowId(id_), function=id_, slots=slots, scope=scope, yields_to=yields)


def _scope(words: list[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    said = dict(word.split("=") for word in words)
    return scope_of({aspect: frozenset(values.split("|")) for aspect, values in said.items()})


def _case(words: list[str]) -> Case:
    facts, row, holder = " ".join(words).split("|")
    said = dict(word.split("=") for word in facts.split())
    at = _at(said.pop("at")) if "at" in said else TUESDAY
    return Case(said, at, row.strip(), holder.strip())


def _at(text: str) -> datetime:
    if text.endswith("Z"):
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO).astimezone(UTC)
