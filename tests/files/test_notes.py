"""Signed notes: who signed what, and nothing else."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demarc.files.notes import BadNote, Verifier, read_verifier, signed, signers_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HOST = Verifier("demarc.example", KEY.public_key().public_bytes_raw())
BODY = "demarc/acme\n2\nAAAA\n"


def test_a_note_is_known_as_signed_by_the_key_that_signed_it() -> None:
    assert signers_of(signed(BODY, name=HOST.name, key=KEY), [HOST]) == (HOST.name,)


def test_a_changed_note_is_refused() -> None:
    note = signed(BODY, name=HOST.name, key=KEY).replace("\n2\n", "\n3\n")
    with pytest.raises(BadNote, match="changed or forged"):
        signers_of(note, [HOST])


def test_a_signature_by_an_unknown_key_is_passed_over() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert signers_of(signed(BODY, name=HOST.name, key=other), [HOST]) == ()


def test_a_note_mailed_with_other_line_ends_still_holds() -> None:
    note = signed(BODY, name=HOST.name, key=KEY).replace("\n", "\r\n")
    assert signers_of(note, [HOST]) == (HOST.name,)


def test_a_verifier_key_reads_back_as_it_was_written() -> None:
    assert read_verifier(HOST.text()) == HOST


def test_the_example_key_of_the_note_specification_is_read() -> None:
    known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert read_verifier(known).text() == known


@pytest.mark.parametrize("text", ["", "a", "a+00000000+AAAA", HOST.text().replace("+", " +", 1), HOST.text()[:-4]])
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(BadNote, match="not a verifier key"):
        read_verifier(text)
