"""Does a row say a result that can be checked: what holds when it is done, and what shows it.

An activity ("manage the servers") can be done for ever and never fail. A state ("every server runs a current system") can
be looked at. A short title of a function of the catalogue stands for the outcome that the catalogue gives it.
"""

import re
from collections.abc import Iterator

from demarc.core.catalogue import function
from demarc.core.matrix.findings import Finding, Kind, finding
from demarc.core.matrix.table import Matrix, Row

NO_PROOF = frozenset(
    {"none", "no", "yes", "ok", "n/a", "na", "tbd", "tba", "x", "nothing", "unknown", "open", "later", "trust"}
    | {"as needed", "as required", "best effort", "to be defined", "on request", "not needed", "word of mouth"}
)
"""What people write where a proof should stand, and that shows nothing."""

ACTIVITIES = frozenset(
    {"administer", "analyse", "analyze", "assist", "conduct", "configure", "consult", "coordinate", "deploy", "ensure"}
    | {"execute", "facilitate", "handle", "help", "implement", "install", "investigate", "maintain", "manage", "monitor"}
    | {"operate", "oversee", "patch", "perform", "prepare", "provide", "respond", "review", "support", "verify"}
)
"""Verbs that begin a line which says what somebody busies themselves with."""

_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_HOLDS = re.compile(
    r"\b(?:covers|work$|is|are|was|were|has|have|can|cannot|may|must|never|gets?|goes|hears?|holds?|keeps?|knows?|loses?|reach(?:es)?"
    r"|runs?|says|shows?|stands?|stays?|uses?|works|belongs?|exists?|expires?|leaves?|comes?|carry|lapses?|flows?|decides?)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\d|\b(?:within|until|at least|at most|per cent|same day)\b|%", re.IGNORECASE)
_DONE = re.compile(r"\b(?!managed\b|shared\b|based\b|related\b|dedicated\b|advanced\b)\w{3,}(?:ed|en)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:no|none|every|each|all)\b", re.IGNORECASE)


def without_result(matrix: Matrix) -> Iterator[Finding]:
    """Yield each row that says no result that can be checked, with the reason."""
    for row in matrix.rows:
        for field, reason in missing_result(row):
            message = f"row `{row.id}` says no result that can be checked: {reason}"
            yield finding(Kind.NO_RESULT, message, rows=(row.id,), field=field)


def missing_result(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what a row lacks to be checked, as the field to mend and the reason; nothing for one that can be."""
    if not states_result(row.title):
        known = function(row.function)
        if not row.title.strip():
            if known is None:
                yield "title", "it has no title; write what holds when it is done"
        elif is_activity(row.title):
            yield "title", f"`{row.title}` is an activity; write what holds when it is done"
        elif known is None:
            yield "title", f"`{row.title}` names a subject; write what holds when it is done"
    if not shows_something(row.proof):
        said = f"`{row.proof.strip()}` shows nothing" if row.proof.strip() else "it has no proof"
        yield "proof", f"{said}; name what shows that it is done, such as a report, a log or a signed list"


def states_result(text: str) -> bool:
    """Tell whether a text says how things stand when it is done; for one that begins as an activity, in so many words."""
    _, _, rest = text.strip().partition(" ")
    if _HOLDS.search(rest) or _MEASURE.search(text):
        return True
    return not is_activity(text) and bool(_DONE.search(text) or _EACH.search(text))


def is_activity(text: str) -> bool:
    """Tell whether a text begins with what somebody does: `manage ...`, `monitoring of ...`."""
    word = _WORDS.search(text)
    first = word[0].casefold() if word else ""
    return first in ACTIVITIES or (first.endswith("ing") and first not in {"nothing", "something", "everything"})


def shows_something(proof: str) -> bool:
    """Tell whether a proof names anything that somebody could look at."""
    folded = " ".join(proof.casefold().split()).strip(".")
    return folded not in NO_PROOF and bool(_WORDS.search(folded))
