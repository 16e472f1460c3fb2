"""From what a feed or a person said to total facts: one value for every aspect of the matrix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarc.core.matrix.table import TAG_NO, TAG_YES, Aspect, AspectKind
from demarc.core.words import UNKNOWN

SAYS_YES = frozenset({TAG_YES, "true", "1"})


@dataclass(frozen=True, slots=True)
class TotalFacts:
    """Facts that give every aspect exactly one value of its domain, and what was said but is not a listed value.

    `values` maps aspect to value; `unlisted` holds (aspect, raw text) pairs that were read as `unknown`.
    """

    values: Mapping[str, str]
    unlisted: tuple[tuple[str, str], ...] = ()


def facts_of(aspects: Iterable[Aspect], given: Mapping[str, object], tags: Iterable[str] = ()) -> TotalFacts:
    """Give every aspect exactly one value: the given one if it is listed, else `unknown`; a tag not carried is `no`.

    `given` maps aspect names to raw values, compared trimmed and in any case; a number or nothing (None) may stand for
    a text. Aspects of closed domain (kind, window) that are missing take their first value, because their domain has no
    `unknown`; the raw text is kept in `unlisted`.
    """
    carried = frozenset(tag.strip().casefold() for tag in tags)
    values: dict[str, str] = {}
    unlisted: list[tuple[str, str]] = []
    for aspect in aspects:
        raw = text_of(given.get(aspect.name))
        if aspect.kind is AspectKind.TAG:
            yes = aspect.name.casefold() in carried or raw.casefold() in SAYS_YES
            values[aspect.name] = TAG_YES if yes else TAG_NO
            continue
        value = aspect.listed(raw)
        if value is None:
            if raw:
                unlisted.append((aspect.name, raw))
            value = UNKNOWN if aspect.has_unknown() else aspect.first()
        values[aspect.name] = value
    return TotalFacts(values, tuple(unlisted))


def text_of(raw: object) -> str:
    """Read a raw value as trimmed text: nothing is empty, a number its digits, true and false `true` and `false`."""
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw.strip()
    return str(raw).strip().casefold() if isinstance(raw, bool) else str(raw).strip()
