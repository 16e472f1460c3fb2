"""The one ASGI function of the server: feeds post to the intake, everything else is a page.

The intake's writer and the engine start and end with the server.
"""

import asyncio
import re
from pathlib import Path
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from demarc.doors import clock
from demarc.doors.web.checking.folder import clean
from demarc.files.limits import FILE_BYTES
from demarc.record.inbox import inbox_store
from demarc.server.intake import PREFIX, Intake, Message, Receive, Send
from demarc.server.whole import WholeRequests

FILES = re.compile(r"/check/|/before/proposal/|/e/[^/]+/matrix/versions/")
"""The pages that take a file; what they hold is counted apart, so that files keep no form out."""

django: Any = WSGIMiddleware(cast("Any", get_wsgi_application()))  # a2wsgi names the ASGI messages one by one
pages = WholeRequests(django, largest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
files = WholeRequests(django, largest=FILE_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

# Only now that Django is set up can the models be loaded.
from demarc.server.wiring import engine_beside  # noqa: E402

intake = Intake(
    inbox_store(),
    clock.now,
    largest=settings.INTAKE_BYTES,
    waiting=settings.INTAKE_WAITING,
    memory=settings.INTAKE_MEMORY,
)
engine = engine_beside(intake) if settings.DEMARC_ENGINE else None


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Send each request where it belongs."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["path"].startswith(PREFIX):
        await intake(scope, receive, send)
    elif FILES.fullmatch(scope["path"]):
        await files(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    await asyncio.to_thread(clean, Path(settings.DEMARC_HOME))
    intake.start(asyncio.get_running_loop())
    if engine:
        engine.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if engine:
        await asyncio.to_thread(engine.stop)
    await asyncio.to_thread(intake.stop)
    await send({"type": "lifespan.shutdown.complete"})
