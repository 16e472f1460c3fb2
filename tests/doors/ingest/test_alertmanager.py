"""Alertmanager's webhook becomes one signal per alert."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from demarc.core.signals import BadPayload, Status
from demarc.core.words import Severity
from demarc.doors.ingest.alertmanager.read import read
from tests.doors.ingest.samples import sample


def notification(**changes: Any) -> bytes:
    payload: dict[str, Any] = json.loads(sample("alertmanager", "notification.json"))
    return json.dumps(payload | changes).encode()


def test_each_alert_of_a_notification_is_a_signal_of_its_own() -> None:
    late, cleared = read(sample("alertmanager", "notification.json"))
    assert late.subject == "BackupLate: No backup of xray-files for 26 hours"
    assert (late.severity, late.status, late.fingerprint) == (Severity.MEDIUM, Status.FIRING, "5d1c0c53a2f4e611")
    assert late.started_at == datetime(2026, 3, 7, 2, 11, 9, 481723, tzinfo=UTC)
    assert dict(late.labels)["topic"] == "backup-job"
    assert late.url.startswith("https://metrics.alder.example/")
    assert (cleared.severity, cleared.status) == (Severity.CRITICAL, Status.RESOLVED)
    assert cleared.started_at == datetime(2026, 3, 6, 21, 40, tzinfo=UTC)


def test_without_a_fingerprint_the_labels_name_the_cause() -> None:
    alert = {"status": "firing", "labels": {"alertname": "DiskFull", "instance": "a"}}
    other = {"status": "resolved", "labels": {"instance": "a", "alertname": "DiskFull"}}
    third = {"status": "firing", "labels": {"alertname": "DiskFull", "instance": "b"}}
    first, same, different = read(notification(alerts=[alert, other, third]))
    assert first.fingerprint == same.fingerprint != different.fingerprint
    assert first.subject == "DiskFull (a)"


def test_what_alertmanager_left_out_is_a_signal_too() -> None:
    *_, left_out = read(notification(truncatedAlerts=41))
    assert "left 41 more alerts" in left_out.subject
    assert left_out.severity is Severity.UNKNOWN


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "the body is empty"),
        (b"{", "the body is not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        (b"[]", "`alerts` is missing"),
        (b'{"status": "firing"}', "`alerts` is missing"),
        (b'{"alerts": {}}', "`alerts` is not a list"),
        (b'{"alerts": [7]}', "`alerts`[0] is not an object"),
        (b'{"alerts": [{"labels": {}}, {"status": "firing"}]}', "`alerts`[1] has no `labels`"),
        (b'{"alerts": [], "alerts": []}', "`alerts` is given twice in one object"),
        (b'{"alerts": [' + b"[" * 100_000, "the body is nested too deep"),
        (b'{"alerts": NaN}', "`NaN` is not a JSON value"),
        (b"\xff\xfe\xff", "the body is not JSON"),
    ],
)
def test_anything_else_is_refused_in_one_line(body: bytes, says: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        read(body)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 300
