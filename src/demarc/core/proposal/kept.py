"""A review as scripts read it, and back: what is kept of a proposal is its grades with their quotes, and its tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from demarc.core.proposal.document import Block, Document
from demarc.core.proposal.grade import Graded, Quote, Review
from demarc.core.proposal.rule import Grade
from demarc.core.proposal.rules import EXTRAS, FLAGS


def plain_of(review: Review) -> dict[str, Any]:
    """Give one review as scripts read it."""
    return {
        "file": review.document.file,
        "flags": [_plain(graded) for graded in review.flags],
        "extras": [_plain(graded) for graded in review.extras],
        "unreadable_pages": list(review.document.unreadable),
    }


def review_of(plain: Mapping[str, Any]) -> Review:
    """Make a review of what scripts read; of the document only the tables of its `matrix` are there again.

    Raises `ValueError` for anything else.
    """
    try:
        matrix = plain.get("matrix") or {}
        document = Document(
            str(plain["file"]), tuple(_blocks(matrix.get("tables") or ())), tuple(map(int, plain["unreadable_pages"]))
        )
        flags, extras = (tuple(map(_graded, plain[part])) for part in ("flags", "extras"))
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError("this is no review of one proposal") from None
    if [one.id for one in (*flags, *extras)] != [rule.id for rule in (*FLAGS, *EXTRAS)]:
        raise ValueError("this review does not grade every safeguard once")
    return Review(document, flags, extras)


def _plain(graded: Graded) -> dict[str, Any]:
    return {
        "id": graded.id,
        "grade": graded.grade.value,
        "quotes": [{"text": quote.text, "page": quote.page, "where": quote.where} for quote in graded.quotes],
        "searched": list(graded.searched),
        "ask": graded.ask,
        "title": graded.title,
        "because": graded.because,
    }


def _graded(plain: Mapping[str, Any]) -> Graded:
    return Graded(
        id=str(plain["id"]),
        title=str(plain["title"]),
        grade=Grade(plain["grade"]),
        because=str(plain["because"]),
        quotes=tuple(
            Quote(str(one["text"]), one["page"] if isinstance(one["page"], int) else None, str(one["where"]))
            for one in plain["quotes"]
        ),
        searched=tuple(map(str, plain["searched"])),
        ask=str(plain["ask"]),
    )


def _blocks(tables: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Give each table as it stood in the document: its heading, then its rows."""
    for table in tables:
        yield Block(str(table["heading"]), None, "")
        for row in table["rows"]:
            cells = tuple(map(str, row))
            yield Block(" | ".join(cells), None, "", cells)
