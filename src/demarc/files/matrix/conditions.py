"""Conditions on one aspect: `server|workstation`, `>= high or unknown`, `not linux`, `7..10`, and the sets they mean.

`|` joins values; `or` joins what stands on its own, so `not printer|network or unknown` takes everything but printers
and network gear, and the unknown. Only `any` and the word itself include `unknown`. A value that looks like one of
these signs is written in double quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from demarc.core.matrix.table import TAG_NO, TAG_YES, Aspect, AspectKind
from demarc.core.words import UNKNOWN
from demarc.files.matrix.values import Unreadable

ANY, NOTHING, NOT = "any", "nothing", "not"
NOTHING_QUOTED = '""'
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
PART = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^|"]+|\|)')
COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)", re.DOTALL)
OR = re.compile(r"(?<!\s)\s+or\s+|^or\s+|(?<!\s)\s+or$", re.IGNORECASE)
NEGATED = re.compile(r"not\s+", re.IGNORECASE)
PLAIN = re.compile(r"\w(?:[\w .:/+&()'-]*[\w)])?")


@dataclass(frozen=True, slots=True)
class Word:
    """A value or sign of a condition as written; in quotes it is a value, whatever it looks like."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a condition: its words, and whether they are denied."""

    words: tuple[Word, ...]
    denied: bool = False


def read_condition(written: Sequence[str], aspect: Aspect) -> frozenset[str] | None:
    """Turn what is written into the set of values it means, or None for any value.

    `written` has one text, or the texts of a list. A plain value that the aspect does not list is kept as it was written.
    Raises `Unreadable` for what has no meaning on this aspect.
    """
    found: set[str] = set()
    for text in written:
        for term in terms_of(text, aspect):
            meant = _meant(term, aspect)
            if meant is None:
                return None
            found |= meant
    return frozenset(found)


def terms_of(text: str, aspect: Aspect | None = None) -> tuple[Term, ...]:
    """Part a condition into its terms; a text that is a listed value as a whole is that value."""
    if aspect is not None and "|" not in text and _listed(aspect, text) is not None:
        return (Term((Word(text, quoted=True),)),)
    terms: list[list[Word]] = [[]]
    end = 0
    for match in PART.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        part = match[1]
        if part == "|":
            continue
        inside = QUOTED.fullmatch(part)
        if inside:
            terms[-1].append(Word(re.sub(r"\\(.)", r"\1", inside[1]), quoted=True))
            continue
        for index, piece in enumerate(OR.split(part)):
            if index:
                terms.append([])
            if piece.strip():
                terms[-1].append(Word(piece.strip()))
    if text[end:].strip():
        raise Unreadable(f'`{text}` has a quotation mark without its pair; write a value in quotes as "value"')
    return tuple(_term(term) for term in terms if term)


def _term(words: list[Word]) -> Term:
    first = words[0]
    denied = not first.quoted and (first.text.casefold() == NOT or NEGATED.match(first.text) is not None)
    if denied:
        rest = first.text[len(NOT) :].strip()
        words = [Word(rest), *words[1:]] if rest else words[1:]
    return Term(tuple(words), denied)


def _meant(term: Term, aspect: Aspect) -> set[str] | None:
    found: set[str] = set()
    for word in term.words:
        one = meant_by(word, aspect, denied=term.denied)
        if one is None:
            if term.denied:
                raise Unreadable("`not any` is nothing at all; name the values")
            return None
        found |= one
    if not term.denied:
        return found
    if not term.words:
        raise Unreadable("`not` stands alone; write what it is not")
    return set(_ordered(aspect)) - found


def meant_by(word: Word, aspect: Aspect, *, denied: bool = False) -> set[str] | None:
    """Turn one value or sign into the set it means, or None for any value. Raises `Unreadable`."""
    listed = _listed(aspect, word.text)
    if listed is not None:
        return {listed}
    sign = "" if word.quoted else word.text.casefold()
    if sign == ANY:
        return None
    if not word.text or sign == NOTHING:
        return set()
    span = None if word.quoted else _span(word.text, aspect)
    if span is None and denied:
        raise Unreadable(f"`{word.text}` is no value of `{aspect.name}`, so it cannot be denied; {_what_is_listed(aspect)}")
    return {word.text} if span is None else span


