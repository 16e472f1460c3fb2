"""Reading a file's lines field by field: every value that cannot be read is noted with its place, and reading goes on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.files.limits import LINES, UnusableFile
from demarc.files.matrix.lines import Cell, Line, MatrixText
from demarc.files.matrix.places import Place, Places
from demarc.files.matrix.sections import BY_KEY, Section
from demarc.files.matrix.values import Unreadable

T = TypeVar("T")
NOTES = 1_000
"""The most notes one file gets; a file with more is wrong in one way, many times over."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding made while reading, and where in the file it stands."""

    finding: Finding
    place: Place


@dataclass(slots=True)
class Reading:
    """A file being read: its text, the notes and places found so far, and the zone of its local times."""

    text: MatrixText
    places: Places
    zone: str = "UTC"
    notes: list[Note] = field(default_factory=list)

    def lines(self, section: str) -> tuple[Line, ...]:
        """List the entries of a section; none when the file does not have it. Raises `UnusableFile` for far too many."""
        said = self.text.said.get(section)
        if said is None:
            return ()
        if len(said.lines) > LINES:
            raise UnusableFile(
                f"it has more than {LINES:,} entries",
                str(said.place),
                "check that this is the matrix and not a list of items",
            )
        return said.lines

    def entry(self, section: str, line: Line, id_: str) -> None:
        """Remember where an entry and its fields stand, and note the fields it needs and does not have."""
        fields = {key: cell.place for key, cell in line.cells.items()}
        conditions = [cell.place for key, cell in line.cells.items() if key.startswith("if ")]
        if conditions and "scope" not in fields:
            fields["scope"] = conditions[0]
        self.places.put(section, id_, fields, line.place)
        layout: Section = BY_KEY[section]
        for needed in layout.fields:
            if needed.needed and needed.key not in line.cells:
                message = f"this entry has no {needed.heading}"
                self.note(Kind.UNREADABLE, message, line.place, section=section, entry=id_, field_=needed.key)

    def read(self, section: str, line: Line, key: str, how: Callable[[str], T], blank: T) -> T:
        """Read one value; when it is blank or cannot be read, `blank` stands in, and the second is noted."""
        cell = line.cells.get(key)
        if cell is None:
            return blank
        try:
            return how(cell.text)
        except Unreadable as error:
            self.unreadable(section, key, cell, str(error))
            return blank

    def read_items(self, section: str, line: Line, key: str, how: Callable[[str], T]) -> tuple[T, ...]:
        """Read each value of a list; those that cannot be read are noted and left out."""
        cell = line.cells.get(key)
        found: list[T] = []
        for item in cell.items() if cell else ():
            try:
                found.append(how(item))
            except Unreadable as error:
                assert cell is not None
                self.unreadable(section, key, cell, str(error))
        return tuple(found)

    def said(self, line: Line, key: str, blank: str = "") -> str:
        """Return a text as it stands."""
        cell = line.cells.get(key)
        return cell.text if cell else blank

    def unreadable(self, section: str, key: str, cell: Cell, message: str) -> None:
        """Note a value that is not written in its form."""
        found = BY_KEY[section].field_for(key)
        self.note(Kind.UNREADABLE, f"{found.heading if found else key}: {message}", cell.place, section=section, field_=key)

    def note(
        self,
        kind: Kind,
        message: str,
        place: Place,
        *,
        section: str = "",
        entry: str = "",
        field_: str | None = None,
        severity: Level | None = None,
    ) -> None:
        """Note a finding at its place."""
        if len(self.notes) < NOTES:
            found = finding(kind, message, section=section, entry=entry, field=field_, severity=severity)
            self.notes.append(Note(found, place))


def names_of(*groups: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Make the function that turns an id or a name into the id; what is neither stays as it is written.

    Each group holds (id, name) pairs; an exact id goes first, then an id or a name in any case.
    """
    exact = {id_ for group in groups for id_, _ in group}
    by_name: dict[str, str] = {}
    for group in groups:
        for id_, _ in group:
            by_name.setdefault(id_.casefold(), id_)
    for group in groups:
        for id_, name in group:
            by_name.setdefault(name.casefold(), id_)
    return lambda text: text if text in exact else by_name.get(text.casefold(), text)
