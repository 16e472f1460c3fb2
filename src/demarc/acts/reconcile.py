"""Deciding a reconciliation: each line is disposed of, the next date chosen, and both sides sign the list.

The second signature under the same list closes it: what was accepted or stopped takes effect, and the next one has a date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from demarc.acts.open_reconciliation import plan_next
from demarc.acts.outcome import Refused
from demarc.acts.reconciliation_seat import line_for, not_open, reconciliation_for, signer_of
from demarc.acts.version_seat import Seat
from demarc.core.custody.excepted import Course
from demarc.core.custody.plain import Plain
from demarc.core.custody.ruling import Period
from demarc.core.instants import micros
from demarc.core.reconciliation import Disposal, Matter, unfit_next
from demarc.core.words import Side
from demarc.record import models
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement
from demarc.record.translate.reconciliations import digest_of


@dataclass(frozen=True, slots=True)
class Reconciled:
    """It is written down. `closed` says whether both sides have now signed, and the reconciliation is over."""

    number: int
    closed: bool = False


def dispose(
    *,
    engagement: str,
    number: int,
    line: int,
    how: str,
    by: str,
    now: datetime,
    until: datetime | None = None,
    led_to: str = "",
) -> Reconciled | Refused:
    """Decide what becomes of a line; until both sides have signed it may be decided otherwise. Raises `NotFound`.

    What is accepted is accepted `until` an instant that lies ahead. `led_to` is the version or the dispute it went into.
    """
    seat = signer_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if reason := _unfit(how, until, led_to, now):
        return Refused(reason)
    with write_transaction():
        one = reconciliation_for(engagement=engagement, number=number, by=by, now=now, lock=True)
        if reason := not_open(one):
            return Refused(reason)
        line_for(one, line)
        accepted = until if how == Disposal.ACCEPT else None
        mine = models.ReconciliationLine.objects.filter(engagement=engagement, reconciliation=number, line=line)
        mine.update(how=how, until=accepted, led_to=led_to, by=seat.person, at=now)
        # Which line it is says the list that is signed: of a rival provider the other shall not learn its rows here.
        said: dict[str, Plain] = {"number": number, "line": line, "how": str(how)}
        said |= {"until": micros(accepted)} if accepted else {}
        said |= {"led_to": led_to} if led_to else {}
        append(engagement=engagement, entries=(Statement(act="disposed", by=seat.person, at=now, said=said),))
    return Reconciled(number)


def _unfit(how: str, until: datetime | None, led_to: str, now: datetime) -> str:
    if how not in set(Disposal):
        return f"`{how}` is no way to dispose of a line: known are {', '.join(Disposal)}."
    if how == Disposal.ACCEPT and (until is None or until <= now):
        return "Accepting is for a time: say until when, and let that lie ahead."
    if how in {Disposal.AMEND, Disposal.DISAGREE} and not led_to:
        return f"`{how}` leads somewhere: to a version that says it, or to a dispute."
    return ""


def choose_next(*, engagement: str, number: int, next_at: datetime, by: str, now: datetime) -> Reconciled | Refused:
    """Choose when the next reconciliation opens, within thirteen weeks from now. Raises `NotFound`."""
    seat = signer_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        one = reconciliation_for(engagement=engagement, number=number, by=by, now=now, lock=True)
        if reason := not_open(one) or unfit_next(next_at, now):
            return Refused(reason)
        models.Reconciliation.objects.filter(engagement=engagement, number=number).update(next_at=next_at)
        said: dict[str, Plain] = {"number": number, "next": micros(next_at)}
        append(engagement=engagement, entries=(Statement(act="next date chosen", by=seat.person, at=now, said=said),))
    return Reconciled(number)


def sign_reconciliation(*, engagement: str, number: int, digest: str, by: str, now: datetime) -> Reconciled | Refused:
    """Sign the disposed list for the signer's side; `digest` is what the signer confirms they have read.

    1. Every line is disposed of. 2. The list still has the confirmed digest: a line decided otherwise since makes it
    another list, and an earlier signature does not count under it. 3. With the second side's key it is closed. Raises
    `NotFound`.
    """
    seat = signer_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        one = reconciliation_for(engagement=engagement, number=number, by=by, now=now, lock=True)
        lines = _lines_of(one)
        if reason := not_open(one) or _unsigned(one, lines, seat, digest, now):
            return Refused(reason)
        models.ReconciliationSignature.objects.update_or_create(
            engagement=engagement,
            reconciliation=number,
            side=seat.side,
            defaults={"person": seat.person, "at": now, "digest": digest.strip()},
        )
        sides = {*_signatures(one, digest.strip()).values_list("side", flat=True)}
        both = {str(Side.CLIENT), str(Side.PROVIDER)} <= sides
        said: dict[str, Plain] = {
            "number": number,
            "digest": digest.strip(),
            "side": str(seat.side),
            "keys": len(sides),
            "next": micros(one.next_at) if one.next_at else 0,
        }
        if both:
            _close(one, lines, now)
        append(engagement=engagement, entries=(Statement(act="reconciled", by=seat.person, at=now, said=said),))
    return Reconciled(number, both)


def _lines_of(one: models.Reconciliation) -> Sequence[models.ReconciliationLine]:
    lines = models.ReconciliationLine.objects.filter(engagement=one.engagement, reconciliation=one.number)
    return list(lines.order_by("line"))


def _signatures(one: models.Reconciliation, digest: str) -> QuerySet[models.ReconciliationSignature]:
    return models.ReconciliationSignature.objects.filter(
        engagement=one.engagement, reconciliation=one.number, digest=digest
    )


def _unsigned(
    one: models.Reconciliation, lines: Sequence[models.ReconciliationLine], seat: Seat, digest: str, now: datetime
) -> str:
    """Say why the list cannot be signed by this side now, or nothing."""
    if undecided := sum(not line.how for line in lines):
        return f"Signing is refused: {undecided} line{'s are' if undecided > 1 else ' is'} not disposed of yet."
    assert one.next_at is not None, "what is open has a next date"
    if reason := unfit_next(one.next_at, now):
        return f"{reason} Choose another."
    found = digest_of(one, lines)
    if found != digest.strip():
        return f"Signing is refused: the list has the digest `{found[:16]}`, not `{digest.strip()[:16]}`; read it again."
    if _signatures(one, found).filter(side=seat.side).exists():
        return f"Signing is refused: the {seat.side} has signed this list already; now the other side signs."
    return ""


def _close(one: models.Reconciliation, lines: Sequence[models.ReconciliationLine], now: datetime) -> None:
    """Let the list take effect, and give the next reconciliation its date."""
    assert one.until is not None
    assert one.next_at is not None
    models.Reconciliation.objects.filter(engagement=one.engagement, number=one.number).update(closed_at=now, look_at=None)
    plan_next(one.engagement, one.provider, since=one.until, due=one.next_at)
    for line in lines:
        # What is amended or in dispute stays as it is until that has an end, at the latest until the next one.
        until = {Disposal.ACCEPT: line.until, Disposal.STOP: now}.get(Disposal(line.how), one.next_at)
        assert until is not None
        items = [item for item, _ in line.items]
        if line.matter == Matter.EXCEPTION and line.how in {Disposal.ACCEPT, Disposal.STOP}:
            going = models.RowException.objects.filter(
                engagement=one.engagement, item__in=items, course__in=["", Course.UNDER_WAY]
            )
            going.update(until=until, due=until, course="")
        if line.matter == Matter.RULING:
            rulings = models.Precedent.objects.filter(engagement=one.engagement, item__in=items)
            rulings.filter(period=Period.RECONCILIATION).update(until=until)
    # Time finds out anew when it has to look next.
    models.Engagement.objects.filter(id=one.engagement).update(look_at=None)
