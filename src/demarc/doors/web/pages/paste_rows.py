"""Rows pasted from a spreadsheet: look at what they would do, then put them before both sides."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from demarc.acts.versions import propose_change
from demarc.core.matrix.table import Matrix
from demarc.doors.web.checking.apart import CannotBeUsed, GaveUp
from demarc.doors.web.checking.matrix_file import Unclear, matrix_with
from demarc.doors.web.checking.one_file import one_turn, trouble_of
from demarc.doors.web.checking.turns import NotNow
from demarc.doors.web.forms.paste_rows import PasteRowsForm
from demarc.doors.web.pages.proposing import UNFIT, proposed
from demarc.doors.web.seat import account_of
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.preview_rows import RowsPreview, preview_rows
from demarc.record.reads.versions_page import matrix_to_download


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def paste_rows(visit: Visit) -> HttpResponse:
    """Show where to paste; what was sent is looked at, or proposed."""
    if visit.member.is_guest:
        raise PermissionDenied
    old = matrix_to_download(engagement=visit.engagement, by=visit.by, now=visit.now)
    if visit.request.method != "POST":
        return _shown(visit, PasteRowsForm())
    form = PasteRowsForm(visit.request.POST)
    if not form.is_valid():
        return _shown(visit, form, status=UNFIT)
    try:
        with one_turn(account_of(visit.request)) as folder:
            new = matrix_with(form.cleaned_data["rows"], old, folder)
    except (CannotBeUsed, GaveUp, NotNow) as refusal:
        trouble = trouble_of(refusal, "check")
        form.add_error("rows", trouble.text)
        return _shown(visit, form, status=trouble.status)
    if isinstance(new, Unclear):
        for place, message in new.first:
            form.add_error("rows", f"{place}: {message}")
        if new.count > len(new.first):
            form.add_error("rows", f"And {new.count - len(new.first)} more like these.")
        return _shown(visit, form, status=UNFIT)
    preview = preview_rows(engagement=visit.engagement, matrix=new, by=visit.by, now=visit.now)
    if "propose" not in visit.request.POST:
        return _shown(visit, form, preview)
    return _propose(visit, form, preview, new)


def _propose(visit: Visit, form: PasteRowsForm, preview: RowsPreview, new: Matrix) -> HttpResponse:
    if preview.same:
        form.add_error("rows", "Nothing would change: every row says so already.")
    act = partial(propose_change, matrix=new, about="with pasted rows")
    return proposed(visit, form, act, lambda: _shown(visit, form, preview, status=UNFIT))


def _shown(visit: Visit, form: PasteRowsForm, preview: RowsPreview | None = None, *, status: int = 200) -> HttpResponse:
    return visit.show("paste_rows.html", here="matrix", form=form, preview=preview, status=status)
