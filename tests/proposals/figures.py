"""How often the review meets the labels: rows of every labelled set, and the tables of docs/proposal.md.

`python -m tests.proposals.figures` prints the tables. A row is one safeguard of one document.
"""

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demarc.core.proposal.grade import Review, review
from demarc.core.proposal.rule import Grade
from demarc.files.documents.pick import read_document
from demarc.files.documents.plain import read
from tests.real.proposal_labels import SCORED, TUNED, Label
from tests.real.proposal_labels_blind import BLIND

HERE = Path(__file__).parent
WHOLE = HERE / "whole"
REAL = Path(os.environ.get("DEMARC_REAL", HERE.parents[1].parent / "shared" / "real"))
ABOVE = "# Proposal of Harborline to Alder Dental Group\n\n## Services\n\n"
PASSAGES = ("passages_tuned.toml", "passages_blind.toml", "passages_voices.toml")
OTHER_HAND = frozenset(
    [
        "breakfix-lonestar.md",
        "contradictory-ridgeway.md",
        "good-harbour-pine.md",
        "legal-pinnacle-msa.md",
        "school-trust-fairview.md",
        "tables-meridian.md",
    ]
)
"""Held-out proposals by a writer who neither wrote the rules nor saw any output."""

IDS = (*(f"F{number}" for number in range(1, 7)), *(f"X{number}" for number in range(1, 19)))


@dataclass(frozen=True, slots=True)
class Row:
    document: str
    id: str
    label: str
    grade: Grade
    line: str = ""
    quotes: tuple[str, ...] = ()


def _rows(document: str, found: Review, labels: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    for graded in (*found.flags, *found.extras):
        if graded.id in labels:
            label, *line = labels[graded.id]
            quotes = tuple(quote.text for quote in graded.quotes)
            yield Row(document, graded.id, label, graded.grade, "".join(line), quotes)


@cache
def passages(name: str) -> tuple[Row, ...]:
    """Review each passage of one file below a heading that names both firms."""
    table = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return tuple(
        row
        for id_, grades in table.items()
        for label, texts in grades.items()
        for text in texts
        for row in _rows(text, review(read((ABOVE + text).encode(), "proposal.md")), {id_: [label]})
    )


@cache
def whole(name: str) -> tuple[Row, ...]:
    """Review each whole proposal of one set of labels, `tuned` or `heldout`."""
    table = labels_of(name)
    return tuple(row for file, labels in table.items() for row in _rows(file, _whole(file), labels))


def labels_of(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Read the labels of one set of whole proposals: the grade and, where there is one, the deciding line."""
    return tomllib.loads((WHOLE / f"labels_{name}.toml").read_text(encoding="utf-8"))


@cache
def _whole(file: str) -> Review:
    return review(read((WHOLE / file).read_bytes(), file))


@cache
def _contract(folder: str, name: str) -> Review:
    return review(read_document(next((REAL / folder).glob(name))))


def contracts(group: Mapping[tuple[str, str], Mapping[str, Label]]) -> tuple[Row, ...]:
    """Review each public contract of a group; they must be in the shared folder."""
    return tuple(row for (folder, name), labels in group.items() for row in _rows(name, _contract(folder, name), labels))


def right(rows: Iterable[Row]) -> int:
    """Count the rows whose grade is their label."""
    return sum(row.label == row.grade for row in rows)


def missed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the rows labelled present and called absent: the mistake that costs most."""
    return tuple(row for row in rows if row.label == "present" and row.grade is Grade.ABSENT)


def hidden(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the rows called absent though something stands in the text that does not deny: labelled present or unclear."""
    return tuple(row for row in rows if row.label in {"present", "unclear"} and row.grade is Grade.ABSENT)


def quoted(rows: Iterable[Row]) -> tuple[int, int]:
    """Count the rows whose quotes hold the deciding line, and those that have such a line and are quoted."""
    with_line = [row for row in rows if row.line and row.quotes]
    shown = sum(
        any(" ".join(row.line.split())[:40].lower() in " ".join(quote.split()).lower() for quote in row.quotes)
        for row in with_line
    )
    return shown, len(with_line)


def in_short(sets: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "| Set | Right | Promises called absent | Wrongly absent | Missing things called present | Deciding line quoted |"
    yield "|---|---|---|---|---|---|"
    for name, rows in sets.items():
        promises = sum(row.label == "present" for row in rows)
        given = sum(row.grade is Grade.ABSENT for row in rows)
        missing = [row for row in rows if row.label == "absent"]
        invented = sum(row.grade is Grade.PRESENT for row in missing)
        shown, of = quoted(rows)
        yield (
            f"| {name} | {right(rows)} of {len(rows)}, {right(rows) / len(rows):.0%} | {len(missed(rows))} of {promises} "
            f"| {len(hidden(rows))} of {given} | {invented} of {len(missing)} | {f'{shown} of {of}' if of else '-'} |"
        )


def _ratio(part: int, of: int) -> str:
    return f"{part / of:.2f}" if of else "-"


def by_grade(sets: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "| Set | Grade | Labelled | Given | Both | Precision | Recall |"
    yield "|---|---|---|---|---|---|---|"
    for name, rows in sets.items():
        for grade in Grade:
            labelled = sum(row.label == grade for row in rows)
            given = sum(row.grade is grade for row in rows)
            both = sum(row.label == grade == row.grade for row in rows)
            shares = f"{_ratio(both, given)} | {_ratio(both, labelled)}"
            yield f"| {name} | {grade.value} | {labelled} | {given} | {both} | {shares} |"


def by_safeguard(sets: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "| | " + " | ".join(sets) + " |"
    yield "|---" * (len(sets) + 1) + "|"
    for id_ in IDS:
        counts = []
        for rows in sets.values():
            of = [row for row in rows if row.id == id_]
            counts.append(f"{right(of)}/{len(of)}" if of else "-")
        yield f"| {id_} | " + " | ".join(counts) + " |"


def precision_and_recall(rows: Sequence[Row]) -> Iterator[str]:
    """Per safeguard and grade: precision, then recall, as both of given and both of labelled."""
    yield "| | " + " | ".join(f"{grade.value}: precision | recall" for grade in Grade) + " |"
    yield "|---" * (2 * len(Grade) + 1) + "|"
    for id_ in IDS:
        of = [row for row in rows if row.id == id_]
        cells = []
        for grade in Grade:
            both = sum(row.label == grade == row.grade for row in of)
            cells.append(f"{both}/{sum(row.grade is grade for row in of)}")
            cells.append(f"{both}/{sum(row.label == grade for row in of)}")
        yield f"| {id_} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    held = whole("heldout")
    every = {
        "tuned contracts": contracts(TUNED),
        "scored contracts": contracts(SCORED),
        "blind contracts": contracts(BLIND),
        "tuned passages": tuple(row for name in PASSAGES for row in passages(name)),
        "tuned proposals": whole("tuned"),
        "held out, same hand": tuple(row for row in held if row.document not in OTHER_HAND),
        "held out, other hand": tuple(row for row in held if row.document in OTHER_HAND),
    }
    unseen = [row for name in every for row in every[name] if not name.startswith("tuned")]
    balanced = [row for group in (TUNED, SCORED, BLIND) for row in contracts(group) if row.document == "psa.md"]
    lines = (
        *in_short({**every, "the balanced agreement": balanced}),
        "",
        *by_grade(every),
        "",
        *by_safeguard(every),
        "",
        *precision_and_recall(unseen),
        "",
    )
    sys.stdout.write("\n".join(lines))
