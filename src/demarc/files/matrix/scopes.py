"""The conditions of a row, wherever they stand: one field per aspect, or all of them in the field `scope`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarc.core.matrix.table import TAG_NO, TAG_YES
from demarc.files.matrix.lines import Cell, Line
from demarc.files.matrix.sections import CONDITION_PREFIX

SCOPE = "scope"
TAG = re.compile(r"(not\s+)?tag\s+(\S.*)", re.IGNORECASE | re.DOTALL)
TAG_ASPECT = re.compile(r"tag\s+(\S.*)", re.IGNORECASE | re.DOTALL)
PART = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^;"])+')


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written: the aspect it is on, whether it was called a tag, and the cell that states it."""

    aspect: str
    cell: Cell
    is_tag: bool = False


def conditions_of(line: Line) -> Iterator[Condition]:
    """List the conditions of a row; a part of `scope` that is none is passed over (see `stray_parts`)."""
    for key, cell in line.cells.items():
        if key.startswith(CONDITION_PREFIX):
            yield _of_field(key[len(CONDITION_PREFIX) :], cell)
    scope = line.cells.get(SCOPE)
    if scope is not None:
        yield from (part for part in map(_of_part, _parts(scope)) if part is not None)


def stray_parts(line: Line) -> tuple[str, ...]:
    """List the parts of the field `scope` that are no condition."""
    scope = line.cells.get(SCOPE)
    return tuple(part.text for part in _parts(scope) if _of_part(part) is None) if scope is not None else ()


def _parts(scope: Cell) -> list[Cell]:
    texts = [part.strip() for text in scope.values for part in PART.findall(text)]
    return [Cell((text,), scope.place) for text in texts if text]


def _of_field(name: str, cell: Cell) -> Condition:
    tag = TAG_ASPECT.fullmatch(name)
    return Condition(tag[1] if tag else name, cell, is_tag=tag is not None)


def _of_part(part: Cell) -> Condition | None:
    """Read `aspect: condition`, `tag vip` or `not tag vip`."""
    name, colon, written = part.text.partition(":")
    if colon and name.strip() and written.strip():
        return _of_field(name.strip(), Cell((written.strip(),), part.place))
    tag = TAG.fullmatch(part.text)
    if tag is None or colon:
        return None
    return Condition(tag[2], Cell((TAG_NO if tag[1] else TAG_YES,), part.place), is_tag=True)
