"""Drills: all of them, beginning one, answering a blind one, the report of the others, and `I am here`."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from demarc.acts.blind_drill import answer_blind_drill, close_blind_drill, start_blind_drill
from demarc.acts.drill_dispute import dispute_question
from demarc.acts.drills import Begun
from demarc.acts.live_drill import end_live_drill, start_live_drill
from demarc.acts.outcome import Refused
from demarc.acts.page_test import Answered, answer_call, start_page_test
from demarc.core.tokens import token_hash
from demarc.doors import clock
from demarc.doors.web.forms.drills import BlindForm, LadderForm, LiveForm
from demarc.doors.web.rates import rate_chart
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member, show
from demarc.files.scenarios import library
from demarc.record.reads.blind_page import WORDS, blind_page
from demarc.record.reads.drill_report import call_for, drill_report
from demarc.record.reads.drills_page import DrillsPage, drill_kind, drills_page
from demarc.record.reads.library_page import library_page

UNFIT, GONE = 422, 410


def titles() -> Mapping[str, str]:
    """Map every scenario to its title."""
    return {story.id: story.title for story in library()}


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def drills(visit: Visit) -> HttpResponse:
    """List the drills, or begin one."""
    page = drills_page(engagement=visit.engagement, by=visit.by, now=visit.now, titles=titles())
    if visit.request.method != "POST":
        return _list(visit, page)
    done = _begin(visit, page)
    if isinstance(done, Refused):
        return _list(visit, page, done.reason)
    say(visit.request, Said("The drill has begun."))
    return HttpResponseRedirect(reverse("drill", args=(visit.engagement, done.drill)))


def _begin(visit: Visit, page: DrillsPage) -> Begun | Refused:
    sent, engagement, by, now = visit.request.POST, visit.engagement, visit.by, visit.now
    match sent.get("kind"):
        case "blind":
            blind = BlindForm(sent, page=page)
            chosen = blind.cleaned_data["scenarios"] if blind.is_valid() else ()
            return start_blind_drill(engagement=engagement, by=by, now=now, scenarios=chosen)
        case "live":
            return start_live_drill(engagement=engagement, by=by, now=now, scenario=sent.get("scenario", ""))
        case "page":
            return start_page_test(engagement=engagement, by=by, now=now, row=sent.get("row", ""))
        case _:
            return Refused("Say what to begin: a blind drill, a live drill or a test of a ladder.")


def _list(visit: Visit, page: DrillsPage, trouble: str = "") -> HttpResponse:
    forms = {"blind": BlindForm(page=page), "live": LiveForm(page=page), "ladder": LadderForm(page=page)}
    # One drill is a figure; a line through it begins with the second.
    chart = rate_chart([line.percent for line in page.rates]) if len(page.rates) > 1 else None
    status = UNFIT if trouble else 200
    return visit.show("drills.html", here="matrix", page=page, forms=forms, chart=chart, trouble=trouble, status=status)


@require_safe
@for_member
def scenarios(visit: Visit) -> HttpResponse:
    """Hold every scenario against the version in force."""
    page = library_page(engagement=visit.engagement, by=visit.by, now=visit.now, stories=library())
    return visit.show("scenarios.html", here="matrix", page=page)


@require_safe
@for_member
def drill(visit: Visit, drill: str) -> HttpResponse:
    """Show one drill: a blind one to be answered or compared, or the report of another."""
    kind = drill_kind(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now)
    if kind == "blind":
        return _blind(visit, drill)
    page = drill_report(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now, titles=titles())
    return visit.show("drill_report.html", here="matrix", page=page)


def _blind(visit: Visit, drill: str, trouble: str = "") -> HttpResponse:
    page = blind_page(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now, titles=titles())
    return visit.show(
        "drill_blind.html",
        here="matrix",
        page=page,
        words=tuple(WORDS.items()),
        trouble=trouble,
        status=UNFIT if trouble else 200,
    )


@require_POST
@for_member
def drill_act(visit: Visit, drill: str, verb: str) -> HttpResponse:
    """Hand in one's answers, end a drill, or make a disagreement a dispute."""
    kind = drill_kind(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now)
    match verb:
        case "answer" if kind == "blind":
            return _answer(visit, drill)
        case "end" if kind in {"blind", "live"}:
            end = close_blind_drill if kind == "blind" else end_live_drill
            ended = end(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now)
            said = Said(ended.reason, "warning") if isinstance(ended, Refused) else Said("The drill has ended.")
        case "dispute" if kind == "blind":
            return _dispute(visit, drill)
        case _:
            raise Http404
    say(visit.request, said)
    return HttpResponseRedirect(reverse("drill", args=(visit.engagement, drill)))


def _answer(visit: Visit, drill: str) -> HttpResponse:
    page = blind_page(engagement=visit.engagement, drill=drill, by=visit.by, now=visit.now, titles=titles())
    sent = visit.request.POST
    answers = [
        {part.key: sent.get(part.name, "") for part in question.parts}
        for story in page.stories
        for question in story.questions
    ]
    done = answer_blind_drill(engagement=visit.engagement, drill=drill, answers=answers, by=visit.by, now=visit.now)
    if isinstance(done, Refused):
        return _blind(visit, drill, done.reason)
    say(visit.request, Said("Handed in." if done.both else "Handed in. It is shown once the other side has answered too."))
    return HttpResponseRedirect(reverse("drill", args=(visit.engagement, drill)))


def _dispute(visit: Visit, drill: str) -> HttpResponse:
    raw = visit.request.POST.get("question", "")
    done = dispute_question(
        engagement=visit.engagement,
        drill=drill,
        question=int(raw) if raw.isdecimal() and len(raw) < 4 else -1,  # noqa: PLR2004 - no drill has a thousand questions
        by=visit.by,
        now=visit.now,
    )
    if isinstance(done, Refused):
        say(visit.request, Said(done.reason, "warning"))
        return HttpResponseRedirect(reverse("drill", args=(visit.engagement, drill)))
    say(visit.request, Said("The dispute is open: both leads are asked to settle it."))
    return HttpResponseRedirect(reverse("dispute", args=(visit.engagement, done.item)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom a page test calls, or note that they are here. Looking answers nothing; who has the link needs no seat."""
    now = clock.now()
    if request.method == "POST":
        done = answer_call(token=token, now=now)
        if isinstance(done, Answered):
            return show(request, "here.html", now=now, answered=done)
        return show(request, "here.html", now=now, refused=done.reason, status=GONE)
    person = call_for(token_hash=token_hash(token))
    return show(request, "here.html", now=now, person=person, status=200 if person else GONE)
