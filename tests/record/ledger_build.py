"""Short builders for entries of the ledger, for the tests of the record."""

from datetime import UTC, datetime, timedelta

from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.states import Act, State, Title
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority, RowId, Window
from demarc.record import models
from demarc.record.append import open_ledger
from demarc.record.translate.custody import About
from tests.cast import ALDER, TOMASZ

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def clock(minutes: int = 15, start: datetime = MORNING) -> Running:
    due = start + timedelta(minutes=minutes)
    return Running(start, due, (due,))


def custody(item: str = "i1", **changes: object) -> Custody:
    values: dict[str, object] = {
        "item": ItemId(item),
        "version": 1,
        "kind": ItemKind.ALERT,
        "priority": Priority.P2,
        "state": State.ROUTED,
        "holder": TOMASZ,
        "title": Title.MATRIX,
        "received_at": MORNING,
        "lineage": ItemId(item),
        "outcome": Outcome.ROW,
        "matrix_version": "3",
        "window": Window.BUSINESS,
        "row": RowId("SE-03"),
        "accept": clock(),
        **changes,
    }
    return Custody(**values)  # type: ignore[arg-type]  # the tests hand in what the fields want


def received(item: str = "i1", **changes: object) -> Entry:
    return Entry(act=Act.RECEIVE, by=ENGINE, at=MORNING, after=custody(item, **changes))


def accepted(item: str = "i1", *, version: int = 2, by: PersonId = TOMASZ, private: tuple[Private, ...] = ()) -> Entry:
    after = custody(
        item,
        version=version,
        state=State.HELD,
        holder=by,
        title=Title.ACCEPTANCE,
        accept=None,
        progress=clock(60),
    )
    return Entry(act=Act.ACCEPT, by=by, at=MORNING + timedelta(minutes=version), after=after, private=private)


def noted(item: str, version: int, by: PersonId, *private: Private) -> Entry:
    after = custody(item, version=version, state=State.HELD, title=Title.ACCEPTANCE, accept=None, progress=clock(60))
    return Entry(act=Act.NOTE, by=by, at=MORNING + timedelta(minutes=version), after=after, private=private)


def about(*items: str) -> dict[ItemId, About]:
    return {ItemId(item): About(subject=f"EDR alert {item}", topic="edr-alert") for item in items}


def start(*providers: str) -> None:
    """Write down the engagement of Alder Dental Group: Dana and Luis on its side, one person per provider."""
    models.Engagement.objects.create(id=ALDER, client="Alder Dental Group", zone="America/Chicago", started_at=MORNING)
    models.Party.objects.create(engagement=ALDER, id="alder", name="Alder Dental Group", side="client")
    person("dana", "Dana Okafor", "alder")
    person("luis", "Luis Ferrer", "alder")
    people = {"harborline": ("tomasz", "Tomasz Wren"), "northgate": ("priya", "Priya Raman")}
    for provider in providers or ("harborline",):
        models.Party.objects.create(engagement=ALDER, id=provider, name=provider.title(), side="provider")
        person(*people[provider], provider)
    open_ledger(engagement=ALDER)


def person(id_: str, name: str, party: str) -> None:
    models.Person.objects.create(engagement=ALDER, id=id_, key=id_, name=name, party=party, email=f"{id_}@{party}.example")
