"""A workbook as a zip whose parts are copied byte for byte: what nobody changes keeps its compressed bytes as they are."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from demarc.files.limits import UnusableFile
from demarc.files.parts import DEFAULT_HELP, PARTS, unpacked_parts

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_HEADER, CENTRAL_HEADER, END_RECORD = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
LOCAL_SIZE = struct.calcsize(LOCAL_HEADER)
SIZES_FOLLOW, ENCRYPTED, NAME_IS_UTF8 = 0x08, 0x01, 0x800
VERSION = 20
MADE_ON = 0x21
"""1 January 1980, in a zip's way: a part that we add has no date of its own."""


@dataclass(slots=True)
class Package:
    """The parts of one zip in their order. `put` changes or adds a part; `packed` gives the bytes of the whole."""

    data: bytes
    where: str
    infos: Mapping[str, zipfile.ZipInfo]
    _changed: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part; names are compared in any case, as the format says."""
        return name.casefold() in self._changed or name.casefold() in self.infos

    def names(self) -> tuple[str, ...]:
        """List the names of the parts, those added last."""
        return (*(info.filename for info in self.infos.values()), *(name for name, _ in self._added()))

    def read(self, name: str) -> bytes:
        """Unpack a part, as it is now. Raises `UnusableFile` for what is missing, damaged or far too large."""
        changed = self._changed.get(name.casefold())
        if changed is not None:
            return changed[1]
        info = self.infos.get(name.casefold())
        if info is None:
            raise UnusableFile(f"its part `{name}` is missing", self.where, DEFAULT_HELP)
        return unpacked_parts(self.data, self.where, re.compile(re.escape(info.filename)))[info.filename]

    def put(self, name: str, part: bytes) -> None:
        """Change a part, or add one at the end."""
        self._changed[name.casefold()] = (name, part)

    def packed(self) -> bytes:
        """Give the whole zip: unchanged parts with the compressed bytes they came with, changed ones in their place."""
        written = io.BytesIO()
        entries = [
            _Entry.made(_raw_name(info), self._changed[key][1]) if key in self._changed else self._copied(info)
            for key, info in self.infos.items()
        ]
        entries += [_Entry.made(name.encode(), part) for name, part in self._added()]
        directory = b"".join(entry.written_to(written) for entry in entries)
        start = written.tell()
        written.write(directory)
        count = len(entries)
        written.write(struct.pack(END_RECORD, END, 0, 0, count, count, len(directory), start, 0))
        return written.getvalue()

    def _added(self) -> list[tuple[str, bytes]]:
        return [named for key, named in self._changed.items() if key not in self.infos]

    def _copied(self, info: zipfile.ZipInfo) -> "_Entry":
        """Take a part's compressed bytes as they are; only the header is written anew, with the sizes in it."""
        start = info.header_offset
        head = self.data[start : start + LOCAL_SIZE]
        if len(head) < LOCAL_SIZE or not head.startswith(LOCAL):
            raise _damaged(self.where)
        *_, name_length, extra_length = struct.unpack(LOCAL_HEADER, head)
        start += LOCAL_SIZE + name_length + extra_length
        body = self.data[start : start + info.compress_size]
        if len(body) != info.compress_size:
            raise _damaged(self.where)
        year, month, day, hour, minute, second = info.date_time
        return _Entry(
            name=_raw_name(info),
            body=body,
            size=info.file_size,
            crc=info.CRC,
            method=info.compress_type,
            flags=info.flag_bits & ~SIZES_FOLLOW,
            clock=hour << 11 | minute << 5 | second // 2,
            day=(year - 1980) << 9 | month << 5 | day,
            attributes=info.external_attr,
            made_by=info.create_system << 8 | info.create_version,
        )


def open_package(data: bytes, where: str) -> Package:
    """Open the bytes of a workbook. Raises `UnusableFile` for what is no whole zip, or hides more than it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _damaged(where) from None
    if len(infos) > PARTS:
        raise UnusableFile(f"it has more than {PARTS:,} parts inside", where, DEFAULT_HELP)
    by_name = {info.filename.casefold(): info for info in infos}
    if len(by_name) < len(infos):
        raise UnusableFile("one of its parts is in it twice", where, DEFAULT_HELP)
    if sum(info.compress_size for info in infos) > len(data):
        raise _damaged(where)
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise UnusableFile("its parts are locked with a password", where, "save it without a password")
    return Package(data, where, by_name)


def _damaged(where: str) -> UnusableFile:
    return UnusableFile("it is cut short or damaged: this is no whole workbook", where, "copy or save it again")


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & NAME_IS_UTF8 else "cp437")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One part as it is written: its compressed bytes and what the two headers say about them."""

    name: bytes
    body: bytes
    size: int
    crc: int
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    clock: int = 0
    day: int = MADE_ON
    attributes: int = 0
    made_by: int = VERSION

    @classmethod
    def made(cls, name: bytes, part: bytes) -> "_Entry":
        """Compress a part that was changed or added."""
        press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        flags = 0 if name.isascii() else NAME_IS_UTF8
        return cls(name=name, body=press.compress(part) + press.flush(), size=len(part), crc=zlib.crc32(part), flags=flags)

    def written_to(self, file: io.BytesIO) -> bytes:
        """Write header and bytes, and return the line of the directory."""
        offset = file.tell()
        told = (self.flags, self.method, self.clock, self.day, self.crc, len(self.body), self.size, len(self.name), 0)
        file.write(struct.pack(LOCAL_HEADER, LOCAL, VERSION, *told))
        file.write(self.name)
        file.write(self.body)
        line = struct.pack(CENTRAL_HEADER, CENTRAL, self.made_by, VERSION, *told, 0, 0, 0, self.attributes, offset)
        return line + self.name
