"""Every function has three questions, what good proof is and how a bad answer sounds; each is its own."""

from collections import Counter

from demarc.core.catalogue import FUNCTIONS
from demarc.files.questions import ASKED, Inquiry, inquiry_of

LONGEST = 120


def inquiries() -> list[Inquiry]:
    found = [inquiry_of(function.id) for function in FUNCTIONS]
    return [one for one in found if one is not None]


def texts(one: Inquiry) -> tuple[str, ...]:
    return (*one.ask, one.good_proof, one.bad_answer)


def test_every_function_has_its_questions() -> None:
    assert [one.function for one in inquiries()] == [function.id for function in FUNCTIONS]
    assert all(len(one.ask) == ASKED for one in inquiries())
    assert inquiry_of("XX-99") is None


def test_nothing_is_said_twice() -> None:
    counted = Counter(text.casefold() for one in inquiries() for text in texts(one))
    assert not [text for text, times in counted.items() if times > 1]


def test_a_question_asks_and_everything_is_short() -> None:
    assert not [text for one in inquiries() for text in one.ask if not text.endswith("?")]
    assert not [text for one in inquiries() for text in texts(one) if not text.strip() or len(text) > LONGEST]


def test_no_text_is_a_template_with_the_function_filled_in() -> None:
    """Of all texts no beginning of five words stands in more than one."""
    counted = Counter(tuple(text.casefold().split()[:5]) for one in inquiries() for text in texts(one))
    assert not [" ".join(words) for words, times in counted.items() if times > 1]
