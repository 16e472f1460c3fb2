"""Taking a private text out of the database for good: its own row, and every copy that pages and letters are made from.

The entry keeps its commitment, so the tree stays whole. On SQLite freed bytes are overwritten (`secure_delete`), and after
an erasure the file is built anew, because pages that were split before may hold a stale copy. PostgreSQL frees the row;
its bytes go with the next vacuum and the write-ahead log, which is the operator's to keep short.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q

from demarc.record import models
from demarc.record.transactions import the_line

ERASED = "(erased)"
LARGEST_REBUILT = 512 * 1024 * 1024
"""Larger SQLite files are not built anew within a request: it would keep every writer waiting."""
LONG = 40
"""Subjects and letters are cut; of a longer text its beginning is looked for, and all that follows goes with it."""
SHORT = 8
"""A shorter text is looked for only where its item is spoken of: it may be part of anything."""


def forget(*, engagement: str, text: models.Private, item: str) -> tuple[models.Private, ...]:
    """Delete a private text, the same text on the items it travelled to, and their copies; give every row deleted.

    Belongs inside a `write_transaction`, together with the entries that say what was erased.
    """
    related = _related(engagement, item)
    entries = models.Entry.objects.filter(engagement=engagement, item__in=related).values("seq")
    same = Q(seq=text.seq, field=text.field)
    if related:
        same |= Q(seq__in=entries, value=text.value)
    rows = models.Private.objects.filter(engagement=engagement).filter(same).order_by("seq", "field")
    gone = tuple(rows)
    rows.delete()
    if related:
        _forget_in_items(engagement, related, text.value)
        _forget_in_bodies(engagement, related, text.value)
    return gone


def leave_no_trace() -> None:
    """Let no stale copy stay in the file of the embedded database. Belongs outside any transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    file = Path(str(connection.settings_dict["NAME"]))
    with the_line.turn(), connection.cursor() as cursor:
        if file.exists() and file.stat().st_size <= LARGEST_REBUILT:
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _related(engagement: str, item: str) -> tuple[str, ...]:
    """List the item and those its subject is copied to: parents, children, and what was merged with it."""
    found = models.Item.objects.filter(engagement=engagement, id=item).first() if item else None
    if found is None:
        return ()
    near = Q(id__in=[item, found.parent, found.into]) | Q(parent=item) | Q(into=item) | Q(lineage=found.lineage)
    return tuple(models.Item.objects.filter(engagement=engagement).filter(near).values_list("id", flat=True))


def _forget_in_items(engagement: str, items: Iterable[str], value: str) -> None:
    where: dict[str, Any] = {"engagement": engagement}
    for item in models.Item.objects.filter(**where, id__in=items):
        subject, facts = _without(item.subject, value), _without(item.facts, value)
        if (subject, facts) != (item.subject, item.facts):
            models.Item.objects.filter(**where, id=item.id).update(subject=subject, facts=facts)
    for signal in models.Signal.objects.filter(**where, item__in=items):
        if (subject := _without(signal.subject, value)) != signal.subject:
            models.Signal.objects.filter(**where, inbox=signal.inbox, position=signal.position).update(subject=subject)
    spoken_of = Q(item__in=items)
    if len(value) >= SHORT:
        # Letters about many items, such as a week's summary, speak of it too.
        spoken_of |= Q(subject__contains=value[:LONG]) | Q(text__contains=value[:LONG])
    for letter in models.Outbox.objects.filter(spoken_of, **where):
        # The whole text may run over lines; a cut one ends with its line.
        lines = letter.text.replace(value, ERASED).split("\n")
        texts = _without(letter.subject, value), "\n".join(_without(line, value) for line in lines)
        if texts != (letter.subject, letter.text):
            models.Outbox.objects.filter(**where, id=letter.id).update(subject=texts[0], text=texts[1])


def _forget_in_bodies(engagement: str, items: Iterable[str], value: str) -> None:
    """Empty the posted bodies that hold the text; the entry `received` keeps the hash of what came."""
    posts = models.Signal.objects.filter(engagement=engagement, item__in=items).values("inbox")
    spellings = {value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
    for post in models.Inbox.objects.filter(engagement=engagement, id__in=posts, waiting=False):
        if any(spelling.encode() in bytes(post.body) for spelling in spellings):
            models.Inbox.objects.filter(engagement=engagement, id=post.id).update(body=b"", unreadable="erased")


def _without(held: Any, value: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give the same data with the text taken out, wherever it stands; of a long one, its beginning."""
    match held:
        case str():
            if value in held:
                return held.replace(value, ERASED)
            place = held.find(value[:LONG]) if len(value) > LONG else -1
            return held[:place] + ERASED if place >= 0 else held
        case dict():
            return {key: _without(inner, value) for key, inner in held.items()}
        case list():
            return [_without(inner, value) for inner in held]
        case _:
            return held
