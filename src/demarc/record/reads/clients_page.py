"""The clients that follow a template: where each stands, and what one of them has made its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.overlay import Conflict, Difference, differences, played_by
from demarc.core.words import PersonId, Side
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.reads.matrix import NothingInForce, matrix_in_force, version_ready
from demarc.record.reads.people import with_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """A client: the template's version it stands on, whether that is the one in force, and what became of the last one."""

    engagement: str
    client: str
    base: int
    current: bool
    status: str
    proposal: int | None
    conflicts: int


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """All clients that follow this template and are the reader's too, and the template's version in force, if any."""

    version: int | None
    lines: tuple[ClientLine, ...]

    @property
    def behind(self) -> int:
        """Count the clients that stand on an older version."""
        return sum(not line.current for line in self.lines)


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One client: its line, what is its own against the template, and what the last amendment left as it was."""

    line: ClientLine
    own: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that could be followed: its engagement, its name, and the people in it who stand for the client's."""

    engagement: str
    name: str
    stand_ins: tuple[tuple[str, str], ...]


def clients_page(*, engagement: str, by: str, now: datetime) -> ClientsPage:
    """List who follows this template. Raises `NotFound` for strangers and for the client's side."""
    mine = _mine(engagement, by, now)
    version = _version(engagement, now)
    followers = [one for one in models.Follower.objects.filter(template=engagement) if one.engagement in mine]
    ids = [one.engagement for one in followers]
    names = dict(models.Engagement.objects.filter(id__in=ids).values_list("id", "client"))
    proposals = {one.engagement: one.proposal for one in followers if one.proposal}
    found = models.Version.objects.filter(engagement__in=proposals, number__in=set(proposals.values()))
    statuses = {(one.engagement, one.number): one.status for one in found.defer("text")}
    lines = (_line(one, names[one.engagement], version, statuses) for one in followers)
    return ClientsPage(version, tuple(sorted(lines, key=lambda line: (line.current, line.client))))


def client_page(*, engagement: str, client: str, by: str, now: datetime) -> ClientPage:
    """Show one client. Raises `NotFound`."""
    line = next(
        (one for one in clients_page(engagement=engagement, by=by, now=now).lines if one.engagement == client), None
    )
    follower = models.Follower.objects.filter(template=engagement, engagement=client).first()
    if line is None or follower is None:
        raise NotFound("client", client)
    stands_for = {stand_in: PersonId(key) for stand_in, key in follower.stands_for.items()}
    base = with_keys(engagement, version_ready(engagement=engagement, number=line.base).matrix)
    own = with_keys(client, matrix_in_force(engagement=client, now=now).matrix)
    conflicts = tuple(Conflict(*parts) for parts in follower.conflicts)
    return ClientPage(line, differences(played_by(base, stands_for), own), conflicts)


def templates_to_follow(*, engagement: str, by: str, now: datetime) -> tuple[TemplateChoice, ...]:
    """List the engagements whose matrix this one could follow: those the reader also belongs to, on the provider's side."""
    mine = _mine(engagement, by, now)
    return tuple(_choice(other, now) for other in sorted(mine) if other != engagement and _version(other, now))


def _choice(engagement: str, now: datetime) -> TemplateChoice:
    matrix = with_keys(engagement, matrix_in_force(engagement=engagement, now=now).matrix)
    clients = {party.id for party in matrix.directory.parties if party.side is Side.CLIENT}
    people = tuple((str(one.id), one.name or one.id) for one in matrix.directory.people if one.party in clients)
    return TemplateChoice(engagement, matrix.engagement.client, people)


def _mine(engagement: str, by: str, now: datetime) -> frozenset[str]:
    """Name the engagements in which whoever asks stands on the provider's side, as they must do here."""
    if viewer_of(engagement=engagement, by=by, now=now).side is not Side.PROVIDER:
        raise NotFound("template", engagement)
    account = models.Membership.objects.filter(engagement=engagement, person=by).values_list("account", flat=True).first()
    memberships = models.Membership.objects.filter(account=account or "", guest_until=None)
    people = dict(memberships.values_list("engagement", "person"))
    present = models.Person.objects.filter(engagement__in=people, id__in=people.values(), left_at=None)
    firms = {one.engagement: one.party for one in present if people[one.engagement] == one.id}
    providers = models.Party.objects.filter(engagement__in=firms, side=str(Side.PROVIDER)).values_list("engagement", "id")
    return frozenset(other for other, party in providers if firms[other] == party)


def _version(engagement: str, now: datetime) -> int | None:
    try:
        return matrix_in_force(engagement=engagement, now=now).number
    except NothingInForce:
        return None


def _line(
    follower: models.Follower, client: str, version: int | None, statuses: Mapping[tuple[str, int], str]
) -> ClientLine:
    status = statuses.get((follower.engagement, follower.proposal), "") if follower.proposal else ""
    base = follower.offered if status == "signed" and follower.offered else follower.base
    current = base == version
    return ClientLine(
        engagement=follower.engagement,
        client=client,
        base=base,
        current=current,
        status=_said(follower, status, current=current),
        proposal=follower.proposal,
        conflicts=len(follower.conflicts),
    )


def _said(follower: models.Follower, status: str, *, current: bool) -> str:
    if follower.trouble:
        return follower.trouble
    if status == "proposed":
        return f"proposed as its version no. {follower.proposal}, waits for signatures"
    if current:
        return "in step"
    return "its proposal was withdrawn" if status == "withdrawn" else "behind, nothing proposed yet"
