"""Who is called and who stands in: the help desk, absence, named people, escalation and human acknowledgement."""

from demarc.core.proposal.rule import Need, Rule, words
from demarc.core.proposal.rules.parts import CLIENT, COUNT, MINUTES, MONEY, PERSON, PROVIDER, ROLE, TIME

RULES = (
    Rule(
        id="F3",
        title="who takes user calls, when, and what more volume costs",
        ask="Who takes our users' calls at which hours, and what does it cost when our lead is away three weeks?",
        topic=words(
            r"(?:staff|users?|employees|people) (?:phone|call|e-?mail|ring|contact)",
            r"(?:first|second).line (?:calls?|support|assistance)",
            r"who answers|desk.side",
            r"(?:help ?desk|service desk|end.user support|user support|user calls|tier [12]"
            r"|level [12] (?:support|assistance)|first.(?:line|level) support)",
        ),
        needs=(
            Need(
                "who takes the calls",
                words(
                    r"(?:phone|call|e-?mail|ring) (?:or [a-z-]+ )?our desk",
                    r"take(?:s|n)? (?:first|second|walk)",
                    r"who answers",
                    r"calls from (?:all )?users",
                    rf"{PROVIDER} (?:service desk |help ?desk |will |shall |staff )?(?:takes?|answers?|handles?"
                    rf"|receives?|provides?|will|shall)",
                    r"(?:calls|tickets) (?:are|go|is) (?:taken|answered|handled|to)",
                    r"(?:service|help) ?desk (?:takes|answers|handles)",
                ),
            ),
            Need(
                "the hours",
                words(
                    r"\d{{1,2}}[.:]\d\d ?(?:am|pm|to|and|-)",
                    r"between \d\d:\d\d and \d\d:\d\d",
                    r"24x7",
                    r"24/7",
                    r"\d{1,2}(?::\d\d)? ?(?:am|a\.m\.|-|to|pm|h)",
                    r"business hours",
                    r"around the clock",
                ),
            ),
            Need(
                "the price of more volume",
                words(
                    MONEY + r"[^.]{0,60}(?:per|each|an?|for)\b",
                    r"overflow",
                    r"additional (?:tickets|calls|users)[^.]{0,60}" + MONEY,
                    MONEY,
                ),
            ),
        ),
        least=3,
        against=words(
            r"(?:end.user|user) support[^.]{0,40}(?:is|are) (?:excluded|not (?:included|provided|in"
            r" scope)|out of scope)",
            r"(?:excludes?|does not (?:include|provide)|not an agreement for [a-z0-9-]+ to"
            r" provide) [^.]{0,30}(?:end.user|user|help ?desk|service desk)",
            rf"(?:tickets|requests|calls)[^.]{{0,40}}(?:must|may only|only) be (?:opened|submitted|made"
            rf"|raised)[^.]{{0,20}} (?:by|through) {CLIENT}",
            r"at no time will [a-z0-9-]+ take responsibility for directly interacting",
            r"solely responsible for (?:all )?(?:customer support|end.user support|first.(?:line"
            r"|level) support|supporting its)",
        ),
    ),
    Rule(
        id="F4",
        title="a deputy for the client's contact, and what happens on departure",
        ask="Vacation, illness, departure of our lead: who is called in what order, who covers at"
        " what price, from which day?",
        topic=words(
            r"authori[sz]ed (?:contact|representative|signatory)",
            r"primary (?:technical )?(?:contact )?and [^.]{0,50}(?:alternate|secondary|second)",
            r"absence cover",
            r"(?:is|are) (?:on leave|out of office)",
            r"(?:deputy|deputies|alternate contact|backup contact|secondary contact|second contact"
            r"|stand.in|substitute|designee)",
            r"(?:contact|coordinator|representative|lead)s?\b[^.]{0,80}(?:absen|unavailable|vacation"
            r"|illness|on leave|departs?|leaves)",
            r"change in the (?:primary )?(?:coordinator|contact|representative)",
            r"contacts? (?:is|are|will be) called in order",
            r"(?:contact|approver|administrator|coordinator)s? and an? (?:alternate|second|deputy|backup)",
            r"in the absence of [^.]{0,60}(?:manager|lead|contact|director|administrator|named-person)",
            r"(?:is|are|goes) (?:on vacation|on leave|ill\b|away\b|absent)",
        ),
        needs=(
            Need(
                "who the deputy is",
                words(
                    r"acts? with the same authority",
                    r"we call the [a-z ]+manager",
                    rf"{PERSON} as alternate",
                    r"deput",
                    r"alternate",
                    r"secondary",
                    r"second contact",
                    r"stand.in",
                    r"substitute",
                    r"replacement",
                    r"called in order",
                ),
            ),
            Need(
                "what happens on departure",
                words(
                    r"depart",
                    r"leaves? (?:the |its |their )?(?:client|company|firm|employ|position|post)",
                    r"resign",
                    r"no longer employed",
                    r"ceases to",
                    r"leaves?\b(?! (?:of|until))",
                    r"dismiss",
                    r"successor",
                ),
            ),
        ),
        against=words(
            rf"{CLIENT}[^.]{{0,60}}(?:one|a single|single|only one|sole) (?:designated |authori[sz]ed |named )?"
            r"(?:it |i\.t\. )?(?:point of contact|contact person|contact)\b(?! (?:for|at) (?:the )?provider)",
            r"designated (?:it |i\.t\. )?contact person",
        ),
    ),
    Rule(
        id="X2",
        title="named people or roles with a part, on both sides",
        ask="Name the people or roles on both sides and the part each of them has.",
        topic=words(
            r"(?:account|service|operations|technical account|delivery) (?:manager|director|lead)\b",
            r"(?:lead engineer|it coordinator|it manager|it director)\b",
            r"each party shall (?:appoint|designate|name)",
            r"(?:client|provider|customer|supplier) contact:",
            r"(?:primary )?coordinators shall be",
            r"supervision of the agreement",
            r"(?:primary|single|main|designated) (?:point of )?contact",
            r"(?:account|service|project|delivery|security|it|operations) (?:manager|lead"
            r"|director)\b[^.]{0,120}(?:responsible|accountable|approves?|attends?|leads|acts|supervis"
            r"|decides?|assign|for)",
            r"employees identified in",
            r"(?:key|named) (?:personnel|contacts|persons|people)",
            rf"{PERSON}[^.;]{{0,60}}(?:manager|lead|director|engineer|analyst|officer|executive)",
            rf"{ROLE} {PERSON}",
        ),
        needs=(
            Need(
                "a person or role of the client",
                words(
                    rf"for {CLIENT}: {PERSON}",
                    r"\(client\)",
                    rf"{CLIENT}[^.]{{0,60}}(?:it |its )?{ROLE}",
                    rf"{ROLE}[^.]{{0,40}}(?:of|for) {CLIENT}",
                    rf"{PERSON} of {CLIENT}",
                    r"shall be [a-z]+ [a-z]+ for [a-z0-9]+ and [a-z]+ [a-z]+ for",
                ),
            ),
            Need(
                "a person or role of the provider",
                words(
                    rf"for {PROVIDER}: {PERSON}",
                    r"\((?:msp|provider|supplier|us)\)",
                    rf"{PROVIDER}[^.]{{0,60}}{ROLE}",
                    rf"{ROLE}[^.]{{0,40}}(?:of|for) {PROVIDER}",
                    r"on our side|leads our side",
                    r"represented by its (?:chief|head|director|manager)",
                    r"shall be [a-z]+ [a-z]+ for [a-z0-9]+ and [a-z]+ [a-z]+ for",
                ),
            ),
        ),
    ),
    Rule(
        id="X3",
        title="escalation levels with times, and to whom",
        ask="Send the escalation matrix: level, after how many minutes, which named role, which number, at night too.",
        topic=words(
            r"escalat(?:e|es|ed|ion)\b",
            r"(?:dispute|disagreement|conflict|problem)s?\b[^.]{0,160}(?:referred to|submitted to"
            r"|subjected to|representatives of the parties|chief executive|senior (?:management"
            r"|executive))",
            r"informal (?:negotiations|resolution)",
            rf"(?:goes|passes|is passed|moves) to the [a-z ]{{0,24}}{ROLE}[^.]{{0,40}}(?:after|then|, )",
            rf"after {MINUTES}[^.;]{{0,24}}(?:the |to the )?[a-z ]{{0,24}}{ROLE}",
        ),
        needs=(
            Need(
                "more than one level",
                words(
                    r"(?:level|tier) ?(?:1|one|i)\b.*(?:level|tier) ?(?:2|two|ii)\b",
                    r"then (?:to )?(?:the )?[a-z ]{0,30}" + ROLE,
                    rf"{TIME}.*(?:then|after|and).*{TIME}",
                ),
            ),
            Need("after how long", words(TIME)),
            Need("to whom", words(ROLE)),
        ),
    ),
    Rule(
        id="X8",
        title="a human acknowledges; clock start, zone and holidays are said",
        ask="Is an acknowledgement a person's act? When does the clock start, in which time zone, and what about holidays?",
        topic=words(
            r"acknowledg(?:e|es|ed|ement)\b",
            r"(?:the clock|time) (?:starts?|runs?|begins?)",
            r"live (?:technician|engineer|person)",
            r"automatic (?:reply|confirmation)",
            r"acknowledg(?:e|es|ed|ement|ment)[^.]{0,80}(?:ticket|request|alert|call|incident|within"
            r"|" + MINUTES + ")",
            r"response (?:times?\b|means)",
            r"acknowledges? (?:each|every|all)",
            r"respon(?:d|se)[^.]{0,50}(?:within|less than|:)[^.]{0,12}" + COUNT,
            r"severity 1 [^.]{0,20}(?:hour|minute)",
        ),
        needs=(
            Need(
                "that a human answers",
                words(
                    r"human",
                    r"a person\b",
                    r"live (?:technician|engineer|person)",
                    r"(?:an?|the|on-call|duty) (?:named )?(?:engineer|technician|analyst)",
                    r"not an auto",
                ),
            ),
            Need(
                "when the clock starts",
                words(
                    r"(?:your|the) (?:call|ticket|e-?mail) being logged",
                    r"runs? from",
                    r"when you hang up",
                    r"(?:clock|time|measured|counted|starts?|begins?|runs?)[^.]{0,40}(?:from|when|at|on|upon)\b",
                    r"from (?:receipt|the (?:moment|time))",
                    r"after (?:receipt|the (?:alert|ticket|call))",
                ),
            ),
            Need(
                "the time zone",
                words(
                    r"(?:uk|us|london|sydney) time",
                    r"(?:australian )?(?:eastern|western|mountain|central|pacific) time",
                    r"ae[sd]t\b",
                    r"time zone",
                    r"timezone",
                    r"utc\b",
                    r"(?:eastern|pacific|central|mountain|local|european) (?:standard |daylight )?time",
                    r"[ecmp][sd]?t\b",
                    r"cet\b",
                    r"gmt\b",
                    r"south africa",
                ),
            ),
            Need("holidays", words(r"holiday")),
        ),
    ),
)
