"""Erasing: the text is gone from pages, search, exports and the file, the record says so, and the tree still verifies."""

import json
from pathlib import Path

import pytest
from django.db import connection

from demarc.acts.ask import ask
from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.dispute import dispute
from demarc.acts.erase import Erased, erase
from demarc.acts.hand_off import accept, offer
from demarc.acts.note import note
from demarc.acts.outcome import Refused
from demarc.core.checkpoint import read_checkpoint
from demarc.core.verify import verify
from demarc.files.notes import new_signer
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from demarc.record.reads.items import items_of
from demarc.record.translate.entries import author_of
from tests.acts.test_take_in import a_feed, arrive, take
from tests.cast import DANA, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ, ZOE
from tests.databases import Database
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done, put_on_stage

PATIENT = "Agnes Wüst, born 1951"
LATER = TUESDAY + HOUR


def erased(stage: Stage, seq: int, field: str, by: str, *, why: str = "a patient asked") -> object:
    return erase(engagement=stage.engagement, seq=seq, field=field, why=why, by=stage.ids.get(by, by), now=LATER)


def place_of(stage: Stage, field: str, holds: str = PATIENT) -> int:
    return (
        models.Private.objects.filter(engagement=stage.engagement, field=field, value__contains=holds).earliest("seq").seq
    )


def an_alert(stage: Stage, subject: str = f"Infected attachment of {PATIENT}") -> str:
    """Let a feed post it, hand it about with letters, an ask and a dispute that bear its subject, and give the item."""
    arrive(stage, a_feed(stage), {"id": "c1", "subject": subject, "severity": "critical"})
    take()
    item = models.Item.objects.get(engagement=stage.engagement).id
    done(accept(**stage.at(item, TOMASZ), when=TUESDAY + HOUR, next_step="look"))
    whom = stage.id(DANA)
    done(ask(**stage.at(item, TOMASZ), of=whom, question="whose mailbox?", due=TUESDAY + HOUR))
    done(offer(**stage.at(item, TOMASZ), to=whom, why="your server", carries=""))
    done(dispute(**stage.at(item, DANA, TUESDAY + MINUTE), why="not ours"))
    return item


def exports(stage: Stage) -> list[bytes]:
    return [b"".join(export_lines(engagement=stage.engagement, by=stage.id(by), now=LATER)) for by in (DANA, TOMASZ)]


