"""Law 8 on the tree itself: what was hashed cannot be changed, removed or moved without another root."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.checkpoint import Checkpoint, NotACheckpoint, read_checkpoint
from demarc.core.instants import instant_of, micros
from demarc.core.leaf import NotCanonical, canonical, commitment
from demarc.core.tree import Frontier, NotAFrontier, leaf_hash, root_of

entries = st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain = st.recursive(
    st.integers() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(text, plain, max_size=5)


def root_over(data: list[bytes]) -> bytes:
    return root_of([leaf_hash(entry) for entry in data])


@given(entries, st.data())
def test_a_changed_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No entry can be changed without changing the root."""
    index = draw.draw(st.integers(0, len(data) - 1))
    changed = [*data[:index], data[index] + b"!", *data[index + 1 :]]
    assert root_over(changed) != root_over(data)


@given(entries, st.data())
def test_a_removed_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No entry can be removed without changing the root."""
    index = draw.draw(st.integers(0, len(data) - 1))
    assert root_over(data[:index] + data[index + 1 :]) != root_over(data)


@given(entries, st.data())
def test_a_moved_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No two entries can change places without changing the root."""
    one, two = draw.draw(st.integers(0, len(data) - 1)), draw.draw(st.integers(0, len(data) - 1))
    moved = list(data)
    moved[one], moved[two] = moved[two], moved[one]
    assert (root_over(moved) == root_over(data)) == (one == two)


@given(records, records)
def test_two_different_entries_never_have_the_same_bytes(one: dict[str, object], two: dict[str, object]) -> None:
    """There is one way to write an entry, and no two entries are written the same."""
    assert (canonical(one) == canonical(two)) == (one == two)


@given(records)
def test_the_order_of_keys_does_not_matter(record: dict[str, object]) -> None:
    """The order in which an entry was put together leaves no trace in its hash."""
    assert canonical(dict(reversed(record.items()))) == canonical(record)


@pytest.mark.parametrize("value", [0.5, True, None, math.nan, b"x", {1: "x"}, {"deep": [{"x": None}]}, "\ud800"])
def test_what_has_two_spellings_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical, match="text, integers, lists and objects only"):
        canonical({"field": value})


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_survives_as_microseconds(instant: datetime) -> None:
    """An instant is kept to the microsecond, whatever zone it was given in."""
    # Compared in UTC: two zones are never equal inside a repeated hour.
    assert instant_of(micros(instant)) == instant.astimezone(UTC)


def test_a_commitment_needs_both_salt_and_text() -> None:
    salt = bytes(16)
    assert commitment(salt, "the lab PC is not ours") == commitment(salt, "the lab PC is not ours")
    assert commitment(salt, "the lab PC is not ours") != commitment(salt, "the lab PC is ours")
    assert commitment(bytes([1] * 16), "x") != commitment(salt, "x")


@pytest.mark.parametrize(("size", "peaks"), [(1, ()), (3, (b"x" * 32,)), (-1, ()), (1, (b"short",))])
def test_a_damaged_head_is_refused(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(NotAFrontier, match="the stored head is damaged"):
        Frontier(size, peaks)


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back_as_itself(size: int, root: bytes) -> None:
    """A checkpoint that was printed and typed in again is the same checkpoint."""
    checkpoint = Checkpoint("demarc/alder", size, root)
    assert read_checkpoint(checkpoint.text()) == checkpoint


def test_a_signed_checkpoint_says_who_signed() -> None:
    body = Checkpoint("demarc/alder", 7, bytes(32)).text()
    assert read_checkpoint(body + "\n\N{EM DASH} harborline.example AAAA\n").signers == ("harborline.example",)


@pytest.mark.parametrize(
    "text",
    ["", "demarc/alder\n", "demarc/alder\n-1\nAAAA\n", "demarc/alder\n07\nAAAA", "demarc/alder\n7\nAAAA", "x" * 70_000],
)
def test_what_is_no_checkpoint_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(NotACheckpoint, match=r"^not a checkpoint: [^\n]+$"):
        read_checkpoint(text)
