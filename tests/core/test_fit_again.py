"""When the fit is due again: a quarter after it was weighed, and before that whenever somebody came or went."""

from datetime import date, timedelta

from demarc.core.fit.again import QUARTER, PeopleChange, due_again

WEIGHED = date(2026, 11, 30)
LEFT = PeopleChange("Luis Ferrer", joined=False, on=date(2026, 12, 3))
CAME = PeopleChange("Anna Berg", joined=True, on=date(2026, 12, 20))


def test_it_stands_until_a_quarter_is_over() -> None:
    assert due_again(WEIGHED, (), WEIGHED + QUARTER - timedelta(days=1)) is None
    assert str(due_again(WEIGHED, (), WEIGHED + QUARTER)) == (
        "Fit is due again since 1 March 2027, because a quarter is over."
    )


def test_a_change_of_people_makes_it_due_at_once_and_every_reason_is_named() -> None:
    assert str(due_again(WEIGHED, (LEFT,), LEFT.on)) == "Fit is due again since 3 December 2026, because Luis Ferrer left."
    assert str(due_again(WEIGHED, (CAME, LEFT), WEIGHED + QUARTER)) == (
        "Fit is due again since 3 December 2026, because Luis Ferrer left, Anna Berg joined and a quarter is over."
    )


def test_who_leaves_later_is_no_reason_yet() -> None:
    assert due_again(WEIGHED, (CAME,), CAME.on - timedelta(days=1)) is None
