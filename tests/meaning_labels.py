"""The labelled row titles: where they stand, how they are split, and how well the vocabulary reads them.

Our own titles stand in `tests/tables/meaning/`. Titles of public files are read from those files, and only their labels are
here. A label that ends in `?` may be found or not and counts neither way.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import yaml

from demarc.core.meaning.functions import functions_in

TESTS = Path(__file__).parent
TABLES = TESTS / "tables" / "meaning"
REAL = Path(os.environ.get("DEMARC_REAL", TESTS.parents[1] / "shared" / "real"))
RECORDED = TESTS / "real" / "meaning_figures.txt"
"""What was measured over the public files, so that the page can be written where they are not."""

RACI = REAL / "matrix_lesniak_raci" / "midsize-CIO-with-infra-director-MSP-MSSP.md"
OPENSHIFT = REAL / "matrix_openshift_dedicated" / "policy-responsibilities.adoc"
NIST = REAL / "catalog_nist_oscal" / "NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json"
FRAMEWORKS = REAL / "catalog_framework_yaml"
NEEDED = (RACI, OPENSHIFT, NIST, FRAMEWORKS / "cisa-cpg-2.0.yaml", FRAMEWORKS / "nist-800-171-rev3.yaml")

DEVELOPMENT, HELD_OUT = "development", "held out"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One title with what it must mean and what it may mean besides; `key` is what its half is drawn from."""

    key: str
    title: str
    must: frozenset[str]
    may: frozenset[str]

    @property
    def half(self) -> str:
        """The half it belongs to, by a hash of its key: it cannot be chosen."""
        return HELD_OUT if hashlib.sha256(self.key.encode()).digest()[0] % 2 else DEVELOPMENT

    @property
    def means_nothing(self) -> bool:
        """Whether the label says that the catalogue has nothing for it."""
        return not self.must and not self.may


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over labelled titles. `nothing` are the titles labelled none; `whole` those read without any mistake."""

    titles: int = 0
    certain_right: int = 0
    certain_wrong: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    nothing: int = 0
    nothing_right: int = 0
    whole: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))

    @property
    def certain_precision(self) -> float:
        """Of the certain matches, the share that is right."""
        return self.certain_right / max(1, self.certain_right + self.certain_wrong)

    @property
    def precision(self) -> float:
        """Of all matches, guesses included, the share that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the functions that had to be found, the share that was."""
        return self.right / max(1, self.right + self.missed)

    def line(self) -> str:
        """The counts in order, for the recorded file."""
        return " ".join(str(count) for count in astuple(self))


def measure(labelled: Iterable[Labelled]) -> Figures:
    """Hold the vocabulary against labels."""
    return sum((_one(label) for label in labelled), Figures())


def _one(label: Labelled) -> Figures:
    found = {match.function: match.certain for match in functions_in(label.title) if match.function not in label.may}
    right, missed = found.keys() & label.must, label.must - found.keys()
    certain = {function for function, settled in found.items() if settled}
    return Figures(
        titles=1,
        certain_right=len(certain & right),
        certain_wrong=len(certain - right),
        right=len(right),
        wrong=len(found) - len(right),
        missed=len(missed),
        nothing=label.means_nothing,
        nothing_right=label.means_nothing and not found,
        whole=found.keys() == label.must,
    )


def own(name: str) -> list[Labelled]:
    """Our own titles of one table: `titles`, `later` or `blind`."""
    return [_label(title, title, labels) for labels, title in lines_of(TABLES / f"{name}.txt")]


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """The two sides of each indented line of a table."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            left, _, right = line.strip().partition(" |")
            yield left, right.strip()


def real(name: str, titles: Mapping[str, str]) -> list[Labelled]:
    """Titles of a public file with our labels for them, by their numbers in that file."""
    text = (TESTS / "real" / f"meaning_labels_{name}.txt").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return [_label(f"{name} {number}", titles[number], labels) for number, labels in lines]


def real_sets() -> dict[str, list[Labelled]]:
    """Every public set, read from its file."""
    return {
        "lesniak": real("lesniak", _raci_rows()),
        "openshift": real("openshift", _openshift_resources()),
        "nist": real("nist", _nist_controls()),
        "cpg": real("cpg", _requirements("cisa-cpg-2.0")),
        "171": real("171", _requirements("nist-800-171-rev3")),
    }


def recorded() -> dict[tuple[str, str], Figures]:
    """The recorded figures over public files, by set and half."""
    lines = [line for line in RECORDED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    read = (line.split(" | ") for line in lines)
    return {(name, half): Figures(*map(int, counts.split())) for name, half, counts in read}


def record() -> str:
    """The text of the recorded figures as they should read now."""
    head = (
        "# How well titles of public files are read: set, half, then counts. Written by `python -m tests.meaning_labels`.",
        f"# {' '.join(field.name for field in fields(Figures))}",
    )
    sets = real_sets()
    lines = [
        f"{name} | {half} | {measure(label for label in labelled if label.half == half).line()}"
        for name, labelled in sets.items()
        for half in (DEVELOPMENT, HELD_OUT)
    ]
    return "\n".join([*head, *lines]) + "\n"


def _label(key: str, title: str, labels: str) -> Labelled:
    words = [word for word in labels.split() if word != "none"]
    must = frozenset(word for word in words if not word.endswith("?"))
    may = frozenset(word.removesuffix("?") for word in words if word.endswith("?"))
    return Labelled(key, title, must, may)


def _raci_rows() -> dict[str, str]:
    rows = (re.match(r"\| (\d+[a-z]?) \| ([^|]+) \|", line) for line in RACI.read_text(encoding="utf-8").splitlines())
    return {row[1]: row[2].replace("**", "") for row in rows if row}


def _openshift_resources() -> dict[str, str]:
    lines = OPENSHIFT.read_text(encoding="utf-8").splitlines()
    found = [row[1] for row in (re.match(r"\|(.+?) \|", line) for line in lines) if row]
    return {str(number): title for number, title in enumerate(found, 1)}


def _nist_controls() -> dict[str, str]:
    groups = json.loads(NIST.read_text(encoding="utf-8"))["catalog"]["groups"]
    return {control["id"]: control["title"] for group in groups for control in group["controls"]}


def _requirements(name: str) -> dict[str, str]:
    read = yaml.safe_load((FRAMEWORKS / f"{name}.yaml").read_text(encoding="utf-8"))
    nodes = read["objects"]["framework"]["requirement_nodes"]
    return {node["ref_id"]: node["name"] for node in nodes if "ref_id" in node}


if __name__ == "__main__":
    RECORDED.write_text(record(), encoding="utf-8")
