"""The line: the board both sides share, as it is now and as it was at any past instant."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from demarc.doors.web.board_links import UnreadableInstant, filters_of, instant_asked, query_of, wanted_of
from demarc.doors.web.saved import saved_of
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.board import board_of, board_stamp
from demarc.record.reads.board_at import board_at

UNFIT = 422
JUMPS = (("1 hour ago", timedelta(hours=1)), ("Yesterday", timedelta(days=1)), ("A week ago", timedelta(days=7)))


@require_safe
@for_member
def line(visit: Visit) -> HttpResponse:
    """Show the line now, or at the instant asked for. An unchanged board is answered with 304 and nothing."""
    asked = visit.request.GET
    try:
        instant = instant_asked(asked.get("at", ""), zone=visit.member.zone, now=visit.now)
    except UnreadableInstant as refusal:
        return _now(visit, trouble=str(refusal))
    return _now(visit) if instant is None else _then(visit, instant)


def _now(visit: Visit, trouble: str = "") -> HttpResponse:
    query, at = visit.request.GET.urlencode(), {"engagement": visit.engagement, "by": visit.by}
    known = visit.request.headers.get("If-None-Match")
    if known and not trouble and known == quote_etag(board_stamp(**at, now=visit.now, asked=query)):
        return HttpResponseNotModified(headers={"ETag": known})
    wanted = wanted_of(visit.request.GET, me=visit.by)
    after = visit.request.GET.get("after", "")
    board = board_of(**at, now=visit.now, wanted=wanted, after=after, asked=query)
    stamp = quote_etag(board.stamp)
    page = visit.show(
        "line.html",
        here="line",
        board=board,
        wanted=wanted,
        query=query_of(wanted),
        asked=query,
        polling=json.dumps({"If-None-Match": stamp}),
        filters=filters_of(wanted, board, me=visit.by),
        trouble=trouble,
        saved=saved_of(visit, "line"),
        status=UNFIT if trouble else 200,
        **_slide(visit, visit.now, board.began),
    )
    page.headers["ETag"] = stamp
    return page


def _then(visit: Visit, instant: datetime) -> HttpResponse:
    asked = visit.request.GET
    find = asked.get("find", "")[:80].strip()
    board = board_at(
        engagement=visit.engagement,
        by=visit.by,
        now=visit.now,
        instant=instant,
        after=asked.get("after", ""),
        find=find,
    )
    slide = _slide(visit, instant, board.began)
    return visit.show("line_then.html", here="line", board=board, instant=instant, find=find, **slide)


def _slide(visit: Visit, shown: datetime, began: datetime) -> dict[str, Any]:
    """Give the slider its ends and its place, as a clock at the engagement's place shows them."""
    zone = visit.member.zone
    jumps = tuple((title, _clock(visit.now - back, zone)) for title, back in JUMPS if visit.now - back >= began)
    return {
        "first": _clock(began + timedelta(minutes=1), zone),
        "last": _clock(visit.now, zone),
        "shown": _clock(shown, zone),
        "jumps": jumps,
    }


def _clock(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(UTC).astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
