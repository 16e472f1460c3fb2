"""The record: its size and root, and one side's own copy of it."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.export import export_lines
from demarc.record.reads.record_page import record_page


@require_safe
@for_member
def record(visit: Visit) -> HttpResponse:
    """Show the head of the tree."""
    return visit.show("record.html", page=record_page(engagement=visit.engagement, by=visit.by, now=visit.now))


@require_POST
@for_member
def export(visit: Visit) -> StreamingHttpResponse:
    """Hand out the export for the reader's side, line by line: nothing of it is held in memory."""
    lines = export_lines(engagement=visit.engagement, by=visit.by, now=visit.now)
    name = f"demarc-{visit.engagement}-{visit.member.party}-{visit.now:%Y%m%dT%H%M%SZ}.jsonl"
    answer = StreamingHttpResponse(lines, content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
