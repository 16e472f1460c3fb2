"""`/before/proposal/`: drop a proposal, see its red flags with the sentences that decided. Nothing is kept.

It goes the way of `/check/`: a place, a private folder, a child process within bounds, and the answer is the page itself.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from demarc.doors import clock
from demarc.doors.web.checking.apart import CannotBeUsed, GaveUp, look_at
from demarc.doors.web.checking.folder import private_folder
from demarc.doors.web.checking.turns import NotNow
from demarc.doors.web.checking.upload import OneFile
from demarc.doors.web.pages.check import FORM_BYTES, GAVE_UP, NO_FILE, SEVERAL, TOO_LARGE, Trouble, not_now, turns
from demarc.doors.web.visit import show
from demarc.files.limits import FILE_BYTES, MEGABYTE

SUFFIXES = (".pdf", ".docx", ".html", ".md", ".txt")


@csrf_exempt  # The same protection stands on `_reviewed`: it may read the form only once the file has somewhere to go.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest) -> HttpResponseBase:
    """Show where to drop a proposal, or what it promises and hides."""
    if request.method != "POST":
        return _page(request)
    if int(request.headers.get("Content-Length") or 0) > FILE_BYTES + FORM_BYTES:
        return _page(request, trouble=TOO_LARGE)
    try:
        with turns.place(request.META.get("REMOTE_ADDR", "")), private_folder(Path(settings.DEMARC_HOME)) as folder:
            upload = OneFile(folder)
            request.upload_handlers = [upload]
            return _reviewed(request, upload)
    except NotNow as refusal:
        return _page(request, trouble=not_now(refusal))


@csrf_protect
def _reviewed(request: HttpRequest, upload: OneFile) -> HttpResponse:
    """Take the file and review it."""
    # Reading the form is what makes the upload happen.
    request.POST.get("csrfmiddlewaretoken")
    if upload.path is None or upload.several or upload.too_large:
        return _page(request, trouble=TOO_LARGE if upload.too_large else SEVERAL if upload.several else NO_FILE)
    try:
        with turns.turn():
            found = look_at(upload.path, command="proposal")
    except CannotBeUsed as refusal:
        return _page(request, trouble=Trouble("This file cannot be used", f"{refusal}.", 422))
    except GaveUp:
        return _page(request, trouble=GAVE_UP)
    return _page(request, review=found, file=upload.path.name)


def _page(
    request: HttpRequest, *, review: dict[str, Any] | None = None, file: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    if review:
        review["shown"] = (("Red flags", review["flags"]), ("Extra checks", review["extras"]))
    standing = sum(flag["grade"] == "absent" for flag in review["flags"]) if review else 0
    page = show(
        request,
        "before_proposal.html",
        now=clock.now(),
        here="before",
        status=trouble.status if trouble else 200,
        review=review,
        standing=standing,
        file=file,
        trouble=trouble,
        accept=",".join(SUFFIXES),
        most=FILE_BYTES,
        most_megabytes=FILE_BYTES // MEGABYTE,
    )
    if trouble and trouble.seconds:
        page["Retry-After"] = str(trouble.seconds)
    return page
