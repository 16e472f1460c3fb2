"""A stranger's table as a matrix: what it says, what it leaves open, and what that means on an ordinary Saturday night."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarc.core.matrix.table import WINDOW, Matrix, Row, Scope
from demarc.core.people import Slots
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.places import Place
from demarc.files.matrix.reading import Note
from demarc.files.responsibility import Layout, Letter, ResponsibilityTable
from demarc.files.responsibility.words import Role
from demarc.files.stranger.build import matrix_of, places_of, row_ids
from demarc.files.stranger.line import Line, Reading, lines_of
from demarc.files.stranger.mapping import BadMapping, Overruled, overruled
from demarc.files.stranger.of_file import file_findings, has_place_for, holder_findings, note_findings
from demarc.files.stranger.of_lines import line_findings
from demarc.files.stranger.of_topics import topic_findings
from demarc.files.stranger.plain import Group, Plain, ordered
from demarc.files.stranger.sides import Holder, holders_of
from demarc.files.stranger.topics import with_topics

__all__ = (
    "BadMapping",
    "Group",
    "Holder",
    "Line",
    "Overruled",
    "Plain",
    "Reading",
    "Stranger",
    "as_matrix",
    "overruled",
)

NO_MAPPING = Overruled()


@dataclass(frozen=True, slots=True)
class Stranger(ReadMatrix):
    """A table that is not in our format, read: its matrix, and everything found in it, in plain words and ranked by harm.

    `notes` are the same findings as `findings`, for whoever wants only finding and place.
    """

    tables: tuple[ResponsibilityTable, ...] = ()
    lines: tuple[Line, ...] = ()
    holders: tuple[Holder, ...] = ()
    findings: tuple[Plain, ...] = ()

    def by_line(self) -> Matrix:
        """Return the matrix with one row for each line; a line with two owners has none to count on, and so names none."""
        rows = []
        for line in self.lines:
            row = self.matrix.row(row_ids(line)[0])
            assert row is not None
            slots = row.slots if len(line.standing.owners) == 1 else Slots("")
            rows.append(replace(row, id=line.id, slots=slots, yields_to=()))
        return replace(self.matrix, rows=tuple(rows))

    def by_people(self) -> Matrix:
        """Return the matrix with one row for each set of people and hours: as many as coverage in time can tell apart."""
        rows: dict[tuple[Slots, Scope], Row] = {}
        for row in self.matrix.rows:
            window = tuple((aspect, values) for aspect, values in row.scope if aspect == WINDOW)
            rows.setdefault((row.slots, window), replace(row, scope=window, yields_to=()))
        return replace(self.matrix, rows=tuple(rows.values()), topics=())

    @property
    def recognised(self) -> int:
        """Count the lines whose words settle what they are about."""
        return sum(line.reading is Reading.CERTAIN for line in self.lines)

    @property
    def guessed(self) -> int:
        """Count the lines whose words only suggest it."""
        return sum(line.reading is Reading.GUESSED for line in self.lines)


def as_matrix(tables: Sequence[ResponsibilityTable], said: Overruled = NO_MAPPING) -> Stranger:
    """Read tables as a matrix and say all that is wrong with it.

    1. Who is who. 2. What each line is about and how it stands. 3. The matrix. 4. The findings: of lines, between lines,
    of people, of the file.
    """
    known = [table for table in tables if table.kind is not Layout.OTHER]
    holders = holders_of(known, said)
    lines = with_topics(lines_of(known, said))
    file = Place(tables[0].file, tables[0].sheet if len({table.sheet for table in tables}) == 1 else None)
    matrix = matrix_of(lines, holders)
    found = [*note_findings(tables), *holder_findings(lines, holders), *file_findings(known, lines)]
    found += line_findings(_told(lines), holders, deputies=has_place_for(known, Role.DEPUTY, Letter.SECONDARY))
    found += topic_findings(matrix, lines, holders)
    findings = ordered(found)
    return Stranger(
        matrix=matrix,
        places=places_of(lines, file),
        notes=tuple(Note(one.finding, one.place) for one in findings),
        tables=tuple(tables),
        lines=lines,
        holders=tuple(holders.values()),
        findings=findings,
    )


def _told(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out the lines of a table in which nobody is named at all: that is said once for the table."""
    named = {line.table for line in lines if line.row.assignments}
    return tuple(line for line in lines if line.table in named)
