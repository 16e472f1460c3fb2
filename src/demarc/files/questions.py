"""The right questions at hand: per function of the catalogue three to ask, what good proof is, how a bad answer sounds.

They stand in `questions.csv` beside this file, so that somebody who knows the work can read and mend them without code.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ASKED = 3
"""How many questions each function has."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What to ask about one function, what good proof looks like, and what a bad answer sounds like."""

    function: str
    ask: tuple[str, ...]
    good_proof: str
    bad_answer: str


def inquiry_of(function: str) -> Inquiry | None:
    """Return what to ask about a function by its id (`SE-03`), or None where the catalogue has no such function."""
    return _all().get(function)


@cache
def _all() -> Mapping[str, Inquiry]:
    text = files("demarc.files").joinpath("questions.csv").read_text("utf-8")
    found = (
        Inquiry(
            line["function"],
            tuple(line[f"ask_{nth}"] for nth in range(1, ASKED + 1)),
            line["good_proof"],
            line["bad_answer"],
        )
        for line in csv.DictReader(text.splitlines())
    )
    return {one.function: one for one in found}
