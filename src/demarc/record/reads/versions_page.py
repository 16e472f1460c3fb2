"""Versions of the matrix as pages: all of them, and one with its comparison, its replay, its remarks and signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from demarc.core.matrix.diff import Changes, changes
from demarc.core.matrix.findings import Finding
from demarc.core.matrix.golive import forbids_signing
from demarc.core.matrix.lint import check, said
from demarc.core.matrix.replay import Routed, moved
from demarc.core.matrix.table import Matrix
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, viewer_of
from demarc.record.reads.asks_again import AskedAgain, asks_again
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force, version_ready
from demarc.record.reads.people import by_keys, people_of, with_keys

LOOK_BACK = timedelta(days=90)
MOST = 20_000
"""How many items are routed again at most, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in the list: its number and name, where it stands in words, from when it decides, and its digest."""

    number: int
    label: str
    status: str
    starts_at: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed for a side, and when."""

    side: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark: who, when, what."""

    name: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A part of all possible items that changes hands, in words, from whom to whom."""

    scope: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """An item that would have come to somebody else."""

    item: str
    number: int
    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version. `open` says whether it can still be signed, `signed` whether it is.

    `replayed` is how many items were routed again, `asks` are the rows whose people would be asked to confirm them anew.
    """

    line: VersionLine
    open: bool
    signed: bool = False
    draft: bool = False
    signatures: tuple[SignatureLine, ...]
    remarks: tuple[RemarkLine, ...]
    findings: tuple[Finding, ...] = ()
    forbids: bool = False
    compared_with: str = ""
    changes: tuple[ChangeLine, ...] = ()
    undecided: tuple[str, ...] = ()
    asks: tuple[AskedAgain, ...] = ()
    moves: tuple[MoveLine, ...] = ()
    replayed: int = 0
    reported: tuple[MoveLine, ...] | None = None


def versions_page(*, engagement: str, by: str, now: datetime) -> tuple[VersionLine, ...]:
    """List every version, the latest first."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    versions = list(_theirs(viewer).defer("text").order_by("-number"))
    signed = _sides(engagement)
    force = _in_force(engagement, now)
    return tuple(_line(version, signed.get(version.number, ()), force, now) for version in versions)


def version_page(*, engagement: str, number: int, by: str, now: datetime) -> VersionPage:
    """Show one version beside the one in force. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    version = _theirs(viewer).filter(number=number).defer("text").first()
    if version is None:
        raise NotFound("version", str(number))
    force = _in_force(engagement, now)
    names = _names(engagement, version)
    signatures = tuple(_signatures(engagement, number, names))
    line = _line(version, [one.side for one in signatures], force, now)
    about = {"line": line, "signatures": signatures, "remarks": tuple(_remarks(engagement, number, names))}
    reported = None if version.moves is None else tuple(_reported(viewer, version, names))
    if version.status not in {"proposed", "draft"} or force is None:
        return VersionPage(open=False, signed=version.status == "signed", reported=reported, **about)  # type: ignore[arg-type]  # each has its own type
    new = version_ready(engagement=engagement, number=number)
    effect = changes(force.matrix, new.matrix)
    items = recent_items(viewer, now)
    return VersionPage(
        open=version.status == "proposed",
        draft=version.status == "draft",
        findings=check(by_keys(engagement, new.matrix, version.newcomers)),
        forbids=bool(forbids_signing(new.matrix)),
        compared_with=force.matrix.version,
        changes=tuple(change_lines(effect, names)),
        undecided=effect.undecided,
        asks=asks_again(engagement=engagement, force=force, new=new, names=names, now=now),
        moves=tuple(_moves(force, new, items, names)),
        replayed=len(items),
        **about,  # type: ignore[arg-type]  # each has its own type
    )


def matrix_to_download(*, engagement: str, by: str, now: datetime) -> Matrix:
    """Give the matrix in force with its people as the matrix file has them. Raises `NotFound`."""
    viewer_of(engagement=engagement, by=by, now=now)
    found = _in_force(engagement, now)
    if found is None:
        raise NotFound("matrix", engagement)
    return with_keys(engagement, found.matrix)


def _theirs(viewer: Viewer) -> models.VersionQuerySet:
    """Leave out the drafts of other firms: what nobody proposed is nobody else's to read."""
    own = models.Person.objects.filter(engagement=viewer.engagement, party=viewer.party or "").values("id")
    others = Q(status="draft") & ~Q(proposed_by__in=own)
    return models.Version.objects.filter(engagement=viewer.engagement).exclude(others)


