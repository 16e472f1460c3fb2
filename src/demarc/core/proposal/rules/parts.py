"""Words that many rules share: who the parties are, times, money and roles."""

PERSON = r"named-person"
"""Stands for anybody who is named, as `core.proposal.parties` writes it."""

CLIENT = r"(?:the )?(?:client|customer|licensee|buyer|subscriber|you|your)(?:'s)?"
PROVIDER = r"(?:the )?(?:service )?(?:provider|msp|vendor|supplier|contractor|consultant|we|our)(?:'s)?"
COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|thirty|sixty|ninety)(?: ?\(\d+\))?"
MINUTES = COUNT + r"[ -](?:min(?:ute)?s?|hours?|hrs?)\b"
DAYS = COUNT + r"[ -](?:(?:calendar|business|working|natural) )?(?:days?|weeks?|months?|years?)\b"
TIME = rf"(?:{MINUTES}|{DAYS})"
MONEY = (
    r"(?:[$€£] ?\d|(?:gbp|eur|usd|aud|cad|nzd|chf) ?\d|\d[\d,.]* ?(?:usd|eur|euros?|dollars|gbp|€|%|percent)|included in"
    r" the (?:monthly |fixed )?fee|no (?:additional|extra) (?:charge|cost)|free of charge)"
)
ROLE = (
    r"(?:manager|lead|engineer|analyst|director|officer|technician|coordinator|administrator"
    r"|named-person|head ?of|executive|[a-z]+ desk\b|soc\b|cio\b|ciso\b|vcio\b)"
)
