"""The words of a matrix file: topics, lanes, clocks, the glossary."""

from datetime import timedelta

from demarc.core.matrix.table import Clock, Lane, Topic
from demarc.core.words import Priority, Severity
from demarc.files.matrix.reading import Reading
from demarc.files.matrix.sections import CLOCKS, GLOSSARY, LANES, TOPICS
from demarc.files.matrix.times import read_duration
from demarc.files.matrix.values import Unreadable, read_word, read_yes_no

NEVER = "never"


def read_topics(reading: Reading) -> tuple[Topic, ...]:
    """Read the topics."""
    found = []
    for line in reading.lines(TOPICS.key):
        name = reading.said(line, "name")
        reading.entry(TOPICS.key, line, name)
        blank: Severity | None = Severity.HIGH
        always_from = reading.read(TOPICS.key, line, "always_from", _severity_or_never, blank)
        found.append(
            Topic(
                name=name,
                function=reading.said(line, "function"),
                lane=reading.said(line, "lane"),
                calendar=reading.said(line, "calendar"),
                always_from=always_from,
                duty=reading.read(TOPICS.key, line, "duty", read_yes_no, False),  # noqa: FBT003 - the blank
                security=reading.read(TOPICS.key, line, "security", read_yes_no, False),  # noqa: FBT003 - the blank
            )
        )
    return tuple(found)


def _severity_or_never(text: str) -> Severity | None:
    word = read_word(text, (*Severity, NEVER))
    return None if word == NEVER else Severity(word)


def read_lanes(reading: Reading) -> tuple[Lane, ...]:
    """Read the lanes."""
    found = []
    for line in reading.lines(LANES.key):
        name = reading.said(line, "name")
        reading.entry(LANES.key, line, name)
        live = reading.read(LANES.key, line, "live", read_yes_no, True)  # noqa: FBT003 - the blank
        found.append(Lane(name, reading.said(line, "title", name), live))
    return tuple(found)


def read_clocks(reading: Reading) -> tuple[Clock, ...]:
    """Read the clocks; a clock counts either business time or plain time throughout."""
    found = []
    for line in reading.lines(CLOCKS.key):
        said = reading.said(line, "priority")
        reading.entry(CLOCKS.key, line, said)
        priority: Priority | None = reading.read(CLOCKS.key, line, "priority", _priority, None)
        accept = reading.read(CLOCKS.key, line, "accept", read_duration, None)
        if priority is None or accept is None:
            continue
        length, business = accept
        steps = reading.read_items(CLOCKS.key, line, "steps", _business_step if business else _plain_step)
        found.append(Clock(priority, length, steps, business))
    return tuple(found)


def _priority(text: str) -> Priority:
    return Priority(read_word(text, Priority))


def _business_step(text: str) -> timedelta:
    return _step(text, business=True)


def _plain_step(text: str) -> timedelta:
    return _step(text, business=False)


def _step(text: str, *, business: bool) -> timedelta:
    length, counts_business = read_duration(text)
    if length and counts_business is not business:
        wanted = "business time, such as 4 bh" if business else "plain time, such as 4 h"
        raise Unreadable(f"`{text}` is counted otherwise than the time to accept; write it as {wanted}")
    return length


def read_glossary(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Read the glossary."""
    found = []
    for line in reading.lines(GLOSSARY.key):
        term = reading.said(line, "term")
        reading.entry(GLOSSARY.key, line, term)
        found.append((term, reading.said(line, "meaning")))
    return tuple(found)
