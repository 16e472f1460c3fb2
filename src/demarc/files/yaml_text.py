"""A text as YAML reads it back: plain where it may be, else in double quotes."""

import json
import re

PLAIN = re.compile(r"[^\W_][\w ./()+@'&:-]*")
CONTROL = re.compile("[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
RESERVED = frozenset({"null"})


def yaml_text(text: str) -> str:
    """Write a text as it is where YAML reads it so anywhere, else in double quotes."""
    safe = PLAIN.fullmatch(text) and ": " not in text and not text.endswith((":", " ")) and text.casefold() not in RESERVED
    if safe:
        return text
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
