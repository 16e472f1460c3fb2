"""Small values of a matrix file, read from a cell's text and put into words again: yes and no, words, tiers, answers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from demarc.core.words import Answer, Tier

TRUE_WORDS, FALSE_WORDS = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0"})


class Unreadable(ValueError):
    """A value that is not written in its form: what was given and what would help, in the user's words."""


def read_yes_no(text: str) -> bool:
    """Read yes or no."""
    word = text.casefold()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise Unreadable(f"`{text}` is neither yes nor no")


def say_yes_no(value: bool) -> str:  # noqa: FBT001 - the value itself, not a switch
    """Write yes or no."""
    return "yes" if value else "no"


def read_word(text: str, words: Iterable[str]) -> str:
    """Read one of the given words, in any case."""
    listed = tuple(words)
    found = next((word for word in listed if word.casefold() == text.casefold()), None)
    if found is None:
        raise Unreadable(f"`{text}` is none of: {', '.join(listed)}")
    return found


@dataclass(frozen=True, slots=True)
class Tiering:
    """A row's tier with the figures that belong to it: minutes and times of a watch, days a record is kept."""

    tier: Tier = Tier.ITEM
    minutes: int = 0
    times: int = 0
    days: int = 0


TIER_FIGURES = {
    "minutes": re.compile(r"(\d{1,6})\s*(?:min|minutes?)\b"),
    "times": re.compile(r"(\d{1,6})\s*(?:times|x)\b"),
    "days": re.compile(r"(\d{1,6})\s*(?:d|days?)\b"),
}
TIER_ALLOWS = {Tier.ITEM: (), Tier.WATCH: ("minutes", "times"), Tier.RECORD: ("days",)}


def read_tier(text: str) -> Tiering:
    """Read `item`, `watch 15 min or 3 times`, `record 90 days`."""
    first, _, rest = " ".join(text.casefold().split()).partition(" ")
    tier = Tier(read_word(first, Tier))
    found: dict[str, int] = {}
    for name in TIER_ALLOWS[tier]:
        match = TIER_FIGURES[name].search(rest)
        if match:
            found[name] = int(match[1])
            rest = rest[: match.start()] + rest[match.end() :]
    if re.sub(r"\b(?:or|after|for)\b|[\s,;]", "", rest):
        raise Unreadable(f"`{text}` is no tier; write `item`, `watch 15 min or 3 times` or `record 90 days`")
    return Tiering(tier, **found)


def say_tier(tiering: Tiering) -> str:
    """Write a tier so that `read_tier` gives it back."""
    figures = {"minutes": f"{tiering.minutes} min", "times": f"{tiering.times} times", "days": f"{tiering.days} days"}
    said = [figures[name] for name in TIER_ALLOWS[tiering.tier] if getattr(tiering, name)]
    return " ".join([tiering.tier, " or ".join(said)]).strip()


ASK = re.compile(r"ask\s+(\d{1,5})\s*(?:min|minutes?)?,?\s+then\s+(do not|don't|do|not)", re.IGNORECASE)


def read_answer(text: str) -> tuple[Answer, int]:
    """Read a permission: the answer, and the minutes to ask where it asks."""
    match = ASK.fullmatch(" ".join(text.split()))
    if match:
        return (Answer.ASK_THEN_DO if match[2].casefold() == "do" else Answer.ASK_THEN_NOT), int(match[1])
    if text.casefold() in {Answer.ALLOWED, Answer.NEVER}:
        return Answer(text.casefold()), 0
    raise Unreadable(f"`{text}` is no permission; write `allowed`, `ask 15 then do`, `ask 15 then not` or `never`")
