"""What must not stand in a log: the token of a sign-in link is a key for as long as it works."""

import logging
import re

TOKEN = re.compile(r"(/enter/)[^/?\s\"']+")


class WithoutTokens(logging.Filter):
    """Cross out the tokens of sign-in links, wherever in a line an address is told."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, with its tokens crossed out."""
        said = record.getMessage()
        if "/enter/" in said:
            record.msg, record.args = TOKEN.sub(r"\1***", said), ()
        return True
