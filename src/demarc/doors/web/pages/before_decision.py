"""What a buyer's file comes to: with whom, on which conditions, or fully managed; the memo, and the first matrix."""

import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demarc.core.catalogue import Split
from demarc.core.decision.splits import changes_hands
from demarc.core.fit.answers import Answerer
from demarc.core.fit.outcome import Advice
from demarc.core.proposal.rule import Grade
from demarc.doors import clock
from demarc.doors.web.checking.papers import Order, handed_out
from demarc.doors.web.pages.before_fit import DOCUMENTS, WHO
from demarc.doors.web.visit import show
from demarc.files.decision import DecisionForm, VendorFiles, write_decision
from demarc.files.fit_answers import write_answers
from demarc.files.interview import write_interview
from demarc.record.reads.buyer_decision import DecisionPage, decision_page
from demarc.record.reads.membership import NotFound

MATRICES = ("xlsx", "yaml")
FORM = "decision.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A vendor in the order of the decision: what stands against it, how it answered, and whether it can be chosen."""

    name: str
    read: bool
    standing: tuple[str, ...]
    unclear: tuple[str, ...]
    score: str
    wanting: tuple[str, ...]
    chosen: bool


@never_cache
@require_safe
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """Show the decision as it stands, under the split that was asked for."""
    page = _page(token)
    split = _split(request, page)
    return show(
        request,
        "before_decision.html",
        now=clock.now(),
        here="before",
        way="decision",
        token=token,
        page=page,
        decision=page.decision,
        places=_places(page),
        split=split,
        full=split is Split.FULL,
        hands=changes_hands(Split.SECURITY_BACKUP_PATCH, split),
        first=None if split is Split.FULL else page.first,
        waiting=[WHO[Answerer(who)] for who in page.waiting],
    )


@never_cache
@require_safe
def decision_memo(request: HttpRequest, token: str, form: str) -> HttpResponseBase:
    """Hand out the memo, as `demarc decide` writes it."""
    if form not in DOCUMENTS:
        raise Http404
    page = _decided(token)
    return handed_out(request, _order(page, made=f"decision.{form}", split=_split(request, page)))


@never_cache
@require_safe
def decision_matrix(request: HttpRequest, token: str, form: str) -> HttpResponseBase:
    """Hand out the first matrix: the chosen vendor's own rows, the rest proposed."""
    if form not in MATRICES:
        raise Http404
    page = _decided(token)
    return handed_out(request, _order(page, made=f"first.{form}", split=_split(request, page), option="--matrix"))


@never_cache
@require_safe
def decision_files(request: HttpRequest, token: str) -> HttpResponseBase:
    """Hand out everything the decision is made from, as the commands read it: `demarc decide decision.yaml`."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in _texts(_decided(token)).items():
            pack.writestr(name, text)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename="before-signing.zip")


def _page(token: str) -> DecisionPage:
    try:
        return decision_page(token=token, now=clock.now())
    except NotFound as missing:
        raise Http404 from missing


def _decided(token: str) -> DecisionPage:
    page = _page(token)
    if page.decision is None:
        raise Http404
    return page


def _split(request: HttpRequest, page: DecisionPage) -> Split:
    """Take the split that is asked for; the usual one follows from the outcome."""
    wanted = request.GET.get("split", "")
    if wanted in set(Split):
        return Split(wanted)
    fully = page.decision is not None and page.decision.outcome is Advice.FULLY_MANAGED
    return Split.FULL if fully else Split.SECURITY_BACKUP_PATCH


def _order(page: DecisionPage, *, made: str, split: Split, option: str = "--out") -> Order:
    return Order(
        command="decide",
        texts=_texts(page),
        read=(FORM,),
        made=made,
        option=option,
        options=("--split", split),
    )


def _texts(page: DecisionPage) -> dict[str, str]:
    """Write everything as the files the command reads, by name."""
    assert page.decision is not None
    texts = {f"{one.by}.yaml": write_answers(one) for one in page.sets}
    fit = tuple(map(Path, texts))
    vendors = []
    for one in page.vendors:
        interview, review = f"vendor-{one.number}.yaml", f"vendor-{one.number}.json"
        if one.interview:
            texts[interview] = write_interview(one.interview)
        if one.number in page.reviews:
            texts[review] = json.dumps(page.reviews[one.number], ensure_ascii=False, indent=1)
        vendors.append(
            VendorFiles(
                one.name,
                (),
                Path(interview) if interview in texts else None,
                Path(review) if review in texts else None,
            )
        )
    form = DecisionForm(fit, tuple(vendors), page.decision.lead, page.decision.waiver)
    return {FORM: write_decision(form), **texts}


def _places(page: DecisionPage) -> tuple[Place, ...]:
    if page.decision is None:
        return ()
    chosen = page.decision.chosen
    return tuple(
        Place(
            one.vendor,
            one.review is not None,
            tuple(flag.id for flag in one.flags(Grade.ABSENT)),
            tuple(flag.id for flag in one.flags(Grade.UNCLEAR)),
            f"{one.interview.score:.0%}" if one.interview else "",
            one.wanting,
            one is chosen,
        )
        for one in page.decision.candidates
    )
