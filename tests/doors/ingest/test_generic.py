"""Any JSON with a subject becomes a signal."""

import json
from datetime import UTC, datetime

import pytest

from demarc.core.signals import BadPayload, Status
from demarc.core.words import Severity
from demarc.doors.ingest.generic.read import read
from tests.doors.ingest.samples import sample


def test_our_own_names_are_read_whole() -> None:
    (signal,) = read(sample("generic", "signal.json"))
    assert (signal.fingerprint, signal.subject) == ("edr-48213", "Ransomware behaviour on xray-files")
    assert (signal.severity, signal.status) == (Severity.CRITICAL, Status.FIRING)
    assert signal.facts == (("device_class", "server"), ("site", "hq"), ("topic", "edr-alert"))
    assert (signal.tags, signal.labels) == (("pci",), (("host", "xray-files"),))
    assert signal.started_at == datetime(2026, 3, 7, 22, 41, tzinfo=UTC)


def test_the_names_other_tools_use_are_understood() -> None:
    lost, back = read(sample("generic", "other_names.json"))
    assert lost.fingerprint == back.fingerprint == "fw-7"
    assert (lost.severity, lost.status, back.status) == (Severity.HIGH, Status.FIRING, Status.RESOLVED)
    assert lost.labels == (("site", "lab"),)


def test_a_severity_nobody_told_us_about_is_unknown() -> None:
    (signal,) = read(b'{"subject": "x", "severity": "mauve"}')
    assert signal.severity is Severity.UNKNOWN


def test_text_that_no_database_takes_is_made_plain() -> None:
    (signal,) = read(b'{"subject": "a\\u0000b\\ud800c\\nd", "labels": {"k\\u0007": "v\\u0000"}}')
    assert signal.subject == "a b c d"
    assert signal.labels == (("k", "v"),)


def test_a_subject_of_a_million_letters_is_cut() -> None:
    (signal,) = read(json.dumps({"subject": "x" * 1_000_000}).encode())
    assert len(signal.subject) == 200
    assert signal.subject.endswith("…")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'"hello"', "neither an object nor a list"),
        (b"{}", "the body has no subject: give one of `subject`, `title`"),
        (b'[{"subject": "a"}, {"severity": "low"}]', "entry 1 of the body has no subject"),
        (b'[{"subject": "a"}, 3]', "`the body`[1] is not an object"),
        (b'{"subject": 1' + b"0" * 5_000 + b"}", "the body is not JSON"),
        (json.dumps([{"subject": "a"}] * 20_001).encode(), "at most 20000"),
    ],
)
def test_anything_else_is_refused_in_one_line(body: bytes, says: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        read(body)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)
