"""The words people write over the columns of such tables, and what each makes of its column."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a column says. The values are the words that `--map` and `--explain` use."""

    NUMBER = "number"
    TITLE = "title"
    SECTION = "section"
    NOTE = "note"
    LETTERS = "letters"
    OWNER = "owner"
    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"
    CONSULTED = "consulted"
    INFORMED = "informed"
    SUPPORT = "support"
    DEPUTY = "deputy"
    ESCALATION = "escalation"
    DUTIES = "duties"
    AREA = "area"
    ORIGIN = "origin"
    INHERITED = "inherited"
    STATUS = "status"
    HOURS = "hours"
    CLOCK = "clock"
    FREQUENCY = "frequency"
    PROOF = "proof"
    SCOPE = "scope"
    OTHER = "other"
    IGNORED = "ignored"


NAMED = frozenset({
    Role.OWNER,
    Role.ACCOUNTABLE,
    Role.RESPONSIBLE,
    Role.CONSULTED,
    Role.INFORMED,
    Role.SUPPORT,
    Role.DEPUTY,
    Role.ESCALATION,
})  # fmt: skip
"""The columns whose cells name people or parties."""

ASSIGNING = NAMED | {Role.LETTERS, Role.DUTIES, Role.AREA, Role.ORIGIN, Role.INHERITED}
"""The columns that say who."""

TELLING = frozenset({Role.NOTE, Role.HOURS, Role.CLOCK, Role.FREQUENCY, Role.PROOF, Role.SCOPE, Role.OTHER, Role.STATUS})
"""The columns whose cells become notes of their row."""

_WORDS: Mapping[Role, str] = {
    Role.NUMBER: (
        "# | no | nr | num | number | id | ref | reference | item no | item number | s no | sl no | index | code "
        "| wbs | control id | control | control number | control no | line | line no | row | pos | lfd nr"
    ),
    Role.TITLE: (
        "activity | activities | function | functions | task | tasks | process | processes | resource | resources "
        "| service | services | deliverable | deliverables | duty | item | items | work | topic | step | "
        "requirement | capability | what | job | component | practice | objective | milestone | service element | "
        "responsibility area | area of responsibility | responsibility | activity or task | process step | action "
        "| actions | it function | work item | work package | title | name | subject | control name | control "
        "title | security control | operation | function or activity | feature | scope item | line item | role or "
        "function | system | application | outcome | aufgabe | tätigkeit | leistung"
    ),
    Role.SECTION: (
        "section | category | domain | phase | lane | group | workstream | work stream | tower | family | pillar "
        "| discipline | service area | functional area | theme | sub category | subcategory | area | lifecycle "
        "phase | stage | control family | bereich | kategorie"
    ),
    Role.NOTE: (
        "note | notes | comment | comments | remark | remarks | detail | details | description | explanation | "
        "examples | example | definition | clarification | assumptions | guidance | further information | "
        "additional information | bemerkung | bemerkungen | beschreibung | hinweis"
    ),
    Role.OWNER: (
        "owner | owners | owned by | who | held by | holder | assigned to | assignee | assigned | dri | party | "
        "responsible party | responsible person | responsible team | responsible for | performed by | managed by "
        "| who does it | who is responsible | who owns it | service owner | process owner | task owner | control "
        "owner | directly responsible individual | primary | primary owner | primary contact | point of contact | "
        "poc | contact | lead | responsibility of | accountable party | accountable person | verantwortlich | "
        "zuständig | responsable"
    ),
    Role.ACCOUNTABLE: "accountable | a accountable | accountable a | approver | signs off | sign off",
    Role.RESPONSIBLE: "responsible | r responsible | responsible r | performer | doer | does the work",
    Role.CONSULTED: "consulted | c consulted | consulted c | consult | contributor | contributors",
    Role.INFORMED: "informed | i informed | informed i | inform",
    Role.SUPPORT: "support | supporting | supports | s support | supported by | assists | assisted by | supporting party",
    Role.DEPUTY: (
        "deputy | deputies | backup | back up | backup owner | secondary | secondary owner | secondary contact | "
        "alternate | cover | stand in | covered by | backup contact | backup person | vertretung"
    ),
    Role.ESCALATION: "escalation | escalate to | escalation path | escalation contact | escalation to | escalates to",
    Role.HOURS: (
        "hours | coverage | window | business hours | service hours | hours of operation | coverage hours | "
        "support hours | availability | when"
    ),
    Role.CLOCK: (
        "sla | response time | response | target | due | deadline | timeframe | time frame | resolution time | "
        "acceptance time | due date | time limit | ola | rto | rpo"
    ),
    Role.FREQUENCY: "frequency | cadence | schedule | interval | how often | recurrence | periodicity",
    Role.PROOF: (
        "proof | evidence | verification | verified by | how verified | proof of completion | artifact | artifacts"
    ),
    Role.SCOPE: (
        "scope | in scope | out of scope | scope state | applies to | devices | device class | site | sites | "
        "location | environment | included | exclusions"
    ),
    Role.OTHER: (
        "priority | severity | tier | status | risk | impact | type | tool | tools | technology | version | date "
        "| reviewed | last updated | last reviewed | review date | updated | cost | price | billing | criticality "
        "| level | start | end | start date | end date | link | url | ticket | document | policy | framework | "
        "standard | author"
    ),
    Role.INHERITED: "can be inherited from csp | can be inherited | inherited from csp | inheritable | inheritance",
}
"""The headings we know, folded, parted by bars; a word that stands twice counts for the first."""

