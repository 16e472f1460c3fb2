"""Reading what the code says about itself, without running it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "src" / "demarc" / "core"


@dataclass(frozen=True, slots=True)
class Word:
    """A class of the core: its name in plain words, its meaning, and the values it has if it is an enumeration."""

    name: str
    meaning: str
    values: tuple[tuple[str, str], ...]


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def summary(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> str:
    """The first paragraph of a docstring on one line; empty without one."""
    return " ".join((ast.get_docstring(node) or "").split("\n\n", maxsplit=1)[0].split())


def plain(name: str) -> str:
    """`ItemKind` as people write it: `Item kind`."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", name)
    return " ".join([parts[0], *(part if part.isupper() and len(part) > 1 else part.lower() for part in parts[1:])])


def words_of(path: Path) -> Iterator[Word]:
    """The public classes of a file that say what they mean."""
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and summary(node):
            yield Word(plain(node.name), summary(node), tuple(_values(node)) if _is_enumeration(node) else ())


def summary_of(path: Path, name: str) -> str:
    """What the class of that name in a file says it means."""
    return next(summary(node) for node in parsed(path).body if isinstance(node, ast.ClassDef) and node.name == name)


def _is_enumeration(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases)


def _values(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Each value with what the string below it says, if anything stands there."""
    for statement, following in zip(node.body, [*node.body[1:], ast.Pass()], strict=True):
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            yield str(statement.value.value), _text(following)


def _text(node: ast.stmt) -> str:
    said = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return " ".join(node.value.value.split()) if said else ""  # type: ignore[attr-defined] # `said` has just looked
