"""A private key in a file of its own: made for its owner alone, and refused once others may read it."""

import os
import stat
from pathlib import Path

from demarc.files.limits import UnusableFile
from demarc.files.notes import BadNote, Signer, new_signer, read_signer

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(path: Path, name: str, *, cosigns: bool = False) -> Signer:
    """Make a key for `name` and keep it in a new file (mode 0600). Raises `UnusableFile`, also when the file is there."""
    half_done = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        signer = new_signer(name, cosigns=cosigns)
        handle = os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(signer.secret() + "\n")
            file.flush()
            os.fsync(file.fileno())
        # The name appears with the whole key behind it or not at all, and of two who make it at once one wins.
        os.link(half_done, path)
    except BadNote as error:
        raise UnusableFile(str(error), str(path), "name whoever signs, such as the firm's own domain") from None
    except FileExistsError:
        raise UnusableFile("there is a file already", str(path), "a key is never written over") from None
    except OSError as error:
        raise UnusableFile(f"the key cannot be kept there ({_reason(error)})", str(path), "choose another folder") from None
    finally:
        half_done.unlink(missing_ok=True)
    return signer


def read_key(path: Path) -> Signer:
    """Read the key in a file. Raises `UnusableFile` when it is missing, no key, or readable by others than its owner."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnusableFile(f"the key cannot be read ({_reason(error)})", str(path), "bring it back from a backup") from None
    except UnicodeDecodeError:
        text = ""
    if os.name == "posix" and mode & _OTHERS:
        help_ = f"whoever reads it can sign in its name: `chmod 600 {path}`, and make a new one if somebody did"
        raise UnusableFile("others than its owner may read this key", str(path), help_)
    try:
        return read_signer(text)
    except BadNote as error:
        raise UnusableFile(str(error), str(path), "give the file as it was made") from None


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gave no reason").lower()
