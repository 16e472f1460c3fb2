"""From a ruling to the matrix: a draft that both sides may sign, never a change by itself."""

from datetime import datetime, timedelta

from demarc.acts.gather import case_of
from demarc.acts.outcome import Refused
from demarc.acts.versions import Proposed, propose_change
from demarc.core.custody.ruling import Period
from demarc.core.matrix.amend import amended, given_to, new_faults
from demarc.core.matrix.table import Matrix
from demarc.core.words import PersonId, RowId
from demarc.record import models
from demarc.record.reads.reconciliation_state import next_reconciliation
from demarc.record.reads.versions_page import matrix_to_download
from demarc.record.transactions import write_transaction

TIME_TO_SIGN = timedelta(days=7)
"""A draft starts at the next reconciliation, and never so soon that nobody could read it."""
FAULTS_TOLD = 3


def draft_amendment(*, engagement: str, item: str, by: str, now: datetime) -> Proposed | Refused:
    """Propose the matrix with the permanent ruling on an item as a row of its own; once for each ruling.

    The draft starts at the next reconciliation if both sides have signed by then. Raises `NotFound`.
    """
    case = case_of(engagement=engagement, item=item, by=by, now=now)
    ruled = models.Precedent.objects.filter(engagement=engagement, item=item).order_by("-item_version").first()
    if ruled is None or ruled.period != Period.PERMANENT:
        return Refused("There is no draft to make: only a permanent ruling becomes a row.")
    if models.Amendment.objects.filter(engagement=engagement, item=item).exists():
        return Refused("The draft is there already: read it among the versions.")
    number = f"{models.Engagement.objects.values_list('prefix', flat=True).get(id=engagement)}-{case.number}"
    matrix = matrix_to_download(engagement=engagement, by=by, now=now)
    key = models.Person.objects.values_list("key", flat=True).get(engagement=engagement, id=ruled.holder)
    about_row = models.RowDispute.objects.filter(engagement=engagement, item=item).values_list("row", flat=True).first()
    if about_row:
        new = given_to(matrix, RowId(about_row), PersonId(key))
    else:
        new = amended(
            matrix,
            facts=case.about.facts,
            holder=PersonId(key),
            id_=RowId(f"R-{number}"),
            title=f"As ruled on {number}",
            clause=f"ruling on {number}",
        )
    if new is None:
        return Refused("There is nothing to amend: the matrix in force gives such items to this person already.")
    return _propose(engagement, ruled, new, matrix, about=f"with {number}", by=by, now=now)


def _propose(
    engagement: str, ruled: models.Precedent, new: Matrix, old: Matrix, *, about: str, by: str, now: datetime
) -> Proposed | Refused:
    starts_at = next_reconciliation(engagement=engagement, now=now + TIME_TO_SIGN)
    why = _why(engagement, ruled, old, new)
    proposed = propose_change(engagement=engagement, matrix=new, about=about, by=by, now=now, starts_at=starts_at, why=why)
    if isinstance(proposed, Proposed):
        with write_transaction():
            models.Amendment.objects.create(engagement=engagement, item=ruled.item, version=proposed.number)
    return proposed


def _why(engagement: str, ruled: models.Precedent, old: Matrix, new: Matrix) -> str:
    """Say what was ruled, in its own words, and what the analysis of the whole matrix finds."""
    entry = models.Entry.objects.filter(engagement=engagement, item=ruled.item, item_version=ruled.item_version)
    texts = models.Private.objects.filter(engagement=engagement, field="text", seq__in=entry.values("seq"))
    text = texts.values_list("value", flat=True).first() or "the text of the ruling was erased"
    faults = new_faults(old, new)
    more = f" ({len(faults)} in all)" if len(faults) > FAULTS_TOLD else ""
    found = f"Not yet sound: {'; '.join(faults[:FAULTS_TOLD])}{more}." if faults else "No gap and no overlap comes with it."
    return f"As ruled: {text}\n{found} Until both sides have signed, the ruling itself stands."
