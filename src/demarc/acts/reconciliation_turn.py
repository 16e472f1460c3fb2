"""What time does to reconciliations: each is planned, opens when it is due, and goes to both executives when it is late."""

from datetime import datetime
from hashlib import sha256

from demarc.acts.engine import for_each
from demarc.acts.letters import zones_of
from demarc.acts.open_reconciliation import open_reconciliation, plan_reconciliations
from demarc.acts.outcome import Refused
from demarc.acts.world import World
from demarc.core.instants import in_zones
from demarc.core.reconciliation import TOLD_AGAIN
from demarc.core.words import ENGINE, PartyId, PersonId
from demarc.record import models
from demarc.record.reads.reconciliation_state import what_is_owed
from demarc.record.transactions import write_transaction

ABOUT = "reconciliation"


def look_at_reconciliations(*, world: World, now: datetime) -> int:
    """See to the reconciliations of an engagement that are due, and tell for how many something was done."""
    plan_reconciliations(engagement=world.engagement, now=now)
    due = models.Reconciliation.objects.filter(engagement=world.engagement, look_at__lte=now).order_by("number")
    return for_each(list(due), lambda one: _look(world, one, now))


def _look(world: World, one: models.Reconciliation, now: datetime) -> int:
    if one.until is None:
        opened = open_reconciliation(engagement=one.engagement, number=one.number, by=ENGINE, now=now)
        if isinstance(opened, Refused):
            return 0
        leads = [lead for party in (world.client, PartyId(one.provider)) if (lead := world.lead_of(party))]
        with write_transaction():
            _write(opened, leads, now, late=False)
        return 1
    with write_transaction():
        mine = models.Reconciliation.objects.filter(engagement=one.engagement, number=one.number, look_at=one.look_at)
        if not mine.update(look_at=now + TOLD_AGAIN):
            return 0
        _write(one, bosses(world, PartyId(one.provider)), now, late=True)
    return 1


def bosses(world: World, provider: PartyId) -> tuple[PersonId, ...]:
    """Name who answers for each side: its executives, or its lead where a side has none."""
    found = [person for person in sorted(world.executives) if world.parties[person] in {world.client, provider}]
    for party in (world.client, provider):
        lead = world.lead_of(party)
        if lead and party not in {world.parties[person] for person in found}:
            found.append(lead)
    return tuple(found)


def _write(
    one: models.Reconciliation, readers: list[PersonId] | tuple[PersonId, ...], now: datetime, *, late: bool
) -> None:
    """Write each reader a letter, the same one however often it is written."""
    site = models.Engagement.objects.values_list("zone", flat=True).get(id=one.engagement)
    zones = zones_of(one.engagement, now)
    assert one.sign_by is not None
    for reader in readers:
        by_then = in_zones(one.sign_by, site, zones.get(reader, ""))
        models.Outbox.objects.get_or_create(
            engagement=one.engagement,
            id=sha256(f"{ABOUT}:{one.number}:{one.look_at}:{late}:{reader}".encode()).hexdigest()[:32],
            defaults={
                "person": reader,
                "about": ABOUT,
                "subject": f"Reconciliation {one.number} is {'overdue' if late else 'open'}",
                "link": f"reconciliation {one.number}",
                "text": _late(one, by_then) if late else _opened(one, by_then),
                "written_at": now,
                "due": now,
            },
        )


def _opened(one: models.Reconciliation, by_then: str) -> str:
    return "\n".join(
        (
            f"Why you: You lead your side, and reconciliation {one.number} has opened.",
            f"Why now: The quarter is over. {what_is_owed(one)}",
            "What you can do: Decide each line together: amend, stop, accept for a time, or disagree. Then sign.",
            f"What happens next: Unless both sides have signed, both executives hear of it: {by_then}.",
        )
    )


def _late(one: models.Reconciliation, by_then: str) -> str:
    return "\n".join(
        (
            "Why you: You answer for your side.",
            f"Why now: Reconciliation {one.number} was to be signed by both sides by {by_then}. {what_is_owed(one)}",
            "What you can do: Ask your lead what is in the way, or sign yourself where you may.",
            f"What happens next: You hear of it again in {TOLD_AGAIN.days} days, until both sides have signed.",
        )
    )
