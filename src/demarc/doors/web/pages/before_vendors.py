"""The vendors of a buyer's file: who is weighed, by whom, what their proposals say, and how their answers compare."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarc.acts.weigh_vendors import MOST_VENDORS, add_vendor, bring_sheet, drop_vendor, keep_review, name_two
from demarc.core.interview.score import BEST, Interview, asked_in_common
from demarc.doors import clock
from demarc.doors.web.checking.apart import look_at
from demarc.doors.web.checking.one_file import Trouble, answered_once, file_page
from demarc.doors.web.forms.buyers import TwoForm, VendorForm
from demarc.doors.web.pages.before import yaml_file
from demarc.doors.web.pages.before_proposal import SUFFIXES, reviewed_page
from demarc.doors.web.seat import Said, say
from demarc.files.interview import write_interview
from demarc.record.reads.buyer_vendors import VendorLine, vendors_page
from demarc.record.reads.membership import NotFound

SHEETS = (".yaml", ".yml")
MOST_KEPT = 500_000
"""Characters of a review or a sheet that are kept; the longest contract that was seen has a tenth of that."""

TOO_LONG = Trouble("This is too long to keep", "At home `demarc decide` has no such limit.", 422)
UNFIT = 422
Found = TypeVar("Found")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vendors(request: HttpRequest, token: str) -> HttpResponse:
    """Show the vendors; add one, or name the two who score."""
    if request.method != "POST":
        return _page(request, token)
    return _name_two(request, token) if request.POST.get("do") == "two" else _add(request, token)


def _name_two(request: HttpRequest, token: str) -> HttpResponse:
    form = TwoForm(request.POST)
    if not form.is_valid():
        return _page(request, token, two_form=form, status=UNFIT)
    names = (form.cleaned_data["first"], form.cleaned_data["second"])
    tokens = _or_404(lambda: name_two(token=token, names=names, now=clock.now()))
    links = [(name, request.build_absolute_uri(reverse("before-answer", args=(own,)))) for name, own in tokens.items()]
    return _page(request, token, links=links)


def _add(request: HttpRequest, token: str) -> HttpResponse:
    form = VendorForm(request.POST)
    if not form.is_valid():
        return _page(request, token, vendor_form=form, status=UNFIT)
    name = form.cleaned_data["name"]
    if not _or_404(lambda: add_vendor(token=token, name=name, now=clock.now())):
        form.add_error("name", f"It is there already, or there are {MOST_VENDORS}: more cannot be compared well.")
        return _page(request, token, vendor_form=form, status=UNFIT)
    say(request, Said(f"{name} is on the list."))
    return HttpResponseRedirect(request.path)


@require_POST
def vendor_act(request: HttpRequest, token: str, number: int, verb: str) -> HttpResponse:
    """Forget a vendor, the review of its proposal, or the sheet that was brought back."""
    now = clock.now()
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "drop": (lambda: drop_vendor(token=token, vendor=number, now=now), "Forgotten, with all that was kept of it."),
        "forget": (lambda: keep_review(token=token, vendor=number, review=None, now=now), "The review is forgotten."),
        "scored-here": (
            lambda: bring_sheet(token=token, vendor=number, sheet=None, now=now),
            "The sheet is forgotten; what was scored here counts again.",
        ),
    }
    if verb not in acts:
        raise Http404
    act, said = acts[verb]
    _or_404(act)
    say(request, Said(said))
    return HttpResponseRedirect(_address(token))


@csrf_exempt  # The same protection stands where the file is taken: the form is read only once it has somewhere to go.
@never_cache
@require_POST
def proposal(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """Review a vendor's proposal; keep the review where the buyer says so, never the proposal."""
    _vendor(token, number)
    return answered_once(
        request,
        command="proposal",
        answer=lambda file: _reviewed(request, token, number, file),
        sorry=lambda trouble: _page(request, token, trouble=trouble),
    )


def _reviewed(request: HttpRequest, token: str, number: int, file: Path) -> HttpResponse:
    review = look_at(file, command="proposal")
    if request.POST.get("give") != "keep":
        return reviewed_page(request, review, file.name)
    if len(json.dumps(review)) > MOST_KEPT:
        return _page(request, token, trouble=TOO_LONG)
    keep_review(token=token, vendor=number, review=review, now=clock.now())
    say(request, Said(f"The review of {file.name} is kept with this file; the proposal itself is gone."))
    return HttpResponseRedirect(_address(token))


@never_cache
@require_safe
def sheet_file(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Hand out a vendor's score sheet, as `demarc interview` reads it."""
    vendor = _vendor(token, number)
    if vendor.interview is None:
        raise Http404
    return yaml_file(write_interview(vendor.interview), f"vendor-{number}.yaml")


@csrf_exempt  # As above.
@never_cache
@require_POST
def sheet(request: HttpRequest, token: str, number: int) -> HttpResponseBase:
    """Take a score sheet that was filled in elsewhere, in the place of what was scored here."""
    vendor = _vendor(token, number)
    return answered_once(
        request,
        command="interview",
        answer=lambda file: _brought(request, token, vendor, file),
        sorry=lambda trouble: _page(request, token, trouble=trouble),
    )


def _brought(request: HttpRequest, token: str, vendor: VendorLine, file: Path) -> HttpResponse:
    (found,) = look_at(file, command="interview")["vendors"]
    if found["vendor"].casefold() != vendor.name.casefold():
        of = found["vendor"][:80]
        return _page(
            request, token, trouble=Trouble("This is another vendor's sheet", f"It says `{of}`, not {vendor.name}.", 422)
        )
    if len(json.dumps(found)) > MOST_KEPT:
        return _page(request, token, trouble=TOO_LONG)
    bring_sheet(token=token, vendor=vendor.number, sheet=found["answers"], now=clock.now())
    say(request, Said(f"{vendor.name}'s sheet is taken from {file.name}."))
    return HttpResponseRedirect(_address(token))


def _page(
    request: HttpRequest,
    token: str,
    *,
    trouble: Trouble | None = None,
    links: list[tuple[str, str]] | None = None,
    vendor_form: VendorForm | None = None,
    two_form: TwoForm | None = None,
    status: int = 0,
) -> HttpResponse:
    page = _or_404(lambda: vendors_page(token=token, now=clock.now()))
    names = dict(zip(("first", "second"), page.two, strict=False))
    shown = file_page(
        request,
        "before_vendors.html",
        suffixes=SUFFIXES,
        trouble=trouble,
        here="before",
        way="vendors",
        token=token,
        page=page,
        links=links,
        best=BEST,
        rows=_side_by_side(page.interviews),
        vendor_form=vendor_form or VendorForm(),
        two_form=two_form or TwoForm(initial=names),
    )
    shown.status_code = status or shown.status_code
    return shown


def _side_by_side(interviews: tuple[Interview, ...]) -> list[tuple[str, list[str]]]:
    """Give each question that somebody was asked with what each vendor's answer counts."""
    return [
        (
            question.text,
            [f"{found.worth:.1f}" if (found := one.answer(question.key)) else "not asked" for one in interviews],
        )
        for question in asked_in_common(interviews)
    ]


def _vendor(token: str, number: int) -> VendorLine:
    page = _or_404(lambda: vendors_page(token=token, now=clock.now()))
    found = next((one for one in page.vendors if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _or_404(work: Callable[[], Found]) -> Found:
    """Do it, or say that there is no such page."""
    try:
        return work()
    except NotFound as missing:
        raise Http404 from missing


def _address(token: str) -> str:
    return reverse("before-vendors", args=(token,))
