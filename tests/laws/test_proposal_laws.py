"""Laws of the proposal review, over documents made at random out of words that matter."""

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.proposal.document import Block, Document
from demarc.core.proposal.grade import review
from demarc.core.proposal.rule import Grade
from tests.core.test_proposal_table import CASES

PHRASES = [
    *(case[1] for case in CASES),
    "except as stated in the Order",
    "[***]",
    "12.3",
    "\u201cClient\u201d",
    "a" * 900,
    "| A | R |",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=40)), min_size=1, max_size=12).map(" ".join)


def made(texts: list[str]) -> Document:
    return Document("made.txt", tuple(Block(text, 1, f"line {number}") for number, text in enumerate(texts, 1)))


@given(st.lists(TEXTS, max_size=6))
def test_every_quote_stands_word_for_word_in_the_document(texts: list[str]) -> None:
    """A quote is a verbatim substring of one block."""
    found = review(made(texts))
    for graded in (*found.flags, *found.extras):
        assert all(quote.text and any(quote.text in text for text in texts) for quote in graded.quotes)


@given(st.lists(TEXTS, max_size=6))
def test_without_a_quote_it_is_said_what_was_searched(texts: list[str]) -> None:
    """`searched` is filled whenever there is no quote, every safeguard has its question, and nothing is missing."""
    found = review(made(texts))
    assert [graded.id for graded in (*found.flags, *found.extras)] == [f"F{n}" for n in range(1, 7)] + [
        f"X{n}" for n in range(1, 19)
    ]
    assert all((graded.quotes or graded.searched) and graded.ask for graded in (*found.flags, *found.extras))


@given(st.lists(TEXTS, max_size=6))
def test_present_always_has_a_quote_and_the_same_text_the_same_review(texts: list[str]) -> None:
    """Nothing is present without a quote, and the review depends on nothing but the document."""
    found = review(made(texts))
    assert all(graded.quotes for graded in (*found.flags, *found.extras) if graded.grade is Grade.PRESENT)
    assert found == review(made(texts))
