"""Who sits at the browser: the account and the engagement in the signed cookie, and nothing else.

What they may see is asked of the record at every request, so a departure or an ended visit counts at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from demarc.core.instants import instant_of, micros

ACCOUNT, ENGAGEMENT, SAID, SINCE = "account", "engagement", "said", "since"
FRESH = timedelta(minutes=15)
"""How long a sign-in counts as fresh: a browser left open signs nothing for a firm."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A button that takes back what was just done: what it says, where it is sent, and what it sends."""

    title: str
    action: str
    sends: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Something to say once, at the top of the next page. `tone` is `good`, `warning` or `error`.

    `undo` is given where taking it back is an ordinary act that harms nobody.
    """

    text: str
    tone: str = "good"
    undo: Undo | None = None


def sit_down(request: HttpRequest, *, account: str, engagement: str, now: datetime) -> None:
    """Sign in: forget whoever was here before, and what they or somebody else had put into this browser."""
    request.session.flush()
    rotate_token(request)
    request.session[ACCOUNT] = account
    request.session[ENGAGEMENT] = engagement
    request.session[SINCE] = micros(now)


def has_just_come(request: HttpRequest, now: datetime) -> bool:
    """Tell whether whoever sits here signed in a short while ago, as signing for a firm asks for."""
    since = request.session.get(SINCE)
    return isinstance(since, int) and timedelta() <= now - instant_of(since) <= FRESH


def stand_up(request: HttpRequest) -> None:
    """Sign out."""
    request.session.flush()


def account_of(request: HttpRequest) -> str:
    """Tell which account signed in here, or an empty text."""
    return str(request.session.get(ACCOUNT, ""))


def last_engagement(request: HttpRequest) -> str:
    """Tell which engagement was open last, or an empty text."""
    return str(request.session.get(ENGAGEMENT, ""))


def remember_engagement(request: HttpRequest, engagement: str) -> None:
    """Keep which engagement is open, so that the next visit begins there."""
    if request.session.get(ENGAGEMENT) != engagement:
        request.session[ENGAGEMENT] = engagement


def say(request: HttpRequest, said: Said) -> None:
    """Keep something to say on the next page."""
    undo = [said.undo.title, said.undo.action, dict(said.undo.sends)] if said.undo else None
    request.session[SAID] = [said.text[:500], said.tone, undo]


def hear(request: HttpRequest) -> tuple[Said, ...]:
    """Take what was kept to say, once."""
    kept = request.session.pop(SAID, None)
    if not kept:
        return ()
    # What was kept before there was an undo has two parts.
    text, tone, undo = (*kept, None)[:3]
    return (Said(text, tone, Undo(*undo) if undo else None),)
