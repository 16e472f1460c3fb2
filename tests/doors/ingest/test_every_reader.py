"""What holds for every reader, whatever is posted."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.signals import BadPayload, Reader
from demarc.doors.ingest.alertmanager.read import read as alertmanager
from demarc.doors.ingest.generic.read import read as generic

NAMES = st.sampled_from(
    ["alerts", "labels", "annotations", "status", "severity", "subject", "title", "id", "facts", "tags", "startsAt"]
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | NAMES
JSON: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=6)
)
READERS = pytest.mark.parametrize("reader", [alertmanager, generic])


def holds(reader: Reader, body: bytes) -> None:
    """A reader answers with signals that can be written down, or with one line that says what is wrong."""
    try:
        signals, refused = reader(body), ""
    except BadPayload as refusal:
        signals, refused = (), str(refusal)
    assert "\n" not in refused
    assert refused.encode() is not None
    for signal in signals:
        assert signal.fingerprint
        assert signal.subject
        everything = [signal.fingerprint, signal.subject, signal.url, signal.external, *signal.tags]
        everything += [part for pair in (*signal.labels, *signal.facts) for part in pair]
        assert all("\x00" not in part and part.encode() is not None for part in everything)
        assert len(signal.subject) <= 200


@READERS
@given(value=JSON)
def test_a_reader_reads_any_json_or_says_what_is_wrong(reader: Reader, value: Any) -> None:
    holds(reader, json.dumps(value).encode())


@READERS
@given(value=JSON)
def test_a_reader_reads_any_alert_or_says_what_is_wrong(reader: Reader, value: Any) -> None:
    holds(reader, json.dumps({"alerts": [value, {"labels": value, "annotations": value}], "subject": value}).encode())


@READERS
@given(body=st.binary(max_size=200))
def test_a_reader_takes_any_bytes_calmly(reader: Reader, body: bytes) -> None:
    holds(reader, body)


@READERS
@given(body=st.binary(max_size=60))
def test_reading_twice_says_the_same(reader: Reader, body: bytes) -> None:
    """The engine may read a body again after a kill, and must find the same signals in it."""
    text = json.dumps({"alerts": [{"labels": {"alertname": body.hex()}}], "subject": f"s{body.hex()}"}).encode()
    assert reader(text) == reader(text)
