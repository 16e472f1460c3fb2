"""The server's own key: what signs checkpoints. It lies in a file outside the database, and is read once."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from demarc.files.notes import Signer
from demarc.files.signing_key import read_key


def signer() -> Signer | None:
    """Give the server's key, or None where none was made: then nothing is signed, and pages say so.

    Raises `UnusableFile`.
    """
    path = Path(settings.DEMARC_SIGNING_KEY)
    return _read(path) if path.exists() else None


@lru_cache(maxsize=4)
def _read(path: Path) -> Signer:
    return read_key(path)