def _in_force(engagement: str, now: datetime) -> InForce | None:
    try:
        return matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return None


def _sides(engagement: str) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, side in models.Signature.objects.filter(engagement=engagement).values_list("version", "side"):
        found.setdefault(number, []).append(side)
    return found


def _line(version: models.Version, sides: Iterable[str], force: InForce | None, now: datetime) -> VersionLine:
    return VersionLine(
        number=version.number,
        label=version.label,
        status=_status(version, list(sides), force, now),
        starts_at=version.starts_at,
        digest=version.digest,
    )


def _status(version: models.Version, sides: list[str], force: InForce | None, now: datetime) -> str:
    if version.status != "signed" or version.starts_at is None:
        return f"signed by the {sides[0]}" if version.status == "proposed" and sides else version.status
    if version.starts_at > now:
        return "signed by both, in force later"
    return "in force" if force is not None and force.number == version.number else "superseded"


def _names(engagement: str, version: models.Version) -> Mapping[str, str]:
    people: Mapping[str, PersonLine] = people_of(engagement=engagement)
    return {one["id"]: one["name"] for one in version.newcomers} | {id_: one.name for id_, one in people.items()}


def _signatures(engagement: str, number: int, names: Mapping[str, str]) -> Iterable[SignatureLine]:
    for one in models.Signature.objects.filter(engagement=engagement, version=number).order_by("at"):
        yield SignatureLine(str(Side(one.side)), names.get(one.person, one.person), one.at)


def _remarks(engagement: str, number: int, names: Mapping[str, str]) -> Iterable[RemarkLine]:
    remarks = list(models.Remark.objects.filter(engagement=engagement, version=number).order_by("seq"))
    private = models.Private.objects.filter(engagement=engagement, seq__in=[one.seq for one in remarks], field="text")
    texts = dict(private.values_list("seq", "value"))
    for one in remarks:
        yield RemarkLine(names.get(one.person, one.person), one.at, texts.get(one.seq, "This text was erased."))


def change_lines(effect: Changes, names: Mapping[str, str]) -> Iterable[ChangeLine]:
    """Put what changes hands into words; `names` has the people by their random id."""
    for one in effect.boxes:
        before, after = (
            " and ".join(names.get(holder, holder) for holder in held.holders) or "nobody"
            for held in (one.before, one.after)
        )
        yield ChangeLine(said(one.box) or "everything", before, after)


def _reported(viewer: Viewer, version: models.Version, names: Mapping[str, str]) -> Iterable[MoveLine]:
    """Name the items that the switch would have routed elsewhere, as far as the reader may see them."""
    moves = version.moves or ()
    found = items_for(viewer).filter(id__in=[item for item, _, _ in moves])
    about = {id_: (number, subject) for id_, number, subject in found.values_list("id", "number", "subject")}
    for item, before, after in moves:
        if item in about:
            yield MoveLine(item, *about[item], names.get(before, before), names.get(after, after) or "nobody")


def recent_items(viewer: Viewer, now: datetime, *, most: int = MOST) -> list[tuple[Routed, int, str]]:
    """Load what came in the last 90 days with number and subject, the latest first, in one query."""
    found = items_for(viewer).real().filter(received_at__gte=now - LOOK_BACK).order_by("-number")[:most]
    rows = found.values_list("id", "facts", "received_at", "number", "subject")
    return [(Routed(id_, facts, at), number, subject) for id_, facts, at, number, subject in rows]


def _moves(
    old: InForce, new: InForce, items: list[tuple[Routed, int, str]], names: Mapping[str, str]
) -> Iterable[MoveLine]:
    about = {one.id: (number, subject) for one, number, subject in items}
    for move in moved(old.compiled, new.compiled, (one for one, _, _ in items)):
        before, after = (names.get(person, person) or "nobody" for person in (move.before, move.after))
        yield MoveLine(move.item, *about[move.item], before, after)
