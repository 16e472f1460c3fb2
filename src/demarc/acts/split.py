"""Splitting a part off: a child with a row and a holder of its own, as old as the problem it is a part of."""

from dataclasses import replace
from typing import Unpack

from demarc.acts.gather import case_of, situation_of_new
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody import arriving
from demarc.core.custody.step import Refused
from demarc.core.matrix.table import TOPIC

SUBJECT_LIMIT = 300


def split(*, subject: str, why: str, topic: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Split a part off as an item of its own; `topic` says what the part is about (default: the same as the whole).

    The parent keeps its holder and closes only with its parts.
    """
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    matrix, about = case.world.matrix, case.about
    named = matrix.topic(topic or about.topic)
    refused = _unfit(subject, why, unknown_topic=bool(topic) and named is None, topic=topic)
    if refused:
        return perform(case, refused, seen=at.get("seen"))
    facts = {**about.facts, TOPIC: topic} if topic else about.facts
    part, owner = situation_of_new(
        case.world, case.situation.by, facts, severity=about.severity, topic=named.name if named else about.topic
    )
    decided = arriving.split(case.custody, case.situation, part, why=why)
    if isinstance(decided, Refused):
        return perform(case, decided, seen=at.get("seen"))
    told, born = decided
    if named is not None and named.security:
        born = replace(born, after=replace(born.after, security=True))
    child = replace(
        about,
        subject=subject.strip()[:SUBJECT_LIMIT],
        topic=named.name if named else about.topic,
        facts=facts,
        verdict={"because": list(owner.because), "may": dict(owner.may)},
        external="",
        fingerprint="",
    )
    return perform(case, (told, born), seen=at.get("seen"), about={born.item: child})


def _unfit(subject: str, why: str, *, unknown_topic: bool, topic: str) -> Refused | None:
    if not subject.strip():
        return Refused("`split` is refused without a subject: say what the part is.")
    if not why.strip():
        return Refused("`split` is refused without a reason: say why it is a piece of work of its own.")
    if unknown_topic:
        return Refused(f"`split` is refused: the matrix in force has no topic `{topic}`.")
    return None
