"""Does co-managed IT fit? Each answers alone by a link of their own; one link shows what all of them come to.

Nobody is shown anybody else's answers before everybody who is asked has answered, not even who opened the file.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarc.acts.assess import answer_assessment, begin_assessment, forget_file, go_on_without, weigh_again
from demarc.core.fit.answers import Answerer
from demarc.core.fit.context import PUBLIC_FIGURES
from demarc.core.fit.outcome import divided
from demarc.core.fit.questions import BY_KEY, WEIGHTS
from demarc.core.fit.sensitivity import INPUTS, Flip, flips
from demarc.doors import clock
from demarc.doors.web.checking.one_file import Trouble, not_now, with_wait
from demarc.doors.web.checking.papers import Order, handed_out
from demarc.doors.web.checking.turns import NotNow, Turns
from demarc.doors.web.forms.fit import FitForm, initial_of
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import show
from demarc.files.fit_answers import write_answers
from demarc.record.reads.buyer import RESULT, TWO, BuyerLink, BuyerResult, buyer_link, buyer_result
from demarc.record.reads.buyer_vendors import scorer_page
from demarc.record.reads.membership import NotFound

UNFIT = 422
WHO = {
    Answerer.INTERNAL: "the internal IT lead",
    Answerer.EXECUTIVE: "the executive",
    Answerer.VENDOR: "the vendor",
}
DOCUMENTS = ("pdf", "docx")
turns = Turns()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fit(request: HttpRequest) -> HttpResponse:
    """Make the private links."""
    if request.method != "POST":
        return _begin(request)
    try:
        with turns.place(request.META.get("REMOTE_ADDR", "")):
            tokens = begin_assessment(now=clock.now(), vendor=request.POST.get("vendor") == "yes")
    except NotNow as refusal:
        return _begin(request, trouble=not_now(refusal, what="links"))
    address = {who: request.build_absolute_uri(reverse("before-answer", args=(token,))) for who, token in tokens.items()}
    links = [(words, address[who]) for who, words in WHO.items() if who in address]
    return _begin(request, links=links, result=address[RESULT])


def _begin(
    request: HttpRequest, *, links: list[tuple[str, str]] | None = None, result: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    status = trouble.status if trouble else 200
    page = show(
        request,
        "before_fit.html",
        now=clock.now(),
        here="before",
        links=links,
        result=result,
        trouble=trouble,
        status=status,
    )
    return with_wait(page, trouble)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Take one person's answers, or show what a link is for: all answers together, or the vendors to score."""
    now = clock.now()
    try:
        link = buyer_link(token=token, now=now)
        if link.who == RESULT:
            return _result(request, token, buyer_result(token=token, now=now))
        if link.who in TWO:
            page = scorer_page(token=token, now=now)
            return show(request, "before_scorer.html", now=now, here="before", page=page, token=token, link=link)
        return _answered(request, token, link)
    except NotFound as missing:
        raise Http404 from missing


def _answered(request: HttpRequest, token: str, link: BuyerLink) -> HttpResponse:
    now, whole = clock.now(), link.who == Answerer.INTERNAL
    form = FitForm(request.POST if request.method == "POST" else None, whole=whole, initial=initial_of(link.answers))
    if request.method == "POST" and form.is_valid():
        if answer_assessment(token=token, answers=form.kept(), now=now):
            said = Said("Kept. Nobody else sees these answers; you can change them here until everybody has answered.")
        else:
            said = Said("Everybody has answered, so the answers stand as they were. Nothing was changed.", "warning")
        say(request, said)
        return HttpResponseRedirect(request.path)
    return show(
        request,
        "before_answer.html",
        now=now,
        here="before",
        form=form,
        who=WHO[Answerer(link.who)],
        link=link,
        whole=whole,
        token=token,
        has_words=link.who != Answerer.VENDOR,
        status=UNFIT if request.method == "POST" else 200,
    )


@require_POST
def fit_act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Go on without somebody, ask everybody again, or delete the whole file."""
    now = clock.now()
    try:
        match verb:
            case "without":
                done = go_on_without(token=token, who=request.POST.get("who", ""), now=now)
                said = Said("Their link is closed.") if done else Said("Somebody of yours has to answer first.", "warning")
            case "again":
                done = weigh_again(token=token, now=now)
                said = (
                    Said("Everybody is asked again, by the same links. Their last answers are where they begin.")
                    if done
                    else Said("Not everybody has answered yet, so there is nothing to weigh again.", "warning")
                )
            case "forget":
                forget_file(token=token, now=now)
                say(request, Said("The file is deleted, and none of its links opens anything any more."))
                return HttpResponseRedirect(reverse("before"))
            case _:
                raise Http404
    except NotFound as missing:
        raise Http404 from missing
    say(request, said)
    return HttpResponseRedirect(reverse("before-answer", args=(token,)))


@never_cache
@require_safe
def fit_memo(request: HttpRequest, token: str, form: str) -> HttpResponseBase:
    """Hand out the one-page memo, as `demarc fit` writes it."""
    try:
        result = buyer_result(token=token, now=clock.now())
    except NotFound as missing:
        raise Http404 from missing
    if form not in DOCUMENTS or result.fit is None:
        raise Http404
    texts = {f"{one.by}.yaml": write_answers(one) for one in result.sets}
    return handed_out(request, Order(command="fit", texts=texts, read=tuple(texts), made=f"fit.{form}"))


def _result(request: HttpRequest, token: str, result: BuyerResult) -> HttpResponse:
    changes = [(_said(flip), flip.outcome) for flip in (flips(result.fit.answers) if result.fit else ())]
    return show(
        request,
        "before_result.html",
        now=clock.now(),
        here="before",
        way="fit",
        token=token,
        result=result,
        fit=result.fit,
        week=result.fit.answers.week if result.fit else None,
        waiting=[(who, WHO[Answerer(who)]) for who in result.waiting],
        changes=changes,
        divided=divided(result.fit.answers.moves) if result.fit else (),
        public=PUBLIC_FIGURES,
        weights=WEIGHTS,
    )


def _said(flip: Flip) -> str:
    if flip.name in INPUTS:
        return f"{flip.name.replace('_', '-')} of {flip.value} a week"
    return f"{BY_KEY[flip.name].text} {flip.value}"
