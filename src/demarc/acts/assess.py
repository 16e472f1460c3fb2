"""Does co-managed IT fit? Private links for those who answer, and one for the file: what their answers come to.

Nobody is shown anybody else's answers before everybody who is asked has answered; then all stand, until it is run again.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from demarc.core.fit.again import QUARTER
from demarc.core.fit.answers import Answerer
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.buyer_access import ANSWERERS, RESULT, file_to_change, link_for
from demarc.record.reads.buyer import OWN, weighed
from demarc.record.transactions import write_transaction

LASTS = timedelta(days=60)
BEYOND = timedelta(days=30)
"""How long a file that was weighed is kept after the day on which it is to be weighed again."""


def begin_assessment(*, now: datetime, vendor: bool) -> Mapping[str, str]:
    """Open a file and make its links' tokens: one for each answerer, and `result`. What has expired is deleted."""
    asked = [who for who in ANSWERERS if vendor or who != Answerer.VENDOR]
    tokens = {who: secrets.token_urlsafe(24) for who in (*asked, RESULT)}
    buyer = secrets.token_hex(8)
    with write_transaction():
        _forget_expired(now)
        models.BuyerFile.objects.create(engagement=buyer, opened_at=now, expires_at=now + LASTS)
        models.BuyerAnswers.objects.bulk_create(
            models.BuyerAnswers(engagement=buyer, who=who, token_hash=token_hash(token)) for who, token in tokens.items()
        )
    return tokens


def forget_file(*, token: str, now: datetime) -> None:
    """Delete the file with all its links; what an engagement was told of its fit stays with that engagement.

    Raises `NotFound` for any link but the one that shows the file.
    """
    with write_transaction():
        _delete([file_to_change(token=token, now=now).engagement])


def _forget_expired(now: datetime) -> None:
    _delete(list(models.BuyerFile.objects.filter(expires_at__lte=now).values_list("engagement", flat=True)))


def _delete(gone: list[str]) -> None:
    for table in (models.BuyerAnswers, models.BuyerVendor, models.BuyerScores, models.BuyerFile):
        table.objects.filter(engagement__in=gone).delete()


def answer_assessment(*, token: str, answers: Mapping[str, object], now: datetime) -> bool:
    """Keep an answerer's answers in the place of their earlier ones; tell whether that was still possible.

    Raises `NotFound` for any other link.
    """
    with write_transaction():
        file = file_to_change(token=token, now=now, who=ANSWERERS)
        if not _waiting(file):
            return False
        mine = link_for(token=token, now=now, who=ANSWERERS)
        models.BuyerAnswers.objects.filter(pk=mine.pk).update(answers=dict(answers), answered_at=now)
        _settle(file, now)
    return True


def go_on_without(*, token: str, who: str, now: datetime) -> bool:
    """Take back the link of somebody who has not answered; tell whether the others' answers will do.

    Raises `NotFound` for any link but the one that shows the file.
    """
    with write_transaction():
        file = file_to_change(token=token, now=now)
        links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS)
        # Of the client's own two, one has to have answered: a vendor's answers alone decide nothing.
        if not links.filter(who__in=OWN).exclude(who=who).exclude(answered_at=None).exists():
            return False
        links.filter(who=who, answered_at=None).delete()
        _settle(file, now)
    return True


def weigh_again(*, token: str, now: datetime) -> bool:
    """Ask everybody again, with their last answers to begin from; tell whether there was an outcome to keep.

    Raises `NotFound` for any link but the one that shows the file.
    """
    with write_transaction():
        file = file_to_change(token=token, now=now)
        if _waiting(file):
            return False
        links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS)
        fit, _, _ = weighed(file, list(links))
        on = fit.answers.on or now.date()
        file.runs = [*file.runs, {"on": on.isoformat(), "outcome": str(fit.decided), "score": fit.score}]
        # A decision against an outcome is one against that outcome, and not against the next.
        file.override, file.expires_at = {}, now + LASTS
        file.save(update_fields=["runs", "override", "expires_at"])
        links.update(answered_at=None)
    return True


def _waiting(file: models.BuyerFile) -> bool:
    links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS)
    return links.filter(answered_at=None).exists()


def _settle(file: models.BuyerFile, now: datetime) -> None:
    """Once everybody has answered: keep the file beyond the next quarter, and write the run down for its engagement."""
    if _waiting(file):
        return
    file.expires_at = now + QUARTER + BEYOND
    file.save(update_fields=["expires_at"])
    if file.kept_with:
        note_run(file, engagement=file.kept_with, now=now)


def note_run(file: models.BuyerFile, *, engagement: str, now: datetime) -> None:
    """Write down for an engagement what its fit is now, inside the caller's `write_transaction`."""
    links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS)
    fit, _, _ = weighed(file, list(links))
    latest = max((link.answered_at for link in links if link.answered_at), default=now)
    models.FitRun.objects.update_or_create(
        engagement=engagement, at=latest, defaults={"outcome": str(fit.decided), "score": fit.score}
    )
