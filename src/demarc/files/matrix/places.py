"""Where each thing said in a matrix file stands: the file and line, or the sheet and cell, that a finding points to."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: `row` is the sheet row or the file's line, from 1; `column` the letters of a sheet's column."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Say it as a person would look for it: `matrix.xlsx, sheet Rows, cell B6` or `matrix.yaml, line 12`."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"cell {self.column}{self.row}" if self.column else self._row())
        return ", ".join(parts)

    def _row(self) -> str:
        return f"line {self.row}" if self.sheet is None else f"row {self.row}"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a whole file, by section, entry and field; what has no place of its own has the one around it."""

    file: Place
    _known: dict[tuple[str, str, str], Place] = field(default_factory=dict)

    def of(self, section: str, id_: str = "", field_: str = "") -> Place:
        """Return the narrowest known place: the field's, else the entry's, else the section's, else the file."""
        for key in ((section, id_, field_), (section, id_, ""), (section, "", "")):
            if key in self._known:
                return self._known[key]
        return self.file

    def put(self, section: str, id_: str, fields: Mapping[str, Place], around: Place) -> None:
        """Remember an entry's place and the places of its fields; the first entry with an id keeps it."""
        if id_ and (section, id_, "") in self._known:
            return
        self._known[(section, id_, "")] = around
        self._known.update({(section, id_, name): place for name, place in fields.items()})


def column_letters(index: int) -> str:
    """Turn a column's index from 0 into its letters: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
