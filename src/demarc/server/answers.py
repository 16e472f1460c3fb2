"""What the intake says, made once: the messages are the same for everybody, so none is built per request."""

from dataclasses import dataclass
from typing import Any

COME_BACK = (b"retry-after", b"1")
CLOSE = (b"connection", b"close")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the two ASGI messages it is sent in."""

    start: dict[str, Any]
    body: dict[str, Any]

    @classmethod
    def of(cls, status: int, text: str, *headers: tuple[bytes, bytes]) -> "Answer":
        """Make an answer of one line of text."""
        line = f"{text}\n".encode()
        given = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(line)).encode()), *headers]
        return Answer(
            {"type": "http.response.start", "status": status, "headers": given},
            {"type": "http.response.body", "body": line},
        )

    @staticmethod
    def all_for(largest: int) -> "Answers":
        """Make every answer; `largest` is how many bytes a body may have."""
        return Answers(
            recorded=Answer.of(202, "recorded"),
            duplicate=Answer.of(202, "duplicate"),
            unreadable=Answer.of(202, "recorded, but not readable: the body is not JSON; the holder of this feed is told"),
            stranger=Answer.of(401, "unknown feed or wrong token", (b"www-authenticate", b"Bearer"), CLOSE),
            only_post=Answer.of(405, "this address takes POST only", (b"allow", b"POST"), CLOSE),
            too_slow=Answer.of(408, "the rest of the body did not come in time", CLOSE),
            too_large=Answer.of(413, f"a body may have {largest} bytes; send several smaller ones", CLOSE),
            too_much=Answer.of(503, "too much at once; come back in a second", COME_BACK, CLOSE),
            not_kept=Answer.of(503, "the record cannot be written now; come back in a second", COME_BACK),
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer of the intake."""

    recorded: Answer
    duplicate: Answer
    unreadable: Answer
    stranger: Answer
    only_post: Answer
    too_slow: Answer
    too_large: Answer
    too_much: Answer
    not_kept: Answer
