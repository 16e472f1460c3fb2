"""docs/meaning.md: how words become functions, scope and people, and how often that is right."""

from demarc.core.catalogue import FUNCTIONS
from demarc.core.meaning.holders import HolderKind
from demarc.core.meaning.vocabulary import VOCABULARY
from demarc.core.meaning.vocabulary.scope import SCOPE
from tests.meaning_labels import DEVELOPMENT, HELD_OUT, TABLES, Figures, lines_of, measure, own, recorded

SETS = {
    "own": "our own titles, in the usual wording (`titles.txt`)",
    "lesniak": "a public co-managed RACI",
    "openshift": "a public cloud responsibility table",
    "nist": "NIST SP 800-53, low baseline: control titles",
}
AFTER = {
    "later": "plain-spoken titles and traps (`later.txt`)",
    "cpg": "CISA CPG 2.0 goals",
    "171": "NIST SP 800-171 titles not in the set above",
    "blind": "the usual wording again (`blind.txt`)",
}
HEAD = (
    "| Titles | Half | Number | Certain and right | Any and right | Found of what had to be | None said of none "
    "| Without a mistake |"
)
RULE = "|---|---|---|---|---|---|---|---|"

HOW = """\
A row of a stranger's matrix has words. Three readings make them speak: which functions of the catalogue the row is about,
what it is narrowed to, and whom its cells name. Each answer is *certain* or *guessed* and quotes the words it rests on.
Nothing learns and nothing is random: the same words always mean the same.

**Functions.** Phrases from one table per concept are looked for in the title, whatever the case, the form and the spelling
of the words. A longer phrase silences one that is part of it: `restore test` is no `restore`. Words that no phrase speaks
for and that are not common in titles count against: with as many of them as the phrase has words it is only a guess, with
twice as many it means nothing. What stands behind `except` or `excluding` is not read. Beside something certain, words in
brackets are a guess. A title that says nothing is read with its section's heading, then by its notes, as a guess. An id
such as `AC-2 (a)` stands for that NIST control.

**Scope.** Device class, operating system, window, severity, site, support, exposure and kind of user. `Sev 1-2` is critical
and high; `after hours` is every hour that is not business, holidays too; what is carved out is given apart.

**Holders.** {kinds}. A side is given where the words say it. A well-known maker is never a person, though its name be two
capitalised words; a single unknown word is guessed to be a firm."""

MEASURED = """\
The labels of the first set were written before the vocabulary, by the same people who then wrote it, so they knew both
halves; only the mistakes in the development half were mended. A function that is honestly arguable counts neither way.
"Any" counts guesses too."""

LATER = """\
Labels from the same pen flatter. So titles were written or chosen after the vocabulary and labelled before it met them. At
first sight it did this well. A new file in the usual wording should be read like the second line, one in plain speech
between the two:"""

SINCE = """\
The first of these meetings showed that a lone word settled too much, and gave the rule about words that nothing explains.
What was learned has since gone in, so these sets are no longer unseen. Now they read:"""


def page() -> str:
    """The three readings, the figures of both halves, and those of titles met later."""
    kinds = "A text is one of: " + ", ".join(kind.value for kind in HolderKind)
    phrases = sum(text.count(",") + 1 for entry in VOCABULARY for text in (entry.sure, entry.maybe) if text)
    functions = f"{len(VOCABULARY)} entries with {phrases} phrases as written speak of {len(FUNCTIONS)} functions"
    size = f"{functions}, {len(SCOPE)} entries of scope."
    return "\n\n".join(
        [
            "# Meaning",
            HOW.format(kinds=kinds),
            size,
            "## How often it is right",
            MEASURED,
            _halves(),
            "## Titles it had not seen",
            LATER,
            _first_sight(),
            SINCE,
            _now(),
        ]
    )


def _halves() -> str:
    known = recorded()
    lines, total = [HEAD, RULE], {DEVELOPMENT: Figures(), HELD_OUT: Figures()}
    for half in total:
        for name, what in SETS.items():
            own_half = (label for label in own("titles") if label.half == half)
            figures = measure(own_half) if name == "own" else known[name, half]
            total[half] += figures
            lines.append(_line(what, half, figures))
    lines += [_line("**all**", half, figures) for half, figures in total.items()]
    return "\n".join(lines)


def _now() -> str:
    known = recorded()
    lines = [HEAD, RULE]
    for name, what in AFTER.items():
        ours = name in {"later", "blind"}
        figures = measure(own(name)) if ours else known[name, DEVELOPMENT] + known[name, HELD_OUT]
        lines.append(_line(what, "both", figures))
    return "\n".join(lines)


def _first_sight() -> str:
    lines = ["| Titles | Number | Certain and right | Any and right | Found of what had to be |", "|---|---|---|---|---|"]
    for figures, what in lines_of(TABLES / "first_sight.txt"):
        number, certain, precision, recall = figures.split()
        lines.append(f"| {what} | {number} | {float(certain):.0%} | {float(precision):.0%} | {float(recall):.0%} |")
    return "\n".join(lines)


def _line(what: str, half: str, figures: Figures) -> str:
    certain = figures.certain_right + figures.certain_wrong
    cells = [
        _share(figures.certain_right, certain),
        _share(figures.right, figures.right + figures.wrong),
        _share(figures.right, figures.right + figures.missed),
        _share(figures.nothing_right, figures.nothing),
        _share(figures.whole, figures.titles),
    ]
    return f"| {what} | {half} | {figures.titles} | {' | '.join(cells)} |"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part // whole}%)" if whole else "-"
