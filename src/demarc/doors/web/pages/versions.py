"""Versions of the matrix: the list, one of them, proposing by a file, and the matrix in force as a file."""

from collections.abc import Mapping
from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarc.acts.draft_version import Discarded, Drafted, discard_draft, keep_draft, propose_draft
from demarc.acts.go_live import let_lane_go_live
from demarc.acts.mail_link import mail_link_to
from demarc.acts.outcome import Refused
from demarc.acts.sign_version import Signed, sign_version
from demarc.acts.versions import Proposed, Said, Withdrawn, discuss_version, propose_version, withdraw_version
from demarc.core.contract import NoPaper
from demarc.core.matrix.table import Matrix
from demarc.doors.web.checking.matrix_file import Unclear, matrix_in
from demarc.doors.web.checking.one_file import Trouble, answered_once, one_turn
from demarc.doors.web.checking.turns import NotNow
from demarc.doors.web.contract import contract_pdf
from demarc.doors.web.forms.versions import AmendForm, ProposeForm, RemarkForm, SignForm, StartForm
from demarc.doors.web.seat import Said as Told
from demarc.doors.web.seat import account_of, has_just_come, say
from demarc.doors.web.visit import Visit, for_member
from demarc.files.matrix.file import write_yaml, xlsx_bytes
from demarc.record.reads.contract import contract_page
from demarc.record.reads.lanes import lanes_page
from demarc.record.reads.versions_page import matrix_to_download, version_page, versions_page

Outcome = Said | Signed | Withdrawn | Proposed | Drafted | Discarded | Refused
UNFIT = 422
READ = frozenset({400, UNFIT})
"""How a page ends whose form was read to its end."""

