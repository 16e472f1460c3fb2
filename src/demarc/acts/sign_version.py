"""Signing a version with two keys: one signature of each side under the same digest, and it decides from its start."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.acts.newcomers import admit
from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, locked_version, seat_of
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.matrix.findings import Finding
from demarc.core.matrix.golive import forbids_signing
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.append import append
from demarc.record.reads.matrix import newest_signed
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement
from demarc.record.translate.matrix import matrix_of


@dataclass(frozen=True, slots=True)
class Signed:
    """One side has signed; `by_both` says whether the version is now agreed and decides from its start."""

    number: int
    digest: str
    by_both: bool


def sign_version(*, engagement: str, number: int, digest: str, by: str, now: datetime) -> Signed | Refused:
    """Sign a proposed version for the signer's side; `digest` is what the signer confirms they have read.

    1. The signer leads their side, or is the client's executive. 2. The text still has the confirmed digest, byte for
    byte. 3. No live lane is unsound. 4. The start lies ahead, and no other version was signed since this one was
    proposed. 5. With the second side's key the version is signed, and its new people are members. Raises `NotFound`.
    """
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if not seat.signs:
        return Refused("Signing is refused: the lead or executive signs for the client, the lead for the provider.")
    version = models.Version.objects.filter(engagement=engagement, number=number).exclude(status="draft").first()
    if version is None:
        raise NotFound("version", str(number))
    if reason := _changed(version, digest) or _too_late(version, seat, now) or _unsound(version):
        return Refused(reason)
    with write_transaction():
        version = locked_version(engagement, number)
        if reason := _changed(version, digest) or _too_late(version, seat, now):
            return Refused(reason)
        return _signed(version, seat, now)


def _changed(version: models.Version, digest: str) -> str:
    """Hash the stored text itself: what is stored beside it about it proves nothing."""
    found = hashlib.sha256(version.text.encode()).hexdigest()
    if found != digest.strip() or found != version.digest:
        return f"Signing is refused: the text has the digest `{found[:16]}`, not `{digest.strip()[:16]}`; read it again."
    return ""


def _unsound(version: models.Version) -> str:
    """Look for what forbids signing, outside the transaction: a large table takes seconds, and the digest fixes it."""
    found: tuple[Finding, ...] = forbids_signing(matrix_of(version))
    if not found:
        return ""
    return f"Signing is refused: a live lane does not hold together: {found[0].message} ({len(found)} in all)."


def _too_late(version: models.Version, seat: Seat, now: datetime) -> str:
    if version.status != "proposed":
        return f"Version {version.number} is `{version.status}`: only what is proposed can be signed."
    if version.starts_at is None or version.starts_at <= now:
        return "Signing is refused: the start of this version has passed. Propose it again with a start that lies ahead."
    newest = newest_signed(version.engagement, but=version.number)
    if newest != version.base:
        return (
            f"Signing is refused: version no. {newest} was signed since this one was proposed, and it would undo that. "
            "Propose it again from the newest."
        )
    if models.Signature.objects.filter(engagement=version.engagement, version=version.number, side=seat.side).exists():
        return f"Signing is refused: the {seat.side} has signed version {version.number} already; now the other side signs."
    return ""


def _signed(version: models.Version, seat: Seat, now: datetime) -> Signed:
    assert version.starts_at is not None
    engagement, number = version.engagement, version.number
    models.Signature.objects.create(
        engagement=engagement, version=number, side=seat.side, person=seat.person, at=now, digest=version.digest
    )
    sides = set(models.Signature.objects.filter(engagement=engagement, version=number).values_list("side", flat=True))
    by_both = _both(sides)
    if by_both:
        admit(version=version, now=now)
        models.Version.objects.filter(engagement=engagement, number=number).update(status="signed", newcomers=[])
        # The engine finds out anew when who is on changes next.
        models.Engagement.objects.filter(id=engagement).update(look_at=None)
    said: Mapping[str, Plain] = {
        "version": version.label,
        "number": number,
        "digest": version.digest,
        "starts_at": micros(version.starts_at),
        "side": str(seat.side),
        "keys": len(sides),
    }
    append(engagement=engagement, entries=(Statement(act="signed", by=seat.person, at=now, said=said),))
    return Signed(number, version.digest, by_both)


def _both(sides: Iterable[str]) -> bool:
    return {str(Side.CLIENT), str(Side.PROVIDER)} <= set(sides)
