"""The paper of a signed version: a PDF, made apart from the server, the same bytes for the same version."""

from pathlib import Path

from demarc.core.contract import Contract, NoPaper, as_json
from demarc.doors.web.checking.apart import MEGABYTE, CannotBeUsed, GaveUp, ask

WRITER, NAME = "demarc.doors.cli.contract", "contract"
GIVEN, MADE = "contract.json", "contract.pdf"
MEMORY, COMPUTING_SECONDS = 1_500 * MEGABYTE, 60
"""What the writer gets: 5,000 rows take half of it."""


def contract_pdf(contract: Contract, folder: Path) -> bytes:
    """Make the PDF of a signed version, with `folder` to work in. Raises `NoPaper`."""
    (folder / GIVEN).write_text(as_json(contract), encoding="utf-8")
    try:
        ask(WRITER, "--out", MADE, GIVEN, name=NAME, folder=folder, memory=MEMORY, seconds=COMPUTING_SECONDS)
    except CannotBeUsed as refusal:
        raise NoPaper(str(refusal)) from None
    except GaveUp:
        raise NoPaper("it asks for more time or memory than a PDF gets here") from None
    return (folder / MADE).read_bytes()
