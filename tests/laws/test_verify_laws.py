"""Law 8: any change, removal or reordering in the record, up to the last checkpoint a side keeps, is found by that side."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.export import (
    EntryLine,
    Front,
    NotAnExport,
    SignedVersion,
    Text,
    closing_line,
    entry_line,
    front_line,
    read_front,
)
from demarc.core.leaf import canonical, commitment
from demarc.core.tree import Frontier, leaf_hash
from demarc.core.verify import Verification, leaves_of, verify

SALT = bytes(range(16))
ORIGIN = origin_of("alder")


def public(seq: int, said: str = "") -> bytes:
    """Write the public part of an entry; every third one commits to a private text."""
    entry: dict[str, object] = {"v": 1, "engagement": "alder", "seq": seq, "act": "note", "by": "dana", "said": said}
    if seq % 3 == 0:
        entry["sealed"] = {"why": commitment(SALT, f"reason {seq}")}
    return canonical(entry)


def export(says: list[str], bare: frozenset[int] = frozenset()) -> list[bytes]:
    """Write an export of entries that say this; the entries in `bare` are not for the reader."""
    entries = [public(seq, said) for seq, said in enumerate(says)]
    leaves = [leaf_hash(entry) for entry in entries]
    front = Front(
        engagement="alder",
        side="harborline",
        size=len(says),
        root=Frontier().grown(leaves).root(),
        at=1_772_442_000_000_000,
        versions=(SignedVersion(3, "v3", "ab" * 32, 1_772_442_000_000_000),),
        people={"dana": "Dana Okafor"},
    )
    lines = [front_line(front)]
    for seq, entry in enumerate(entries):
        texts = {"why": Text(SALT.hex(), f"reason {seq}")} if seq % 3 == 0 else {}
        lines.append(entry_line(EntryLine(seq, leaves[seq]) if seq in bare else EntryLine(seq, leaves[seq], entry, texts)))
    return [*lines, closing_line(len(says))]


def check(lines: list[bytes], kept: tuple[Checkpoint, ...] = (), earlier: list[bytes] | None = None) -> Verification:
    """Verify a file of these lines, split again at its line ends as it would be on disk."""
    return verify(split(lines), checkpoints=kept, earlier=leaves_of(iter(earlier)) if earlier else ())


def split(lines: list[bytes]) -> Iterator[bytes]:
    return iter(b"".join(lines).splitlines(keepends=True))


def kept_at(says: list[str], size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, read_front(export(says[:size])[0])[0].root)


says = st.lists(st.text(st.characters(codec="utf-8"), max_size=3), min_size=1, max_size=12)


@given(says, st.data())
def test_an_untouched_export_is_intact_whatever_is_hidden_from_its_reader(said: list[str], data: st.DataObject) -> None:
    """An export with hidden entries still leads to the same root."""
    bare = data.draw(st.frozensets(st.integers(0, len(said) - 1)))
    sizes = data.draw(st.lists(st.integers(0, len(said))))
    found = check(export(said, bare), tuple(kept_at(said, size) for size in sizes), export(said[: len(said) // 2 + 1]))
    assert found.intact
    assert (found.first_broken, found.broken_between) == (None, None)
    assert (found.entries, found.bare) == (len(said), len(bare))
    assert all(one.holds for one in found.checkpoints)


@given(says, st.data())
def test_a_flipped_byte_names_its_entry(said: list[str], data: st.DataObject) -> None:
    """One flipped byte in an export is found, and names the entry it is in."""
    bare = data.draw(st.frozensets(st.integers(0, len(said) - 1)))
    lines = export(said, bare)
    which = data.draw(st.integers(1, len(said)))
    at = data.draw(st.integers(0, len(lines[which]) - 1))
    flip = data.draw(st.integers(1, 255))
    line = bytearray(lines[which])
    line[at] ^= flip
    found = check([*lines[:which], bytes(line), *lines[which + 1 :]])
    assert found.first_broken == which - 1
    assert not found.intact


@given(says, st.data())
def test_a_flipped_byte_outside_the_entries_is_found_too(said: list[str], data: st.DataObject) -> None:
    """A flipped byte in the first or last line is found, and no entry is blamed for it."""
    lines = export(said)
    which = data.draw(st.sampled_from([0, len(lines) - 1]))
    at = data.draw(st.integers(0, len(lines[which]) - 1))
    line = bytearray(lines[which])
    line[at] ^= data.draw(st.integers(1, 255))
    # A new line end would make two lines of one, and the second is then taken for an entry.
    assume(which > 0 or b"\n" not in line[:-1])
    try:
        found = check([*lines[:which], bytes(line), *lines[which + 1 :]])
    except NotAnExport:
        assert which == 0
        return
    assert not found.intact
    assert found.first_broken is None


@given(says, st.data())
def test_a_removed_entry_is_named(said: list[str], data: st.DataObject) -> None:
    """An entry that was taken out of an export is named."""
    lines = export(said)
    which = data.draw(st.integers(0, len(said) - 1))
    found = check(lines[: which + 1] + lines[which + 2 :])
    assert found.first_broken == which


@given(says, st.data())
def test_of_two_swapped_entries_the_first_is_named(said: list[str], data: st.DataObject) -> None:
    """Two entries that changed places are found, and the first place is named."""
    assume(len(said) > 1)
    lines = export(said)
    one, two = sorted(data.draw(st.lists(st.integers(1, len(said)), min_size=2, max_size=2, unique=True)))
    lines[one], lines[two] = lines[two], lines[one]
    assert check(lines).first_broken == one - 1


@given(says, st.data())
def test_a_file_that_was_cut_says_where_it_ends(said: list[str], data: st.DataObject) -> None:
    """An export whose end is missing is found, and names the first entry that is not there."""
    lines = export(said)
    left = data.draw(st.integers(0, len(said) - 1))
    assert check(lines[: left + 1]).first_broken == left
    whole_but_open = check(lines[:-1])
    assert (whole_but_open.first_broken, whole_but_open.why) == (None, "the closing line is missing")


@given(says, st.data())
def test_a_rewritten_record_is_found_between_two_checkpoints(said: list[str], data: st.DataObject) -> None:
    """A record rewritten from some entry on is found between the last checkpoint before and the first one after."""
    changed = data.draw(st.integers(0, len(said) - 1))
    rewritten = [*said[:changed], said[changed] + "!", *said[changed + 1 :]]
    sizes = data.draw(st.sets(st.integers(0, len(said)), min_size=1))
    found = check(export(rewritten), tuple(kept_at(said, size) for size in sizes))
    bad = [size for size in sizes if size > changed]
    assert {one.checkpoint.size for one in found.checkpoints if not one.holds} == set(bad)
    if bad:
        good = max((size for size in sizes if size <= changed), default=0)
        assert found.broken_between == (good, min(bad))
        assert good <= changed < min(bad)
    assert found.intact == (not bad)


@given(says, st.data())
def test_a_rewritten_record_is_found_to_the_entry_by_an_earlier_export(said: list[str], data: st.DataObject) -> None:
    """Whoever kept an earlier export learns exactly which entry was rewritten first, even if it was hidden from them."""
    changed = data.draw(st.integers(0, len(said) - 1))
    until = data.draw(st.integers(changed + 1, len(said)))
    bare = data.draw(st.frozensets(st.integers(0, len(said) - 1)))
    rewritten = [*said[:changed], said[changed] + "!", *said[changed + 1 :]]
    assert check(export(rewritten), earlier=export(said[:until], bare)).first_broken == changed


@given(says, st.data())
def test_a_record_that_lost_its_end_is_found(said: list[str], data: st.DataObject) -> None:
    """A record cut short and closed again is found by a checkpoint and by an earlier export."""
    left = data.draw(st.integers(0, len(said) - 1))
    short = export(said[:left])
    assert check(short).intact
    assert check(short, earlier=export(said)).first_broken == left
    assert check(short, (kept_at(said, len(said)),)).broken_between == (0, len(said))


def forged(public_part: bytes, leaf: bytes | None = None, texts: dict[str, Text] | None = None) -> Verification:
    """Verify an export of one entry whose line was written anew, check sum and all."""
    lines = export([""])
    lines[1] = entry_line(EntryLine(0, leaf or leaf_hash(public_part), public_part, texts or {}))
    return check(lines)


def test_a_forged_line_with_a_fresh_check_sum_is_named_by_its_hash() -> None:
    honest = public(0)
    found = forged(honest.replace(b"dana", b"zoe!"), leaf_hash(honest))
    assert (found.first_broken, found.why) == (0, "what it says is not what was recorded")


def test_a_forged_line_with_a_fresh_hash_misses_the_root() -> None:
    found = forged(public(0).replace(b"dana", b"zoe!"))
    assert (found.first_broken, found.broken_between) == (None, (0, 1))
    assert found.why == "the entries do not lead to the root in the front"


def test_a_forged_private_text_is_named() -> None:
    found = forged(public(0), texts={"why": Text(SALT.hex(), "another reason")})
    assert (found.first_broken, found.why) == (0, "its text `why` is not the one that was recorded")


@pytest.mark.parametrize("salt", ["", "zz", "00" * 15])
def test_a_text_with_a_strange_salt_is_not_the_recorded_one(salt: str) -> None:
    assert forged(public(0), texts={"why": Text(salt, "reason 0")}).first_broken == 0


def test_an_entry_of_another_engagement_is_not_taken_for_one_of_this() -> None:
    found = forged(public(0).replace(b"alder", b"birch"))
    assert (found.first_broken, found.why) == (0, "it was recorded in another place or another engagement")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[]\n",
        b"\xff\xfe\n",
        b"{" * 100_000,
        b'{"seq":0}\n',
        b'{"leaf":"00","seq":0}\n',
        b'{"end":' + b"9" * 5000 + b"}\n",
    ],
)
def test_a_line_that_is_no_entry_is_a_finding_and_nothing_worse(line: bytes) -> None:
    lines = export(["", ""])
    lines[1] = line
    assert check(lines).first_broken == 0


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"not an export\n",
        b"{}\n",
        b'{"export":1}\n',
        b"\x00" * 100,
        b"[" * 100_000,
        export([""])[0].replace(b'"at":1', b'"at":-1'),
        export([""])[0].replace(b'"at":1', b'"at":9999999999999'),
        export([""])[0].replace(b'"size":1', b'"size":-1'),
        export([""])[0].replace(b'"number":3', b'"number":"3"'),
    ],
)
def test_a_file_that_is_no_export_is_refused(line: bytes) -> None:
    with pytest.raises(NotAnExport):
        check([line, *export([""])[1:]])


def test_every_line_of_an_export_is_plain_json() -> None:
    assert [json.loads(line)["check"] for line in export(["a", "b"], frozenset({1}))]
