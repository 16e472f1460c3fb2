"""No dead templates and no dead static files: each is named by something that is alive."""

from pathlib import Path

from tests.house.source import PACKAGE

WEB = PACKAGE / "doors" / "web"
TEMPLATES, STATIC = WEB / "templates", WEB / "static"
PAGES = "demarc/"
"""Pages name their template without this folder."""
DJANGO_ASKS_FOR = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _named_elsewhere(path: Path, name: str) -> bool:
    """Whether any Python, template, style or script other than the file itself has the name in it."""
    readers = [other for other in (*PACKAGE.rglob("*.py"), *_files(TEMPLATES), *_files(STATIC)) if other != path]
    return any(name in _text(other) for other in readers)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_template_is_dead() -> None:
    dead = [
        name
        for path in _files(TEMPLATES)
        if (name := path.relative_to(TEMPLATES).as_posix()) not in DJANGO_ASKS_FOR
        and not _named_elsewhere(path, name.removeprefix(PAGES))
    ]
    assert not dead


def test_no_static_file_is_dead() -> None:
    dead = [str(path.relative_to(STATIC)) for path in _files(STATIC) if not _named_elsewhere(path, path.name)]
    assert not dead


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    """The content security policy would refuse them in the browser; here it is found before."""
    inline = [
        f"{path.relative_to(TEMPLATES)}: {sign}"
        for path in _files(TEMPLATES)
        if path.suffix == ".html"
        for sign in ("<style", " style=", "<script>", " onclick=", " onload=", " onchange=", "javascript:")
        if sign in _text(path)
    ]
    assert not inline
