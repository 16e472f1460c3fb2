"""Grading one safeguard: find its passages, see what they say and what weakens them, and keep the deciding quotes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demarc.core.proposal.clauses import Sentence, sentences_of
from demarc.core.proposal.document import Document
from demarc.core.proposal.evidence import weakness
from demarc.core.proposal.raci import accountable, letter_rows
from demarc.core.proposal.rule import Grade, Rule
from demarc.core.proposal.rules import EXTRAS, FLAGS
from demarc.core.proposal.speaks import enough_in, score

NEAR = 4
"""A passage is a sentence and the three that follow it."""

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
    """A sentence on the topic, with the needs that it and its neighbours say."""

    at: int
    said: frozenset[str]
    weak: str


def grade(rule: Rule, sentences: Sequence[Sentence], searched: tuple[str, ...]) -> Graded:
    """Grade one safeguard."""
    if rule.table and (rows := letter_rows(sentences)):
        return _of_table(rule, rows)
    against = [at for at, sentence in enumerate(sentences) if rule.against and rule.against.search(sentence.folded)]
    passages = [*_passages(rule, sentences, frozenset(against)), *_in_rows(rule, sentences)]
    whole = [passage for passage in passages if len(passage.said) >= rule.enough and not passage.weak]
    if rule.everywhere and not whole:
        clean = [passage for passage in passages if not passage.weak]
        if len(frozenset().union(*(passage.said for passage in clean))) >= rule.enough:
            whole = clean
    shown = [*(passage.at for passage in whole), *(() if whole else (passage.at for passage in passages))]
    if against:
        kept, because = (
            (Grade.UNCLEAR, "the text contradicts itself")
            if whole and not rule.spoils
            else (Grade.ABSENT, "the text says the opposite")
        )
        return _graded(rule, kept, because, [*against[:2], *(shown[:1] if kept is Grade.UNCLEAR else ())], sentences)
    if whole:
        return _graded(rule, Grade.PRESENT, "the text answers it", shown, sentences)
    if passages:
        return _graded(rule, Grade.UNCLEAR, _why(rule, passages), shown, sentences)
    loose = [
        at
        for at, sentence in enumerate(sentences)
        if rule.weak and rule.weak.search(sentence.folded) and not sentence.heading
    ]
    if loose:
        return _graded(rule, rule.silence, "only general words", loose[:1], sentences)
    return Graded(rule.id, rule.title, rule.silence, "nothing in the text speaks of it", (), searched, rule.ask)


def _passages(rule: Rule, sentences: Sequence[Sentence], against: frozenset[int]) -> list[_Passage]:
    """Find the passages by the rule's phrases; where they find none, by the words such passages are made of."""
    by_phrase = _spoken(rule, sentences, against, lambda sentence: rule.topic.search(sentence.folded) is not None)
    if by_phrase or against:
        return by_phrase
    enough = enough_in(len(sentences))

    def by_words(sentence: Sentence) -> bool:
        only_general = rule.weak is not None and rule.weak.search(sentence.folded) is not None
        return not only_general and score(rule.id, sentence.folded) >= enough

    return [passage for passage in _spoken(rule, sentences, against, by_words) if passage.said]


def _spoken(
    rule: Rule, sentences: Sequence[Sentence], against: frozenset[int], speaks: Callable[[Sentence], bool]
) -> list[_Passage]:
    found = []
    for at, sentence in enumerate(sentences):
        if at in against or sentence.heading or not speaks(sentence):
            continue
        near = [each for each in sentences[at : at + NEAR] if each is sentence or not weakness(each, forbids=rule.forbids)]
        text = " ".join(each.folded for each in near)
        said = frozenset(need.name for need in rule.needs if need.words.search(text))
        found.append(_Passage(at, said, weakness(sentence, forbids=rule.forbids)))
    return sorted(found, key=lambda passage: (bool(passage.weak), -len(passage.said), passage.at))


def _in_rows(rule: Rule, sentences: Sequence[Sentence]) -> list[_Passage]:
    """Count a table of who answers for what as a passage that says what such a table says."""
    rows = letter_rows(sentences) if rule.rows_say else ()
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
        hit = next(
            (found for words in (rule.against, rule.topic, rule.weak) if words and (found := words.search(lowered))), None
        )
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
