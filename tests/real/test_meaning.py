"""Titles of public files against our labels: what is recorded is what they give now."""

import pytest

from tests.meaning_labels import NEEDED, RECORDED, real_sets, record, recorded

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in NEEDED),
    reason="the public files are not here; set DEMARC_REAL to the folder that holds them",
)


def test_the_recorded_figures_are_what_the_public_files_give_now() -> None:
    assert RECORDED.read_text(encoding="utf-8") == record(), "run: python -m tests.meaning_labels"


def test_every_label_has_its_title_and_every_set_is_recorded() -> None:
    sets = real_sets()
    assert sum(len(labelled) for labelled in sets.values()) == sum(figures.titles for figures in recorded().values())
    assert all(label.title.strip() for labelled in sets.values() for label in labelled)
