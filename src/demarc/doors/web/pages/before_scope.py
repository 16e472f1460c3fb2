"""The lead's own reading of the scope, before signature and alone; or the executive's written words in its place."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from demarc.acts.settle_scope import decide_without, override_fit, read_scope
from demarc.core.fit.answers import Answerer
from demarc.doors import clock
from demarc.doors.web.forms.buyers import OverrideForm, ReadingForm, WithoutForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import show
from demarc.record.reads.buyer_decision import ScopePage, scope_page
from demarc.record.reads.membership import NotFound

UNFIT = 422
FORMS: dict[str, type[forms.Form]] = {"read": ReadingForm, "without": WithoutForm, "override": OverrideForm}
TOLD = {
    "read": "Recorded, with today's date. It stands in the memo; you can write it anew here.",
    "without": "Recorded. The decision can be final without the lead's own reading, and the memo says why.",
    "override": "Recorded. The memo says what the rules say, what you decide, and when you look at it again.",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scope(request: HttpRequest, token: str) -> HttpResponse:
    """Show the lead what to read and where to say so; the executive, where to write reasons."""
    try:
        page = scope_page(token=token, now=clock.now())
        if request.method != "POST":
            return _shown(request, token, page)
        return _told(request, token, page)
    except NotFound as missing:
        raise Http404 from missing


def _told(request: HttpRequest, token: str, page: ScopePage) -> HttpResponse:
    do = request.POST.get("do", "")
    if do not in FORMS:
        raise Http404
    form = FORMS[do](request.POST)
    if not form.is_valid():
        return _shown(request, token, page, **{do: form})
    given, now = form.cleaned_data, clock.now()
    match do:
        case "read":
            read_scope(token=token, name=given["name"], said=given["said"], now=now)
        case "without":
            decide_without(token=token, name=given["name"], reason=given["reason"], now=now)
        case _:
            override_fit(token=token, name=given["name"], reason=given["reason"], review=given["review"], now=now)
    say(request, Said(TOLD[do]))
    return HttpResponseRedirect(request.path)


def _shown(request: HttpRequest, token: str, page: ScopePage, **wrong: forms.Form) -> HttpResponse:
    kept: dict[str, dict[str, object]] = {
        "read": {"name": page.lead.by, "said": page.lead.said} if page.lead else {},
        "without": {"name": page.waiver.by, "reason": page.waiver.reason} if page.waiver else {},
        "override": (
            {"name": page.override.by, "reason": page.override.reason, "review": page.override.review}
            if page.override
            else {}
        ),
    }
    fresh = {do: form(initial=kept[do], auto_id=f"{do}-%s") for do, form in FORMS.items()}
    return show(
        request,
        "before_scope.html",
        now=clock.now(),
        here="before",
        token=token,
        page=page,
        is_lead=page.who == Answerer.INTERNAL,
        forms={**fresh, **wrong},
        status=UNFIT if wrong else 200,
    )
