"""Law 8: any change, removal or reordering in the record, up to the last checkpoint a side keeps, is found by that side."""

from hypothesis import assume, given
from hypothesis import strategies as st

from demarc.core.export import NotAnExport
from tests.export_build import check, export, kept_at

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
