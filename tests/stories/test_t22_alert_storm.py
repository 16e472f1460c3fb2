"""T22: a storm of 400 alerts, one of them real.

The grouping rule; does accepting a group count for each; who proves that none was dropped.
"""

import json
from datetime import UTC, datetime

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.close import close
from demarc.acts.hand_off import accept
from demarc.acts.merge import absorb
from demarc.acts.take_in import take_in
from demarc.core.custody.custody import Ending
from demarc.core.custody.states import State
from demarc.core.instants import micros
from demarc.doors.ingest.generic.read import read
from demarc.record import models
from demarc.record.ids import sortable_id
from demarc.record.reads.group import PAGE_LENGTH, group_page
from tests.cast import DANA, TOMASZ
from tests.stage import MINUTE, Stage, done
from tests.stories.conftest import Tell

TUESDAY = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
NOISE, REAL, COUNT = 8, "nurse-03: credentials dumped", 400


def storm(stage: Stage) -> None:
    """Let 399 alerts of eight causes come in, and one of another among them."""
    feed = add_feed(
        engagement=stage.engagement,
        by=stage.id(DANA),
        now=TUESDAY,
        name="EDR",
        reader="generic",
        holder=stage.id(DANA),
        facts={"topic": "edr-alert", "device_class": "workstation"},
    )
    assert isinstance(feed, NewFeed)
    alerts = [
        {"id": f"rule-{nth % NOISE}", "subject": f"rule-{nth % NOISE} matched, no. {nth}", "severity": "high"}
        for nth in range(COUNT - 1)
    ]
    alerts.insert(217, {"id": "nurse-03", "subject": REAL, "severity": "high"})
    for start in range(0, COUNT, 50):
        at = TUESDAY + start * MINUTE / 50
        body = json.dumps(alerts[start : start + 50]).encode()
        models.Inbox.objects.create(
            engagement=stage.engagement,
            id=sortable_id(micros(at)),
            feed=feed.id,
            dedupe="",
            received_us=micros(at),
            body=body,
        )
    while take_in(now=TUESDAY + 10 * MINUTE, readers={"generic": read}):
        pass


def subjects(stage: Stage, item: str) -> list[str]:
    """Read every page of a group."""
    found, after = [], ""
    while True:
        page = group_page(engagement=stage.engagement, item=item, by=stage.id(DANA), now=TUESDAY, after=after)
        assert len(page.lines) <= PAGE_LENGTH
        found += [line.subject for line in page.lines]
        after = page.next
        if not after:
            return found


def test_four_hundred_alerts_and_one_real(told_at: Tell) -> None:
    stage = told_at(TUESDAY)
    storm(stage)
    items = list(models.Item.objects.filter(engagement=stage.engagement).order_by("number"))
    # One cause, one item: nine items for 400 alerts, and the one real alert is not lost among them.
    assert len(items) == NOISE + 1
    real = next(item for item in items if item.subject == REAL)
    noise = [item for item in items if item != real]
    assert {stage.name(item.holder) for item in items} == {TOMASZ}

    # He says that the eight are one problem, and accepts them by one act: the entry says how many signals that covers.
    now = TUESDAY + 15 * MINUTE
    first, *others = noise
    done(absorb(**stage.at(first.id, TOMASZ, now), numbers=[item.number for item in others]))
    done(accept(**stage.at(first.id, TOMASZ, now), next_step="switch the rule off"))
    assert stage.entries(first.id)[-1].said["members"] == COUNT - 1
    assert len(subjects(stage, first.id)) == COUNT - 1
    assert subjects(stage, real.id) == [REAL]
    assert stage.custody(real.id).state is State.ROUTED

    # None was dropped: every signal that came in ended on an item, and the pages list each of them once.
    signals = models.Signal.objects.filter(engagement=stage.engagement)
    assert signals.count() == COUNT
    assert not signals.filter(item="").exists()
    listed = subjects(stage, first.id) + subjects(stage, real.id)
    assert sorted(listed) == sorted(signals.values_list("subject", flat=True))

    # One verdict for the group, another for the real one.
    end = TUESDAY + 40 * MINUTE
    done(close(**stage.at(first.id, TOMASZ, end), ending="false positive", proof="the rule matched its own scanner"))
    done(accept(**stage.at(real.id, TOMASZ, end), next_step="isolate"))
    done(close(**stage.at(real.id, TOMASZ, end), ending="true positive", proof="isolated 11:39, rebuilt"))
    assert {stage.custody(item.id).ending for item in others} == {Ending.MERGED}
