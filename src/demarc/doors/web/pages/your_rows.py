"""Your rows: confirm what is yours, then answer three questions about it from memory."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from demarc.acts.outcome import Refused
from demarc.acts.understand import answer_question, confirm_rows
from demarc.doors.web.forms.understand import AnswerForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.your_rows import YourRows, your_rows

UNFIT = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def yours(visit: Visit) -> HttpResponse:
    """Show the reader's rows, or confirm the ticked ones."""
    if visit.request.method != "POST":
        return _shown(visit, _read(visit))
    sent = visit.request.POST
    number = sent.get("number", "")
    done = confirm_rows(
        engagement=visit.engagement,
        number=int(number) if number.isascii() and number.isdecimal() else 0,
        rows=sent.getlist("row"),
        by=visit.by,
        now=visit.now,
    )
    if isinstance(done, Refused):
        say(visit.request, Said(done.reason, "warning"))
    else:
        words = f"{len(done.rows)} row{'' if len(done.rows) == 1 else 's'} confirmed."
        say(visit.request, Said(f"{words} Now answer from memory." if done.asked else words))
    return _back(visit)


@require_POST
@for_member
def answer(visit: Visit) -> HttpResponse:
    """Keep the answer to the question that stands before the reader, and show what is right."""
    page = _read(visit)
    if page.question is None:
        say(visit.request, Said("There is no question for you now.", "warning"))
        return _back(visit)
    form = AnswerForm(visit.request.POST, question=page.question)
    if not form.is_valid():
        return _shown(visit, page, form)
    given = form.cleaned_data
    done = answer_question(
        engagement=visit.engagement,
        confirmation=given["confirmation"],
        attempt=given["attempt"],
        nth=given["nth"],
        guess=form.guess,
        by=visit.by,
        now=visit.now,
    )
    if isinstance(done, Refused):
        say(visit.request, Said(done.reason, "warning"))
    else:
        words = "All of it is right." if done.right else "Not all of it is right."
        say(visit.request, Said(f"{words} It stands in the record.", "good" if done.right else "warning"))
    return _back(visit)


def _read(visit: Visit) -> YourRows:
    return your_rows(engagement=visit.engagement, by=visit.by, now=visit.now)


def _back(visit: Visit) -> HttpResponse:
    return HttpResponseRedirect(reverse("your-rows", args=(visit.engagement,)))


def _shown(visit: Visit, page: YourRows, form: AnswerForm | None = None) -> HttpResponse:
    """Answer with the page. While questions are asked, no answer stands on it; between two rounds they do."""
    question = page.question
    between = question is not None and question.attempt > 1 and question.nth == 0 and "again" not in visit.request.GET
    asking = question is not None and (form is not None or not between)
    asked = form or (AnswerForm(question=question) if question else None)
    status = UNFIT if form else 200
    return visit.show("your_rows.html", here="matrix", page=page, form=asked, asking=asking, status=status)
