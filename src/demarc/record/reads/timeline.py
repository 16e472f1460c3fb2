"""What happened to an item, entry by entry, in sentences both sides read the same.

A note that one firm wrote for itself is not in the other firm's timeline; a text that was erased is named as erased.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.custody.states import Act
from demarc.core.words import ENGINE
from demarc.record import models
from demarc.record.access import Viewer, privates_for
from demarc.record.reads.item_values import TextLine, TimelineLine
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.sentences import says
from demarc.record.translate.entries import entry_of, only_for

SHOWN_AT_ONCE = 200
SUBJECT = "subject"
"""What an item is called stands over the whole page already."""
LABELS = {
    "why": "Why",
    "carries": "Comes with it",
    "next_step": "Next step",
    "question": "Question",
    "proof": "Proof",
    "exclusion": "The exclusion",
    "incomplete": "What is missing",
    "row": "About the row",
    "text": "In words",
}


def timeline_of(viewer: Viewer, item: str, people: Mapping[str, PersonLine]) -> tuple[TimelineLine, ...]:
    """Give the newest entries of an item that the viewer may read, newest first."""
    stored = models.Entry.objects.filter(engagement=viewer.engagement, item=item).order_by("-item_version")
    rows = [row for row in stored[:SHOWN_AT_ONCE] if only_for(row) in (None, viewer.party)]
    texts = _texts(viewer, [row.seq for row in rows])
    return tuple(_line(row, entry_of(row), texts[row.seq], people) for row in rows)


def _texts(viewer: Viewer, seqs: Sequence[int]) -> Mapping[int, Sequence[models.Private]]:
    found: defaultdict[int, list[models.Private]] = defaultdict(list)
    for text in privates_for(viewer).filter(seq__in=seqs).order_by("field"):
        found[text.seq].append(text)
    return found


def _line(
    row: models.Entry, entry: Entry, texts: Iterable[models.Private], people: Mapping[str, PersonLine]
) -> TimelineLine:
    def named(person: Plain | None) -> str:
        return people[person].name if isinstance(person, str) and person in people else "nobody"

    return TimelineLine(
        seq=row.seq,
        at=entry.at,
        act=str(entry.act),
        by=None if entry.by == ENGINE else people[entry.by],
        says=says(entry, named),
        holder=people[entry.after.holder],
        texts=_shown(row, texts),
        until=_until(entry),
    )


def _shown(row: models.Entry, texts: Iterable[models.Private]) -> tuple[TextLine, ...]:
    kept = {text.field: text for text in texts}
    sealed: Mapping[str, str] = json.loads(row.public).get("sealed", {})
    lines = []
    for name in sorted(
        sealed.keys() - {SUBJECT}, key=lambda field: list(LABELS).index(field) if field in LABELS else len(LABELS)
    ):
        text = kept.get(name)
        label = LABELS.get(name, name.replace("_", " "))
        lines.append(TextLine(label, text.value, bool(text.party)) if text else TextLine(label, "This text was erased."))
    return tuple(lines)


def _until(entry: Entry) -> datetime | None:
    """Tell the instant an act names: by when a promise falls due or an offer wants an answer."""
    match entry.act:
        case Act.ACCEPT | Act.PROMISE:
            return entry.after.progress_due
        case Act.OFFER | Act.READDRESS:
            return entry.after.accept_due
        case _:
            return None
