"""A PDF of one page made by hand, in the clear or locked as PDF 1.4 does it (standard handler, 40 bits of RC4)."""

import hashlib
import struct

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
ID = b"0123456789abcdef"
ALLOWED = -4
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def small_pdf(text: str, *, password: str | None = None, owner: str = "owner") -> bytes:
    """Write one page with a line of text. With a `password`, even an empty one, what the page says is encrypted."""
    content = f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1")
    trailer = b""
    if password is not None:
        owned = _rc4(_md5(_padded(owner))[:5], _padded(password))
        key = _md5(_padded(password) + owned + struct.pack("<i", ALLOWED) + ID)[:5]
        content = _rc4(_md5(key + struct.pack("<I", 4)[:3] + b"\0\0")[:10], content)
        locked = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
            owned.hex().encode(),
            _rc4(key, PADDING).hex().encode(),
            ALLOWED,
        )
        trailer = b" /Encrypt %s /ID [<%s> <%s>]" % (locked, ID.hex().encode(), ID.hex().encode())
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 300] /Contents 4 0 R /Resources %s >>" % FONT,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    return _written(objects, trailer)


def _written(objects: tuple[bytes, ...], trailer: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        trailer,
        len(out),
    )


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    swap = 0
    for at in range(256):
        swap = (swap + state[at] + key[at % len(key)]) % 256
        state[at], state[swap] = state[swap], state[at]
    out = bytearray()
    first = second = 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)
