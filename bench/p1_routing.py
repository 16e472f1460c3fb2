"""P1: one item routed with its explanation. `compiled.decide(facts)` beside zen-engine and Alertmanager's route tree.

Every engine must give the row that a plain scan gives before it is timed. Our call returns the whole verdict: row,
version, window and all matching rows.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import zen

from bench.alertmanager import Alertmanager, post
from bench.report import Figure, interleaved, per_second, seconds
from bench.tables import EIGHT, Box, as_number, items, matrix_of, partition
from demarc.core.matrix.compiled import Compiled, compile_matrix
from demarc.core.matrix.decide import decide

ITEMS = 400
DOMAINS = {aspect.name: len(aspect.domain()) for aspect in EIGHT}


def figures() -> list[Figure]:
    """Measure P1a to P1c; P1d stands in `p1_batch`."""
    small, middle, large = (_ours(count) for count in (50, 500, 5_000))
    facts = items(ITEMS)
    one_pass = {name: _passes(compiled, facts) for name, compiled in (("50", small), ("500", middle), ("5000", large))}
    zen_engine = _zen(partition(500), facts)
    found = interleaved({**one_pass, "zen": zen_engine})
    alertmanager = _alertmanager(partition(5_000))
    flat = interleaved({name: one_pass[name] for name in ("50", "5000")}, rounds=9)
    over_zen, over_tree = found["500"] / found["zen"], found["5000"] / alertmanager
    beside_zen = f"{found['500']:,.0f}/s vs {found['zen']:,.0f}/s"
    beside_tree = f"{found['5000']:,.0f}/s vs {alertmanager:,.0f}/s"
    steeper = flat["50"] / flat["5000"]
    return [
        Figure("P1a", "one item routed, 500 rows, vs zen-engine", over_zen, "x", 400, 1_000, detail=beside_zen),
        Figure(
            "P1b", "one item routed, 5,000 rows, vs Alertmanager's tree", over_tree, "x", 800, 2_000, detail=beside_tree
        ),
        Figure("P1c", "flatness: cost at 5,000 rows / cost at 50 rows", steeper, "x", 2.5, 1.5, least=False),
    ]


def _ours(count: int) -> Compiled:
    matrix = matrix_of(EIGHT, partition(count))
    compiled = compile_matrix(matrix)
    for facts in items(25, seed=7):
        assert compiled.decide(facts) == decide(matrix, facts)
    return compiled


def _passes(compiled: Compiled, facts: Sequence[dict[str, str]], repeat: int = 100) -> Callable[[], float]:
    call = compiled.decide
    ready = [given | {"window": "business"} for given in facts]

    def run() -> None:
        for _ in range(repeat):
            for given in ready:
                call(given)

    return lambda: per_second(run, len(facts) * repeat)


def _zen(boxes: Sequence[Box], facts: Sequence[dict[str, str]]) -> Callable[[], float]:
    rules = [{"_id": str(number), "o": f'"r{number}"', **_zen_cells(box)} for number, box in enumerate(boxes)]
    inputs = [{"id": name, "name": name, "field": "tags" if name == "vip" else name} for name in DOMAINS]
    table = {"hitPolicy": "first", "inputs": inputs, "outputs": [{"id": "o", "name": "o", "field": "o"}], "rules": rules}
    place = {"x": 0, "y": 0}
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "i", "type": "inputNode", "name": "in", "position": place},
            {"id": "t", "type": "decisionTableNode", "name": "t", "position": place, "content": table},
            {"id": "o", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [{"id": "a", "sourceId": "i", "targetId": "t"}, {"id": "b", "sourceId": "t", "targetId": "o"}],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    held = [_as_held(given) for given in facts]
    matrix = matrix_of(EIGHT, boxes)
    for given, real in zip(facts[:25], held, strict=False):
        assert decision.evaluate(real)["result"]["o"] == decide(matrix, given).row

    def run() -> None:
        for real in held:
            decision.evaluate(real)

    return lambda: per_second(run, len(held))


def _zen_cells(box: Box) -> dict[str, str]:
    cells = {}
    for name, values in box.items():
        if len(values) == DOMAINS[name]:
            cells[name] = ""
        elif name == "hour":
            numbers = sorted(as_number(value) for value in values)
            cells[name] = f"[{numbers[0]}..{numbers[-1]}]"
        elif name == "vip":
            cells[name] = "contains($, 'vip')" if values == ("yes",) else "not contains($, 'vip')"
        else:
            cells[name] = ", ".join(f'"{value}"' for value in values)
    return cells


def _as_held(facts: dict[str, str]) -> dict[str, Any]:
    """Give an item the way its holder has it: strings, a number, a list of tags."""
    tags = ["x", "vip"] if facts["vip"] == "yes" else ["x"]
    return {
        **{name: value for name, value in facts.items() if name != "vip"},
        "hour": as_number(facts["hour"]),
        "tags": tags,
    }


def _alertmanager(boxes: Sequence[Box], count: int = 2_000) -> float:
    """Route 2,000 alerts: `GET /api/v2/alerts` matches each against the tree; the time with one route is taken off."""
    facts = items(count)
    matrix = matrix_of(EIGHT, boxes)
    expected = {str(number): decide(matrix, given).row for number, given in enumerate(facts[:100])}
    empty = _time_of_get([], facts, {})
    full = _time_of_get(boxes, facts, expected)
    return count / max(full - empty, 1e-9)


def _time_of_get(boxes: Sequence[Box], facts: Sequence[dict[str, str]], expected: dict[str, Any]) -> float:
    with Alertmanager(_route_file(boxes)) as server:
        url = f"{server.url}/api/v2/alerts"
        for start in range(0, len(facts), 500):
            labels = [
                given | {"alertname": "a", "n": str(start + at)} for at, given in enumerate(facts[start : start + 500])
            ]
            post(url, [{"labels": label} for label in labels])
        alerts = json.loads(post(url))
        assert len(alerts) == len(facts)
        by_number = {alert["labels"]["n"]: alert["receivers"][0]["name"] for alert in alerts}
        assert all(by_number[number] == row for number, row in expected.items())
        return interleaved({"get": lambda: seconds(lambda: post(url))})["get"]


def _route_file(boxes: Sequence[Box]) -> str:
    lines = ["route:", "  receiver: none", "  group_wait: 1h"] + (["  routes:"] if boxes else [])
    for number, box in enumerate(boxes):
        limited = {name: values for name, values in box.items() if len(values) < DOMAINS[name]}
        matchers = ",".join(f"'{name}=~\"{'|'.join(values)}\"'" for name, values in limited.items())
        lines += [f"  - receiver: r{number}", f"    matchers: [{matchers}]"]
    lines += ["receivers:", "- name: none"] + [f"- name: r{number}" for number in range(len(boxes))]
    return "\n".join(lines)
