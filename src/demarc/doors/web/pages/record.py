"""The record: its head and its checkpoints, and one side's own copy of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypedDict

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.take_home import take_home
from demarc.doors.signing import signer
from demarc.doors.web.forms.record import CosignForm, GrowthForm, KeepingForm, ReaderForm
from demarc.doors.web.visit import Visit, for_member
from demarc.files.front_page import front_page_html
from demarc.files.pack import FRONT_PAGE, packed
from demarc.record.reads.checkpoints import checkpoint_note
from demarc.record.reads.export import export_lines
from demarc.record.reads.pack import Pack
from demarc.record.reads.record_page import record_page


@require_safe
@for_member
def record(visit: Visit) -> HttpResponse:
    """Show the head of the tree, who holds which checkpoint, and how to check it without trusting this server."""
    page = record_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    own = next((one for one in page.keeping if one.own), None)
    host = signer()
    return visit.show(
        "record.html",
        page=page,
        host_key=host.verifier.text() if host else "",
        keeping=KeepingForm(initial={"mailbox": own.mailbox, "key": own.key} if own else None),
        cosign=CosignForm(),
        reader=ReaderForm(auto_id="reader-%s"),
        own=own,
        growth=GrowthForm(sizes=tuple(one.size for one in page.checkpoints)),
    )


@require_safe
@for_member
def checkpoint(visit: Visit, size: int) -> HttpResponse:
    """Hand out a checkpoint with every signature under it, as the file to keep."""
    note = checkpoint_note(engagement=visit.engagement, size=size, by=visit.by, now=visit.now)
    answer = HttpResponse(note, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="checkpoint-{visit.engagement}-{size}.txt"'
    return answer


@require_POST
@for_member
def export(visit: Visit) -> StreamingHttpResponse:
    """Hand out the pack for the reader's side, or its record alone, piece by piece: nothing is held in memory."""
    who: Who = {"engagement": visit.engagement, "by": visit.by, "now": visit.now}
    take_home(signer=signer(), **who)
    alone = visit.request.POST.get("form") == "record"
    pieces = export_lines(**who) if alone else packed(_members(Pack(**who)), at=visit.now)
    name = f"demarc-{visit.engagement}-{visit.member.party}-{visit.now:%Y%m%dT%H%M%SZ}"
    answer = StreamingHttpResponse(pieces, content_type="application/jsonl" if alone else "application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{"jsonl" if alone else "zip"}"'
    return answer


class Who(TypedDict):
    """What every read of the record is told."""

    engagement: str
    by: str
    now: datetime


def _members(pack: Pack) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield from pack.members()
    yield FRONT_PAGE, (front_page_html(pack.front()).encode(),)
