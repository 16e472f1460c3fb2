"""What a buyer's file comes to: the decision, and what the lead and the executive have to say to make it final."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demarc.core.decision.decide import BuyersDecision, Candidate, ScopeReview, Waiver, decide_on
from demarc.core.fit.answers import Answerer, FitAnswers, Override
from demarc.core.proposal.grade import Review
from demarc.record import models
from demarc.record.buyer_access import ANSWERERS, file_for, link_for
from demarc.record.reads.buyer import weighed
from demarc.record.reads.buyer_vendors import VendorLine, lines_of
from demarc.record.translate.buyers import answers_of, reading_of, waiver_of

WORDS = (str(Answerer.INTERNAL), str(Answerer.EXECUTIVE))


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The decision as it stands, None until everybody has answered, with all that it was made from.

    `reviews` are the kept reviews by the vendor's number, as `demarc proposal` tells them to scripts.
    """

    decision: BuyersDecision | None
    sets: tuple[FitAnswers, ...]
    vendors: tuple[VendorLine, ...]
    reviews: Mapping[int, Mapping[str, Any]]
    waiting: tuple[str, ...]

    @property
    def first(self) -> Mapping[str, Any] | None:
        """Tell what the first matrix would be made of, by the chosen vendor's own table; None where it has none."""
        chosen = self.decision.chosen if self.decision else None
        number = next((one.number for one in self.vendors if chosen and one.name == chosen.vendor), 0)
        matrix: Mapping[str, Any] | None = (self.reviews.get(number) or {}).get("matrix")
        return matrix["first"] if matrix else None


@dataclass(frozen=True, slots=True)
class ScopePage:
    """What the lead reads alone, and what the lead or the executive has said so far; each sees only their own words."""

    who: str
    reviews: tuple[tuple[str, Review], ...]
    lead: ScopeReview | None
    waiver: Waiver | None
    override: Override | None


def decision_page(*, token: str, now: datetime) -> DecisionPage:
    """Show the decision. Raises `NotFound` for any link but the one that shows the file."""
    file = file_for(token=token, now=now)
    links = list(models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS))
    vendors = lines_of(file)
    stored = models.BuyerVendor.objects.filter(engagement=file.engagement)
    reviews = {vendor.number: vendor.review for vendor in stored if vendor.review}
    waiting = tuple(who for who in ANSWERERS if any(link.who == who and not link.answered_at for link in links))
    if waiting:
        return DecisionPage(None, (), vendors, reviews, waiting)
    fit, _, sets = weighed(file, links)
    candidates = tuple(Candidate(one.name, one.review, one.interview) for one in vendors)
    decision = decide_on(fit, candidates, lead=reading_of(file.lead), waiver=waiver_of(file.waiver))
    return DecisionPage(decision, sets, vendors, reviews, ())


def scope_page(*, token: str, now: datetime) -> ScopePage:
    """Show the lead the scope to read, or the executive what they may write. Raises `NotFound` for any other link."""
    link = link_for(token=token, now=now, who=WORDS)
    file = file_for(token=token, now=now, who=WORDS)
    if link.who == Answerer.INTERNAL:
        reviews = tuple((one.name, one.review) for one in lines_of(file) if one.review)
        return ScopePage(link.who, reviews, reading_of(file.lead), None, None)
    override = answers_of(link.who, {}, None, file.override).override
    return ScopePage(link.who, (), None, waiver_of(file.waiver), override)
