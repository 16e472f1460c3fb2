"""The cast of the tests: Alder Dental Group on the client's side, Harborline the provider, Zoe an outsider."""

from datetime import UTC, datetime

from demarc.core.words import PartyId, PersonId

ALDER, HARBORLINE = PartyId("alder"), PartyId("harborline")
DANA, LUIS, RUTH, MARC = (PersonId(name) for name in ("dana", "luis", "ruth", "marc"))
PRIYA, TOMASZ, JONAH, MEI = (PersonId(name) for name in ("priya", "tomasz", "jonah", "mei"))
ZOE = PersonId("zoe")

PARTIES = dict.fromkeys((DANA, LUIS, RUTH, MARC), ALDER) | dict.fromkeys((PRIYA, TOMASZ, JONAH, MEI), HARBORLINE)

SATURDAY_NIGHT = datetime(2026, 11, 28, 23, 41, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
