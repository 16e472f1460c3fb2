"""docs/settings.md: every setting an operator may give, as `server/settings.py` says it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.docs.code import ROOT

SETTINGS = ROOT / "src" / "demarc" / "server" / "settings.py"
SECTION = re.compile(r"# --- (.*?) -*$")
INTRODUCTION = (
    "Whoever runs the server gives these as environment variables. Nonsense is refused at the start, in one line. "
    "What people choose (feeds, hours, channels) is in the database and not here."
)
MEANING = re.compile(r"# (DEMARC_\w+): (.*)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: the section it stands in, what it means, and what it is when nobody gives it."""

    name: str
    section: str
    meaning: str
    default: str


def asked_for() -> dict[str, str]:
    """Each variable that the settings ask the environment for, with its default as written."""
    found = {}
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.args[0].value
            if isinstance(name, str) and name.startswith("DEMARC_"):
                given = [*node.args[1:], *(word.value for word in node.keywords if word.arg == "default")]
                found[name] = _as_written(given[0]) if given and isinstance(given[0], ast.Constant | ast.Tuple) else ""
    return found


def _as_written(node: ast.expr) -> str:
    value = ast.literal_eval(node)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def settings() -> Iterator[Setting]:
    """The settings in the order of the file; a meaning may run over several comment lines."""
    defaults, section = asked_for(), ""
    lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        section = found[1] if (found := SECTION.match(line)) else section
        if meaning := MEANING.match(line):
            rest = _comment_lines(lines[number + 1 :])
            yield Setting(meaning[1], section, " ".join([meaning[2], *rest]), defaults.get(meaning[1], ""))


def _comment_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("# ") or MEANING.match(line):
            return
        yield line[2:]


def page() -> str:
    """A table per section."""
    parts = ["# Settings", INTRODUCTION]
    everything = list(settings())
    for section in dict.fromkeys(setting.section for setting in everything):
        rows = [setting for setting in everything if setting.section == section]
        table = [f"| `{row.name}` | {f'`{row.default}`' if row.default else ''} | {row.meaning} |" for row in rows]
        parts += [f"## {section}", "\n".join(["| Name | Unless given | Meaning |", "|---|---|---|", *table])]
    return "\n\n".join(parts)
