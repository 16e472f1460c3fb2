"""Before signing: does it fit, what does the proposal hide, what to ask. No account; a link is all there is.

Each answerer has a link of their own and sees nobody else's answers; only the link of the result shows what they come to.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from demarc.acts.assess import RESULT, answer_assessment, begin_assessment
from demarc.core.fit.answers import Answerer
from demarc.core.fit.context import PUBLIC_FIGURES
from demarc.core.fit.outcome import divided
from demarc.core.fit.questions import BY_KEY, WEIGHTS
from demarc.core.fit.sensitivity import INPUTS, Flip, flips
from demarc.core.interview.kit import MUST
from demarc.core.interview.kit import QUESTIONS as KIT
from demarc.doors import clock
from demarc.doors.web.checking.turns import NotNow, Turns
from demarc.doors.web.forms.fit import FitForm, initial_of
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import show
from demarc.record.reads.buyer import BuyerResult, buyer_link, buyer_result
from demarc.record.reads.membership import NotFound

TOO_MANY, UNFIT = 429, 422
WHO = {
    Answerer.INTERNAL: "the internal IT lead",
    Answerer.EXECUTIVE: "the executive",
    Answerer.VENDOR: "the vendor, if you wish",
}
turns = Turns()


@require_safe
def before(request: HttpRequest) -> HttpResponse:
    """Show what there is before signing."""
    return show(request, "before.html", now=clock.now(), here="before")


@require_safe
def interview(request: HttpRequest) -> HttpResponse:
    """Show the interview kit, to print."""
    return show(request, "before_interview.html", now=clock.now(), here="before", kit=KIT, must=len(MUST))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fit(request: HttpRequest) -> HttpResponse:
    """Make the private links."""
    now = clock.now()
    if request.method != "POST":
        return show(request, "before_fit.html", now=now, here="before")
    try:
        with turns.place(request.META.get("REMOTE_ADDR", "")):
            tokens = begin_assessment(now=now)
    except NotNow as refusal:
        page = show(request, "before_fit.html", now=now, here="before", seconds=refusal.seconds, status=TOO_MANY)
        page["Retry-After"] = str(refusal.seconds)
        return page
    address = {who: request.build_absolute_uri(reverse("before-answer", args=(token,))) for who, token in tokens.items()}
    links = [(words, address[str(who)]) for who, words in WHO.items()]
    result = address[RESULT]
    return show(request, "before_fit.html", now=now, here="before", links=links, result=result)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Take one person's answers, or show what all of them come to."""
    now = clock.now()
    try:
        link = buyer_link(token=token, now=now)
        if link.who == RESULT:
            return _result(request, buyer_result(token=token, now=now))
    except NotFound as missing:
        raise Http404 from missing
    whole = link.who == Answerer.INTERNAL
    form = FitForm(request.POST if request.method == "POST" else None, whole=whole, initial=initial_of(link.answers))
    if request.method == "POST" and form.is_valid():
        answer_assessment(token=token, answers=form.kept(), now=now)
        say(request, Said("Kept. Nobody else sees these answers; you can change them here until they are weighed."))
        return HttpResponseRedirect(request.path)
    status = UNFIT if request.method == "POST" else 200
    who = WHO[Answerer(link.who)]
    return show(
        request, "before_answer.html", now=now, here="before", form=form, who=who, link=link, whole=whole, status=status
    )


def _result(request: HttpRequest, result: BuyerResult) -> HttpResponse:
    changes = [(_said(flip), flip.outcome) for flip in (flips(result.fit.answers) if result.fit else ())]
    return show(
        request,
        "before_result.html",
        now=clock.now(),
        here="before",
        result=result,
        fit=result.fit,
        week=result.fit.answers.week if result.fit else None,
        waiting=[WHO[Answerer(who)] for who in result.waiting],
        changes=changes,
        divided=divided(result.fit.answers.moves) if result.fit else (),
        public=PUBLIC_FIGURES,
        weights=WEIGHTS,
    )


def _said(flip: Flip) -> str:
    if flip.name in INPUTS:
        return f"{flip.name.replace('_', '-')} of {flip.value} a week"
    return f"{BY_KEY[flip.name].text} {flip.value}"
