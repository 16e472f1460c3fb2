"""Which version of the matrix was in force, ready to decide."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from demarc.core.matrix.compiled import Compiled, compile_matrix
from demarc.core.matrix.table import Matrix
from demarc.record.models import Version
from demarc.record.once import once
from demarc.record.translate.matrix import matrix_of

KEPT = 64
"""How many versions stay in memory, ready to decide."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A signed version at an instant: its number, its digest, since when it counts, and its matrix ready to decide."""

    number: int
    digest: str
    since: datetime
    compiled: Compiled

    @property
    def matrix(self) -> Matrix:
        """Return the matrix itself."""
        return self.compiled.matrix


class NothingInForce(LookupError):
    """No signed version had started by then: nobody can say whose job it is."""

    def __init__(self, engagement: str, instant: datetime) -> None:
        super().__init__(
            f"engagement `{engagement}` had no signed matrix in force at {instant:%Y-%m-%d %H:%M} UTC; put one in force"
        )


@once
def matrix_in_force(*, engagement: str, now: datetime, but: int = 0) -> InForce:
    """Give the signed version with the latest start at or before `now`, leaving out the number `but`.

    Raises `NothingInForce`.
    """
    signed = Version.objects.filter(engagement=engagement, starts_at__lte=now).signed()
    if but:
        signed = signed.exclude(number=but)
    version = signed.in_force_first().defer("text").first()
    if version is None or version.starts_at is None:
        raise NothingInForce(engagement, now)
    return InForce(version.number, version.digest, version.starts_at, _compiled(version.digest, engagement, version.number))


def version_ready(*, engagement: str, number: int) -> InForce:
    """Give one version by its number, whatever became of it, ready to decide; a draft counts from when it was kept."""
    version = Version.objects.defer("text").get(engagement=engagement, number=number)
    since = version.starts_at or version.proposed_at
    assert since is not None, "what has no start was kept at some time"
    return InForce(version.number, version.digest, since, _compiled(version.digest, engagement, version.number))


def newest_signed(engagement: str, *, but: int = 0) -> int | None:
    """Name the signed version with the latest start, in force or to come, leaving out the number `but`."""
    signed = Version.objects.filter(engagement=engagement).exclude(number=but).signed()
    return signed.in_force_first().values_list("number", flat=True).first()


@lru_cache(maxsize=KEPT)
def _compiled(digest: str, engagement: str, number: int) -> Compiled:
    """Load, read and compile a version, once for each digest: a signed version never changes."""
    return compile_matrix(matrix_of(Version.objects.get(engagement=engagement, number=number, digest=digest)))
