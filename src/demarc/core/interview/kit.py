"""The questions put to every vendor in the same words, what a good answer shows, and what a bad one sounds like."""

from dataclasses import dataclass

KIT = "1"
"""The version of the kit and its caps; a comparison names the one it was made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewQuestion:
    """A question by its key. A `must` belongs to every interview; `in_detail` is also judged by person, clock and paper."""

    key: str
    text: str
    good: str
    bad: str
    must: bool = False
    in_detail: bool = False


QUESTIONS = (
    InterviewQuestion(
        key="template",
        text="Show us the responsibility matrix of a client like us, filled in and with the names taken out.",
        good="A filled table of theirs, one accountable person a row, with a date and the client's signature.",
        bad="We make one together during onboarding.",
        must=True,
    ),
    InterviewQuestion(
        key="dispute",
        text="Tell us of the last time you and a client disagreed over whose job it was. Who decided, when, and what "
        "was written down?",
        good="A named person decided within days, and a line of the matrix changed. The line is shown.",
        bad="That does not happen with our clients.",
        must=True,
        in_detail=True,
    ),
    InterviewQuestion(
        key="month_three",
        text="Our IT lead is gone in month three, without notice. Take us through the first day, hour by hour.",
        good="Named people, times, and the paper they would work from; what they would not take on is said.",
        bad="We would figure that out together.",
        must=True,
        in_detail=True,
    ),
    InterviewQuestion(
        key="alerts",
        text="Who held your last five critical alerts, and for how long, from the first signal to the verdict?",
        good="Five lines with names, times and verdicts, taken out of their own system.",
        bad="Our SOC watches around the clock.",
        must=True,
    ),
    InterviewQuestion(
        key="restore",
        text="Show us the proof of the last restore test you did for a client: what came back, who looked at it, when.",
        good="A dated paper with a person of the client's on it, and what was missing.",
        bad="The backup reports are green.",
        must=True,
    ),
    InterviewQuestion(
        key="screen",
        text="Show the screen our lead would see at 02:00 on a Saturday: the same rows as your own people?",
        good="A live screen, opened with a client's account, next to their own.",
        bad="A monthly report as PDF.",
        must=True,
    ),
    InterviewQuestion(
        key="leaver",
        text="The engineer who knows us gives notice today. When do we hear of it, and who takes over what?",
        good="A number of days in the contract, and the list of what was handed over the last time.",
        bad="You would not notice.",
    ),
    InterviewQuestion(
        key="not_ours",
        text="Which of our systems would you refuse, and who would then be responsible for them?",
        good="A closed list, and for each line the person they think should have it.",
        bad="We support everything.",
    ),
    InterviewQuestion(
        key="bills",
        text="Show us three months of invoices of one client, with everything beyond the fixed price.",
        good="Invoices with hours, and what caused them.",
        bad="It is all included.",
    ),
    InterviewQuestion(
        key="ending",
        text="A client left you last year. Which credentials and documents did they get back, and how many days later?",
        good="A list with days, and a client who may be called.",
        bad="Nobody has ever left.",
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
MUST = tuple(question.key for question in QUESTIONS if question.must)
