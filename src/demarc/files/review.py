"""A review of a proposal that was kept: the JSON that `demarc proposal FILE --format json` writes."""

import json
from pathlib import Path

from demarc.core.proposal.grade import Review
from demarc.core.proposal.kept import review_of
from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes, read_text

MOST = 4 * MEGABYTE
HELP = "`demarc proposal FILE --format json` writes one"


def read_review(path: Path) -> Review:
    """Read a review. Raises `UnusableFile`."""
    text = read_text(read_bytes(path, most=MOST), str(path))
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise UnusableFile("this is no JSON", str(path), HELP) from None
    if not isinstance(plain, dict):
        raise UnusableFile("this is no review of one proposal", str(path), HELP)
    try:
        return review_of(plain)
    except ValueError as error:
        raise UnusableFile(str(error), str(path), HELP) from None
