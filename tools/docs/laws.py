"""docs/laws.md and the list in the README: what we promise, and the tests that hold us to it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.laws.promises import PROMISES, SO_FAR
from tools.docs.code import ROOT, parsed, summary

TESTS = ROOT / "tests"
LAWS = TESTS / "laws"
CITED = re.compile(r"\b[Ll]aws? (\d+(?:(?:, | and |, and | to )\d+)*)")


MUTANTS = "_mutants.py"
"""How a file ends that damages what the laws are about: what in it cites no promise says that the laws would notice."""


@dataclass(frozen=True, slots=True)
class Law:
    """One test: the sentence it proves, the promises it stands for, and where it is."""

    sentence: str
    test: str
    file: str
    promises: frozenset[int]


def laws() -> tuple[Law, ...]:
    """Every law test. Its promises are the numbers its docstring cites (`Law 2: ...`), else those its file cites.

    Every test of `tests/laws` is one; of the others, those that cite a promise.
    """
    return tuple(
        law
        for path in sorted(TESTS.rglob("test_*.py"))
        if path.parent.name != "house"
        for law in _laws_of(parsed(path), path.relative_to(TESTS).as_posix())
        if law.promises or path.parent == LAWS
    )


def cited(text: str) -> frozenset[int]:
    """The numbers in `Law 2`, `Laws 1, 3 and 4` or `Laws 1 to 5`."""
    numbers: set[int] = set()
    for match in CITED.finditer(text):
        parts = [int(number) for number in re.findall(r"\d+", match[1])]
        numbers.update(range(parts[0], parts[-1] + 1) if " to " in match[1] else parts)
    return frozenset(numbers)


def _laws_of(module: ast.Module, file: str) -> Iterator[Law]:
    by_default = cited(summary(module))
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and (node.name.startswith("test_") or _is_invariant(node)):
            said = summary(node)
            sentence = re.sub(r"^Laws? [^:]*: ", "", said) or f"{node.name.removeprefix('test_').replace('_', ' ')}."
            yield Law(sentence[:1].upper() + sentence[1:], node.name, file, cited(said) or by_default)


def _is_invariant(node: ast.FunctionDef) -> bool:
    names = (part.func if isinstance(part, ast.Call) else part for part in node.decorator_list)
    return any(isinstance(name, ast.Name) and name.id == "invariant" for name in names)


def promises() -> str:
    """The README's list: each promise that tests hold, then, plainly, those that none holds yet."""
    proved = {number for law in laws() for number in law.promises}
    lines = [f"{number}. {text}{_so_far(number)}" for number, text in PROMISES.items() if number in proved]
    missing = [text for number, text in PROMISES.items() if number not in proved]
    if missing:
        lines += ["", "Meant, and not yet held by a test:", "", *(f"- {text}" for text in missing)]
    return "\n".join(lines)


def _so_far(number: int) -> str:
    return f" *So far: {SO_FAR[number]}.*" if number in SO_FAR else ""


def page() -> str:
    """Each promise with the sentences of its tests."""
    parts = ["# Laws", "What Demarc promises. Each sentence is a test; its name and file stand beside it."]
    every = laws()
    for number, text in PROMISES.items():
        mine = [law for law in every if number in law.promises]
        parts += [
            f"## Promise {number}",
            f"> {text}{_so_far(number)}",
            "\n".join(map(_line, mine)) or "No test holds this yet.",
        ]
    beside = [law for law in every if not law.promises and not law.file.endswith(MUTANTS)]
    of_the_laws = [law for law in every if not law.promises and law.file.endswith(MUTANTS)]
    parts += ["## Laws beside the promises", "\n".join(map(_line, beside))]
    parts += ["## How we know that these tests would notice", "\n".join(map(_line, of_the_laws))]
    return "\n\n".join(parts)


def _line(law: Law) -> str:
    return f"- {law.sentence} ([`{law.test}`](../tests/{law.file}))"
