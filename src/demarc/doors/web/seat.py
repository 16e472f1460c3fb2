"""Who sits at the browser: the account and the engagement in the signed cookie, and nothing else.

What they may see is asked of the record at every request, so a departure or an ended visit counts at once.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

ACCOUNT, ENGAGEMENT, SAID = "account", "engagement", "said"


@dataclass(frozen=True, slots=True)
class Said:
    """Something to say once, at the top of the next page. `tone` is `good`, `warning` or `error`."""

    text: str
    tone: str = "good"


def sit_down(request: HttpRequest, *, account: str, engagement: str) -> None:
    """Sign in: forget whoever was here before, and what they or somebody else had put into this browser."""
    request.session.flush()
    rotate_token(request)
    request.session[ACCOUNT] = account
    request.session[ENGAGEMENT] = engagement


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
    request.session[SAID] = [said.text[:500], said.tone]


def hear(request: HttpRequest) -> tuple[Said, ...]:
    """Take what was kept to say, once."""
    kept = request.session.pop(SAID, None)
    return (Said(*kept),) if kept else ()
