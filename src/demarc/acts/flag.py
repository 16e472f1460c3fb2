"""Flags: raise one about an item ("you missed this"), answer it, or disagree citing a row."""

from dataclasses import replace
from datetime import datetime
from typing import Unpack

from demarc.acts.gather import case_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem, on_item
from demarc.core.custody import flagging
from demarc.core.custody.step import Refused
from demarc.core.words import RowId

SUBJECT_LIMIT = 120


def flag(*, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Say that something was missed about an item, open or closed; the flag is an item under it, with its own clock."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    decided = flagging.flag(case.custody, case.situation, text=text)
    if isinstance(decided, Refused):
        return perform(case, decided, seen=at.get("seen"))
    about = replace(case.about, subject=f"Missed: {case.about.subject}"[:SUBJECT_LIMIT], external="", fingerprint="")
    return perform(case, decided, seen=at.get("seen"), about={decided.item: about})


def answer_flag(
    *, what: str = "", who: str = "", when: datetime | None = None, proof: str = "", **at: Unpack[OnItem]
) -> Outcome:
    """Answer a flag: what was missed, who sees to it, by when, and what will prove it; what lacks is marked."""
    return on_item(
        lambda case: flagging.answer_flag(case.custody, case.situation, what=what, who=who, when=when, proof=proof), **at
    )


def disagree(*, row: str, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Disagree with a flag, citing a row of the matrix: a dispute opens."""
    named = RowId(row) if row else None
    return on_item(lambda case: flagging.disagree(case.custody, case.situation, row=named, text=text), **at)
