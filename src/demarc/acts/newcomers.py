"""The firms and people a signed version brings along: they take part once both sides have signed, not before."""

import secrets
from datetime import datetime

from demarc.core.words import Side
from demarc.record import models
from demarc.record.sight import show
from demarc.record.translate.matrix import matrix_of

ID_BYTES = 8


def admit(*, version: models.Version, now: datetime) -> None:
    """Write down whom the version brings along, inside the caller's `write_transaction`."""
    _admit_parties(version)
    for one in version.newcomers:
        left = datetime.fromisoformat(one["left_at"]) if one["left_at"] else None
        plain = {field: one[field] for field in ("id", "key", "name", "party", "email", "phone")}
        models.Person.objects.create(engagement=version.engagement, left_at=left, **plain)
        if one["email"]:
            account, _ = models.Account.objects.get_or_create(
                email=one["email"].casefold(), defaults={"id": secrets.token_hex(ID_BYTES), "created_at": now}
            )
            # Two people with one address share an account, and the first of them is who signs in with it.
            models.Membership.objects.get_or_create(
                engagement=version.engagement, account=account.id, defaults={"person": one["id"]}
            )


def _admit_parties(version: models.Version) -> None:
    """Who was the only provider so far keeps sight of everything that is there."""
    engagement = version.engagement
    known = dict(models.Party.objects.filter(engagement=engagement).values_list("id", "side"))
    new = [party for party in matrix_of(version).directory.parties if party.id not in known]
    providers = [party for party, side in known.items() if side == Side.PROVIDER]
    if len(providers) == 1 and any(party.side is Side.PROVIDER for party in new):
        items = models.Item.objects.filter(engagement=engagement).values_list("id", flat=True)
        show(engagement=engagement, sights=((item, providers[0]) for item in items))
    models.Party.objects.bulk_create(
        models.Party(engagement=engagement, id=party.id, name=party.name, side=str(party.side)) for party in new
    )
