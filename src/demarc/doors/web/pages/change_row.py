"""A row said otherwise: look at what it would do, then put it before both sides."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from demarc.acts.change_row import propose_row
from demarc.doors.web.forms.change_row import ChangeRowForm
from demarc.doors.web.pages.proposing import UNFIT, proposed
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.preview_matrix import MatrixPreview, RowToChange, preview_row, row_to_change


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def change_row(visit: Visit, row: str) -> HttpResponse:
    """Show the row as a form; one that was sent is looked at, or proposed."""
    if visit.member.is_guest:
        # A guest of some days (an auditor, an insurer's reviewer) reads the row on its own page.
        raise PermissionDenied
    page = row_to_change(engagement=visit.engagement, row=row, by=visit.by, now=visit.now)
    if visit.request.method != "POST":
        return _shown(visit, page, ChangeRowForm(row=page))
    form = ChangeRowForm(visit.request.POST, row=page)
    if not form.is_valid():
        return _shown(visit, page, form, status=UNFIT)
    return _propose(visit, page, form) if "propose" in visit.request.POST else _previewed(visit, page, form)


def _previewed(visit: Visit, page: RowToChange, form: ChangeRowForm, status: int = 200) -> HttpResponse:
    preview = preview_row(engagement=visit.engagement, row=page.id, wish=form.wish, by=visit.by, now=visit.now)
    return _shown(visit, page, form, preview=preview, status=status)


def _propose(visit: Visit, page: RowToChange, form: ChangeRowForm) -> HttpResponse:
    act = partial(propose_row, row=page.id, wish=form.wish, seen=form.cleaned_data["seen"])
    return proposed(visit, form, act, lambda: _previewed(visit, page, form, status=UNFIT))


def _shown(
    visit: Visit, page: RowToChange, form: ChangeRowForm, *, preview: MatrixPreview | None = None, status: int = 200
) -> HttpResponse:
    nothing = [aspect for aspect, allowed in page.wish.scope if not allowed]
    return visit.show(
        "change_row.html", here="matrix", page=page, form=form, preview=preview, nothing=nothing, status=status
    )
