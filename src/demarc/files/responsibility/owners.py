"""What a cell that names an owner says: one name, several, everybody, or nobody; and which spellings are one name."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from demarc.files.responsibility.letters import WORDS, is_blank
from demarc.files.responsibility.table import Letter
from demarc.files.responsibility.words import is_party

SHARED = re.compile(
    r"(shared( (between|with|by|responsibility|responsibilities|ownership|across|equally)\b.*)?|joint(ly)?|mutual|combined"
    r"|both( (parties|sides|teams))?|co managed|co owned|collaborative|everyone|everybody|all( parties)?|either|split"
    r"|together)\Z"
)
NOBODY = re.compile(
    r"(tbd|tba|tbc|to be (determined|decided|confirmed|defined|assigned)|none|nobody|no one|unassigned|unknown|vacant|open"
    r"|nil|not assigned|not defined|undefined|unclear)?\Z"
)
NOT_APPLICABLE = re.compile(r"(n a|na|not applicable|out of scope|not in scope|not offered|not required|not needed)\Z")
STRONG = re.compile(r"\s*(?:/|;|\+|\n|\||,)\s*")
WEAK = re.compile(r"\s*(?:&|\band\b|\bor\b|\bwith\b)\s*", re.IGNORECASE)
ROLE_BEFORE = re.compile(r"\s*([A-Za-z-]{1,12}(?: owner)?)\s*[:=]\s*(\S.*)\Z", re.DOTALL)
BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Named:
    """One holder that a cell names, the letters the cell itself gives them, and the note beside."""

    holder: str
    letters: frozenset[Letter] = frozenset()
    note: str = ""


def key_of(name: str) -> str:
    """Fold a name so that its spellings are one: case, spaces, marks and a leading `the` do not count."""
    return re.sub(r"[\W_]+", "", re.sub(r"\A\s*the\s+", "", name.casefold()))


def is_shared(text: str) -> bool:
    """Tell whether a heading or cell says that both sides share something."""
    return _special(BRACKETED.sub(" ", text).strip()) is Letter.SHARED


def is_joined(text: str) -> bool:
    """Tell whether a text may be several names: something stands in it that can part names."""
    return bool(STRONG.search(text) or WEAK.search(text))


def owners_in(text: str, known: Collection[str] = ()) -> tuple[Named, ...]:
    """Read a cell that names an owner; `known` are the folded names that stand alone in other cells of the table.

    A slash, comma or line parts names always, `and` and `&` only when a part is known or is a general word for a party:
    `Joe/MSP` is two, `Research and Development` is one. What stands in brackets is a note, or the letters of the name.
    """
    notes = [note.strip() for note in BRACKETED.findall(text)]
    whole = BRACKETED.sub(" ", text).strip()
    if not whole:
        whole, notes = text.strip(" ()[]\n"), []
    special = _special(whole)
    if special is not None:
        return (Named("Shared" if special is Letter.SHARED else "", frozenset({special}), "; ".join(notes)),)
    if len(whole) > LONGEST_NAME * 2 and key_of(whole) not in known:
        return (Named(whole, frozenset(), "; ".join(notes)),)
    parts = _parts(text, known)
    return tuple(_named(part) for part in parts) or (Named(whole),)


def _special(text: str) -> Letter | None:
    """Say what a cell is that names no one holder: shared, nobody, or not applicable."""
    said = " ".join(re.findall(r"\w+", text.casefold()))
    if SHARED.match(said):
        return Letter.SHARED
    if NOT_APPLICABLE.match(said):
        return Letter.NOT_APPLICABLE
    return Letter.NOBODY if NOBODY.match(said) or is_blank(text) else None


def _parts(text: str, known: Collection[str]) -> list[str]:
    """Part a text into names, never inside of brackets."""
    if key_of(text) in known and not STRONG.search(text):
        return [text.strip()]
    found = []
    for strong in _outside(STRONG, text):
        weak = _outside(WEAK, strong)
        bare = [BRACKETED.sub(" ", part).strip() for part in weak]
        if len(weak) > 1 and any(key_of(part) in known or is_party(part) for part in bare):
            found.extend(weak)
        else:
            found.append(strong)
    return [part.strip() for part in found if part.strip()]


def _outside(pattern: re.Pattern[str], text: str) -> list[str]:
    """Split where the pattern matches outside of brackets."""
    parts: list[str] = []
    begins = 0
    for match in pattern.finditer(text):
        before = text[: match.start()]
        if before.count("(") + before.count("[") <= before.count(")") + before.count("]"):
            parts.append(text[begins : match.start()])
            begins = match.end()
    return [*parts, text[begins:]]


def _named(part: str) -> Named:
    """Read one part: `Primary: Joe`, `Joe (A)`, `Joe (nights)` or `Joe`."""
    notes = [note.strip() for note in BRACKETED.findall(part)]
    name = BRACKETED.sub(" ", part).strip()
    letters: set[Letter] = set()
    before = ROLE_BEFORE.match(name)
    if before and (word := _letter(before.group(1))):
        letters.add(word)
        name = before.group(2).strip()
    said = [note for note in notes if not _letter(note)]
    letters.update(letter for note in notes if (letter := _letter(note)))
    special = _special(name)
    if special is not None:
        return Named("Shared" if special is Letter.SHARED else "", frozenset({special, *letters}), "; ".join(said))
    return Named(name or part, frozenset(letters), "; ".join(said))


def _letter(text: str) -> Letter | None:
    """Return the letter that a word or single sign beside a name gives, or None."""
    said = text.strip()
    if len(said) == 1 and said.upper() in {"R", "A", "C", "I", "S"}:
        return Letter(said.upper())
    return WORDS.get(said.casefold().removesuffix(" owner"))


def spellings(names: Iterable[str]) -> Mapping[str, str]:
    """Choose one spelling for the names that fold to the same: the most frequent, among equals one with a capital."""
    counted = Counter(name for name in names if name)
    best: dict[str, str] = {}
    for name in sorted(counted, key=lambda name: (-counted[name], not name[0].isupper())):
        best.setdefault(key_of(name) or name, name)
    return {name: best[key_of(name) or name] for name in counted}
