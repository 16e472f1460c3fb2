"""Today: what I hold, what waits for my acceptance, what I have offered, what is due."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.today import today_of


@require_safe
@for_member
def today(visit: Visit) -> HttpResponse:
    """Show one person's day."""
    page = today_of(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("today.html", here="today", page=page)
