"""How cells look: the fill and weight behind each style number of a workbook, theme colours worked out."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from demarc.files.tables.sheet_xml import local, parsed

THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
INDEXED = tuple(
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"[at : at + 6]
    for at in range(0, 384, 6)
)
WHITE = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Look:
    """The background as `RRGGBB`, nothing for none or white, and whether the text is bold."""

    fill: str = ""
    bold: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of every style number."""

    by_style: tuple[Look, ...] = ()

    def of(self, style: int) -> Look:
        """Return the look of a style number; an unknown one is plain."""
        return self.by_style[style] if 0 <= style < len(self.by_style) else PLAIN


def looks_in(parts: Mapping[str, bytes], file: str) -> Looks:
    """Read the styles of a workbook. Raises `UnusableFile` when they are no XML."""
    names = {name.casefold(): name for name in parts}
    styles = names.get("xl/styles.xml")
    if styles is None:
        return Looks()
    theme = names.get("xl/theme/theme1.xml")
    colours = _theme(parsed(parts[theme], file, theme)) if theme else {}
    root = parsed(parts[styles], file, styles)
    fills = [_fill(each, colours) for each in _children(root, "fills")]
    bolds = [_bold(each) for each in _children(root, "fonts")]

    def look(style: Element) -> Look:
        fill, font = _id(style, "fillId"), _id(style, "fontId")
        return Look(fills[fill] if fill < len(fills) else "", bolds[font] if font < len(bolds) else False)

    return Looks(tuple(look(each) for each in _children(root, "cellXfs")))


def _children(root: Element, name: str) -> list[Element]:
    return [each for around in root if local(around) == name for each in around]


def _id(style: Element, name: str) -> int:
    said = style.get(name, "0")
    return int(said) if said.isascii() and said.isdigit() else 0


def _bold(font: Element) -> bool:
    return any(local(each) == "b" and each.get("val", "1") not in {"0", "false"} for each in font)


def _fill(fill: Element, theme: Mapping[str, str]) -> str:
    for pattern in fill:
        if local(pattern) == "patternFill" and pattern.get("patternType", "none") not in {"none", "gray125"}:
            for colour in pattern:
                if local(colour) == "fgColor":
                    return _colour(colour, theme)
    return ""


def _colour(colour: Element, theme: Mapping[str, str]) -> str:
    """Work a colour out: given outright, by its place in the old palette, or by the theme and a tint."""
    found = (colour.get("rgb") or "")[-6:].upper()
    indexed, themed = colour.get("indexed", ""), colour.get("theme", "")
    if not found and indexed.isdigit() and int(indexed) < len(INDEXED):
        found = INDEXED[int(indexed)]
    if not found and themed.isdigit() and int(themed) < len(THEME_ORDER):
        found = theme.get(THEME_ORDER[int(themed)], "")
    try:
        found = _tinted(found, float(colour.get("tint") or 0)) if found else ""
    except ValueError:
        return ""
    return "" if found == WHITE else found


def _tinted(rgb: str, tint: float) -> str:
    if not tint:
        return rgb
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(min(1, max(0, part)) * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, full))


def _theme(root: Element) -> dict[str, str]:
    found = {}
    for scheme in root.iter():
        if local(scheme) == "clrScheme":
            for slot in scheme:
                for colour in slot:
                    found[local(slot)] = (colour.get("lastClr") or colour.get("val") or "")[-6:].upper()
    return found
