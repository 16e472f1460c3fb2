"""What is asked before co-managed IT is weighed: each question, the answers that count for it, and why it matters."""

from dataclasses import dataclass
from enum import StrEnum

WEIGHTS = "2"
"""The version of the rules and thresholds; a result names the one it was made with."""


class Bearing(StrEnum):
    """What a question decides."""

    STOP = "hard stop"
    SIZE = "size"
    POINT = "fit point"
    PREREQUISITE = "prerequisite"


@dataclass(frozen=True, slots=True)
class FitQuestion:
    """A question by its key. A yes/no question wants `wanted`; a number wants at least or at most `threshold`.

    `days` is what a client is given to put right what the question finds missing.
    """

    key: str
    part: Bearing
    text: str
    wanted: str = "yes"
    threshold: int | None = None
    at_most: bool = False
    days: int = 0

    def favourable(self, answer: str) -> bool:
        """Tell whether an answer speaks for co-managed IT; no answer never does."""
        if self.threshold is None:
            return answer == self.wanted
        if not answer.isdecimal():
            return False
        return int(answer) <= self.threshold if self.at_most else int(answer) >= self.threshold

    def rank(self, answer: str) -> float:
        """Order answers that are known: the lower one speaks against co-managed IT."""
        if self.threshold is None:
            return float(answer == self.wanted)
        return -float(answer) if self.at_most else float(answer)


QUESTIONS = (
    FitQuestion("secondary_duty", Bearing.STOP, "Is IT a side job of the person who runs it?", "no"),
    FitQuestion("junior", Bearing.STOP, "Is that person junior, without authority within 60 days?", "no"),
    FitQuestion("posture", Bearing.STOP, "Is the main aim security or compliance, rather than relief?", "no"),
    FitQuestion("exit", Bearing.STOP, "Is that person likely to leave within 18 months?", "no"),
    FitQuestion(
        "simple", Bearing.SIZE, "One site, one server, two business applications, no regulated data at most?", "no"
    ),
    FitQuestion("employees", Bearing.SIZE, "How many employees are there?", threshold=50),
    FitQuestion("opinion", Bearing.POINT, "Two years or more in the role, and a written opinion to show?"),
    FitQuestion("asked", Bearing.POINT, "Did the IT lead ask for help himself, said in private?"),
    FitQuestion("domains", Bearing.POINT, "Are there 50 employees or more, and three domains without depth?"),
    FitQuestion("gaps", Bearing.POINT, "Are the gaps listed, each with its start and its end?"),
    FitQuestion("authority", Bearing.POINT, "May the lead refuse a closure and escalate, confirmed in writing?"),
    FitQuestion("executive", Bearing.PREREQUISITE, "Is an executive named?", days=14),
    FitQuestion("documented", Bearing.PREREQUISITE, "Percent of systems that are documented?", threshold=60, days=90),
    FitQuestion("vault", Bearing.PREREQUISITE, "Percent of credentials in a vault?", threshold=80, days=60),
    FitQuestion(
        "single_knower",
        Bearing.PREREQUISITE,
        "Percent of items that one person alone knows?",
        threshold=30,
        at_most=True,
        days=90,
    ),
    FitQuestion("inventory", Bearing.PREREQUISITE, "Percent of devices that match the inventory?", threshold=90, days=60),
)
"""The first twelve are the short door; the rest are for whoever runs the systems."""

DOOR = 12
BY_KEY = {question.key: question for question in QUESTIONS}
