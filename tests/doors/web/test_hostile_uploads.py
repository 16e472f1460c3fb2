"""What a member sends is read apart from the server: a hostile file ends in one sentence, and costs the server nothing.

The files are those that `tests/doors/test_hostile_matrix_files.py` reads alone; here they come through the member's page.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from demarc.doors.web.checking import apart, one_file
from demarc.doors.web.checking.turns import Turns
from demarc.doors.web.pages import paste_rows, versions
from demarc.files.limits import FILE_BYTES
from demarc.files.matrix import file as matrix_file
from demarc.files.matrix import pasted
from demarc.files.matrix.file import write_yaml, xlsx_bytes
from demarc.record import models
from tests.cast import DANA, PRIYA
from tests.doors import test_hostile_matrix_files as hostile
from tests.doors.web.stage import ENGAGEMENT, MATRIX, signed_in
from tests.doors.web.test_check_page import files_in

pytestmark = pytest.mark.usefixtures("staged")
LIST = f"/e/{ENGAGEMENT}/matrix/versions/"
PASTE = f"{LIST}paste/"
MEMORY = Path("/proc/self/status")
GROWTH = 60_000
"""KB by which this process may grow while it hands a file of 16 MB on; what is in the file would be ten times that."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the server a home of its own, and a full share to everybody; let it read no matrix itself."""
    settings.DEMARC_HOME = tmp_path
    monkeypatch.setattr(one_file, "members", Turns())
    monkeypatch.setattr(matrix_file, "read_matrix_bytes", forbidden)
    monkeypatch.setattr(pasted, "read_pasted", forbidden)
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_is_kept(home: Path) -> Iterator[None]:
    """Whatever a test sends, afterwards nothing of it is on disk."""
    yield
    assert files_in(home) == []


def kept() -> int:
    """Count what has come of it, beside the version in force."""
    return models.Version.objects.filter(engagement=ENGAGEMENT).count() - 1


def forbidden(*_: object) -> None:
    raise AssertionError("the server opens no file of a member")


def sent(data: bytes, name: str, *, browser: Client | None = None) -> Any:
    return (browser or signed_in(DANA)).post(LIST, {"file": SimpleUploadedFile(name, data), "as": "draft"})


def trouble(page: Any) -> str:
    found = str(page.context["trouble"])
    assert "\n" not in found
    return found


def grown(work: Callable[[], object]) -> int:
    """Measure by how many KB the memory that this process ever held grows."""

    def most() -> int:
        return next(int(line.split()[1]) for line in MEMORY.read_text().splitlines() if line.startswith("VmHWM"))

    Path("/proc/self/clear_refs").write_text("5")
    before = most()
    work()
    return most() - before


def a_bomb_of_600_megabytes() -> bytes:
    """A whole workbook with a sheet of spaces that unpacks to 600 MB."""
    data = io.BytesIO(xlsx_bytes(MATRIX))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/worksheets/sheet99.xml", "w") as part:
        for _ in range(600):
            part.write(b" " * 1_000_000)
    return data.getvalue()


def an_endless_formula() -> bytes:
    """A cell whose formula calls itself inside itself for 20 MB."""
    deep = b"IF(A1," * 3_000_000
    return hostile.rows_sheet(b'<row r="1"><c r="A1" t="str"><f>' + deep + b"</f><v>Id</v></c></row>")


