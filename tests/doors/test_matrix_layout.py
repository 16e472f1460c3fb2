"""The layout, its documentation and its schema are one thing, and every example in it is read."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
import yaml

from demarc.core.catalogue import Split
from demarc.core.matrix.table import Aspect, AspectKind, Matrix
from demarc.core.people import Channel
from demarc.core.presets import first_matrix
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import Priority, ScopeState, Severity, Side
from demarc.files.matrix.conditions import read_condition
from demarc.files.matrix.describe import describe, json_schema, schema_text
from demarc.files.matrix.file import read_matrix_bytes, write_yaml, xlsx_bytes
from demarc.files.matrix.forms import Forms
from demarc.files.matrix.layout import field_key
from demarc.files.matrix.lines import join_bars, split_bars
from demarc.files.matrix.sections import BY_KEY, SECTIONS, folded, section_for
from demarc.files.matrix.times import read_date, read_duration, read_instant, read_stretch, read_weekly, read_zone
from demarc.files.matrix.values import read_answer, read_tier, read_word, read_yes_no

ROOT = Path(__file__).resolve().parents[2]
MONDAY = date(2026, 11, 23)
OS = Aspect("os", AspectKind.CHOICE, ("windows", "macos", "linux"))
READERS: dict[Forms, Any] = {
    Forms.YES_NO: read_yes_no,
    Forms.SIDE: lambda text: read_word(text, Side),
    Forms.CHANNELS: lambda text: read_word(text, Channel),
    Forms.ZONE: read_zone,
    Forms.WEEKLY: lambda text: read_weekly([text]),
    Forms.HOURS: lambda text: read_weekly([text]),
    Forms.STRETCHES: read_stretch,
    Forms.DATE: read_date,
    Forms.INSTANT: lambda text: read_instant(text, "America/Chicago"),
    Forms.SEVERITY: lambda text: read_word(text, Severity),
    Forms.PRIORITY: lambda text: read_word(text, Priority),
    Forms.DURATION: read_duration,
    Forms.DURATIONS: read_duration,
    Forms.ASPECT_KIND: lambda text: read_word(text, AspectKind),
    Forms.CONDITION: lambda text: read_condition((text,), OS),
    Forms.TIER: read_tier,
    Forms.STATE: lambda text: read_word(text, ScopeState),
    Forms.ANSWER: read_answer,
}


def examples() -> list[Matrix]:
    """Make the example of the documentation and the five first matrices."""
    return [alder_dental_group(MONDAY), *(first_matrix(split, start=MONDAY) for split in Split)]


def test_the_page_and_the_schema_are_current() -> None:
    assert describe().strip() in (ROOT / "docs" / "matrix-file.md").read_text(encoding="utf-8")
    assert (ROOT / "src/demarc/files/matrix/schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("form", READERS)
def test_the_example_of_each_form_is_read(form: Forms) -> None:
    texts = split_bars(form.value.example) if form.value.many else (form.value.example,)
    for text in texts:
        READERS[form](text)


def test_the_schema_is_valid_and_takes_what_is_written() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for matrix in examples():
        plain = yaml.load(write_yaml(matrix), Loader=yaml.CBaseLoader)
        assert [error.message for error in validator.iter_errors(plain)] == []


@pytest.mark.parametrize(
    "text",
    [
        '{"people": []}',
        '{"rows": [{"id": "R1", "function": "f", "acountable": "dana"}]}',
        '{"rows": [{"function": "f"}]}',
        '{"rows": [], "clocks": [{"priority": "P9", "accept": "1 h"}]}',
        '{"rows": [], "rooms": []}',
        '{"rows": [{"id": "R1", "function": "f", "scope": {"os": {"not": "linux"}}}]}',
    ],
)
def test_the_schema_refuses_what_is_misspelt(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(json.loads(text))


def test_the_examples_read_back_equal_in_both_clothes_and_without_a_note() -> None:
    for matrix in examples():
        for data, name in ((write_yaml(matrix).encode(), "m.yaml"), (xlsx_bytes(matrix), "m.xlsx")):
            read = read_matrix_bytes(data, name)
            assert [note.finding.message for note in read.notes] == []
            assert read.matrix == matrix


def test_a_workbook_saved_again_by_another_program_says_the_same() -> None:
    matrix = alder_dental_group(MONDAY)
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(xlsx_bytes(matrix))).save(saved)
    read = read_matrix_bytes(saved.getvalue(), "m.xlsx")
    assert [note.finding.message for note in read.notes] == []
    assert read.matrix == matrix


def test_only_a_long_text_makes_a_line_longer_than_a_screen() -> None:
    long = [line for line in write_yaml(alder_dental_group(MONDAY)).splitlines() if len(line) > 120]
    assert all(line.lstrip("- ").split(": ")[1].startswith('"') for line in long)


def test_no_two_names_of_the_layout_are_read_as_the_same() -> None:
    for section in SECTIONS:
        assert section_for(section.title) is section_for(section.key.upper()) is section
        names = [{folded(field.key), folded(field.heading)} for field in section.fields]
        assert sum(map(len, names)) == len(set().union(*names))


def test_headings_are_found_however_they_are_spelt() -> None:
    rows = BY_KEY["rows"]
    assert field_key(rows, "A hand-off must carry", ()) == "must_carry"
    assert field_key(rows, "YIELDS_TO", ()) == "yields_to"
    assert field_key(rows, "If Device class", ()) == "if Device class"
    assert field_key(rows, "Device class", ["device_class"]) == "if Device class"
    assert field_key(rows, "Device class", []) is None
    assert field_key(BY_KEY["people"], "severity", []) is None


@pytest.mark.parametrize("values", [("a",), ("a|b", "c"), ("\\", "|"), ("a\\|b", "\\\\"), ()])
def test_values_joined_by_bars_come_apart_again(values: tuple[str, ...]) -> None:
    assert split_bars(join_bars(values)) == values
