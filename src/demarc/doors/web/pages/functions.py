"""What to ask about every function of IT, whether a row of the matrix carries it or not."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.files.questions import inquiry_of
from demarc.record.reads.functions_page import functions_page


@require_safe
@for_member
def functions(visit: Visit) -> HttpResponse:
    """Show the functions with their questions, lane by lane."""
    lanes = functions_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    asked = [(lane.title, [(one, inquiry_of(one.id)) for one in lane.functions]) for lane in lanes]
    lacking = sum(not one.rows for lane in lanes for one in lane.functions)
    return visit.show("functions.html", here="matrix", lanes=asked, lacking=lacking)
