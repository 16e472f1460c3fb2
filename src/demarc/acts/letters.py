"""Notices as letters in the outbox: each in plain words, with its instants at the site and at the reader's own place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from demarc.core.instants import in_zones
from demarc.core.notices import Notice
from demarc.core.words import DRILL_MARK, ItemId
from demarc.record import models
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.rows import insert_rows

SUBJECT_LIMIT = 300
THIS_IS_A_DRILL = "This is a drill: nothing has happened. Act as if it had."

LETTER_COLUMNS = (
    *("engagement", "id", "channel", "person", "item", "about"),
    *("subject", "text", "written_at", "due", "attempts", "error", "urgent"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as it will stand in the outbox, but for its item's number and its reader's zone."""

    notice: Notice
    subject: str
    at: datetime
    drill: bool = False


def write_letters(engagement: str, letters: Sequence[Letter], born: Mapping[ItemId, int]) -> None:
    """Write each notice once, inside the caller's `write_transaction`; `born` are the numbers of new items.

    A letter's id follows from the act, so doing the act again would write the same one.
    """
    if not letters:
        return
    older = {letter.notice.item for letter in letters} - born.keys()
    numbers = dict(born)
    if older:
        items = models.Item.objects.filter(engagement=engagement, id__in=older)
        numbers |= {ItemId(id_): number for id_, number in items.values_list("id", "number")}
    prefix, site = models.Engagement.objects.values_list("prefix", "zone").get(id=engagement)
    zones = zones_of(engagement, letters[0].at)
    rows = [
        (
            *(engagement, sha256(notice.key.encode()).hexdigest()[:32], "email", notice.to, notice.item, notice.about),
            _subject(letter, f"{prefix}-{numbers[notice.item]}"),
            text_of(letter, site, zones.get(notice.to, "")),
            *(letter.at, letter.at, 0, "", notice.urgent),
        )
        for letter in letters
        for notice in (letter.notice,)
    ]
    insert_rows(models.Outbox, LETTER_COLUMNS, rows, unless_there=True)


def zones_of(engagement: str, at: datetime) -> Mapping[str, str]:
    """Give the zone of everybody whose own hours the matrix in force states."""
    try:
        people = matrix_in_force(engagement=engagement, now=at).matrix.directory.people
    except NothingInForce:
        return {}
    return {person.id: person.hours.zone for person in people if person.hours}


def text_of(letter: Letter, site: str, reader: str) -> str:
    """Write the letter: why you, why now, what you can do, and what happens next and when."""
    notice = letter.notice
    since = in_zones(notice.since, site, reader) if notice.since else ""
    then = f"{notice.then}: {in_zones(notice.then_at, site, reader)}." if notice.then_at else notice.then
    lines = (
        letter.subject,
        "",
        *((THIS_IS_A_DRILL, "") if letter.drill else ()),
        f"Why you: {notice.why_you}",
        f"Why now: {notice.why_now.replace('{since}', since)}",
        f"What you can do: {notice.what_next}",
        f"What happens next: {then}",
    )
    return "\n".join(lines)


def _subject(letter: Letter, number: str) -> str:
    mark = f"{DRILL_MARK} " if letter.drill else ""
    return f"{number} {mark}{letter.notice.about}: {letter.subject}"[:SUBJECT_LIMIT]
