"""Does co-managed IT fit? Private links for those who answer, and one for what their answers come to."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from demarc.core.fit.answers import Answerer
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.transactions import write_transaction

LASTS = timedelta(days=60)
RESULT = "result"


def begin_assessment(*, now: datetime) -> Mapping[str, str]:
    """Make the links' tokens: one for each answerer, and `result`. What has expired is deleted on the way."""
    tokens = {who: secrets.token_urlsafe(24) for who in (*Answerer, RESULT)}
    buyer = secrets.token_hex(8)
    with write_transaction():
        models.BuyerAnswers.objects.filter(expires_at__lte=now).delete()
        models.BuyerAnswers.objects.bulk_create(
            models.BuyerAnswers(engagement=buyer, who=str(who), token_hash=token_hash(token), expires_at=now + LASTS)
            for who, token in tokens.items()
        )
    return {str(who): token for who, token in tokens.items()}


def answer_assessment(*, token: str, answers: Mapping[str, object], now: datetime) -> bool:
    """Keep an answerer's answers in the place of their earlier ones; tell whether the link was one."""
    with write_transaction():
        mine = models.BuyerAnswers.objects.filter(token_hash=token_hash(token), expires_at__gt=now).exclude(who=RESULT)
        return bool(mine.update(answers=dict(answers), answered_at=now))
