"""One row of the matrix: what it says, who holds it now, how it stands, what to ask about it, and its last proofs."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.files.questions import inquiry_of
from demarc.record.reads.row_page import row_page


@require_safe
@for_member
def row(visit: Visit, row: str) -> HttpResponse:
    """Show the row."""
    page = row_page(engagement=visit.engagement, row=row, by=visit.by, now=visit.now)
    return visit.show("row.html", here="matrix", page=page, inquiry=inquiry_of(page.function))
