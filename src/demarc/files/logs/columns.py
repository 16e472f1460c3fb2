"""Which column of an export is the case, the time, the group and the status: given, or found by its heading."""

import re
from collections.abc import Mapping, Sequence

from demarc.files.limits import UnusableFile

PARTS = ("case", "time", "group", "status")
MOST, WIDEST = 100, 60
"""Headings that an error names, and the characters it shows of each."""

NEEDED = frozenset({"case", "time", "group"})
LIKELY: Mapping[str, str] = {
    "case": "caseconceptname caseid case incidentid incidentnumber incident ticketid ticketnumber ticket requestid "
    "requestnumber issuekey issueid srnumber number key id",
    "time": "timetimestamp timestamp eventtimestamp eventtime sysupdatedat sysupdatedon updatedat updatedon updated "
    "changedat changedon changetime modifiedat modifiedon lastmodified completetimestamp eventdate time date datetime "
    "starttimestamp",
    "group": "orggroup assignmentgroup assignedgroup supportgroup group assignedteam supportteam team queue ownergroup "
    "owninggroup resolvergroup orgunit",
    "status": "status state incidentstate incidentstatus ticketstatus casestatus newstatus substatus conceptname activity "
    "event lifecycletransition",
}
"""Folded headings by part, the surest first."""


def folded(heading: str) -> str:
    """Fold a heading: only its letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def candidates(headings: Sequence[str], part: str) -> list[int]:
    """List the columns whose heading means a part, the likeliest first. A repeated heading means its first column."""
    names = [folded(heading) for heading in headings]
    return [names.index(name) for name in LIKELY[part].split() if name in names]


def column_of(headings: Sequence[str], part: str, given: str, where: str) -> int:
    """Find the column somebody named. Raises `UnusableFile`."""
    for names, name in ((list(headings), given), ([folded(heading) for heading in headings], folded(given))):
        if name in names:
            return names.index(name)
    raise UnusableFile(f"there is no column `{given}` for the {part}", where, said(headings))


def said(headings: Sequence[str]) -> str:
    """Say which columns there are."""
    named = ", ".join(f"`{heading[:WIDEST]}`" for heading in headings[:MOST])
    more = f" and {len(headings) - MOST} more" if len(headings) > MOST else ""
    return f"the columns are {named}{more}; name one with --case --time --group --status"
