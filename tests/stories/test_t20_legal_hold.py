"""T20: counsel asks to hold two mailboxes, one of them just removed.

Who holds it; who stops the deletion; are the provider's backups in scope; who must not see the content.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from demarc.acts.close import close
from demarc.acts.hand_off import promise
from demarc.acts.look import look_at_item
from demarc.acts.note import note
from demarc.acts.split import split
from demarc.core.custody.states import State
from demarc.core.matrix.table import Topic, scope_of
from demarc.core.people import Slots
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import RowId, Severity
from demarc.record import models
from demarc.record.reads.export import export_lines
from tests.cast import DANA, JONAH, LUIS
from tests.stage import HOUR, MINUTE, Stage, done, refused
from tests.stories.conftest import in_force

AT_FOUR = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
"""Four in the afternoon in Chicago, a Wednesday."""
WORDS = "in re Marbury: both mailboxes, from March on"


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asking for the database is its use
    """The office with a row for legal holds, which the example leaves out."""
    matrix = alder_dental_group(date(2026, 11, 23))
    slots = Slots(DANA, LUIS, ("priya",))
    scope = scope_of({"topic": {"legal-hold"}})
    hold = replace(matrix.rows[0], id=RowId("EM-05"), function="EM-05", slots=slots, scope=scope)
    topic = Topic("legal-hold", "EM-05", "EM", matrix.topics[0].calendar, Severity.HIGH)
    aspects = tuple(
        replace(aspect, values=(*aspect.values, "legal-hold")) if aspect.name == "topic" else aspect
        for aspect in matrix.aspects
    )
    return in_force(replace(matrix, rows=(*matrix.rows, hold), topics=(*matrix.topics, topic), aspects=aspects), AT_FOUR)


def part(stage: Stage, topic: str) -> models.Item:
    return models.Item.objects.get(engagement=stage.engagement, topic=topic)


def test_the_hold_has_one_holder_and_ends_only_with_its_parts(stage: Stage) -> None:
    hold = stage.receive("legal-hold", "high", now=AT_FOUR)
    assert (stage.holder(hold), stage.custody(hold).row) == (DANA, "EM-05")
    now = AT_FOUR + 5 * MINUTE
    done(note(**stage.at(hold, DANA, now), text=WORDS, internal=True))
    done(promise(**stage.at(hold, DANA, now), when=now + HOUR, next_step="stop every deletion job"))

    # Stop the job that deletes, say what the provider's backups hold, bring the removed mailbox back: one holder each.
    for topic, subject in (
        ("leaver", "Stop the leaver's deletion"),
        ("backup-failure", "Which copies exist"),
        ("restore-request", "Bring the mailbox back"),
    ):
        done(split(**stage.at(hold, DANA, now), subject=subject, topic=topic, why="a legal hold"))
    assert [stage.name(part(stage, topic).holder) for topic in ("leaver", "backup-failure", "restore-request")] == [
        DANA,
        JONAH,
        JONAH,
    ]
    assert {stage.custody(part(stage, topic).id).received_at for topic in ("leaver", "restore-request")} == {AT_FOUR}

    # Jonah must know that and what to restore; the words of counsel stay with the client, on pages and in exports.
    assert "Marbury" in str(look_at_item(**stage.at(hold, DANA, now)).timeline)
    theirs = str(look_at_item(**stage.at(hold, JONAH, now)))
    assert "Marbury" not in theirs
    assert b"Marbury" not in b"".join(export_lines(engagement=stage.engagement, by=stage.id(JONAH), now=now))
    assert b"Marbury" in b"".join(export_lines(engagement=stage.engagement, by=stage.id(DANA), now=now))

    end = AT_FOUR + 3 * HOUR
    assert "3 part or ask" in refused(close(**stage.at(hold, DANA, end), ending="done", proof="hold set"))
    for topic in ("leaver", "backup-failure", "restore-request"):
        item = part(stage, topic)
        by = stage.name(item.holder)
        done(close(**stage.at(item.id, by, end), ending="fixed", proof="shown to Dana at 18:40, opened by her"))
    assert done(close(**stage.at(hold, DANA, end), ending="done", proof="hold set, both mailboxes")).state is State.CLOSED
