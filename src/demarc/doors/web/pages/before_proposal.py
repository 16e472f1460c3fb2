"""`/before/proposal/`: drop a proposal, see its red flags with the sentences that decided. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from demarc.doors.web.checking.apart import look_at
from demarc.doors.web.checking.one_file import Trouble, answered_once, file_page

SUFFIXES = (".pdf", ".docx", ".html", ".md", ".txt")


@csrf_exempt  # The same protection stands where the file is taken: the form is read only once it has somewhere to go.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest) -> HttpResponseBase:
    """Show where to drop a proposal, or what it promises and hides."""
    if request.method != "POST":
        return _page(request)
    return answered_once(
        request,
        command="proposal",
        answer=lambda file: reviewed_page(request, look_at(file, command="proposal"), file.name),
        sorry=lambda trouble: _page(request, trouble=trouble),
    )


def reviewed_page(request: HttpRequest, review: dict[str, Any], file: str) -> HttpResponse:
    """Show a review that is kept nowhere."""
    return _page(request, review=review, file=file)


def _page(
    request: HttpRequest, *, review: dict[str, Any] | None = None, file: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    if review:
        review["shown"] = (("Red flags", review["flags"]), ("Extra checks", review["extras"]))
    standing = sum(flag["grade"] == "absent" for flag in review["flags"]) if review else 0
    return file_page(
        request,
        "before_proposal.html",
        suffixes=SUFFIXES,
        trouble=trouble,
        here="before",
        review=review,
        standing=standing,
        file=file,
    )
