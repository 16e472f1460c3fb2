"""Starting an engagement: its first version in force, with its people. Later versions need two keys: `sign_version`.

What is signed and stored names people by random ids; their names and addresses stand in tables of their own, from which
they can be erased. The ledger keeps the digest of what was signed.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.acts.open_reconciliation import plan_reconciliations
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.matrix.canon import canonical, digest
from demarc.core.matrix.pseudonyms import under_pseudonyms
from demarc.core.matrix.table import Matrix
from demarc.core.people import Person
from demarc.core.words import EngagementId, PersonId, Side
from demarc.record import models
from demarc.record.append import append, open_ledger
from demarc.record.sight import show
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class InForceFrom:
    """The version that was written down: its number, its digest, and from when it decides."""

    number: int
    digest: str
    starts_at: datetime


class NoClient(ValueError):
    """A matrix has no party on the client's side, so nobody could hold what no row takes."""

    def __init__(self) -> None:
        super().__init__("this matrix has no party on the client's side; name the client in the section of parties")


def start_engagement(
    *,
    matrix: Matrix,
    now: datetime,
    by: str,
    engagement: str | None = None,
    leads: Iterable[str] = (),
    prefix: str = "A",
) -> EngagementId:
    """Start an engagement with its first signed version, in force from `now`, and give its id.

    `by` and `leads` are ids of people as the matrix file has them. Without `leads` the intake holder leads the client and,
    for each provider, whoever the escalation paths name most. Everybody with an e-mail address becomes a member.
    """
    with write_transaction():
        id_, ids = found_engagement(matrix, now=now, engagement=engagement, leads=leads, prefix=prefix)
        _sign(id_, matrix, ids, by=ids.get(by, PersonId(by)), now=now, starts_at=now)
    return id_


def found_engagement(
    matrix: Matrix, *, now: datetime, engagement: str | None = None, leads: Iterable[str] = (), prefix: str = "A"
) -> tuple[EngagementId, Mapping[str, PersonId]]:
    """Write down an engagement with its firms and people and an empty ledger, inside the caller's `write_transaction`.

    Gives its id, and the people's by their keys in the matrix file. Raises `NoClient`.
    """
    if not any(party.side is Side.CLIENT for party in matrix.directory.parties):
        raise NoClient
    id_ = EngagementId(engagement or secrets.token_hex(ID_BYTES))
    about = matrix.engagement
    models.Engagement.objects.create(id=id_, client=about.client, zone=about.zone, prefix=prefix, started_at=now)
    _write_parties(id_, matrix)
    open_ledger(engagement=id_)
    plan_reconciliations(engagement=id_, now=now)
    return id_, _write_people(id_, matrix, frozenset(leads) or leads_of(matrix), now)


def _sign(
    engagement: str, matrix: Matrix, ids: Mapping[str, PersonId], *, by: PersonId, now: datetime, starts_at: datetime
) -> InForceFrom:
    signed = under_pseudonyms(matrix, ids)
    number = models.Version.objects.filter(engagement=engagement).count() + 1
    text, sum_ = canonical(signed), digest(signed)
    models.Version.objects.create(
        engagement=engagement,
        number=number,
        label=matrix.version,
        status="signed",
        starts_at=starts_at,
        digest=sum_,
        text=text.decode(),
    )
    models.Engagement.objects.filter(id=engagement).update(look_at=None)
    said: dict[str, Plain] = {"version": matrix.version, "number": number, "digest": sum_, "starts_at": micros(starts_at)}
    append(engagement=engagement, entries=(Statement(act="signed", by=by, at=now, said=said),))
    return InForceFrom(number, sum_, starts_at)


def _write_parties(engagement: str, matrix: Matrix) -> None:
    """Write down which firms are new. Who was the only provider so far keeps sight of everything that is there."""
    known = dict(models.Party.objects.filter(engagement=engagement).values_list("id", "side"))
    new = [party for party in matrix.directory.parties if party.id not in known]
    providers = [party for party, side in known.items() if side == Side.PROVIDER]
    if len(providers) == 1 and any(party.side is Side.PROVIDER for party in new):
        items = models.Item.objects.filter(engagement=engagement).values_list("id", flat=True)
        show(engagement=engagement, sights=((item, providers[0]) for item in items))
    models.Party.objects.bulk_create(
        models.Party(engagement=engagement, id=party.id, name=party.name, side=str(party.side)) for party in new
    )


def _write_people(engagement: str, matrix: Matrix, leads: frozenset[str], now: datetime) -> dict[str, PersonId]:
    """Write down who is new, with an account and a membership for everybody who can be mailed; give all ids by key."""
    known = {key: PersonId(id_) for key, id_ in _people(engagement)}
    executives = {matrix.engagement.executive, matrix.engagement.executive_deputy}
    for person in matrix.directory.people:
        if person.id in known:
            continue
        known[person.id] = PersonId(secrets.token_hex(ID_BYTES))
        models.Person.objects.create(
            engagement=engagement,
            id=known[person.id],
            key=person.id,
            name=person.name,
            party=person.party,
            email=person.email,
            phone=person.phone,
            left_at=person.left_at,
        )
        if person.email:
            # Two people with one address share an account, and the first of them is who signs in with it.
            models.Membership.objects.get_or_create(
                engagement=engagement,
                account=_account(person, now),
                defaults={
                    "person": known[person.id],
                    "is_lead": person.id in leads,
                    "is_executive": person.id in executives,
                },
            )
    return known


def _people(engagement: str) -> Iterable[tuple[str, str]]:
    return models.Person.objects.filter(engagement=engagement).values_list("key", "id")


def _account(person: Person, now: datetime) -> str:
    new = {"id": secrets.token_hex(ID_BYTES), "created_at": now}
    account, _ = models.Account.objects.get_or_create(email=person.email.casefold(), defaults=new)
    return account.id


def leads_of(matrix: Matrix) -> frozenset[str]:
    """Guess who leads: the intake holder, and for each provider whoever the escalation paths name most."""
    named = Counter(slot for row in matrix.rows for slot in row.slots.escalation)
    leads = {str(matrix.engagement.intake_holder)}
    for party in matrix.directory.parties:
        people = [person.id for person in matrix.directory.people if person.party == party.id]
        if party.side is Side.PROVIDER and people:
            leads.add(max(people, key=lambda person: named[person]))
    return frozenset(leads)
