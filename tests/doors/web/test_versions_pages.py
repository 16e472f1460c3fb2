"""Versions in the browser's words: propose by a file, read the effect, sign with the digest; in few queries."""

from dataclasses import replace
from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.core.matrix.canon import digest
from demarc.core.people import Slots
from demarc.doors.web import contract
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.turns import Turns
from demarc.files.matrix.file import read_matrix_bytes, write_yaml, xlsx_bytes
from demarc.record import models
from demarc.record.reads.contract import contract_of
from tests.cast import DANA, LUIS, PRIYA
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
LIST = f"/e/{ENGAGEMENT}/matrix/versions/"
START = (NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def next_version() -> bytes:
    rows = tuple(replace(row, slots=Slots(LUIS, DANA)) if row.id == "SE-01" else row for row in MATRIX.rows)
    proved = tuple(replace(row, proof=row.proof or "record") for row in rows)
    return write_yaml(replace(MATRIX, version="v4", rows=proved)).encode()


def propose(browser: Client, data: bytes, name: str = "matrix.yaml") -> str:
    file = SimpleUploadedFile(name, data)
    return browser.post(LIST, {"file": file, "starts_at": START, "why": "Luis watches now."}).text


def test_a_version_is_proposed_read_and_signed_by_both(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    items = [arrive(external=f"EDR-{nth}") for nth in range(12)]
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    propose(dana, next_version())
    page = f"{LIST}2/"
    with django_assert_max_num_queries(22):
        shown = priya.get(page).text
    assert "12 of 12 items of the last 90 days would have moved" in shown
    assert f"/items/{items[0]}/" in shown
    assert "Tomasz Wren → <b>Luis Ferrer</b>" in shown
    assert "Luis watches now." in shown
    found = models.Version.objects.get(engagement=ENGAGEMENT, number=2).digest
    assert "read it again" in priya.post(f"{page}sign/", {"digest": "0" * 64}, follow=True).text
    assert "Now the other side signs" in priya.post(f"{page}sign/", {"digest": found}, follow=True).text
    assert "Signed by both sides" in dana.post(f"{page}sign/", {"digest": found}, follow=True).text
    with django_assert_max_num_queries(16):
        assert "signed by both, in force later" in dana.get(LIST).text


def test_a_remark_is_read_by_the_other_side_and_a_proposal_withdrawn() -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    propose(dana, next_version())
    priya.post(f"{LIST}2/discuss/", {"text": "And at night?"})
    assert "And at night?" in dana.get(f"{LIST}2/").text
    dana.post(f"{LIST}2/withdraw/")
    assert "withdrawn" in priya.get(f"{LIST}2/").text


@pytest.mark.parametrize(
    ("name", "data"), [("a.yaml", b"no: matrix"), ("a.xlsx", b"PK\x03\x04 no"), ("a.pdf", b"%PDF-1.7")]
)
def test_a_bad_file_gets_one_clear_message(name: str, data: bytes) -> None:
    shown = propose(signed_in(DANA), data, name)
    assert shown.count("This file cannot be used") == 1
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_the_matrix_in_force_comes_back_from_its_file(form: str) -> None:
    data = signed_in(PRIYA).get(f"/e/{ENGAGEMENT}/matrix/in-force.{form}").content
    assert digest(read_matrix_bytes(data, f"matrix.{form}").matrix) == digest(
        read_matrix_bytes(write_yaml(MATRIX).encode() if form == "yaml" else xlsx_bytes(MATRIX), "m." + form).matrix
    )


def test_lanes_are_counted_and_an_observed_one_is_proposed_from_its_day_on() -> None:
    dana = signed_in(DANA)
    page = dana.get(LIST).text
    live = sum(lane.live for lane in MATRIX.lanes)
    assert f"Live: {live} of {len(MATRIX.lanes)} lanes" in page
    address = f"/e/{ENGAGEMENT}/matrix/lanes/{MATRIX.lanes[0].name}/live/"
    assert "Say from when on" in dana.post(address, {}, follow=True).text
    assert "is live already" in dana.post(address, {"starts_at": START}, follow=True).text
    assert dana.get(address).status_code == 405


def test_signing_asks_for_a_fresh_sign_in(staged: Standing) -> None:
    dana = signed_in(DANA)
    propose(dana, next_version())
    digest_of = models.Version.objects.get(engagement=ENGAGEMENT, number=2).digest
    staged.now += timedelta(minutes=16)
    answer = dana.post(f"{LIST}2/sign/", {"digest": digest_of}, follow=True).text
    assert "Signing asks who you are once more" in answer
    assert models.Outbox.objects.filter(about="sign-in", person=person(DANA)).count() == 1
    again = signed_in(DANA, now=staged.now)
    assert "Now the other side signs" in again.post(f"{LIST}2/sign/", {"digest": digest_of}, follow=True).text


def test_a_draft_is_kept_shown_to_its_own_firm_and_proposed_from_its_page() -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    page = f"{LIST}2/"
    kept = dana.post(LIST, {"file": SimpleUploadedFile("matrix.yaml", next_version()), "as": "draft"}, follow=True).text
    assert "A draft of your own firm" in kept
    assert priya.get(page).status_code == 404
    assert "v4" not in priya.get(LIST).text
    assert "Say from when it is to decide" in dana.post(f"{page}propose/", {}, follow=True).text
    assert "Both sides read it here" in dana.post(f"{page}propose/", {"starts_at": START, "why": "Now."}, follow=True).text
    assert priya.get(page).status_code == 200


def signed_by_both() -> models.Version:
    dana = signed_in(DANA)
    propose(dana, next_version())
    version = models.Version.objects.get(engagement=ENGAGEMENT, number=2)
    for who in (PRIYA, DANA):
        signed_in(who).post(f"{LIST}2/sign/", {"digest": version.digest})
    version.refresh_from_db()
    assert version.status == "signed"
    return version


def test_a_signed_version_is_there_as_a_pdf_for_both_sides_and_always_the_same(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    version = signed_by_both()
    assert f'href="{LIST}2/version.pdf"' in signed_in(PRIYA).get(f"{LIST}2/").text
    priya = signed_in(PRIYA)
    with django_assert_max_num_queries(14):
        answer = priya.get(f"{LIST}2/version.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="version-2.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF-")
    assert answer.content == signed_in(DANA).get(f"{LIST}2/version.pdf").content
    opened = pypdfium2.PdfDocument(answer.content)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in opened).split())
    opened.close()
    assert version.digest in text
    assert "Dana Okafor" in text


def test_the_first_version_has_a_paper_too_with_who_put_it_in_force() -> None:
    first = contract_of(engagement=ENGAGEMENT, number=1)
    assert [(one.name, one.firm) for one in first.signatures] == [("Dana Okafor", "Alder Dental Group")]
    assert signed_in(DANA).get(f"{LIST}1/version.pdf").status_code == 200


def test_what_is_not_signed_has_no_paper() -> None:
    dana = signed_in(DANA)
    propose(dana, next_version())
    assert "version.pdf" not in dana.get(f"{LIST}2/").text
    assert dana.get(f"{LIST}2/version.pdf").status_code == 404
    assert dana.get(f"{LIST}99/version.pdf").status_code == 404
    assert dana.post(f"{LIST}1/version.pdf").status_code == 405


def test_where_the_paper_cannot_be_made_its_page_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    dana = signed_in(DANA)
    busy = Turns(side_by_side=1, waiting=0)
    monkeypatch.setattr(one_file, "members", busy)
    with busy.place("somebody"):
        shown = dana.get(f"{LIST}1/version.pdf", follow=True).text
    assert "There is no PDF just now: others are being made. Please ask again in 10 seconds." in shown
    monkeypatch.setattr(contract, "MEMORY", 24_000_000)
    shown = dana.get(f"{LIST}1/version.pdf", follow=True).text
    assert "There is no PDF just now: it asks for more time or memory than a PDF gets here." in shown