STATUSES = "implemented | partially implemented | planned | alternative implementation | not applicable | n a"
ORIGINS = re.compile(
    r"service provider (corporate|system specific|hybrid)|(configured|provided) by customer|shared"
    r"|inherited from pre existing"
)
CONTROL = frozenset({"control id", "control", "control number", "control no"})

PARTIES = re.compile(
    r"\b(customer|client|provider|msp|mssp|vendor|supplier|csp|contractor|internal|tenant|agency|us|we|you|your|our|company"
    r"|service provider|in house|outsourcer|partner|it team|it department|cloud provider|third party)\b"
)
"""Words that say that a heading or a cell names a party."""

DUTY_TAIL = re.compile(
    r"[\s:\u2013-]*(responsibilit(?:y|ies)|responsible for|duties|duty|tasks|obligations?|is responsible for|does|part|role"
    r"|provides|will|must|scope|commitments?|accountabilities)\s*\Z"
)
DUTY_HEAD = re.compile(
    r"\A\s*(responsibilit(?:y|ies)|duties|tasks|obligations|provided|performed|handled|done|managed)\s+(?:of|for|by)\s+(?:the\s+)?"
)
"""How a heading says that the party it names has its duties in words below."""

LONGEST_DUTY = 9
BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
PARTING = re.compile(r"\s*(?:/|&|\||,|\band\b|\bor\b)\s*")


def folded(text: str) -> str:
    """Fold a heading for comparison: case and marks do not count, words stay apart; a lone # stays."""
    said = text.strip().casefold()
    return "#" if said == "#" else " ".join(re.findall(r"\w+", said))


_BY_WORD: Mapping[str, Role] = {
    word.strip(): role for role, words in reversed(tuple(_WORDS.items())) for word in words.split(" | ")
}  # fmt: skip

_STATUS_WORDS = frozenset(STATUSES.split(" | "))


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role | None:
    """Say what a heading makes of its column, or None when it is no word we know, so perhaps a holder's name.

    The whole heading counts first, then without brackets, then all its alternatives when they agree (`Activity / Task`).
    """
    whole = folded(heading)
    bare = folded(BRACKETS.sub(" ", heading))
    for said in (whole, bare):
        if said in _BY_WORD:
            return _BY_WORD[said]
    parts = [folded(part) for part in PARTING.split(BRACKETS.sub(" ", heading.casefold())) if folded(part)]
    roles = [_BY_WORD.get(part) for part in parts]
    known = [role for role in roles if role is not None]
    if len(parts) > 1 and len(known) * 2 >= len(parts) and known:
        return known[0]
    words = bare.split()
    if len(words) > 1 and _BY_WORD.get(words[-1]) in {Role.TITLE, Role.NOTE} and not PARTIES.search(bare):
        return _BY_WORD[words[-1]]
    return None


def is_control(heading: str) -> bool:
    """Tell whether a heading stands over the ids of controls."""
    return folded(heading) in CONTROL


def is_status(heading: str) -> bool:
    """Tell whether a heading is one of the states of a control implementation summary."""
    return folded(heading) in _STATUS_WORDS


@lru_cache(maxsize=4096)
def is_origin(heading: str) -> bool:
    """Tell whether a heading is one of the origins of a control implementation summary."""
    return bool(ORIGINS.match(folded(heading)))


@lru_cache(maxsize=4096)
def is_party(text: str) -> bool:
    """Tell whether a heading or cell names a party in general words."""
    return bool(PARTIES.search(folded(text)))


@lru_cache(maxsize=4096)
def duty_party(heading: str) -> str | None:
    """Return the party of a heading like `Red Hat responsibilities` or `Duties of the customer`, or None."""
    if len(heading.split()) > LONGEST_DUTY:
        return None
    lowered = heading.casefold()
    for pattern in (DUTY_TAIL, DUTY_HEAD):
        match = pattern.search(lowered)
        if match:
            kept = (heading[: match.start()] + heading[match.end() :]).strip(" :-\u2013'\u2019")
            kept = re.sub(r"['\u2019]s?\Z", "", kept).strip()
            if kept:
                return kept
    return None
