"""A finding in plain words: what falls through, whose it is not, why, and in which cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.matrix.findings import HARM, URGENCY, Finding, Kind, Level, finding
from demarc.core.words import RowId
from demarc.files.matrix.places import Place
from demarc.files.stranger.line import Line, Reading

LONGEST_TITLE = 48
LAST = 1_000
"""The rank of what has no function, after every function's harm."""


class Group(StrEnum):
    """The headings under which findings are told, in their order."""

    FALLS = "Falls through first"
    TWO = "Two owners"
    TWO_WAYS = "Said in two ways"
    NOT_A_PERSON = "Named, but not a person"
    MISSING = "Not in the list at all"
    NOBODY_BEHIND = "Nobody behind it"
    VAGUE = "Says too little"
    UNREAD = "Could not be read"
    ABSENT = "Left out"
    INFO = "Good to know"


GROUP_OF = {
    Kind.GAP: Group.FALLS,
    Kind.NO_ACCOUNTABLE: Group.FALLS,
    Kind.SHARED: Group.FALLS,
    Kind.UNDECIDED: Group.FALLS,
    Kind.OVERLAP: Group.TWO,
    Kind.TWO_ACCOUNTABLE: Group.TWO,
    Kind.CONTRADICTION: Group.TWO_WAYS,
    Kind.NOT_A_PERSON: Group.NOT_A_PERSON,
    Kind.MISSING_FUNCTION: Group.MISSING,
    Kind.NO_DEPUTY: Group.NOBODY_BEHIND,
    Kind.VAGUE: Group.VAGUE,
    Kind.ABSENT_COLUMN: Group.ABSENT,
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A finding as a manager reads it.

    `lead` is the everyday example or the title, `whose` whom it is left to, `because` what the file says, `cells` where.
    `rank` orders findings of one group by harm. `aside` marks one that another finding of the same line already says.
    """

    finding: Finding
    place: Place
    lead: str
    whose: str = ""
    because: str = ""
    cells: str = ""
    rank: int = LAST
    aside: bool = False

    @property
    def group(self) -> Group:
        """Return the heading it is told under."""
        if self.finding.severity is Level.INFO:
            return Group.INFO
        return GROUP_OF.get(self.finding.kind, Group.UNREAD)


def plain(
    kind: Kind,
    place: Place,
    lead: str,
    *,
    whose: str = "",
    because: str = "",
    cells: str = "",
    rank: int = LAST,
    rows: tuple[RowId, ...] = (),
    severity: Level | None = None,
    field: str | None = None,
) -> Plain:
    """Make a finding whose message says in one sentence what its parts say in two lines."""
    message = ": ".join(part for part in (lead, whose) if part)
    message += f". {because[:1].upper()}{because[1:]}" if because else ""
    made = finding(kind, message, rows=rows, severity=severity, field=field)
    return Plain(made, place, lead, whose, because, cells or cells_of([place]), rank)


def ordered(found: Sequence[Plain]) -> tuple[Plain, ...]:
    """Order findings: by heading, then the worse harm, then the kind, then as they stand in the file."""
    groups = list(Group)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                groups.index(one.group),
                URGENCY[one.finding.severity],
                one.rank,
                one.aside,
                HARM[one.finding.kind],
                one.place.row or 0,
            ),
        )
    )


def quoted(line: Line) -> str:
    """Name a line with its title: `row 8 "Restore testing"`, with ~ where its meaning was guessed."""
    guess = "~" if line.reading is Reading.GUESSED else ""
    return f'{line.named}{guess} "{short(line.title)}"'


def short(text: str, most: int = LONGEST_TITLE) -> str:
    """Cut a text to what fits on a line: first what stands in brackets, then at a word."""
    said = " ".join(text.split())
    if len(said) > most:
        said = " ".join(re.sub(r"\([^()]*\)", " ", said).split()).replace(" ,", ",") or said
    if len(said) <= most:
        return said
    return said[: most - 3].rsplit(" ", 1)[0].rstrip(" ,;(-") + "..."


def cells_of(places: Sequence[Place]) -> str:
    """Say where: `B8:C8` in a sheet, `line 27` or `lines 5-6` in a text, `column C` without a row."""
    known = [place for place in places if place.row is not None or place.column is not None]
    if not known:
        return ""
    rows = sorted(place.row for place in known if place.row is not None)
    columns = sorted({place.column for place in known if place.column is not None}, key=lambda name: (len(name), name))
    if not rows:
        return f"column {columns[0]}"
    if known[0].sheet is None:
        return f"line {rows[0]}" if rows[0] == rows[-1] else f"lines {rows[0]}-{rows[-1]}"
    if not columns:
        return f"row {rows[0]}"
    first, last = f"{columns[0]}{rows[0]}", f"{columns[-1]}{rows[-1]}"
    return first if first == last else f"{first}:{last}"


def listed(names: Sequence[str]) -> str:
    """Join names as one says them: `Dana`, `Dana and Mei`, `Dana, Luis and Mei`."""
    if len(names) < 2:  # noqa: PLR2004 - one or none needs no joining
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def rows_named(lines: Sequence[Line], most: int = 4) -> str:
    """Name several lines shortly: `row 8`, `rows 5 and 6`, `rows 2, 3, 4, 5 and 20 more`."""
    numbers = list(dict.fromkeys(str(line.place.row) for line in lines))
    if len(numbers) == 1:
        return lines[0].named
    shown = numbers[:most]
    if len(numbers) > most:
        return f"rows {', '.join(shown)} and {len(numbers) - most} more"
    return f"rows {listed(shown)}"
