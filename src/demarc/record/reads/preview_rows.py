"""What several other rows would do at once: the matrix with them beside the one in force. Nothing is stored."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.diff import accountable, changes, deputy
from demarc.core.matrix.findings_between import FindingsBetween, findings_between
from demarc.core.matrix.table import Matrix
from demarc.record.reads.versions_page import ChangeLine, change_lines, matrix_to_download


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPreview:
    """Which rows are new and which say something else, the findings that come and go, and what changes hands."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    findings: FindingsBetween
    handed: tuple[ChangeLine, ...]
    deputies: tuple[ChangeLine, ...]
    undecided: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether every row says what it said."""
        return not self.added and not self.changed


def preview_rows(*, engagement: str, matrix: Matrix, by: str, now: datetime) -> RowsPreview:
    """Compare a matrix, its people by their keys, with the one in force. Raises `NotFound`."""
    old = matrix_to_download(engagement=engagement, by=by, now=now)
    names: dict[str, str] = {person.id: person.name for person in old.directory.people}
    handed, stand_ins = changes(old, matrix, accountable), changes(old, matrix, deputy)
    return RowsPreview(
        added=tuple(row.id for row in matrix.rows if old.row(row.id) is None),
        changed=tuple(row.id for row in matrix.rows if old.row(row.id) not in {None, row}),
        findings=findings_between(old, matrix),
        handed=tuple(change_lines(handed, names)),
        deputies=tuple(change_lines(stand_ins, names)),
        undecided=handed.undecided,
    )
