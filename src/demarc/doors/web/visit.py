"""The one way into a page of an engagement: `for_member` finds out who asks, or turns them away without a hint.

A signed-out visitor is sent to the entrance; a member of another engagement, or somebody who has left, is told that
there is no such page: the same answer as for an address that does not exist.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from demarc.acts.readers import note_look
from demarc.doors import clock
from demarc.doors.web import seat
from demarc.doors.web.demo import banner
from demarc.record.once import reading
from demarc.record.reads.membership import Member, NotFound, member_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one member at one instant."""

    request: HttpRequest
    member: Member
    now: datetime

    @property
    def by(self) -> str:
        """Name the person who asks."""
        return self.member.person.id

    @property
    def engagement(self) -> str:
        """Name the engagement."""
        return self.member.engagement

    def show(self, template: str, *, here: str = "", status: int = 200, **values: Any) -> HttpResponse:  # noqa: ANN401 - whatever the template shows
        """Answer with a page of the frame."""
        return show(self.request, template, now=self.now, member=self.member, here=here, status=status, **values)


Page = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")


def for_member(page: Page) -> Page:
    """Let only members of the engagement in the address through; hand the page a `Visit`."""

    @wraps(page)
    def guarded(request: HttpRequest, engagement: str, **rest: object) -> HttpResponseBase:
        account = seat.account_of(request)
        if not account:
            return _to_the_entrance(request)
        now = clock.now()
        with reading() if request.method in SAFE else nullcontext():
            member = member_of(engagement=engagement, account=account, now=now)
            if member is None:
                raise Http404
            seat.remember_engagement(request, engagement)
            try:
                answer = page(Visit(request, member, now), **rest)
            except NotFound as missing:
                raise Http404 from missing
        if member.is_guest:
            # A reader for some days is let in on the word of one side; the other may see what was read.
            note_look(engagement=engagement, page=_named(request), by=member.person.id, now=now)
        # What one member may read stays in no cache, neither on the way nor on a computer that others use too.
        add_never_cache_headers(answer)
        return answer

    guarded.for_member = True  # type: ignore[attr-defined]  # the test of the URL map reads it
    return guarded


def _named(request: HttpRequest) -> str:
    """Name a page for the record: what kind it is, and of what; words somebody searched for are theirs."""
    match = request.resolver_match
    if match is None:
        return ""
    given = [f"{key} {value}" for key, value in match.kwargs.items() if key != "engagement"]
    return ", ".join([match.url_name or "", *given])


def show(
    request: HttpRequest,
    template: str,
    *,
    now: datetime,
    member: Member | None = None,
    here: str = "",
    status: int = 200,
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> HttpResponse:
    """Answer with a page in the frame, for a member or for somebody not signed in."""
    frame = {
        "member": member,
        "now": now,
        "zone": member.zone if member else "UTC",
        "here": here,
        "said": seat.hear(request),
        "demo": banner(request, member, now),
    }
    return render(request, f"demarc/{template}", {**frame, **values}, status=status)


def _to_the_entrance(request: HttpRequest) -> HttpResponseRedirect:
    wanted = request.get_full_path() if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse('enter')}?{urlencode({'next': wanted})}" if wanted else reverse("enter"))
