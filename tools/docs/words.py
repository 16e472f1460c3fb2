"""docs/words.md: the words of the core and their one meaning."""

from collections.abc import Iterator
from pathlib import Path

from tools.docs.code import CORE, Word, parsed, summary, words_of

FIRST = CORE / "words.py"


def page() -> str:
    """The vocabulary first, then the words each concept brings."""
    parts = [
        "# Words",
        "One meaning each. A word stands in the code, on the pages, in the files and in mails for the same thing.",
        "\n".join(_lines(words_of(FIRST))),
        "## The words of each concept",
        "They are defined where they are used; the file is named beside the heading.",
    ]
    for path in _others():
        words = list(words_of(path))
        if words:
            parts += [_heading(path), summary(parsed(path)), "\n".join(_lines(words))]
    return "\n\n".join(parts)


def _others() -> list[Path]:
    return [path for path in sorted(CORE.rglob("*.py")) if path != FIRST]


def _heading(path: Path) -> str:
    place = path.relative_to(CORE)
    return f"### {place.with_suffix('').as_posix()} ([file](../src/demarc/core/{place.as_posix()}))"


def _lines(words: Iterator[Word] | list[Word]) -> Iterator[str]:
    for word in words:
        yield f"- **{word.name}**: {word.meaning}"
        explained = [(value, meaning) for value, meaning in word.values if meaning]
        bare = [value for value, meaning in word.values if not meaning]
        for value, meaning in explained:
            yield f"  - `{value}`: {meaning}"
        if bare:
            yield "  - " + ", ".join(f"`{value}`" for value in bare)
