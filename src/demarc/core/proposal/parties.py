"""Who the document speaks of: the names of the two firms, and of people, so that `Harborline` reads as the provider.

Only what is compared is changed; what is quoted stays the document's own text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from demarc.core.proposal.document import Document
from demarc.core.proposal.people import A_PERSON, people_of

THE_PROVIDER, THE_CLIENT = "the provider", "the client"
"""What stands in the compared text in the place of a firm's name."""

CLIENT_WORDS = frozenset({"customer", "client", "licensee", "buyer", "subscriber"})
PROVIDER_WORDS = frozenset({"provider", "service provider", "supplier", "vendor", "contractor", "consultant", "licensor"})
NAME = r"[A-Z][\w&-]*(?: (?:[A-Z][\w&-]*|&)){0,3}"
SPOKEN_OF = (
    (
        re.compile(rf"(?i:proposal|offer|quote|statement of work|submitted|a note|response) (?:of|by|from) ({NAME})"),
        THE_PROVIDER,
    ),
    (re.compile(rf"(?i:prepared|submitted|presented) (?:exclusively )?by:? ({NAME})"), THE_PROVIDER),
    (re.compile(rf"(?i:prepared|proposal|offer|written) (?:exclusively )?for {NAME},? (?:and )?by ({NAME})"), THE_PROVIDER),
    (
        re.compile(
            rf"(?i:prepared|proposal|offer|quote|statement of work|support|services)[\w ]{{0,30}} (?:for|to):? ({NAME})"
        ),
        THE_CLIENT,
    ),
    (re.compile(rf"^\W*({NAME}): (?:proposal|offer|statement of work|managed)", re.MULTILINE), THE_PROVIDER),
    (
        re.compile(rf"\b[Bb](?:etween|ETWEEN) (?:\(\d\) )?({NAME})[^\n]{{0,160}}? (?:and|AND) (?:\(\d\) )?{NAME}"),
        THE_PROVIDER,
    ),
    (
        re.compile(rf"\b[Bb](?:etween|ETWEEN) (?:\(\d\) )?{NAME}[^\n]{{0,160}}? (?:and|AND) (?:\(\d\) )?({NAME})"),
        THE_CLIENT,
    ),
    (re.compile(rf"^[^\n.]{{0,60}}?({NAME}) to {NAME}\W*$", re.MULTILINE), THE_PROVIDER),
    (re.compile(rf"^[^\n.]{{0,60}}?{NAME} to ({NAME})\b", re.MULTILINE), THE_CLIENT),
)
CALLS_ITSELF = r",?[^()\n]{0,120}\((?:\W|the |hereinafter |referred to as )*"
CALLED = (
    (re.compile(rf"({NAME}){CALLS_ITSELF}(?i:{'|'.join(sorted(PROVIDER_WORDS))}|we|us|msp)\b"), THE_PROVIDER),
    (re.compile(rf"({NAME}){CALLS_ITSELF}(?i:{'|'.join(sorted(CLIENT_WORDS))}|you)\b"), THE_CLIENT),
    (re.compile(rf"^\W*(?i:provider|supplier|vendor|msp|from|by)\W{{1,6}}({NAME})", re.MULTILINE), THE_PROVIDER),
    (re.compile(rf"^\W*(?i:client|customer|to|for)\W{{1,6}}({NAME})", re.MULTILINE), THE_CLIENT),
)
TRADE = re.compile(r"\b(?:IT|MSP|SOC|Tech\w*|Systems|Cloud|Networks?|Managed|Cyber\w*|Computing|Computers?|Digital)\b")
"""What the names of those who sell IT are made of."""

