"""What is weighed before signing can be written as the files the commands read, and comes back equal."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.decision.decide import ScopeReview, Waiver
from demarc.core.fit.answers import Override
from demarc.core.interview.kit import QUESTIONS
from demarc.core.interview.score import Evidence, Interview, VendorAnswer
from demarc.files.decision import DecisionForm, VendorFiles, read_decision, write_decision
from demarc.files.fit_answers import read_fit_answers, write_answers
from demarc.files.interview import read_interview, write_interview

EXAMPLE = Path(__file__).parents[2] / "example" / "before-signing"
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf")), max_size=60).map(str.strip)
NAMES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)


def on_disk(text: str, name: str = "form.yaml") -> Path:
    file = Path(tempfile.mkdtemp()) / name
    file.write_text(text, encoding="utf-8")
    return file


def test_answers_come_back_equal() -> None:
    for name in ("lead.yaml", "executive.yaml"):
        answers = read_fit_answers(EXAMPLE / name)
        answers = replace(answers, moves=("SE-01", "BK-04"), override=Override("Ruth: K", "we 'try' #1", date(2027, 1, 2)))
        assert read_fit_answers(on_disk(write_answers(answers))) == answers


@given(
    vendor=NAMES, said=WORDS, scores=st.dictionaries(NAMES, st.integers(0, 4), max_size=3), shown=st.sampled_from(Evidence)
)
def test_an_interview_comes_back_equal_whatever_was_said(
    vendor: str, said: str, scores: dict[str, int], shown: Evidence
) -> None:
    answers = tuple(
        VendorAnswer(question=question, verbatim=said, evidence=shown, named_person=question.in_detail, scores=scores)
        for question in QUESTIONS
    )
    interview = Interview(vendor, answers)
    assert read_interview(on_disk(write_interview(interview))) == interview


def test_a_decision_comes_back_equal() -> None:
    form = read_decision(EXAMPLE / "decision.yaml")
    file = on_disk(write_decision(form))
    there = file.parent

    def moved(path: Path | None) -> Path | None:
        return there / path.name if path else None

    vendors = tuple(
        replace(one, proposals=tuple(there / path.name for path in one.proposals), interview=moved(one.interview))
        for one in form.vendors
    )
    assert read_decision(file) == replace(form, fit=tuple(there / path.name for path in form.fit), vendors=vendors)
    other = DecisionForm(
        (there / "lead.yaml",),
        (VendorFiles("Northgate: 2", (), None, there / "northgate.json"),),
        ScopeReview("Dana", date(2026, 11, 20), "mine: the week\ntheirs: the night"),
        Waiver("Ruth", "why not"),
    )
    assert read_decision(on_disk(write_decision(other))).vendors[0].name == "Northgate: 2"
