"""A filled-in form: YAML with known keys, read strictly; what is wrong is said with its line and what would help."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes, read_text
from demarc.files.matrix.yaml_nodes import Node, Pairs, Scalar, Sequence, compose

Choice = TypeVar("Choice", bound=StrEnum)
BIGGEST = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled part of a form that stands under one heading."""

    file: str
    line: int
    fields: dict[str, tuple[int, Node]]
    helps: str

    def __contains__(self, key: str) -> bool:
        """Tell whether something is filled in under a key."""
        return key in self.fields and self.fields[key][1] != Scalar("", self.fields[key][1].line)

    def refused(self, key: str, why: str, helps: str = "") -> UnusableFile:
        """Make the error that names the line of a key."""
        line = self.fields[key][0] if key in self.fields else self.line
        return UnusableFile(why, f"{self.file}, line {line}", helps or self.helps)

    def only(self, known: Iterable[str], what: str) -> None:
        """Refuse keys that mean nothing. Raises `UnusableFile`."""
        allowed = set(known)
        for key in self.fields:
            if key not in allowed:
                raise self.refused(key, f"there is no {what} `{key[:60]}`")

    def text(self, key: str) -> str:
        """Return a text, or nothing. Raises `UnusableFile` where a list or a form stands instead."""
        if key not in self.fields:
            return ""
        node = self.fields[key][1]
        if not isinstance(node, Scalar):
            raise self.refused(key, f"`{key}` is a list or a form, and should be one answer")
        return node.text.strip()

    def number(self, key: str) -> float:
        """Return a number from 0. Raises `UnusableFile`."""
        text = self.text(key)
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number <= BIGGEST:
            raise self.refused(key, f"`{text[:40]}` is no number for `{key}`", "write a number from 0, like 12 or 2.5")
        return number

    def yes(self, key: str) -> bool:
        """Tell whether the answer is yes; nothing is no. Raises `UnusableFile` for any other word."""
        text = self.text(key).lower()
        if text not in {"", "yes", "no"}:
            raise self.refused(key, f"`{text[:40]}` is no answer to `{key}`", "write yes or no")
        return text == "yes"

    def day(self, key: str) -> date:
        """Return a day. Raises `UnusableFile`."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.refused(key, f"`{self.text(key)[:40]}` is no day for `{key}`", "write it like 2026-11-30") from None

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return one of some words. Raises `UnusableFile`."""
        try:
            return choices(self.text(key).lower())
        except ValueError:
            known = ", ".join(choices)
            raise self.refused(key, f"`{self.text(key)[:40]}` is no `{key}`", f"write one of {known}") from None

    def is_form(self, key: str) -> bool:
        """Tell whether a form stands under a key, rather than an answer."""
        return key in self.fields and isinstance(self.fields[key][1], Pairs)

    def part(self, key: str) -> "Filled | None":
        """Return the form under a key, or nothing. Raises `UnusableFile` where something else stands there."""
        if key not in self:
            return None
        line, node = self.fields[key]
        if not isinstance(node, Pairs):
            raise self.refused(key, f"`{key}` should have its own lines below it")
        return _filled(node, self.file, self.helps, line)

    def parts(self, key: str) -> Iterator["Filled"]:
        """Give the forms of a list under a key. Raises `UnusableFile` where something else stands there."""
        if key not in self:
            return
        node = self.fields[key][1]
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Pairs):
                raise self.refused(key, f"`{key}` should be a list of forms", "begin each with a dash")
            yield _filled(item, self.file, self.helps, item.line)

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a list, or of one line parted by blanks or commas. Raises `UnusableFile`."""
        if key not in self:
            return ()
        node = self.fields[key][1]
        if not isinstance(node, Sequence):
            return tuple(self.text(key).replace(",", " ").split())
        if not all(isinstance(item, Scalar) for item in node.items):
            raise self.refused(key, f"`{key}` should be a list of words")
        return tuple(item.text.strip() for item in node.items if isinstance(item, Scalar))


def read_filled(path: Path, helps: str) -> Filled:
    """Read a form; `helps` says what to do about a bad one. Raises `UnusableFile`."""
    name = str(path)
    node = compose(read_text(read_bytes(path, most=MEGABYTE), name), name)
    if not isinstance(node, Pairs):
        raise UnusableFile("these are no answers", name, helps)
    return _filled(node, name, helps, node.line)


def _filled(node: Pairs, file: str, helps: str, line: int) -> Filled:
    return Filled(file, line, {key.text: (key.line, value) for key, value in node.items}, helps)
