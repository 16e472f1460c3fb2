"""A report as a PDF: tagged for screen readers, its fonts inside, the same bytes for the same report."""

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import Any

import typst

from demarc.doors.cli.formats.report import Report, Table
from demarc.doors.cli.formats.signs import numbered_signs

NARROWEST, WIDEST = 8, 40
"""Bounds of a column's share of a table, in characters of the longest line in it."""


def pdf_of(report: Report) -> bytes:
    """Write a report as a PDF/UA-1 document; as a plain PDF where it holds signs that no font inside has."""
    with as_file(files("demarc.doors.cli.formats").joinpath("page.typ")) as page:
        try:
            return _compiled(str(page), report, tagged=True)
        except typst.TypstError:
            return _compiled(str(page), report, tagged=False)


def _compiled(page: str, report: Report, *, tagged: bool) -> bytes:
    made = typst.compile(
        page,
        sys_inputs={"report": json.dumps(_plain(report))},
        ignore_system_fonts=tagged,
        pdf_standards=["ua-1"] if tagged else [],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def _plain(report: Report) -> dict[str, Any]:
    plain = {**asdict(report), "of_matrix": report.of_matrix}
    signs = numbered_signs(report)
    for section, said in zip(plain["sections"], report.sections, strict=True):
        for entry in section["entries"]:
            entry["sign"] = next(signs)
        if said.table:
            section["table"]["widths"] = [_width(said.table, column) for column in range(len(said.table.headings))]
    return plain


def _width(table: Table, column: int) -> int:
    longest = max(len(line) for row in (table.headings, *table.rows) for line in row[column].split("\n"))
    return min(max(longest, NARROWEST), WIDEST)
