"""How one entry of the vocabulary is written down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """Phrases and the functions they mean; none means that the words are about something else and must not mislead.

    `sure` phrases settle it, `maybe` phrases are a guess. The form of both is that of `demarc.core.meaning.phrases`.
    """

    functions: tuple[str, ...]
    sure: str = ""
    maybe: str = ""
    unless: str = ""


def says(functions: str, *, sure: str = "", maybe: str = "", unless: str = "") -> Says:
    """Write an entry: `functions` are ids with spaces between."""
    return Says(functions=tuple(functions.split()), sure=sure, maybe=maybe, unless=unless)
