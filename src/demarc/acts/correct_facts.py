"""Correcting what is known about an item: the matrix decides again, at once and in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Unpack

from demarc.acts.gather import Case, case_of, situation_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody.correcting import correct
from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.custody.step import Refused
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.table import TOPIC, WINDOW, Aspect, AspectKind, Matrix
from demarc.core.matrix.who import who
from demarc.core.words import PRIORITY_OF, UNKNOWN, ItemId, PersonId, Severity
from demarc.record.translate.custody import About

SEVERITY, KIND = "severity", "kind"
CORRECTED = "corrected"
"""Kept beside the verdict: what a person has corrected, no feed says otherwise any more."""


def correct_facts(*, facts: Mapping[str, str], why: str, **at: Unpack[OnItem]) -> Outcome:
    """Correct aspects of an item; a person's word stands against what its feed goes on saying."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    changed = {name: value for name, value in facts.items() if case.about.facts.get(name, UNKNOWN) != value}
    unlisted = unlisted_values(case.world.matrix, changed)
    if unlisted:
        return perform(case, Refused(f"`correct` is refused: {unlisted}"), seen=at.get("seen"))
    decided, about = corrected(case, changed, by=case.situation.by, why=why)
    return perform(
        case,
        decided,
        seen=at.get("seen"),
        about=abouts(case, decided, about),
        anew=told_anew(case, decided),
    )


def corrected(
    case: Case, changed: Mapping[str, str], *, by: PersonId, why: str = "", said: Mapping[str, Plain] | None = None
) -> tuple[tuple[Entry, ...] | Refused, About]:
    """Decide what follows from changed facts: the entries, and what the item is about from then on."""
    old, world = case.about, case.world
    facts = {**old.facts, **changed}
    topic = world.matrix.topic(facts.get(TOPIC, "")) if TOPIC in changed else world.matrix.topic(old.topic)
    raw = facts.get(SEVERITY, "")
    severity = Severity(raw) if raw in set(Severity) else old.severity
    priority = PRIORITY_OF[severity] if severity is not old.severity else case.custody.priority
    owner = who(world.compiled, facts, world.now, last_holder=case.custody.holder)
    by_hand = corrected_by_hand(old) | (changed.keys() if why else frozenset())
    about = replace(
        old,
        facts=facts,
        severity=severity,
        topic=topic.name if topic else old.topic,
        verdict={"because": list(owner.because), "may": dict(owner.may), CORRECTED: sorted(by_hand)},
    )
    custody = replace(case.custody, priority=priority)
    situation = replace(
        situation_of(world, by, custody=custody, about=about, open_children=case.situation.open_children),
        spare=case.situation.spare,
        queue=case.situation.queue,
    )
    decided = correct(
        case.custody,
        situation,
        changed=tuple(sorted(changed)),
        text=", ".join(f"{name} {value} (was {old.facts.get(name, UNKNOWN)})" for name, value in sorted(changed.items())),
        why=why,
        priority=priority,
        security=topic is not None and topic.security,
        said=said,
    )
    return decided, about


def corrected_by_hand(about: About) -> frozenset[str]:
    """Name the aspects that a person has corrected."""
    kept = about.verdict.get(CORRECTED)
    return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def news(about: About, given: Mapping[str, str], stated: Sequence[str], aspects: Sequence[Aspect]) -> dict[str, str]:
    """List the `stated` aspects of which a source now says something else, and that no person has corrected.

    A feed raises a severity and never lowers it: whoever holds the item may.
    """
    known = about.facts
    if all(given.get(name) == known.get(name) for name in stated):
        return {}
    kept = corrected_by_hand(about)
    before, after = facts_of(aspects, known).values, facts_of(aspects, given).values
    changed = {
        name: value
        for name in stated
        if name not in kept
        and (value := given.get(name, UNKNOWN)) not in {UNKNOWN, known.get(name)}
        and before.get(name) != after.get(name)
    }
    said = Severity(given[SEVERITY])
    changed.pop(SEVERITY, None)
    if SEVERITY not in kept and said is not Severity.UNKNOWN and PRIORITY_OF[said] < PRIORITY_OF[about.severity]:
        changed[SEVERITY] = str(said)
    return changed


def abouts(case: Case, decided: tuple[Entry, ...] | Refused, about: About) -> dict[ItemId, About]:
    """Say what the item is about now, and an obligation that begins anew in its place."""
    if isinstance(decided, Refused):
        return {}
    return {entry.item: about for entry in decided if entry.item != case.custody.item} or {case.custody.item: about}


def told_anew(case: Case, decided: tuple[Entry, ...] | Refused) -> tuple[ItemId, ...]:
    """Name the item if it goes on under its new facts; one that has ended keeps those it ended with."""
    goes_on = not isinstance(decided, Refused) and decided[0].after.is_open
    return (case.custody.item,) if goes_on else ()


def aspects_to_correct(matrix: Matrix) -> tuple[Aspect, ...]:
    """List the aspects one can correct, the topic first: all the matrix names but the window, which the clock decides."""
    named = [_pickable(aspect) for aspect in matrix.aspects if aspect.name not in {TOPIC, WINDOW, SEVERITY, KIND}]
    topics = tuple(topic.name for topic in matrix.topics)
    first = [Aspect(TOPIC, AspectKind.CHOICE, topics), Aspect(SEVERITY, AspectKind.SCALE, tuple(map(str, Severity)))]
    return (*first, *named)


def _pickable(aspect: Aspect) -> Aspect:
    """List the values of a tag too: it is carried, or it is not."""
    return replace(aspect, values=aspect.domain()) if aspect.kind is AspectKind.TAG else aspect


def unlisted_values(matrix: Matrix, facts: Mapping[str, str]) -> str:
    """Name the first aspect that cannot be corrected so, and what would help; empty when all are listed."""
    known = {aspect.name: aspect for aspect in aspects_to_correct(matrix)}
    for name, value in facts.items():
        if name not in known:
            return f"the matrix in force has no aspect `{name}`."
        aspect = known[name]
        if value != UNKNOWN and aspect.listed(value) is None:
            return f"`{value}` is none of the values of {name}: {', '.join(aspect.values) or 'a number in its range'}."
    return ""
