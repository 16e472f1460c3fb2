"""One of the two who score writes down what a vendor said and how good it was; nobody else sees it before both have."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from demarc.acts.weigh_vendors import score_vendor
from demarc.doors import clock
from demarc.doors.web.forms.scores import SheetForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import show
from demarc.record.reads.buyer_vendors import own_sheet
from demarc.record.reads.membership import NotFound

UNFIT = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show one's own sheet of a vendor, or keep it: as a draft, or given for good."""
    now = clock.now()
    try:
        own = own_sheet(token=token, vendor=number, now=now)
        give = request.POST.get("do") == "give"
        form = SheetForm(request.POST if request.method == "POST" else None, sheet=own.sheet, give=give)
        if request.method == "POST" and form.is_valid():
            done = score_vendor(token=token, vendor=number, sheet=form.sheet(), give=give, now=now)
            say(request, _said(own.vendor, give=give, done=done))
            back = reverse("before-answer", args=(token,)) if give else request.path
            return HttpResponseRedirect(back)
    except NotFound as missing:
        raise Http404 from missing
    status = UNFIT if request.method == "POST" else 200
    return show(request, "before_scores.html", now=now, here="before", own=own, form=form, token=token, status=status)


def _said(vendor: str, *, give: bool, done: bool) -> Said:
    if not done:
        return Said("Both of you have given your scores, so they stand. Nothing was changed.", "warning")
    if give:
        return Said(f"Your scores of {vendor} are given. You can change them until the other has given theirs.")
    return Said("Kept as a draft. Nobody sees it, and it counts nothing until you give your scores.")