def _span(value: str, aspect: Aspect) -> set[str] | None:
    """Read `>= high` or `7..10`; None for what is neither."""
    compared = COMPARED.fullmatch(value)
    if compared:
        return _compared(compared[1], compared[2], aspect)
    low, dots, high = value.partition("..")
    if dots and aspect.kind in {AspectKind.NUMBER, AspectKind.SCALE}:
        return set(_ordered(aspect)[_rank(low, aspect) : _rank(high, aspect) + 1])
    return None


def _compared(sign: str, value: str, aspect: Aspect) -> set[str]:
    rank, ordered = _rank(value, aspect), _ordered(aspect)
    spans = {">=": ordered[rank:], ">": ordered[rank + 1 :], "<=": ordered[: rank + 1], "<": ordered[:rank]}
    return set(spans[sign])


def _rank(value: str, aspect: Aspect) -> int:
    if aspect.kind not in {AspectKind.NUMBER, AspectKind.SCALE}:
        raise Unreadable(
            f"`{aspect.name}` has no order, so values cannot be compared; name them, or make it a scale in Aspects"
        )
    listed = _listed(aspect, value.strip())
    ordered = _ordered(aspect)
    if listed is None or listed not in ordered:
        raise Unreadable(f"`{value}` is no value of `{aspect.name}`; {_what_is_listed(aspect)}")
    return ordered.index(listed)


@lru_cache(maxsize=512)
def _ordered(aspect: Aspect) -> tuple[str, ...]:
    return aspect.domain()[:-1] if aspect.has_unknown() else aspect.domain()


def _what_is_listed(aspect: Aspect) -> str:
    if aspect.kind is AspectKind.NUMBER:
        return f"it runs from {aspect.low} to {aspect.high}"
    return f"listed are {', '.join(aspect.domain())}"


def _listed(aspect: Aspect, text: str) -> str | None:
    word = text.casefold().strip()
    if aspect.kind is AspectKind.TAG and word in {"true", "false", "y", "n"}:
        return TAG_YES if word in {"true", "y"} else TAG_NO
    return text if text in _exactly(aspect) else aspect.listed(text)


@lru_cache(maxsize=512)
def _exactly(aspect: Aspect) -> frozenset[str]:
    return frozenset(aspect.domain())


def say_condition(allowed: frozenset[str], aspect: Aspect) -> tuple[str, ...]:
    """Write a set of values as terms that read back as the same set: in the aspect's order, `unknown` last.

    An upper part of a scale becomes `>= value`, neighbouring numbers a range; values of a choice are always named, so
    that a value added later to the aspect changes no row.
    """
    if not allowed:
        return (NOTHING if _listed(aspect, NOTHING) is None else NOTHING_QUOTED,)
    domain = aspect.domain()
    known = [value for value in domain if value in allowed]
    rest = sorted(allowed - set(known))
    has_unknown = UNKNOWN in known and aspect.has_unknown()
    ordered = [value for value in known if not (has_unknown and value == UNKNOWN)]
    if aspect.kind is AspectKind.NUMBER:
        said = _ranges([int(value) for value in ordered])
    elif _is_upper_part(ordered, aspect):
        said = [f">= {ordered[0]}"]
    else:
        said = [_quoted(value, aspect) for value in ordered]
    return (*said, *([UNKNOWN] if has_unknown else []), *(_quoted(value, aspect) for value in rest))


def _is_upper_part(ordered: list[str], aspect: Aspect) -> bool:
    """Tell whether these are two or more highest values of a scale whose lowest can be written without quotes."""
    upper = aspect.kind is AspectKind.SCALE and len(ordered) > 1 and tuple(ordered) == _ordered(aspect)[-len(ordered) :]
    return upper and _quoted(ordered[0], aspect) == ordered[0]


def join_terms(terms: Sequence[str]) -> str:
    """Join terms into one text: plain values by bars, anything with a sign by `or`."""
    signs = any(term.startswith(">=") for term in terms)
    return (" or " if signs else "|").join(terms)


def _ranges(numbers: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(low) if low == high else f"{low}..{high}" for low, high in runs]


def _quoted(value: str, aspect: Aspect) -> str:
    """Put a value in quotes where it would be read as something else."""
    if PLAIN.fullmatch(value) and not _is_sign(value, aspect):
        return value
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _is_sign(value: str, aspect: Aspect) -> bool:
    word = value.casefold()
    other = _listed(aspect, value)
    return (
        word in {ANY, NOTHING, NOT}
        or NEGATED.match(value) is not None
        or OR.search(f" {value} ") is not None
        or ".." in value
        or (other is not None and other != value)
    )
