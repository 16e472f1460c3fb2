"""The executives' week: the three lines as a page, and the confirming page behind each button of the mail."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarc.acts.keep_fit import keep_fit
from demarc.acts.outcome import Refused
from demarc.acts.sign_in import WhyNot
from demarc.acts.weekly_choice import ChoicePage, choose, look_at_choice
from demarc.core.custody.ruling import Period
from demarc.doors import clock
from demarc.doors.web.forms.buyers import KeepFitForm
from demarc.doors.web.forms.weekly import ChooseForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member, show
from demarc.record.reads.membership import NotFound
from demarc.record.reads.week import see_week, week_page

GONE, UNFIT = 410, 422


@require_safe
@for_member
def weekly(visit: Visit) -> HttpResponse:
    """Show the week to the client's executives and leads."""
    return _week(visit, KeepFitForm())


@require_POST
@for_member
def weekly_fit(visit: Visit) -> HttpResponse:
    """Keep the buyer's file that an executive has the link of, so that its fit is asked for again when it is due."""
    form = KeepFitForm(visit.request.POST)
    if form.is_valid():
        try:
            weighed = keep_fit(engagement=visit.engagement, by=visit.by, token=form.cleaned_data["link"], now=visit.now)
        except NotFound:
            see_week(engagement=visit.engagement, by=visit.by, now=visit.now)
            form.add_error("link", "This link shows no file that could be kept here.")
        else:
            if weighed:
                say(visit.request, Said("Kept. The weekly mail says when the fit is due again, and why."))
                return HttpResponseRedirect(reverse("weekly", args=(visit.engagement,)))
            form.add_error("link", "Not everybody has answered there yet, so there is no fit to keep.")
    return _week(visit, form)


def _week(visit: Visit, form: KeepFitForm) -> HttpResponse:
    page = week_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    status = UNFIT if form.errors else 200
    return visit.show("weekly.html", here="weekly", status=status, page=page, form=form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a button does, or do it. The link is the key: it is one person's, works once, and for a week."""
    now = clock.now()
    try:
        page = look_at_choice(token=token, now=now)
    except NotFound:
        page = WhyNot.EXPIRED
    if isinstance(page, WhyNot):
        return show(request, "decide.html", now=now, why_not=str(page), status=GONE)
    form = ChooseForm(request.POST if request.method == "POST" else None, needs_text=page.needs_text, rules=page.rules)
    if request.method != "POST":
        return _shown(request, page, form)
    if not form.is_valid():
        return _shown(request, page, form, status=UNFIT)
    given = form.cleaned_data
    done = choose(token=token, now=now, text=given.get("text", ""), period=given.get("period") or Period.ONCE)
    if isinstance(done, WhyNot):
        return show(request, "decide.html", now=now, why_not=str(done), status=GONE)
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _shown(request, page, form, status=UNFIT)
    return _shown(request, page, form, done=done)


def _shown(request: HttpRequest, page: ChoicePage, form: ChooseForm, *, done: str = "", status: int = 200) -> HttpResponse:
    name, subject = page.page
    more = reverse(name, args=(page.engagement, subject))
    return show(request, "decide.html", now=clock.now(), page=page, form=form, done=done, more=more, status=status)
