"""What each column of a table says, from its heading and from what stands in it; and which layout that makes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from demarc.files.grid import Cell
from demarc.files.matrix.places import Place
from demarc.files.responsibility.letters import ANY, is_blank, is_letters
from demarc.files.responsibility.owners import key_of
from demarc.files.responsibility.table import Layout
from demarc.files.responsibility.words import (
    ASSIGNING,
    NAMED,
    Role,
    duty_party,
    folded,
    is_control,
    is_origin,
    is_party,
    is_status,
    role_of,
)

PLAIN_LETTERS, WORDED_LETTERS, AMONG_LETTERS = 0.6, 0.8, 0.4
"""How much of a column must be letters: alone, under a heading that says something else, and beside other letters."""

SENTENCE, NAME_LENGTH, NAME_WORDS = 4, 60, 6
FEWEST_NAMES, PARTY_WORDS = 3, 0.3
"""How many cells show that a column is a few names over and over, and how much of them must be words for parties."""

ORIGINS_NEEDED = 2
TICKS = frozenset({"x", "✓", "✔", "✅", "☑", "☒", "●", "•"})
RACI_WORD = re.compile(r"\s*(responsible|accountable|consulted|informed)\b", re.IGNORECASE)
ANSWERS = frozenset({"yes", "no", "y", "n", "true", "false"})
SIDES = frozenset({"client", "customer", "internal", "provider", "msp", "mssp", "vendor", "ours", "theirs"})
"""What `--map` may make of a holder without changing how its column is read."""

NOT_LETTERS = frozenset({
    Role.NUMBER,
    Role.TITLE,
    Role.SECTION,
    Role.NOTE,
    Role.HOURS,
    Role.CLOCK,
    Role.FREQUENCY,
    Role.PROOF,
    Role.SCOPE,
    Role.OTHER,
})  # fmt: skip
LETTER_ROLES = {
    "r": Role.RESPONSIBLE,
    "a": Role.ACCOUNTABLE,
    "c": Role.CONSULTED,
    "i": Role.INFORMED,
    "s": Role.SUPPORT,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its heading and the heading over that, what it says, and for whom."""

    index: int
    heading: str
    role: Role | None
    place: Place
    holder: str = ""
    group: str = ""
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """The filled cells of one column below the headings, as far as a sample goes; `signs` are letters explained nearby."""

    texts: tuple[str, ...]
    signs: frozenset[str] = frozenset()

    @property
    def filled(self) -> int:
        """Count the filled cells."""
        return len(self.texts)

    @property
    def letters(self) -> float:
        """Return the part of the filled cells that are plainly letters."""
        plain = sum(_letters(text) or text.strip().upper() in self.signs for text in self.texts)
        return plain / len(self.texts) if self.texts else 0

    @property
    def answers(self) -> bool:
        """Tell whether the cells mostly say yes or no, which is about the row and not about somebody's part in it."""
        return sum(text.casefold() in ANSWERS for text in self.texts) * 2 > len(self.texts)

    @property
    def ticks(self) -> bool:
        """Tell whether the cells are only ticks."""
        return bool(self.texts) and all(text.strip().casefold() in TICKS for text in self.texts)

    @property
    def words(self) -> float:
        """Return how many words a filled cell has on average."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0

    @property
    def distinct(self) -> int:
        """Count the different texts."""
        return len({key_of(text) for text in self.texts})

    @property
    def names(self) -> bool:
        """Tell whether the cells are short enough to be names."""
        long = sum(len(text) > NAME_LENGTH for text in self.texts)
        return self.words <= NAME_WORDS and long * 4 <= len(self.texts)

    @property
    def parties(self) -> bool:
        """Tell whether the cells are a few names over and over, general words for parties among them."""
        few = self.distinct <= max(FEWEST_NAMES, len(self.texts) // 2)
        known = sum(_party(text) for text in self.texts)
        return len(self.texts) >= FEWEST_NAMES and few and self.names and known >= len(self.texts) * PARTY_WORDS


@lru_cache(maxsize=8192)
def _letters(text: str) -> bool:
    return len(text) <= NAME_LENGTH * 4 and is_letters(text, ANY)


@lru_cache(maxsize=8192)
def _party(text: str) -> bool:
    return len(text) <= NAME_LENGTH and (is_party(text) or folded(text) in {"shared", "both", "joint", "n a", "tbd"})


def sample_of(rows: Sequence[Sequence[Cell]], column: int, signs: frozenset[str] = frozenset()) -> Sample:
    """Take the filled cells of a column."""
    return Sample(tuple(row[column].text for row in rows if not is_blank(row[column].text)), signs)


def columns_of(
    headings: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    mapping: Mapping[str, str],
    signs: frozenset[str] = frozenset(),
) -> tuple[Layout, tuple[Column, ...]] | None:
    """Say what every column is, and the layout; None when nothing says who, or what is to be done.

    1. What `--map` says. 2. FedRAMP's sheets by their headings. 3. Letters by what stands in the column. 4. Headings we
    know. 5. Duties in words under parties. 6. A few names over and over. 7. The title is what is left.
    """
    samples = [sample_of(rows, column.index, signs) for column in headings]
    columns = [_mapped(column, mapping) for column in headings]
    layout = _fedramp(columns)
    if layout is Layout.OTHER:
        if any(_is_no_heading(column, sample) for column, sample in zip(columns, samples, strict=True)):
            return None
        _letters_and_names(columns, samples)
        _duties(columns, samples)
        _owners(columns, samples)
    _title(columns, samples)
    _rest(columns, samples)
    _once(columns)
    _sole_owner(columns)
    roles = {column.role for column in columns}
    duties = [column for column in columns if column.role is Role.DUTIES]
    if len(duties) == 1 and not any(is_title(column) for column in columns):
        return None
    if not roles & ASSIGNING or not roles & {Role.TITLE, Role.NUMBER}:
        return None
    return _layout(roles, layout), tuple(columns)


def is_title(column: Column) -> bool:
    """Tell whether a column is the title by its own heading."""
    return column.role is Role.TITLE and (column.mapped or role_of(column.heading) is not None)


def _mapped(column: Column, mapping: Mapping[str, str]) -> Column:
    """Apply what the user says about a heading: a role of ours, or another name for the holder."""
    said = mapping.get(folded(column.heading)) if column.heading else None
    if said is None:
        return column
    word = folded(said)
    if word in set(Role):
        role = Role(word)
        holder = (duty_party(column.heading) or column.heading) if role in {Role.LETTERS, Role.DUTIES} else ""
        return replace(column, role=role, holder=holder, mapped=True)
    return replace(column, holder="" if word in SIDES else said.strip(), mapped=True)


def _fedramp(columns: list[Column]) -> Layout:
    """Read the sheets of a FedRAMP workbook by their headings."""
    if not any(is_control(column.heading) for column in columns):
        return Layout.OTHER
    origins = sum(is_origin(column.heading) for column in columns)
    inherited = any(role_of(column.heading) is Role.INHERITED for column in columns)
    if origins < ORIGINS_NEEDED and not inherited:
        return Layout.OTHER
    for at, column in enumerate(columns):
        if column.role is not None or not column.heading:
            continue
        if is_control(column.heading):
            columns[at] = replace(column, role=Role.NUMBER)
        elif inherited:
            words = duty_party(column.heading) is not None
            columns[at] = replace(column, role=Role.NOTE if words else role_of(column.heading) or Role.OTHER)
        elif is_status(column.heading):
            columns[at] = replace(column, role=Role.STATUS)
        elif is_origin(column.heading):
            columns[at] = replace(column, role=Role.ORIGIN, holder=column.holder or " ".join(column.heading.split()))
        else:
            columns[at] = replace(column, role=role_of(column.heading) or Role.OTHER)
    return Layout.CRM if inherited else Layout.CIS


def _is_no_heading(column: Column, sample: Sample) -> bool:
    """Tell whether what is taken for a heading is itself a letter over letters, or one of a few names over and over."""
    if column.mapped or not column.heading:
        return False
    bare = column.heading.isupper() and not any(map(str.isdigit, column.heading))
    lettered = _letters(column.heading) and (bare or RACI_WORD.match(column.heading))
    if sample.ticks:
        return False
    if (lettered or column.heading.strip().upper() in sample.signs) and sample.letters >= PLAIN_LETTERS:
        return True
    return sample.parties and key_of(column.heading) in {key_of(text) for text in sample.texts}


def _letters_and_names(columns: list[Column], samples: list[Sample]) -> None:
    """Find the columns of letters, and those whose heading is a letter or word over names."""
    for at, (column, sample) in enumerate(zip(columns, samples, strict=True)):
        if column.role is not None:
            continue
        natural = LETTER_ROLES.get(column.heading.strip().casefold()) or role_of(column.heading)
        needed = WORDED_LETTERS if natural in NAMED else PLAIN_LETTERS
        said_no = sample.answers and not is_party(column.heading)
        said_no = said_no or (sample.ticks and natural in NAMED)
        if natural not in NOT_LETTERS and sample.filled and sample.letters >= needed and not said_no:
            columns[at] = replace(column, role=Role.LETTERS)
        elif natural in NAMED and sample.names:
            columns[at] = replace(column, role=natural)
    if not any(column.role is Role.LETTERS and column.heading for column in columns):
        columns[:] = [replace(column, role=None) if column.role is Role.LETTERS else column for column in columns]
    lettered = [at for at, column in enumerate(columns) if column.role is Role.LETTERS]
    for at, (column, sample) in enumerate(zip(columns, samples, strict=True)):
        near = bool(lettered) and lettered[0] - 1 <= at <= lettered[-1] + 1
        unknown = column.role is None and bool(column.heading) and role_of(column.heading) is None
        some = sample.letters >= AMONG_LETTERS or (sample.letters > 0 and sample.words < SENTENCE)
        if unknown and near and ((not sample.filled and at > lettered[0]) or some):
            columns[at] = replace(column, role=Role.LETTERS)
    for at, column in enumerate(columns):
        if column.role is Role.LETTERS:
            columns[at] = replace(column, holder=column.holder or " ".join(column.heading.split()))


def _duties(columns: list[Column], samples: list[Sample]) -> None:
    """Find the columns that give each party its duties in words; one party's alone are notes."""
    found = {}
    for at, (column, sample) in enumerate(zip(columns, samples, strict=True)):
        if column.role is None and column.heading:
            party = duty_party(column.heading)
            if party is None and _short_party(column.heading) and sample.words >= SENTENCE:
                party = column.heading
            if party is not None and not sample.parties:
                found[at] = party
    if len(found) == 1:
        found.update(_partner(columns, samples))
    assigned = any(column.role in ASSIGNING for column in columns)
    said = [at for at in found if duty_party(columns[at].heading) is not None]
    if len(found) > 1 or (said and not assigned and any(is_party(party) for party in found.values())):
        for at, party in found.items():
            columns[at] = replace(columns[at], role=Role.DUTIES, holder=columns[at].holder or " ".join(party.split()))