def laughing_xml() -> bytes:
    """Nine levels of entities of which each is ten of the one before."""
    levels = b"".join(b'<!ENTITY l%d "%s">' % (nth, b"&l%d;" % (nth - 1) * 10) for nth in range(1, 10))
    return hostile.with_part(
        "xl/sharedStrings.xml", b'<!DOCTYPE lolz [<!ENTITY l0 "lol">' + levels + b"]><sst><si><t>&l9;</t></si></sst>"
    )


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a zip bomb": (a_bomb_of_600_megabytes, "bomb.xlsx", "unpacks to more than 32 MB"),
    "a lying zip": (hostile.a_lying_bomb, "lying.xlsx", "`xl/sharedStrings.xml` is damaged"),
    "laughing XML": (laughing_xml, "laughing.xlsx", "declares a document type"),
    "a far cell": (hostile.XLSX["far cell"][0], "far.xlsx", "row 1,048,576"),
    "laughing YAML": (hostile.a_dictionary_bomb, "laughing.yaml", "line 1: anchors (&) and aliases (*) are not read"),
    "YAML in itself": (hostile.YAML["self-reference"][0], "self.yaml", "line 1: anchors"),
    "code": (hostile.YAML["code"][0], "code.yaml", "line 1: tags (!) are not read"),
    "deep YAML": (hostile.YAML["deep mappings"][0], "deep.yaml", "nested"),
    "wide conditions": (hostile.YAML["wide conditions"][0], "wide.yaml", "more than 2,000,000 values"),
    "a long text": (hostile.YAML["long text"][0], "long.yaml", "a text of 15,000,000 letters"),
    "noise": (hostile.YAML["noise"][0], "noise.yaml", "not UTF-8"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_one_sentence_and_the_server_does_not_grow(name: str) -> None:
    make, called, said = FILES[name]
    data, browser, answers = make(), signed_in(DANA), list[Any]()
    growth = grown(lambda: answers.append(sent(data, called, browser=browser)))
    assert answers[0].status_code == 422
    assert trouble(answers[0]).startswith("This file ")
    assert said in trouble(answers[0])
    assert growth < GROWTH
    assert kept() == 0
    assert browser.get(LIST).status_code == 200


def test_a_formula_is_never_worked_out_however_long_it_is() -> None:
    data, browser, answers = an_endless_formula(), signed_in(DANA), list[Any]()
    growth = grown(lambda: answers.append(sent(data, "formula.xlsx", browser=browser)))
    assert answers[0].status_code == 302, "what the cell showed last is read"
    assert growth < GROWTH
    assert kept() == 1


def test_rows_of_which_each_allows_ten_thousand_values_are_too_many() -> None:
    aspect = "aspects: [{name: n, kind: number, values: 0..9999}]\nrows:\n"
    rows = "".join(f"- {{id: R{nth}, function: f, scope: {{n: '>= 1'}}}}\n" for nth in range(190))
    page = sent((aspect + rows).encode(), "wide.yaml")
    assert "its conditions come to more than 8 MB; state fewer values in them" in trouble(page)


def test_what_asks_for_more_memory_or_time_than_it_gets_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 24_000_000)
    page = sent(write_yaml(MATRIX).encode(), "matrix.yaml")
    assert page.status_code == 422
    assert trouble(page).startswith("This file was too much for us: Reading it took more time or memory")


def test_a_file_beyond_the_limit_is_not_read() -> None:
    page = sent(b"x" * (FILE_BYTES + one_file.FORM_BYTES), "large.yaml")
    assert page.status_code == 413
    assert "A file may have 16 MB" in trouble(page)


def test_a_form_without_a_file_keeps_what_was_typed() -> None:
    page = signed_in(DANA).post(LIST, {"why": "Luis watches now."})
    assert page.status_code == 400
    assert "There was no file" in trouble(page)
    assert "Luis watches now." in page.text


def test_a_form_from_another_site_is_refused() -> None:
    strict = signed_in(DANA)
    strict.handler.enforce_csrf_checks = True
    assert sent(write_yaml(MATRIX).encode(), "matrix.yaml", browser=strict).status_code == 403


def test_a_member_has_a_share_of_their_own_and_strangers_take_none_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "members", Turns(at_once=1))
    full = Turns(side_by_side=1, waiting=0)
    monkeypatch.setattr(one_file, "turns", full)
    dana = signed_in(DANA)
    with full.place("192.0.2.7"):
        assert sent(b"%PDF-", "a.pdf", browser=dana).status_code == 422
    page = sent(b"%PDF-", "a.pdf", browser=dana)
    assert page.status_code == 429
    assert "That was many files in a short time: Others want a turn too. Please try again in" in trouble(page)
    assert sent(b"%PDF-", "a.pdf", browser=signed_in(PRIYA)).status_code == 422


def test_two_at_a_time_are_read_and_the_next_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Turns(side_by_side=2, waiting=0)
    monkeypatch.setattr(one_file, "members", busy)
    with busy.place("one"), busy.place("two"):
        page = sent(b"%PDF-", "a.pdf")
        pasting = signed_in(DANA).post(PASTE, {"rows": "Id\nSE-01", "look": ""})
    assert page.status_code == pasting.status_code == 503
    assert "Many files are being looked at just now: It was not your turn yet." in trouble(page)
    assert "It was not your turn yet. Please try again in 10 seconds." in pasting.text


PASTED = {
    "wide rows": ("Id\t" + "\t" * 300 + "\nR1", "this is far too large for a matrix"),
    "no heading": ("a\tb\n1\t2", "its first line has no heading Id"),
    "many lines": ("Id\n" + "\n" * 30_000, "this is far too large for a matrix"),
    "an open quote": ('Id\tProof\nSE-01\t"' + "x" * 200_000, "a cell cannot be read"),
    "twice": ("Id\tProof\nSE-01\ta\nSE-01\tb", "it has two lines with the same id"),
}


@pytest.mark.parametrize("name", PASTED)
def test_pasted_rows_are_read_apart_too(name: str) -> None:
    text, said = PASTED[name]
    page = signed_in(DANA).post(PASTE, {"rows": text, "look": ""})
    assert page.status_code == 422
    assert said in page.text
    assert kept() == 0


def test_the_pages_of_members_know_no_reader() -> None:
    """Whoever adds an upload finds the one way here: a page has no reader of a file within reach."""
    for page in (versions, paste_rows):
        assert not {"read_matrix_bytes", "read_matrix", "read_pasted", "read_any"} & set(vars(page))
