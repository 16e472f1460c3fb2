"""From what a feed or a person said to total facts: one value for every aspect of the matrix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarc.core.matrix.table import TAG_NO, TAG_YES, Aspect, AspectKind
from demarc.core.words import UNKNOWN


@dataclass(frozen=True, slots=True)
class TotalFacts:
    """Facts that give every aspect exactly one value of its domain, and what was said but is not a listed value.

    `values` maps aspect to value; `unlisted` holds (aspect, raw text) pairs that were read as `unknown`.
    """

    values: Mapping[str, str]
    unlisted: tuple[tuple[str, str], ...] = ()


def facts_of(aspects: Iterable[Aspect], given: Mapping[str, str], tags: Iterable[str] = ()) -> TotalFacts:
    """Give every aspect exactly one value: the given one if it is listed, else `unknown`; a tag not carried is `no`.

    `given` maps aspect names to raw values, compared trimmed and in any case. Aspects of closed domain (kind, window)
    that are missing take their first value, because their domain has no `unknown`; the raw text is kept in `unlisted`.
    """
    carried = frozenset(tag.strip().casefold() for tag in tags)
    values: dict[str, str] = {}
    unlisted: list[tuple[str, str]] = []
    for aspect in aspects:
        raw = given.get(aspect.name, "")
        if aspect.kind is AspectKind.TAG:
            yes = aspect.name.casefold() in carried or raw.strip().casefold() in {TAG_YES, "true", "1"}
            values[aspect.name] = TAG_YES if yes else TAG_NO
            continue
        listed = {value.casefold(): value for value in aspect.domain()}
        value = listed.get(raw.strip().casefold())
        if value is None:
            if raw.strip():
                unlisted.append((aspect.name, raw))
            value = aspect.domain()[0] if aspect.closed or aspect.kind is AspectKind.WINDOW else UNKNOWN
        values[aspect.name] = value
    return TotalFacts(values, tuple(unlisted))
