"""Any JSON: one object or a list of objects, each one signal.

Our own names are `id`, `subject`, `severity`, `status` (`firing` or `resolved`), `facts` (aspect to value), `labels`,
`tags`, `started_at`, `external` and `url`; the names other tools use for the same are understood too. Only a subject is
needed. Other plain values become labels, and a feed's `aspects` can turn a label into a fact.
"""

from collections.abc import Mapping
from typing import Any

from demarc.core.signals import BadPayload, Pairs, Signal, Status, severity_of
from demarc.doors.ingest.payload import (
    MOST_LABELS,
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

SUBJECT = ("subject", "title", "summary", "message", "name", "description")
CAUSE = ("fingerprint", "id", "alert_uid", "uid", "key", "alert_id")
SEVERITY = ("severity", "priority", "level")
STATUS = ("status", "state")
STARTED = ("started_at", "startsAt", "created_at", "timestamp", "time")
NUMBER = ("external", "number", "ticket")
WHERE = ("url", "link", "link_to_upstream_details", "generatorURL")
OURS = frozenset({*SUBJECT, *CAUSE, *SEVERITY, *STATUS, *STARTED, *NUMBER, *WHERE, "facts", "labels", "tags"})
OVER = frozenset({"resolved", "ok", "closed", "cleared", "normal", "recovered", "inactive", "up"})


def read(body: bytes) -> tuple[Signal, ...]:
    """Read one body. Raises `BadPayload`."""
    payload = opened(body)
    if isinstance(payload, dict):
        return (_signal(payload, "the body"),)
    if isinstance(payload, list):
        entries = entries_of(payload, "the body")
        return tuple(_signal(entry, f"entry {position} of the body") for position, entry in enumerate(entries))
    raise BadPayload("the body is neither an object nor a list of objects")


def _signal(entry: Mapping[str, Any], where: str) -> Signal:
    subject = first_text(entry, SUBJECT, SUBJECT_LENGTH)
    if not subject:
        raise BadPayload(f"{where} has no subject: give one of `{'`, `'.join(SUBJECT)}`")
    facts, labels = labels_of(entry.get("facts")), _labels(entry)
    cause = first_text(entry, CAUSE)
    return Signal(
        fingerprint=cause or digest_of(subject, facts, labels),
        subject=subject,
        severity=severity_of(first_text(entry, SEVERITY) or dict(facts).get("severity", "")),
        status=Status.RESOLVED if first_text(entry, STATUS).casefold() in OVER else Status.FIRING,
        facts=tuple((name, value) for name, value in facts if name != "severity"),
        labels=labels,
        tags=_tags(entry.get("tags")),
        started_at=next((found for name in STARTED if (found := instant(entry.get(name)))), None),
        external=first_text(entry, NUMBER, NAME_LENGTH),
        url=first_text(entry, WHERE),
    )


def _labels(entry: Mapping[str, Any]) -> Pairs:
    """Gather what the entry calls labels, and its other plain values under their own names."""
    other = {name: value for name, value in entry.items() if name not in OURS}
    return tuple(sorted({**dict(labels_of(other)), **dict(labels_of(entry.get("labels")))}.items()))[:MOST_LABELS]


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    plain = (text(one, NAME_LENGTH) for one in value if isinstance(one, str | int))
    return tuple(dict.fromkeys(tag for tag in plain if tag))[:MOST_LABELS]
