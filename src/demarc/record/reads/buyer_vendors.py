"""The vendors of a buyer's file: side by side once both who score have given theirs, and each one's own sheet before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.interview.heard import Sheet, put_together
from demarc.core.interview.score import Interview, in_order
from demarc.core.proposal.grade import Graded, Review
from demarc.core.proposal.kept import review_of
from demarc.core.proposal.rule import Grade
from demarc.record import models
from demarc.record.buyer_access import TWO, file_for, link_for, vendor_of
from demarc.record.translate.buyers import heard_of, interview_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorLine:
    """A vendor: the review that was kept of its proposal, who has given scores, who has not, and what that comes to.

    `interview` is None until both have given theirs, or a sheet was brought back.
    """

    number: int
    name: str
    review: Review | None
    reviewed_at: datetime | None
    given: tuple[str, ...]
    waiting: tuple[str, ...]
    brought_at: datetime | None
    interview: Interview | None

    @property
    def standing(self) -> tuple[Graded, ...]:
        """List the red flags that stand in the review."""
        return tuple(flag for flag in self.review.flags if flag.grade is Grade.ABSENT) if self.review else ()

    @property
    def unclear(self) -> tuple[Graded, ...]:
        """List the red flags that are unclear in the review."""
        return tuple(flag for flag in self.review.flags if flag.grade is Grade.UNCLEAR) if self.review else ()


@dataclass(frozen=True, slots=True)
class VendorsPage:
    """All vendors in the order they came, the two who score, and the interviews that can be compared, best first."""

    vendors: tuple[VendorLine, ...]
    two: tuple[str, ...]
    interviews: tuple[Interview, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """What one of the two heard of a vendor so far: a draft, given, or standing because both have given theirs."""

    number: int
    vendor: str
    sheet: Sheet
    given_at: datetime | None
    locked: bool


@dataclass(frozen=True, slots=True)
class ScorerPage:
    """The page of one who scores: their name, and their own sheet of each vendor."""

    name: str
    sheets: tuple[OwnSheet, ...]


def vendors_page(*, token: str, now: datetime) -> VendorsPage:
    """Show the vendors of the file. Raises `NotFound` for any link but the one that shows the file."""
    file = file_for(token=token, now=now)
    names = _two(file)
    vendors = _lines(file, names)
    compared = in_order([one.interview for one in vendors if one.interview])
    return VendorsPage(vendors, tuple(names.values()), compared, file.expires_at)


def lines_of(file: models.BuyerFile) -> tuple[VendorLine, ...]:
    """List the vendors of a file with what may be known of each."""
    return _lines(file, _two(file))


def _lines(file: models.BuyerFile, names: Mapping[str, str]) -> tuple[VendorLine, ...]:
    scores: dict[int, dict[str, models.BuyerScores]] = {}
    for one in models.BuyerScores.objects.filter(engagement=file.engagement).exclude(given_at=None):
        scores.setdefault(one.vendor, {})[one.who] = one
    stored = models.BuyerVendor.objects.filter(engagement=file.engagement).order_by("number")
    return tuple(_line(vendor, names, scores.get(vendor.number, {})) for vendor in stored)


def scorer_page(*, token: str, now: datetime) -> ScorerPage:
    """Show one who scores the vendors and their own sheets. Raises `NotFound` for any other link."""
    link = link_for(token=token, now=now, who=TWO)
    stored = models.BuyerVendor.objects.filter(engagement=link.engagement).order_by("number")
    scores = list(models.BuyerScores.objects.filter(engagement=link.engagement))
    return ScorerPage(link.name, tuple(_own(vendor, link.who, scores) for vendor in stored))


def own_sheet(*, token: str, vendor: int, now: datetime) -> OwnSheet:
    """Show one who scores their own sheet of one vendor. Raises `NotFound`."""
    link = link_for(token=token, now=now, who=TWO)
    found = vendor_of(file_for(token=token, now=now, who=TWO), vendor)
    scores = list(models.BuyerScores.objects.filter(engagement=link.engagement, vendor=vendor))
    return _own(found, link.who, scores)


def _two(file: models.BuyerFile) -> Mapping[str, str]:
    """Name the two who score, by who they are."""
    links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=TWO).order_by("who")
    return {link.who: link.name for link in links}


def _line(vendor: models.BuyerVendor, names: Mapping[str, str], given: Mapping[str, models.BuyerScores]) -> VendorLine:
    interview = None
    if vendor.sheet is not None:
        interview = interview_of(vendor.name, vendor.sheet)
    elif len(given) == len(TWO):
        sheets = {name: heard_of(given[who].heard) for who, name in names.items()}
        interview = put_together(vendor.name, sheets)
    return VendorLine(
        number=vendor.number,
        name=vendor.name,
        review=review_of(vendor.review) if vendor.review else None,
        reviewed_at=vendor.reviewed_at,
        given=tuple(name for who, name in names.items() if who in given),
        waiting=tuple(name for who, name in names.items() if who not in given),
        brought_at=vendor.brought_at,
        interview=interview,
    )


def _own(vendor: models.BuyerVendor, who: str, scores: Sequence[models.BuyerScores]) -> OwnSheet:
    mine = next((one for one in scores if one.vendor == vendor.number and one.who == who), None)
    given = sum(one.vendor == vendor.number and one.given_at is not None for one in scores)
    return OwnSheet(
        vendor.number,
        vendor.name,
        heard_of(mine.heard) if mine else {},
        mine.given_at if mine else None,
        given == len(TWO),
    )
