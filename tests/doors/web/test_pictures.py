"""The sweep over all pages: phone and desktop, light and dark, as one person of each side and signed out.

That every page of the map is among them is held by `test_axe.py`, which goes over the same map.
"""

from pathlib import Path

import pytest

from tests import services
from tools.pictures.__main__ import main
from tools.pictures.shoot import PEOPLE


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_scrolls_sideways_or_complains_or_shuts_somebody_out(
    who: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if services.chromium().program is None:
        pytest.skip(services.chromium().missing)
    status = main([str(tmp_path / "pictures"), who])
    assert status == 0, capsys.readouterr().out