def _partner(columns: list[Column], samples: list[Sample]) -> dict[int, str]:
    """Find the one other column of sentences under a short name we do not know: beside a party it is another."""
    unknown = {
        at: column.heading
        for at, (column, sample) in enumerate(zip(columns, samples, strict=True))
        if column.role is None and column.heading and role_of(column.heading) is None and not is_party(column.heading)
        if len(column.heading.split()) <= SENTENCE and sample.words >= SENTENCE
    }  # fmt: skip
    titled = any(role_of(column.heading) is Role.TITLE for column in columns)
    return unknown if len(unknown) == 1 and titled else {}


def _short_party(heading: str) -> bool:
    return is_party(heading) and role_of(heading) is None and len(heading.split()) <= SENTENCE


def _owners(columns: list[Column], samples: list[Sample]) -> None:
    """Find the columns of a few names over and over: one is the owner, several are areas with an owner each."""
    if any(column.role in ASSIGNING for column in columns) or not any(role_of(column.heading) for column in columns):
        return
    found = []
    fullest = max((sample.filled for sample in samples), default=0)
    for at, (column, sample) in enumerate(zip(columns, samples, strict=True)):
        free = column.role is None and column.heading and at and sample.filled * 2 >= fullest
        if free and role_of(column.heading) in {None, Role.TITLE, Role.SECTION} and sample.parties:
            found.append(at)
    parties = [at for at, column in enumerate(columns) if column.role is None and _short_party(column.heading)]
    if not found and len(parties) > 1 and all(samples[at].filled and samples[at].names for at in parties):
        for at in parties:
            columns[at] = replace(columns[at], role=Role.OWNER, group=columns[at].group or columns[at].heading)
    for at in found:
        columns[at] = replace(columns[at], role=Role.OWNER if len(found) == 1 else Role.AREA)


