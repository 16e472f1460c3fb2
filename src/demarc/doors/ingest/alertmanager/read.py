"""Alertmanager's webhook, version 4; Grafana's alerting posts the same shape.

Each alert of the notification is a signal of its own, whatever it was grouped by. Its cause is Alertmanager's
fingerprint, or, where older versions send none, its labels.
"""

from collections.abc import Mapping
from typing import Any

from demarc.core.signals import BadPayload, Signal, Status, severity_of
from demarc.core.words import Severity
from demarc.doors.ingest.payload import (
    NAME_LENGTH,
    SUBJECT_LENGTH,
    digest_of,
    entries_of,
    first_text,
    instant,
    labels_of,
    opened,
    text,
)

TOLD_BY = ("summary", "title", "message", "description")
RESOLVED = "resolved"


def read(body: bytes) -> tuple[Signal, ...]:
    """Read one notification. Raises `BadPayload`."""
    payload = opened(body)
    if not isinstance(payload, dict) or "alerts" not in payload:
        raise BadPayload("`alerts` is missing: this is not what Alertmanager's webhook sends")
    signals = tuple(_signal(alert, position) for position, alert in enumerate(entries_of(payload["alerts"], "alerts")))
    return signals + _left_out(payload)


def _signal(alert: Mapping[str, Any], position: int) -> Signal:
    if not isinstance(alert.get("labels"), dict):
        raise BadPayload(f"`alerts`[{position}] has no `labels`")
    labels = labels_of(alert["labels"])
    said = dict(labels)
    return Signal(
        fingerprint=text(alert.get("fingerprint")) or digest_of(labels),
        subject=_subject(said, alert.get("annotations")),
        severity=severity_of(said.get("severity", "")),
        status=Status.RESOLVED if alert.get("status") == RESOLVED else Status.FIRING,
        labels=labels,
        started_at=instant(alert.get("startsAt")),
        url=text(alert.get("generatorURL")),
    )


def _subject(labels: Mapping[str, str], annotations: object) -> str:
    """Say what is wrong and where: `InstanceDown: web-3 does not answer (web-3:9100)`."""
    told = first_text(annotations, TOLD_BY, SUBJECT_LENGTH) if isinstance(annotations, dict) else ""
    name = labels.get("alertname", "")
    subject = ": ".join(part for part in (name, told) if part) or "An alert without a name"
    where = labels.get("instance", "")
    return text(f"{subject} ({where})" if where and where not in subject else subject, SUBJECT_LENGTH)


def _left_out(payload: Mapping[str, Any]) -> tuple[Signal, ...]:
    """Alertmanager may cut a notification short (`max_alerts`); what it left out is a signal too, or nobody would know."""
    count = payload.get("truncatedAlerts", 0)
    if not isinstance(count, int) or isinstance(count, bool) or count <= 0:
        return ()
    group = text(payload.get("groupKey"))
    return (
        Signal(
            fingerprint=digest_of("left out", group),
            subject=f"Alertmanager left {text(count, NAME_LENGTH)} more alerts of one group out of its notification",
            severity=Severity.UNKNOWN,
            labels=labels_of(payload.get("commonLabels")),
            url=text(payload.get("externalURL")),
        ),
    )
