"""What a change of the matrix opens and closes: findings that come, that go, and that stay with other bounds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.findings import Finding, Kind
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import Matrix
from demarc.core.words import RowId

ROWS_SAID = re.compile(r"row `[^`]*`(?: and [0-9]+ more)?")
"""How a finding that sums up several rows names them."""


@dataclass(frozen=True, slots=True)
class FindingsBetween:
    """The findings of a change.

    The witness of an `opened` gap or overlap was none before, and that of a `closed` one is none after. `remain` are
    gaps and overlaps of the new matrix whose witness was one before too: the hole is told otherwise, or has grown.
    """

    opened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()
    remain: tuple[Finding, ...] = ()


def findings_between(old: Matrix, new: Matrix) -> FindingsBetween:
    """Compare what does not hold together in two matrices that name people alike."""
    before, after = check(old), check(new)
    come, gone = _without(after, before), _without(before, after)
    return FindingsBetween(
        opened=tuple(one for one in come if not _holds(old, one)),
        closed=tuple(one for one in gone if not _holds(new, one)),
        remain=tuple(one for one in come if _holds(old, one)),
    )


def _holds(matrix: Matrix, one: Finding) -> bool:
    """Tell whether the witness of a gap or an overlap is one in this matrix."""
    if one.witness is None or one.kind not in {Kind.GAP, Kind.OVERLAP}:
        return False
    verdict = decide(matrix, one.witness)
    if one.kind is Kind.GAP:
        return verdict.outcome is Outcome.GAP
    return verdict.outcome is Outcome.OVERLAP and set(one.rows) <= set(verdict.effective)


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what the others say too; of what sums up several rows, the rows that they name as well."""
    others = tuple(others)
    known = {(one.code, one.message) for one in others}
    rows: dict[tuple[str, str], set[RowId]] = {}
    for one in others:
        rows.setdefault(_summed(one), set()).update(one.rows)
    found = []
    for one in findings:
        told = rows.get(_summed(one), set())
        left = tuple(row for row in one.rows if row not in told)
        if (one.code, one.message) in known:
            continue
        if one.witness is not None or not told:
            found.append(one)
        elif left:
            found.append(replace(one, rows=left))
    return tuple(found)


def _summed(one: Finding) -> tuple[str, str]:
    """Name what a finding says, whichever rows it says it of."""
    return one.code, ROWS_SAID.sub("", one.message)
