"""What weakens a passage: a negation, a carve-out, vague words, a placeholder, or a text that is not supplied."""

import re

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
    r"|statement of work|quote|service guide|website|portal)"
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
    r"|\baims? to\b|\bintends? to\b|if any\b|typically|normally"
    r"|generally|periodic(?:ally)?|in due course|timely manner|as soon as|reasonable (?:time"
    r"|period)|industry.standard|discretion|strives? to"
)
NEGATION = re.compile(
    r"\b(?:shall|will|does|do|is|are|may|can|has|have|must|need) not\b|\bcannot\b|won't"
    r"|doesn't|isn't|\bnever\b|\bneither\b|\bunder no circumstances\b"
    r"|\bno (?!later|less|more|fewer|earlier|additional|charge|cost)\w+|\bexclud(?:es?|ed"
    r"|ing)\b(?! (?:the )?(?:public |bank |statutory )?holidays)|\bnot (?:included|responsible|obliged|part)\b"
)

CONDITION = re.compile(
    r"\b(?:if|when|where|should) [^,;.]{0,100}(?:,|\bthen\b)|\b(?:that|which|who) (?:is|are|has|have|does|do) not [a-z]+ "
    r"|(?<=\w) (?:if|when) [^,;.]{0,60} (?:is|are|has|have|does|do) not [a-z]+"
)
"""What is said under a condition denies nothing: "if she does not answer, the deputy is called"."""


def weakness(sentence: Sentence, *, forbids: bool) -> str:
    """Say why a passage does not settle the matter, or nothing. `forbids`: the promise itself is a prohibition."""
    text = sentence.folded
    raw = sentence.text.lower()
    if PLACEHOLDER.search(raw if "[" in raw or "<" in raw or "_" in raw or "*" in raw else text):
        return "a placeholder stands where the answer should"
    if ELSEWHERE.search(text):
        return "it rests on a text that is not supplied or may change"
    if not forbids and CARVE_OUT.search(text):
        return "it has an exception"
    if VAGUE.search(text):
        return "it is vague"
    if not forbids and NEGATION.search(CONDITION.sub("", text)):
        return "it says what is not done"
    return ""
