"""An interview as a YAML form: one vendor's answers word for word, what was shown, and each assessor's scores."""

from pathlib import Path

from demarc.core.interview.kit import BY_KEY, QUESTIONS, InterviewQuestion
from demarc.core.interview.score import BEST, Evidence, Interview, VendorAnswer
from demarc.files.filled import Filled, read_filled
from demarc.files.yaml_text import yaml_text

HELP = "`demarc interview --blank` writes a form"
PARTS = ("said", "shown", "named_person", "clock", "scores")


def read_interview(path: Path) -> Interview:
    """Read one vendor's interview. Raises `UnusableFile`, naming the line."""
    form = read_filled(path, HELP)
    form.only(("vendor", *BY_KEY), "question")
    vendor = form.text("vendor")
    if not vendor:
        raise form.refused("vendor", "it does not say whose interview this is", "write the `vendor`")
    answers = (_answer(form, question) for question in QUESTIONS if question.key in form)
    return Interview(vendor, tuple(answers))


def blank_interview() -> str:
    """Write a form with every question above its empty answer."""
    lines = [
        "# One file for each vendor. Write down what they say, word for word, then score apart from each other.",
        "vendor:",
    ]
    for question in QUESTIONS:
        lines += ["", f"# {question.text}", f"#   good: {question.good}", f'#   bad:  "{question.bad}"']
        lines += [f"{question.key}:{'  # must be asked' if question.must else ''}", "  said:"]
        lines += [f"  shown: {Evidence.NOTHING}  # {', '.join(Evidence)}"]
        if question.in_detail:
            lines += ["  named_person: no", "  clock: no"]
        lines += [f"  scores: {{}}  # as {{Your Name: 2, The Other: 3}}, 0 to {BEST}"]
    return "\n".join(lines) + "\n"


def write_interview(interview: Interview) -> str:
    """Write an interview as a form; reading it again gives an equal interview."""
    lines = [f"vendor: {yaml_text(interview.vendor)}"]
    for answer in interview.answers:
        lines += ["", f"# {answer.question.text}", f"{answer.question.key}:", f"  said: {yaml_text(answer.verbatim)}"]
        lines.append(f"  shown: {answer.evidence}")
        if answer.question.in_detail:
            lines += [f"  named_person: {_yes(answer.named_person)}", f"  clock: {_yes(answer.clock)}"]
        scores = ", ".join(f"{yaml_text(who)}: {score}" for who, score in answer.scores.items())
        lines.append(f"  scores: {{{scores}}}")
    return "\n".join(lines) + "\n"


def _yes(said: bool) -> str:  # noqa: FBT001 - the word for a yes or a no
    return "yes" if said else "no"


def _answer(form: Filled, question: InterviewQuestion) -> VendorAnswer:
    part = form.part(question.key)
    assert part is not None
    part.only(PARTS, "part of an answer")
    try:
        return VendorAnswer(
            question=question,
            verbatim=part.text("said"),
            evidence=part.choice("shown", Evidence) if "shown" in part else Evidence.NOTHING,
            named_person=part.yes("named_person"),
            clock=part.yes("clock"),
            scores=_scores(part),
        )
    except ValueError as error:
        raise part.refused("scores", str(error)) from None


def _scores(part: Filled) -> dict[str, int]:
    scores = part.part("scores")
    if scores is None:
        return {}
    return {" ".join(who.split()): _score(scores, who) for who in scores.fields}


def _score(scores: Filled, who: str) -> int:
    given = scores.number(who)
    if given != int(given):
        raise scores.refused(who, f"`{scores.text(who)[:20]}` by {who} is no score", f"write a whole number, 0 to {BEST}")
    return int(given)
