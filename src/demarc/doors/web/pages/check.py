"""`/check/`: drop a spreadsheet and see what falls through. No account, and nothing is kept: no file, no name, no log."""

from io import BytesIO
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from demarc.doors.web.checking.answer import Answer, answer_of
from demarc.doors.web.checking.apart import look_at
from demarc.doors.web.checking.one_file import Trouble, answered_once, file_page
from demarc.doors.web.checking.upload import SUFFIXES

WORKBOOKS = (".xlsx", ".xlsm")


@csrf_exempt  # The same protection stands where the file is taken: the form is read only once it has somewhere to go.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """Show where to drop a file, or say what is in the one that was sent."""
    if request.method != "POST":
        return _page(request)
    return answered_once(
        request,
        command="check",
        answer=lambda file: _checked(request, file),
        sorry=lambda trouble: _page(request, trouble=trouble),
    )


def _checked(request: HttpRequest, file: Path) -> HttpResponseBase:
    """Say what is in the file, or give it back marked."""
    if request.POST.get("give") != "marked":
        return _page(request, answer=answer_of(look_at(file)), file=file.name)
    marked = _marked_name(file)
    look_at(file, options=("--mark", marked.name))
    # Out of memory, because its folder is gone before it is sent.
    return FileResponse(BytesIO(marked.read_bytes()), as_attachment=True, filename=marked.name)


def _marked_name(file: Path) -> Path:
    """Name the marked copy beside its original."""
    return file.with_name(f"{file.stem}-marked{file.suffix if file.suffix.lower() in WORKBOOKS else WORKBOOKS[0]}")


def _page(
    request: HttpRequest, *, answer: Answer | None = None, file: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    return file_page(request, "check.html", suffixes=SUFFIXES, trouble=trouble, answer=answer, file=file)
