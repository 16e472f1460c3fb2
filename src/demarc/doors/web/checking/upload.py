"""One uploaded file, written piece by piece into its private folder under a name we can stand for."""

import re
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from demarc.files.limits import FILE_BYTES

FIELD = "file"
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".md", ".adoc", ".docx", ".yaml", ".yml")
"""What the browser's file dialog offers; what can be read is decided by the reader, which says so."""

LONGEST = 80
ODD = re.compile(r"[^\w .()+,&-]")


class OneFile(FileUploadHandler):
    """Takes the file of the field `file`, at most `most` bytes of it, and nothing else.

    `path` is where it lies, None as long as none has come. `too_large` and `several` say why it was not taken.
    """

    def __init__(self, folder: Path, *, most: int = FILE_BYTES) -> None:
        super().__init__()
        self._folder, self._most = folder, most
        self._file: BinaryIO | None = None
        self._size = 0
        self.path: Path | None = None
        self.too_large = self.several = False

    def new_file(self, field_name: str, *rest: Any, **more: Any) -> None:  # noqa: ANN401 - the signature of the base class
        """Begin the file; a second one is passed over."""
        super().new_file(field_name, *rest, **more)
        if field_name != FIELD or self.path is not None:
            self.several = self.several or field_name == FIELD
            raise SkipFile
        self.path = self._folder / safe_name(self.file_name or "")
        self._file = self.path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django hands it in
        """Write a piece; give up on a file that grows beyond the limit."""
        self._size += len(raw_data)
        if self._size > self._most:
            self.too_large = True
            raise StopUpload(connection_reset=True)
        assert self._file is not None
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django hands it in
        """End the file. It is looked at where it lies, and is no part of the form."""
        self._close()

    def upload_interrupted(self) -> None:
        """Let go of a file that did not come whole."""
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()


def safe_name(given: str) -> str:
    """Keep of a file's name what is harmless on disk, in a sentence and in a command line; its suffix above all."""
    name = ODD.sub("_", PurePosixPath(given.replace("\\", "/")).name).lstrip(" .-")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or "table"
    return f"{stem[:LONGEST] or 'table'}.{suffix[:10]}"
