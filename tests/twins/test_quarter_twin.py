"""The quarter read fast is what the definition says over every entry; so are the exceptions kept beside the ledger."""

from collections.abc import Callable
from datetime import datetime

import pytest

from demarc.acts.close import close
from demarc.acts.correct_facts import correct_facts
from demarc.acts.dispute import dispute, rule
from demarc.acts.hand_off import accept, decline, offer, withdraw
from demarc.acts.outcome import Outcome
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.excepted import exception_of
from demarc.core.custody.ruling import Period
from demarc.core.reconciliation import quarter_lines
from demarc.record import models
from demarc.record.excepted import crossing_exception
from demarc.record.reads.quarter import lines_of_quarter, pasts_of, quarter_of
from tests.cast import HARBORLINE, PARTIES, RUTH
from tests.stage import HOUR, TUESDAY, Stage, put_on_stage
from tests.year.chance import Chance

KINDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("edr-alert", "critical", {}),
    ("os-patch", "medium", {"device_class": "workstation"}),
    ("os-patch", "high", {"device_class": "server"}),
    ("os-patch", "low", {"device_class": "printer"}),
    ("vendor", "medium", {}),
)
STEPS = 60


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asking for the database is its use
    return put_on_stage()


def one_act(stage: Stage, item: str, chance: Chance, now: datetime) -> Outcome:
    """Try something by whom it is open to; what is refused changes nothing and is as good."""
    custody = stage.custody(item)
    people = sorted(PARTIES)
    holder, anyone = stage.name(custody.holder), chance.choice(people)
    receiver = stage.name(custody.offered_to) if custody.offered_to else anyone
    called = stage.name(chance.choice(custody.called))
    acts: list[Callable[[], Outcome]] = [
        lambda: accept(**stage.at(item, holder, now)),
        lambda: offer(**stage.at(item, holder, now), to=stage.id(anyone), why="theirs", carries="case 1"),
        lambda: offer(**stage.at(item, holder, now), to=stage.id(anyone), why="theirs", carries="case 1"),
        lambda: accept(**stage.at(item, receiver, now)),
        lambda: accept(**stage.at(item, receiver, now)),
        lambda: accept(**stage.at(item, called, now)),
        lambda: decline(**stage.at(item, receiver, now), ground="row", row="PT-01"),
        lambda: withdraw(**stage.at(item, holder, now)),
        lambda: dispute(**stage.at(item, holder, now), why="not ours"),
        lambda: rule(**stage.at(item, RUTH, now), holder=stage.id(anyone), text="So.", period=Period.ONCE),
        lambda: correct_facts(
            **stage.at(item, holder, now),
            facts={"device_class": chance.choice(("server", "printer", "workstation"))},
            why="seen",
        ),
        lambda: close(**stage.at(item, holder, now), ending=Ending.FIXED, proof="done"),
    ]
    return chance.choice(acts)()


@pytest.mark.parametrize("seed", range(6))
def test_the_fast_quarter_is_the_slow_one(stage: Stage, seed: int) -> None:
    chance, now = Chance(seed), TUESDAY
    items: list[str] = []
    for _ in range(STEPS):
        now += chance.choice((HOUR, 5 * HOUR, 20 * HOUR))
        if len(items) < 3 or chance.random() < 0.15:
            topic, severity, facts = chance.choice(KINDS)
            items.append(stage.receive(topic, severity, now=now, **facts))
        one_act(stage, chance.choice(items), chance, now)
        if chance.random() < 0.2:
            tick(now=now)
    every = sorted(models.Item.objects.filter(engagement=stage.engagement).values_list("id", flat=True))
    pasts = list(pasts_of(stage.engagement, every))
    seen = set()
    for since in (TUESDAY, TUESDAY + (now - TUESDAY) / 3):
        slow = quarter_lines(pasts, quarter_of(engagement=stage.engagement, since=since, until=now))
        fast = lines_of_quarter(engagement=stage.engagement, provider=HARBORLINE, since=since, now=now)
        assert fast == slow
        seen |= {line.matter for line in slow}
    assert seen, "a quarter without any line tests nothing"
    written = sorted((one for past in pasts for entry in past.entries if (one := exception_of(entry))), key=repr)
    kept = sorted(map(crossing_exception, models.RowException.objects.all()), key=repr)
    assert kept == written
