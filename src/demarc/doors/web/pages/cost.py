"""What Demarc cost the internal lead: the figure, and how it is made."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.core.cost import PICK_SECONDS, READ_A_MINUTE, WRITTEN_A_MINUTE
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.cost import cost_page


@require_safe
@for_member
def cost(visit: Visit) -> HttpResponse:
    """Show the figure to the client's lead and executives."""
    page = cost_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    speeds = (READ_A_MINUTE, WRITTEN_A_MINUTE, PICK_SECONDS)
    return visit.show("cost.html", page=page, speeds=speeds)
