"""`/check/`: anybody drops a file and gets the answer of the command line as a page; nothing of the file stays anywhere."""

import fcntl
import io
import logging
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.test import Client

from demarc.doors.web.checking import apart, one_file, upload
from demarc.doors.web.checking.folder import NAME, clean, private_folder
from demarc.doors.web.checking.turns import NotNow, Turns
from demarc.doors.web.checking.upload import safe_name
from demarc.doors.web.pages import check
from demarc.files.limits import FILE_BYTES
from tests.cast import DANA
from tests.doors.cli.files import alder_yaml
from tests.doors.web.stage import signed_in

ROOT = Path(__file__).parents[3]
OURS = (ROOT / "example" / "our-raci.xlsx").read_bytes()
RACI = b"""Function,Dana Okafor,Harborline
Helpdesk,A,R
Restore testing,R,R
Server patching,A,A
"""
SOUND = b"""Function,Owner,Deputy
Restore testing,Dana Okafor,Luis Ferrer
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the server a home of its own, and a full share to everybody."""
    settings.DEMARC_HOME = tmp_path
    monkeypatch.setattr(one_file, "turns", Turns())
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_is_kept(home: Path) -> Iterator[None]:
    """Whatever a test sends, afterwards nothing of it is on disk."""
    yield
    assert files_in(home) == []


def files_in(home: Path) -> list[str]:
    """List what lies below the folder, without the empty folders of living processes."""
    return [str(path) for path in home.rglob("*") if not path.is_dir() or len(path.relative_to(home).parts) > 2]


def sent(data: bytes, name: str = "our-raci.csv", *, browser: Client | None = None, **more: Any) -> Any:
    return (browser or Client()).post("/check/", {"file": SimpleUploadedFile(name, data), **more})


def test_the_page_asks_for_a_file_and_for_nothing_else() -> None:
    page = Client().get("/check/")
    assert page.status_code == 200
    assert "Nothing is kept" in page.text
    assert 'type="file"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert "Sign in" not in page.text


def test_the_entrance_and_its_footer_lead_to_it() -> None:
    assert Client().get("/enter/").text.count('href="/check/"') == 2


def test_a_strangers_workbook_gets_the_answer_of_the_command_line() -> None:
    page = sent(OURS, "our-raci.xlsx")
    assert page.status_code == 200
    for said in (
        "Does not hold",
        "3 things nobody owns, 2 have two owners",
        "9 rows recognised, 3 guessed (~)",
        "Falls through first",
        "Ransomware on a server, Saturday 03:00",
        "nobody may decide to isolate it",
        "RACI, B8:C8",
        "D104",
        "How it was read",
        "demarc init --from our-raci.xlsx",
        "If Dana Okafor left tomorrow, 3 of 12 rows would have nobody.",
    ):
        assert said in page.text, said
    assert "no-store" in page["Cache-Control"]


def test_findings_are_numbered_through_all_groups() -> None:
    page = sent(OURS, "our-raci.xlsx")
    sections = page.context["answer"].sections
    assert [section.title for section in sections][:2] == ["Falls through first", "Two owners"]
    assert [section.start for section in sections][:3] == [1, 4, 6]
    assert '<ol class="found" start="4">' in page.text


def test_how_each_row_was_read_is_told_with_its_reason() -> None:
    page = sent(RACI)
    read = {line.title: line for line in page.context["answer"].lines}
    assert read["Restore testing"].sign == ""
    assert "(BK-04)" in read["Restore testing"].about[0]
    assert read["Restore testing"].because == 'the title says "Restore testing"'
    assert "Harborline: letters" in page.text


def test_our_own_matrix_is_read_too() -> None:
    page = sent(alder_yaml().encode(), "alder.yaml")
    assert page.status_code == 200
    assert "vendor-sealed" in page.text
    assert page.context["answer"].is_ours
    assert "How it was read" not in page.text