def _title(columns: list[Column], samples: list[Sample]) -> None:
    """Choose the column that says what is to be done."""
    if any(column.role is Role.TITLE for column in columns):
        return
    free = [at for at, column in enumerate(columns) if column.role is None]
    by_word = [at for at in free if role_of(columns[at].heading) is Role.TITLE]
    rich = [at for at in by_word if samples[at].filled]
    if len(rich) > 1:
        best = max(rich, key=lambda at: (samples[at].distinct, -at))
        by_word = [best]
    for kind in (Role.SECTION, Role.NOTE, None):
        if by_word:
            break
        by_word = [at for at in free if role_of(columns[at].heading) is kind and samples[at].filled and samples[at].words]
        by_word = [at for at in by_word if samples[at].distinct * 2 > samples[at].filled or kind is not Role.SECTION]
    if by_word:
        columns[by_word[0]] = replace(columns[by_word[0]], role=Role.TITLE)


def _rest(columns: list[Column], samples: list[Sample]) -> None:
    """Give what is left the role of its heading; a second title whose texts repeat is a section, else a note."""
    for at, (column, sample) in enumerate(zip(columns, samples, strict=True)):
        if column.role is not None or not (column.heading or sample.filled):
            continue
        natural = role_of(column.heading) if column.heading else None
        if natural is Role.TITLE:
            natural = Role.SECTION if sample.distinct * 2 <= sample.filled else Role.OTHER
        if natural in NAMED:
            natural = Role.OTHER
        columns[at] = replace(column, role=natural or (Role.OTHER if column.heading else None))


def _once(columns: list[Column]) -> None:
    """Let only the first column be the number, and only the first the title; what others say are notes."""
    for role in (Role.NUMBER, Role.TITLE):
        for at in [at for at, column in enumerate(columns) if column.role is role][1:]:
            columns[at] = replace(columns[at], role=Role.OTHER)


def _sole_owner(columns: list[Column]) -> None:
    """Take a sole column `Responsible` for the owner: where nobody else has a part, it says whose the work is."""
    parts = [at for at, column in enumerate(columns) if column.role in ASSIGNING - {Role.DEPUTY, Role.ESCALATION}]
    if len(parts) == 1 and columns[parts[0]].role is Role.RESPONSIBLE:
        columns[parts[0]] = replace(columns[parts[0]], role=Role.OWNER)


def _layout(roles: set[Role | None], fedramp: Layout) -> Layout:
    if fedramp is not Layout.OTHER:
        return fedramp
    if roles & {Role.LETTERS, Role.ACCOUNTABLE, Role.CONSULTED, Role.INFORMED}:
        return Layout.RACI
    return Layout.DUTIES_PER_PARTY if Role.DUTIES in roles else Layout.ONE_OWNER
