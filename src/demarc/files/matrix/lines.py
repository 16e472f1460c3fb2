"""What both clothes of a matrix file come to: sections of lines of cells, each cell with its text and its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from demarc.files.matrix.places import Place
from demarc.files.matrix.sections import Section

BAR = "|"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written in one place: a text, or in YAML a list of texts (`listed`), each meant as it stands."""

    values: tuple[str, ...]
    place: Place
    listed: bool = False

    @property
    def text(self) -> str:
        """Return what was written as one text, a list joined by bars."""
        return " | ".join(self.values)

    def items(self) -> tuple[str, ...]:
        r"""Return the single values: a list's own, or a text parted at its bars (`\|` is a bar that parts nothing)."""
        return self.values if self.listed else split_bars(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a section: its filled cells by field key, or by `if <aspect>` for a condition of a row."""

    cells: Mapping[str, Cell]
    place: Place


@dataclass(frozen=True, slots=True)
class Said:
    """One section as the file has it; `named` are the fields the file has a column or key for, filled or not."""

    section: Section
    lines: tuple[Line, ...]
    place: Place
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the layout that a person should know: said where it stands; `error` marks what was not read."""

    message: str
    place: Place
    error: bool = False


@dataclass(frozen=True, slots=True)
class MatrixText:
    """A whole file in neutral form: what it says by section key, and remarks about what could not be placed."""

    file: Place
    said: Mapping[str, Said]
    remarks: tuple[Remark, ...] = ()


def split_bars(text: str) -> tuple[str, ...]:
    r"""Part a text at its bars and trim the parts; empty parts are dropped; `\|` and `\\` stand for themselves."""
    parts: list[str] = []
    part: list[str] = []
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "")
            part.append(following if following in {BAR, "\\"} and following else letter + following)
        elif letter == BAR:
            parts.append("".join(part))
            part = []
        else:
            part.append(letter)
    parts.append("".join(part))
    return tuple(trimmed for trimmed in (each.strip() for each in parts) if trimmed)


def join_bars(values: tuple[str, ...]) -> str:
    """Join values with bars so that `split_bars` gives them back."""
    return " | ".join(value.replace("\\", "\\\\").replace(BAR, "\\|") for value in values)
