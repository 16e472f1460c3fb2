"""What is written down: fields, constraints and querysets; no rules."""

from demarc.record.models.inbox import Feed, Inbox
from demarc.record.models.outbox import Outbox

__all__ = ["Feed", "Inbox", "Outbox"]
