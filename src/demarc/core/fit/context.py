"""Public figures to hold an answer against. All of them are weak: context, never a threshold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure somebody published, what it rests on, and who said it."""

    about: str
    says: str
    rests_on: str
    source: str


PUBLIC_FIGURES = (
    PublicFigure(
        "people per IT person",
        "a median of 18 below 500 employees, half of the firms between 8 and 34",
        "16 firms, 2003",
        "workforce.com",
    ),
    PublicFigure("people per IT person", "50 to 150", "a rule of thumb", "smartdolphins.com"),
    PublicFigure("tickets per user and month", "1.25", "a worked example, not a norm", "thinkhdi.com, 2020"),
    PublicFigure("reactive minutes per endpoint and month", "about 15", "advice to providers", "channelpronetwork.com"),
    PublicFigure("dollars per user and month", "50 to 150 co-managed, 120 to 250 full", "a seller", "usmtechnology.com"),
    PublicFigure("dollars per user and month", "75 to 150 co-managed, 200 to 275 full", "a seller", "itworks.us.com"),
)
