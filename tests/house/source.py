"""The project's own files, as the house tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "demarc"
MIGRATIONS = PACKAGE / "record" / "migrations"


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: where it stands and what it says."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """The path as people write it, from the root of the repository."""
        return str(self.path.relative_to(ROOT))

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.path.read_text(encoding="utf-8").splitlines()

    def line(self, node: ast.stmt) -> str:
        """The line a statement begins on."""
        return self.lines[node.lineno - 1]

    def at(self, node: ast.AST) -> str:
        """A place an editor can jump to."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def _source(path: Path) -> Source:
    return Source(path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def sources(*folders: Path) -> Iterator[Source]:
    """Every Python file under the folders, but for generated migrations."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if MIGRATIONS not in path.parents:
                yield _source(path)


def our_folders() -> tuple[Path, ...]:
    """The folders whose Python we write."""
    return tuple(ROOT / name for name in ("src", "tests", "tools", "bench"))


def tracked_files() -> tuple[Path, ...]:
    """Every file that is or is about to be committed; without git (a source archive), every file of our folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        names = listed.stdout.decode().split("\0")
        return tuple(path for name in names if name and (path := ROOT / name).is_file())
    folders = (*our_folders(), ROOT / "docs", ROOT / "requirements")
    return tuple(
        path for folder in folders for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def imported_modules(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement with the full name of what it loads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def called_name(call: ast.Call) -> str:
    """The dotted name a call is written with: `datetime.now`, `row.save`; empty where there is none."""
    parts: list[str] = []
    node: ast.expr = call.func
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))
