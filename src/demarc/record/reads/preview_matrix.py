"""What another row would do, before anybody proposes it: a look at the whole matrix with it. Nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.diff import accountable, changes, deputy
from demarc.core.matrix.findings_between import FindingsBetween, findings_between
from demarc.core.matrix.lint import said
from demarc.core.matrix.rewrite import RowWish, rewritten, wish_of
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.who import who
from demarc.record.access import NotFound, Viewer, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force
from demarc.record.reads.people import by_keys, people_of
from demarc.record.reads.row_words import title_of
from demarc.record.reads.versions_page import ChangeLine, change_lines, recent_items

MOST, FEW = 5_000, 5
"""How many items are routed again at most, the latest first, and how many of a kind are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowToChange:
    """A row of the version in force as it stands, and what can be picked for it.

    `wish` is what it says now, `digest` names the version it says it in; `people` are those of the matrix who are there.
    """

    id: str
    title: str
    version: str
    digest: str
    matrix: Matrix
    wish: RowWish
    people: tuple[PersonLine, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaughtLine:
    """An item that a row would take, or no longer take."""

    item: str
    number: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtItems:
    """What the row takes of the latest items the reader may see: how many it took and would take, and a few that differ."""

    looked_at: int
    before: int
    after: int
    some: tuple[CaughtLine, ...]
    gained: tuple[CaughtLine, ...]
    lost: tuple[CaughtLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPreview:
    """The matrix with the wish beside the one in force; `same` says that nothing would change.

    `findings` are those that come and go, `handed` and `deputies` what changes hands, in words;
    `undecided` names topics that are cut into too many pieces to compare.
    """

    scope: str
    same: bool
    caught: CaughtItems
    findings: FindingsBetween = field(default_factory=FindingsBetween)
    handed: tuple[ChangeLine, ...] = ()
    deputies: tuple[ChangeLine, ...] = ()
    undecided: tuple[str, ...] = ()


def row_to_change(*, engagement: str, row: str, by: str, now: datetime) -> RowToChange:
    """Show a row of the version in force as a form needs it. Raises `NotFound`."""
    _, force, found = _row(engagement, row, by, now)
    matrix = force.matrix
    here = people_of(engagement=engagement)
    there = (one.id for one in matrix.directory.people if one.left_at is None or one.left_at > now)
    return RowToChange(
        id=found.id,
        title=title_of(found),
        version=matrix.version,
        digest=force.digest,
        matrix=matrix,
        wish=wish_of(found),
        people=tuple(here[id_] for id_ in there if id_ in here),
        posts=tuple(role.name for role in matrix.directory.roles),
    )


def preview_row(*, engagement: str, row: str, wish: RowWish, by: str, now: datetime) -> MatrixPreview:
    """Say what the matrix would do with this row in it. Raises `NotFound`."""
    viewer, force, found = _row(engagement, row, by, now)
    new = rewritten(force.matrix, found.id, wish)
    caught = _caught(viewer, force, new, found.id, now)
    if new is None:
        return MatrixPreview(scope=said(wish.scope), same=True, caught=caught)
    names = {id_: one.name for id_, one in people_of(engagement=engagement).items()}
    old_by_keys, new_by_keys = (by_keys(engagement, matrix) for matrix in (force.matrix, new))
    handed, stand_ins = changes(force.matrix, new, accountable), changes(force.matrix, new, deputy)
    return MatrixPreview(
        scope=said(wish.scope),
        same=False,
        caught=caught,
        findings=findings_between(old_by_keys, new_by_keys),
        handed=tuple(change_lines(handed, names)),
        deputies=tuple(change_lines(stand_ins, names)),
        undecided=handed.undecided,
    )


def _row(engagement: str, row: str, by: str, now: datetime) -> tuple[Viewer, InForce, Row]:
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce as nothing:
        raise NotFound("row", row) from nothing
    found = force.matrix.row(row)
    if found is None:
        raise NotFound("row", row)
    return viewer, force, found


def _caught(viewer: Viewer, force: InForce, new: Matrix | None, row: str, now: datetime) -> CaughtItems:
    prefix = engagement_of(viewer.engagement).prefix
    items = recent_items(viewer, now, most=MOST)
    lines = {one.id: CaughtLine(one.id, numbered(prefix, number), subject) for one, number, subject in items}
    routed = tuple(one for one, _, _ in items)
    compiled = (force.compiled, compile_matrix(new) if new else force.compiled)
    was, would = (
        [one.id for one in routed if who(version, one.facts, one.received_at).verdict.row == row] for version in compiled
    )

    def few(ids: Iterable[str], but: Iterable[str] = ()) -> tuple[CaughtLine, ...]:
        left_out = frozenset(but)
        return tuple(lines[id_] for id_ in ids if id_ not in left_out)[:FEW]

    return CaughtItems(
        looked_at=len(routed),
        before=len(was),
        after=len(would),
        some=few(would),
        gained=few(would, was),
        lost=few(was, would),
    )
