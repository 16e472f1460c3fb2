"""`demarc interview` as it is typed: the kit, the form, vendors side by side, and one line for a bad file."""

import json
from pathlib import Path

import pytest

from demarc.core.interview.kit import MUST
from demarc.doors.cli.interview import main

Out = pytest.CaptureFixture[str]


def written(folder: Path, vendor: str, shown: str = "example", dana: int = 3, ruth: int = 3) -> str:
    file = folder / f"{vendor}.yaml"
    parts = (
        f"{key}:\n  said: We told you.\n  shown: {shown}\n  named_person: yes\n  clock: yes\n"
        f"  scores: {{Dana Okafor: {dana}, Ruth Kessler: {ruth}}}\n"
        for key in MUST
    )
    file.write_text(f"vendor: {vendor}\n" + "".join(parts), encoding="utf-8")
    return str(file)


def test_without_a_file_the_kit_is_shown_with_what_good_and_bad_sound_like(capsys: Out) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "gone in month three" in said
    assert "That does not happen with our clients." in said
    assert "The first 6 must be asked" in said


def test_the_blank_form_is_read_back_and_counts_nothing(tmp_path: Path, capsys: Out) -> None:
    main(["--blank"])
    file = tmp_path / "vendor.yaml"
    file.write_text(capsys.readouterr().out.replace("vendor:", "vendor: Harborline"), encoding="utf-8")
    assert main([str(file), "--format", "json"]) == 1
    vendor = json.loads(capsys.readouterr().out)["vendors"][0]
    assert (vendor["score"], vendor["missing"]) == (0.0, list(MUST))


def test_vendors_stand_side_by_side_with_the_best_first(tmp_path: Path, capsys: Out) -> None:
    files = [written(tmp_path, "Weak", "nothing"), written(tmp_path, "Harborline")]
    assert main(files) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Harborline answers best, with 75% of what could be shown.")
    assert "Dana Okafor gave 3, Ruth Kessler gave 3; counts 1 at most, because what was shown is: nothing" in said
    assert main([*files, "--format", "json"]) == 0
    assert [one["score"] for one in json.loads(capsys.readouterr().out)["vendors"]] == [0.75, 0.25]


def test_assessors_two_apart_are_listed_with_the_words_they_heard(tmp_path: Path, capsys: Out) -> None:
    assert main([written(tmp_path, "Harborline", dana=1, ruth=3)]) == 1
    said = capsys.readouterr().out
    assert "Talk about these" in said
    assert '"We told you."' in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("vendor:", "whose interview"),
        ("vendor: X\ncolour: red", "there is no question `colour`"),
        ("vendor: X\ntemplate:\n  shown: much", "`much` is no `shown`"),
        ("vendor: X\ntemplate:\n  scores: {Dana: 5}", "`5` by Dana"),
        ("vendor: X\ntemplate:\n  scores: {Dana: 2.5}", "`2.5` by Dana"),
        ("vendor: X\ntemplate: yes", "its own lines"),
        ("vendor: X\ntemplate:\n  clock: soon", "`soon` is no answer"),
        ("- 1", "no answers"),
    ],
)
def test_a_bad_file_is_one_line(line: str, said: str, tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(line, encoding="utf-8")
    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
