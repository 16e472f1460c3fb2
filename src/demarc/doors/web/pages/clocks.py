"""The clocks in force with their source; what another one would have called; and a version that changes one."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from demarc.acts.clocks import propose_clock, with_clock
from demarc.doors.web.forms.clocks import ClockForm
from demarc.doors.web.pages.proposing import UNFIT, proposed
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.clocks_page import ClocksPage, Preview, clocks_page, preview_clock
from demarc.record.reads.versions_page import matrix_to_download


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def clocks(visit: Visit) -> HttpResponse:
    """Show the clocks; a form that was sent is looked at, or proposed."""
    page = clocks_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    if visit.request.method != "POST":
        return _shown(visit, page, ClockForm(choices=page.choices))
    form = ClockForm(visit.request.POST, choices=page.choices)
    if not form.is_valid():
        return _shown(visit, page, form, status=UNFIT)
    return _propose(visit, page, form) if "propose" in visit.request.POST else _preview(visit, page, form)


def _preview(visit: Visit, page: ClocksPage, form: ClockForm) -> HttpResponse:
    target, says = form.cleaned_data["target"], form.cleaned_data["says"]
    matrix = matrix_to_download(engagement=visit.engagement, by=visit.by, now=visit.now)
    changed = with_clock(matrix, target, says)
    if isinstance(changed, str):
        form.add_error("says", changed)
        return _shown(visit, page, form, status=UNFIT)
    preview = preview_clock(engagement=visit.engagement, target=target, changed=changed, by=visit.by, now=visit.now)
    return _shown(visit, page, form, preview=preview)


def _propose(visit: Visit, page: ClocksPage, form: ClockForm) -> HttpResponse:
    act = partial(propose_clock, target=form.cleaned_data["target"], says=form.cleaned_data["says"])
    return proposed(visit, form, act, lambda: _shown(visit, page, form, status=UNFIT))


def _shown(
    visit: Visit, page: ClocksPage, form: ClockForm, *, preview: Preview | None = None, status: int = 200
) -> HttpResponse:
    return visit.show("clocks.html", here="matrix", page=page, form=form, preview=preview, status=status)
