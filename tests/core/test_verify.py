"""Forged and hostile exports, one by one: what the check sum, the hash, the salt and the root each catch."""

import json

import pytest

from demarc.core.export import EntryLine, NotAnExport, Text, entry_line
from demarc.core.tree import leaf_hash
from demarc.core.verify import Verification
from tests.export_build import SALT, check, export, public


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
