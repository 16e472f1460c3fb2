"""Ids that sort by the time they were made, so that rows keep the order of arrival without a counter to share."""

import secrets


def sortable_id(at_us: int, turn: int = 0) -> str:
    """Make a unique id of 32 hexadecimal digits that sorts by `at_us` (microseconds since 1970), then by `turn`.

    14 digits of time, 4 of the turn within a batch, 14 of chance: two processes never make the same one.
    """
    return f"{at_us:014x}{turn & 0xFFFF:04x}{secrets.token_hex(7)}"


def sortable_ids(at_us: int, count: int) -> list[str]:
    """Make such ids for a batch, one for each turn; they share their chance, which is drawn once."""
    chance = secrets.token_hex(7)
    return [f"{at_us:014x}{turn & 0xFFFF:04x}{chance}" for turn in range(count)]
