"""Grading one safeguard: find its passages, see what they say and what weakens them, and keep the deciding quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from demarc.core.proposal.clauses import Sentence, sentences_of
from demarc.core.proposal.document import Document
from demarc.core.proposal.evidence import is_held_elsewhere, weakness
from demarc.core.proposal.raci import accountable, duty_rows, letter_rows
from demarc.core.proposal.rule import Cues, Grade, Rule
from demarc.core.proposal.rules import EXTRAS, FLAGS

ROWS_NEAR = 8
"""In a table so many rows on both sides are read with a row."""

WINDOW = 6_000
"""So many characters of a passage are read with what stands around it: a sentence may be a page long."""

BELOW = 6
"""So many sentences below a heading are looked at because of the heading."""

QUOTES = 3
QUOTE_LENGTH = 600
SHORTEST = 4
"""A heading of fewer letters is a page number."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim stretch of the document, and where it stands."""

    text: str
    page: int | None
    where: str


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade of one safeguard, why, the deciding quotes, or what was searched, and the question to send."""

    id: str
    title: str
    grade: Grade
    because: str
    quotes: tuple[Quote, ...]
    searched: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal held against every safeguard."""

    document: Document
    flags: tuple[Graded, ...]
    extras: tuple[Graded, ...]


def review(document: Document) -> Review:
    """Grade all flags and extras in the supplied text alone."""
    sentences = sentences_of(document)
    searched = _searched(document, sentences)
    flags, extras = (tuple(grade(rule, sentences, searched) for rule in rules) for rules in (FLAGS, EXTRAS))
    return Review(document, flags, extras)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence that comes near, with the needs that it and its neighbours say."""

    at: int
    said: frozenset[str]
    weak: str


def grade(rule: Rule, sentences: Sequence[Sentence], searched: tuple[str, ...]) -> Graded:
    """Grade one safeguard: absent only where nothing comes near it, or where a quote denies it or goes around it."""
    if rule.table and (rows := letter_rows(sentences)):
        return _of_table(rule, rows)
    against = _met(rule.against, sentences)
    passages = [*_passages(rule, sentences, frozenset(against)), *_in_rows(rule, sentences)]
    whole = _whole(rule, passages)
    if against:
        return _denied(rule, sentences, against, passages, whole)
    if whole:
        return _promised(rule, sentences, whole)
    return _open(rule, sentences, passages, searched)


def _promised(rule: Rule, sentences: Sequence[Sentence], whole: Sequence[_Passage]) -> Graded:
    """Grade a text that says all that is needed: present, or unclear when another sentence takes some of it away."""
    narrowed = _met(rule.narrows, sentences)
    if narrowed:
        return _graded(rule, Grade.UNCLEAR, "it has an exception", [narrowed[0], whole[0].at], sentences)
    return _graded(rule, Grade.PRESENT, "the text answers it", [passage.at for passage in whole], sentences)


def _open(rule: Rule, sentences: Sequence[Sentence], passages: Sequence[_Passage], searched: tuple[str, ...]) -> Graded:
    """Grade a text that neither promises nor denies: unclear with the nearest passage, or absent."""
    partly = [
        passage
        for passage in passages
        if not rule.general or len(passage.said - rule.slight) >= rule.part or is_held_elsewhere(sentences[passage.at])
    ]
    if partly:
        return _graded(rule, Grade.UNCLEAR, _why(rule, partly), [passage.at for passage in partly], sentences)
    loose = [*(passage.at for passage in passages), *_met(rule.around, sentences)]
    if loose:
        return _graded(rule, rule.silence, "only general words", loose[:1], sentences)
    return Graded(rule.id, rule.title, rule.silence, "nothing in the text comes near it", (), searched, rule.ask)


def _met(cues: Cues, sentences: Sequence[Sentence]) -> list[int]:
    return [at for at, each in enumerate(sentences) if cues.each and not each.heading and cues.met(each.said)]


def _denied(
    rule: Rule,
    sentences: Sequence[Sentence],
    against: Sequence[int],
    passages: Sequence[_Passage],
    whole: Sequence[_Passage],
) -> Graded:
    """Grade a text that says the opposite: absent, or unclear when it promises the same thing as well."""
    if (whole or (rule.mixed and _nearly(passages))) and not rule.spoils:
        return _graded(
            rule, Grade.UNCLEAR, "the text contradicts itself", [*against[:2], (whole or passages)[0].at], sentences
        )
    return _graded(rule, Grade.ABSENT, "the text says the opposite", against[:2], sentences)


def _whole(rule: Rule, passages: Sequence[_Passage]) -> list[_Passage]:
    """Pick the passages that say all that is needed: each by itself, or all of them together."""
    clean = [passage for passage in passages if not passage.weak]
    whole = [passage for passage in clean if len(passage.said) >= rule.enough]
    said = frozenset[str]().union(*(passage.said for passage in clean))
    core = frozenset(need.name for need in rule.needs) - rule.slight if rule.slight else frozenset[str]()
    if not whole and rule.everywhere and len(said) >= rule.enough and any(core <= passage.said for passage in clean):
        return _fewest(clean)
    return whole


def _nearly(passages: Sequence[_Passage]) -> bool:
    """Tell whether one passage says more than one thing of what is needed."""
    return any(not passage.weak and len(passage.said) > 1 for passage in passages)


def _fewest(passages: Sequence[_Passage]) -> list[_Passage]:
    """Keep the passages that each add something."""
    said: frozenset[str] = frozenset()
    kept = []
    for passage in passages:
        if passage.said - said:
            kept.append(passage)
            said |= passage.said
    return kept


def _passages(rule: Rule, sentences: Sequence[Sentence], against: frozenset[int]) -> list[_Passage]:
    found = []
    below = 0
    for at, sentence in enumerate(sentences):
        below = 0 if sentence.heading else below + 1
        if at in against or sentence.heading:
            continue
        headed = rule.headed is not None and below <= BELOW and rule.headed.search(sentence.under) is not None
        near = rule.near.met(sentence.said)
        if not headed and not near:
            continue
        text = _text_around(rule, sentences, at)
        said = frozenset(need.name for need in rule.needs if need.words.search(text))
        if not near and not said - rule.slight:
            continue
        found.append(_Passage(at, said, weakness(sentence, forbids=rule.forbids)))
    return sorted(found, key=lambda passage: (bool(passage.weak), -len(passage.said), passage.at))


def _text_around(rule: Rule, sentences: Sequence[Sentence], at: int) -> str:
    """Join a sentence with those around it in the same section that nothing weakens, or the rows of its table."""
    here = sentences[at]
    first, last = at - rule.reach[0], at + rule.reach[1]
    if here.cells:
        first, last = at - ROWS_NEAR, at + ROWS_NEAR
    near = (
        each
        for each in sentences[max(0, first) : last]
        if each is here or (each.section == here.section and not each.heading and not weakness(each, forbids=True))
    )
    return " ".join(each.said for each in near)[:WINDOW]


def _in_rows(rule: Rule, sentences: Sequence[Sentence]) -> list[_Passage]:
    """Count a table of who does what as a passage that says what such a table says."""
    rows = (letter_rows(sentences) or duty_rows(sentences)) if rule.rows_say else ()
    return [_Passage(sentences.index(rows[0]), frozenset(rule.rows_say), "")] if rows else []


def _why(rule: Rule, passages: Sequence[_Passage]) -> str:
    best = passages[0]
    if best.weak:
        return best.weak
    said = frozenset().union(*(passage.said for passage in passages)) if rule.everywhere else best.said
    missing = [need.name for need in rule.needs if need.name not in said]
    return f"it does not say {', '.join(missing)}" if missing else "it is said only in parts that do not stand together"


def _of_table(rule: Rule, rows: Sequence[Sentence]) -> Graded:
    odd = [row for row in rows if accountable(row) != 1]
    kept = Grade.UNCLEAR if odd else Grade.PRESENT
    because = f"{len(odd)} of {len(rows)} rows do not name exactly one A" if odd else f"{len(rows)} rows, one A in each"
    chosen = (odd or list(rows))[:QUOTES]
    return Graded(
        rule.id, rule.title, kept, because, tuple(Quote(row.text, row.page, row.where) for row in chosen), (), rule.ask
    )


def _graded(rule: Rule, kept: Grade, because: str, at: Sequence[int], sentences: Sequence[Sentence]) -> Graded:
    quotes = tuple(_quote(sentences[index], rule) for index in dict.fromkeys(at[:QUOTES]))
    return Graded(rule.id, rule.title, kept, because, quotes, (), rule.ask)


def _quote(sentence: Sentence, rule: Rule) -> Quote:
    """Quote a sentence; from a very long one, the stretch around what decided."""
    text = sentence.text
    if len(text) > QUOTE_LENGTH:
        lowered = text.lower()
        cues = (*rule.against.each, *rule.near.each, *rule.around.each)
        hit = next((found for one in cues for part in one[:1] if (found := part.search(lowered))), None)
        start = max(0, min((hit.start() if hit else 0) - QUOTE_LENGTH // 3, len(text) - QUOTE_LENGTH))
        start = text.find(" ", start) + 1 if start else 0
        text = re.sub(r"\s+\S*\Z", "", text[start : start + QUOTE_LENGTH]).strip()
    return Quote(text, sentence.page, sentence.where)


def _searched(document: Document, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """List what was looked through: the headings, or the whole text when it has none."""
    headings = dict.fromkeys(
        " ".join(each.text.strip("#* ").split())[:80] for each in sentences if each.heading and len(each.folded) > SHORTEST
    )
    return (f"{document.file}: all {len(document.blocks)} paragraphs", *(head for head in list(headings)[:40] if head))
