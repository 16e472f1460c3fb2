"""The queue of one's own side: what its steward holds until the first of its people touches it."""

from datetime import datetime

from django.db.models import Q

from demarc.core.custody.states import State
from demarc.core.matrix.queues import queue_of, rows_queued_for
from demarc.core.words import PersonId
from demarc.record.models import Person
from demarc.record.reads.matrix import NothingInForce, matrix_in_force


def queued_for(*, engagement: str, by: str, now: datetime) -> Q | None:
    """Narrow to what this person may take from a queue of their side; None when they are in no queue."""
    try:
        matrix = matrix_in_force(engagement=engagement, now=now).matrix
    except NothingInForce:
        return None
    rows = rows_queued_for(matrix, PersonId(by))
    if not rows:
        return None
    stewards = {person for row in rows for person in queue_of(matrix, matrix.row(row))} - {by}
    own = Person.objects.filter(engagement=engagement, id=by).values("party")
    side = Person.objects.filter(engagement=engagement, party__in=own, id__in=stewards).values("id")
    return Q(state=State.ROUTED, row__in=rows, holder__in=side)
