"""Answers to the fit questions as a YAML file: one `key: answer` a line, read strictly and with line numbers."""

from collections.abc import Mapping
from pathlib import Path

from demarc.core.fit.outcome import UNKNOWN
from demarc.core.fit.questions import BY_KEY, DOOR, QUESTIONS, FitQuestion
from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes, read_text
from demarc.files.matrix.yaml_nodes import Pairs, Scalar, compose

DIGITS = 7
HELP = "`demarc fit --blank` writes a form"


def read_answers(path: Path) -> Mapping[str, str]:
    """Read the answers by question key; blank is unknown. Raises `UnusableFile`, naming the line."""
    name = str(path)
    node = compose(read_text(read_bytes(path, most=MEGABYTE), name), name)
    if not isinstance(node, Pairs):
        raise UnusableFile("these are no answers", name, HELP)
    answers: dict[str, str] = {}
    for key, value in node.items:
        where = f"{name}, line {key.line}"
        if key.text not in BY_KEY:
            raise UnusableFile(f"there is no question `{key.text}`", where, HELP)
        given = value.text.strip().lower() if isinstance(value, Scalar) else "a list"
        answers[key.text] = _checked(BY_KEY[key.text], given or UNKNOWN, where)
    return answers


def blank_answers() -> str:
    """Write a form with every question above its empty answer."""
    lines = ["# Answers before signing. Leave an answer empty, or write unknown: what is not known counts against."]
    for number, question in enumerate(QUESTIONS, 1):
        if number == DOOR + 1:
            lines += ["", "# For whoever runs the systems."]
        lines += ["", f"# {number}. {question.text} ({_wanted(question)})", f"{question.key}:"]
    return "\n".join(lines) + "\n"


def _wanted(question: FitQuestion) -> str:
    return "yes, no or unknown" if question.threshold is None else "a whole number, or unknown"


def _checked(question: FitQuestion, given: str, where: str) -> str:
    number = given.isascii() and given.isdecimal() and len(given) <= DIGITS
    known = given in {"yes", "no"} if question.threshold is None else number
    if known or given == UNKNOWN:
        return given
    raise UnusableFile(f"`{given}` is no answer to `{question.key}`", where, f"write {_wanted(question)}")
