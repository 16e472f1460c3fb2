"""Review: the reconciliations of an engagement, and the exceptions that the next one is about."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.explain_exception import explain_exception
from demarc.acts.outcome import Refused, SomebodyWasFirst
from demarc.doors.web.forms.reconciliation import ReasonForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.exceptions import exceptions_page
from demarc.record.reads.reconciliations import review_page


@require_safe
@for_member
def review(visit: Visit) -> HttpResponse:
    """List the reconciliations."""
    page = review_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("review.html", here="review", page=page)


@require_safe
@for_member
def exceptions(visit: Visit) -> HttpResponse:
    """List the exceptions."""
    page = exceptions_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("exceptions.html", here="review", page=page)


@require_POST
@for_member
def explain(visit: Visit, item: str) -> HttpResponse:
    """Take the reason of an item's exception; whoever came from the list goes back to it."""
    form = ReasonForm(visit.request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    match explain_exception(engagement=visit.engagement, item=item, by=visit.by, now=visit.now, text=text):
        case Refused(reason):
            say(visit.request, Said(reason, "warning"))
        case SomebodyWasFirst():
            say(visit.request, Said("The item moved on meanwhile. Nothing was written down: say it again.", "warning"))
        case _:
            say(visit.request, Said("Written down. Both sides read it."))
    to_item = visit.request.POST.get("from") == "item"
    back = reverse("item", args=(visit.engagement, item)) if to_item else reverse("exceptions", args=(visit.engagement,))
    return HttpResponseRedirect(back)
