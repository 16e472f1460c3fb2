"""Answers to the fit questions as a YAML form: one `key: answer` a line, the lead's week, and an executive's override."""

from collections.abc import Mapping
from pathlib import Path

from demarc.core.catalogue import FUNCTIONS
from demarc.core.fit.answers import UNKNOWN, Answerer, FitAnswers, Override, Told
from demarc.core.fit.bandwidth import Coordination, Range, Week
from demarc.core.fit.questions import BY_KEY, DOOR, QUESTIONS, FitQuestion
from demarc.files.filled import Filled, read_filled
from demarc.files.yaml_text import yaml_text

DIGITS = 7
HELP = "`demarc fit --blank` writes a form"
HEAD = ("by", "on", "week", "moves", "override")
WEEK = ("hours", "tickets", "minutes", "duties", "projects", "moved", "hand_offs", "approvals")
ASKED_OF_THE_WEEK: Mapping[str, str] = {
    "hours": "hours a week in the contract",
    "tickets": "tickets a week that stay with the lead, as one number or `20 to 26`",
    "minutes": "minutes each, as one number or a range",
    "duties": "hours of duties that come back every week",
    "projects": "hours of projects",
    "moved": "hours that a provider would take over",
    "hand_offs": "hand-offs a week across the line",
    "approvals": "approvals a week",
}


def read_fit_answers(path: Path) -> FitAnswers:
    """Read one answerer's answers; blank is unknown. Raises `UnusableFile`, naming the line."""
    form = read_filled(path, HELP)
    form.only((*HEAD, *BY_KEY), "question")
    return FitAnswers(
        given={key: _told(form, question) for key, question in BY_KEY.items() if key in form},
        week=_week(form),
        moves=_moves(form),
        by=form.choice("by", Answerer) if "by" in form else Answerer.INTERNAL,
        on=form.day("on") if "on" in form else None,
        override=_override(form),
    )


def blank_answers() -> str:
    """Write a form with every question above its empty answer."""
    lines = [
        "# Answers before signing. Leave an answer empty, or write unknown: what is not known counts against.",
        "# A fit point counts with its evidence: opinion: {answer: yes, evidence: the architecture note of March}",
        "",
        f"# Who answers: {', '.join(Answerer)}. Each in private, in a file of their own: demarc fit lead.yaml ruth.yaml",
        "by: internal",
        "# The day of the answers; what is to be done is dated from it, as 2026-11-30",
        "on:",
    ]
    for number, question in enumerate(QUESTIONS, 1):
        if number == DOOR + 1:
            lines += ["", "# For whoever runs the systems."]
        lines += ["", f"# {number}. {question.text} ({_wanted(question)})", f"{question.key}:"]
    lines += ["", "# The lead's week, in numbers; leave out the whole of it if nobody knows.", "# week:"]
    lines += [f"#   {key}:{' ' * (10 - len(key))}# {ASKED_OF_THE_WEEK[key]}" for key in WEEK]
    lines += ["", "# Functions that would move to a provider, by their ids, as SE-01 BK-04", "moves:"]
    lines += ["", "# Only where an executive decides against the outcome.", "# override:"]
    lines += ["#   by:", "#   reason:", "#   review:"]
    return "\n".join(lines) + "\n"


def write_answers(answers: FitAnswers) -> str:
    """Write answers as a form; reading it again gives equal answers."""
    lines = [f"by: {answers.by}"]
    lines += [f"on: {answers.on.isoformat()}"] if answers.on else []
    for key, told in answers.given.items():
        lines += [f"{key}:", f"  answer: {told.value}"]
        lines += [f"  evidence: {yaml_text(told.evidence)}"] if told.evidence else []
    lines += _written_week(answers.week) if answers.week else []
    lines += [f"moves: [{', '.join(answers.moves)}]"] if answers.moves else []
    if answers.override:
        lines += ["override:", f"  by: {yaml_text(answers.override.by)}", f"  reason: {yaml_text(answers.override.reason)}"]
        lines.append(f"  review: {answers.override.review.isoformat()}")
    return "\n".join(lines) + "\n"


def _written_week(week: Week) -> list[str]:
    numbers = {
        "hours": f"{week.hours}",
        "tickets": f"{week.tickets.low} to {week.tickets.high}",
        "minutes": f"{week.minutes.low} to {week.minutes.high}",
        "duties": f"{week.duties}",
        "projects": f"{week.projects}",
        "moved": f"{week.moved}",
        "hand_offs": f"{week.coordination.hand_offs}",
        "approvals": f"{week.coordination.approvals}",
    }
    return ["week:", *(f"  {key}: {number}" for key, number in numbers.items())]


def _wanted(question: FitQuestion) -> str:
    return "yes, no or unknown" if question.threshold is None else "a whole number, or unknown"


def _told(form: Filled, question: FitQuestion) -> Told:
    part = form.part(question.key) if form.is_form(question.key) else None
    if part is None:
        return Told(_checked(form, question.key, question))
    part.only(("answer", "evidence"), "part of an answer")
    return Told(_checked(part, "answer", question), part.text("evidence"))


def _checked(form: Filled, key: str, question: FitQuestion) -> str:
    given = form.text(key).lower() or UNKNOWN
    number = given.isascii() and given.isdecimal() and len(given) <= DIGITS
    known = given in {"yes", "no"} if question.threshold is None else number
    if known or given == UNKNOWN:
        return given
    raise form.refused(key, f"`{given[:60]}` is no answer to `{question.key}`", f"write {_wanted(question)}")


def _week(form: Filled) -> Week | None:
    part = form.part("week")
    if part is None:
        return None
    part.only(WEEK, "number of the week")
    for key in WEEK:
        if key not in part:
            raise part.refused(key, f"the week says nothing of `{key}`", f"write the {ASKED_OF_THE_WEEK[key]}")
    try:
        return Week(
            hours=part.number("hours"),
            tickets=_range(part, "tickets"),
            minutes=_range(part, "minutes"),
            duties=part.number("duties"),
            projects=part.number("projects"),
            moved=part.number("moved"),
            coordination=Coordination(hand_offs=part.number("hand_offs"), approvals=part.number("approvals")),
        )
    except ValueError as error:
        raise form.refused("week", str(error)) from None


def _range(part: Filled, key: str) -> Range:
    low, _, high = part.text(key).partition(" to ")
    try:
        return Range(float(low), float(high or low))
    except ValueError:
        text = part.text(key)[:40]
        raise part.refused(key, f"`{text}` is no number or range for `{key}`", "write 23, or 20 to 26") from None


def _moves(form: Filled) -> tuple[str, ...]:
    moves, known = form.words("moves"), {function.id for function in FUNCTIONS}
    for word in moves:
        if word not in known:
            raise form.refused("moves", f"there is no function `{word[:40]}`", "write ids of the catalogue, as SE-01 BK-04")
    return moves


def _override(form: Filled) -> Override | None:
    part = form.part("override")
    if part is None:
        return None
    part.only(("by", "reason", "review"), "part of an override")
    try:
        return Override(part.text("by"), part.text("reason"), part.day("review"))
    except ValueError as error:
        raise form.refused("override", str(error)) from None
