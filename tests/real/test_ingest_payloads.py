"""Bodies that real tools post, as their makers published them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from demarc.core.signals import BadPayload, Reader, Signal, Status
from demarc.core.words import Severity
from demarc.doors.ingest.alertmanager.read import read as alertmanager
from demarc.doors.ingest.generic.read import read as generic

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[3] / "shared" / "real"))
WEBHOOKS, MOCKS = REAL / "alerts_webhooks", REAL / "alerts_keep_mocks"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real inputs are not at {REAL}; set DEMARC_REAL")


def posted(name: str) -> bytes:
    return (WEBHOOKS / f"{name}.json").read_bytes()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("oncall_alertmanager", 2),
        ("oncall_legacy_alertmanager", 1),
        ("oncall_grafana_alerting", 3),
        ("oncall_grafana", 1),
        ("oncall_legacy_grafana_alerting", 1),
        ("prom_post_request", 1),
    ],
)
def test_an_alertmanager_body_gives_one_signal_per_alert(name: str, count: int) -> None:
    signals = alertmanager(posted(name))
    assert len(signals) == count
    assert len({signal.fingerprint for signal in signals}) == count
    assert all(signal.severity is not Severity.UNKNOWN or "severity" not in dict(signal.labels) for signal in signals)


def test_a_real_alert_keeps_its_fingerprint_and_its_instant() -> None:
    first = alertmanager(posted("oncall_alertmanager"))[0]
    assert (first.fingerprint, first.severity, first.status) == ("f404ecabc8dd5cd7", Severity.CRITICAL, Status.FIRING)
    assert first.started_at is not None
    assert first.started_at.isoformat() == "2023-06-12T08:24:38.326000+00:00"
    assert first.subject == "InstanceDown: Instance localhost:8081 down"


@pytest.mark.parametrize("name", ["oncall_formatted_webhook", "oncall_webhook", "oncall_zabbix"])
def test_a_webhook_with_a_title_or_a_message_is_read_as_it_is(name: str) -> None:
    (signal,) = generic(posted(name))
    assert signal.subject


def payloads_in(value: Any) -> list[dict[str, Any]]:
    """Collect every object under a key `payload`, however deep the mock puts it."""
    if isinstance(value, list):
        return [found for one in value for found in payloads_in(one)]
    if not isinstance(value, dict):
        return []
    here = [value["payload"]] if isinstance(value.get("payload"), dict) else []
    return here + [found for name, one in value.items() if name != "payload" for found in payloads_in(one)]


def answer_of(reader: Reader, body: bytes) -> tuple[Signal, ...] | str:
    try:
        return reader(body)
    except BadPayload as refusal:
        return str(refusal)


def test_every_real_body_is_read_or_refused_in_one_line() -> None:
    """Nothing a tool posts makes a reader stumble; what it cannot read it says in one line, for the feed's holder."""
    bodies = [path.read_bytes() for folder in (WEBHOOKS, MOCKS) for path in sorted(folder.glob("*.json"))]
    bodies += [
        json.dumps(one).encode() for path in MOCKS.glob("*.json") for one in payloads_in(json.loads(path.read_bytes()))
    ]
    answers = [answer_of(reader, body) for body in bodies for reader in (generic, alertmanager)]
    read, refused = [one for one in answers if isinstance(one, tuple)], [one for one in answers if isinstance(one, str)]
    assert len(bodies) > 40
    assert len(read) > len(bodies) // 2
    assert all("\n" not in line and len(line) < 300 for line in refused)
