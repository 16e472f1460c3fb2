"""What is wrong with the file as a whole: who is no person, what is not in it, what two tables say differently."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from demarc.core.harm import MUST_HAVE, WORST_FIRST
from demarc.core.matrix.findings import Kind, Level
from demarc.core.meaning.holders import HolderKind
from demarc.files.matrix.places import Place
from demarc.files.matrix.reading import Note
from demarc.files.responsibility import Layout, Letter, ResponsibilityTable
from demarc.files.responsibility.words import Role, folded
from demarc.files.stranger.build import row_ids
from demarc.files.stranger.line import CONTROLS, Line, Reading
from demarc.files.stranger.plain import Plain, cells_of, plain, quoted, rows_named, short
from demarc.files.stranger.sides import Holder
from demarc.files.stranger.standing import Owner, State

NOT_A_PERSON: Mapping[HolderKind, str] = {
    HolderKind.FIRM: "a firm, not a person",
    HolderKind.VENDOR: "a firm, not a person",
    HolderKind.TEAM: "a team, not a person",
    HolderKind.MAILBOX: "a mailbox, not a person",
    HolderKind.ROLE: "a post, and the file does not say who holds it",
    HolderKind.SEVERAL: "several at once, so nobody in particular",
    HolderKind.UNCLEAR: "perhaps not a person",
}
COLUMNS: tuple[tuple[Role, Letter | None, str, str], ...] = (
    (Role.DEPUTY, Letter.SECONDARY, "deputies", "who takes over when the owner is ill, away or gone"),
    (Role.ESCALATION, Letter.ESCALATION, "escalation", "who is called next when the owner does not answer"),
    (Role.HOURS, None, "hours", "who can be reached at night and at weekends"),
    (Role.CLOCK, None, "clocks", "how soon somebody must have taken it, and finished it"),
    (Role.PROOF, None, "proof", "what shows that it was done"),
)
"""What a whole list says in columns of its own, and what is unknown without each."""


def holder_findings(lines: Sequence[Line], holders: Mapping[str, Holder]) -> Iterator[Plain]:
    """Say once of every owner who is no person that they are none, and of how many lines."""
    held: dict[str, list[tuple[Line, Owner]]] = defaultdict(list)
    for line in lines:
        for owner in line.standing.owners:
            held[owner.name].append((line, owner))
    for name, own in held.items():
        holder = holders.get(name)
        kind = holder.kind if holder else HolderKind.FIRM
        if kind in NOT_A_PERSON:
            yield _no_person(name, kind, own, len(lines))


def _no_person(name: str, kind: HolderKind, own: Sequence[tuple[Line, Owner]], of: int) -> Plain:
    columns = {owner.cell.place.column for _, owner in own}
    first = own[0][1].cell.place
    place = replace(first, row=None) if len(columns) == 1 and first.column else replace(first, row=None, column=None)
    rows = f"{len(own)} of {of} rows" if of > 1 else "its only row"
    because = f"it stands as the owner in {rows}. At 03:00 one calls a person"
    level = None
    if kind is HolderKind.UNCLEAR:
        level, because = Level.WARNING, f"the owner in {rows}. If it is one person: --map '{name}=person'"
    return plain(
        Kind.NOT_A_PERSON,
        place,
        short(name),
        whose=NOT_A_PERSON[kind],
        because=because,
        cells=cells_of([place]),
        rank=-len(own),
        rows=tuple(id_ for line, _ in own for id_ in row_ids(line)[:1]),
        severity=level,
        field="accountable",
    )


def file_findings(tables: Sequence[ResponsibilityTable], lines: Sequence[Line]) -> Iterator[Plain]:
    """Yield what the file leaves out, how much of it was guessed, and where its tables disagree."""
    if not lines:
        return
    if any(line.standing.state is not State.BLANK for line in lines):
        yield from _absent(tables, lines)
        yield from _missing(tables, lines)
        yield from _unsure(tables, lines)
    yield from _disagreeing(lines)


def _first(tables: Sequence[ResponsibilityTable]) -> Place:
    table = next((table for table in tables if table.rows), tables[0])
    return Place(table.file, table.sheet)


def has_place_for(tables: Sequence[ResponsibilityTable], role: Role, letter: Letter | None) -> bool:
    """Tell whether some table has a column for this, or says it by a letter."""
    if any(role in table.columns.values() for table in tables):
        return True
    letters = {each for table in tables for row in table.rows for cell in row.assignments for each in cell.letters}
    return letter in letters


def _absent(tables: Sequence[ResponsibilityTable], lines: Sequence[Line]) -> Iterator[Plain]:
    del lines
    for role, letter, name, means in COLUMNS:
        if not has_place_for(tables, role, letter):
            yield plain(Kind.ABSENT_COLUMN, _first(tables), f"No column for {name}: {means}", field=str(role))


def _missing(tables: Sequence[ResponsibilityTable], lines: Sequence[Line]) -> Iterator[Plain]:
    """Say once which of the things that must have one owner no line is about."""
    have = {id_ for line in lines for id_ in line.functions}
    missing = [harm for harm in WORST_FIRST if harm.function in MUST_HAVE - have]
    if missing:
        lead = f"{len(missing)} of {len(MUST_HAVE)} that need one owner, in no row"
        because = "; ".join(f"{harm.name} ({harm.function})" for harm in missing)
        yield plain(Kind.MISSING_FUNCTION, _first(tables), lead, whose="nobody", because=because)


def _unsure(tables: Sequence[ResponsibilityTable], lines: Sequence[Line]) -> Iterator[Plain]:
    guessed = [line for line in lines if line.reading is Reading.GUESSED]
    unknown = [line for line in lines if line.reading is Reading.UNKNOWN]
    for some, what in ((guessed, "read by a guess (~)"), (unknown, "not recognised, and checked as they stand")):
        if some:
            lead = f"{len(some)} of {len(lines)} rows {'was' if len(some) == 1 else 'were'} {what}"
            because = f"{rows_named(some)}: --explain says how, --map 'row title=PT-02' says it better"
            rows = tuple(line.id for line in some)
            yield plain(Kind.GUESSED, _first(tables), lead, because=because, rows=rows)


def _disagreeing(lines: Sequence[Line]) -> Iterator[Plain]:
    """Say where two tables name different owners for what they call the same."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.layout not in CONTROLS | {Layout.DUTIES_PER_PARTY} and line.row.title:
            found[folded(line.row.title), folded(line.row.section) if line.divided else ""].append(line)
    for same in found.values():
        first = same[0]
        for other in same[1:]:
            if other.table == first.table or not (_owners(first) and _owners(other)):
                continue
            if _owners(first) != _owners(other):
                yield plain(
                    Kind.CONTRADICTION,
                    other.place,
                    short(other.title),
                    whose=f"{_said(first)} in one table, {_said(other)} in another",
                    because=f"{quoted(first)} and {quoted(other)} disagree",
                    cells=cells_of([other.place]),
                    rank=other.harm,
                    rows=(*row_ids(first), *row_ids(other)),
                    field="accountable",
                )


def _owners(line: Line) -> frozenset[str]:
    return frozenset(folded(owner.name) for owner in line.standing.owners)


def _said(line: Line) -> str:
    return " and ".join(owner.name for owner in line.standing.owners)


def note_findings(tables: Sequence[ResponsibilityTable]) -> Iterator[Plain]:
    """Pass on what was noted while the tables were read."""
    several = len({table.sheet for table in tables}) > 1
    for table in tables:
        for note in table.notes:
            yield _noted(note, note.place.sheet or "" if several else "")


def _noted(note: Note, sheet: str) -> Plain:
    lead = f"{sheet}: {note.finding.message}" if sheet else note.finding.message
    return Plain(note.finding, note.place, lead, cells=cells_of([note.place]))
