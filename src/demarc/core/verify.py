"""Is an export what was recorded? Line by line, in little memory, offline.

Three things are checked. The file against itself: every entry is whole, in its place, says what its leaf hash stands
for, and all leaves lead to the root in the front. The file against checkpoints that somebody kept: the tree had that
root at that size. The file against an earlier export: it begins with the same leaves. A host that rewrites its record
can make the first fit; it cannot reach into what the others kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demarc.core.checkpoint import Checkpoint
from demarc.core.export import EntryLine, Front, closing_line, read_entry, read_front, read_line
from demarc.core.leaf import SALT_BYTES, commitment
from demarc.core.tree import Frontier, leaf_hash

BATCH = 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """A checkpoint and whether the export's tree had that root at that size."""

    checkpoint: Checkpoint
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found. Entries are counted from 0.

    `first_broken` is the first entry known not to be what was recorded. `broken_between` is (good, bad): the first
    `good` entries are as some checkpoint says, the first `bad` are not, so the change lies between them. `why` says it
    in a sentence; `bare` counts the entries this party may not see.
    """

    front: Front
    entries: int
    bare: int
    root: bytes
    first_broken: int | None
    broken_between: tuple[int, int] | None
    checkpoints: tuple[Checked, ...]
    why: str

    @property
    def intact(self) -> bool:
        """Tell whether nothing was found."""
        return not self.why


def verify(
    lines: Iterator[bytes], *, checkpoints: Iterable[Checkpoint] = (), earlier: Iterable[bytes] = ()
) -> Verification:
    """Check an export, given as its lines with their line ends. `earlier` are the leaf hashes of an earlier export.

    Raises `NotAnExport` when the first line is none.
    """
    front, whole = read_front(next(lines, b""))
    kept = tuple(checkpoints)
    walk = _Walk(front, {checkpoint.size for checkpoint in kept}, iter(earlier), trust_front=whole)
    for line in lines:
        walk.take(line)
    walk.finish()
    return _verification(walk, kept)


def leaves_of(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Give the leaf hashes of an export that was found intact, in order."""
    next(lines, None)
    for line in lines:
        entry = read_entry(line)
        if entry is not None:
            yield entry.leaf


class _Walk:
    """One pass over the entries: the tree so far, its roots at the wanted sizes, and the first thing found wrong."""

    def __init__(self, front: Front, wanted: set[int], earlier: Iterator[bytes], *, trust_front: bool) -> None:
        self.front = front
        self._trust_front = trust_front
        self.entries = self.bare = 0
        self.roots: dict[int, bytes] = {}
        self.first_broken: int | None = None
        self.why = ""
        self._wanted = wanted
        self._earlier = earlier
        self._frontier = Frontier()
        self._waiting: list[bytes] = []
        self._closed = False
        if not trust_front:
            self.blame(None, "the first line is damaged")
        self._note_root()

    @property
    def root(self) -> bytes:
        """The root over all entries so far."""
        self._grow()
        return self._frontier.root()

    def blame(self, seq: int | None, why: str) -> None:
        """Keep the first entry found wrong; a fault of the file itself gives way to one of an entry."""
        if self.first_broken is None and (seq is not None or not self.why):
            self.first_broken, self.why = seq, why

    def take(self, line: bytes) -> None:
        """Take the next line of the file."""
        if self._closed:
            self.blame(None, "something follows the closing line")
            return
        entry = read_entry(line)
        if entry is None and (self._is_closing(line) or self._is_behind_the_last()):
            self._closed = True
            return
        seq = self.entries
        if entry is None:
            self.blame(seq, "its line is damaged")
            leaf = leaf_hash(line)
        else:
            if fault := fault_of(entry, seq, self.front.engagement if self._trust_front else None):
                self.blame(seq, fault)
            leaf = entry.leaf if entry.public is None else leaf_hash(entry.public)
            self.bare += entry.public is None
        self._add(leaf)

    def finish(self) -> None:
        """Check the end: as many entries as the front says, as many as the earlier export has, and a closing line."""
        if self._trust_front and self.entries < self.front.size:
            self.blame(self.entries, f"the file ends here, but its front says it holds {self.front.size} entries")
        if self._trust_front and self.entries > self.front.size:
            self.blame(self.front.size, f"the front says the file holds only {self.front.size} entries")
        if next(self._earlier, None) is not None:
            self.blame(self.entries, "the earlier export has it, this one does not")
        if not self._closed:
            self.blame(None, "the closing line is missing")

    def _is_closing(self, line: bytes) -> bool:
        given = read_line(line)
        if given is None or "end" not in given:
            return False
        if line != closing_line(self.entries):
            self.blame(None, "the closing line is damaged")
        return True

    def _is_behind_the_last(self) -> bool:
        """Tell whether all entries were read, so that a damaged line can only be the closing one."""
        if self.entries != self.front.size or not self._trust_front:
            return False
        self.blame(None, "the closing line is damaged")
        return True

    def _add(self, leaf: bytes) -> None:
        before = next(self._earlier, None)
        if before is not None and before != leaf:
            self.blame(self.entries, "the earlier export has another entry in its place")
        self._waiting.append(leaf)
        self.entries += 1
        if len(self._waiting) == BATCH:
            self._grow()
        self._note_root()

    def _grow(self) -> None:
        self._frontier = self._frontier.grown(self._waiting)
        self._waiting.clear()

    def _note_root(self) -> None:
        if self.entries in self._wanted:
            self.roots[self.entries] = self.root


def fault_of(entry: EntryLine, seq: int, engagement: str | None) -> str:
    """Say what is wrong with a whole line that should hold entry `seq`; empty when nothing is.

    `engagement` is whose record it should be, or None where the front is damaged and cannot say.
    """
    if entry.seq != seq:
        return f"entry {entry.seq} stands in its place: something was removed, added or moved"
    if entry.public is None:
        return "it has texts but nothing they belong to" if entry.texts else ""
    if leaf_hash(entry.public) != entry.leaf:
        return "what it says is not what was recorded"
    public = read_line(entry.public) or {}
    if public.get("seq") != seq or engagement not in (None, public.get("engagement")):
        return "it was recorded in another place or another engagement"
    sealed = public.get("sealed")
    for name, text in entry.texts.items():
        if not isinstance(sealed, dict) or sealed.get(name) != _committed(text.salt, text.value):
            return f"its text `{name}` is not the one that was recorded"
    return ""


def _committed(salt: str, value: str) -> str:
    try:
        known = bytes.fromhex(salt)
    except ValueError:
        return ""
    return commitment(known, value) if len(known) == SALT_BYTES else ""


def _verification(walk: _Walk, checkpoints: tuple[Checkpoint, ...]) -> Verification:
    checked = tuple(Checked(one, walk.roots.get(one.size) == one.root) for one in checkpoints)
    good = {one.checkpoint.size for one in checked if one.holds}
    bad = {one.checkpoint.size for one in checked if not one.holds}
    why = walk.why
    if bad:
        why = why or "what a checkpoint stands for is not what this file says"
    elif not why and walk.root != walk.front.root:
        bad, why = {walk.front.size}, "the entries do not lead to the root in the front"
    between = (max((size for size in good if size < min(bad)), default=0), min(bad)) if bad else None
    return Verification(
        front=walk.front,
        entries=walk.entries,
        bare=walk.bare,
        root=walk.root,
        first_broken=walk.first_broken,
        broken_between=between,
        checkpoints=checked,
        why=why,
    )
