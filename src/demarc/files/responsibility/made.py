"""What is made of a table while it is read: rows, texts, what every cell was read as, and findings with their places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import NOTES, Note
from demarc.files.responsibility.columns import Column
from demarc.files.responsibility.owners import spellings
from demarc.files.responsibility.table import Assignment, ResponsibilityRow
from demarc.files.responsibility.words import folded

MANY_CELLS = 5
"""From how many cells under no heading on they are said once for the column."""

SHOWN = 60


@dataclass(slots=True)
class Made:
    """What has been made of a table so far."""

    rows: list[ResponsibilityRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    cells: dict[Place, str] = field(default_factory=dict)
    astray: dict[int, list[Cell]] = field(default_factory=dict)

    def note(self, kind: Kind, message: str, place: Place, severity: Level | None = None) -> None:
        """Note a finding at its place."""
        if len(self.notes) < NOTES:
            self.notes.append(Note(finding(kind, message, severity=severity), place))

    def read_as(self, cell: Cell, what: str) -> None:
        """Remember what a filled cell was read as."""
        if cell.text:
            self.cells.setdefault(cell.place, what)

    def keep_empty_sections(self) -> None:
        """Keep the headings with no row below them as texts beside the table."""
        used = {row.section for row in self.rows}
        self.texts.extend(said for said in self.sections if said not in used)

    def note_astray(self) -> None:
        """Say which cells stand under no heading: each, or the column once when they are many."""
        for index, cells in self.astray.items():
            if len(cells) > MANY_CELLS:
                message = f"no heading stands over column {column_letters(index)}, so its {len(cells)} cells are only notes"
                self.note(Kind.UNREADABLE, message, replace(cells[0].place, row=None))
                continue
            for cell in cells:
                message = f"no heading stands over `{cell.text[:SHOWN]}`, so it is only a note of its row"
                self.note(Kind.UNREADABLE, message, cell.place)

    def note_twice(self, columns: Sequence[Column]) -> None:
        """Say once for each heading that stands over several columns that they were read apart."""
        counted = Counter(folded(column.heading) for column in columns if column.heading)
        for column in columns:
            if counted[folded(column.heading)] > 1:
                counted[folded(column.heading)] = 0
                places = [column_letters(each.index) for each in columns if folded(each.heading) == folded(column.heading)]
                message = f"the heading `{column.heading}` stands over the columns {', '.join(places)}; each was read apart"
                self.note(Kind.TWICE, message, column.place, Level.WARNING)

    def note_nobody(self, rows: Sequence[ResponsibilityRow], place: Place) -> None:
        """Say when there is no row, or none that says who."""
        if not rows:
            self.note(Kind.NO_ACCOUNTABLE, "the table has headings, but no rows", place)
        elif not any(row.assignments for row in rows):
            message = f"none of its {len(rows):,} rows says who: a blank template, or `--map` must say what its columns are"
            self.note(Kind.NO_ACCOUNTABLE, message, place)

    def one_spelling(self, rows: Sequence[ResponsibilityRow]) -> tuple[ResponsibilityRow, ...]:
        """Give every name that is spelled in several ways its most frequent spelling, and say so once for each other."""
        used = [each for row in rows for each in row.assignments]
        best = spellings(each.holder for each in used)
        for name, chosen in best.items():
            if name != chosen:
                cells = [each.place for each in used if each.holder == name]
                message = f"`{name}` was read as `{chosen}`, in {len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
                self.note(Kind.GUESSED, message, cells[0])
        if all(name == chosen for name, chosen in best.items()):
            return tuple(rows)

        def spelled(each: Assignment) -> Assignment:
            return replace(each, holder=best.get(each.holder, each.holder))

        return tuple(replace(row, assignments=tuple(spelled(each) for each in row.assignments)) for row in rows)
