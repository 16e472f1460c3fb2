"""Who the text of a cell or a column names: a person, a post, a team, a firm, everybody or nobody, and on which side."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from demarc.core.meaning.forms import COMMON
from demarc.core.meaning.vocabulary import holders as known
from demarc.core.words import Side

PAIR = 2
"""Two pieces: the fewest that are several, a name with its hint, a given name with a last name."""
LONGEST_NAME = 5
LONGEST_HOLDER = 80
LONGEST_HOLDER_READ = 200
"""Words of a person's name, characters of a holder (what is longer is a sentence), and characters looked at."""


class HolderKind(StrEnum):
    """What a text that stands for a holder names."""

    PERSON = "person"
    ROLE = "role"
    TEAM = "team"
    FIRM = "firm"
    VENDOR = "vendor"
    MAILBOX = "mailbox"
    SHARED = "shared"
    SEVERAL = "several"
    NOBODY = "nobody"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class HolderMeaning:
    """What a holder text means. `name` is the text without its hints, `parts` are the holders of a text that names several.

    `side` is None where the words do not say it; `certain` speaks of kind and side together.
    """

    name: str
    kind: HolderKind
    side: Side | None
    certain: bool
    because: str
    parts: tuple["HolderMeaning", ...] = ()

    @property
    def is_person(self) -> bool:
        """Tell whether the text names one human, who can be accountable."""
        return self.kind is HolderKind.PERSON


_SPACES = re.compile(r"\s+")
_HINT = re.compile(r"\s*[(\[](?P<hint>[^()\[\]]*)[)\]]\s*")
_DASHED = re.compile(r"\s+[-\u2013\u2014|]\s+|\s*:\s+")
_MAILBOX = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_APART = re.compile(r"\s*(?:/|;|\n|\||&|\+|,|\band\b|\bor\b|\bund\b)\s*", re.IGNORECASE)
_LAST_FIRST = re.compile(r"(?P<last>[^\W\d_][\w'\u2019-]+),\s*(?P<first>[^\W\d_][\w'\u2019-]*\.?(?:\s[^\W\d_]\.?)?)")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*\.?")
_SPLIT = re.compile(r"[\s/,-]+")


def holder_of(text: str) -> HolderMeaning:
    """Return what this text names. It never fails: what cannot be told is `unclear`, with the reason.

    1. Nobody, everybody, a mailbox and the words for whole firms are known as they stand. 2. A hint in brackets or after a
    dash (`Mei Tanaka (MSP)`) gives the side. 3. Several clear holders in one text are `several`, or `shared` if they stand
    on both sides without a name. 4. Posts and teams are told by their last word, firms by their ending, persons by the look
    of their name.
    """
    name = _SPACES.sub(" ", text[:LONGEST_HOLDER_READ]).strip().strip("*_`").strip()
    known_whole = _known_whole(name)
    if known_whole is not None:
        return known_whole
    if len(name) > LONGEST_HOLDER:
        return _unclear(name, "it is as long as a sentence")
    return _last_first(name) or _several(text.strip(), name) or _hinted(name) or _single(name)


def side_of(text: str) -> Side | None:
    """Return the side of the line that this holder text stands on, or None where the words do not say it."""
    return holder_of(text).side


def is_person(text: str) -> bool:
    """Tell whether this holder text names one human."""
    return holder_of(text).is_person


def _known_whole(name: str) -> HolderMeaning | None:
    folded = name.casefold()
    if not folded or folded in known.NOBODY:
        return HolderMeaning(name, HolderKind.NOBODY, None, certain=True, because=f'because "{name}" names nobody')
    if folded in known.EVERYBODY:
        reason = f'because "{name}" names everybody, so nobody in particular'
        return HolderMeaning(name, HolderKind.SHARED, None, certain=True, because=reason)
    mailbox = _MAILBOX.fullmatch(name)
    if mailbox:
        return HolderMeaning(
            name, HolderKind.MAILBOX, None, certain=True, because="because it is a mail address, not a name"
        )
    if folded in known.FIRMS:
        side = known.FIRMS[folded]
        kind = HolderKind.FIRM if side else HolderKind.VENDOR
        return HolderMeaning(name, kind, side, certain=True, because=f'because "{name}" is the word for a whole firm')
    if folded in known.VENDORS:
        return HolderMeaning(name, HolderKind.VENDOR, None, certain=True, because=f"because {name} is a known firm")
    return None


