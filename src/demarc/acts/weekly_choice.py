"""A button of the weekly mail: looking shows what pressing it means; only the confirming page does it, once.

Mail programs open links before people do, so a look never uses a button up.
"""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.dispute import rule
from demarc.acts.outcome import Done, Refused, SomebodyWasFirst
from demarc.acts.sign_in import WhyNot
from demarc.acts.versions import Said, discuss_version
from demarc.core.custody.ruling import Period
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.access import NotFound, item_for, viewer_of
from demarc.record.reads.week import RULE, YES
from demarc.record.transactions import write_transaction

SIGN_THERE = "Signing is refused here: sign on the version's own page, after a fresh sign-in."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage:
    """What a button does: for whom, about what, in words.

    `needs_text` says that the act has to be put into words, `rules` that it is a ruling; `page` is what to read first.
    `signs` is a signature, which is given on the version's own page after a fresh sign-in, never by a link that lay about.
    """

    engagement: str
    name: str
    client: str
    about: str
    does: str
    needs_text: bool
    page: tuple[str, str]
    rules: bool
    signs: bool


def look_at_choice(*, token: str, now: datetime) -> ChoicePage | WhyNot:
    """Show what a button does, or say why it does nothing any more."""
    choice = _good(token, now)
    if isinstance(choice, WhyNot):
        return choice
    person = models.Person.objects.get(engagement=choice.engagement, id=choice.person)
    about = models.Engagement.objects.get(id=choice.engagement)
    if choice.decision == RULE:
        dispute = item_for(engagement=choice.engagement, item=choice.subject, by=choice.person, now=now)
        holder = models.Person.objects.values_list("name", flat=True).get(engagement=choice.engagement, id=choice.answer)
        words, does = f"{about.prefix}-{dispute.number} {dispute.subject}", f"You rule that {holder} holds it."
    else:
        version = models.Version.objects.get(engagement=choice.engagement, number=int(choice.subject))
        words = f"Version {version.label} of the matrix, digest {version.digest}"
        does = "Sign it for your side" if choice.answer == YES else "You do not sign it yet, and say why."
    return ChoicePage(
        engagement=about.id,
        name=person.name,
        client=about.client,
        about=words,
        does=does,
        needs_text=choice.decision == RULE or choice.answer != YES,
        page=("dispute" if choice.decision == RULE else "version", choice.subject),
        rules=choice.decision == RULE,
        signs=choice.decision != RULE and choice.answer == YES,
    )


def choose(*, token: str, now: datetime, text: str = "", period: str = Period.ONCE) -> str | Refused | WhyNot:
    """Press a button for good: rule, or say why a version is not signed yet. Gives the words for what was done.

    The act itself refuses what has been decided meanwhile; then the button stays as it was.
    """
    choice = _good(token, now)
    if isinstance(choice, WhyNot):
        return choice
    engagement, by = choice.engagement, choice.person
    done = _act(choice, now, text, period)
    if isinstance(done, Refused):
        return done
    if isinstance(done, SomebodyWasFirst):
        return Refused("Somebody was first: look at it again.")
    with write_transaction():
        models.Choice.objects.filter(engagement=engagement, person=by, week=choice.week).update(used_at=now)
    return _told(done)


def _act(choice: models.Choice, now: datetime, text: str, period: str) -> Done | Said | Refused | SomebodyWasFirst:
    engagement, by = choice.engagement, choice.person
    if choice.decision == RULE:
        return rule(
            engagement=engagement, item=choice.subject, by=by, now=now, holder=choice.answer, text=text, period=period
        )
    number = int(choice.subject)
    if choice.answer == YES:
        return Refused(SIGN_THERE)
    return discuss_version(engagement=engagement, number=number, by=by, now=now, text=text and f"Not yet: {text}")


def _told(done: Done | Said) -> str:
    return "Ruled." if isinstance(done, Done) else "Both sides read why it is not signed yet."


def _good(token: str, now: datetime) -> models.Choice | WhyNot:
    """Find the button, if its person still takes part and its week is not over."""
    choice = models.Choice.objects.filter(token_hash=token_hash(token)).first()
    if choice is None:
        return WhyNot.UNKNOWN
    if choice.used_at is not None:
        return WhyNot.USED
    try:
        viewer_of(engagement=choice.engagement, by=choice.person, now=now)
    except NotFound:
        return WhyNot.EXPIRED
    return WhyNot.EXPIRED if choice.expires_at <= now else choice
