"""What forbids signing: an error that touches a live lane, or no dispute process while a lane is live.

A lane that is only observed may still have holes: observing is how they are found.
"""

from datetime import timedelta

from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import TOPIC, Matrix

OBSERVED = timedelta(days=14)
"""How long a lane is only observed before it may go live (R31)."""


def forbids_signing(matrix: Matrix) -> tuple[Finding, ...]:
    """List what must be mended before anybody signs."""
    if matrix.lanes and not any(lane.live for lane in matrix.lanes):
        return ()
    errors = (found for found in check(matrix) if found.severity is Level.ERROR)
    return (*_no_process(matrix), *(found for found in errors if touches_live(matrix, found)))


def touches_live(matrix: Matrix, found: Finding) -> bool:
    """Tell whether a finding is about a live lane, or about nothing that is in a lane."""
    live = {lane.name: lane.live for lane in matrix.lanes}
    named = {topic.name: topic.lane for topic in matrix.topics}
    topics = {(found.witness or {}).get(TOPIC, "")}
    for id_ in found.rows:
        row = matrix.row(id_)
        topics |= dict(row.scope).get(TOPIC, frozenset()) if row else set()
    lanes = {named.get(topic, "") for topic in topics if topic}
    return not lanes or any(live.get(lane, True) for lane in lanes)


def _no_process(matrix: Matrix) -> tuple[Finding, ...]:
    """A dispute process is agreed before a crisis (R36): who rules, their deputies, and what holds in the meantime."""
    about = matrix.engagement
    wanted = {
        "arbiter": about.dispute_rule.arbiter,
        "deputy arbiter": about.dispute_rule.deputy,
        "executive": about.executive,
        "executive's deputy": about.executive_deputy,
        "rule in words (who holds it in the meantime, and that a ruling never says who pays)": about.dispute_rule.text,
    }
    return tuple(
        finding(Kind.NOBODY, f"a lane is live and the dispute process names no {what}", section="engagement")
        for what, said in wanted.items()
        if not said.strip()
    )