STALE = (
    "Signing asks who you are once more: you signed in a while ago. A link is on its way to your mailbox; open it, "
    "come back to this page, and sign."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@csrf_exempt  # The same protection stands where the file is taken: the form is read only once it has somewhere to go.
@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def versions(visit: Visit) -> HttpResponseBase:
    """List the versions, or propose the one in a file that was sent."""
    if visit.request.method != "POST":
        return _list(visit, ProposeForm())
    return answered_once(
        visit.request,
        command="check",
        answer=lambda file: _sent(visit, file),
        sorry=lambda trouble: _sorry(visit, trouble),
        account=account_of(visit.request),
    )


def _sent(visit: Visit, file: Path) -> HttpResponse:
    """Keep or propose the matrix in a file, once it was read apart from the server."""
    form = ProposeForm(visit.request.POST)
    matrix = matrix_in(file)
    if isinstance(matrix, Unclear):
        unclear = f"This file is not clear, and a contract must be: {matrix.first[0][1]} ({matrix.count} in all)."
        return _list(visit, form, unclear)
    done = _kept(visit, matrix) if visit.request.POST.get("as") == "draft" else _put_forward(visit, form, matrix)
    if isinstance(done, Refused):
        return _list(visit, form, done.reason)
    say(visit.request, _told(done))
    return HttpResponseRedirect(reverse("version", args=(visit.engagement, done.number)))


def _sorry(visit: Visit, trouble: Trouble) -> HttpResponse:
    # What was not even read cannot be shown again.
    form = ProposeForm(visit.request.POST if trouble.status in READ else None)
    return _list(visit, form, f"{trouble.title}: {trouble.text}", trouble.status)


def _kept(visit: Visit, matrix: Matrix) -> Drafted | Refused:
    return keep_draft(engagement=visit.engagement, matrix=matrix, by=visit.by, now=visit.now)


def _put_forward(visit: Visit, form: ProposeForm, matrix: Matrix) -> Proposed | Refused:
    if not form.is_valid():
        return Refused("Say from when it is to decide, and why.")
    return propose_version(
        engagement=visit.engagement,
        matrix=matrix,
        by=visit.by,
        now=visit.now,
        starts_at=form.start(visit.member.zone),
        why=form.cleaned_data["why"],
    )


@require_safe
@for_member
def version(visit: Visit, number: int) -> HttpResponse:
    """Show one version."""
    page = version_page(engagement=visit.engagement, number=number, by=visit.by, now=visit.now)
    return visit.show("version.html", here="matrix", page=page, remark=RemarkForm(), sign=SignForm(), propose=AmendForm())


@require_safe
@for_member
def paper(visit: Visit, number: int) -> HttpResponse:
    """Hand out a signed version as a PDF, the same as was mailed to both sides."""
    contract = contract_page(engagement=visit.engagement, number=number, by=visit.by, now=visit.now)
    try:
        with one_turn(account_of(visit.request)) as folder:
            made = contract_pdf(contract, folder)
    except NotNow as refusal:
        return _no_paper(visit, number, f"others are being made. Please ask again in {refusal.seconds} seconds")
    except NoPaper as why:
        return _no_paper(visit, number, str(why))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="version-{number}.pdf"'
    return answer


def _no_paper(visit: Visit, number: int, why: str) -> HttpResponseRedirect:
    say(visit.request, Told(f"There is no PDF just now: {why}.", "warning"))
    return HttpResponseRedirect(reverse("version", args=(visit.engagement, number)))


@require_POST
@for_member
def version_act(visit: Visit, number: int, verb: str) -> HttpResponse:
    """Discuss, sign or withdraw a version; what was refused stands at the top of its page."""
    engagement, by, now, sent = visit.engagement, visit.by, visit.now, visit.request.POST
    done: Outcome
    match verb:
        case "discuss":
            done = discuss_version(engagement=engagement, number=number, by=by, now=now, text=sent.get("text", ""))
        case "sign" if not has_just_come(visit.request, now):
            mail_link_to(account=account_of(visit.request), now=now)
            done = Refused(STALE)
        case "sign":
            done = sign_version(engagement=engagement, number=number, by=by, now=now, digest=sent.get("digest", ""))
        case "propose":
            done = _proposed(visit, number)
        case "discard":
            done = discard_draft(engagement=engagement, number=number, by=by, now=now)
        case "withdraw":
            done = withdraw_version(engagement=engagement, number=number, by=by, now=now)
        case _:
            raise Http404
    say(visit.request, _told(done))
    gone = isinstance(done, Discarded)
    return HttpResponseRedirect(
        reverse("versions", args=(engagement,)) if gone else reverse("version", args=(engagement, number))
    )


def _proposed(visit: Visit, number: int) -> Proposed | Refused:
    """Propose a draft by the form on its page."""
    form = AmendForm(visit.request.POST)
    if not form.is_valid():
        return Refused("Say from when it is to decide, and why.")
    return propose_draft(
        engagement=visit.engagement,
        number=number,
        by=visit.by,
        now=visit.now,
        starts_at=form.start(visit.member.zone),
        why=form.cleaned_data["why"],
    )


@require_POST
@for_member
def go_live(visit: Visit, lane: str) -> HttpResponse:
    """Propose that an observed lane goes live; both sides sign it as any version."""
    form = StartForm(visit.request.POST)
    if not form.is_valid():
        say(visit.request, Told("Say from when on the lane is to be live.", "warning"))
        return HttpResponseRedirect(reverse("versions", args=(visit.engagement,)))
    done = let_lane_go_live(
        engagement=visit.engagement,
        lane=lane,
        by=visit.by,
        now=visit.now,
        starts_at=form.start(visit.member.zone),
    )
    if isinstance(done, Refused):
        say(visit.request, Told(done.reason, "warning"))
        return HttpResponseRedirect(reverse("versions", args=(visit.engagement,)))
    say(visit.request, Told("Proposed. The lane is live once both sides have signed, from that start on."))
    return HttpResponseRedirect(reverse("version", args=(visit.engagement, done.number)))


@require_safe
@for_member
def download(visit: Visit, form: str) -> HttpResponse:
    """Hand out the matrix in force as YAML or as a workbook."""
    matrix = matrix_to_download(engagement=visit.engagement, by=visit.by, now=visit.now)
    if form not in {"xlsx", "yaml"}:
        raise Http404
    is_book = form == "xlsx"
    data = xlsx_bytes(matrix) if is_book else write_yaml(matrix).encode()
    answer = HttpResponse(data, content_type=XLSX if is_book else "application/yaml")
    answer["Content-Disposition"] = f'attachment; filename="matrix.{"xlsx" if is_book else "yaml"}"'
    return answer


TOLD: Mapping[type, str] = {
    Said: "Both sides read it.",
    Proposed: "Proposed. Both sides read it here, and each signs.",
    Drafted: "Kept as a draft. Only your own firm sees it, until you propose it.",
    Discarded: "Discarded. Nobody else has seen it.",
    Withdrawn: "Withdrawn: it can no longer be signed.",
}


def _told(done: Outcome) -> Told:
    match done:
        case Refused(reason):
            return Told(reason, "warning")
        case Signed(by_both=by_both):
            return Told("Signed by both sides." if by_both else "Signed for your side. Now the other side signs.")
        case _:
            return Told(TOLD[type(done)])


def _list(visit: Visit, form: ProposeForm, trouble: str = "", status: int = UNFIT) -> HttpResponse:
    engagement, by, now = visit.engagement, visit.by, visit.now
    lanes = lanes_page(engagement=engagement, by=by, now=now)
    return visit.show(
        "versions.html",
        here="matrix",
        lines=versions_page(engagement=engagement, by=by, now=now),
        lanes=lanes,
        live=sum(lane.live for lane in lanes),
        start=StartForm(),
        form=form,
        trouble=trouble,
        status=status if trouble else 200,
    )