SERVES = re.compile(
    rf"({NAME}),? (?:shall|will|may|agrees to|is to)?\s*(?:provides?|performs?|monitors?|manages?|hosts?|delivers?"
    r"|supports?|supply|supplies|maintains?|operates?|invoices?|restores?|isolates?|triages?"
    r"|disables?|watch(?:es)?|backs? up"
    r"|installs?|patch(?:es)?|subcontracts?|does it|wipes?|answers)\b"
    rf"|(?:provided|performed|furnished|delivered|hosted|supplied) by ({NAME})"
    rf"|({NAME})'s (?:engineers|technicians|help ?desk|service desk|personnel|employees|services|soc"
    rf"|analysts?|console|desk|rates"
    r"|sub-?contractors?|datasheets|on-call|terms|tools|platform)\b"
)
IS_SERVED = re.compile(
    rf"(?i:provided?|services|deliver(?:ed)?|available|furnish(?:ed)?|support) to ({NAME})"
    rf"|({NAME}) (?:shall|will|agrees to|must)?\s*(?:pays?|approves?|decides?|may terminate|may leave"
    rf"|owns|nominates?|requests?"
    r"|exercises?|holds the)\b"
    rf"|({NAME})'s (?:users|premises|environment|data|network|systems|sites|offices|business|own"
    rf"|property|cfo|cio|ciso|staff"
    r"|internal|it\b|IT\b|auditor|security officer|head|behalf|risk|infrastructure group)"
)
HEAD, LEAST = 20_000, 2
"""Characters at the start in which names are defined, and the fewest sentences that make a name one of the two."""

KNOWN = CLIENT_WORDS | PROVIDER_WORDS
FIRMS = frozenset({"services", "systems", "support", "software", "company", "data", "products"})
"""Words that end the name of many a firm, and begin none."""

GENERIC_WORDS = (
    "the this each either both we you our your it a an any all no if such in on at for by to of and when where then there "
    "services service software platform company party parties affiliates affiliate recipient agreement section schedule "
    "exhibit annex article licensed data support maintenance system systems user users work products product mr"
)
GENERIC = frozenset(GENERIC_WORDS.split())
"""Words with a capital letter that name no firm."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of the two firms as the document writes them."""

    provider: frozenset[str] = frozenset()
    client: frozenset[str] = frozenset()
    people: re.Pattern[str] | None = None

    def by_roles(self, text: str) -> str:
        """Put roles in the places of names: the firms', and `named-person` for a person."""
        for names, role in ((self.provider, THE_PROVIDER), (self.client, THE_CLIENT)):
            for name in sorted(names, key=len, reverse=True):
                text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", role, text)
        return self.people.sub(A_PERSON, text) if self.people else text


def naming_of(document: Document) -> Naming:
    """Find the names of the two firms: by what defines them, by the title, and by who serves whom."""
    text = "\n".join(block.text for block in document.blocks)
    head = text[:HEAD]
    votes: dict[str, Counter[str]] = {}
    for pattern, role in (*SPOKEN_OF, *CALLED):
        for found in pattern.finditer(head):
            _vote(votes, found.groups(), role, LEAST)
    for pattern, role in ((SERVES, THE_PROVIDER), (IS_SERVED, THE_CLIENT)):
        for found in pattern.finditer(text):
            _vote(votes, found.groups(), role, 1)
    letterhead = re.match(rf"\W*({NAME})\W*$", document.blocks[0].text.split("\n")[0]) if document.blocks else None
    if letterhead:
        _vote(votes, letterhead.groups(), THE_PROVIDER, 1)
    for name in set(re.findall(NAME, text)):
        if TRADE.search(name) and text.count(name) >= LEAST:
            _vote(votes, (name,), THE_PROVIDER, 1)
    roles = {name: _role(counts) for name, counts in votes.items() if _is_name(name)}
    named = {alias: role for name, role in roles.items() if role for alias in _aliases(name, text)}
    provider, client = (
        frozenset(name for name, role in named.items() if role == one) for one in (THE_PROVIDER, THE_CLIENT)
    )
    return Naming(provider, client, people_of(document, provider | client))


def _vote(votes: dict[str, Counter[str]], groups: Iterable[str | None], role: str, weight: int) -> None:
    for name in filter(None, groups):
        votes.setdefault(name, Counter())[role] += weight


def _aliases(name: str, text: str) -> Iterable[str]:
    """Give a name and, where the text also writes only its first word, that word."""
    yield name
    first = name.split(maxsplit=1)[0]
    if first != name and _is_name(first) and len(re.findall(rf"\b{re.escape(first)}\b(?! [A-Z])", text)) >= LEAST:
        yield first


def _role(counts: Counter[str]) -> str:
    (role, most), *rest = counts.most_common(2)
    return role if most >= LEAST and (not rest or most > rest[0][1]) else ""


def _is_name(name: str) -> bool:
    words = name.lower().split()
    first, last = words[0], words[-1]
    return len(name) > 1 and first not in GENERIC and last not in GENERIC - FIRMS and not set(words) & KNOWN
