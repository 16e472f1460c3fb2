"""Disputes about rows: those there are, and opening one from a proposal, an import or a reconciliation."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from demarc.acts.outcome import Refused
from demarc.acts.row_dispute import Readings, dispute_row
from demarc.doors.web.forms.drills import RowDisputeForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.drills_page import testable_rows
from demarc.record.reads.row_disputes import row_disputes

UNFIT = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def disputes(visit: Visit) -> HttpResponse:
    """List the disputes about rows, or open one."""
    rows = testable_rows(engagement=visit.engagement, by=visit.by, now=visit.now)
    asked = visit.request.GET
    begins = {"row": asked.get("row", ""), "source": asked.get("source", "proposal"), "which": asked.get("which", "")}
    if visit.request.method != "POST":
        return _list(visit, RowDisputeForm(rows=rows, initial=begins))
    form = RowDisputeForm(visit.request.POST, rows=rows)
    if not form.is_valid():
        return _list(visit, form, status=UNFIT)
    given = form.cleaned_data
    readings = Readings(
        client=given["client"],
        provider=given["provider"],
        source=given["source"],
        source_id=given["which"],
        row=given["row"],
    )
    done = dispute_row(engagement=visit.engagement, readings=readings, by=visit.by, now=visit.now)
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _list(visit, form, status=UNFIT)
    say(visit.request, Said("The dispute is open: both leads are asked to settle it."))
    return HttpResponseRedirect(reverse("dispute", args=(visit.engagement, done.item)))


def _list(visit: Visit, form: RowDisputeForm, status: int = 200) -> HttpResponse:
    lines = row_disputes(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("row_disputes.html", here="matrix", lines=lines, form=form, status=status)
