"""A file sent to a page that looks at it once and keeps nothing, whatever is looked for in it.

1. The sender gets a place, or is told when to come back, before anything of the file is read. 2. The file is written into
a private folder, up to the limit. 3. In its turn it is looked at. 4. The folder is removed, and the answer is the page
itself: there is no address where it could be found again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_protect

from demarc.doors import clock
from demarc.doors.web.checking.apart import CannotBeUsed, GaveUp
from demarc.doors.web.checking.folder import private_folder
from demarc.doors.web.checking.turns import NotNow, Turns
from demarc.doors.web.checking.upload import OneFile
from demarc.doors.web.visit import show
from demarc.files.limits import FILE_BYTES, MEGABYTE

FORM_BYTES = 65_536
"""What a form adds to its file: boundaries, the token, the file's name."""

turns, members = Turns(), Turns()
"""One queue for all pages that anybody may send a file to, and one for members: no crowd of strangers keeps them out."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer: a title, what it was and what would help, and the status of the page."""

    title: str
    text: str
    status: int
    seconds: int = 0


NO_FILE = Trouble("There was no file", "Choose one, or drop it on the field below.", 400)
SEVERAL = Trouble("One file at a time", "Several were sent. Send one, and the next after it.", 400)
TOO_LARGE = Trouble(
    "This file is too large",
    f"A file may have {FILE_BYTES // MEGABYTE} MB. Leave out pictures and all that is not to be looked at.",
    413,
)


def answered_once(
    request: HttpRequest,
    *,
    command: str,
    answer: Callable[[Path], HttpResponseBase],
    sorry: Callable[[Trouble], HttpResponse],
    account: str = "",
) -> HttpResponseBase:
    """Take the one file of a form and give its answer, or say sorry; `command` does the same without a server.

    A member's share is that of their `account`, anybody else's that of the address they come from. The calling view must
    be exempt from the protection against forged forms: it stands here, once the file has somewhere to go.
    """
    if int(request.headers.get("Content-Length") or 0) > FILE_BYTES + FORM_BYTES:
        return sorry(TOO_LARGE)
    queue, sender = (members, account) if account else (turns, request.META.get("REMOTE_ADDR", ""))
    try:
        with queue.place(sender), private_folder(Path(settings.DEMARC_HOME)) as folder:
            upload = OneFile(folder)
            request.upload_handlers = [upload]
            return _answered(request, upload, queue, answer, sorry)
    except (CannotBeUsed, GaveUp, NotNow) as refusal:
        return sorry(trouble_of(refusal, command))


@contextmanager
def one_turn(account: str) -> Iterator[Path]:
    """Give a member a private folder in their turn, for what is looked at and did not come as a file. Raises `NotNow`."""
    with members.place(account), private_folder(Path(settings.DEMARC_HOME)) as folder, members.turn():
        yield folder


@csrf_protect
def _answered(
    request: HttpRequest,
    upload: OneFile,
    queue: Turns,
    answer: Callable[[Path], HttpResponseBase],
    sorry: Callable[[Trouble], HttpResponse],
) -> HttpResponseBase:
    # Reading the form is what makes the upload happen.
    request.POST.get("csrfmiddlewaretoken")
    if upload.path is None or upload.several or upload.too_large:
        return sorry(TOO_LARGE if upload.too_large else SEVERAL if upload.several else NO_FILE)
    with queue.turn():
        return answer(upload.path)


def trouble_of(refusal: CannotBeUsed | GaveUp | NotNow, command: str) -> Trouble:
    """Say why something was not looked at to its end, and what would help."""
    match refusal:
        case NotNow():
            return not_now(refusal)
        case GaveUp():
            return gave_up(command)
        case CannotBeUsed():
            return Trouble("This file cannot be used", f"{refusal}.", 422)


def gave_up(command: str) -> Trouble:
    """Say that a file was too much, and which command of one's own machine has more time for it."""
    return Trouble(
        "This file was too much for us",
        "Reading it took more time or memory than a file gets here. Leave out what is not to be looked at and send it "
        f"again, or use your own machine with `demarc {command}`, which has no such limit on time.",
        422,
    )


def not_now(refusal: NotNow, *, what: str = "files") -> Trouble:
    """Say when to come back; `what` is what was asked for."""
    wait = f"Please try again in {refusal.seconds} seconds."
    if refusal.often:
        return Trouble(f"That was many {what} in a short time", f"Others want a turn too. {wait}", 429, refusal.seconds)
    return Trouble(f"Many {what} are being looked at just now", f"It was not your turn yet. {wait}", 503, refusal.seconds)


def with_wait(page: HttpResponse, trouble: Trouble | None) -> HttpResponse:
    """Tell programs too when to come back."""
    if trouble and trouble.seconds:
        page["Retry-After"] = str(trouble.seconds)
    return page


def file_page(
    request: HttpRequest,
    template: str,
    *,
    suffixes: Iterable[str],
    trouble: Trouble | None,
    **more: Any,  # noqa: ANN401 - whatever the template shows
) -> HttpResponse:
    """Show a page with a field for one file, and what came of the last one."""
    page = show(
        request,
        template,
        now=clock.now(),
        status=trouble.status if trouble else 200,
        trouble=trouble,
        accept=",".join(suffixes),
        most=FILE_BYTES,
        most_megabytes=FILE_BYTES // MEGABYTE,
        **more,
    )
    return with_wait(page, trouble)
