"""Saved filters of the list pages: the filter in an address written plainly, and what is kept of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from demarc.doors.web.board_links import query_of, wanted_of
from demarc.doors.web.visit import Visit
from demarc.record.reads.filters import FilterLine, saved_filters
from demarc.record.reads.items import LISTS

LONGEST = 80


def list_asked(asked: Mapping[str, str]) -> tuple[str, str]:
    """Read which list of items is asked for, and what is looked for in it."""
    wanted = asked.get("list", "open")
    return wanted if wanted in LISTS else "open", asked.get("find", "")[:LONGEST].strip()


def _of_items(asked: Mapping[str, str]) -> str:
    name, find = list_asked(asked)
    return urlencode({key: value for key, value in (("list", name), ("find", find)) if value not in {"", "open"}})


def _of_line(asked: Mapping[str, str]) -> str:
    # `me` stays a word in the address, so that a shared filter shows everybody their own.
    return query_of(wanted_of(asked, me="me"))


def _of_find(asked: Mapping[str, str]) -> str:
    words = asked.get("q", "")[:LONGEST].strip()
    return urlencode({"q": words}) if words else ""


QUERIES: Mapping[str, Callable[[Mapping[str, str]], str]] = {"items": _of_items, "line": _of_line, "find": _of_find}
"""The list pages that filter, each with how it writes its filter, without where in the list one was."""


def plain_query(page: str, query: str) -> str:
    """Write the filter that an address asks a page for, as that page writes it; empty for everything."""
    return QUERIES[page](QueryDict(query).dict())


@dataclass(frozen=True, slots=True)
class SavedFilters:
    """What the bar above a list shows: its page, the present filter (empty for none), and the filters kept."""

    page: str
    query: str
    lines: tuple[FilterLine, ...]

    @property
    def mine(self) -> tuple[FilterLine, ...]:
        """The reader's own, which they can change."""
        return tuple(line for line in self.lines if line.mine)

    @property
    def is_kept(self) -> bool:
        """Tell whether the present filter is kept already."""
        return any(line.query == self.query for line in self.mine)


def saved_of(visit: Visit, page: str) -> SavedFilters | None:
    """Gather the bar of a list page, as it was asked for; None for a guest, who keeps nothing."""
    if visit.member.is_guest:
        return None
    lines = saved_filters(engagement=visit.engagement, by=visit.by, now=visit.now, page=page)
    return SavedFilters(page, plain_query(page, visit.request.GET.urlencode()), lines)
