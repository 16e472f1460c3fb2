"""What a side takes home: a front page in plain words, every item by number, the originals byte for byte."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.cosign import cosign, keep_record
from demarc.acts.dispute import dispute
from demarc.acts.erase import erase
from demarc.acts.hand_off import accept
from demarc.acts.note import note
from demarc.acts.take_home import take_home
from demarc.doors.cli.verify import main
from demarc.files.front_page import front_page_html
from demarc.files.notes import new_signer, parted
from demarc.files.pack import FRONT_PAGE, packed
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.pack import Pack
from tests.acts.test_take_in import a_feed, alert, arrive, take
from tests.cast import DANA, LUIS, MEI, PRIYA, TOMASZ, ZOE
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done, put_on_stage

pytestmark = pytest.mark.usefixtures("database")
HOST, OWN = new_signer("demarc.example"), new_signer("harborline.example", cosigns=True)
LATER = TUESDAY + 3 * HOUR


@pytest.fixture
def story() -> Stage:
    """An alert from a feed that is accepted and noted, one in dispute, a countersigned checkpoint, an erased text."""
    stage = put_on_stage()
    arrive(stage, a_feed(stage), alert("c1", subject='=HYPERLINK("x")'), alert("c2"))
    take()
    first, second = models.Item.objects.order_by("number").values_list("id", flat=True)
    done(accept(**stage.at(first, TOMASZ), when=TUESDAY + HOUR, next_step="look"))
    done(note(**stage.at(first, DANA), text="their third miss", internal=True))
    done(note(**stage.at(first, MEI), text="our own view", internal=True))
    done(dispute(**stage.at(second, TOMASZ, TUESDAY + MINUTE), why="not ours"))
    taken = take_checkpoint(engagement=stage.engagement, now=TUESDAY + MINUTE, signer=HOST)
    here, priya, then = stage.engagement, stage.id(PRIYA), TUESDAY + MINUTE
    keep_record(engagement=here, mailbox="", key=OWN.verifier.text(), by=priya, now=then)
    line = OWN.line(parted(taken.note)[0], 1)
    cosign(engagement=here, size=taken.size, pasted=line, by=priya, now=then)
    seq = models.Private.objects.get(field="why", value="not ours").seq
    erase(engagement=stage.engagement, seq=seq, field="why", why="she asked", by=stage.id(PRIYA), now=LATER)
    return stage


def pack_of(stage: Stage, by: str) -> ZipFile:
    person = stage.ids.get(by, by)
    take_home(engagement=stage.engagement, by=person, now=LATER, signer=HOST)
    pack = Pack(engagement=stage.engagement, by=person, now=LATER)

    def members() -> Iterator[tuple[str, Iterable[bytes]]]:
        yield from pack.members()
        yield FRONT_PAGE, (front_page_html(pack.front()).encode(),)

    return ZipFile(io.BytesIO(b"".join(packed(members(), at=LATER))))


def plain(pack: ZipFile) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pack.read(FRONT_PAGE).decode()))


def population(pack: ZipFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pack.read("population.csv").decode("utf-8-sig"), newline="")))


def test_both_sides_packs_verify_and_their_checkpoints_are_signed_by_whom_they_say(
    story: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for by in (DANA, TOMASZ):
        path = tmp_path / f"{by}.zip"
        with pack_of(story, by) as pack:
            path.write_bytes(pack.fp.getvalue())  # type: ignore[union-attr]  # it is in memory
        keys = ["--key", HOST.verifier.text(), "--key", OWN.verifier.text()]
        assert main([str(path), *keys, "--format", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["intact"], found["bare"]) == (True, 1)
        first, *_, last = found["checkpoints"]
        assert first["checked"] == ["demarc.example", "harborline.example"]
        assert first["by"] == "demarc.example, harborline.example"
        assert (last["size"], last["holds"]) == (found["entries"], True), "the export is covered by a checkpoint of its own"


def test_an_export_is_written_down_itself(story: Stage) -> None:
    pack_of(story, LUIS)
    entry = models.Entry.objects.filter(act="exported").latest("seq")
    assert json.loads(entry.public)["by"] == story.id(LUIS)
    assert models.SignedHead.objects.latest("size").why == "exported"


def test_the_front_page_says_in_plain_words_what_stands_open_and_what_is_left_out(story: Stage) -> None:
    with pack_of(story, DANA) as pack:
        page = plain(pack)
    for words in (
        "The record of Alder Dental Group and its providers",
        "(America/Chicago) for Alder Dental Group.",
        "Two firms do IT together",
        "every piece of work has exactly one named holder",
        "in force",
        "3 items open, each with a holder.",
        "What is overdue",
        "A-1",
        "What is in dispute",
        "an interim holder works on it",
        "1 countersignature by the firms themselves",
        "run demarc verify on this pack",
        "Entries of which only the hash is here, such as the other firm's internal notes 1".replace("'", "&#x27;"),
        "Texts erased for everybody, on request; the record says when, by whom and why 1",
    ):
        assert words in page, words
    assert "our own view" not in page
    assert len(page.split()) < 20 * 200, "twenty minutes of reading"


def test_every_item_is_in_the_population_by_its_number_with_both_times(story: Stage) -> None:
    with pack_of(story, TOMASZ) as pack:
        rows = population(pack)
    assert [row["number"] for row in rows] == ["A-1", "A-2", "A-3"]
    assert (rows[0]["received_utc"], rows[0]["zone"]) == ("2026-11-24T15:00:00Z", "America/Chicago")
    assert rows[0]["received_local"] == "2026-11-24T09:00:00-06:00"
    assert rows[0]["subject"] == '\'=HYPERLINK("x")', "a spreadsheet computes nothing of a stranger's"
    assert (rows[0]["state"], rows[0]["holder"], rows[0]["firm"]) == ("held", "Tomasz", "Harborline")


def test_what_a_feed_posted_comes_back_byte_for_byte(story: Stage) -> None:
    body = models.Inbox.objects.get(engagement=story.engagement)
    with pack_of(story, DANA) as pack:
        assert pack.read(f"originals/{body.id}") == bytes(body.body)
        (line,) = csv.DictReader(io.StringIO(pack.read("originals/list.csv").decode(), newline=""))
    assert (line["feed"], line["sha256"]) == ("EDR", sha256(bytes(body.body)).hexdigest())


def test_each_signed_version_is_there_as_it_was_signed(story: Stage) -> None:
    version = models.Version.objects.get(engagement=story.engagement)
    with pack_of(story, DANA) as pack:
        assert sha256(pack.read("matrix/version-1.json")).hexdigest() == version.digest
        keys = pack.read("keys.txt").decode()
    assert f"the server: {HOST.verifier.text()}" in keys
    assert f"Harborline: {OWN.verifier.text()}" in keys


def test_what_access_hides_is_counted_and_its_number_stands_there(story: Stage) -> None:
    """A second provider came later: of what it does not hold it learns the numbers, and how many there are."""
    models.Party.objects.create(engagement=story.engagement, id="northgate", name="Northgate", side="provider")
    models.Person.objects.filter(engagement=story.engagement, key=MEI).update(party="northgate")
    with pack_of(story, MEI) as pack:
        rows, page, names = population(pack), plain(pack), pack.namelist()
        everything = b"".join(pack.read(name) for name in names)
        assert {row["received_utc"] for row in rows} == {"withheld: not yours to see"}
        assert [row["number"] for row in rows] == ["A-1", "A-2", "A-3"]
        assert "of which only the number is here 3" in page
        assert "Originals that hold something of such items 1" in page
        assert not [name for name in names if name.startswith("originals/") and not name.endswith("list.csv")]
    assert b"HYPERLINK" not in everything
    assert b"Trouble c2" not in everything


def test_a_reader_for_some_days_gets_what_both_sides_read_and_no_internal_text(story: Stage, tmp_path: Path) -> None:
    models.Membership.objects.filter(person=story.id(LUIS)).update(guest_until=LATER + DAY)
    with pack_of(story, LUIS) as pack:
        everything = b"".join(pack.read(name) for name in pack.namelist())
        assert "Luis, a reader for some days, let in by Alder Dental Group" in plain(pack)
        (tmp_path / "guest.zip").write_bytes(pack.fp.getvalue())  # type: ignore[union-attr]  # it is in memory
    assert b"their third miss" not in everything
    assert b"our own view" not in everything
    assert b"Trouble c2" in everything
    assert main([str(tmp_path / "guest.zip")]) == 0
    with pytest.raises(NotFound):
        take_home(engagement=story.engagement, by=story.id(LUIS), now=LATER + DAY + timedelta(seconds=1), signer=HOST)


def test_an_outsider_takes_nothing_home(story: Stage) -> None:
    before = models.Entry.objects.count()
    with pytest.raises(NotFound):
        pack_of(story, ZOE)
    with pytest.raises(NotFound):
        Pack(engagement=story.engagement, by="zoe", now=LATER)
    assert models.Entry.objects.count() == before
