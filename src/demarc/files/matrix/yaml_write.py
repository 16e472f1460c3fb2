"""A matrix as a YAML file that is pleasant to read and to change by hand."""

from collections.abc import Iterator, Mapping

from demarc.core.matrix.table import Matrix
from demarc.files.matrix.say import Entry, entries_of
from demarc.files.matrix.sections import CONDITION_PREFIX, SECTIONS, Section
from demarc.files.yaml_text import yaml_text

WIDTH = 110
AT_LENGTH = frozenset({"engagement", "people", "rows"})
"""Sections whose entries are written field by field; the others have one line an entry where it fits."""

HEADER = """\
# A responsibility matrix: who owns which outcome, at every hour, and who is called next.
# One section per heading, one `- ` per entry. A list is written [a, b] or a | b. Lines after # are for people only.
# Check it: demarc check THIS-FILE      Ask it: demarc who THIS-FILE topic=... severity=...
"""


def write_yaml(matrix: Matrix) -> str:
    """Write a matrix as YAML; reading it again gives an equal matrix. Raises `NotWritable`."""
    entries = entries_of(matrix)
    return HEADER + "".join(
        "".join(f"{line}\n" for line in _section(section, entries[section.key])) for section in SECTIONS
    )


def _section(section: Section, entries: tuple[Entry, ...]) -> Iterator[str]:
    yield ""
    yield f"# {section.means}"
    if section.single:
        yield f"{section.key}:"
        yield from (f"  {line}" for entry in entries for line in _fields(entry))
        return
    if not entries:
        yield f"{section.key}: []"
        return
    yield f"{section.key}:"
    for entry in entries:
        flow = _flow(entry)
        if section.key not in AT_LENGTH and len(flow) <= WIDTH:
            yield f"  - {flow}"
            continue
        for index, line in enumerate(_fields(entry)):
            yield f"  {'- ' if not index else '  '}{line}"


def _flow(entry: Entry) -> str:
    return "{" + ", ".join(f"{yaml_text(key)}: {_value(value)}" for key, value in entry.items()) + "}"


def _fields(entry: Entry) -> Iterator[str]:
    """Write the fields one under the other, the conditions together as the scope."""
    scope = {key[len(CONDITION_PREFIX) :]: value for key, value in entry.items() if key.startswith(CONDITION_PREFIX)}
    written = False
    for key, value in entry.items():
        if not key.startswith(CONDITION_PREFIX):
            yield from _wrapped(f"{key}: {_value(value)}", value)
        elif not written:
            written = True
            yield from _scope(scope)


def _scope(scope: Mapping[str, str | tuple[str, ...]]) -> Iterator[str]:
    yield "scope:"
    for aspect, value in scope.items():
        yield from (f"  {line}" for line in _wrapped(f"{yaml_text(aspect)}: {_value(value)}", value))


def _wrapped(line: str, value: str | tuple[str, ...]) -> Iterator[str]:
    """Part a list that is too long for a line between its values."""
    if isinstance(value, str) or len(line) <= WIDTH:
        yield line
        return
    start, _, _ = line.partition("[")
    part = f"{start}["
    for text in map(yaml_text, value):
        if len(part) + len(text) > WIDTH:
            yield part.rstrip()
            part = "  "
        part += f"{text}, "
    yield f"{part.removesuffix(', ')}]"


def _value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return yaml_text(value)
    if len(value) == 1 and not set(value[0]) & set('|\\"'):
        return yaml_text(value[0])
    return "[" + ", ".join(map(yaml_text, value)) + "]"
