"""Where a table's headings stand: the row, or two, that make the most sense of what is below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demarc.files.grid import Cell
from demarc.files.responsibility.columns import Column, columns_of, is_title, sample_of
from demarc.files.responsibility.letters import is_blank
from demarc.files.responsibility.table import Layout
from demarc.files.responsibility.words import (
    ASSIGNING,
    Role,
    duty_party,
    is_origin,
    is_party,
    is_status,
    role_of,
)

Rows = Sequence[Sequence[Cell]]
CANDIDATES, FURTHER, SAMPLE = 60, 15, 120
"""How many rows are tried, how many more after a good one, and how many rows below each are looked at."""

LONGEST_HEADING = 160
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings found: their first and last row, what the columns are, the layout, and how good a fit it is."""

    first: int
    last: int
    layout: Layout
    columns: tuple[Column, ...]
    score: float


def headings_in(
    rows: Rows, begins: int, mapping: Mapping[str, str], signs: frozenset[str] = frozenset()
) -> Headings | None:
    """Find the best headings from a row on, or None. Of two that fit alike the upper one is taken.

    A whole table may stand above the best one: then that is the next.
    """
    best: Headings | None = None
    tried = since_best = 0
    breaks = _breaks(rows, begins)
    for last in range(begins, len(rows)):
        if not _could_be(rows[last]):
            continue
        tried += 1
        since_best += 1
        if tried > CANDIDATES or (best is not None and since_best > FURTHER):
            break
        for first in (last, last - 1):
            found = _tried(rows, (first, last), breaks, mapping, signs) if first >= begins else None
            if found is not None and found.score > (best.score if best is not None else 0):
                best, since_best = found, 0
    if best is None or best.first - begins <= FEWEST:
        return best
    earlier = headings_in(rows[: best.first], begins, mapping, signs)
    return earlier if earlier is not None and _is_sure(rows[: best.first], earlier) else best


def _is_sure(rows: Rows, headings: Headings) -> bool:
    """Tell whether headings make a table beyond doubt: a title by its word, and somebody in a line below."""
    below = rows[headings.last + 1 : headings.last + 1 + SAMPLE]
    parts = [column for column in headings.columns if column.role in ASSIGNING]
    return any(is_title(column) for column in headings.columns) and any(
        sample_of(below, column.index).filled for column in parts
    )  # fmt: skip


def _breaks(rows: Rows, begins: int) -> tuple[int, ...]:
    """Find the rows that look like the headings of another table, after a gap or a title."""
    return tuple(
        at
        for at in range(begins + 2, len(rows))
        if sum(not is_blank(cell.text) for cell in rows[at - 1]) < FEWEST and is_headings(rows[at])
    )  # fmt: skip


def _below(rows: Rows, last: int, breaks: Sequence[int]) -> Rows:
    """Take a sample of the rows below headings, up to the headings of another table."""
    ends = next((at for at in breaks if at > last + 1), len(rows))
    return rows[last + 1 : min(last + 1 + SAMPLE, ends)]


def is_headings(row: Sequence[Cell]) -> bool:
    """Tell whether a row below a table looks like the headings of another one: by its words, a title and somebody."""
    said = [cell.text for cell in row if not is_blank(cell.text)]
    if len(said) < FEWEST or any(len(text) > LONGEST_HEADING for text in said):
        return False
    roles = {role_of(text) for text in said}
    who = bool(roles & ASSIGNING) or any(duty_party(text) or is_origin(text) or _short_party(text) for text in said)
    return bool(roles & {Role.TITLE, Role.NUMBER}) and who


def same_headings(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Tell whether a row repeats the headings, as on a new page."""
    pairs = [(row[column.index].text.casefold(), column.heading.casefold()) for column in columns]
    said = [text == heading for text, heading in pairs if not is_blank(text)]
    return len(said) >= FEWEST and all(said) and len(said) == sum(bool(heading) for _, heading in pairs)


def _short_party(text: str) -> bool:
    return is_party(text) and len(text.split()) <= FEWEST


def _could_be(row: Sequence[Cell]) -> bool:
    said = [cell.text for cell in row if not is_blank(cell.text)]
    return len(said) >= FEWEST and all(len(text) <= LONGEST_HEADING for text in said)


def _tried(
    rows: Rows, at: tuple[int, int], breaks: Sequence[int], mapping: Mapping[str, str], signs: frozenset[str]
) -> Headings | None:
    """Take these rows for the headings and see how much of what is below they explain."""
    first, last = at
    named = _named(rows, first, last)
    if named is None:
        return None
    below = _below(rows, last, breaks)
    found = columns_of(named, below, mapping, signs)
    if found is None or (first < last and not _are_groups(rows[first], rows[last], found[1])):
        return None
    layout, columns = found
    known = len({column.heading for column in columns if _is_known(column.heading)})
    assigned = sum(sample_of(below, column.index).filled for column in columns if column.role in ASSIGNING)
    if not assigned and layout not in {Layout.CIS, Layout.CRM} and not (known >= FEWEST and is_headings(rows[last])):
        return None
    lost = sum(sample_of(below, column.index).filled for column in columns if not column.heading)
    score = 3 * known + assigned - 2 * lost + (last - first) + (5 if any(column.mapped for column in columns) else 0)
    return Headings(first, last, layout, columns, score)


def _is_known(heading: str) -> bool:
    return bool(heading) and (
        role_of(heading) is not None or is_party(heading) or is_origin(heading) or is_status(heading)
    )  # fmt: skip


def _named(rows: Rows, first: int, last: int) -> list[Column] | None:
    """Name every column: by its own cell, else by the one above; what stands above several is their group.

    Two rows are headings only when the upper one says something over at least two columns, and so is no mere title.
    """
    lower = rows[last]
    columns = [
        Column(at, "" if is_blank(cell.text) else cell.text, None, cell.place)
        for at, cell in enumerate(lower)
    ]  # fmt: skip
    if first == last:
        return columns
    upper = rows[first]
    if sum(not is_blank(cell.text) for cell in upper) < FEWEST or max(len(cell.text) for cell in upper) > LONGEST_HEADING:
        return None
    over = _spread(upper)
    for at, column in enumerate(columns):
        if not column.heading and not is_blank(upper[at].text):
            columns[at] = replace(column, heading=upper[at].text, place=upper[at].place)
        elif column.heading:
            columns[at] = replace(column, group=over[at])
    return columns


def _are_groups(upper: Sequence[Cell], lower: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Tell whether the upper row belongs to the headings: each text completes a blank one, or is over who or a state."""
    said = [column for column in columns if not is_blank(upper[column.index].text)]
    return all(
        is_blank(lower[column.index].text) or column.role in ASSIGNING or column.role is Role.STATUS for column in said
    )  # fmt: skip


def _spread(upper: Sequence[Cell]) -> list[str]:
    """Say for every column what stands over it: a merged cell over all it covers, others up to the next one."""
    merged = any(cell.across > 1 for cell in upper)
    over: list[str] = []
    current, left = "", 0
    for cell in upper:
        if not is_blank(cell.text):
            current, left = cell.text, cell.across
        over.append(current if left > 0 or not merged else "")
        left -= 1
    return over
