"""What weakens a passage: a negation, a carve-out, vague words, a placeholder, or a text that is not supplied."""

import re
from functools import lru_cache

from demarc.core.proposal.clauses import Sentence

PLACEHOLDER = re.compile(
    r"\[(?!\s*x?\s*\])(?!\d{1,3}\])[^\[\]]{1,80}\](?!\()|\[\s*\]|_{3,}|\*{3,}|\u2588+"
    r"|<[^<>@/]{1,40}>|\bredacted\b|\btb[dac]\b"
    r"|(?:to be|will be|are|is)(?: later| mutually)? (?:defined|determined|agreed|confirmed|decided|finali[sz]ed)"
    r"(?: later| during| in onboarding| upon| by)?(?! in (?:section|clause))\b|determined later"
)
ELSEWHERE = re.compile(
    r"https?://|\bwww\.|(?:posted|published|available) (?:on|at) "
    r"|incorporated (?:herein )?by (?:this )?reference|by reference"
    r"|(?:as|to the extent) (?:(?:further|otherwise|specifically) )?(?:described|stated"
    r"|set (?:forth|out)|specified|detailed|provided)"
    r" (?:in|on|under) (?:an?|the|each|any|provider's|our)(?: applicable)? (?:order|sow"
    r"|(?:master|framework|services|main) (?:services )?agreement|msa\b|statement of work|quote"
    r"|service guide|website|portal)"
    r"|from time to time|at any time(?: in| by)|modif(?:y|ied|iable) at any time"
)
CARVE_OUT = re.compile(
    r"except (?:as|where|to the extent|for)\b|unless (?:otherwise|stated|specified)|other than"
    r" as|subject to (?:availability|change)"
    r"|provided(?:,? however,?)? that|save as|notwithstanding"
)
VAGUE = re.compile(
    r"(?:best|reasonable|commercially reasonable|good.faith) (?:effort|endeavo)|commercially"
    r" reasonable|where(?:ver)? (?:possible|practicable"
    r"|feasible|appropriate)|as (?:appropriate|needed|necessary|required)\b|endeavou?r"
    r"|\b(?:shoot|hope|tend|like|try) (?:for|to)\b|\busual(?:ly)?\b|now and (?:then|again)"
    r"|\bbroadly\b|every so often|\baims? to\b|\bintends? to\b|if any\b|typically|normally"
    r"|generally|periodic(?:ally)?|in due course|timely manner|as soon as|reasonable (?:time"
    r"|period)|where (?:it|we) can\b|industry.standard|discretion|strives? to"
)
NEGATION = re.compile(
    r"\b(?:shall|will|does|do|is|are|may|can|has|have|must|need) not\b|\bcannot\b|won't"
    r"|doesn't|isn't|\bnever\b|\bunder no circumstances\b"
    r"|\bexclud(?:es?|ed"
    r"|ing)\b(?! (?:the )?(?:public |bank |statutory )?holidays)|\bnot (?:included|responsible|obliged|part)\b"
)

NARROWED = re.compile(
    r"\bsave that\b|\bexcept that (?:the )?(?:provider|supplier|we)\b"
    r"|\bprovided that (?:the )?(?:provider|supplier|we) may\b"
)
"""An exception to a promise that is itself worded with "not" or "only"."""

HELD_ELSEWHERE = re.compile(
    r"(?:attached|contained|described|listed|set (?:out|forth)|stated|found|dealt with|governed"
    r"|provided|follows?)\b[^.]{0,30}"
    r"\b(?:as|in|on|under|by|our) (?:the |our |an? |its |then-current )*(?:[a-z]+ ){0,3}(?:exhibit"
    r"|annex|appendix|schedule|handbook"
    r"|guide|catalogue|polic|document|portal|website|statement of work|plan\b)|available on request"
    r"|\bto be (?:supplied|attached)\b|example only|welcome pack|you get after|after (?:signing|signature|kick-?off)\b"
)
"""The answer is said to stand in another text."""

CONDITION = re.compile(
    r"\b(?:if|when|where|should) [^,;.]{0,100}(?:,|\bthen\b)|\b(?:that|which|who) (?:is|are|has|have|does|do) not [a-z]+ "
    r"|(?<=\w) (?:if|when) [^,;.]{0,60} (?:is|are|has|have|does|do) not [a-z]+"
)
"""What is said under a condition denies nothing: "if she does not answer, the deputy is called"."""


@lru_cache(maxsize=10_000)
def weakness(sentence: Sentence, *, forbids: bool) -> str:
    """Say why a passage does not settle the matter, or nothing. `forbids`: the promise itself is a prohibition."""
    text = sentence.folded
    raw = sentence.text.lower()
    found = (
        (PLACEHOLDER.search(raw if set("[<_*") & set(raw) else text), "a placeholder stands where the answer should"),
        (ELSEWHERE.search(text), "it rests on a text that is not supplied or may change"),
        ((NARROWED if forbids else CARVE_OUT).search(text), "it has an exception"),
        (VAGUE.search(text), "it is vague"),
        (not forbids and NEGATION.search(CONDITION.sub("", text)), "it says what is not done"),
    )
    return next((why for hit, why in found if hit), "")


def is_held_elsewhere(sentence: Sentence) -> bool:
    """Tell whether a sentence says that the answer stands in another text, or has a gap where it should stand."""
    raw = sentence.text.lower()
    return any(words.search(sentence.folded) for words in (HELD_ELSEWHERE, ELSEWHERE)) or bool(PLACEHOLDER.search(raw))