def everything_in_the_database() -> str:
    """Read every column of every row, the way a dump would."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                bytes(cell).decode(errors="replace") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in cursor.fetchall()
                for cell in row
            ]
    return "\n".join(found)


def spellings(text: str) -> tuple[bytes, ...]:
    return (text.encode(), json.dumps(text)[1:-1].encode(), text.encode("utf-16-le"))


@pytest.mark.usefixtures("database")
def test_a_subject_is_gone_from_pages_search_letters_bodies_and_both_exports() -> None:
    stage = put_on_stage()
    item = an_alert(stage)
    kept = take_checkpoint(engagement=stage.engagement, now=TUESDAY, signer=new_signer("demarc.example"))
    assert PATIENT in everything_in_the_database()
    assert all(PATIENT.encode() in one for one in exports(stage))
    done_ = erased(stage, place_of(stage, "subject"), "subject", DANA)
    assert isinstance(done_, Erased)
    left = everything_in_the_database()
    assert "Wüst" not in left
    assert json.dumps("Wüst")[1:-1] not in left
    for one in exports(stage):
        assert b"W\xc3\xbcst" not in one
        found = verify(iter(one.splitlines(keepends=True)), checkpoints=(read_checkpoint(kept.note),))
        assert (found.intact, found.checkpoints[0].holds) == (True, True)
    by = stage.id(TOMASZ)
    assert not items_of(engagement=stage.engagement, by=by, now=LATER, name="open", find="Agnes").lines
    assert models.Item.objects.get(id=item).subject == "(erased)"


@pytest.mark.usefixtures("database")
def test_the_record_says_what_was_erased_by_whom_and_why() -> None:
    stage = put_on_stage()
    an_alert(stage)
    seq = place_of(stage, "subject")
    erased(stage, seq, "subject", RUTH)
    entry = models.Entry.objects.get(act="erased", engagement=stage.engagement)
    public = json.loads(entry.public)
    assert public["said"] == {"seq": seq, "field": "subject"}
    assert author_of(entry) == stage.id(RUTH)
    assert models.Private.objects.get(seq=entry.seq).value == "a patient asked"
    assert models.HeadClock.objects.get(engagement=stage.engagement).due == LATER, "both sides are to hold it at once"


def test_the_file_of_the_embedded_database_holds_no_byte_of_it(sqlite_database: Database) -> None:
    stage = put_on_stage()
    item = an_alert(stage)
    words = "Her insulin pump was recalled in Ravensburg. " * 200
    done(note(**stage.at(item, DANA, TUESDAY + 2 * MINUTE), text=words, internal=True))
    for nth in range(60):
        done(note(**stage.at(item, DANA, TUESDAY + 3 * MINUTE), text=f"note {nth} " * 20))
    assert b"Ravensburg" in bytes_of(sqlite_database.home)
    erased(stage, place_of(stage, "subject"), "subject", DANA)
    erased(stage, place_of(stage, "text", "Ravensburg"), "text", DANA)
    on_disk = bytes_of(sqlite_database.home)
    for secret in ("Agnes W", "Ravensburg", "insulin pump"):
        assert not [one for one in spellings(secret) if one in on_disk], secret


def bytes_of(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.glob("demarc.sqlite3*")))


@pytest.mark.usefixtures("database")
def test_a_cut_copy_goes_and_so_does_one_in_a_letter_about_many_items() -> None:
    stage = put_on_stage()
    subject = f"Infected attachment in the mail of {PATIENT}, who also sent her insurance card and the two X-ray pictures"
    item = an_alert(stage, subject)
    models.Item.objects.filter(parent=item).update(subject=f"Asked: {subject}"[:70])
    weekly = {
        "engagement": stage.engagement,
        "id": "w1",
        "person": stage.id(RUTH),
        "about": "weekly",
        "written_at": TUESDAY,
    }
    models.Outbox.objects.create(subject="Your week", text=f"Open:\n- {subject[:60]}\nNext review: Friday", **weekly)
    erased(stage, place_of(stage, "subject"), "subject", DANA)
    assert "Agnes" not in everything_in_the_database()
    assert models.Outbox.objects.get(id="w1").text == "Open:\n- (erased)\nNext review: Friday"


@pytest.mark.usefixtures("database")
def test_whose_text_it_is_decides_who_may_erase_it() -> None:
    stage = put_on_stage()
    item = an_alert(stage)
    done(note(**stage.at(item, PRIYA, TUESDAY + 2 * MINUTE), text="ours, for both to read"))
    done(note(**stage.at(item, MEI, TUESDAY + 2 * MINUTE), text="only for us", internal=True))
    subject, theirs = place_of(stage, "subject"), place_of(stage, "text", "ours")
    internal = place_of(stage, "text", "only for us")
    for by, seq, field, whose in (
        (PRIYA, subject, "subject", "Alder Dental Group"),
        (LUIS, subject, "subject", "Alder Dental Group"),
        (DANA, theirs, "text", "Harborline"),
        (MEI, internal, "text", "Harborline"),
    ):
        refused = erased(stage, seq, field, by)
        assert refused == Refused(f"Erasing is refused: a lead or executive of {whose} erases what is theirs.")
    with pytest.raises(NotFound):
        erased(stage, internal, "text", DANA)
    for seq, field in ((theirs, "text"), (internal, "text")):
        assert isinstance(erased(stage, seq, field, PRIYA), Erased)
    assert isinstance(erased(stage, subject, "subject", MARC), Erased)
    hidden = models.Private.objects.filter(field="why", value="a patient asked", party="harborline")
    assert hidden.count() == 1, "why an internal text went is internal too"


@pytest.mark.usefixtures("database")
def test_an_outsider_a_guest_and_who_gives_no_reason_erase_nothing() -> None:
    stage = put_on_stage()
    an_alert(stage)
    seq = place_of(stage, "subject")
    with pytest.raises(NotFound):
        erased(stage, seq, "subject", ZOE)
    for wrong in ((seq, "nothing"), (10_000, "subject")):
        with pytest.raises(NotFound):
            erased(stage, *wrong, DANA)
    reasonless = erased(stage, seq, "subject", DANA, why=" ")
    assert isinstance(reasonless, Refused)
    models.Membership.objects.filter(person=stage.id(DANA)).update(guest_until=LATER + DAY)
    refused = erased(stage, seq, "subject", DANA)
    assert isinstance(refused, Refused)
    assert "guest" in refused.reason
    assert models.Private.objects.filter(seq=seq, field="subject").exists()


@pytest.mark.usefixtures("database")
def test_twice_is_once_and_other_items_keep_their_words() -> None:
    stage = put_on_stage()
    an_alert(stage, "yes")
    other = stage.receive()
    done(note(**stage.at(other, DANA, TUESDAY), text="yes"))
    seq = place_of(stage, "subject", "yes")
    erased(stage, seq, "subject", DANA)
    with pytest.raises(NotFound):
        erased(stage, seq, "subject", DANA)
    assert models.Private.objects.filter(value="yes").count() == 1
