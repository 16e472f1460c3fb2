"""Is Demarc well? For machines in one word each, for people as a page. None of them says anything about anybody."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demarc.doors import clock
from demarc.doors.web.visit import show
from demarc.record.reads.health import health

UNWELL = 503


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Answer that the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether the record can be read and is at the version the program knows."""
    found = health(now=clock.now())
    text = "ready\n" if found.ready else "not ready: " + "; ".join(found.troubles) + "\n"
    return HttpResponse(text, content_type="text/plain", status=200 if found.ready else UNWELL)


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Show what is well and what is not, without a name."""
    now = clock.now()
    return show(request, "status.html", now=now, health=health(now=now))
