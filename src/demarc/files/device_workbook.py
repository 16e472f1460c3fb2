"""The sheets of a workbook with many rows: bounded, but far wider than a matrix needs."""

import io
from collections.abc import Iterator, Sequence

import python_calamine as calamine

from demarc.files.limits import MEGABYTE, UnusableFile
from demarc.files.matrix.xlsx import text_of
from demarc.files.parts import DEFAULT_HELP, unpacked_parts
from demarc.files.workbook import NEEDED, SHEET, check_reach, packed

LARGEST, MOST = 250 * MEGABYTE, 400 * MEGABYTE
ROWS, CELLS = 1_000_001, 20_000_000


def sheets_of(data: bytes, file: str) -> Iterator[Sequence[Sequence[str]]]:
    """Yield every worksheet as rows of texts. Raises `UnusableFile` for what is damaged or too large."""
    parts = unpacked_parts(data, file, NEEDED, largest=LARGEST, most=MOST)
    for name, part in parts.items():
        if SHEET.match(name):
            check_reach(part, file, rows=ROWS, cells=CELLS)
    try:
        book = calamine.load_workbook(io.BytesIO(packed(parts)))
        for sheet in book.sheets_metadata:
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                grid = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                yield [[text_of(value).strip() for value in row] for row in grid]
    except (calamine.CalamineError, OSError, ValueError) as error:
        reason = (str(error).splitlines() or ["no reason given"])[0][:120]
        raise UnusableFile(f"it cannot be read as a workbook ({reason})", file, DEFAULT_HELP) from None
