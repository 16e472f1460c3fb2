"""The forms a value of a matrix file can have, each with the words that teach it and an example that the tests read."""

from dataclasses import dataclass
from enum import Enum

from demarc.core.matrix.table import AspectKind
from demarc.core.people import Channel
from demarc.core.words import Answer, ScopeState, Severity, Side, Tier, Window


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written: one sentence, an example, whether several may stand there, and the only words allowed."""

    teaches: str
    example: str
    many: bool = False
    words: tuple[str, ...] = ()


class Forms(Enum):
    """Every form there is."""

    TEXT = Form("any text", "Applies security updates to servers")
    NAME = Form("a short name, used to point here from elsewhere", "PT-02")
    TEXTS = Form("one or more texts", "Harborline | DentiSoft", many=True)
    NAMES = Form("one or more names that stand elsewhere in this file", "SN-07 | PT-04", many=True)
    PERSON = Form("a person (their id or full name) or a role that a roster fills", "dana")
    PEOPLE = Form("people or roles, in order", "priya | soc-oncall", many=True)
    YES_NO = Form("yes or no", "yes", words=("yes", "no"))
    SIDE = Form("client or provider", "provider", words=tuple(Side))
    CHANNELS = Form(
        "ways to reach the person, or `none`; e-mail alone does not answer at night",
        "email | phone",
        many=True,
        words=tuple(Channel),
    )
    ZONE = Form("a time zone by its place", "America/Chicago")
    WEEKLY = Form(
        "weekdays and hours; midnight at the end of a day is 24:00", "Mon-Fri 08:00-17:00 | Sat 09:00-12:00", many=True
    )
    STRETCHES = Form("hours of one day", "08:00-12:00 | 13:00-15:00", many=True)
    HOURS = Form("the name of a calendar, or weekdays and hours", "Mon-Fri 08:00-17:00", many=True)
    DATE = Form("a date", "2026-11-26")
    INSTANT = Form(
        "a date, or a date and local time in the engagement's zone; in the repeated hour of a clock change add the offset",
        "2026-11-27 17:00",
    )
    SEVERITY = Form("a severity, or `never`", "high", words=(*Severity, "never"))
    PRIORITY = Form("P1, P2, P3 or P4", "P1", words=("P1", "P2", "P3", "P4"))
    DURATION = Form("a number and a unit: min, h, d, or business time as bmin, bh, bd (one bd is 8 bh)", "15 min")
    DURATIONS = Form("durations after the clock starts, in order", "5 min | 15 min | 25 min", many=True)
    ASPECT_KIND = Form("choice, scale, number, tag or window", "choice", words=tuple(AspectKind))
    VALUES = Form(
        "the values; of a scale from lowest to highest; of a number its range", "windows | macos | linux", many=True
    )
    CONDITION = Form(
        "values, `not` values, `>= value` on a scale, `7..10` of numbers, `any`; `unknown` must be named except in `any`",
        "not linux or unknown",
        many=True,
    )
    SCOPE = Form(
        "conditions by aspect, parted by `;`",
        "topic: os-patch; device_class: server|workstation; severity: >= high; tag vip",
    )
    TIER = Form("item, `watch 15 min or 3 times`, or `record 90 days`", "watch 15 min or 3 times", words=tuple(Tier))
    STATE = Form("whether the work is in the price", "included", words=tuple(ScopeState))
    ANSWER = Form("allowed, `ask 15 then do`, `ask 15 then not`, or never", "ask 15 then do", words=tuple(Answer))
    WINDOWS = Form("windows, or nothing for any", "after-hours | holiday", many=True, words=tuple(Window))
