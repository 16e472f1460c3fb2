"""A host that rewrites its record, and somebody who changes an export on the way: each is found, and named as promised.

The host may do what it likes with its database: drop the triggers, change rows, hash everything anew. It cannot reach the
checkpoints in the sides' mailboxes, nor an export that was taken home before.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.note import note
from demarc.core.export import EntryLine, closing_line, entry_line, front_line, read_entry, read_front
from demarc.core.leaf import canonical
from demarc.core.tree import Frontier, leaf_hash
from demarc.doors.cli.verify import main
from demarc.files.notes import new_signer
from demarc.record import models
from demarc.record.reads.export import export_lines
from tests.cast import DANA, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, Stage, done, put_on_stage

HOST = new_signer("demarc.example")
EARLY, LATE = 4, 9
"""The sizes at which the sides got their checkpoints."""
BETWEEN, LAST = 6, 11
"""An entry between the two, and the last one there is."""

Tamper = Callable[[], None]


@pytest.fixture
def mailbox(database: object, tmp_path: Path) -> tuple[Stage, Path]:  # noqa: ARG001 - the record stands in it
    """Twelve entries; two checkpoints, and an export that Tomasz took home before anything was wrong."""
    stage = put_on_stage()
    item = stage.receive()
    nth = 0
    while (size := models.Head.objects.get().size) < LAST + 1:
        if size in (EARLY, LATE):
            taken = take_checkpoint(engagement=stage.engagement, now=TUESDAY + size * MINUTE, signer=HOST)
            (tmp_path / f"kept-{size}.txt").write_text(taken.note, encoding="utf-8")
        nth += 1
        done(note(**stage.at(item, TOMASZ, TUESDAY + nth * MINUTE), text=f"what I saw, part {nth}"))
    take_home(stage, tmp_path / "before.jsonl")
    return stage, tmp_path


def take_home(stage: Stage, path: Path) -> None:
    lines = export_lines(engagement=stage.engagement, by=stage.id(TOMASZ), now=TUESDAY + DAY)
    path.write_bytes(b"".join(lines))


def verify(folder: Path, capsys: pytest.CaptureFixture[str], name: str, *kept: str) -> dict[str, Any]:
    given = [str(folder / one) if one.endswith((".txt", ".jsonl")) else one for one in kept]
    status = main([str(folder / name), *given, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert status == (0 if found["intact"] else 1)
    return found


KEPT = ("--checkpoint", f"kept-{EARLY}.txt", "--checkpoint", f"kept-{LATE}.txt", "--key", HOST.verifier.text())


# --- what a host can do to its own database -----------------------------------------------------------------------------


def without_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE record_entry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE record_head DISABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('record_entry', 'record_head')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def flip() -> None:
    entry = models.Entry.objects.get(seq=BETWEEN)
    models.Entry.objects.filter(seq=BETWEEN).update(public=entry.public.replace('"act":"note"', '"act":"nope"'))


def remove() -> None:
    models.Entry.objects.filter(seq=BETWEEN).delete()


def swap() -> None:
    for before, after in ((BETWEEN, 1_000), (BETWEEN + 1, BETWEEN), (1_000, BETWEEN + 1)):
        models.Entry.objects.filter(seq=before).update(seq=after)


def hash_anew() -> None:
    """Let every entry say its place, and the head be over what the entries now say."""
    for seq, entry in enumerate(list(models.Entry.objects.order_by("seq"))):
        public = canonical({**json.loads(entry.public), "seq": seq})
        was = models.Entry.objects.filter(seq=entry.seq)
        was.update(seq=seq, public=public.decode(), leaf=leaf_hash(public))
        models.Private.objects.filter(seq=entry.seq).update(seq=seq)
    leaves = [bytes(leaf) for leaf in models.Entry.objects.order_by("seq").values_list("leaf", flat=True)]
    frontier = Frontier().grown(leaves)
    models.Head.objects.update(size=frontier.size, peaks=frontier.to_text())


def swap_and_keep_the_texts() -> None:
    swap()
    for before, after in ((BETWEEN, 1_000), (BETWEEN + 1, BETWEEN), (1_000, BETWEEN + 1)):
        models.Private.objects.filter(seq=before).update(seq=after)


def remove_with_its_texts() -> None:
    remove()
    models.Private.objects.filter(seq=BETWEEN).delete()


@pytest.mark.parametrize("tamper", [flip, remove, swap])
def test_a_plain_change_in_the_database_names_the_entry(
    mailbox: tuple[Stage, Path], capsys: pytest.CaptureFixture[str], tamper: Tamper
) -> None:
    stage, folder = mailbox
    without_triggers()
    tamper()
    take_home(stage, folder / "now.jsonl")
    for kept in ((), KEPT, ("--earlier", "before.jsonl")):
        assert verify(folder, capsys, "now.jsonl", *kept)["first_broken"] == BETWEEN, kept


@pytest.mark.parametrize("tamper", [flip, remove_with_its_texts, swap_and_keep_the_texts])
def test_a_recomputed_tail_is_found_between_the_last_good_and_the_first_failing_checkpoint(
    mailbox: tuple[Stage, Path], capsys: pytest.CaptureFixture[str], tamper: Tamper
) -> None:
    stage, folder = mailbox
    without_triggers()
    tamper()
    hash_anew()
    take_home(stage, folder / "now.jsonl")
    assert verify(folder, capsys, "now.jsonl")["intact"], "a host can make its own file fit"
    found = verify(folder, capsys, "now.jsonl", *KEPT)
    assert (found["first_broken"], found["broken_between"]) == (None, [EARLY, LATE])
    assert [(one["by"], one["holds"], one["checked"]) for one in found["checkpoints"]] == [
        ("demarc.example", True, ["demarc.example"]),
        ("demarc.example", False, ["demarc.example"]),
    ]
    assert verify(folder, capsys, "now.jsonl", "--earlier", "before.jsonl")["first_broken"] == BETWEEN


def test_a_tail_cut_off_after_the_last_checkpoint_is_found_only_by_an_earlier_export(
    mailbox: tuple[Stage, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Law 8 holds up to the last checkpoint a side keeps; this is what lies beyond it, and we say so."""
    stage, folder = mailbox
    without_triggers()
    models.Private.objects.filter(seq=LAST).delete()
    models.Entry.objects.filter(seq=LAST).delete()
    hash_anew()
    take_home(stage, folder / "now.jsonl")
    assert verify(folder, capsys, "now.jsonl", *KEPT)["intact"]
    assert verify(folder, capsys, "now.jsonl", "--earlier", "before.jsonl")["first_broken"] == LAST


