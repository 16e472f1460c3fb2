"""While one page is read, what it asks for twice is fetched once.

Who somebody is, which firms there are and which version is in force is asked by every part of a page; nothing of it
changes while the page is read, so all parts of it also agree.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_fetched: ContextVar[dict[object, Any] | None] = ContextVar("fetched", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Read one page: until the end of the block, what is marked `once` is fetched once. Acts never run in here."""
    token = _fetched.set({})
    try:
        yield
    finally:
        _fetched.reset(token)


def once(fetch: Callable[P, T]) -> Callable[P, T]:
    """Mark a read of few and frozen values, by hashable arguments; outside of `reading` it is fetched every time."""

    @wraps(fetch)
    def fetched(*given: P.args, **named: P.kwargs) -> T:
        known = _fetched.get()
        if known is None:
            return fetch(*given, **named)
        key = (fetch, given, tuple(sorted(named.items())))
        if key not in known:
            known[key] = fetch(*given, **named)
        found: T = known[key]
        return found

    return fetched
