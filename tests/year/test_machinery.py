"""A simulated year can be believed: it is the same wherever it is lived through, and it breaks where something lies."""

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from demarc.acts.world import World
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act
from demarc.core.words import ItemId, PersonId
from demarc.record.translate.custody import About
from tests.house.source import ROOT
from tests.year.laws import BrokenLaw, Watch
from tests.year.report import Lived, line_of, live
from tests.year.year import Year


def digest_in_another_process(hash_seed: str) -> str:
    code = (
        "import django; django.setup(); from tests.year.report import live; "
        "lived = live(7, days=25); print(lived.broken or lived.figures.digest)"
    )
    env = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "DJANGO_SETTINGS_MODULE": "demarc.server.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    ran = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_the_same_seed_is_the_same_year_in_every_process() -> None:
    here = live(7, days=25).figures
    assert here is not None
    assert here.digest == digest_in_another_process("1") == digest_in_another_process("2")
    other = live(8, days=25).figures
    assert other is not None
    assert other.digest != here.digest


def test_a_year_has_what_a_year_brings() -> None:
    figures = live(1, days=90).figures
    assert figures is not None
    for act in ("escalate", "offer", "decline", "dispute", "split", "ask", "merge", "reopen", "intervene"):
        assert figures.acts[act], act
    assert "digest" in line_of(figures)
    assert figures.versions > 1


def broken_by(monkeypatch: pytest.MonkeyPatch, seed: int, act: Act, damage: dict[str, object]) -> BrokenLaw:
    """Live through a year in which one kind of act leads to something wrong, and give the law that noticed."""
    stored = Watch.stored

    def lying(watch: Watch, before: Custody | None, entry: Entry, world: World, about: About) -> None:
        fields: Any = damage if entry.act is act and before else {}
        stored(watch, before, replace(entry, after=replace(entry.after, **fields)), world, about)

    monkeypatch.setattr(Watch, "stored", lying)
    with pytest.raises(BrokenLaw) as broken:
        Year(seed, days=200).run()
    return broken.value


@pytest.mark.parametrize(
    ("act", "damage", "law"),
    [
        (Act.OFFER, {"holder": PersonId("zoe")}, 1),
        (Act.ESCALATE, {"accept": None, "progress": None}, 4),
        (Act.DISPUTE, {"matrix_version": "0"}, 6),
    ],
)
def test_a_year_that_lies_breaks_the_law_that_says_so(
    monkeypatch: pytest.MonkeyPatch, act: Act, damage: dict[str, object], law: int
) -> None:
    broken = broken_by(monkeypatch, 3, act, damage)
    assert broken.law == law
    assert f"Law {law}: " in str(broken)
    assert f"item {broken.item}" in str(broken)


def test_what_broke_is_told_with_its_seed_and_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Year, "_day", lambda year: year.watch.expect(not year.memory.open, 4, ItemId("i0"), "quiet"))
    lived: Lived = live(5, days=20)
    assert lived.figures is None
    assert lived.broken.startswith("seed 5, step ")
    assert "Law 4: Nothing is quiet" in lived.broken
