"""A word of ours written into a query itself, where a parameter would hide it from the partial indexes."""

from typing import Any

from django.db.models import Expression, TextField


class Written(Expression):
    """One of our own words, such as a state, as text of the query and no parameter.

    A partial index serves a query only if the database sees, while it plans, that the query asks for the index's own
    condition: SQLite plans before it knows the parameters. Never for what somebody gave; raises `ValueError` for a text
    that has more than small letters and hyphens.
    """

    def __init__(self, word: str) -> None:
        super().__init__(output_field=TextField())
        if not all(sign == "-" or ("a" <= sign <= "z") for sign in word):
            raise ValueError(f"`{word}` is no word of ours, so it must be a parameter")
        self.word = str(word)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:  # noqa: ANN401, ARG002 - as Django calls it
        """Write the word between quotes."""
        return f"'{self.word}'", ()
