"""A version on its way: proposed by one side, discussed by both, withdrawn by the side that proposed it."""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import locked_version, seat_of
from demarc.core.custody.entries import Private
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.matrix.canon import canonical, digest
from demarc.core.matrix.golive import OBSERVED
from demarc.core.matrix.pseudonyms import under_pseudonyms
from demarc.core.matrix.table import Matrix
from demarc.core.people import Person
from demarc.core.words import PersonId, Side
from demarc.record import models
from demarc.record.append import append
from demarc.record.reads.lanes import observed_since
from demarc.record.reads.matrix import NothingInForce, matrix_in_force, newest_signed
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Proposed:
    """The version that both sides may now read and sign: its number and the digest to confirm."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Said:
    """The remark stands where both sides read it."""

    number: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The proposal is no longer on the table."""

    number: int


def propose_version(
    *, engagement: str, matrix: Matrix, by: str, now: datetime, starts_at: datetime, why: str
) -> Proposed | Refused:
    """Put a version before both sides, to decide from `starts_at`; `why` is its first remark.

    People are matched by their id in the matrix file. Who is new is written down apart, and becomes a member only when
    both sides have signed. Raises `NotFound` for strangers.
    """
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if reason := refusal_of(engagement, matrix, now, starts_at, why):
        return Refused(reason)
    with write_transaction():
        version = write_version(engagement, matrix, status="proposed", by=seat.person, now=now, starts_at=starts_at)
        remark(engagement, version.number, proposal_of(version, by=seat.person, now=now, why=why))
    return Proposed(version.number, version.digest)


def write_version(
    engagement: str, matrix: Matrix, *, status: str, by: PersonId, now: datetime, starts_at: datetime | None
) -> models.Version:
    """Write a version down under the next number, inside the caller's `write_transaction`."""
    _lock(engagement)
    known = dict(models.Person.objects.filter(engagement=engagement).values_list("key", "id"))
    new = [person for person in matrix.directory.people if person.id not in known]
    ids = {key: PersonId(id_) for key, id_ in known.items()} | {
        str(person.id): PersonId(secrets.token_hex(ID_BYTES)) for person in new
    }
    named = under_pseudonyms(matrix, ids)
    return models.Version.objects.create(
        engagement=engagement,
        number=models.Version.objects.filter(engagement=engagement).count() + 1,
        label=matrix.version,
        status=status,
        starts_at=starts_at,
        digest=digest(named),
        text=canonical(named).decode(),
        proposed_by=by,
        proposed_at=now,
        newcomers=[_newcomer(person, ids[person.id]) for person in new],
        base=newest_signed(engagement),
    )


def proposal_of(version: models.Version, *, by: PersonId, now: datetime, why: str) -> Statement:
    """Make the ledger's entry of a proposal."""
    assert version.starts_at is not None, "what is proposed has a start"
    said: dict[str, Plain] = {
        "version": version.number,
        "label": version.label,
        "digest": version.digest,
        "starts_at": micros(version.starts_at),
    }
    return Statement(act="proposed", by=by, at=now, said=said, private=_text(why))


def _newcomer(person: Person, id_: PersonId) -> dict[str, str | None]:
    """Write down who is new by the id the text has for them; `admit` reads it."""
    left = person.left_at.isoformat() if person.left_at else None
    about = {"name": person.name, "party": person.party, "email": person.email, "phone": person.phone}
    return {"id": id_, "key": person.id, **about, "left_at": left}


def discuss_version(*, engagement: str, number: int, by: str, now: datetime, text: str) -> Said | Refused:
    """Say something about a version, for both sides to read. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if not text.strip():
        return Refused("An empty remark is refused: write what the other side should know.")
    with write_transaction():
        locked_version(engagement, number)
        said: dict[str, Plain] = {"version": number}
        remark(engagement, number, Statement(act="discussed", by=seat.person, at=now, said=said, private=_text(text)))
    return Said(number)


def withdraw_version(*, engagement: str, number: int, by: str, now: datetime) -> Withdrawn | Refused:
    """Take a proposal back, as long as the second side has not signed. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        version = locked_version(engagement, number)
        if version.status != "proposed":
            return Refused(f"Version {number} is `{version.status}`, so there is no proposal to withdraw.")
        if seat.person != version.proposed_by and not (seat.signs and seat.side == _side(version)):
            return Refused(
                "Withdrawing is refused: only who proposed a version, or who signs for that side, takes it back."
            )
        models.Version.objects.filter(engagement=engagement, number=number).update(status="withdrawn")
        said: dict[str, Plain] = {"version": number, "digest": version.digest}
        append(engagement=engagement, entries=(Statement(act="withdrawn", by=seat.person, at=now, said=said),))
    return Withdrawn(number)


