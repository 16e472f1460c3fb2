"""One line of a stranger's table with what it was read as: its id, functions, topics, scope, and who stands where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from demarc.core.catalogue import function
from demarc.core.harm import rank_of
from demarc.core.meaning.functions import functions_in
from demarc.core.words import RowId
from demarc.files.matrix.places import Place
from demarc.files.responsibility import OWNING, Layout, Letter, ResponsibilityRow, ResponsibilityTable
from demarc.files.responsibility.words import Role
from demarc.files.stranger.mapping import Overruled
from demarc.files.stranger.standing import Box, Standing, standing

CONTROLS = frozenset({Layout.CIS, Layout.CRM})


class Reading(StrEnum):
    """How sure it is what a line is about."""

    CERTAIN = "recognised"
    GUESSED = "guessed"
    UNKNOWN = "not recognised"


@dataclass(frozen=True, slots=True)
class Part:
    """Topics of a line that are narrowed alike, and to what."""

    topics: tuple[str, ...]
    scope: Box = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `functions` are those of the catalogue it is about, `parts` the topics its rows of the matrix are about.

    `scope` is all that its words narrow, and `because` says in words why it was read so. `table` counts the tables of the
    file. `divided` marks a line that stands once for each area, with an owner in each.
    """

    id: RowId
    table: int
    layout: Layout
    row: ResponsibilityRow
    standing: Standing
    reading: Reading
    functions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    scope: Box = field(default_factory=dict)
    scope_because: tuple[str, ...] = ()
    sheet: str = ""
    divided: bool = False

    @property
    def place(self) -> Place:
        """Return where its title stands."""
        return self.row.place

    @property
    def topics(self) -> tuple[str, ...]:
        """List everything it is about."""
        return tuple(topic for part in self.parts for topic in part.topics)

    @property
    def title(self) -> str:
        """Return its title, with the area it is divided by, else its number."""
        if self.divided and self.row.section:
            return f"{self.row.title}, {self.row.section}"
        return self.row.title or self.row.number or "a line without a title"

    @property
    def harm(self) -> int:
        """Return how early its harm is told; what no function is comes last."""
        return min((rank_of(id_) for id_ in self.functions), default=rank_of(""))

    @property
    def named(self) -> str:
        """Name the line as a person would look for it: `row 8`, with its sheet where there are several."""
        return f"{self.sheet} row {self.place.row}" if self.sheet else f"row {self.place.row}"


def lines_of(tables: Sequence[ResponsibilityTable], said: Overruled) -> tuple[Line, ...]:
    """Read every line of every table: an id that nothing else has, how it stands, and what it is about."""
    ids = _ids(tables)
    several = len({(table.sheet, table.name) for table in tables if table.rows}) > 1
    lines = []
    for number, table in enumerate(tables):
        by_ticks = _by_ticks(table)
        divided = Role.AREA in table.columns.values()
        sheet = (table.sheet or "") if several else ""
        for row in table.rows:
            line = Line(
                id=next(ids),
                table=number,
                layout=table.kind,
                row=row,
                standing=standing(row, table.kind, by_ticks=by_ticks),
                reading=Reading.UNKNOWN,
                sheet=sheet,
                divided=divided,
            )
            lines.append(_meant(line, said))
    return tuple(lines)


def _ids(tables: Sequence[ResponsibilityTable]) -> Iterator[RowId]:
    """Give each line its own number where all have one and none twice, else its place."""
    numbers = [row.number for table in tables for row in table.rows]
    if all(numbers) and len(set(numbers)) == len(numbers):
        yield from map(RowId, numbers)
        return
    several = len({table.sheet for table in tables if table.rows}) > 1
    seen: dict[str, int] = {}
    for table in tables:
        for row in table.rows:
            plain = f"{table.sheet}:{row.place.row}" if several and table.sheet else f"{row.place.row}"
            seen[plain] = seen.get(plain, 0) + 1
            yield RowId(plain if seen[plain] == 1 else f"{plain} ({row.section or seen[plain]})")


def _by_ticks(table: ResponsibilityTable) -> bool:
    """Tell whether ticks stand for owners: there are some, and no letter that makes an owner or does the work."""
    letters = {letter for row in table.rows for cell in row.assignments for letter in cell.letters}
    return Letter.TICK in letters and not letters & (OWNING | {Letter.RESPONSIBLE}) and table.kind not in CONTROLS


def _meant(line: Line, said: Overruled) -> Line:
    """Say which functions a line is about: by `--map`, else by all that is certain, else by the best guess."""
    mapped = said.functions_of(line.row.title, line.row.number)
    if mapped is not None:
        reading = Reading.CERTAIN if mapped else Reading.UNKNOWN
        return replace(line, reading=reading, functions=mapped, because=("because --map says so",))
    matches = functions_in(line.row.title, line.row.notes, line.row.section)
    certain = [match for match in matches if match.certain]
    chosen = certain or [match for match in matches if _is_alike(match.function, matches[0].function)]
    if not chosen:
        return replace(line, because=("because none of its words is one of ours",))
    return replace(
        line,
        reading=Reading.CERTAIN if certain else Reading.GUESSED,
        functions=tuple(match.function for match in chosen),
        because=tuple(dict.fromkeys(match.because for match in chosen)),
    )


def _is_alike(id_: str, other: str) -> bool:
    """Tell whether two functions divide one topic, as the patch duties do, or are the same."""
    return topic_of(id_) == topic_of(other)


def topic_of(id_: str) -> str:
    """Return the topic of a function of the catalogue."""
    found = function(id_)
    return found.topic if found else ""


def by_id(lines: Sequence[Line]) -> Mapping[str, Line]:
    """Index lines by their ids."""
    return {line.id: line for line in lines}
