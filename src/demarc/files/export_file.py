"""Exports and checkpoints on disk: read in little memory, one clear line for what cannot be used."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception, whatever it is called there

from demarc.core.checkpoint import LONGEST as LONGEST_CHECKPOINT
from demarc.core.checkpoint import Checkpoint, NotACheckpoint, origin_of, read_checkpoint
from demarc.core.export import LONGEST, NotAnExport
from demarc.core.verify import Verification, leaves_of, verify
from demarc.files.limits import UnusableFile, read_bytes
from demarc.files.notes import BadNote, Verifier, signers_of
from demarc.files.pack import CHECKPOINTS, RECORD, is_pack

WOULD_HELP = "give the file that the export of the record wrote"


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """A checkpoint, the file it was kept in, and whose signatures on it were checked."""

    path: Path
    checkpoint: Checkpoint
    vouched: tuple[str, ...] = ()


def read_checkpoint_file(path: Path, *, keys: Sequence[Verifier] = ()) -> KeptCheckpoint:
    """Read a checkpoint, such as the one a mail brought, and check the signatures by these keys. Raises `UnusableFile`."""
    data = read_bytes(path, most=LONGEST_CHECKPOINT)
    try:
        text = data.decode()
        return KeptCheckpoint(path, read_checkpoint(text), signers_of(text, keys))
    except BadNote as error:
        raise UnusableFile(str(error), str(path), "take the checkpoint as it was sent, and the signer's own key") from None
    except NotACheckpoint as error:
        raise UnusableFile(str(error), str(path), "give the text as it was sent: origin, size, root") from None
    except UnicodeDecodeError:
        raise UnusableFile("not a checkpoint: it is not UTF-8 text", str(path), "give the text as it was sent") from None


def verify_file(path: Path, *, checkpoints: Sequence[KeptCheckpoint] = (), earlier: Path | None = None) -> Verification:
    """Check an export on disk against itself, kept checkpoints and an earlier export.

    Raises `UnusableFile` for what is no export, for a checkpoint or an earlier export of another engagement, and for an
    earlier export that is damaged itself.
    """
    if earlier is None:
        found = _verify(path, checkpoints, iter(()))
    else:
        before = _verify(earlier, (), iter(()))
        if not before.intact:
            raise UnusableFile(
                f"it is damaged itself ({before.why}), so nothing can be compared with it",
                str(earlier),
                "take another earlier export",
            )
        with _lines(earlier) as kept:
            found = _verify(path, checkpoints, leaves_of(kept))
        if before.front.engagement != found.front.engagement:
            raise _stranger(earlier, before.front.engagement, found.front.engagement)
    for one in checkpoints:
        if one.checkpoint.origin != origin_of(found.front.engagement):
            raise _stranger(one.path, one.checkpoint.origin, origin_of(found.front.engagement))
    return found


def _verify(path: Path, checkpoints: Sequence[KeptCheckpoint], earlier: Iterator[bytes]) -> Verification:
    with _lines(path) as lines:
        try:
            return verify(lines, checkpoints=[one.checkpoint for one in checkpoints], earlier=earlier)
        except NotAnExport as error:
            raise UnusableFile(str(error), str(path), WOULD_HELP) from None


def _stranger(path: Path, given: str, wanted: str) -> UnusableFile:
    return UnusableFile(
        f"it belongs to the record `{given}`, the export to `{wanted}`", str(path), "compare only what belongs together"
    )


def checkpoints_in(path: Path, *, keys: Sequence[Verifier] = ()) -> tuple[KeptCheckpoint, ...]:
    """Read the checkpoints that came in a pack, the smallest first; none where it is no pack. Raises `UnusableFile`."""
    with _opened(path) as file:
        if not is_pack(_beginning(file, path)):
            return ()
        with _as_pack(file, path) as pack:
            names = [one.filename for one in pack.infolist() if one.filename.startswith(CHECKPOINTS)]
            found = [_in_pack(pack, path, name, keys) for name in names]
    return tuple(sorted(found, key=lambda one: one.checkpoint.size))


def _in_pack(pack: ZipFile, path: Path, name: str, keys: Sequence[Verifier]) -> KeptCheckpoint:
    place = path / name
    try:
        with pack.open(name) as member:
            text = member.read(LONGEST_CHECKPOINT).decode()
        return KeptCheckpoint(place, read_checkpoint(text), signers_of(text, keys))
    except (BadNote, NotACheckpoint, UnicodeDecodeError, BadZipFile, ZlibError, EOFError, NotImplementedError) as error:
        what = str(error) if isinstance(error, BadNote | NotACheckpoint) else "not a checkpoint: it is damaged"
        raise UnusableFile(what, str(place), "take the pack as it was downloaded") from None


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[bytes]]:
    """Open an export, or the pack it is in, and give its lines, none longer than a line of an export can be."""
    with _opened(path) as file:
        if not is_pack(_beginning(file, path)):
            yield _bounded(file, path)
            return
        with _as_pack(file, path) as pack:
            try:
                member = pack.open(RECORD)
            except (KeyError, BadZipFile, NotImplementedError):
                raise UnusableFile(f"this ZIP holds no `{RECORD}`", str(path), WOULD_HELP) from None
            with member:
                yield _bounded(member, path)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        what = f"it cannot be opened ({_reason(error)})"
        raise UnusableFile(what, str(path), "check the name and who may read it") from None
    with file:
        yield file


def _reason(error: OSError) -> str:
    return (error.strerror or "the system gave no reason").lower()


def _beginning(file: BinaryIO, path: Path) -> bytes:
    try:
        beginning = file.read(4)
        file.seek(0)
    except OSError as error:
        raise UnusableFile(f"it cannot be read ({_reason(error)})", str(path), WOULD_HELP) from None
    return beginning


@contextmanager
def _as_pack(file: BinaryIO, path: Path) -> Iterator[ZipFile]:
    try:
        pack = ZipFile(file)
    except (BadZipFile, OSError):
        raise UnusableFile("this ZIP is cut or damaged", str(path), "take the pack as it was downloaded") from None
    with pack:
        yield pack


def _bounded(file: IO[bytes], path: Path) -> Iterator[bytes]:
    number = 0
    while line := _line(file, path):
        number += 1
        if len(line) > LONGEST:
            raise UnusableFile(f"the line is longer than {LONGEST} bytes", f"{path}, line {number}", WOULD_HELP)
        yield line


def _line(file: IO[bytes], path: Path) -> bytes:
    try:
        return file.readline(LONGEST + 1)
    except (BadZipFile, ZlibError, EOFError):
        raise UnusableFile("this ZIP is cut or damaged", str(path), "take the pack as it was downloaded") from None
    except OSError as error:
        raise UnusableFile(f"it cannot be read to its end ({_reason(error)})", str(path), WOULD_HELP) from None
