"""The matrix in force, row by row, and what it lacks. Read only."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.heat_page import WINDOWS
from demarc.record.reads.matrix_page import matrix_page


@require_safe
@for_member
def matrix(visit: Visit) -> HttpResponse:
    """Show the version in force, whole or only what is behind one cell of its heat map."""
    asked = visit.request.GET
    page = matrix_page(
        engagement=visit.engagement, by=visit.by, now=visit.now, lane=asked.get("lane"), window=asked.get("window")
    )
    return visit.show("matrix.html", here="matrix", page=page, windows=WINDOWS.values())
