"""What a reader for some days found: it enters as a flag, with a holder and a clock, and ends as flags end."""

from dataclasses import replace
from datetime import datetime

from demarc.acts.gather import new_item_id, situation_of_new
from demarc.acts.outcome import Done, Refused
from demarc.acts.perform import store
from demarc.acts.world import world_at
from demarc.core.custody.arriving import receive
from demarc.core.custody.entries import Private
from demarc.core.words import PRIORITY_OF, UNKNOWN, ItemKind, Severity
from demarc.record.access import viewer_of
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About

LONGEST = 4_000
SUBJECT_LIMIT = 120


def file_finding(*, engagement: str, text: str, by: str, now: datetime) -> Done | Refused:
    """Enter a finding of a guest, the one thing they may do: the client's lead holds it. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if not viewer.guest:
        return Refused("This is refused: who takes part flags the item itself, on its page.")
    words = text.strip()
    if not words or len(words) > LONGEST:
        return Refused(f"A finding is refused without a text, or with more than {LONGEST} characters.")
    world = world_at(engagement=engagement, now=now)
    severity, facts = Severity.MEDIUM, {"topic": UNKNOWN, "kind": str(ItemKind.FLAG), "severity": str(Severity.MEDIUM)}
    situation, owner = situation_of_new(world, viewer.person, facts, severity=severity, topic=UNKNOWN)
    holder = world.lead_of(world.client) or situation.call[0]
    born = receive(
        new_item_id(now),
        situation,
        kind=ItemKind.FLAG,
        priority=PRIORITY_OF[severity],
        security=False,
        holder=holder,
        accept=situation.pace.accept(now),
        private=(Private("missed", words),),
    )
    born = replace(born, after=replace(born.after, raised_by=viewer.person))
    subject = f"Found: {' '.join(words.split())}"[:SUBJECT_LIMIT]
    about = About(subject=subject, severity=severity, facts=facts, verdict={"because": list(owner.because)})
    with write_transaction():
        store(engagement=engagement, entries=(born,), before={}, about={born.item: about})
    return Done(born.item, born.after.version, born.after.state, holder)