def test_what_happened_in_words_names_the_interval(mailbox: tuple[Stage, Path], capsys: pytest.CaptureFixture[str]) -> None:
    stage, folder = mailbox
    without_triggers()
    flip()
    hash_anew()
    take_home(stage, folder / "now.jsonl")
    given = [str(folder / one) if one.endswith(".txt") else one for one in KEPT]
    assert main([str(folder / "now.jsonl"), *given]) == 1
    out = capsys.readouterr().out
    assert f"BROKEN somewhere from entry {EARLY} to entry {LATE - 1} (the first is 0)" in out
    assert f"kept-{EARLY}.txt: holds ({EARLY} entries; signed by demarc.example, checked)" in out
    assert f"kept-{LATE}.txt: DOES NOT HOLD ({LATE} entries; signed by demarc.example, checked)" in out


# --- what somebody can do to an export on its way -----------------------------------------------------------------------


def tampered(path: Path, change: Callable[[list[EntryLine]], list[EntryLine]], *, recompute: bool) -> None:
    """Change the entries of an export; with `recompute` every hash, place and check sum is made to fit again."""
    first, *lines = path.read_bytes().splitlines(keepends=True)
    front, _ = read_front(first)
    entries = change([entry for line in lines if (entry := read_entry(line)) is not None])
    if recompute:
        entries = [_fitting(entry, seq) for seq, entry in enumerate(entries)]
        root = Frontier().grown(entry.leaf for entry in entries).root()
        front = type(front)(
            engagement=front.engagement,
            side=front.side,
            size=len(entries),
            root=root,
            at=front.at,
            versions=front.versions,
            people=front.people,
        )
        first = front_line(front)
    path.write_bytes(b"".join([first, *map(entry_line, entries), closing_line(len(entries))]))


def _fitting(entry: EntryLine, seq: int) -> EntryLine:
    if entry.public is None:
        return EntryLine(seq, entry.leaf)
    public = canonical({**json.loads(entry.public), "seq": seq})
    return EntryLine(seq, leaf_hash(public), public, entry.texts)


def flipped(entries: list[EntryLine]) -> list[EntryLine]:
    one = entries[BETWEEN]
    assert one.public is not None
    entries[BETWEEN] = EntryLine(one.seq, one.leaf, one.public.replace(b'"act":"note"', b'"act":"nope"'), one.texts)
    return entries


def removed(entries: list[EntryLine]) -> list[EntryLine]:
    return entries[:BETWEEN] + entries[BETWEEN + 1 :]


def swapped(entries: list[EntryLine]) -> list[EntryLine]:
    entries[BETWEEN], entries[BETWEEN + 1] = entries[BETWEEN + 1], entries[BETWEEN]
    return entries


@pytest.mark.parametrize("change", [flipped, removed, swapped])
def test_a_plain_change_in_an_export_names_the_entry(
    mailbox: tuple[Stage, Path],
    capsys: pytest.CaptureFixture[str],
    change: Callable[[list[EntryLine]], list[EntryLine]],
) -> None:
    stage, folder = mailbox
    take_home(stage, folder / "now.jsonl")
    tampered(folder / "now.jsonl", change, recompute=False)
    for kept in ((), KEPT):
        assert verify(folder, capsys, "now.jsonl", *kept)["first_broken"] == BETWEEN, kept


@pytest.mark.parametrize("change", [flipped, removed, swapped])
def test_an_export_recomputed_on_its_way_is_found_like_a_rewritten_record(
    mailbox: tuple[Stage, Path],
    capsys: pytest.CaptureFixture[str],
    change: Callable[[list[EntryLine]], list[EntryLine]],
) -> None:
    stage, folder = mailbox
    take_home(stage, folder / "now.jsonl")
    tampered(folder / "now.jsonl", change, recompute=True)
    assert verify(folder, capsys, "now.jsonl")["intact"]
    assert verify(folder, capsys, "now.jsonl", *KEPT)["broken_between"] == [EARLY, LATE]
    assert verify(folder, capsys, "now.jsonl", "--earlier", "before.jsonl")["first_broken"] == BETWEEN


def test_the_other_side_sees_it_too(mailbox: tuple[Stage, Path], capsys: pytest.CaptureFixture[str]) -> None:
    stage, folder = mailbox
    without_triggers()
    flip()
    hash_anew()
    lines = export_lines(engagement=stage.engagement, by=stage.id(DANA), now=TUESDAY + DAY)
    (folder / "now.jsonl").write_bytes(b"".join(lines))
    assert verify(folder, capsys, "now.jsonl", *KEPT)["broken_between"] == [EARLY, LATE]
