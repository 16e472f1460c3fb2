"""When a version begins to decide, whoever has a row in it that they have not confirmed is asked to, by one letter."""

from collections import defaultdict
from datetime import datetime
from hashlib import sha256

from demarc.core.understanding.named import named_in
from demarc.core.understanding.states import Knowing
from demarc.core.words import RowId
from demarc.record import models
from demarc.record.reads.matrix import InForce
from demarc.record.reads.understanding import left_by, told

OWN_ROWS = "rows yours"
"""What the letter leads to: the page of one's own rows."""

_TEXT = """\
Version {label} of the matrix decides from now on. It names you, as holder or deputy, in rows that you have not confirmed
as they are now:

{rows}

What you confirm, you accept beforehand: its items come to you without a click. It takes a minute, and three questions
follow. Until then both sides see these rows as not understood.
"""


def letters_to_confirm(*, engagement: str, force: InForce, now: datetime) -> list[models.Outbox]:
    """Write the letters for a version that begins to decide, for the caller to put into the outbox.

    Whose rows have not changed since they confirmed them gets none. A letter's id follows from version and person, so
    that it leaves once.
    """
    return [
        models.Outbox(
            engagement=engagement,
            id=sha256(f"confirm:{force.number}:{person}".encode()).hexdigest()[:32],
            person=person,
            about="confirm",
            subject=_subject(len(own), force.matrix.version),
            link=OWN_ROWS,
            text=_text(force, own),
            written_at=now,
            due=now,
        )
        for person, own in _waiting(engagement, force, now).items()
    ]


def _waiting(engagement: str, force: InForce, now: datetime) -> dict[str, list[RowId]]:
    """Name the rows each present person has not confirmed as they are now."""
    known, gone = told(engagement), left_by(engagement, now)
    found: defaultdict[str, list[RowId]] = defaultdict(list)
    for row in force.matrix.rows:
        for one in named_in(force.matrix, row, now):
            open_ = known.knowing(force, engagement, one.person, row.id) is Knowing.UNCONFIRMED
            if open_ and one.person not in gone:
                found[one.person].append(row.id)
    return found


def _subject(count: int, label: str) -> str:
    return f"{count} row{'' if count == 1 else 's'} of version {label} wait{'s' if count == 1 else ''} for you to confirm"


def _text(force: InForce, own: list[RowId]) -> str:
    titles = {row.id: row.title for row in force.matrix.rows}
    return _TEXT.format(label=force.matrix.version, rows="\n".join(f"  {id_}  {titles[id_]}".rstrip() for id_ in own))
