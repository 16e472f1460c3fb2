"""`/check/`: drop a spreadsheet and see what falls through. No account, and nothing is kept: no file, no name, no log.

1. The sender gets a place, or is told when to come back, before anything of the file is read. 2. The file is written into
a private folder, up to the limit. 3. In its turn it is looked at apart from the server. 4. The folder is removed, and the
answer is the page itself: there is no address where it could be found again.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from demarc.doors import clock
from demarc.doors.web.checking.answer import Answer, answer_of
from demarc.doors.web.checking.apart import CannotBeUsed, GaveUp, look_at
from demarc.doors.web.checking.folder import private_folder
from demarc.doors.web.checking.turns import NotNow, Turns
from demarc.doors.web.checking.upload import SUFFIXES, OneFile
from demarc.doors.web.visit import show
from demarc.files.limits import FILE_BYTES, MEGABYTE

FORM_BYTES = 65_536
"""What a form adds to its file: boundaries, the token, the file's name."""

WORKBOOKS = (".xlsx", ".xlsm")
turns = Turns()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer: a title, what it was and what would help, and the status of the page."""

    title: str
    text: str
    status: int
    seconds: int = 0


NO_FILE = Trouble("There was no file", "Choose one, or drop it on the field below.", 400)
SEVERAL = Trouble("One file at a time", "Several were sent. Send the one with the table; it may have many sheets.", 400)
TOO_LARGE = Trouble(
    "This file is too large",
    f"A file may have {FILE_BYTES // MEGABYTE} MB. Keep only the table in it, without pictures or other data.",
    413,
)
GAVE_UP = Trouble(
    "This file was too much for us",
    "Reading it took more time or memory than a file gets here. Keep only the table in it and send it again, "
    "or check it on your own machine with `demarc check`, which has no such limit on time.",
    422,
)


@csrf_exempt  # The same protection stands on `_checked`: it may read the form only once the file has somewhere to go.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponseBase:
    """Show where to drop a file, or say what is in the one that was sent."""
    if request.method != "POST":
        return _page(request)
    if int(request.headers.get("Content-Length") or 0) > FILE_BYTES + FORM_BYTES:
        return _page(request, trouble=TOO_LARGE)
    try:
        with turns.place(request.META.get("REMOTE_ADDR", "")), private_folder(Path(settings.DEMARC_HOME)) as folder:
            upload = OneFile(folder)
            request.upload_handlers = [upload]
            return _checked(request, upload)
    except NotNow as refusal:
        return _page(request, trouble=not_now(refusal))


@csrf_protect
def _checked(request: HttpRequest, upload: OneFile) -> HttpResponseBase:
    """Take the file and say what is in it, or give it back marked."""
    wants_marked = request.POST.get("give") == "marked"
    if upload.path is None or upload.several or upload.too_large:
        return _page(request, trouble=TOO_LARGE if upload.too_large else SEVERAL if upload.several else NO_FILE)
    marked = _marked_name(upload.path)
    try:
        with turns.turn():
            found = look_at(upload.path, *(("--mark", marked.name) if wants_marked else ()))
    except CannotBeUsed as refusal:
        return _page(request, trouble=Trouble("This file cannot be used", f"{refusal}.", 422))
    except GaveUp:
        return _page(request, trouble=GAVE_UP)
    if wants_marked:
        # Out of memory, because its folder is gone before it is sent.
        return FileResponse(BytesIO(marked.read_bytes()), as_attachment=True, filename=marked.name)
    return _page(request, answer=answer_of(found), file=upload.path.name)


def _marked_name(file: Path) -> Path:
    """Name the marked copy beside its original."""
    return file.with_name(f"{file.stem}-marked{file.suffix if file.suffix.lower() in WORKBOOKS else WORKBOOKS[0]}")


def not_now(refusal: NotNow) -> Trouble:
    """Say when to come back."""
    wait = f"Please send it again in {refusal.seconds} seconds."
    if refusal.often:
        return Trouble("That was many files in a short time", f"Others want a turn too. {wait}", 429, refusal.seconds)
    return Trouble("Many files are being looked at just now", f"Yours was not read. {wait}", 503, refusal.seconds)


def _page(
    request: HttpRequest, *, answer: Answer | None = None, file: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    page = show(
        request,
        "check.html",
        now=clock.now(),
        status=trouble.status if trouble else 200,
        answer=answer,
        file=file,
        trouble=trouble,
        accept=",".join(SUFFIXES),
        most=FILE_BYTES,
        most_megabytes=FILE_BYTES // MEGABYTE,
    )
    if trouble and trouble.seconds:
        page["Retry-After"] = str(trouble.seconds)
    return page
