"""The switch to a signed version: items keep their holder, and what it would route elsewhere is reported, once.

People are asked to confirm what has changed for them.
"""

from datetime import datetime

from demarc.acts.ask_to_confirm import letters_to_confirm
from demarc.core.custody.plain import Plain
from demarc.core.matrix.replay import Routed, moved
from demarc.core.words import ENGINE
from demarc.record import models
from demarc.record.append import append
from demarc.record.reads.matrix import matrix_in_force, version_ready
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


def report_switch(*, engagement: str, now: datetime) -> int:
    """Append the report of every switch that has come and is not reported; tell how many there were.

    Nothing moves: whoever holds an item keeps it until it is handed on.
    """
    waiting = models.Version.objects.filter(
        engagement=engagement, starts_at__lte=now, moves__isnull=True, proposed_at__isnull=False
    ).signed()
    return sum(
        _report(engagement, number, now) for number in waiting.values_list("number", flat=True).order_by("starts_at")
    )


def _report(engagement: str, number: int, now: datetime) -> int:
    new = version_ready(engagement=engagement, number=number)
    open_ = models.Item.objects.filter(engagement=engagement).real().open().order_by("number")
    items = [Routed(*row) for row in open_.values_list("id", "facts", "received_at", "holder")]
    before = matrix_in_force(engagement=engagement, now=new.since, but=number)
    moves: list[Plain] = [[move.item, move.before, move.after] for move in moved(before.compiled, new.compiled, items)]
    # Two large versions take seconds to compare, and nobody may wait for that.
    letters = letters_to_confirm(engagement=engagement, force=new, now=now)
    with write_transaction():
        mine = models.Version.objects.filter(engagement=engagement, number=number, moves__isnull=True)
        if not mine.update(moves=moves):
            return 0
        said: dict[str, Plain] = {"number": number, "digest": new.digest, "elsewhere": moves}
        append(engagement=engagement, entries=(Statement(act="switched", by=ENGINE, at=now, said=said),))
        models.Outbox.objects.bulk_create(letters, ignore_conflicts=True)
    return 1
