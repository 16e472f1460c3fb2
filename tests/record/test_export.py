"""What each side takes home, from both databases: it verifies, and shows only what is that side's to see."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from demarc.core.checkpoint import read_checkpoint
from demarc.core.custody.entries import Private
from demarc.core.verify import leaves_of, verify
from demarc.core.words import PartyId
from demarc.doors.cli.verify import main
from demarc.record import models
from demarc.record.access import NotFound, item_for
from demarc.record.append import append
from demarc.record.reads.export import PAGE, checkpoint_for, export_lines
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement
from tests.cast import ALDER, DANA, TOMASZ
from tests.record.ledger_build import MORNING, about, accepted, noted, received, start

LATER = MORNING + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("database")


def write(*entries: object, new: tuple[str, ...] = ()) -> None:
    with write_transaction():
        append(engagement=ALDER, entries=entries, about=about(*new))  # type: ignore[arg-type]  # entries and statements


def exported(by: str) -> list[bytes]:
    return list(export_lines(engagement=ALDER, by=by, now=LATER))


def story() -> None:
    """Let Tomasz accept with a reason, Dana write a note for her own side, and both sides sign a version."""
    why = Private("why", "it is our server")
    internal = Private("text", "their third miss this month", PartyId("alder"))
    write(received(), accepted(private=(why,)), noted("i1", 3, DANA, internal), new=("i1",))
    write(Statement(act="sign", by=DANA, at=MORNING, said={"version": 4, "digest": "ab" * 32}))


def test_both_sides_exports_verify_to_one_root() -> None:
    start()
    story()
    client, provider = (verify(iter(exported(by))) for by in ("dana", "tomasz"))
    assert client.intact
    assert provider.intact
    assert client.root == provider.root == checkpoint_for(engagement=ALDER, by="dana", now=LATER).root
    assert (client.front.side, provider.front.side) == ("alder", "harborline")
    assert (client.bare, provider.bare) == (0, 1)


def test_a_note_for_ones_own_side_is_a_bare_hash_to_the_other() -> None:
    start()
    story()
    assert b"their third miss" in b"".join(exported("luis"))
    lines = exported("tomasz")
    assert b"their third miss" not in b"".join(lines)
    assert set(json.loads(lines[3])) == {"check", "leaf", "seq"}


def test_texts_for_everybody_travel_with_their_salts() -> None:
    start()
    story()
    entry = json.loads(exported("dana")[2])
    assert entry["texts"]["why"]["value"] == "it is our server"


def test_an_erased_text_leaves_the_export_whole() -> None:
    start()
    story()
    models.Private.objects.filter(field="why").delete()
    assert verify(iter(exported("dana"))).intact
    assert b"it is our server" not in b"".join(exported("dana"))


def test_of_two_rival_providers_each_sees_only_what_came_to_it() -> None:
    start("harborline", "northgate")
    write(received("ours"), received("theirs", holder="priya"), new=("ours", "theirs"))
    found = verify(iter(exported("tomasz")))
    assert found.intact
    assert found.bare == 1
    text = b"".join(exported("tomasz"))
    assert b'"item":"ours"' in text
    assert b'"item":"theirs"' not in text
    assert verify(iter(exported("dana"))).bare == 0
    assert item_for(engagement=ALDER, item="ours", by="tomasz", now=LATER).id == "ours"
    with pytest.raises(NotFound, match="there is no item `theirs`, or it is not yours to see"):
        item_for(engagement=ALDER, item="theirs", by="tomasz", now=LATER)


def test_an_outsider_gets_nothing() -> None:
    start()
    story()
    for look in (export_lines, checkpoint_for):
        with pytest.raises(NotFound):
            look(engagement=ALDER, by="zoe", now=LATER)
    with pytest.raises(NotFound):
        item_for(engagement=ALDER, item="i1", by="zoe", now=LATER)


def test_who_has_left_and_whose_visit_is_over_sees_nothing_any_more() -> None:
    start()
    story()
    models.Person.objects.filter(id="luis").update(left_at=LATER)
    models.Membership.objects.create(engagement=ALDER, account="a1", person="tomasz", guest_until=LATER)
    for by in ("luis", "tomasz"):
        assert item_for(engagement=ALDER, item="i1", by=by, now=LATER - timedelta(seconds=1)).id == "i1"
        with pytest.raises(NotFound):
            item_for(engagement=ALDER, item="i1", by=by, now=LATER)


def test_an_export_runs_over_many_pages() -> None:
    start()
    for page in range(3):
        names = tuple(f"i{page}-{nth}" for nth in range(PAGE - 1))
        write(*(received(name) for name in names), new=names)
    found = verify(iter(exported("dana")))
    assert found.intact
    assert found.entries == 3 * (PAGE - 1)


def test_what_is_written_during_an_export_is_not_half_in_it() -> None:
    start()
    story()
    lines = export_lines(engagement=ALDER, by="dana", now=LATER)
    first = next(lines)
    write(received("i2"), new=("i2",))
    found = verify(iter([first, *lines]))
    assert found.intact
    assert found.entries == 4


def test_the_front_names_the_signed_versions_and_the_people() -> None:
    start()
    models.Version.objects.create(
        engagement=ALDER, number=4, label="v4", status="signed", starts_at=MORNING, digest="ab" * 32, text="{}"
    )
    story()
    front = verify(iter(exported("dana"))).front
    assert [(one.number, one.label, one.digest) for one in front.versions] == [(4, "v4", "ab" * 32)]
    assert front.people["dana"] == "Dana Okafor"


def test_a_host_that_rewrites_its_database_is_found_by_what_a_side_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The host drops its own triggers and rewrites an entry, with fresh hashes throughout."""
    start()
    story()
    kept = checkpoint_for(engagement=ALDER, by="dana", now=LATER).text()
    before = exported("dana")
    rewrite_first_entry()
    after = exported("dana")
    assert verify(iter(after)).intact
    assert verify(iter(after), checkpoints=[read_checkpoint(kept)]).broken_between == (0, 4)
    assert verify(iter(after), earlier=leaves_of(iter(before))).first_broken == 1
    for name, lines in (("before", before), ("after", after)):
        (tmp_path / name).write_bytes(b"".join(lines))
    assert main([str(tmp_path / "after"), "--earlier", str(tmp_path / "before"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["first_broken"] == 1


def rewrite_first_entry() -> None:
    """Make it look as if Dana, not Tomasz, had accepted."""
    from django.core.management import call_command

    from demarc.core.tree import Frontier, leaf_hash

    call_command("migrate", "record", "0001", verbosity=0)
    entry = models.Entry.objects.get(seq=1)
    public = entry.public.replace(f'"by":"{TOMASZ}"', f'"by":"{DANA}"')
    models.Entry.objects.filter(seq=1).update(public=public, leaf=leaf_hash(public.encode()))
    leaves = models.Entry.objects.order_by("seq").values_list("leaf", flat=True)
    frontier = Frontier().grown(bytes(leaf) for leaf in leaves)
    models.Head.objects.update(peaks=frontier.to_text())