def _last_first(name: str) -> HolderMeaning | None:
    """Read `Okafor, Dana` as one person when the second word is a given name."""
    found = _LAST_FIRST.fullmatch(name)
    if found is None or found["first"].split()[0].casefold() not in known.GIVEN_NAMES:
        return None
    turned = f"{found['first']} {found['last']}"
    return HolderMeaning(
        turned, HolderKind.PERSON, None, certain=True, because=f'because "{name}" is a last and a given name'
    )


def _several(text: str, name: str) -> HolderMeaning | None:
    """Read a text as several holders if every part of it is clear on its own."""
    outside = _HINT.sub(" ", text)
    pieces = [_SPACES.sub(" ", piece).strip() for piece in _APART.split(outside)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < PAIR or outside.casefold().strip() in known.VENDORS or _one_post(outside):
        return None
    parts = tuple(_known_whole(piece) or _single(piece) for piece in pieces)
    if any(part.kind is HolderKind.UNCLEAR for part in parts) or _is_firm_name(parts, outside):
        return None
    sides = {part.side for part in parts}
    nameless = all(part.kind in {HolderKind.FIRM, HolderKind.VENDOR, HolderKind.SHARED, HolderKind.TEAM} for part in parts)
    kind = HolderKind.SHARED if nameless and {Side.CLIENT, Side.PROVIDER} <= sides else HolderKind.SEVERAL
    side = sides.pop() if len(sides) == 1 else None
    listed = " and ".join(f'"{part.name}"' for part in parts)
    return HolderMeaning(name, kind, side, all(part.certain for part in parts), f"because it names {listed}", parts)


def _one_post(text: str) -> bool:
    """`IT/OT Manager` and `Network & Security Engineer` are one post: only the last part has the word for it."""
    *before, last = [piece.strip() for piece in _APART.split(text) if piece.strip()]
    return (
        bool(before)
        and _last_word(last) in known.POSTS
        and len(last.split()) > 1
        and all(
            piece.casefold() not in known.FIRMS
            and _last_word(piece) not in known.POSTS
            and not _looks_like_a_name(piece.split())
            for piece in before
        )
    )


def _is_firm_name(parts: Iterable[HolderMeaning], text: str) -> bool:
    """`Smith & Jones LLC` is one firm: the ending of its last part belongs to all."""
    *before, last = parts
    return (
        "&" in text
        and last.kind is HolderKind.FIRM
        and all(len(part.name.split()) == 1 for part in before)
        and last.name.casefold() not in known.FIRMS
    )


def _hinted(name: str) -> HolderMeaning | None:
    """Read `Mei Tanaka (MSP)` and `Harborline - Tomasz Wilk`: the name, with the side that its hint says."""
    bracket = _HINT.search(name)
    if bracket:
        outer, hint = _SPACES.sub(" ", _HINT.sub(" ", name)).strip(), bracket["hint"].strip()
        if not outer:
            return holder_of(hint)
        meant = holder_of(outer)
        return _with_hint(meant, holder_of(hint), hint) if hint else meant
    pieces = [piece for piece in _DASHED.split(name) if piece]
    if len(pieces) != PAIR:
        return None
    first, second = (_known_whole(piece) or _single(piece) for piece in pieces)
    if second.is_person and not first.is_person:
        return _with_hint(second, first, pieces[0])
    return _with_hint(first, second, pieces[1]) if first.kind is not HolderKind.UNCLEAR else None


def _with_hint(meant: HolderMeaning, hint: HolderMeaning, said: str) -> HolderMeaning:
    if meant.kind is HolderKind.UNCLEAR and hint.is_person:
        return hint
    if meant.side is not None or hint.side is None:
        return meant
    return replace(meant, side=hint.side, because=f'{meant.because}, and "{said}" says the side')


def _single(name: str) -> HolderMeaning:
    words = name.split()
    return _post_or_team(name) or _firm(name, words) or _person(name, words) or _lone_word(name, words)


def _post_or_team(name: str) -> HolderMeaning | None:
    last = _last_word(name)
    folded = name.casefold()
    words = [word.strip(".'") for word in _SPLIT.split(folded) if word]
    first = words[0] if words else ""
    if last in known.POSTS or first in known.POSTS:
        kind, what = HolderKind.ROLE, "a post, not a person"
    elif (
        (last in known.TEAMS and not _proper_group(words))
        or folded in {"help desk", "service desk"}
        or (words[:1] == ["it"] and len(words) <= PAIR)
    ):
        kind, what = HolderKind.TEAM, "a team, not a person"
    else:
        return None
    if (
        kind is HolderKind.ROLE
        and len(words) > 1
        and _looks_like_a_name(name.split()[:-1])
        and words[0] in known.GIVEN_NAMES
    ):
        return None
    side, sure = _side_of_words(folded, words)
    return HolderMeaning(name, kind, side, certain=sure or side is None, because=f'because "{name}" is {what}')


def _proper_group(words: list[str]) -> bool:
    """`Alder Dental Group` is a firm, `Network Group` a team: a firm's own name has no word of the trade."""
    return words[-1:] == ["group"] and len(words) > PAIR and not set(words[:-1]) & (COMMON | known.TEAMS | known.POSTS)


def _side_of_words(folded: str, words: Iterable[str]) -> tuple[Side | None, bool]:
    said = set(words)
    if said & known.OF_THE_PROVIDER:
        return Side.PROVIDER, True
    if folded in known.LIKELY_PROVIDER:
        return Side.PROVIDER, False
    if said & known.OF_THE_CLIENT:
        return Side.CLIENT, True
    return (Side.CLIENT, False) if folded in known.LIKELY_CLIENT else (None, True)


def _firm(name: str, words: list[str]) -> HolderMeaning | None:
    ending = words[-1].strip(".,").casefold()
    if len(words) > 1 and ending in known.FIRM_ENDINGS:
        reason = f'because it ends in "{words[-1]}" like a firm'
        return HolderMeaning(name, HolderKind.FIRM, Side.PROVIDER, certain=False, because=reason)
    if len(words) > 1 and ending in known.OTHER_FIRM_ENDINGS and name[:1].isupper():
        return HolderMeaning(
            name, HolderKind.FIRM, None, certain=False, because=f'because it ends in "{words[-1]}" like a firm'
        )
    opening = next(
        (" ".join(words[:count]) for count in (3, 2, 1) if " ".join(words[:count]).casefold() in known.FIRMS), ""
    )
    if opening:
        side = known.FIRMS[opening.casefold()]
        kind = HolderKind.FIRM if side else HolderKind.VENDOR
        return HolderMeaning(name, kind, side, certain=False, because=f'because it begins with "{opening}"')
    return None


def _person(name: str, words: list[str]) -> HolderMeaning | None:
    bare = [word for word in words if word.strip(".,").casefold() not in known.TITLES_OF_PERSONS | known.ENDINGS_OF_PERSONS]
    titled = len(bare) < len(words)
    if not 1 <= len(bare) <= LONGEST_NAME or not _looks_like_a_name(bare):
        return None
    given = any(part.strip(".") in known.GIVEN_NAMES for word in bare for part in word.casefold().split("-"))
    initials = any(len(word.strip(".")) == 1 for word in bare)
    if len(bare) == 1 and not (given or titled):
        return None
    if not (given or titled or initials or len(bare) <= PAIR + 1):
        return None
    certain = (given and len(bare) > 1) or titled
    look = "has a given name" if given else "looks like the name of a person"
    return HolderMeaning(name, HolderKind.PERSON, None, certain, f'because "{name}" {look}')


def _looks_like_a_name(words: list[str]) -> bool:
    if not words or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    capital = [word for word in words if word.casefold() not in known.PARTICLES]
    lower_given = all(word.casefold() in known.GIVEN_NAMES or word[0].isupper() for word in capital)
    shouted = any(len(word.strip(".")) > 1 and word.isupper() for word in capital) and not all(
        word.isupper() for word in capital
    )
    if not capital or not lower_given or shouted:
        return False
    trade = known.TEAMS if capital[0].casefold().strip(".") in known.GIVEN_NAMES else known.TEAMS | COMMON | known.POSTS
    return not any(word.casefold() in trade for word in capital)


def _lone_word(name: str, words: list[str]) -> HolderMeaning:
    if len(words) == 1 and name[:1].isupper() and any(letter.islower() for letter in name) and name.isalnum():
        reason = f'because "{name}" is one word and no given name we know'
        return HolderMeaning(name, HolderKind.FIRM, None, certain=False, because=reason)
    return _unclear(name, "it is neither a name, a post, a team nor a firm that we know")


def _unclear(name: str, why: str) -> HolderMeaning:
    return HolderMeaning(name, HolderKind.UNCLEAR, None, certain=False, because=f"because {why}")


def _last_word(name: str) -> str:
    words = [word for word in _SPLIT.split(name.casefold()) if word]
    return words[-1].strip(".'") if words else ""
