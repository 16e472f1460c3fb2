"""Keeping a buyer's file with the engagement that began from it, so that its fit is asked for again when it is due."""

from datetime import datetime

from demarc.acts.assess import note_run
from demarc.record.access import NotFound
from demarc.record.buyer_access import file_to_change
from demarc.record.reads.buyer import buyer_result
from demarc.record.reads.week import see_week
from demarc.record.transactions import write_transaction


def keep_fit(*, engagement: str, by: str, token: str, now: datetime) -> bool:
    """Keep the file with the engagement; tell whether its fit has been weighed.

    The executive does so, with the link that shows the file. Raises `NotFound` for everybody else and any other link.
    """
    if not see_week(engagement=engagement, by=by, now=now):
        raise NotFound("week", engagement)
    with write_transaction():
        file = file_to_change(token=token, now=now)
        if buyer_result(token=token, now=now).fit is None:
            return False
        file.kept_with = engagement
        file.save(update_fields=["kept_with"])
        note_run(file, engagement=engagement, now=now)
    return True
