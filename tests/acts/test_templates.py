"""One template, many clients: an amendment proposed once reaches each of them, and each signs or keeps its own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demarc.acts.outcome import Refused
from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_version import Signed, sign_version
from demarc.acts.templates import ClientAmended, Following, amend_clients, follow_template
from demarc.acts.versions import Proposed, propose_version
from demarc.core.matrix.table import Matrix
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.clients_page import client_page, clients_page, templates_to_follow
from demarc.record.reads.matrix import matrix_in_force
from tests.acts.test_versions import sound
from tests.cast import DANA, JONAH, PRIYA, RUTH
from tests.stage import DAY, HOUR, TUESDAY

TOMORROW, LATER = TUESDAY + DAY, TUESDAY + 3 * DAY


def started(name: str, matrix: Matrix | None = None) -> str:
    own = matrix or sound("1")
    named = replace(own, engagement=replace(own.engagement, client=name))
    return start_engagement(matrix=named, now=TUESDAY - DAY, by=RUTH, leads=(DANA, PRIYA))


def person(engagement: str, key: str) -> str:
    return models.Person.objects.get(engagement=engagement, key=key).id


def follow(engagement: str, template: str) -> Following:
    found = follow_template(
        engagement=engagement, template=template, stands_for={}, by=person(engagement, PRIYA), now=TUESDAY
    )
    assert isinstance(found, Following), found
    return found


def retitled(matrix: Matrix, title: str, row: str = "SE-01", version: str = "2") -> Matrix:
    rows = tuple(replace(one, title=title) if one.id == row else one for one in matrix.rows)
    return replace(matrix, rows=rows, version=version)


def both_sign(engagement: str, matrix: Matrix | None = None, number: int = 0) -> None:
    """Sign a version by both sides, proposing it first where a matrix is given."""
    if matrix is not None:
        found = propose_version(
            engagement=engagement, matrix=matrix, by=person(engagement, PRIYA), now=TUESDAY, starts_at=TOMORROW, why="So."
        )
        assert isinstance(found, Proposed), found
        number = found.number
    version = models.Version.objects.get(engagement=engagement, number=number)
    for key in (PRIYA, RUTH):
        who: Any = {"engagement": engagement, "number": number, "by": person(engagement, key), "now": TUESDAY}
        assert isinstance(sign_version(digest=version.digest, **who), Signed)


def amend(template: str, *, by: str = PRIYA, starts_at: timedelta = 2 * DAY) -> tuple[ClientAmended, ...]:
    now = TOMORROW + HOUR
    found = amend_clients(
        template=template, by=person(template, by), now=now, starts_at=now + starts_at, why="The title says more."
    )
    assert not isinstance(found, Refused), found
    return found


@pytest.mark.django_db
def test_an_amendment_reaches_every_client_and_what_a_client_changed_itself_stays() -> None:
    template = started("House standard")
    plain = started("Birch Law")
    own = started("Cedar Foods", retitled(sound("1"), "Ours", version="1"))
    for client in (plain, own):
        follow(client, template)
    both_sign(template, retitled(sound("1"), "Alerts end with a verdict"))
    outcomes = {one.engagement: one for one in amend(template)}
    assert outcomes[plain].proposed == 2
    assert not outcomes[plain].conflicts
    assert outcomes[own].proposed is None
    assert [(one.entry, one.field, one.own) for one in outcomes[own].conflicts] == [("SE-01", "title", "Ours")]
    both_sign(plain, number=2)
    row = matrix_in_force(engagement=plain, now=TOMORROW + 3 * DAY).matrix.row("SE-01")
    assert row is not None
    assert row.title == "Alerts end with a verdict"


@pytest.mark.django_db
def test_a_clients_people_play_the_parts_of_the_stand_ins() -> None:
    template, client = started("House standard"), started("Birch Law")
    refused = follow_template(
        engagement=client, template=template, stands_for={DANA: "nobody"}, by=person(client, PRIYA), now=TUESDAY
    )
    assert isinstance(refused, Refused)
    follow_template(engagement=client, template=template, stands_for={DANA: JONAH}, by=person(client, PRIYA), now=TUESDAY)
    page = client_page(engagement=template, client=client, by=person(template, PRIYA), now=TUESDAY)
    assert any(one.section == "rows" for one in page.own)


@pytest.mark.django_db
def test_a_client_stands_on_the_new_version_once_both_its_sides_signed() -> None:
    template, client = started("House standard"), started("Birch Law")
    follow(client, template)
    both_sign(template, retitled(sound("1"), "Alerts end with a verdict"))
    looked: Any = {"engagement": template, "by": person(template, PRIYA), "now": TOMORROW + HOUR}
    assert (clients_page(**looked).behind, clients_page(**looked).lines[0].base) == (1, 1)
    amend(template)
    assert "waits for signatures" in clients_page(**looked).lines[0].status
    both_sign(client, number=2)
    line = clients_page(**looked).lines[0]
    assert (line.base, line.current, line.status) == (2, True, "in step")
    assert amend(template) == ()


@pytest.mark.django_db
def test_an_amendment_that_would_not_hold_at_a_client_is_not_proposed_there_and_says_why() -> None:
    template, client = started("House standard"), started("Birch Law")
    follow(client, template)
    wide = sound("1")
    row = wide.row("SE-01")
    assert row is not None
    both_sign(client, replace(wide, rows=(*wide.rows, replace(row, id="OWN-1", yields_to=("SE-01",)))))  # type: ignore[arg-type]  # ids are texts
    rows = tuple(one for one in sound("2").rows if one.id != "SE-01")
    other = replace(row, id="SE-09", title="Alerts end with a verdict")  # type: ignore[arg-type]  # ids are texts
    both_sign(template, replace(sound("2"), rows=(*rows, other), permissions=()))
    outcome = amend(template)[0]
    assert outcome.proposed is None
    assert outcome.trouble.startswith("It would not hold:")


@pytest.mark.django_db
def test_the_client_and_strangers_neither_see_nor_amend_what_is_the_providers() -> None:
    template, client = started("House standard"), started("Birch Law")
    follow(client, template)
    with pytest.raises(NotFound):
        clients_page(engagement=template, by=person(template, DANA), now=TUESDAY)
    with pytest.raises(NotFound):
        clients_page(engagement=template, by="stranger", now=TUESDAY)
    for by in (person(template, DANA), person(template, JONAH)):
        found = amend_clients(template=template, by=by, now=TUESDAY, starts_at=TOMORROW, why="So.")
        assert isinstance(found, Refused)
    with pytest.raises(NotFound):
        follow_template(engagement=client, template="elsewhere", stands_for={}, by=person(client, PRIYA), now=TUESDAY)
    models.Membership.objects.filter(engagement=client, person=person(client, PRIYA)).delete()
    assert clients_page(engagement=template, by=person(template, PRIYA), now=TUESDAY).lines == ()
    assert templates_to_follow(engagement=template, by=person(template, PRIYA), now=TUESDAY) == ()


@pytest.mark.django_db
def test_sixty_clients_are_amended_at_once_and_listed_with_the_same_few_questions() -> None:
    template = started("House standard")
    few = [started(f"Client {number:02}") for number in range(3)]
    for client in few:
        follow(client, template)
    looked: Any = {"engagement": template, "by": person(template, PRIYA), "now": TOMORROW + HOUR}
    with CaptureQueriesContext(connection) as asked:
        clients_page(**looked)
    for number in range(3, 60):
        follow(started(f"Client {number:02}"), template)
    both_sign(template, retitled(sound("1"), "Alerts end with a verdict"))
    outcomes = amend(template)
    assert len(outcomes) == 60
    assert all(one.proposed for one in outcomes)
    with CaptureQueriesContext(connection) as asked_again:
        page = clients_page(**looked)
    assert len(page.lines) == 60
    assert len(asked_again) <= len(asked) + 1
