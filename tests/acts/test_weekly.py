"""The weekly mail: written once on the engagement's Monday morning, with one decision whose buttons work once."""

from datetime import datetime, timedelta

import pytest

from demarc.acts.dispute import dispute
from demarc.acts.outcome import Refused
from demarc.acts.sign_in import WhyNot
from demarc.acts.tick import tick
from demarc.acts.versions import Proposed, propose_version
from demarc.acts.weekly_choice import ChoicePage, choose, look_at_choice
from demarc.core.words import ItemKind
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.versions_page import matrix_to_download
from demarc.record.reads.week import week_of, week_page
from tests.cast import DANA, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done

MONDAY = datetime.fromisoformat("2026-11-30T14:00:00+00:00")
"""Eight in the morning in Chicago."""


def disputed(stage: Stage) -> str:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(dispute(**stage.at(item, DANA, TUESDAY), why="the lab is excluded"))
    return models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.DISPUTE).id


def mails(stage: Stage) -> list[models.Outbox]:
    return list(models.Outbox.objects.filter(engagement=stage.engagement, about="weekly").order_by("person"))


def tokens(stage: Stage, person: str) -> list[str]:
    (mail,) = (mail for mail in mails(stage) if mail.person == stage.id(person))
    return [line.rpartition("/decide/")[2].strip("/") for line in mail.text.splitlines() if "/decide/" in line]


def test_it_goes_out_once_on_monday_morning_to_the_executives_alone(stage: Stage) -> None:
    tick(now=MONDAY - MINUTE)
    assert not mails(stage)
    for later in (timedelta(), MINUTE, HOUR, DAY):
        tick(now=MONDAY + later)
    assert {stage.name(mail.person) for mail in mails(stage)} == {RUTH, MARC}
    (week,) = models.Weekly.objects.all()
    assert (str(week.week), len(week.lines)) == ("2026-11-30", 3)
    tick(now=MONDAY + 7 * DAY)
    assert models.Weekly.objects.count() == 2


def test_a_server_that_was_down_writes_it_when_it_is_up_again(stage: Stage) -> None:
    tick(now=TUESDAY)
    tick(now=MONDAY + 2 * DAY)
    assert len(mails(stage)) == 2


def test_the_week_says_what_is_not_covered_what_to_decide_and_when_the_review_is(stage: Stage) -> None:
    gap = stage.receive("os-patch", "medium", device_class="printer")
    stage.receive("edr-alert", "critical")
    disputed(stage)
    tick(now=MONDAY)
    first, second, third = models.Weekly.objects.get().lines
    assert "1 thing that no single row owns (A-1)" in first
    assert stage.custody(gap).row is None
    assert "past " in first
    assert second == "To decide: nothing this week.", "it lapsed on Monday already; nobody is asked for what is over"
    assert third.startswith("Next review: ")


def test_a_button_rules_once_after_a_confirming_page(stage: Stage) -> None:
    raised = disputed(stage)
    tick(now=TUESDAY + DAY)
    models.Engagement.objects.update(look_at=None, started_at=TUESDAY - 30 * DAY)
    tick(now=TUESDAY + DAY + MINUTE)
    first, second = tokens(stage, RUTH)
    now = TUESDAY + DAY + HOUR
    page = look_at_choice(token=first, now=now)
    assert isinstance(page, ChoicePage)
    assert "holds it" in page.does
    assert look_at_choice(token=first, now=now) == page, "looking uses nothing up"
    assert isinstance(choose(token=first, now=now), Refused), "a ruling needs words"
    assert choose(token=first, now=now, text="workstations are Mei's") == "Ruled."
    assert stage.custody(raised).ending == "ruled"
    for token in (first, second):
        assert look_at_choice(token=token, now=now) is WhyNot.USED
        assert choose(token=token, now=now, text="again") is WhyNot.USED


def test_what_was_decided_otherwise_meanwhile_is_refused_by_the_act_itself(stage: Stage) -> None:
    from demarc.acts.dispute import rule

    raised = disputed(stage)
    models.Engagement.objects.update(look_at=None, started_at=TUESDAY - 30 * DAY)
    tick(now=TUESDAY + DAY)
    (token, _) = tokens(stage, MARC)
    done(rule(**stage.at(raised, RUTH, TUESDAY + DAY + HOUR), holder=stage.id(MEI), text="Mei's"))
    late = choose(token=token, now=TUESDAY + DAY + 2 * HOUR, text="Dana's")
    assert isinstance(late, Refused)


def test_a_proposal_is_signed_or_answered_from_the_mail(stage: Stage) -> None:
    matrix = matrix_to_download(engagement=stage.engagement, by=stage.id(PRIYA), now=TUESDAY)
    proposed = propose_version(
        engagement=stage.engagement,
        matrix=matrix,
        by=stage.id(PRIYA),
        now=TUESDAY,
        starts_at=MONDAY + 20 * DAY,
        why="the same again",
    )
    assert isinstance(proposed, Proposed)
    tick(now=MONDAY)
    sign, not_yet = tokens(stage, RUTH)
    assert choose(token=tokens(stage, MARC)[1], now=MONDAY + HOUR, text="after the audit") == (
        "Both sides read why it is not signed yet."
    )
    refused = choose(token=sign, now=MONDAY + HOUR)
    assert isinstance(refused, Refused), "a link that lay about for days signs no contract"
    assert look_at_choice(token="no-such-token", now=MONDAY) is WhyNot.UNKNOWN
    assert look_at_choice(token=not_yet, now=MONDAY + 8 * DAY) in {WhyNot.EXPIRED, WhyNot.USED}


def test_only_the_clients_executives_and_lead_read_the_week(stage: Stage) -> None:
    for reader in (RUTH, MARC, DANA):
        assert week_page(engagement=stage.engagement, by=stage.id(reader), now=TUESDAY).lines
    for other in (PRIYA, TOMASZ, LUIS):
        with pytest.raises(NotFound):
            week_page(engagement=stage.engagement, by=stage.id(other), now=TUESDAY)
    with pytest.raises(NotFound):
        week_page(engagement=stage.engagement, by="zoe", now=TUESDAY)


def test_a_ruling_that_has_days_is_no_call_of_an_executive_and_a_p1_is(stage: Stage) -> None:
    disputed(stage)
    tick(now=TUESDAY + DAY)
    assert stage.mailed(RUTH, "called")
    assert week_of(engagement=stage.engagement, now=TUESDAY + DAY).calls == 0
    stage.receive(now=TUESDAY + DAY)
    for minutes in (5, 15, 25, 40):
        tick(now=TUESDAY + DAY + minutes * MINUTE)
    assert week_of(engagement=stage.engagement, now=TUESDAY + DAY + HOUR).calls == 2, "Ruth and Marc, for one P1"
