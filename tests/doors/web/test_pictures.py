"""The sweep over all pages: phone and desktop, light and dark, as one person of each side and signed out."""

from pathlib import Path

import pytest

from tests import services
from tools.pictures.__main__ import main


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_page_scrolls_sideways_or_complains_or_shuts_somebody_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if services.chromium().program is None:
        pytest.skip(services.chromium().missing)
    status = main([str(tmp_path / "pictures")])
    assert status == 0, capsys.readouterr().out
