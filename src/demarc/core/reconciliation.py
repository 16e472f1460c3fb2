"""The quarterly reconciliation: when both sides next look at the matrix together."""

from datetime import datetime, timedelta

QUARTER = timedelta(days=91)
"""Thirteen weeks, so that the review falls on the same weekday each time."""


def next_review(started: datetime, now: datetime) -> datetime:
    """Tell when the next reconciliation is due: every thirteen weeks from the start of the engagement (both aware UTC)."""
    return started + (max(now - started, timedelta()) // QUARTER + 1) * QUARTER
