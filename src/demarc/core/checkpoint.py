"""A checkpoint: the few lines a side keeps, by which it can later tell whether the record was changed behind it.

The text is the body of a C2SP tree head: the origin (which engagement of which host), the number of entries, the root
in base64, then lines a signer may add. What follows an empty line is signatures, and is not part of the body.
"""

import base64
import binascii
from dataclasses import dataclass

from demarc.core.tree import HASH_BYTES

LONGEST = 64 * 1024
"""No checkpoint is longer than this many characters."""

_SIGNATURE = "\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree head: whose it is, how many entries it covers, their root; and who signed it, by name, unchecked here."""

    origin: str
    size: int
    root: bytes
    signers: tuple[str, ...] = ()

    def text(self) -> str:
        """Write the body: origin, size and root, one line each."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def origin_of(engagement: str) -> str:
    """Name the record of an engagement, the first line of its checkpoints."""
    return f"demarc/{engagement}"


def read_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint, signed or not. Raises `NotACheckpoint`, which says what is wrong with it."""
    if len(text) > LONGEST:
        raise NotACheckpoint(f"it is longer than {LONGEST} characters")
    body, _, signatures = text.replace("\r\n", "\n").partition("\n\n")
    lines = body.rstrip("\n").split("\n")
    if len(lines) < 3 or not lines[0]:  # noqa: PLR2004 - origin, size and root
        raise NotACheckpoint("it needs three lines: origin, number of entries, root in base64")
    if not (lines[1].isascii() and lines[1].isdigit()) or lines[1] != str(int(lines[1][:20])):
        raise NotACheckpoint(f"line 2 should be the number of entries, not `{lines[1][:40]}`")
    signers = tuple(
        line.removeprefix(_SIGNATURE).split(" ")[0] for line in signatures.split("\n") if line.startswith(_SIGNATURE)
    )
    return Checkpoint(lines[0], int(lines[1]), _root(lines[2]), signers)


class NotACheckpoint(ValueError):
    """A text that is no checkpoint."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not a checkpoint: {why}")


def _root(line: str) -> bytes:
    try:
        root = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_BYTES:
        raise NotACheckpoint(f"line 3 should be a root, 32 bytes in base64, not `{line[:60]}`")
    return root
