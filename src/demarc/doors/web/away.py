"""When the database is away, full or busy for too long, a page says so: nothing was done, come back in a moment."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("demarc.pages")
AWAY = 503


class DatabaseAway:
    """Turns a database that cannot be used just now into an answer of 503; any other failure stays what it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page answer."""
        return self._get_response(request)

    def process_exception(self, _request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """Answer in the place of a page that could not read or write."""
        if not isinstance(failure, OperationalError | InterfaceError):
            return None
        log.warning("a page could not be answered, because the database cannot be used: %s", " ".join(str(failure).split()))
        return HttpResponse(render_to_string("503.html"), status=AWAY, headers={"Retry-After": "2"})
