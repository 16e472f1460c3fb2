"""Documents of what a buyer's file holds: written by the file commands, apart from the server, as at home.

1. What was kept becomes the files the command reads, in a private folder. 2. The command runs on them in its turn.
3. What it wrote is handed out of memory, and the folder is gone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase

from demarc.doors import clock
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.apart import CannotBeUsed, GaveUp, look_at
from demarc.doors.web.checking.folder import private_folder
from demarc.doors.web.checking.one_file import Trouble, gave_up, not_now, with_wait
from demarc.doors.web.checking.turns import NotNow
from demarc.doors.web.visit import show


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a command is to write: `texts` are its files by name, `read` those it is given, `made` the document's name.

    `option` is the one that takes the document's name.
    """

    command: str
    texts: Mapping[str, str]
    read: Sequence[str]
    made: str
    option: str = "--out"
    options: Sequence[str] = ()


def handed_out(request: HttpRequest, order: Order) -> HttpResponseBase:
    """Have the document written and hand it out, or say why that was not possible."""
    try:
        with (
            one_file.turns.place(request.META.get("REMOTE_ADDR", "")),
            private_folder(Path(settings.DEMARC_HOME)) as folder,
            one_file.turns.turn(),
        ):
            return FileResponse(BytesIO(_made(order, folder)), as_attachment=True, filename=order.made)
    except NotNow as refusal:
        return _sorry(request, not_now(refusal, what="documents"))
    except CannotBeUsed as refusal:
        return _sorry(request, Trouble("This document cannot be written", f"{refusal}.", 422))
    except GaveUp:
        return _sorry(request, gave_up(order.command))


def _made(order: Order, folder: Path) -> bytes:
    for name, text in order.texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    read = (folder / name for name in order.read)
    look_at(*read, options=(order.option, order.made, *order.options), command=order.command)
    return (folder / order.made).read_bytes()


def _sorry(request: HttpRequest, trouble: Trouble) -> HttpResponseBase:
    page = show(request, "before_sorry.html", now=clock.now(), here="before", status=trouble.status, trouble=trouble)
    return with_wait(page, trouble)
