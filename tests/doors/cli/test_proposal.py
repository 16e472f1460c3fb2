"""`demarc proposal` over files of each kind, and over files that cannot be used."""

import json
import zipfile
from pathlib import Path

import pytest
import typst
from docx import Document as Word

from demarc.__main__ import main
from tests.core.test_proposal_table import GOOD_F4, GOOD_F5
from tests.doors.cli.small_pdf import small_pdf

GOOD = Path(__file__).with_name("good_proposal.md")
CUT_SHORT = b"%PDF-1.7\nnot a whole file"


def as_pdf(folder: Path, body: str) -> Path:
    (folder / "made.typ").write_text(body)
    (folder / "made.pdf").write_bytes(typst.compile(str(folder / "made.typ")))
    return folder / "made.pdf"


def as_docx(folder: Path, *paragraphs: str) -> Path:
    word = Word()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    table = word.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, (("Backup", "A", "R"), ("Patching", "R", "A"), ("Alerts", "I", "A")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.save(str(folder / "made.docx"))
    return folder / "made.docx"


def flags(printed: str) -> dict[str, str]:
    found = json.loads(printed)
    return {each["id"]: each["grade"] for each in (*found["flags"], *found["extras"])}


def test_a_pdf_is_quoted_with_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = as_pdf(tmp_path, "First page.\n#pagebreak()\n" + GOOD_F5)
    assert main(["proposal", str(file), "--format", "json"]) == 1
    f5 = json.loads(capsys.readouterr().out)["flags"][4]
    assert (f5["grade"], f5["quotes"][0]["page"]) == ("present", 2)


def test_a_page_without_text_is_said_to_be_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = as_pdf(tmp_path, "Words.\n#pagebreak()\n#rect(width: 2cm)\n")
    main(["proposal", str(file), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["unreadable_pages"] == [2]


def test_a_pdf_of_scans_alone_ends_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proposal", str(as_pdf(tmp_path, "#rect(width: 2cm)"))]) == 2
    assert "it holds no text (1 scanned pages)" in capsys.readouterr().err


def test_a_word_document_is_read_with_its_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proposal", str(as_docx(tmp_path, GOOD_F4)), "--format", "json"]) == 1
    found = flags(capsys.readouterr().out)
    assert (found["F4"], found["X1"]) == ("present", "present")


def test_a_page_and_markdown_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, mark = tmp_path / "made.html", tmp_path / "made.md"
    page.write_text(
        f"<style>p {{}}</style><h1>Offer</h1><p>{GOOD_F5.replace('15', '<b>15</b>')}</p>"
        "<table><tr><td>a</td><td>b</td></tr></table>"
    )
    mark.write_text(
        f"# Offer\n\n{GOOD_F5}\n\n| F | We | You |\n|---|---|---|\n| Backup | A | R |\n| Patch "
        f"| A | R |\n| Alert | R | A |\n"
    )
    main(["proposal", str(page), "--format", "json"])
    assert flags(capsys.readouterr().out)["F5"] == "present"
    main(["proposal", str(mark), "--format", "json"])
    found = flags(capsys.readouterr().out)
    assert (found["F5"], found["X1"]) == ("present", "present")


def test_several_files_stand_side_by_side_or_are_read_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(GOOD_F5)
    two.write_text(GOOD_F4)
    main(["proposal", str(one), str(two), "--format", "json"])
    assert [len(each["flags"]) for each in json.loads(capsys.readouterr().out)] == [6, 6]
    main(["proposal", str(one), str(two), "--as-one", "--format", "json"])
    found = flags(capsys.readouterr().out)
    assert (found["F4"], found["F5"]) == ("present", "present")
    main(["proposal", str(one), str(two)])
    assert "Side by side" in capsys.readouterr().out
    main(["proposal", str(one), "--format", "html"])
    assert "<html" in capsys.readouterr().out


def test_a_person_may_overrule_with_a_reason_and_all_six_present_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Hello.")
    rulings = [f'--overrule=F{number}=present:"seen in the meeting"' for number in range(1, 7)]
    assert main(["proposal", str(file), *rulings]) == 0
    assert "overruled: seen in the meeting" in capsys.readouterr().out
    assert main(["proposal", str(file), "--overrule", "F1=present"]) == 2
    assert "is not understood" in capsys.readouterr().err


def test_a_proposal_that_answers_everything_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proposal", str(GOOD), "--format", "json"]) == 0
    assert set(flags(capsys.readouterr().out).values()) == {"present"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", CUT_SHORT, "no whole PDF"),
        ("a.docx", b"PK\x03\x04broken", "cut short or damaged"),
        ("a.pdf", small_pdf("Words.")[:300], "this is no whole PDF"),
        ("a.pdf", small_pdf("Words.", password="secret"), "this PDF is locked with a password; save it without one"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "locked with a password, or of an old kind"),
        ("a.txt", b"", "it is empty; name the file that holds the proposal"),
        ("a.pdf", b"", "it is empty"),
        ("a.docx", b"", "it is empty"),
        ("a.xyz", b"text", "this kind of document is not read"),
        ("a.txt", b"\x00\x01\x02", "NUL"),
        ("a.md", b"x" * 5_000_000, "more than 4 MB of text"),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_one_line(
    name: str, data: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["proposal", str(tmp_path / name)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_word_file_with_entities_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert main(["proposal", str(tmp_path / "a.docx")]) == 2
    assert "document type" in capsys.readouterr().err


def test_a_pdf_that_is_encrypted_but_asks_for_no_password_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(small_pdf(GOOD_F5.replace("'", ""), password=""))
    assert main(["proposal", str(tmp_path / "a.pdf"), "--format", "json"]) == 1
    f5 = json.loads(capsys.readouterr().out)["flags"][4]
    assert "isolates the machine within 15 minutes" in f5["quotes"][0]["text"]


def test_a_word_file_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + bytes(80_000_000) + b"</a>")
    assert (tmp_path / "a.docx").stat().st_size < 1_000_000
    assert main(["proposal", str(tmp_path / "a.docx")]) == 2
    err = capsys.readouterr().err
    assert "it unpacks to more than 32 MB" in err
    assert err.count("\n") == 1
