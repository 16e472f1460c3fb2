"""Reading the words after a command: options by name, the rest in order. Small, because it is loaded every time."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from demarc.files.limits import UnusableFile
from demarc.files.matrix.values import Unreadable

DONE, FINDINGS, UNUSABLE = 0, 1, 2
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that are not read but steer: a terminal, or the direction in which the rest of the line is read."""
HELP = frozenset({"-h", "--help"})


class BadArguments(ValueError):
    """The words after a command make no sense to it; the message says which, and what would help."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option `--name`; `takes` names its value (nothing: a switch), `words` are the only values, `many` may repeat."""

    name: str
    takes: str
    means: str
    words: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was given: the words in order, and each option's values."""

    words: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]

    def one(self, name: str, blank: str = "") -> str:
        """Return the value of an option, or `blank`."""
        return self.options.get(name, (blank,))[-1]

    def many(self, name: str) -> tuple[str, ...]:
        """Return every value of an option."""
        return self.options.get(name, ())

    def has(self, name: str) -> bool:
        """Tell whether an option was given."""
        return name in self.options


@dataclass(frozen=True, slots=True)
class Command:
    """A command as its help shows it: the words it takes, what it does, its options, and how many words it needs."""

    name: str
    words: str
    means: str
    options: tuple[Option, ...] = ()
    least: int = 1
    most: int = 1

    def help_text(self) -> str:
        """Say how the command is used."""
        lines = [f"demarc {self.name} {self.words}".rstrip(), "", self.means]
        if self.options:
            lines.append("")
        for option in self.options:
            shown = f"--{option.name} {option.takes}".rstrip()
            lines.append(f"  {shown:28} {option.means}")
        return "\n".join(lines)

    def read(self, argv: list[str]) -> Arguments:
        """Read the words after the command. Raises `BadArguments`."""
        words: list[str] = []
        options: dict[str, tuple[str, ...]] = {}
        left = list(argv)
        while left:
            word = left.pop(0)
            if word == "--":
                words += left
                break
            if not word.startswith("--"):
                words.append(word)
                continue
            option, value = self._option(word, left)
            if option.name in options and not option.many:
                raise BadArguments(f"`--{option.name}` is given twice; give it once")
            options[option.name] = (*options.get(option.name, ()), value)
        self._counted(words)
        return Arguments(tuple(words), options)

    def _option(self, word: str, left: list[str]) -> tuple[Option, str]:
        name, equals, value = word.removeprefix("--").partition("=")
        option = next((option for option in self.options if option.name == name), None)
        if option is None:
            known = ", ".join(f"--{option.name}" for option in self.options) or "none"
            raise BadArguments(f"there is no option `--{name}`; known are {known}")
        if not option.takes:
            if equals:
                raise BadArguments(f"`--{name}` takes no value")
            return option, ""
        if not equals:
            if not left:
                raise BadArguments(f"`--{name}` needs a value: {option.takes}")
            value = left.pop(0)
        if option.words and value not in option.words:
            raise BadArguments(f"`--{name} {value}` is not known; write one of {', '.join(option.words)}")
        return option, value

    def _counted(self, words: list[str]) -> None:
        if len(words) < self.least:
            raise BadArguments(f"something is missing; write `demarc {self.name} {self.words}`")
        if len(words) > self.most:
            raise BadArguments(f"`{words[self.most]}` is one word too many; write `demarc {self.name} {self.words}`")


FORMATS = ("text", "json", "html")
FORMAT = Option("format", "text|json|html", "for people (the default), for scripts, or one page to mail", FORMATS)
CHECK_FORMAT = Option(
    "format",
    "text|json|html|sarif",
    "for people (the default), for scripts, one page to mail, or code scanning",
    (*FORMATS, "sarif"),
)
NO_LIMIT = 10_000


def run(command: Command, argv: list[str], work: Callable[[Arguments], int]) -> int:
    """Read the words, do the work, and turn what cannot be used into one line and exit status 2."""
    if HELP & set(argv):
        print(command.help_text())
        return DONE
    try:
        return work(command.read(argv))
    except (BadArguments, UnusableFile, Unreadable) as error:
        print(one_line(f"demarc {command.name}: {error}"), file=sys.stderr)
        return UNUSABLE


def one_line(text: str) -> str:
    """Keep what stands in a stranger's file or name from making lines of its own or steering the terminal."""
    return STEERING.sub("\ufffd", text.replace("\n", "\ufffd"))


def say(text: str) -> None:
    """Print lines for people; what a stranger's cell would do to the terminal or to the reading direction it does not."""
    print(STEERING.sub("\ufffd", text))


def file_of(arguments: Arguments) -> Path:
    """Return the file named by the first word."""
    return Path(arguments.words[0])
