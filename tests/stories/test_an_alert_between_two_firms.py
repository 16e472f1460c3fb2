"""The first gap: the provider flags an alert and expects the client to act; the client assumes the provider has it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from demarc.acts.close import close
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.look import look_at_item
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.ledger import custody_at
from demarc.core.custody.states import Act, State
from demarc.record import models
from demarc.record.reads.export import export_lines
from demarc.record.reads.items import items_of
from demarc.record.reads.today import today_of
from tests.cast import DANA, LUIS, TOMASZ
from tests.stage import HOUR, MINUTE, Stage, done, refused
from tests.stories.conftest import Tell

TUESDAY = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
CARRIES = "the alert, the machine, what was seen and done"


@pytest.fixture
def stage(told_at: Tell) -> Stage:
    return told_at(TUESDAY)


@pytest.fixture
def offered(stage: Stage) -> str:
    """A critical alert that Tomasz has accepted and offered to Dana."""
    item = stage.receive("edr-alert", "critical", now=TUESDAY, device_class="server")
    done(accept(**stage.at(item, TOMASZ, TUESDAY), next_step="look", when=TUESDAY + HOUR))
    done(offer(**stage.at(item, TOMASZ, TUESDAY), to=stage.id(DANA), why="you decide on the server", carries=CARRIES))
    return item


def holders_told(stage: Stage, item: str, now: datetime) -> set[str]:
    """Ask every view who holds it: the page, the lists, the day of each side, the export of each side."""
    told: set[str] = set()
    for reader in (DANA, TOMASZ):
        by = stage.id(reader)
        page = look_at_item(**stage.at(item, reader, now))
        lists = [
            line
            for name in ("open", "waiting", "holding", "offered", "due")
            for line in items_of(engagement=stage.engagement, by=by, now=now, name=name).lines
        ]
        day = today_of(engagement=stage.engagement, by=by, now=now)
        lists += [*day.waiting.lines, *day.holding.lines, *day.offered.lines, *day.due.lines]
        told |= {page.holder.id, *(line.holder.id for line in lists if line.id == item)}
        told |= {_holder_in_export(stage, item, by, now)}
        assert "handed off" not in str(page).lower()
    return {stage.name(person) for person in told}


def _holder_in_export(stage: Stage, item: str, by: str, now: datetime) -> str:
    holder = ""
    for line in b"".join(export_lines(engagement=stage.engagement, by=by, now=now)).splitlines():
        public = json.loads(line).get("public")
        entry = json.loads(public) if isinstance(public, str) else public
        if isinstance(entry, dict) and entry.get("item") == item:
            holder = entry["after"]["holder"]
    return holder


def test_silence_pages_the_next_and_every_view_names_the_sender(stage: Stage, offered: str) -> None:
    """R12, R20: not accepted by T0 + 15 min, level 1 is paged, the sender holds it, and no view says otherwise."""
    assert holders_told(stage, offered, TUESDAY + MINUTE) == {TOMASZ}
    tick(now=TUESDAY + 5 * MINUTE)
    tick(now=TUESDAY + 15 * MINUTE)
    assert stage.mailed(LUIS, "called")
    assert stage.mailed(DANA, "reminded")
    assert holders_told(stage, offered, TUESDAY + 15 * MINUTE) == {TOMASZ}


def test_not_ours_without_a_citation_counts_for_nothing(stage: Stage, offered: str) -> None:
    """R26: a rejection that names no row and no exclusion does not count as one, and the clock runs on."""
    before = stage.custody(offered)
    tried: tuple[dict[str, Any], ...] = (
        {},
        {"ground": "row"},
        {"ground": "exclusion", "text": " "},
        {"ground": "row", "row": "NO-99"},
    )
    for cited in tried:
        refused(decline(**stage.at(offered, DANA, TUESDAY + MINUTE), **cited))
    assert stage.custody(offered) == before
    assert (before.declines, before.state) == (0, State.OFFERED)


@pytest.mark.parametrize(
    ("topic", "severity"), [("edr-alert", "low"), ("edr-alert", "critical"), ("server-health", "critical")]
)
def test_a_notice_is_no_verdict(stage: Stage, topic: str, severity: str) -> None:
    """R21: security and critical alerts are not closed by having told somebody."""
    item = stage.receive(topic, severity, now=TUESDAY, device_class="server")
    by = stage.holder(item)
    done(accept(**stage.at(item, by, TUESDAY)))
    said = refused(close(**stage.at(item, by, TUESDAY), ending="client notified", proof="mailed Dana at 11:02"))
    assert "is a notice, no verdict" in said
    assert "without proof" in refused(close(**stage.at(item, by, TUESDAY), ending="true positive"))
    done(close(**stage.at(item, by, TUESDAY), ending="true positive", proof="isolated at 11:09"))
    assert stage.custody(item).ending is Ending.TRUE_POSITIVE


def test_whose_job_was_that_has_one_answer_at_every_minute(stage: Stage, offered: str) -> None:
    """R18: any past instant gives one person, the row and version that decided, and the act of acceptance."""
    later = TUESDAY + 20 * MINUTE
    done(accept(**stage.at(offered, DANA, later), next_step="switch it off"))
    entries = stage.entries(offered)
    for minute in range(61):
        instant = TUESDAY + timedelta(minutes=minute)
        custody = custody_at(entries, instant)
        assert custody is not None
        assert stage.name(custody.holder) == (DANA if instant >= later else TOMASZ)
        assert (custody.row, custody.matrix_version) == ("SE-01", stage.custody(offered).matrix_version)
    accepted = next(entry for entry in reversed(entries) if entry.act is Act.ACCEPT)
    assert (accepted.by, accepted.at, accepted.said["crossing"]) == (stage.id(DANA), later, 1)
    assert models.Entry.objects.filter(engagement=stage.engagement, item=offered).count() == len(entries)
