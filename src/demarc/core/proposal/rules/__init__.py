"""The 24 safeguards, in the order they are reported: six red flags, then eighteen extras."""

from demarc.core.proposal.rule import Rule
from demarc.core.proposal.rules import duties, money, paper, people, security

_ALL = {rule.id: rule for module in (duties, people, security, money, paper) for rule in module.RULES}
FLAGS: tuple[Rule, ...] = tuple(_ALL[f"F{number}"] for number in range(1, 7))
EXTRAS: tuple[Rule, ...] = tuple(_ALL[f"X{number}"] for number in range(1, 19))
