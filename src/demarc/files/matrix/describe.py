"""The documentation and the JSON Schema of the matrix file, made from the same layout that is read."""

import json
from collections.abc import Iterator
from typing import Any

from demarc.files.matrix.forms import Forms
from demarc.files.matrix.sections import ROWS, SECTIONS, Field, Section

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"
ENUMERATED = frozenset({Forms.YES_NO, Forms.SIDE, Forms.SEVERITY, Forms.PRIORITY, Forms.ASPECT_KIND, Forms.STATE})
"""The forms whose words are all there is."""
INTRODUCTION = """\
# The matrix file

One format in two clothes. In **YAML** each section is a key with a list of entries; in a **workbook** (XLSX) each section
is a sheet with headings in its first row and one line per entry. Both are read by the same rules, and what Demarc writes in
one reads back equal from the other. `demarc init --out matrix.xlsx` (or `.yaml`) writes a complete first matrix;
`demarc check FILE` says whether it holds together.

- Only **Rows** must be there. What else is absent is said once, with what it means.
- Sections, columns and fields may stand in any order; case, spaces and hyphens of their names do not count.
- A blank cell or an absent field means what its line below says under *blank*.
- Several values are parted by a bar, `a | b`; in YAML a list `[a, b]` is the same. A bar that belongs to a value is `\\|`.
- People are named by their id or their full name, roles by the name that Rosters fills.
- Lines that start with `#` are for people. YAML anchors, aliases and tags are not read.
- An editor that knows JSON Schema checks YAML while you type: the schema is `demarc/files/matrix/schema.json`.

## Conditions

A row applies where all its conditions hold; an aspect it does not mention may have any value. In YAML the conditions stand
under `scope`, in a workbook in one column per aspect, headed `if os`, `if severity` and so on. Both also read a single
field `scope`: `topic: os-patch; device_class: server|workstation; severity: >= high; tag vip`.

| Written | Takes |
|---|---|
| `server` | that value |
| `server\\|workstation` | either; in YAML also `[server, workstation]` |
| `not linux` | every listed value but that one, and not `unknown` |
| `not linux or unknown` | the same, and `unknown` |
| `>= high`, `<= 6`, `medium..critical`, `7..10` | on a scale or a number: from there, up to there, between; not `unknown` |
| `yes`, `no` on `tag vip` | items that carry the tag, or do not |
| `any`, or nothing at all | every value, and `unknown` |
| `nothing` | no value: the row takes nothing |
| `"not here"` | a value that would be read as one of these signs, in double quotes |

## Limits

Read are files of up to 16 MB, sections of up to 20,000 entries, sheets of up to 200 columns, texts of up to 32,767 letters.

## Forms of values

"""


def describe() -> str:
    """Write `docs/matrix-file.md`: every section with its fields, how they are written, and what blank means."""
    forms = "".join(f"{line}\n" for line in _forms())
    sections = "".join("".join(f"{line}\n" for line in _described(section)) for section in SECTIONS)
    return f"{INTRODUCTION}{forms}\n## Sections\n{sections}"


def _described(section: Section) -> Iterator[str]:
    yield ""
    yield f"### {section.title} (`{section.key}`)"
    yield ""
    absent = f" Absent: {section.missing}." if section.missing else " It must be there."
    yield f"{section.means}{absent}"
    yield ""
    yield "| Field | Heading | Meaning | Form | Blank |"
    yield "|---|---|---|---|---|"
    for field in section.fields:
        blank = field.blank or ("must be there" if field.needed else "")
        yield f"| `{field.key}` | {field.heading} | {field.means} | {_label(field.form)} | {blank} |"


def _forms() -> Iterator[str]:
    yield "| Form | Written as | For example |"
    yield "|---|---|---|"
    for form in Forms:
        bar = "\\|"
        yield f"| {_label(form)} | {form.value.teaches.replace('|', bar)} | `{form.value.example.replace('|', bar)}` |"


def _label(form: Forms) -> str:
    return form.name.lower().replace("_", " ")


def json_schema() -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of the YAML clothes."""
    return {
        "$schema": SCHEMA_ID,
        "title": "Demarc matrix file",
        "description": "A responsibility matrix: who owns which outcome, at every hour, and who is called next.",
        "type": "object",
        "properties": {section.key: _section_schema(section) for section in SECTIONS},
        "required": [ROWS.key],
        "additionalProperties": False,
        "$defs": {
            "text": {"type": ["string", "number", "boolean", "null"]},
            "texts": {"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"$ref": "#/$defs/text"}}]},
        },
    }


def schema_text() -> str:
    """Give the text of `schema.json`."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _section_schema(section: Section) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "object",
        "properties": {field.key: _field_schema(section, field) for field in section.fields},
        "required": [field.key for field in section.fields if field.needed],
        "additionalProperties": False,
    }
    if section.single:
        return {"description": section.means, **entry}
    return {"description": section.means, "type": ["array", "null"], "items": entry}


def _field_schema(section: Section, field: Field) -> dict[str, Any]:
    form = field.form.value
    said = f"{field.means}. Written as {form.teaches}, such as {form.example}."
    if section is ROWS and field.form is Forms.SCOPE:
        conditions = {"type": "object", "additionalProperties": {"$ref": "#/$defs/texts"}}
        return {"description": said, "anyOf": [conditions, {"type": "string"}]}
    if field.form in ENUMERATED:
        words: list[Any] = [*form.words, *([True, False] if field.form is Forms.YES_NO else [])]
        return {"description": said, "enum": words}
    return {"description": said, "$ref": "#/$defs/texts" if form.many else "#/$defs/text"}
