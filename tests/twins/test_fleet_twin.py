"""The cover of a fleet is what the slow definition says of each device by itself."""

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.decide import decide
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.fleet import Device, cover, duties_of
from demarc.core.matrix.table import Matrix
from tests.matrix_build import matrices

VALUES = st.sampled_from(
    ["", "unknown", "os-patch", "mailbox", "LOW", "high", "alert", "ticket", "1", "2", "yes", "no", "x"]
)


@given(matrices(circles=True, most=4), st.data())
def test_every_device_ends_as_the_definition_decides_it(made: Matrix, data: st.DataObject) -> None:
    aspects = tuple(aspect.name for aspect in made.aspects if aspect.name not in {"topic", "kind", "window"})
    rows = data.draw(st.lists(st.tuples(*(VALUES for _ in aspects)), max_size=8))
    tags = data.draw(st.lists(st.sampled_from([(), ("vip",), ("VIP", "other")]), min_size=len(rows), max_size=len(rows)))
    devices = [Device(number, "", said, carried) for number, (said, carried) in enumerate(zip(rows, tags, strict=True))]
    for duty in (*duties_of(made), *made.domain("topic")):
        found = cover(compile_matrix(made), duty, aspects, devices)
        told = {device.row: alike.rows for alike in (*found.unowned, *found.doubly_owned) for device in alike.devices}
        owned: dict[str, int] = {}
        for device in devices:
            given_ = {**dict(zip(aspects, device.said, strict=True)), "topic": duty, "kind": "device-duty"}
            verdict = decide(made, {**facts_of(made.aspects, given_, device.tags).values, "window": "business"})
            if verdict.row is None:
                assert told[device.row] == verdict.effective
            else:
                assert device.row not in told
                owned[verdict.row] = owned.get(verdict.row, 0) + 1
        assert found.owned == owned
        assert found.devices == len(devices) == sum(owned.values()) + len(told)
