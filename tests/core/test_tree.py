"""The tree, the leaf and the checkpoint, example by example."""

import math

import pytest

from demarc.core.checkpoint import Checkpoint, NotACheckpoint, read_checkpoint
from demarc.core.leaf import NotCanonical, canonical, commitment
from demarc.core.tree import Frontier, NotAFrontier


@pytest.mark.parametrize("value", [0.5, True, None, math.nan, b"x", {1: "x"}, {"deep": [{"x": None}]}, "\ud800"])
def test_what_has_two_spellings_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical, match="text, integers, lists and objects only"):
        canonical({"field": value})


def test_a_commitment_needs_both_salt_and_text() -> None:
    salt = bytes(16)
    assert commitment(salt, "the lab PC is not ours") == commitment(salt, "the lab PC is not ours")
    assert commitment(salt, "the lab PC is not ours") != commitment(salt, "the lab PC is ours")
    assert commitment(bytes([1] * 16), "x") != commitment(salt, "x")


@pytest.mark.parametrize(("size", "peaks"), [(1, ()), (3, (b"x" * 32,)), (-1, ()), (1, (b"short",))])
def test_a_damaged_head_is_refused(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(NotAFrontier, match="the stored head is damaged"):
        Frontier(size, peaks)


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
