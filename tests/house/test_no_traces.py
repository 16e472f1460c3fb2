"""What is committed names no machine and no package host: it must build anywhere, from any mirror."""

import re

from tests.house.source import ROOT, tracked_files

# Written in pieces, so that this file is not its own finding.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("registry", "npmjs", "org"),
    )
]
MACHINE_PATHS = re.compile("(?<![\\w.])/(?:" + "|".join(("wo" + "rk", "ho" + "me/[a-z]+/[a-z]+/src", "Us" + "ers")) + ")/")
SECRETS = re.compile("|".join(("-----BEGIN [A-Z ]*PRIV" + "ATE KEY", "gh" + "p_[A-Za-z0-9]{30}")))
INDEX_OPTIONS = re.compile(r"^\s*(?:--(?:extra-)?index-url|--find-links|--trusted-host|-i )", re.MULTILINE)


def _texts() -> list[tuple[str, str]]:
    texts = []
    for path in tracked_files():
        try:
            texts.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return texts


def test_no_file_names_a_package_host() -> None:
    assert not [f"{name}: {host}" for name, text in _texts() for host in HOSTS if host in text]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not [f"{name}: {found[0]}" for name, text in _texts() for found in MACHINE_PATHS.finditer(text)]


def test_no_file_holds_a_secret() -> None:
    assert not [name for name, text in _texts() if SECRETS.search(text)]


def test_locks_pin_by_hash_and_say_nothing_about_an_index() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert not INDEX_OPTIONS.search(text), lock.name
        assert "://" not in text, lock.name
        pinned = re.findall(r"^\S+==\S+.*$", text, re.MULTILINE)
        assert pinned, lock.name
        assert all(line.endswith("\\") for line in pinned), f"{lock.name}: something has no hash"
