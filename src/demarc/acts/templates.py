"""One template, many clients: following it, and proposing its amendment to every client at once.

A template is an engagement of the provider's own, whose matrix others follow. Whoever amends it acts in each client's
engagement as the person they are there, and each client's two sides sign their own version as always.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, seat_of
from demarc.acts.versions import Proposed, propose_version
from demarc.core.matrix.golive import forbids_signing
from demarc.core.matrix.overlay import Conflict, Merged, merge, played_by
from demarc.core.matrix.table import Matrix
from demarc.core.words import PersonId, Side
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.append import append
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force, version_ready
from demarc.record.reads.people import with_keys
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


@dataclass(frozen=True, slots=True)
class Following:
    """The engagement follows the template from this version of it on."""

    base: int


@dataclass(frozen=True, slots=True)
class ClientAmended:
    """What an amendment came to for one client: the version proposed there, or why none was, or that nothing was new."""

    engagement: str
    proposed: int | None
    conflicts: tuple[Conflict, ...] = ()
    trouble: str = ""


def follow_template(
    *, engagement: str, template: str, stands_for: Mapping[str, str], by: str, now: datetime
) -> Following | Refused:
    """Let an engagement follow a template, with its own people in the places of the stand-ins, by their keys.

    The provider's person who does it belongs to both. Raises `NotFound` for strangers to either.
    """
    seat = _provider(engagement, by, now)
    if isinstance(seat, Refused):
        return seat
    _there(engagement, by, template, now)
    if engagement == template:
        return Refused("An engagement cannot follow itself: choose the template it should follow.")
    known = set(models.Person.objects.filter(engagement=engagement).values_list("key", flat=True))
    strangers = sorted(key for key in stands_for.values() if key not in known)
    if strangers:
        return Refused(f"There is nobody called `{strangers[0]}` in this engagement: choose one of its own people.")
    try:
        base = matrix_in_force(engagement=template, now=now).number
    except NothingInForce:
        return Refused("The template has no matrix in force yet: sign its first version, then follow it.")
    with write_transaction():
        models.Follower.objects.filter(engagement=engagement).delete()
        models.Follower.objects.create(engagement=engagement, template=template, base=base, stands_for=dict(stands_for))
        said = Statement(act="follows", by=seat.person, at=now, said={"template_version": base})
        append(engagement=engagement, entries=(said,))
    return Following(base)


def amend_clients(
    *, template: str, by: str, now: datetime, starts_at: datetime, why: str
) -> tuple[ClientAmended, ...] | Refused:
    """Propose the template's version in force to every client that stands on an older one and whose provider one is.

    Each client is a transaction of its own: what one refuses keeps no other from its version.
    """
    seat = _provider(template, by, now)
    if isinstance(seat, Refused):
        return seat
    if starts_at <= now or not why.strip():
        return Refused("Nothing was proposed: an amendment needs a future start and a reason that the clients can judge.")
    try:
        force = matrix_in_force(engagement=template, now=now)
    except NothingInForce:
        return Refused("The template has no matrix in force yet: sign its first version, then propose it.")
    followers = models.Follower.objects.filter(template=template).order_by("engagement")
    mine = _own_selves(template, by)
    return tuple(
        _amended(one, force, mine[one.engagement], now=now, starts_at=starts_at, why=why)
        for one in followers
        if one.engagement in mine and _standing(one) < force.number
    )


def _amended(
    follower: models.Follower, force: InForce, person: str, *, now: datetime, starts_at: datetime, why: str
) -> ClientAmended:
    base, engagement = _standing(follower), follower.engagement
    try:
        merged = _merged(follower, base, force, now)
    except NothingInForce:
        return _kept(follower, base, trouble="It has no matrix in force yet.")
    if not merged.taken:
        return _kept(follower, force.number, conflicts=merged.conflicts)
    errors = forbids_signing(merged.matrix)
    if errors:
        return _kept(follower, base, conflicts=merged.conflicts, trouble=f"It would not hold: {errors[0].message}")
    found = propose_version(
        engagement=engagement, matrix=merged.matrix, by=person, now=now, starts_at=starts_at, why=_reason(why, merged)
    )
    if isinstance(found, Refused):
        return _kept(follower, base, conflicts=merged.conflicts, trouble=found.reason)
    return _kept(follower, base, conflicts=merged.conflicts, offered=force.number, proposal=found)


def _merged(follower: models.Follower, base: int, force: InForce, now: datetime) -> Merged:
    template = follower.template
    stands_for = {stand_in: PersonId(key) for stand_in, key in follower.stands_for.items()}
    before, after = (
        played_by(with_keys(template, matrix), stands_for)
        for matrix in (version_ready(engagement=template, number=base).matrix, force.matrix)
    )
    own = with_keys(follower.engagement, matrix_in_force(engagement=follower.engagement, now=now).matrix)
    merged = merge(before, after, own)
    return replace(merged, matrix=_renamed(merged.matrix, after))


def _renamed(matrix: Matrix, template: Matrix) -> Matrix:
    """Say in the version's own name which version of the template is in it."""
    return replace(matrix, version=f"{matrix.version.partition('+')[0]}+{template.version}")


def _reason(why: str, merged: Merged) -> str:
    if not merged.conflicts:
        return why
    kept = "; ".join(f"{one.section} {one.entry} {one.field}".strip() for one in merged.conflicts)
    return f"{why} Kept as you have it, because both changed it: {kept}."


def _kept(
    follower: models.Follower,
    base: int,
    *,
    conflicts: tuple[Conflict, ...] = (),
    trouble: str = "",
    offered: int | None = None,
    proposal: Proposed | None = None,
) -> ClientAmended:
    """Write down what the amendment came to for this client."""
    number = proposal.number if proposal else None
    with write_transaction():
        models.Follower.objects.filter(engagement=follower.engagement, template=follower.template).update(
            base=base,
            offered=offered,
            proposal=number,
            conflicts=[[one.section, one.entry, one.field, one.template, one.own] for one in conflicts],
            trouble=trouble,
        )
    return ClientAmended(follower.engagement, number, conflicts, trouble)


def _standing(follower: models.Follower) -> int:
    """Return the template's version a client stands on: the one offered last, once both its sides have signed it."""
    if follower.proposal is None or follower.offered is None:
        return follower.base
    signed = models.Version.objects.filter(engagement=follower.engagement, number=follower.proposal).signed().exists()
    return follower.offered if signed else follower.base


def _provider(engagement: str, by: str, now: datetime) -> Seat | Refused:
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Seat) and (seat.side is not Side.PROVIDER or not seat.signs):
        return Refused("This is refused: a template is the provider's, and who signs for the provider keeps it.")
    return seat


def _there(engagement: str, by: str, template: str, now: datetime) -> None:
    """See that whoever acts in one engagement belongs to the other. Raises `NotFound`."""
    person = _own_selves(engagement, by).get(template)
    if person is None:
        raise NotFound("template", template)
    seat_of(engagement=template, person=person, now=now)


def _own_selves(engagement: str, by: str) -> dict[str, str]:
    """Name who somebody is in every engagement of theirs in which they may propose."""
    account = models.Membership.objects.filter(engagement=engagement, person=by).values_list("account", flat=True).first()
    return dict(_selves(account)) if account else {}


def _selves(account: str) -> Iterator[tuple[str, str]]:
    memberships = models.Membership.objects.filter(account=account, guest_until=None)
    yield from memberships.values_list("engagement", "person")
