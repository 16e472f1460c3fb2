"""The figure of law 12 on its page: for the client's lead and executives, and for nobody across the line."""

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.acts.note import note
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ, ZOE
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
PAGE = f"/e/{ENGAGEMENT}/cost/"


def test_lead_and_executive_read_the_same_figure_and_how_it_is_made() -> None:
    item = arrive()
    note(engagement=ENGAGEMENT, item=item, by=person(DANA), now=NOW, text="The X-ray server is in the basement.")
    pages = [signed_in(reader).get(PAGE).text for reader in (DANA, RUTH)]
    for shown in pages:
        assert "Under 15 minutes a week" in shown
        assert "minutes a week" in shown
        assert 'scope="row">note</th>' in shown
        assert "An estimate from the record" in shown
    figures = {shown.partition('cost-figure"><b>')[2].partition("<")[0] for shown in pages}
    assert len(figures) == 1
    assert float(figures.pop()) > 0


@pytest.mark.parametrize("other", [PRIYA, TOMASZ, LUIS])
def test_nobody_else_reads_it(other: str) -> None:
    assert signed_in(other).get(PAGE).status_code == 404  # type: ignore[arg-type]  # one of the cast


def test_an_outsider_finds_nothing() -> None:
    assert signed_in(ZOE, engagement="zoes").get(PAGE).status_code == 404


def test_the_page_asks_the_same_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(9):
        arrive(f"Alert {number}", external=f"E-{number}")
    browser = signed_in(DANA)
    with django_assert_max_num_queries(26):
        browser.get(PAGE)
