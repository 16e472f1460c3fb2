"""Who is a person: anybody named by a given name, a title, a role or a telephone number, and then by one name alone."""

import re

from demarc.core.meaning.vocabulary.holders import GIVEN_NAMES
from demarc.core.proposal.document import Document

A_PERSON = "named-person"
"""What stands in the compared text in the place of a person's name."""

ONE = r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019]+(?:-[A-Z][a-z]+)?"
PARTICLE = r"(?:(?:de|van|von|der|den|al|la|el|bin|Mac|Mc) ){0,2}"
FULL = rf"{ONE}(?: [A-Z]\.)? {PARTICLE}[A-Z\u00c0-\u00de][\w'\u2019-]+"
ROLE = (
    r"(?i:(?:[\w-]+ ){0,3}(?:manager|lead|leader|engineer|analyst|director|officer|technician"
    r"|coordinator|administrator|head"
    r"|executive|owner|founder|president|supervisor|principal|deputy|alternate|contact|representative|architect|secretary"
    r"|bursar|matron|partner|custodian|spoc|ceo|cio|ciso|coo|cfo|cto))"
)
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Father|Sister|Sir|Dame)\.? ({ONE}(?: {PARTICLE}{ONE})?)")
DOES = (
    r"(?:says|picks|reports|directs|looks|sits|fills|writes|gets|does|answers|acts|signs|approves"
    r"|runs|speaks|decides|rings|leads|holds|attends|watches|replies"
    r"|stays|keeps|looks|will be|has been"
    r"|reviews|opens|chairs|handles|owns|joins|sees|reads|takes|calls|manages)\b"
)
BY_ROLE = (
    re.compile(
        rf"\b({FULL})(?:,| \(| -| \u2013| is| as|: )? ?(?:is |as )?(?:(?:the|your|our|its|their|a|an|my) )?{ROLE}\b"
    ),
    re.compile(
        r"\b(?i:manager|lead|engineer|analyst|director|officer|technician|coordinator|head|executive"
        r"|owner|founder|president"
        r"|principal|deputy|alternate|contact|means|appoints?|called|by|with|is|group|member|matron|supervisor|secretary)"
        rf"(?:,|:| is| -| \u2013| \|)? ({FULL})"
    ),
    re.compile(rf"\b({FULL})(?:,| \(|,? on| at)? ?\(?\+?\d[\d -]{{5,}}"),
    re.compile(rf"(?:\b[a-z]+, |\(|, and |; )({FULL})(?=[,.:;)]| \()"),
    re.compile(rf"^\W*({FULL})(?=: [a-z])", re.MULTILINE),
    re.compile(rf"\b({FULL}) {DOES}"),
)
ALONE = re.compile(
    rf"\b(?:(?:[Ii]f|[Ww]hen|[Ww]hile|[Ww]here|[Ss]hould|[Uu]ntil|[Aa]sk|[Tt]ell|[Rr]ings?|[Cc]alls?"
    rf"|[Pp]hones?|[Ww]ith) ({ONE})"
    rf" (?:is|isn't|were|was|left|leaves?|quits?|goes|went|resign|moves|be|hands|cannot|can't|picks?|knows|signs|decides)"
    rf"|[Aa]sk for ({ONE})|(?:[Yy]our|[Oo]ur) ({ONE})(?=[ ,.;'](?! ?[A-Z])))"
)
INITIAL = re.compile(r"(?<=[(|,;] )[A-Z]\. [A-Z][a-z]+\b|(?<=\()[A-Z]\. [A-Z][a-z]+\b")
GIVEN = re.compile(rf"\b({ONE})(?: [A-Z]\.)? {PARTICLE}[A-Z][\w'-]+\b")
LEAST = 2
WORDS_TOO = frozenset(
    {"grant", "will", "mark", "bill", "pat", "sue", "frank", "rich", "art", "june", "april", "august", "may", "hope"}
)
"""Names that begin many a sentence as other words: alone they name nobody."""

NOT_IN_NAMES = (
    "a acceptance access account agreement all an and annex any april are as ask at august azure background "
    "backup board business by call can charges chief city client cloud co company contract council county "
    "critical customer data day days december delivery desk digital director e-mail each east either elite "
    "email escalation executive exhibit february first first-line for friday from gmbh golden google "
    "governance group he head help high hours i if in inc incident information insurance internet is it its "
    "january july june lan lead level limited llc low ltd managed manager managing march master may microsoft "
    "mobile monday must network new night no north not notice november october of office officer officers on "
    "operations order our outside parties party people phone plan plc portal priority project provider pty "
    "public quick resolution response run saturday schedule second section security september server service "
    "services shall she sla software south standard statement step success summary sunday supplier support "
    "system systems team technology tell term terms that the their these they third this thursday tier time to "
    "tuesday united us vendor vice vpn wan we web wednesday west when where will windows with your "
)
NO_NAMES = frozenset(NOT_IN_NAMES.split())
"""Words with a capital letter that stand in no person's name."""


def people_of(document: Document, firms: frozenset[str]) -> re.Pattern[str] | None:
    """Find everybody the document names, and the first or last name alone by which it speaks of them later."""
    text = "\n".join(block.text.replace("**", "") for block in document.blocks)
    full = {re.sub(r"['\u2019]s$", "", found[1]) for pattern in (TITLED, *BY_ROLE) for found in pattern.finditer(text)}
    full |= {found[0] for found in GIVEN.finditer(text) if found[1].lower() in GIVEN_NAMES}
    alone = {name for found in ALONE.finditer(text) for name in found.groups() if name}
    known = {name for name in full if _is_person(name, firms)}
    parts = {part for name in known for part in name.split() if len(part) > LEAST and part[0].isupper()}
    known |= {part for part in parts if part.lower() not in WORDS_TOO}
    known |= {name for name in alone if len(re.findall(rf"\b{re.escape(name)}\b", text)) >= LEAST}
    known |= {found[0] for found in INITIAL.finditer(text)}
    names = sorted((name for name in known if _is_person(name, firms)), key=len, reverse=True)
    if not names:
        return None
    either = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:{either})\b(?!-)")


def _is_person(name: str, firms: frozenset[str]) -> bool:
    return not set(name.lower().split()) & NO_NAMES and not any(name in firm or firm in name for firm in firms)
