"""The page that is mailed, the log for code scanning, and the workbook that comes back marked."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from demarc.__main__ import main
from demarc.core.matrix.findings import CODES, Kind, finding
from demarc.doors.cli.formats.docx import docx_of
from demarc.doors.cli.formats.html import html_of
from demarc.doors.cli.formats.pdf import pdf_of
from demarc.doors.cli.formats.report import Arcs, Bar, Entry, Figure, Report, Section, Table, Tone
from demarc.doors.cli.formats.sarif import sarif_of
from demarc.doors.cli.formats.text import text_of
from demarc.files.matrix.places import Place
from tests.doors.cli.files import NOON, alder_file

DEVICES = "device,device_class,support\nMILL,workstation,vendor-sealed\n"
COMMANDS = {
    "check": ["check", "FILE", "--at", NOON],
    "check with devices": ["check", "FILE", "--at", NOON, "--devices", "DEVICES"],
    "who": ["who", "FILE", "T01", "--at", NOON],
    "drill": ["drill", "FILE", "T05", "--at", NOON],
    "leave": ["leave", "FILE", "dana", "--at", NOON],
    "cover": ["cover", "FILE", "DEVICES"],
    "diff": ["diff", "FILE", "FILE"],
    "replay": ["replay", "EXPORT"],
}
EXPORT = "case,time,group,status\n" + "".join(
    f"{case},2026-01-{day:02}T0{case % 9}:00,{group},{status}\n"
    for case in range(20)
    for day, (group, status) in enumerate(
        (("Desk", "Queued"), ("Servers", "Assigned"), ("Desk", "Queued"), ("?", "Closed")), 1
    )
)
VOID = frozenset({"meta", "br", "link", "img"})


class Tags(HTMLParser):
    """Reads a page strictly: every tag is closed in its turn; attributes and texts are gathered."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def page_of(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command on the example and return its page."""
    (folder / "devices.csv").write_text(DEVICES, encoding="utf-8")
    (folder / "export.csv").write_text(EXPORT, encoding="utf-8")
    names = {
        "FILE": alder_file(folder),
        "DEVICES": str(folder / "devices.csv"),
        "EXPORT": str(folder / "export.csv"),
    }
    assert main([names.get(word, word) for word in words] + ["--format", "html"]) in {0, 1}
    return capsys.readouterr().out


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_page_is_whole_and_needs_nothing_else(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_of(words, tmp_path, capsys)
    tags = Tags(page)
    assert page.startswith("<!doctype html>")
    assert tags.seen.count("h1") == tags.seen.count("title") == 1
    assert not {"script", "link", "img", "iframe", "form"} & set(tags.seen)
    assert not {"src", "href", "onclick", "onload", "style"} & tags.attributes
    assert not re.search(r"url\(|@import|https?:", page)
    assert "default-src 'none'" in page
    assert len(page) < 100_000


def test_the_page_of_a_check_says_what_the_text_says_and_the_witness_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = " ".join(" ".join(Tags(page_of(COMMANDS["check"], tmp_path, capsys)).said).split())
    assert "Does not hold: 1 thing nobody owns, 1 has two owners." in said
    assert "For example, os patch: a workstation, support vendor-sealed." in said
    assert "a network device, support supported, tagged vpn-gateway" in said
    assert said.index("Falls through first") < said.index("Two owners") < said.index("Good to know")
    assert all(code in said for code in ("D101", "D102", "D116"))


def test_nothing_a_stranger_writes_becomes_markup() -> None:
    evil = '<script>alert("x")</script>&`<b>`'
    entry = Entry(evil, evil, (evil,), evil, evil, Tone.BAD, evil)
    section = Section(
        evil, (entry,), Table((evil,), ((evil,),)), (Bar(evil, 1, evil),), Arcs((evil, evil), ((0, 1, 2),), evil), evil
    )
    report = Report(
        command="check",
        file=evil,
        headline=evil,
        lead=(evil,),
        sides=((evil, evil),),
        figures=(Figure(evil, evil),),
        sections=(section,),
        more=((evil, evil),),
    )
    tags = Tags(html_of(report))
    assert not {"script", "b"} & (set(tags.seen) - {"b"})
    assert tags.seen.count("b") == 1  # the command's own name
    assert tags.said.count('<script>alert("x")</script>&') > 5


@pytest.mark.parametrize("text", ["plain", "✕ ✓ Ω", "歯科 🦷", "#panic() $x$ *b* \\"])
def test_any_text_can_be_printed_and_none_of_it_is_evaluated(text: str) -> None:
    report = Report(command="fit", file=text, headline=text, sections=(Section(text, (Entry(text, details=(text,)),)),))
    assert pdf_of(report).startswith(b"%PDF-")
    assert docx_of(report).startswith(b"PK")


def test_a_long_text_is_cut_until_all_is_asked_for() -> None:
    section = Section("Many", tuple(Entry(f"thing {number}") for number in range(30)), numbered=True)
    report = Report(
        command="check", file="f", headline="h", sections=(section, Section("More", (Entry("last"),), numbered=True))
    )
    assert "and 18 more: add --all" in text_of(report)
    assert "31 last" in text_of(report)
    assert "thing 29" in text_of(report, everything=True)


# --- SARIF ------------------------------------------------------------------------------------------------------------


def closed(required: list[str], **properties: object) -> dict[str, object]:
    """Describe an object that has these properties and no other, as the standard does for every one of its objects."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
MESSAGE = closed(["text"], text=TEXT, markdown=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(
    ["id"],
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed([], level=LEVEL),
    properties={"type": "object"},
)
REGION = closed(["startLine"], startLine={"type": "integer", "minimum": 1})
PHYSICAL = closed(
    ["artifactLocation"], artifactLocation=closed(["uri"], uri={**TEXT, "pattern": r"^[^\s\\]+$"}), region=REGION
)
LOGICAL = closed([], name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)
LOCATION = closed([], physicalLocation=PHYSICAL, logicalLocations={"type": "array", "items": LOGICAL})
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
)
DRIVER = closed(["name"], name=TEXT, version=TEXT, rules={"type": "array", "items": RULE, "uniqueItems": True})
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = closed(
    ["version", "runs"], **{"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}
)
"""The part of SARIF 2.1.0 that we write, as its standard states it."""


def checked(file: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["check", file, "--at", NOON, "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, LOG)
    (run,) = log["runs"]
    return run


def test_a_matrix_in_git_is_checked_like_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = alder_file(tmp_path)
    run = checked(file, capsys)
    assert [result["ruleId"] for result in run["results"]] == ["D101", "D102", "D116", "D134", "D135"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "note", "note", "note"]
    location = run["results"][1]["locations"][0]["physicalLocation"]
    line = Path(file).read_text(encoding="utf-8").splitlines()[location["region"]["startLine"] - 1]
    assert line.strip() == "device_class: network"
    assert location["artifactLocation"]["uri"] == Path(file).as_uri()


def test_every_rule_is_in_the_log_with_its_help_and_each_result_points_to_its_own() -> None:
    place = Place("a folder/raci.xlsx", "RACI", 8, "B")
    log = sarif_of([(finding(kind, f"about {kind}"), place) for kind in CODES], "1.0")
    jsonschema.validate(log, LOG)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {code.code for code in CODES.values()}
    assert all(rule["help"]["text"].startswith(rule["shortDescription"]["text"]) for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


@pytest.mark.parametrize(
    ("place", "uri", "line", "name"),
    [
        (Place("raci.xlsx", "RACI", 8, "B"), "raci.xlsx", None, "RACI!B8"),
        (Place("my raci.xlsx", "RACI", None, "B"), "my%20raci.xlsx", None, "RACI!B"),
        (Place("raci.xlsx", "RACI"), "raci.xlsx", None, "RACI"),
        (Place("docs/raci.md", None, 12), "docs/raci.md", 12, None),
        (Place("raci.csv", None, 3, "B"), "raci.csv", 3, None),
        (Place("raci.docx", None, 3, "B"), "raci.docx", None, None),
        (Place("raci.md"), "raci.md", None, None),
    ],
)
def test_a_result_says_its_line_or_its_cell(place: Place, uri: str, line: int | None, name: str | None) -> None:
    log = sarif_of([(finding(Kind.SHARED, "Shared"), place)], "1.0")
    jsonschema.validate(log, LOG)
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert location["physicalLocation"].get("region", {}).get("startLine") == line
    assert location.get("logicalLocations", [{}])[0].get("fullyQualifiedName") == name


def test_a_finding_keeps_its_fingerprint_when_rows_move() -> None:
    def fingerprint(row: int, message: str) -> str:
        found = finding(Kind.OVERLAP, message, rows=("A", "B"), witness={"topic": "x"})  # type: ignore[arg-type]  # ids are texts
        result = sarif_of([(found, Place("m.yaml", None, row))], "1.0")["runs"][0]["results"][0]
        return str(result["partialFingerprints"]["demarcFinding/v1"])

    assert fingerprint(3, "both claim it") == fingerprint(30, "both claim it, still")


# --- marking ----------------------------------------------------------------------------------------------------------


def test_check_marks_the_readers_own_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, target = tmp_path / "matrix.xlsx", tmp_path / "marked.xlsx"
    assert main(["init", "--out", str(file)]) == 0
    book = load_workbook(file)
    sheet = book["Rows"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(5, heads.index("Accountable") + 1)
    cell.value = None
    book.save(file)
    assert main(["check", str(file), "--mark", str(target), "--format", "json"]) == 1
    said = capsys.readouterr()
    assert f"{target}: your workbook" in said.err
    places = {(one["where"]["sheet"], f"{one['where']['column'] or 'A'}{one['where']['row'] or 1}") for one in
              json.loads(said.out[said.out.index("{") :])["findings"] if one["where"]["sheet"]}  # fmt: skip
    marked = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in load_workbook(target).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert places <= marked.keys()
    assert any("names nobody accountable" in text and "(Demarc D104, does not hold)" in text for text in marked.values())


@pytest.mark.parametrize(("target", "said"), [("SAME", "there is such a file already"), ("out.csv", "name it out.xlsx")])
def test_a_mark_that_cannot_be_made_is_one_line_and_status_two(
    target: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "matrix.xlsx")
    main(["init", "--out", file])
    capsys.readouterr()
    assert main(["check", file, "--mark", file if target == "SAME" else str(tmp_path / target)]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_only_a_workbook_can_be_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", alder_file(tmp_path), "--mark", str(tmp_path / "out.xlsx")]) == 2
    assert "only an XLSX workbook can be marked" in capsys.readouterr().err
