"""Which severities a text speaks of: `Sev 1-2`, `P1/P2`, `severity 3 and below`, `critical and high alerts`."""

import re
from collections.abc import Iterator

from demarc.core.words import Severity

RANKED = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
"""Severity 1 to 4, as P1 to P4 are."""

_DASH = "-|\u2013|\u2014"
_MARK = r"(?:sev(?:erity)?s?|prio(?:rity|rities)?|p|s)"
_NUMBERED = re.compile(
    rf"\b(?P<mark>{_MARK})(?P<gap>[\s.:#-]*)(?P<first>[1-5])(?!\d|\.\d)"
    rf"(?P<more>(?:\s*(?:{_DASH}|to|/|,|&|\+|and|or|through|thru)\s*{_MARK}?\s*[1-5](?!\d|\.\d))*)"
    r"(?P<open>\s*(?:\+|and|or)?\s*(?:above|higher|up|below|lower|down)\b|\s*\+)?",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"({_DASH}|to|/|,|&|\+|and|or|through|thru)\s*{_MARK}?\s*([1-5])", re.IGNORECASE)
_WORDED = re.compile(
    r"\b(?P<levels>(?:critical|high|medium|low)(?:(?:\s*(?:/|,|&|\+|-|and|or)\s*|\s+)(?:critical|high|medium|low))*)"
    r"[\s-]*(?P<what>severity|priority|prio|sev|alerts?|incidents?|tickets?|issues?|events?|cases?|outages?)\b",
    re.IGNORECASE,
)
_THROUGH = frozenset({*_DASH.split("|"), "to", "through", "thru"})


def severities_in(text: str) -> Iterator[tuple[frozenset[str], bool, str]]:
    """Find each mention of severities: the values, whether the words settle it, and the words as written.

    A bare `P1` or `S1` is settled by its number; `critical alerts` is a guess, for people mean different things by it.
    """
    for found in _NUMBERED.finditer(text):
        # `S 1` and `P 1` may be a section or a page; only written together do the letters mean a severity.
        if len(found["mark"]) > 1 or not found["gap"]:
            yield _numbered(found), True, " ".join(found[0].split())
    for found in _WORDED.finditer(text):
        levels = re.findall(r"critical|high|medium|low", found["levels"].casefold())
        certain = found["what"].casefold().startswith(("sev", "prio"))
        yield frozenset(levels), certain, " ".join(found[0].split())


def _numbered(found: re.Match[str]) -> frozenset[str]:
    numbers = [int(found["first"])]
    for how, number in _JOINED.findall(found["more"]):
        through = how.casefold() in _THROUGH
        numbers += range(numbers[-1] + 1, int(number) + 1) if through and int(number) > numbers[-1] else [int(number)]
    opened = (found["open"] or "").casefold()
    if re.search(r"below|lower|down|^\s*\+$", opened):
        numbers += range(numbers[-1], len(RANKED) + 1)
    elif opened:
        numbers += range(1, numbers[-1])
    return frozenset(RANKED[min(number, len(RANKED)) - 1].value for number in numbers)