def test_a_table_that_holds_is_told_so() -> None:
    page = sent(SOUND)
    assert page.context["answer"].verdict == "Holds as far as it goes"
    assert "verdict-good" in page.text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7 nothing", "plan.pdf", "plan.pdf: this is a PDF"),
        (b"", "empty.csv", "it is empty"),
        (b"{}", "raci.json", "this is JSON"),
        (b"\xd0\xcf\x11\xe0old", "old.xls", "old.xls"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(data: bytes, name: str, said: str) -> None:
    page = sent(data, name)
    assert page.status_code in {400, 422}
    assert page.context["trouble"].text.count("\n") == 0
    assert said in page.text or "There was no file" in page.text
    assert "Traceback" not in page.text
    assert str(Path.cwd()) not in page.text


def test_a_form_without_a_file_is_asked_for_one() -> None:
    page = Client().post("/check/", {"other": "words"})
    assert page.status_code == 400
    assert "There was no file" in page.text


def test_two_files_at_once_are_one_too_many() -> None:
    two = [SimpleUploadedFile("a.csv", RACI), SimpleUploadedFile("b.csv", RACI)]
    page = Client().post("/check/", {"file": two})
    assert page.status_code == 400
    assert "One file at a time" in page.text


def test_a_file_in_a_field_of_another_name_is_not_taken() -> None:
    page = Client().post("/check/", {"other": SimpleUploadedFile("a.csv", RACI)})
    assert "There was no file" in page.text


def test_a_file_that_is_announced_as_too_large_is_not_read() -> None:
    page = sent(b"x" * (FILE_BYTES + one_file.FORM_BYTES))
    assert page.status_code == 413
    assert "A file may have 16 MB" in page.text


def test_a_file_that_grows_beyond_the_limit_is_given_up(home: Path) -> None:
    with private_folder(home) as folder:
        file = upload.OneFile(folder, most=10)
        file.new_file("file", "a.csv", "text/csv", None)
        file.receive_data_chunk(b"0123456789", 0)
        with pytest.raises(StopUpload):
            file.receive_data_chunk(b"x", 10)
        file.upload_interrupted()
        assert file.too_large


def test_a_zip_bomb_is_refused() -> None:
    data = io.BytesIO(OURS)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet9.xml", b"<worksheet>" + b" " * 200_000_000)
    assert len(data.getvalue()) < 1_000_000
    began = time.monotonic()
    page = sent(data.getvalue(), "bomb.xlsx")
    assert time.monotonic() - began < 20
    assert page.status_code in {200, 422}


def test_what_wants_more_memory_than_it_gets_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 24_000_000)
    page = sent(OURS, "our-raci.xlsx")
    assert page.status_code == 422
    assert "This file was too much for us" in page.text


def test_what_wants_more_time_than_it_gets_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.02)
    assert sent(OURS, "our-raci.xlsx").status_code == 422


