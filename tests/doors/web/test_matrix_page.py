"""The matrix in the browser's words: who stands where at one look, and the rows behind each cell."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import DANA, PRIYA, ZOE
from tests.doors.web.stage import ENGAGEMENT, signed_in

pytestmark = pytest.mark.usefixtures("staged")
PAGE = f"/e/{ENGAGEMENT}/matrix/"


def test_each_cell_of_the_heat_map_leads_to_the_rows_behind_it(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(DANA)
    page = browser.get(PAGE).text
    cells = re.findall(r'class="heat-cell heat-(\w+)" href="([^"#]+)', page)
    assert [side for side, _ in cells] == ["provider"] * 9 + ["client"] * 3
    for side, query in cells:
        with django_assert_max_num_queries(16):
            behind = browser.get(PAGE + query.replace("&amp;", "&")).text
        rows = re.findall(r'<tr role="row" id="([^"]+)"', behind)
        assert len(rows) == 1, query
        assert (rows == ["SD-01"]) == (side == "client")
        assert "Show every row" in behind


def test_a_cell_that_is_not_there_shows_every_row() -> None:
    browser = signed_in(PRIYA)
    for query in ("?lane=nowhere&window=business", "?lane=security", "?window=holiday"):
        page = browser.get(PAGE + query).text
        assert len(re.findall(r'<tr role="row" id="', page)) == 4
        assert "Show every row" not in page


def test_an_outsider_finds_no_heat_map() -> None:
    assert signed_in(ZOE, engagement="zoes").get(f"{PAGE}?lane=security&window=business").status_code == 404
