"""Who takes part in an engagement, as it is stored; few enough to be read as a whole, once for a page."""

from demarc.record import models
from demarc.record.once import once


@once
def engagement_of(engagement: str) -> models.Engagement:
    """Give the engagement itself. Raises `Engagement.DoesNotExist`."""
    return models.Engagement.objects.get(id=engagement)


@once
def firms(engagement: str) -> tuple[models.Party, ...]:
    """List its firms by name."""
    return tuple(models.Party.objects.filter(engagement=engagement).order_by("name"))


@once
def everybody(engagement: str) -> dict[str, models.Person]:
    """Give its people by id, those who have left among them."""
    return {person.id: person for person in models.Person.objects.filter(engagement=engagement)}


@once
def seats(engagement: str) -> tuple[models.Membership, ...]:
    """List who may sign in."""
    return tuple(models.Membership.objects.filter(engagement=engagement))