def test_what_computes_longer_than_it_may_is_killed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that never ends: the kernel ends it, whatever it does."""
    endless = home / "endless.py"
    endless.write_text(apart.CHILD.read_text().replace("runpy.run_module(", "while True: (lambda *a, **k: 0)("))
    monkeypatch.setattr(apart, "CHILD", endless)
    monkeypatch.setattr(apart, "COMPUTING_SECONDS", 1)
    began = time.monotonic()
    assert sent(RACI).status_code == 422
    assert time.monotonic() - began < 15
    endless.unlink()


def test_the_child_knows_no_secret_of_the_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARC_SECRET_KEY", "the server's own")
    curious = home / "curious.py"
    curious.write_text("import json, os; print(json.dumps(dict(os.environ)))")
    monkeypatch.setattr(apart, "CHILD", curious)
    with private_folder(home) as folder:
        file = folder / "a.csv"
        file.write_bytes(RACI)
        assert set(apart.look_at(file)) <= {"LC_ALL"}
    curious.unlink()


def test_a_reader_that_fails_says_so_to_us_without_a_word_of_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failing = home / "failing.py"
    failing.write_text("raise ValueError('Restore testing')")
    monkeypatch.setattr(apart, "CHILD", failing)
    with caplog.at_level(logging.DEBUG):
        assert sent(RACI, "secret-name.csv").status_code == 422
    assert "the reader failed" in caplog.text
    assert "secret-name" not in caplog.text
    assert "Restore" not in caplog.text
    failing.unlink()


def test_neither_name_nor_content_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent(RACI, "secret-name.csv")
        sent(b"%PDF-", "secret-name.pdf")
    assert "secret-name" not in caplog.text
    assert "Restore" not in caplog.text


def test_names_and_cells_cannot_speak_html() -> None:
    evil = b"Function,<script>alert(1)</script>,Harborline\n<img src=x onerror=alert(2)>,A,A\nHelpdesk,A,R\n"
    page = sent(evil, "<script>alert(3)</script>.csv")
    assert page.status_code == 200
    for sign in ("<script>alert", "<img src=x", "onerror=alert(2)>"):
        assert sign not in page.text
    assert "&lt;img src=x" in page.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("our raci (final).xlsx", "our raci (final).xlsx"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\dana\raci.csv", "raci.csv"),
        ("-rf.csv", "rf.csv"),
        (".xlsx", "xlsx"),
        ("a\nb`$(x);.csv", "a_b__(x)_.csv"),
        ("Zuständigkeiten.xlsx", "Zuständigkeiten.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 80 + ".xlsx"),
        ("", "table"),
    ],
)
def test_a_file_keeps_of_its_name_what_is_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_form_from_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sent(RACI, browser=strict).status_code == 403
    token = strict.get("/check/").context["csrf_token"]
    assert sent(RACI, browser=strict, csrfmiddlewaretoken=str(token)).status_code == 200


def test_who_is_signed_in_may_use_it_too(staged: object) -> None:
    assert staged
    page = sent(RACI, browser=signed_in(DANA))
    assert page.status_code == 200
    assert "Server patching" in page.text


def test_more_than_have_a_place_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(side_by_side=1, waiting=0)
    monkeypatch.setattr(one_file, "turns", turns)
    with turns.place("10.0.0.1"):
        page = sent(RACI)
    assert page.status_code == 503
    assert page["Retry-After"] == "10"
    assert "Many files are being looked at just now" in page.text
    assert sent(RACI).status_code == 200


def test_who_waits_too_long_for_a_turn_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(side_by_side=1, waiting=1, patience=0.05)
    monkeypatch.setattr(one_file, "turns", turns)
    with turns.turn():
        assert sent(RACI).status_code == 503


def test_many_at_once_are_looked_at_two_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    most, inside, counting = [0], [0], threading.Lock()

    def slow(file: Path) -> dict[str, Any]:
        with counting:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.2)
        with counting:
            inside[0] -= 1
        raise apart.GaveUp(file.name)

    monkeypatch.setattr(check, "look_at", slow)
    statuses: list[int] = []
    senders = [threading.Thread(target=lambda: statuses.append(sent(RACI).status_code)) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert most[0] == 2
    assert sorted(set(statuses)) == [422, 503]
    assert statuses.count(422) >= 5


def test_one_address_has_a_share_that_fills_up_again() -> None:
    now = [0.0]
    turns = Turns(at_once=3, stopwatch=lambda: now[0])

    def come(address: str = "192.0.2.7") -> bool:
        try:
            with turns.place(address):
                return True
        except NotNow as refusal:
            return not refusal.often

    assert [come() for _ in range(4)] == [True, True, True, False]
    assert come("192.0.2.8")
    now[0] += 6
    assert [come(), come()] == [True, False]
    assert [come(f"2001:db8::{last}") for last in range(1, 5)] == [True, True, True, False]
    assert come("2001:db8:0:1::1")


def test_a_sender_of_too_many_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "turns", Turns(at_once=1))
    assert sent(b"%PDF-", "a.pdf").status_code == 422
    page = sent(b"%PDF-", "a.pdf")
    assert page.status_code == 429
    assert int(page["Retry-After"]) >= 1
    assert "many files in a short time" in page.text


KILLED = """
import os, signal, sys
from pathlib import Path
from demarc.doors.web.checking.folder import private_folder
with private_folder(Path(sys.argv[1])) as folder:
    (folder / "our-raci.xlsx").write_bytes(b"who does what")
    print("written", flush=True)
    if sys.argv[2] == "wait":
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_workbook_comes_back_with_each_finding_as_a_comment(home: Path) -> None:
    answer = sent(OURS, "our raci.xlsx", give="marked")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="our raci-marked.xlsx"'
    assert "no-store" in answer["Cache-Control"]
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    comment = book["RACI"]["B8"].comment
    assert comment is not None
    assert "Monthly restore test: nobody" in comment.text
    assert files_in(home) == []


def test_only_a_workbook_can_come_back_marked() -> None:
    page = sent(RACI, give="marked")
    assert page.status_code == 422
    assert "only an XLSX workbook can be marked" in page.text


def test_what_a_killed_process_left_is_removed_at_the_next_start(home: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(home), "now"], check=False, cwd=ROOT / "src")
    assert [path.name for path in home.rglob("*.xlsx")] == ["our-raci.xlsx"]
    assert clean(home) == 1
    assert not list(home.rglob("*.xlsx"))


def test_the_folder_of_a_living_process_is_left_alone(home: Path) -> None:
    living = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home), "wait"],
        cwd=ROOT / "src",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert living.stdout is not None
        assert living.stdout.readline() == b"written\n"
        assert clean(home) == 0
        assert len(list(home.rglob("*.xlsx"))) == 1
    finally:
        living.kill()
        living.communicate()
    assert clean(home) == 1


def test_nobody_else_can_look_into_the_folder(home: Path) -> None:
    with private_folder(home) as folder:
        for one in (folder, folder.parent, home / NAME):
            assert one.stat().st_mode & 0o077 == 0
        handle = os.open(folder.parent, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
