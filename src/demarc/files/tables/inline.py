"""Text of Markdown and AsciiDoc without its marks: bold, italics, code, links and entities as a reader sees them.

Every pattern reaches a bounded way, so that no text takes long; marks around more than that are left as they stand.
"""

import html
import re

BREAK = re.compile(r"<br\s*/?>|(?<=\s)\+$", re.IGNORECASE | re.MULTILINE)
TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|p|div|code|small|kbd|mark|font|center|a|img|ul|ol|li)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
IMAGE = re.compile(r"!\[([^\]\[]{0,200})\]\([^()\s]{0,500}\)")
LINK = re.compile(r"\[([^\]\[]{1,400})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
ADOC_LINK = re.compile(r"(?:link:|xref:|https?://)[^\s\[\]]{0,500}\[([^\]\[]{0,400})\]|<<[^<>,]{0,200},([^<>]{0,400})>>")
CODE = re.compile(r"(`{1,3})([^`\n]{1,400})\1")
BOLD = re.compile(r"(?<![\w*\\])(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1(?![\w*])", re.DOTALL)
ITALIC = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])(.{1,400}?)(?<=[^\s*_\\])\1(?![\w*_])", re.DOTALL)
BOTH = re.compile(r"(?<![\w*\\])\*\*\*(?=\S)(.{1,400}?)(?<=\S)\*\*\*(?![\w*])", re.DOTALL)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
SHORTCODES = {":white_check_mark:": "✅", ":heavy_check_mark:": "✔", ":x:": "❌", ":ballot_box_with_check:": "☑"}
STRONG = re.compile(r"\s*(\*\*|__|<b>|<strong>)", re.IGNORECASE)
ADOC_STRONG = re.compile(r"\s*\*{1,2}[^\s*][^*]*\*{1,2}\s*\Z", re.DOTALL)


def markdown(text: str) -> tuple[str, bool]:
    """Return the text as it is shown, and whether it begins in bold."""
    bold = bool(STRONG.match(text))
    said = IMAGE.sub(r"\1", text)
    said = LINK.sub(r"\1", said)
    said = TAG.sub("", BREAK.sub("\n", said))
    for pattern, kept in ((CODE, r"\2"), (BOTH, r"\1"), (BOLD, r"\2"), (ITALIC, r"\2")):
        said = pattern.sub(kept, said)
    return _tidy(ESCAPED.sub(r"\1", said)), bold


def asciidoc(text: str) -> tuple[str, bool]:
    """Return the text as it is shown, and whether all of it is bold."""
    bold = bool(ADOC_STRONG.match(text)) and not text.lstrip().startswith("* ")
    said = ADOC_LINK.sub(lambda match: match.group(1) or match.group(2) or match.group(0), text)
    for pattern, kept in ((CODE, r"\2"), (BOLD, r"\2"), (ITALIC, r"\2")):
        said = pattern.sub(kept, said)
    return _tidy(BREAK.sub("", said)), bold


def _tidy(text: str) -> str:
    for code, sign in SHORTCODES.items():
        text = text.replace(code, sign)
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)
