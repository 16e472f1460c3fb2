"""Rows pasted from a spreadsheet: laid over the matrix, looked at, proposed; what is wrong is told with its cell."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.files.matrix.file import xlsx_bytes
from demarc.files.matrix.pasted import read_pasted
from demarc.files.matrix.xlsx import sheets_of
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force, version_ready
from tests.cast import DANA, LUIS, PRIYA, ZOE
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
LIST = f"/e/{ENGAGEMENT}/matrix/versions/"
PAGE = f"{LIST}paste/"
START = (NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
LUIS_WATCHES = "Id\tAccountable\tif severity\r\nSE-01\tluis\t>= high\r\n"


def test_every_row_copied_as_it_is_changes_nothing() -> None:
    lines = sheets_of(xlsx_bytes(MATRIX), "the workbook")["Rows"]
    text = "\r\n".join("\t".join(str(cell) for cell in line) for line in lines)
    read = read_pasted(text, MATRIX)
    assert read.matrix == MATRIX
    assert "Nothing would change" in signed_in(DANA).post(PAGE, {"rows": text, "look": ""}).text


def test_pasted_columns_change_and_the_others_stay() -> None:
    read = read_pasted('Proof\tId\r\n"photo,\nand a ""log"""\tPT-02\r\n\t\r\n', MATRIX)
    assert read.notes == ()
    changed = [row for row in read.matrix.rows if row not in MATRIX.rows]
    assert [(row.id, row.proof, row.slots) for row in changed] == [("PT-02", 'photo,\nand a "log"', MATRIX.rows[1].slots)]
    assert [row.id for row in read.matrix.rows] == [row.id for row in MATRIX.rows]


def test_a_pasted_scope_takes_the_place_of_the_columns() -> None:
    row = read_pasted("Id\tScope\nSE-01\tseverity: high", MATRIX).matrix.row("SE-01")
    assert row is not None
    assert row.scope == (("severity", frozenset({"high"})),)


def test_a_preview_says_what_changes_and_keeps_nothing(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    browser = signed_in(PRIYA)
    assert f'href="{PAGE}"' in browser.get(LIST).text
    with django_assert_max_num_queries(20):
        page = browser.post(PAGE, {"rows": LUIS_WATCHES, "look": ""}).text
    assert "Changed: <b>SE-01</b>" in page
    assert "Tomasz Wren → <b>Luis Ferrer</b>" in page
    assert "opens: error" in page
    assert "for example topic edr-alert, severity low" in page
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1


def test_they_are_proposed_as_a_version() -> None:
    lines = (
        "Id\tFunction\tAccountable\tDeputy\tif topic",
        "SE-01\tSE-01\tluis\tdana\tedr-alert",
        "VM-01\tVM-01\tmei\t\tnothing",
    )
    sent = {"rows": "\n".join(lines), "starts_at": START, "why": "As agreed on Friday.", "propose": ""}
    answer = signed_in(DANA).post(PAGE, sent, follow=True)
    assert "Nothing changes until both sides have signed" in answer.text
    old, found = (
        matrix_in_force(engagement=ENGAGEMENT, now=NOW).matrix,
        version_ready(engagement=ENGAGEMENT, number=2).matrix,
    )
    assert [row.id for row in found.rows] == [*(row.id for row in old.rows), "VM-01"]
    assert found.rows[0].slots.accountable == person(LUIS)
    assert found.rows[0].proof == old.rows[0].proof
    assert found.version == "v4"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("", "required"),
        ("hello", "no heading Id"),
        ("Id\tAccountable\nSE-01\tluis\nSE-01\tdana", "two lines with the same id"),
        ("Id\tif severity\nSE-01\t>= dreadful", "cell B2"),
        ("Id\tTier\nSE-01\titem\nPT-02\tsometimes", "cell B3"),
        ('Id\tProof\nSE-01\t"never closed', "a cell cannot be read"),
        ("Id\tAccountabel\nSE-01\tluis", "is it <code>Accountable</code>?"),
        (LUIS_WATCHES, "Say from when"),
    ],
)
def test_what_must_be_mended_is_told_with_its_place_and_nothing_is_lost(rows: str, why: str) -> None:
    answer = signed_in(DANA).post(PAGE, {"rows": rows, "why": "because", "propose": ""})
    assert answer.status_code == 422
    assert why in answer.text
    assert rows[:2] in answer.text
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1


def test_nobody_else_pastes() -> None:
    zoe = signed_in(ZOE, engagement="zoes")
    assert zoe.get(PAGE).status_code == zoe.post(PAGE, {"rows": LUIS_WATCHES}).status_code == 404
    seat = models.Membership.objects.filter(engagement=ENGAGEMENT, person=person(DANA))
    seat.update(guest_until=NOW + timedelta(days=7))
    guest = signed_in(DANA)
    assert guest.get(PAGE).status_code == guest.post(PAGE, {"rows": LUIS_WATCHES}).status_code == 403
    assert PAGE not in guest.get(LIST).text
