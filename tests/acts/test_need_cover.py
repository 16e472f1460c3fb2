"""A stretched lead is noticed: the same text at the same minute, to the lead and the executives, and across no line."""

from demarc.acts.need_cover import daily_counts
from demarc.acts.tick import tick
from demarc.record import models
from tests.cast import DANA, HARBORLINE, MARC, RUTH
from tests.stage import DAY, TUESDAY, Stage

START = TUESDAY - DAY


def pile_up(stage: Stage, days: int) -> None:
    """Let servers' patches come to Dana, one each other day, and nobody touch them."""
    for day in range(days):
        if day % 2 == 0:
            stage.receive("os-patch", "low", device_class="server", now=TUESDAY + day * DAY)


def covers(stage: Stage) -> list[models.Outbox]:
    return list(models.Outbox.objects.filter(engagement=stage.engagement, about="cover"))


def test_what_waits_at_a_desk_is_counted_for_each_day(stage: Stage) -> None:
    pile_up(stage, 15)
    counts = daily_counts(stage.engagement, stage.id(DANA), TUESDAY + 14 * DAY)
    assert counts == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8]


def test_two_weeks_of_growing_are_told_to_lead_and_executive_at_once_and_alike(stage: Stage) -> None:
    pile_up(stage, 15)
    tick(now=TUESDAY + 14 * DAY)
    told = covers(stage)
    assert {stage.name(one.person) for one in told} == {DANA, RUTH, MARC}
    assert len({(one.text, one.written_at, one.due) for one in told}) == 1
    assert "Cover is needed beside Dana" in told[0].text
    tick(now=TUESDAY + 15 * DAY)
    assert len(covers(stage)) == 3, "once a week at most"


def test_nothing_of_it_crosses_the_line(stage: Stage) -> None:
    pile_up(stage, 15)
    entries = models.Entry.objects.count()
    tick(now=TUESDAY + 14 * DAY)
    theirs = set(models.Person.objects.filter(party=HARBORLINE).values_list("id", flat=True))
    assert not theirs & {one.person for one in covers(stage)}
    said = models.Entry.objects.filter(seq__gte=entries).values_list("public", flat=True)
    assert not [text for text in said if "cover is needed" in text.casefold()]


def test_an_ordinary_fortnight_is_no_news(stage: Stage) -> None:
    pile_up(stage, 3)
    tick(now=TUESDAY + 14 * DAY)
    assert not covers(stage)