def propose_change(
    *, engagement: str, matrix: Matrix, about: str, by: str, now: datetime, starts_at: datetime, why: str
) -> Proposed | Refused:
    """Propose a changed copy of a version under a name of its own, as `propose_version` does; `about` says what changed."""
    named = replace(matrix, version=_next_label(engagement, matrix.version, about))
    return propose_version(engagement=engagement, matrix=named, by=by, now=now, starts_at=starts_at, why=why)


def _next_label(engagement: str, label: str, otherwise: str) -> str:
    """Name the version after `label`: `v3` becomes `v4` where that is free, else `v3` and what the change is about."""
    found = re.fullmatch(r"(.*?)(\d+)", label)
    following = f"{found[1]}{int(found[2]) + 1}" if found else ""
    taken = models.Version.objects.filter(engagement=engagement, label=following).exists()
    return following if following and not taken else f"{label} {otherwise}"


def refusal_of(engagement: str, matrix: Matrix, now: datetime, starts_at: datetime, why: str) -> str:
    """Say why a version cannot be proposed, or nothing."""
    if starts_at <= now:
        return f"A start at `{starts_at:%Y-%m-%d %H:%M}` UTC is refused: a version decides from a future instant only."
    if not why.strip():
        return "A proposal without a reason is refused: say why, so that the other side can judge it."
    if not any(party.side is Side.CLIENT for party in matrix.directory.parties):
        return "This matrix has no party on the client's side; name the client in the section of parties."
    going_live = tuple(_going_live(engagement, matrix, now))
    if len(going_live) > 1:
        lanes = ", ".join(f"`{lane}`" for lane in going_live)
        return f"The lanes {lanes} going live together is refused: let one lane go live with each signed version."
    return next((_unobserved(engagement, lane, starts_at, now) for lane in going_live), "")


def _unobserved(engagement: str, lane: str, starts_at: datetime, now: datetime) -> str:
    """Say why a lane cannot go live yet: it is observed first, so that its holes show before anybody is called."""
    since = observed_since(engagement=engagement, lane=lane, now=now)
    if since is None:
        return f"The lane `{lane}` going live is refused: sign it as observed first, and wait {OBSERVED.days} days."
    if starts_at < since + OBSERVED:
        earliest = since + OBSERVED
        return (
            f"The lane `{lane}` going live is refused: it is observed since {since:%Y-%m-%d}, and may go live from "
            f"{earliest:%Y-%m-%d %H:%M} UTC on."
        )
    return ""


def _going_live(engagement: str, matrix: Matrix, now: datetime) -> Iterator[str]:
    """Yield the lanes that are only observed now, or not there yet, and would be live; without lanes everything is live."""
    try:
        before: Mapping[str, bool] = {
            lane.name: lane.live for lane in matrix_in_force(engagement=engagement, now=now).matrix.lanes
        }
    except NothingInForce:
        return
    yield from (lane.name for lane in matrix.lanes if lane.live and before and not before.get(lane.name, False))


def _lock(engagement: str) -> None:
    """Let one proposal at a time take its number."""
    models.Engagement.objects.select_for_update().get(id=engagement)


def _side(version: models.Version) -> str:
    proposer = models.Person.objects.get(engagement=version.engagement, id=version.proposed_by)
    return models.Party.objects.get(engagement=version.engagement, id=proposer.party).side


def _text(text: str) -> tuple[Private, ...]:
    return (Private("text", text.strip(), None),)


def remark(engagement: str, number: int, said: Statement) -> None:
    """Append what is said about a version, and keep it where its page reads it."""
    seq = append(engagement=engagement, entries=(said,)).first
    models.Remark.objects.create(engagement=engagement, seq=seq, version=number, person=said.by, at=said.at)
