"""FedRAMP's two sheets about the same controls: where the summary and the customer's matrix do not agree.

The published guidance says which answer goes with which origin: the provider's own origins with Yes, Shared with
Partial, Configured or Provided by Customer with No. Origins of both sides may also be Partial. What is only inherited
from another authorization has no answer of its own, so it contradicts none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from demarc.core.matrix.findings import Kind, finding
from demarc.files.matrix.reading import NOTES, Note
from demarc.files.responsibility.table import Layout, ResponsibilityRow, ResponsibilityTable
from demarc.files.responsibility.words import folded

SHEET_WORDS = re.compile(
    r"\b(cis|crm|worksheet|work ?sheet|sheet|control implementation summary|customer responsibility matrix)\b"
)
YES, PARTIAL, NO = "Yes", "Partial", "No"
ANSWERS: Mapping[str, str] = {"y": YES, "n": NO, "f": YES, "p": PARTIAL}


def disagreements(tables: Sequence[ResponsibilityTable]) -> tuple[Note, ...]:
    """Compare each summary with the matrix of the same name, control by control."""
    notes: list[Note] = []
    for summary, matrix in _pairs(tables):
        notes.extend(_compared(summary, matrix))
    return tuple(notes[:NOTES])


def _pairs(tables: Sequence[ResponsibilityTable]) -> Iterator[tuple[ResponsibilityTable, ResponsibilityTable]]:
    """Pair the sheets by what their names have beside `CIS` and `CRM`; a single pair needs no names."""
    summaries = [table for table in tables if table.kind is Layout.CIS]
    matrices = [table for table in tables if table.kind is Layout.CRM]
    if len(summaries) == len(matrices) == 1:
        yield summaries[0], matrices[0]
        return
    by_name = {_name(table): table for table in matrices}
    for summary in summaries:
        if (matrix := by_name.get(_name(summary))) is not None:
            yield summary, matrix


def _name(table: ResponsibilityTable) -> str:
    return " ".join(SHEET_WORDS.sub(" ", folded(table.sheet or table.name)).split())


def control_key(number: str) -> str:
    """Fold a control's id so that `AC-01 (a)`, `AC-1(a)` and `ac-1 (a)` are one."""
    said = re.sub(r"\s+", "", number.casefold())
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", said)


def _compared(summary: ResponsibilityTable, matrix: ResponsibilityTable) -> Iterator[Note]:
    if not any(row.assignments for row in summary.rows) or not any(row.assignments for row in matrix.rows):
        return
    left, right = _by_control(summary), _by_control(matrix)
    for key in (key for key in left if key not in right):
        yield _only(left[key][0], summary, matrix)
    for key in (key for key in right if key not in left):
        yield _only(right[key][0], matrix, summary)
    for key in (key for key in right if key in left):
        origins = {origin for row in left[key] for origin in _origins(row)}
        fitting = _fitting(origins)
        for row in right[key]:
            answer = _answer(row)
            if answer and fitting and answer not in fitting:
                yield _contradiction(row, answer, fitting, origins, summary)
    yield from _twice(left)
    yield from _twice(right)


def _twice(rows_by_control: Mapping[str, list[ResponsibilityRow]]) -> Iterator[Note]:
    """Say which controls stand on one sheet more than once with different answers."""
    for rows in rows_by_control.values():
        if len({(_answer(row), *sorted(_origins(row))) for row in rows}) > 1:
            message = f"{rows[0].number} stands on this sheet {len(rows)} times, and not with the same answer"
            yield Note(finding(Kind.CONTRADICTION, message, entry=rows[0].number), rows[1].place)


def _by_control(table: ResponsibilityTable) -> Mapping[str, list[ResponsibilityRow]]:
    found: dict[str, list[ResponsibilityRow]] = defaultdict(list)
    for row in table.rows:
        if row.number:
            found[control_key(row.number)].append(row)
    return found


def _only(row: ResponsibilityRow, here: ResponsibilityTable, there: ResponsibilityTable) -> Note:
    message = f"{row.number} stands on `{here.sheet or here.name}` and not on `{there.sheet or there.name}`"
    return Note(finding(Kind.GAP, message, entry=row.number), row.place)


def _origins(row: ResponsibilityRow) -> frozenset[str]:
    return frozenset(" ".join(re.sub(r"\(.*", "", each.holder).split()) for each in row.assignments if each.holder)


def _answer(row: ResponsibilityRow) -> str:
    said = [each.raw.strip().casefold()[:1] for each in row.assignments if each.holder]
    return ANSWERS.get(said[0], "") if said else ""


def _fitting(origins: frozenset[str] | set[str]) -> list[str]:
    """List the answers that go with these origins, in the order Yes, Partial, No."""
    provider = any(origin.casefold().startswith("service provider") for origin in origins)
    shared = any(origin.casefold().startswith("shared") for origin in origins)
    client = any("by customer" in origin.casefold() for origin in origins)
    fits = {YES: provider and not shared and not client, PARTIAL: shared or (provider and client), NO: client}
    return [answer for answer, holds in fits.items() if holds]


def _contradiction(
    row: ResponsibilityRow, answer: str, fitting: list[str], origins: set[str], summary: ResponsibilityTable
) -> Note:
    said = ", ".join(sorted(origins))
    where = summary.sheet or summary.name
    message = f"{row.number} can be inherited: {answer}; but `{where}` says {said}, which goes with {' or '.join(fitting)}"
    place = next((each.place for each in row.assignments), row.place)
    return Note(finding(Kind.CONTRADICTION, message, entry=row.number), place)
