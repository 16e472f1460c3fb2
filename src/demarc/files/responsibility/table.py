"""What a stranger's table says about who does what, row by row, with the place of every answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from demarc.files.matrix.places import Place
from demarc.files.matrix.reading import Note


class Letter(StrEnum):
    """What somebody is to a row: the letters of RACI, and what other tables say in their stead."""

    ACCOUNTABLE = "A"
    RESPONSIBLE = "R"
    CONSULTED = "C"
    INFORMED = "I"
    SUPPORT = "S"
    OWNS = "owns"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TICK = "x"
    SHARED = "shared"
    ESCALATION = "escalation"
    NOT_APPLICABLE = "n/a"
    NOBODY = "nobody"


OWNING = frozenset({Letter.ACCOUNTABLE, Letter.OWNS, Letter.PRIMARY})
"""The letters that make somebody the one owner of a row."""


class Layout(StrEnum):
    """How a table says it. `OURS` is left to Demarc's own reader; `OTHER` says nothing about who does what."""

    RACI = "letters under people or roles"
    ONE_OWNER = "one owner per cell"
    DUTIES_PER_PARTY = "duties of each party in words"
    CIS = "FedRAMP control implementation summary"
    CRM = "FedRAMP customer responsibility matrix"
    OURS = "Demarc's own"
    OTHER = "no responsibility table"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one cell says about one holder: the holder in the file's words, the letters, and what else stands there.

    `holder` is "" when the cell says that it is nobody or does not apply. In a table of duties per party each assignment
    is a duty of its own, and `note` says which.
    """

    holder: str
    letters: frozenset[Letter]
    note: str
    place: Place
    raw: str

    @property
    def owns(self) -> bool:
        """Tell whether this makes the holder the owner."""
        return bool(self.letters & OWNING)


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One line of the table: what is to be done, under which heading, and who has a part in it.

    In a table with an owner for each of several areas, every area of a line is a row, with the area as its section.
    """

    number: str
    title: str
    section: str
    notes: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ResponsibilityTable:
    """One table as it was read.

    `columns` says what each heading was taken for; `parties` which holders stand under a common heading; `texts` are the
    titles, legends and footnotes around the table; `cells` says for every filled cell what it was read as.
    """

    file: str
    sheet: str | None
    kind: Layout
    holders: tuple[str, ...] = ()
    rows: tuple[ResponsibilityRow, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    name: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    cells: Mapping[Place, str] = field(default_factory=dict)
