"""Where a line of a reconciliation leads: to a version that says what is so, or to a dispute about the row."""

from collections.abc import Mapping
from datetime import datetime

from demarc.acts.outcome import Done, Refused
from demarc.acts.reconcile import Reconciled, dispose
from demarc.acts.reconciliation_seat import line_for, not_open, reconciliation_for, signer_of
from demarc.acts.row_dispute import Readings, Source, dispute_row
from demarc.acts.versions import propose_change
from demarc.core.matrix.amend import amended, given_to, new_faults
from demarc.core.matrix.table import Matrix
from demarc.core.reconciliation import TIME_TO_CLOSE, Disposal, Matter
from demarc.core.words import PersonId, RowId
from demarc.record import models
from demarc.record.reads.versions_page import matrix_to_download

FAULTS_TOLD = 3


def amend_by(*, engagement: str, number: int, line: int, version: int, by: str, now: datetime) -> Reconciled | Refused:
    """Dispose of a line by a version that is proposed or signed already. Raises `NotFound`."""
    versions = models.Version.objects.filter(engagement=engagement, number=version, status__in=["proposed", "signed"])
    if not versions.exists():
        return Refused(f"Version no. {version} is neither proposed nor signed: name one that both sides can read.")
    return dispose(engagement=engagement, number=number, line=line, how=Disposal.AMEND, led_to=str(version), by=by, now=now)


def draft_line(*, engagement: str, number: int, line: int, holder: str, by: str, now: datetime) -> Reconciled | Refused:
    """Propose the matrix in which `holder` has the row of the line, or the work that no row takes, and dispose so.

    Both sides still read and sign it as any version. Raises `NotFound`.
    """
    found = _decidable(engagement, number, line, by, now)
    if isinstance(found, Refused):
        return found
    key = models.Person.objects.filter(engagement=engagement, id=holder, left_at=None).values_list("key", flat=True).first()
    if key is None:
        return Refused("Name somebody who takes part: they will be accountable.")
    matrix = matrix_to_download(engagement=engagement, by=by, now=now)
    new = _amended(matrix, found, PersonId(key))
    if new is None:
        return Refused("There is nothing to amend: the matrix in force gives such items to this person already.")
    done = propose_change(
        engagement=engagement,
        matrix=new,
        about=f"with line {line} of {number}",
        by=by,
        now=now,
        starts_at=now + TIME_TO_CLOSE,
        why=_why(found, matrix, new),
    )
    if isinstance(done, Refused):
        return done
    return amend_by(engagement=engagement, number=number, line=line, version=done.number, by=by, now=now)


def disagree(
    *, engagement: str, number: int, line: int, client: str, provider: str, by: str, now: datetime
) -> Reconciled | Refused:
    """Put both readings of a line to the leads as a dispute about its row, and dispose so. Raises `NotFound`.

    Where such a dispute runs already, the line goes into that one.
    """
    found = _decidable(engagement, number, line, by, now)
    if isinstance(found, Refused):
        return found
    item = _running(found)
    if not item:
        readings = Readings(
            client=client,
            provider=provider,
            source=Source.RECONCILIATION,
            source_id=f"{number}:{line}",
            row=found.row,
            facts={} if found.row else _common_facts(found),
        )
        done = dispute_row(engagement=engagement, readings=readings, by=by, now=now)
        if not isinstance(done, Done):
            return done
        item = done.item
    return dispose(engagement=engagement, number=number, line=line, how=Disposal.DISAGREE, led_to=item, by=by, now=now)


def _decidable(engagement: str, number: int, line: int, by: str, now: datetime) -> models.ReconciliationLine | Refused:
    """Fetch a line that this person may decide now, or say why not. Raises `NotFound`."""
    seat = signer_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    one = reconciliation_for(engagement=engagement, number=number, by=by, now=now)
    reason = not_open(one)
    return Refused(reason) if reason else line_for(one, line)


def _amended(matrix: Matrix, line: models.ReconciliationLine, holder: PersonId) -> Matrix | None:
    if line.row and line.matter != Matter.RULING:
        return given_to(matrix, RowId(line.row), holder)
    return amended(
        matrix,
        facts=_common_facts(line),
        holder=holder,
        id_=RowId(f"R-Q{line.reconciliation}-{line.line}"),
        title=f"As reconciled, line {line.line} of no. {line.reconciliation}",
        clause=f"reconciliation {line.reconciliation}",
    )


def _common_facts(line: models.ReconciliationLine) -> Mapping[str, str]:
    """Give what all items of a line have in common: a row for them shall not speak of more."""
    items = models.Item.objects.filter(engagement=line.engagement, id__in=[item for item, _ in line.items])
    facts = list(items.values_list("facts", flat=True))
    return {name: value for name, value in facts[0].items() if all(one.get(name) == value for one in facts)}


def _why(line: models.ReconciliationLine, old: Matrix, new: Matrix) -> str:
    count = len(line.items)
    what = f"row {line.row}" if line.row else "what no single row takes"
    faults = new_faults(old, new)
    more = f" ({len(faults)} in all)" if len(faults) > FAULTS_TOLD else ""
    found = f"Not yet sound: {'; '.join(faults[:FAULTS_TOLD])}{more}." if faults else "No gap and no overlap comes with it."
    return (
        f"Reconciliation {line.reconciliation}, line {line.line}: {line.matter}, {what}, "
        f"{count} item{'' if count == 1 else 's'}. {found}"
    )


def _running(line: models.ReconciliationLine) -> str:
    """Name the open dispute about the row of a line; empty where there is none."""
    if not line.row:
        return ""
    about = models.RowDispute.objects.filter(engagement=line.engagement, row=line.row)
    items = models.Item.objects.filter(engagement=line.engagement, id__in=about.values("item")).open()
    return items.values_list("id", flat=True).first() or ""
