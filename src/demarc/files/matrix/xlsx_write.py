"""A matrix as a workbook that people can fill in: headings that explain themselves, lists to choose from, a first sheet."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from demarc.core.matrix.table import Matrix
from demarc.files.matrix.conditions import join_terms
from demarc.files.matrix.forms import Forms
from demarc.files.matrix.lines import join_bars
from demarc.files.matrix.say import Entry, entries_of
from demarc.files.matrix.sections import CONDITION_PREFIX, PERMISSIONS, ROWS, SECTIONS, Field, Section

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""The date inside the file: always the same, so that the same matrix is the same bytes."""

NARROW, WIDE = 9, 48
SPARE_LINES = 200
MESSAGE_LETTERS, LIST_LETTERS = 255, 255
OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
ONE_WORD = frozenset({Forms.YES_NO, Forms.SIDE, Forms.SEVERITY, Forms.PRIORITY, Forms.ASPECT_KIND, Forms.STATE})
READ_ME = (
    "This workbook says who answers for what, at every hour, and who is called next. Both sides read and change it.",
    "One sheet is one section; one line is one entry. Columns may stand in any order.",
    "Several values in one cell are parted by a bar:  server | workstation",
    "The columns `if ...` of the sheet Rows say when a row applies. A blank cell there means: always, whatever it is.",
    "A condition may also say  not linux ,  >= high ,  7..10 ,  windows or unknown .",
    "Only a blank cell includes what is unknown; everything else must name it.",
    "Where two rows meet, one gives way: name the other one in its column Yields to.",
    "People are named by their id or full name; a role is filled by the sheet Rosters.",
    "Times are local times of the zone in the sheet Engagement.",
    "Click on a heading to see what belongs below it.",
    "Check it:  demarc check THIS-FILE",
)


def write_xlsx(matrix: Matrix, path: Path) -> None:
    """Write a matrix as a workbook; reading it again gives an equal matrix. Raises `NotWritable`, or `OSError`."""
    path.write_bytes(xlsx_bytes(matrix))


def xlsx_bytes(matrix: Matrix) -> bytes:
    """Give the bytes of the workbook: the same for the same matrix. Raises `NotWritable`."""
    entries = entries_of(matrix)
    written = io.BytesIO()
    with Workbook(written, OPTIONS) as book:
        book.set_properties({"title": "Responsibility matrix", "created": MADE_AT})
        dress = _Dress(book)
        _write_read_me(book, dress)
        people = len(matrix.directory.people)
        for section in SECTIONS:
            if section.single:
                _write_single(book, dress, section, entries[section.key])
            else:
                _write_table(book, dress, section, entries[section.key], people)
    return written.getvalue()


class _Dress:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        base = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format({**base, "num_format": "@"})
        self.plain = book.add_format(base)
        heading = {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True}
        self.heading = book.add_format({**heading, "bg_color": "#1F3A4D"})
        self.condition = book.add_format({**heading, "bg_color": "#4D6B7A"})
        self.title = book.add_format({"bold": True, "font_size": 14, "valign": "vcenter"})
        self.quiet = book.add_format({**base, "font_color": "#555555"})


def _write_read_me(book: Workbook, dress: _Dress) -> None:
    sheet = book.add_worksheet("Read me")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110, dress.plain)
    sheet.write_string(0, 0, "A responsibility matrix", dress.title)
    for number, text in enumerate(READ_ME, 2):
        sheet.write_string(number, 0, text, dress.plain)
    start = len(READ_ME) + 3
    for number, section in enumerate(SECTIONS, start):
        sheet.write_string(number, 0, f"{section.title}: {section.means}", dress.plain)
    _for_print(sheet)


def _write_single(book: Workbook, dress: _Dress, section: Section, entries: Sequence[Entry]) -> None:
    sheet = book.add_worksheet(section.title)
    for column, (heading, width) in enumerate((("What", 22), ("Value", WIDE), ("Meaning", 70))):
        sheet.set_column(column, column, width, dress.quiet if heading == "Meaning" else dress.text)
        sheet.write_string(0, column, heading, dress.heading)
    entry = entries[0] if entries else {}
    for number, field in enumerate(section.fields, 1):
        sheet.write_string(number, 0, field.heading, dress.plain)
        sheet.write_string(number, 1, _cell(section, field.key, entry.get(field.key, "")), dress.text)
        sheet.write_string(number, 2, _explained(field), dress.quiet)
    sheet.freeze_panes(1, 1)
    _for_print(sheet)


def _write_table(book: Workbook, dress: _Dress, section: Section, entries: Sequence[Entry], people: int) -> None:
    sheet = book.add_worksheet(section.title)
    columns = _columns(section, entries)
    for column, (key, field) in enumerate(columns.items()):
        texts = [_cell(section, key, entry.get(key, "")) for entry in entries]
        heading = field.heading if field else key
        sheet.set_column(column, column, _width(heading, texts), dress.text)
        sheet.write_string(0, column, heading, dress.heading if field else dress.condition)
        _explain(sheet, column, field, heading)
        if field:
            _offer(sheet, column, field, len(entries) + SPARE_LINES, people)
        for number, text in enumerate(texts, 1):
            if text:
                sheet.write_string(number, column, text, dress.text)
    sheet.freeze_panes(1, 1)
    if entries:
        sheet.autofilter(0, 0, len(entries), len(columns) - 1)
    sheet.repeat_rows(0)
    _for_print(sheet)


def _columns(section: Section, entries: Iterable[Entry]) -> Mapping[str, Field | None]:
    """List the columns by key: the fields, and in Rows one `if ...` column for each aspect that a condition is on."""
    fields: dict[str, Field | None] = {}
    for field in section.fields:
        if section is ROWS and field.key == "scope":
            conditions = {key: None for entry in entries for key in entry if key.startswith(CONDITION_PREFIX)}
            fields.update(conditions)
        else:
            fields[field.key] = field
    return fields


def _cell(section: Section, key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    is_condition = key.startswith(CONDITION_PREFIX) or (section is PERMISSIONS and key in {"device_class", "window"})
    return join_terms(value) if is_condition else join_bars(value)


def _width(heading: str, texts: Iterable[str]) -> int:
    longest = max((len(line) for text in (heading, *texts) for line in text.splitlines() or [""]), default=NARROW)
    return min(max(longest + 3, NARROW), WIDE)


def _explained(field: Field) -> str:
    blank = f" Blank: {field.blank}." if field.blank else ""
    return f"{field.means}. Written as {field.form.value.teaches}.{blank}"


def _explain(sheet: Worksheet, column: int, field: Field | None, heading: str) -> None:
    """Show what belongs below a heading when it is clicked on."""
    said = _explained(field) if field else f"The row's condition on `{heading[len(CONDITION_PREFIX) :]}`. Blank: any value."
    sheet.data_validation(0, column, 0, column, {"validate": "any", "input_message": said[:MESSAGE_LETTERS]})


def _offer(sheet: Worksheet, column: int, field: Field, last: int, people: int) -> None:
    """Offer a list to choose from where only few words are meant, or one person."""
    words = list(field.form.value.words)
    if field.form in ONE_WORD and len(",".join(words)) <= LIST_LETTERS:
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": words, "error_type": "warning"})
    elif field.form is Forms.PERSON and people:
        source = f"=People!$A$2:$A${people + 1}"
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": source, "show_error": False})


def _for_print(sheet: Worksheet) -> None:
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
