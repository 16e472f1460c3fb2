"""The people of a demo that one may be: everybody with an account, the client's first."""

from dataclasses import dataclass

from demarc.core.words import Side
from demarc.record import models
from demarc.record.reads.membership import parties_of


@dataclass(frozen=True, slots=True)
class CastLine:
    """Somebody one may be in the demo: the account to sign in, who that is where, and what the matrix file calls them."""

    account: str
    engagement: str
    id: str
    name: str
    party: str
    side: Side
    key: str = ""


def cast_of_the_demo() -> tuple[CastLine, ...]:
    """List everybody who can sign in to the oldest engagement, client before provider, leads and executives first."""
    engagement = models.Engagement.objects.order_by("started_at").values_list("id", flat=True).first()
    if engagement is None:
        return ()
    parties = {party.id: party for party in parties_of(engagement)}
    members = {member.person: member for member in models.Membership.objects.filter(engagement=engagement)}
    people = models.Person.objects.filter(engagement=engagement, id__in=members)
    seated = sorted(
        people,
        key=lambda one: (
            list(parties).index(one.party),
            not members[one.id].is_lead,
            members[one.id].is_executive,
            one.name,
        ),
    )
    return tuple(
        CastLine(
            members[one.id].account,
            engagement,
            one.id,
            one.name,
            parties[one.party].name,
            parties[one.party].side,
            one.key,
        )
        for one in seated
    )
