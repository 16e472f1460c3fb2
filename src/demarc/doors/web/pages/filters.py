"""Keeping a filter of a list page under a name, changing it, taking it away, and taking that back."""

from datetime import datetime
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from demarc.acts.filters import FilterGone, FilterKept, change_filter, delete_filter, save_filter
from demarc.acts.outcome import Refused
from demarc.doors.web.forms.fields import STEERING
from demarc.doors.web.saved import QUERIES, plain_query
from demarc.doors.web.seat import Said, Undo, say
from demarc.doors.web.visit import Visit, for_member


class Who(TypedDict):
    """In which engagement something is done, by whom, when."""

    engagement: str
    by: str
    now: datetime


@require_POST
@for_member
def filter_act(visit: Visit, verb: str) -> HttpResponse:
    """Do it, and lead back to the list as it was filtered."""
    sent, page = visit.request.POST, visit.request.POST.get("page", "")
    if visit.member.is_guest:
        raise PermissionDenied
    if page not in QUERIES:
        raise Http404
    query = plain_query(page, sent.get("query", ""))
    who: Who = {"engagement": visit.engagement, "by": visit.by, "now": visit.now}
    name, shared = STEERING.sub("\ufffd", sent.get("name", "")).strip(), sent.get("shared") == "yes"
    done: FilterKept | FilterGone | Refused
    match verb:
        case "save":
            done = save_filter(page=page, name=name, query=query, shared=shared, **who)
        case "change":
            done = change_filter(kept=sent.get("filter", ""), name=name, shared=shared, **who)
        case "delete":
            done = delete_filter(kept=sent.get("filter", ""), **who)
        case _:
            raise Http404
    say(visit.request, _said(visit, verb, done, {"page": page, "query": query}))
    back = reverse(page, args=(visit.engagement,))
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


def _said(visit: Visit, verb: str, done: FilterKept | FilterGone | Refused, here: dict[str, str]) -> Said:
    def undo(verb: str, **sends: str) -> Undo:
        return Undo("Undo", reverse("filter-act", args=(visit.engagement, verb)), here | sends)

    match done:
        case Refused(reason):
            return Said(reason, "warning")
        case FilterGone(name=name, query=query, shared=shared):
            kept = {"name": name, "query": query, "shared": "yes" if shared else ""}
            return Said(f"`{name}` is kept no more.", undo=undo("save", **kept))
        case FilterKept(id_, name) if verb == "save":
            return Said(f"Kept as `{name}`.", undo=undo("delete", filter=id_))
        case FilterKept(name=name):
            return Said(f"Changed: it is `{name}` now.")
