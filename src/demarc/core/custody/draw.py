"""The drawing of the machine, made from its tables: a diagram and the whole table, as Markdown."""

from demarc.core.custody.columns import CELLS
from demarc.core.custody.states import NEXT, State


def draw() -> str:
    """Draw the table as Markdown: a Mermaid state diagram of what moves, then every cell."""
    return "\n".join(["```mermaid", *_diagram(), "```", "", *_table(), ""])


def _diagram() -> list[str]:
    lines = ["stateDiagram-v2"]
    for state, acts in NEXT.items():
        targets: dict[State, list[str]] = {}
        for act, target in acts.items():
            if target is not state:
                targets.setdefault(target, []).append(str(act))
        here = _name(state) if state else "[*]"
        lines += [f"    {here} --> {_name(target)}: {', '.join(names)}" for target, names in targets.items()]
    return lines


def _table() -> list[str]:
    lines = ["| From | Act | Who may | To | Holder | Clock A | Clock P |", "|---|---|---|---|---|---|---|"]
    for (state, act), cell in CELLS.items():
        who = ", ".join(standing for standing in type(next(iter(cell.may))) if standing in cell.may)
        target = NEXT[state][act]
        lines.append(
            f"| {_name(state) if state else '(none)'} | {act} | {who} | {_name(target)} "
            f"| {cell.holder} | {cell.accept} | {cell.progress} |"
        )
    return lines


def _name(state: State) -> str:
    return state.upper()
