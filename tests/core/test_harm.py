"""Every function has an everyday example of what falls through without an owner."""

from demarc.core.catalogue import ALWAYS_SINGLE, FUNCTIONS
from demarc.core.harm import DEVICES, LONGEST_EXAMPLE, MUST_HAVE, WORST_FIRST, harm_of, rank_of, worst
from demarc.core.presets.frame import DEVICE_CLASSES


def test_every_function_has_one_harm_and_nothing_else_has() -> None:
    listed = [harm.function for harm in WORST_FIRST]
    assert len(listed) == len(set(listed))
    assert set(listed) == {function.id for function in FUNCTIONS}


def test_an_example_fits_on_its_line() -> None:
    assert not [harm.example for harm in WORST_FIRST if len(harm.example) > LONGEST_EXAMPLE]


def test_what_may_not_be_divided_must_have_an_owner() -> None:
    assert ALWAYS_SINGLE < MUST_HAVE
    assert {function.id for function in FUNCTIONS} >= MUST_HAVE


def test_the_worst_of_several_is_told() -> None:
    told = worst(["PH-02", "BK-04", "SD-02"])
    assert told is not None
    assert told.example == "Monthly restore test"
    assert worst(["nothing"]) is None
    assert harm_of("nothing") is None
    assert rank_of("nothing") > rank_of("PH-03") > rank_of("BK-04")


def test_the_examples_of_devices_are_of_classes_we_know() -> None:
    assert {class_ for class_, _, _ in DEVICES} <= set(DEVICE_CLASSES)
