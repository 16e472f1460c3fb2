"""Write the generated documents, or (`--check`) say which of them no longer say what the code says."""

import sys
from collections.abc import Callable
from pathlib import Path

from demarc.files.matrix import describe as matrix_file
from tools.docs import custody, findings, laws, meaning, settings, words

ROOT = Path(__file__).resolve().parents[2]
NOTE = "<!-- Generated from the code by `./run docs`; do not edit. -->\n\n"

PAGES: dict[str, Callable[[], str]] = {
    "docs/words.md": words.page,
    "docs/laws.md": laws.page,
    "docs/custody.md": custody.page,
    "docs/findings.md": findings.page,
    "docs/meaning.md": meaning.page,
    "docs/settings.md": settings.page,
}
WHOLE: dict[str, Callable[[], str]] = {
    "docs/matrix-file.md": matrix_file.describe,
    "src/demarc/files/matrix/schema.json": matrix_file.schema_text,
}
"""Files that the program itself can write, word for word."""

PARTS: dict[tuple[str, str], Callable[[], str]] = {
    ("README.md", "laws"): laws.promises,
}


class NoMarkers(LookupError):
    """A document lacks the pair of comments between which a generated part stands."""


def documents() -> dict[Path, str]:
    """Every generated document as it should read now."""
    made = {ROOT / name: NOTE + page().strip() + "\n" for name, page in PAGES.items()}
    made |= {ROOT / name: text() for name, text in WHOLE.items()}
    for (name, part), text in PARTS.items():
        path = ROOT / name
        made[path] = replaced(path.read_text(encoding="utf-8"), part, text().strip(), name)
    return made


def replaced(document: str, part: str, text: str, name: str) -> str:
    """The document with `text` between the comments `<!-- part:begin -->` and `<!-- part:end -->`."""
    begin, end = f"<!-- {part}:begin -->", f"<!-- {part}:end -->"
    before, found, rest = document.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise NoMarkers(f"`{name}` needs the lines `{begin}` and `{end}`, and the text goes between them")
    return f"{before}{begin}\n{text}\n{end}{after}"


def stale() -> list[str]:
    """The names of the documents that no longer say what the code says."""
    return [
        str(path.relative_to(ROOT))
        for path, text in documents().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write or check; the exit status is 1 when something was stale."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m tools.docs [--check]", file=sys.stderr)
        return 2
    names = stale()
    if arguments:
        for name in names:
            print(f"{name} is not current; run: ./run docs")
        return 1 if names else 0
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
    print(f"wrote {', '.join(names)}" if names else "all generated documents were current")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
