"""docs/custody.md: the states of custody, the one table, and its drawing."""

from demarc.core.custody.draw import draw
from tools.docs.code import CORE, summary_of, words_of

STATES, COLUMNS = CORE / "custody" / "states.py", CORE / "custody" / "columns.py"
COLUMN_WORDS = {"Who may": "Standing", "Holder": "Becomes", "Clock A, Clock P": "Hand"}

HOW_TO_READ = """\
Every open item has one named holder, in every state. An act that has no line in the table is refused: nothing else can
happen to an item. The program runs on these same tables,
[states](../src/demarc/core/custody/states.py) and [columns](../src/demarc/core/custody/columns.py).

Clock A calls for acceptance and clock P for the promised next step. Neither touches the age of the item, which runs from
its arrival and never stops while it is open."""


def page() -> str:
    """The states, how to read the table, the drawing with the table, and what the columns say."""
    states = next(word for word in words_of(STATES) if word.name == "State")
    meanings = "\n".join(f"- **{value.upper()}**: {meaning}" for value, meaning in states.values)
    columns = [f"- *{column}*: {summary_of(COLUMNS, name)}" for column, name in COLUMN_WORDS.items()]
    table = ["## The table and its drawing", draw(), "## The columns", "\n".join(columns)]
    return "\n\n".join(["# Custody", HOW_TO_READ, "## The states", meanings, *table])
