"""Who a document speaks of: firms by what they do, people by their given names, and a common word never."""

import pytest

from demarc.core.proposal.document import Block, Document
from demarc.core.proposal.parties import naming_of


def document(*paragraphs: str) -> Document:
    return Document("offer.md", tuple(Block(text, None, "line 1") for text in paragraphs))


@pytest.mark.parametrize(
    ("paragraphs", "provider", "client"),
    [
        (("Harborline: proposal to Alder Dental Group", "Alder approves. Alder pays."), {"Harborline"}, {"Alder"}),
        (("Prepared by Northgate Services for Birch Law",), {"Northgate Services"}, set()),
        (
            ("EIT will provide support. EIT shall maintain the servers.", "Services to ACME. ACME shall pay the fee."),
            {"EIT"},
            {"ACME"},
        ),
        (("Each Party shall provide notice. The Company will provide access.",), set(), set()),
        (("Provider shall monitor. Provider will support Customer.",), set(), set()),
    ],
)
def test_firms_are_known_by_titles_and_by_who_serves_whom(
    paragraphs: tuple[str, ...], provider: set[str], client: set[str]
) -> None:
    naming = naming_of(document(*paragraphs))
    assert provider <= naming.provider
    assert client <= naming.client
    if not provider and not client:
        assert not naming.provider | naming.client


def test_names_become_roles_only_in_what_is_compared() -> None:
    text = "Tomasz Wren of Harborline calls Dana Okafor of Alder; the United States and Server Room stay."
    naming = naming_of(document("Harborline: proposal to Alder Dental Group", "Alder approves. Alder pays.", text))
    assert naming.by_roles(text) == (
        "named-person of the provider calls named-person of the client; the United States and Server Room stay."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Imani Brooks, service manager, answers. Then ring Brooks.",
            "named-person, service manager, answers. Then ring named-person.",
        ),
        ("Ask Nerys Bevan (0117 555 0122).", "Ask named-person (0117 555 0122)."),
        ("When Gus is away, tell your Gus's deputy.", "When named-person is away, tell your named-person's deputy."),
        ("Approved by the client (B. Tiller).", "Approved by the client (named-person)."),
        ("The Service Desk Manager and Grant Aid stay.", "The Service Desk Manager and Grant Aid stay."),
    ],
)
def test_people_are_known_by_role_number_title_or_what_they_do(text: str, said: str) -> None:
    assert naming_of(document(text)).by_roles(text) == said
