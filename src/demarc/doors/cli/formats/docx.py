"""A report as a Word document, with real headings and tables, to be edited and sent on."""

from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt, RGBColor

from demarc.doors.cli.formats.report import Entry, Report, Table, Tone
from demarc.doors.cli.formats.signs import numbered_signs

COLOURS = {
    Tone.GOOD: RGBColor(0x1F, 0x6A, 0x3C),
    Tone.SOON: RGBColor(0x7D, 0x56, 0x00),
    Tone.BAD: RGBColor(0xB3, 0x17, 0x2E),
    Tone.PLAIN: RGBColor(0x1B, 0x1E, 0x23),
}
SOFT = RGBColor(0x55, 0x5B, 0x64)


def docx_of(report: Report) -> bytes:
    """Write a report as a Word document."""
    document = docx.Document()
    document.core_properties.title = report.headline
    document.core_properties.author = "Demarc"
    document.add_heading(_clean(report.headline), 1)
    for line in (f"demarc {report.command}: {report.file}", *report.lead):
        document.add_paragraph().add_run(_clean(line)).font.color.rgb = SOFT
    if report.figures:
        _table(document, Table(("Figure", ""), tuple((figure.label, figure.value) for figure in report.figures)))
    signs = numbered_signs(report)
    for section in report.sections:
        document.add_heading(_clean(section.title), 2)
        if section.lead:
            document.add_paragraph(_clean(section.lead))
        for entry in section.entries:
            _entry(document, entry, next(signs))
        if section.bars:
            _table(document, Table(("", ""), tuple((bar.label, bar.said) for bar in section.bars)))
        if section.table:
            _table(document, section.table)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _entry(document: Document, entry: Entry, sign: str) -> None:
    head = document.add_paragraph()
    head.paragraph_format.space_after = Pt(2)
    head.paragraph_format.keep_with_next = bool(entry.details)
    run = head.add_run(_clean(f"{sign} {entry.text}".strip()))
    run.bold, run.font.color.rgb = True, COLOURS[entry.tone]
    if entry.whose:
        head.add_run(_clean(f"  ({entry.whose})"))
    for detail in (*entry.details, *filter(None, (f"{entry.place} {entry.code}".strip(),))):
        line = document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Pt(14), Pt(2)
        line.add_run(_clean(detail)).font.color.rgb = SOFT


def _table(document: Document, table: Table) -> None:
    drawn = document.add_table(rows=1, cols=len(table.headings), style="Light Grid Accent 1")
    for cell, text in zip(drawn.rows[0].cells, table.headings, strict=True):
        cell.text = _clean(text)
    for row in table.rows:
        for cell, text in zip(drawn.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    document.add_paragraph()


def _clean(text: str) -> str:
    """Leave out what XML cannot hold, and the marks that only mean code elsewhere."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").replace("`", "")
