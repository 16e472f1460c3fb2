"""What a file command has to say, before anybody decides how it looks: a headline, figures, and sections of entries."""

from dataclasses import dataclass, field
from enum import StrEnum

from demarc.core.matrix.table import Matrix


class Tone(StrEnum):
    """How something is to be taken: it is fine, it should be looked at, it does not hold, or it is just said."""

    GOOD = "good"
    SOON = "soon"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth seeing at once, and what it counts."""

    value: str
    label: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is said: what, whose it is, what it rests on, where it stands, and the code that names its kind."""

    text: str
    whose: str = ""
    details: tuple[str, ...] = ()
    place: str = ""
    code: str = ""
    tone: Tone = Tone.PLAIN
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under headings, all of the same width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount to compare with its neighbours, and how it is said."""

    label: str
    amount: float
    said: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Arcs:
    """What moves between named places: (from, to, how much), by their numbers in `places`. `about` says it in words."""

    places: tuple[str, ...]
    moves: tuple[tuple[int, int, int], ...]
    about: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. `numbered` entries carry numbers that run on through the report.

    `bars` are drawn on a page and in a terminal; `arcs` only on a page, beside a table that says the same.
    """

    title: str
    entries: tuple[Entry, ...] = ()
    table: Table | None = None
    bars: tuple[Bar, ...] = ()
    arcs: Arcs | None = None
    lead: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole answer: the command, the file, the one line that matters, and everything behind it.

    `sides` holds (name, side) of each firm; `more` what to do next, as command lines with their purpose.
    """

    command: str
    file: str
    headline: str
    tone: Tone = Tone.PLAIN
    lead: tuple[str, ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    more: tuple[tuple[str, str], ...] = field(default=())

    @property
    def of_matrix(self) -> bool:
        """Tell whether it speaks of a matrix, and so has to say what one does not decide."""
        return self.command not in {"fit", "interview", "proposal", "replay"}


def sides_of(matrix: Matrix) -> tuple[tuple[str, str], ...]:
    """List the firms of a matrix, the client first."""
    parties = sorted(matrix.directory.parties, key=lambda party: party.side)
    return tuple((party.name, party.side.value) for party in parties)


def counted(number: int, one: str, many: str = "") -> str:
    """Count something: `1 row`, `2 rows`, `no rows`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}" if number else f"no {many or f'{one}s'}"


def marking(file: str) -> tuple[tuple[str, str], ...]:
    """Say how to have a workbook marked, where the file is one."""
    if not file.lower().endswith((".xlsx", ".xlsm")):
        return ()
    return ((f"demarc check {file} --mark marked{file[-5:].lower()}", "The same in your own workbook"),)
