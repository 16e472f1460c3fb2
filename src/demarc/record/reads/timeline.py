"""What happened to an item, entry by entry, in sentences both sides read the same.

A note that one firm wrote for itself is not in the other firm's timeline; a text that was erased is named as erased.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.custody.statements import STATEMENT
from demarc.core.custody.states import Act
from demarc.core.words import ENGINE
from demarc.record import models
from demarc.record.access import Viewer, items_for, privates_for
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.item_values import ParentLine, TextLine, TimelineLine
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.sentences import says
from demarc.record.translate.entries import entry_of, only_for

SHOWN_AT_ONCE = 200
SUBJECT = "subject"
"""What an item is called stands over the whole page already."""
SEALED = "Sealed until the other side has spoken, or its time is over."
ERASED = "This text was erased."
LABELS = {
    "why": "Why",
    "carries": "Comes with it",
    "next_step": "Next step",
    "question": "Question",
    "client_reading": "As the client reads it",
    "provider_reading": "As the provider reads it",
    "proof": "Proof",
    "exclusion": "The exclusion",
    "incomplete": "What is missing",
    "row": "About the row",
    "text": "In words",
    STATEMENT: "Statement",
    "facts": "What is known now",
    "reason": "The reason",
    "missed": "What was missed",
    "what": "What",
    "who": "Who",
}


def newest_entries(engagement: str, item: str) -> list[models.Entry]:
    """Fetch the newest entries of an item, newest first, those of the other firm alone among them."""
    return list(models.Entry.objects.filter(engagement=engagement, item=item).order_by("-item_version")[:SHOWN_AT_ONCE])


def timeline_of(
    viewer: Viewer, newest: Sequence[models.Entry], people: Mapping[str, PersonLine], prefix: str
) -> tuple[TimelineLine, ...]:
    """Give the entries that the viewer may read, in the order handed in, with the other items they speak of."""
    rows = [row for row in newest if only_for(row) in (None, viewer.own)]
    texts = _texts(viewer, [row.seq for row in rows])
    entries = [entry_of(row) for row in rows]
    others = _others(viewer, [*_spoken_of(entries)], prefix)
    closed = _still_sealed(viewer, [row.seq for row in rows if row.act == Act.SPEAK])
    return tuple(
        _line(row, entry, texts[row.seq], people, others, is_sealed=row.seq in closed)
        for row, entry in zip(rows, entries, strict=True)
    )


OTHER_ITEMS = ("ask", "child", "dispute", "parent", "into", "follows", "followed_by")
"""Where an act says which other item it has to do with."""


def _spoken_of(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        keys = (*OTHER_ITEMS, "from") if entry.act is Act.ABSORB else OTHER_ITEMS
        yield from (id_ for key in keys if isinstance(id_ := entry.said.get(key), str))


def _others(viewer: Viewer, ids: Sequence[str], prefix: str) -> Mapping[str, ParentLine]:
    """Name the other items, as far as the viewer may see them."""
    if not ids:
        return {}
    found = items_for(viewer).filter(id__in=ids).values_list("id", "number", "subject")
    return {id_: ParentLine(id_, numbered(prefix, number), subject) for id_, number, subject in found}


def _still_sealed(viewer: Viewer, spoken: Sequence[int]) -> frozenset[int]:
    """Tell which statements of the other side are there and not to be read yet."""
    if not spoken or viewer.person == ENGINE:
        return frozenset()
    theirs = models.Private.objects.filter(engagement=viewer.engagement, seq__in=spoken, field=STATEMENT)
    return frozenset(theirs.exclude(party__in=("", viewer.own or "")).values_list("seq", flat=True))


def _texts(viewer: Viewer, seqs: Sequence[int]) -> Mapping[int, Sequence[models.Private]]:
    found: defaultdict[int, list[models.Private]] = defaultdict(list)
    for text in privates_for(viewer).filter(seq__in=seqs).order_by("field"):
        found[text.seq].append(text)
    return found


def _line(
    row: models.Entry,
    entry: Entry,
    texts: Iterable[models.Private],
    people: Mapping[str, PersonLine],
    others: Mapping[str, ParentLine],
    *,
    is_sealed: bool,
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
        texts=_shown(row, texts, is_sealed=is_sealed),
        until=_until(entry),
        others=tuple(others[id_] for id_ in dict.fromkeys(_spoken_of([entry])) if id_ in others),
    )


def _shown(row: models.Entry, texts: Iterable[models.Private], *, is_sealed: bool) -> tuple[TextLine, ...]:
    kept = {text.field: text for text in texts}
    sealed: Mapping[str, str] = json.loads(row.public).get("sealed", {})
    lines = []
    for name in sorted(
        sealed.keys() - {SUBJECT}, key=lambda field: list(LABELS).index(field) if field in LABELS else len(LABELS)
    ):
        text = kept.get(name)
        label = LABELS.get(name, name.replace("_", " "))
        lines.append(
            TextLine(label, text.value, bool(text.party)) if text else TextLine(label, SEALED if is_sealed else ERASED)
        )
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
