"""Words that many rules share: who acts, what it costs, how long, how often. Each is a class of words, not a phrase."""

PERSON = r"named-person"
"""Stands for anybody who is named, as `core.proposal.people` writes it."""

CLIENT = r"(?:the )?(?:client|authority|council|insured|customer|licensee|buyer|subscriber|you|your)(?:'s)?"
PROVIDER = r"(?:the )?(?:service )?(?:provider|msp|vendor|supplier|contractor|consultant|we|us|our|ours|i)(?:'s)?\b"
ROLE = (
    r"(?:responders?\b|crew\b|boss\b|chair\b|proprietor\b|managers?\b|lead\b|leads?er\b|engineers?\b"
    r"|analysts?\b|directors?\b|officers?\b|technicians?\b|coordinators?\b"
    r"|administrators?\b|named-person|head ?of|executives?\b|[a-z]+ desk\b|soc\b|cio\b|ciso\b|ceo\b|coo\b|cfo\b|cto\b"
    r"|vcio\b|principal\b|owner\b|founder\b|president\b|vp\b|supervisor\b|chief\b|convener\b|trustees?\b|partner\b"
    r"|bursar\b|matron\b|superintendent\b|representatives?\b|secretary\b|spoc\b|custodian\b|on-call\b)"
)
NUMBER = (
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty(?:-\w+)?"
    r"|thirty|forty(?:-five)?|sixty|ninety|half an?|(?:a )?couple(?: of)?|(?:one )?hundred(?: \w+)?)(?: ?\(\d+\))?"
)
COUNT = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|sixty|ninety|hundred)"
AT_ONCE = r"(?:at once|immediately|there and then|straight ?away|right away|at any hour)"
MINUTES = rf"(?:{NUMBER}[ -](?:business |working |clock )?(?:min(?:ute)?s?|hours?|hrs?|h)\b|{AT_ONCE})"
DAYS = (
    rf"(?:{NUMBER}[ -](?:(?:calendar|business|working|natural|full|school|complete) )?(?:days?|weeks?|fortnights?|months?"
    r"|quarters?|years?)\b|day \d+|(?:the )?(?:same|next|following|last|very) (?:working |business )?(?:day|week|morning)"
    r"|by (?:noon|the end of)|a fortnight|that (?:same|very) (?:day|week))"
)
TIME = rf"(?:{MINUTES}|{DAYS})"
CURRENCY = r"(?:usd|eur|gbp|cad|aud|nzd|nok|sek|dkk|chf|inr|zar|sgd|rs\.?|a\$|c\$|nz\$|us\$)"
FREE = (
    r"(?:free(?: of charge)?\b|(?:no|without|not|nil) (?:additional |extra |further )?(?:charged?"
    r"|costs?|fees?)\b|nil\b|none\b"
    r"|(?:is|are|shall) not (?:be )?charged|included|inclusive|covered by (?:the|your) fee"
    r"|costs? (?:nothing|the same)|for nothing"
    r"|no extra|do(?:es)? not charge|don't charge|at cost\b|at (?:[a-z' ]{1,24}) (?:expense|cost)"
    r"|borne by|is [a-z' ]{1,20} cost)"
)
PRICE = (
    rf"(?:[$€£] ?\d|{CURRENCY} ?\d|\d[\d,.]* ?(?:usd|eur\b|euros?|dollars|pounds|cents|pence|p a mile"
    rf"|gbp|€|%|percent|per cent)"
    r"|[a-z]+(?:-[a-z]+)? (?:euros?|dollars|pounds|cents|pence)\b|time and a half|double time)"
)
MONEY = rf"(?:{PRICE}|{FREE})"
OFTEN = (
    r"(?:(?:come|in|each|every) (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|[a-z]+-monthly\b|every (?:thirteen|twelve|13|12) weeks"
    r"|at [a-z]+-month intervals|(?:semi-?|half-?|bi-?)?(?:annual|year|month|quarter|week|night|dai?"
    r"|day)ly\b|annual\b|yearly\b"
    r"|(?:every|each) (?:[a-z]+ )?(?:day|week|fortnight|month|quarter|term|half-?year|six months|year|spring|summer|autumn"
    r"|winter|january|monday|friday)\b|every (?:\d+|two|three|four|six|ninety) (?:days|weeks|months)"
    rf"|(?:once|twice|{NUMBER} times|thrice) (?:a|per|each|every|in) (?:calendar )?(?:week|month"
    rf"|quarter|six months|year|\d)"
    r"|(?:once|twice) (?:yearly|annually)|per (?:calendar )?(?:month|quarter|year)"
    r"|once (?:in|every) [a-z]+ months|(?:two|three|four) times (?:a year|yearly)|of (?:each"
    r"|every) (?:[a-z]+ )?(?:month|quarter)"
    r"|intervals? (?:of )?not (?:exceeding|more than) [a-z0-9 ]{1,16}months|in (?:january|february"
    r"|march|april|may|june|july"
    r"|august|september|october|november|december)(?:,| and))"
)
QUARTERLY = (
    r"(?:(?:three|two|one)-monthly\b|every (?:thirteen|twelve|13|12) weeks|march, june|february, may"
    r"|quarter(?:ly)?\b|monthly\b|weekly\b|(?:every|each) (?:[a-z]+ )?(?:month|quarter|week|term)\b"
    r"|a month\b"
    r"|every (?:three|two|3|2|ninety|90|30) (?:months|days)|(?:four|4|six|twelve) times (?:a|per|each) year"
    r"|of (?:each|every) (?:[a-z]+ )?(?:month|quarter)|march, june|january, april|february, may)"
)
LIVE = (
    r"(?:the (?:second|moment|instant) (?:they|we|it)\b|live\b|real.?time|(?:at )?the same (?:time"
    r"|moment)|same moment|simultaneous|concurrent"
    r"|as it happens|as they happen"
    r"|at any time|at all times|24 ?[x/] ?7|around the clock|continuous|instant|queue|screens?\b"
    r"|console|board\b|as we see it)"
)
DOCUMENT = (
    r"(?:document(?:s|ation)?\b|run ?books?\b|diagrams?\b|drawings?\b|configurations?\b|scripts?\b"
    r"|maps?\b|notes\b|records?\b"
    r"|papers?\b|manuals?\b|know.?how|knowledge articles|materials\b|infrastructure code|write down|work product)"
)
CREDENTIAL = (
    r"(?:credentials?\b|passwords?\b|admin(?:istrat(?:or|ive|ion))?s? (?:accounts?|access|logins?|rights|keys?)|log-?ins?\b"
    r"|access data|(?<!trade )secrets?\b|licen[cs]e keys?|global admin|root account|api keys?"
    r"|(?:every|all|the|admin|encryption|our|your) keys?\b(?! (?:staff|person|people))|keys\b(?= and))"
)
DATA = (
    r"(?:data\b|files?\b|content\b|images?\b|logs?\b|copies\b|copy\b|mailbox|database|records\b|information\b|backups?\b)"
)
INVOICE = (
    r"(?:remuneration\b|invoices?\b|bills?\b|billing|money\b|payments?\b|sums?\b|amounts?\b|fees?\b|charges?\b|prices?\b"
    r"|accounts?\b|owe\b|pay\b|paid\b)"
)
DISPUTE = (
    r"(?:\brow (?:about|over)|differences? (?:concerning|about|over|as to)|in dispute|disput|disagree"
    r"|contest|quarrel|squabble|argu(?:e|ment)|withh[eo]ld|h[oe]ld back|falling.out"
    r"|retained|blue\b|wrong\b|good faith)"
)
