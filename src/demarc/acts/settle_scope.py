"""What makes a buyer's decision final: the lead's own reading of the scope, or the executive's written reason."""

from datetime import date, datetime

from demarc.acts.assess import note_run
from demarc.core.fit.answers import Answerer
from demarc.record.buyer_access import file_to_change
from demarc.record.transactions import write_transaction

LEAD, EXECUTIVE = (str(Answerer.INTERNAL),), (str(Answerer.EXECUTIVE),)


def read_scope(*, token: str, name: str, said: str, now: datetime) -> None:
    """Record the lead's own reading, in the place of an earlier one. Raises `NotFound` for any link but the lead's."""
    with write_transaction():
        file = file_to_change(token=token, now=now, who=LEAD)
        file.lead = {"by": name, "on": now.date().isoformat(), "said": said}
        file.save(update_fields=["lead"])


def decide_without(*, token: str, name: str, reason: str, now: datetime) -> None:
    """Record why the executive decides without the lead's reading. Raises `NotFound` for any link but the executive's."""
    with write_transaction():
        file = file_to_change(token=token, now=now, who=EXECUTIVE)
        file.waiver = {"by": name, "reason": reason}
        file.save(update_fields=["waiver"])


def override_fit(*, token: str, name: str, reason: str, review: date, now: datetime) -> None:
    """Record the executive's decision against a fully managed outcome. Raises `NotFound` for any link but theirs."""
    with write_transaction():
        file = file_to_change(token=token, now=now, who=EXECUTIVE)
        file.override = {"by": name, "reason": reason, "review": review.isoformat()}
        file.save(update_fields=["override"])
        if file.kept_with:
            note_run(file, engagement=file.kept_with, now=now)
