"""Levels and money: carve-outs from service levels, who pays for what, renewal, and service during a dispute."""

from demarc.core.proposal.rule import Need, Rule, any_of, cue, words
from demarc.core.proposal.rules.parts import CLIENT, COUNT, DAYS, DISPUTE, INVOICE, MINUTES, MONEY, PRICE

LEVELS = (
    r"(?:service levels?\b|slas?\b|response (?:and resolution )?(?:times?|targets?)"
    r"|resolution (?:times?|targets?)|targets?\b|our figures|times?\b|interval|clock|timer"
    r"|availability|uptime"
    r"|guarantee|deadlines?|levels?\b|delays?\b|outages?\b|counted|difficult)"
)
STRICT = (
    r"(?:service levels?\b|slas?\b|response (?:and resolution )?(?:times?|targets?)|resolution (?:times?"
    r"|targets?)|targets?\b|our figures|interval|clock|timer|availability|uptime)"
)
OTHERS = (
    r"(?:third.?part(?:y|ies)|3rd.part(?:y|ies)|oem\b|(?<!the )vendors?\b|carriers?\b"
    r"|(?<!the )suppliers?\b|other (?:firms|providers|organi[sz]ations)|organi[sz]ations other than"
    r"|subcontractors?|sub-contractors?|hosting providers?|licensors?"
    r"|cloud (?:host|platforms?|provider)|software publishers|internet providers|beyond (?:our|its"
    r"|the provider's)?[a-z' ]{0,30}control|outside (?:our|its|the provider's)?[a-z' ]{0,30}control"
    r"|no control|external causes|isps?\b|telecoms?)"
)
CLOSED_OTHERS = (
    r"(?:(?:client|customer)'s (?:own )?(?:telecommunications |internet )?(?:carrier|isp|provider)"
    r"|microsoft|telstra|nbn\b|azure|aws\b|google|amazon|comcast|verizon|telecommunications carrier"
    r"|submarine cable|bt\b)"
)
OUT = (
    r"(?:exclud|(?:do(?:es)?|shall|will) not (?:apply|count|be (?:counted|measured|responsible"
    r"|liable))|not (?:be )?(?:counted|count|measured|responsib|apply|liable)|don't count|suspend"
    r"|paus|stops?\b|void|excused|no (?:service level|sla)|not our responsib"
    r"|depend (?:on|upon)|hold [a-z0-9-]+ harmless|is relieved|exempt|disregard"
    r"|not [a-z' ]{1,24}'s responsib|not [a-z]+'s responsibility)"
)
KEPT = (
    r"(?:(?:never|not|no|nor|neither) (?:[a-z]+ ){0,4}(?:stop|paus|suspend|excus|reliev|give|relief"
    r"|exception|exempt|excuses)|does not(?:\W|$)|(?:counted|count) against|answer for our"
    r"|as for ourselves|no matter whose|no relief|no excuses"
    r"|keeps the case|without any settling|shall not be (?:excused|relieved)|is not excused|does not (?:stop|pause|give))"
)
START_UP = (
    r"(?:first (?:\d+|ninety|sixty|thirty|three|two|six)(?: \(\d+\))? (?:days|months|weeks)"
    r"|stabili[sz]ation|onboarding|settling.in|(?:ninety|sixty|thirty)(?: \(\d+\))? days following"
    r"|bedding.in|burn.in|(?:after|following) \d+ (?:months|days) of|tuned|transition period"
    r"|learning period)"
)
INCIDENT = (
    r"(?:incidents?\b(?: response| handling| work)?|ransomware|virus|cyber|cleaning up|clean-?up|attack"
    r"|recovery after|breach)"
)
NIGHTS = (
    r"(?:after.?hours|out.of.(?:hours|office)|outside (?:of )?(?:business|office|normal|regular|those"
    r"|\d\d|hours)|nights?\b|weekends?|evenings?|sundays?|overtime|call-?outs?|after (?:\d|six|seven"
    r"|eight)|work after|works? outside|holidays? work|at night)"
)
TRAVEL = (
    r"(?:travel|mileage|trips?\b|journeys?|petrol|lodging|on-?site visits?|visits?\b|site visit|per mile"
    r"|p a mile|cents a mile|a mile\b)"
)
TRUE_UP = (
    r"(?:true.?ups?|trued up|(?:additional|added|new|extra|another|supernumerary|more) (?:users?|devices?"
    r"|servers?|workstations?|laptops?|endpoints?|machines?|starters?|computers?|resources?|seats?"
    r"|licen[cs]es?)|(?:user|endpoint|device|licen[cs]e|head)s? (?:counts?|numbers?)|number of devices"
    r"|licen[cs]es? (?:shall|are|is)|a new machine|add computers)"
)
VENDOR_CASES = (
    r"(?:vendors?\b|oem\b|software suppliers?|other suppliers|suppliers of|(?:calls|cases|tickets) (?:to"
    r"|with|on)|on your behalf|liaison)"
)


def _paid(what: str) -> str:
    return (
        rf"(?:{what})[^|]{{0,80}}{MONEY}|{PRICE}[^.;|]{{0,24}}(?:for |to )?[^.;|]{{0,24}}(?:{what})"
        rf"|{MONEY}[^.;|]{{0,12}} (?:for|on|at) (?:{what})|(?:{what})[^|;]{{0,40}}\|[^;]{{0,60}}{MONEY}"
    )


RULES = (
    Rule(
        id="X5",
        title="service levels without an open carve-out",
        ask="List each exception from the service levels, closed: which third parties, which days, and who proves it.",
        near=any_of(
            cue(r"turnaround|(?:reply|back) (?:on|to) |fix within|mend", rf"{MINUTES}|\d"),
            cue(
                r"(?:response|resolution|restor|fix)[a-z]* (?:times?|targets?|within|in|after)?"
                r"|respon(?:d|se)|repl(?:y|ies)|acknowledg|answers|start within|first (?:reaction"
                r"|word)|speaks to you",
                rf"{MINUTES}|\d min|\d h\b|within",
            ),
            cue(
                r"p1\b|priority (?:1|one)\b|severity 1|critical|urgent|critical|everything is down",
                rf"{MINUTES}|\d min|\d h\b",
            ),
            cue(r"credits? of \d|(?:availability|uptime)", r"\d\d(?:\.\d+)? ?(?:%|percent)"),
            cue(
                r"service levels?|slas?\b|service targets|stops the clock|(?:response|resolution"
                r"|fix)(?: and resolution)? (?:times?|targets?)"
            ),
            cue(r"waiting for an?|available to users between"),
        ),
        needs=(
            Need("a level in figures", words(MINUTES, r"\d\d(?:\.\d+)? ?(?:%|percent)", r"\d+ ?(?:min|h|hrs?)\b", KEPT)),
        ),
        forbids=True,
        spoils=True,
        narrows=any_of(
            cue(CLOSED_OTHERS, rf"{OUT}|except|save for", rf"^(?!.*{KEPT})"),
        ),
        against=any_of(
            cue(STRICT, OTHERS, OUT, rf"^(?!.*(?:{KEPT}|{CLOSED_OTHERS}))"),
            cue(
                OTHERS,
                r"(?:time|delays?|outages?|periods?|dependency|requests)\b[^.]{0,60}(?:exclud|(?:do"
                r"|does|are|is|shall|will) not (?:be )?count|don't count|not be counted)",
                rf"^(?!.*(?:{KEPT}|{CLOSED_OTHERS}))",
            ),
            cue(
                START_UP,
                rf"(?:{OUT}|not (?:measured|apply)|best effort|no (?:service|sla)|effective after"
                rf"|begins? after|after|shall be effective)",
                rf"{LEVELS}|begins after|effective",
                rf"^(?!.*(?:{KEPT}|without any|from the first))",
            ),
            cue(
                r"no (?:service levels?|sla)\b|without guaranteed (?:response|resolution)"
                r"|(?:response )?times are not guaranteed|can't give you a guarantee"
                r"|cannot give (?:you )?a guarantee"
            ),
            cue(
                r"(?:third.part(?:y|ies)|causes?|factors|circumstances)[^.]{0,40}(?:beyond|outside"
                r"|out of) [^.]{0,30}control",
                r"including,? but not limited|hold [a-z0-9-]+ harmless",
            ),
            cue(
                r"not (?:be )?(?:responsible|liable) for any (?:outage|downtime|interruption"
                r"|unavailability)[^.]{0,90}(?:outside|beyond|third|caused by)"
            ),
            cue(r"external causes out of h|hold [a-z0-9-]+ harmless for any interruptions"),
        ),
    ),
    Rule(
        id="X7",
        title="who pays for incidents, after-hours, travel, true-ups and vendor cases",
        ask="Who pays, in figures: incident response, after-hours work, travel, true-ups, tickets with vendors?",
        near=any_of(
            cue(
                rf"{INCIDENT}|{NIGHTS}|{TRAVEL}|{TRUE_UP}|vendor (?:case|ticket|support|call)s?"
                rf"|additional (?:[a-z]+ ){{0,4}}services",
                rf"{MONEY}|paid by|pays?\b|billed|bill\b|charg|reimburs|expense|borne|rates?\b|invoiced|costs?\b|priced",
            ),
            cue(r"costs? extra|who pays|not in the (?:monthly )?fee"),
        ),
        headed=words(r"charges not in", r"extra c", r"who pays"),
        needs=(
            Need("incident response", words(_paid(INCIDENT))),
            Need("after-hours work", words(_paid(NIGHTS), r"nights?: included", r"include [^.]{0,60}after.hours")),
            Need("travel", words(_paid(TRAVEL), r"all travel")),
            Need("true-ups", words(_paid(TRUE_UP))),
            Need("vendor cases", words(_paid(VENDOR_CASES))),
        ),
        least=3,
        everywhere=True,
    ),
    Rule(
        id="X10",
        title="notice, renewal and early fee in figures, renewal by the client's act",
        ask="Give the term, the notice in days, the early fee in money, and renewal only when we say so.",
        near=any_of(
            cue(r"(?:get|walk|back|pull) out\b|part company|warning\b", r"\bmonths?'?|weeks?'?|days?'?|any time|early"),
            cue(
                r"(?:dies|lapses|ends|stops|expires) (?:then )?unless|rescind|prolong|fixed duration"
                r"|want out|call it a day"
            ),
            cue(
                r"renew|roll(?:s|ing)|prolong|extend|extension|co-?terminous|continu(?:e|es) (?:for"
                r"|until|in effect)|runs? on",
                rf"{DAYS}|term\b|yearly|annual|agreement|contract|unless|order|only|year|notice|vote|by itself|automatic",
            ),
            cue(
                r"terminat|cancel|notice|leave\b|end it|stop (?:it|when|whenever)|exit|wave us|determine\b",
                rf"{DAYS}|at any time|whenever you like|early",
            ),
            cue(
                r"(?:agreement|contract|deal|plan|commitment|arrangement)[^.]{0,40}(?:\d+|one|two"
                r"|three|four|five)[ -](?:years?|months?)\b"
            ),
            cue(
                r"initial (?:term|period)|minimum term|term (?:is|of|shall)|contract period"
                r"|no fixed term|ends? by itself|month to month|early (?:termination|exit|fee)"
                r"|leaving early|terminate on reasonable notice|\d+[- ]month (?:agreement|term"
                r"|contract|commitment)|lock.?in\b|commitment (?:of|for|period|is)|minimum commitment"
                r"|walk away|evergreen|multi-year|(?:one|two|three|four|five)-year|(?:12|24|36|48|60"
                r"|twelve|thirty-six|twenty-four|eighteen) months\b|a year at a time"
                r"|subscription (?:runs|is|term)|terms? of (?:\d+|one|two|three)|for (?:twelve"
                r"|thirty.six|twenty.four|\d+) months"
            ),
        ),
        headed=words(r"term\b", r"ending", r"duration", r"length", r"life of", r"minimum term"),
        needs=(
            Need(
                "the notice",
                words(
                    rf"period of {DAYS}",
                    rf"{DAYS} (?:ahead|before)",
                    rf"{DAYS}'?[^.]{{0,40}}(?:notice|ahead|before|prior|in advance)",
                    rf"notice[^.]{{0,60}}{DAYS}",
                    rf"(?:within|to) [^.]{{0,20}}{DAYS}[^.]{{0,20}} terminat",
                ),
            ),
            Need(
                "that renewal needs the client's act",
                words(
                    r"(?:dies|lapses|expires) (?:then )?unless",
                    r"not (?:be )?(?:tacitly |automatically )?(?:prolong|renew|extend)",
                    rf"unless (?:{CLIENT}|they)[^.]{{0,24}} (?:sign|ask|opt|order|resolve|serve"
                    rf"|shall have served|instruct)",
                    r"(?:extended|renewed) (?:save |only )?by",
                    r"extended only",
                    r"only (?:if|when|by|on) [^.]{0,60}(?:opt|ask|sign|order|countersign|client|customer|written)",
                    r"(?:renew|exten|prolong)[^.]{0,80}(?:only|takes|requires|needs|order by"
                    r"|written election|mutual|upon a signed|signed by)",
                    r"(?:does|will|shall) not (?:automatically )?renew",
                    r"no(?:thing)? (?:automatic(?:ally)? )?renew",
                    r"no automatic renewal",
                    r"(?:options?|extension)s? [^.]{0,30}only (?:the )?(?:client|customer|council)",
                    rf"{CLIENT} may extend",
                    r"sign again|without the vote|or else it stops|ends? by itself",
                    r"ends? (?:then,? )?unless",
                ),
            ),
            Need(
                "the early fee",
                words(
                    r"compensation (?:of|equal)",
                    r"pays? (?:one|two|three|half|a) month",
                    r"(?:fee|charge|sum) (?:of|equal)",
                    rf"(?:leav(?:e|es|ing)|ends?|stop|exit|terminat|early)[^.]{{0,120}}(?:{PRICE}"
                    rf"|{COUNT} months?|half|monthly charges?|no (?:exit |early )?(?:fee|penalty)"
                    rf"|month's)",
                    r"no (?:exit |early )?(?:termination )?(?:fee|penalty)|without (?:an? |any )?fee|penalty",
                    rf"pays? (?:{PRICE}|[^.]{{0,24}}month|[^.]{{0,10}}{PRICE})",
                    r"against one monthly fee",
                    r"on payment of (?:a sum|the)",
                ),
            ),
        ),
        forbids=True,
        everywhere=True,
    ),
    Rule(
        id="X16",
        title="service goes on during a dispute about money",
        ask="Write: service does not stop while an invoice is disputed in good faith.",
        near=any_of(
            cue(
                r"(?:invoice|bill|billing|payment|fee) (?:quer|question|complaint|dispute|disagreement"
                r"|issue)|quer(?:y|ies) (?:a|an|the|any) (?:invoice|bill)"
            ),
            cue(rf"{DISPUTE}[^.]{{0,70}}{INVOICE}|{INVOICE}[^.]{{0,60}}{DISPUTE}", r"^(?!.*(?:laws|jurisdiction|infring))"),
            cue(r"disputes? shall be referred|disputes are dealt with|dispute resolution"),
            cue(r"money argument|fair quarrels|falling.out"),
        ),
        headed=words(r"dispute", r"disagreement", r"quarrel", r"contest an invoice", r"falling-out"),
        needs=(
            Need(
                "that service goes on",
                words(
                    r"nobody downs tools",
                    r"no right to (?:withhold|suspend|stop)",
                    r"without reduction",
                    r"unabated",
                    r"keep(?:s|ing)? (?:on )?(?:working|watching|everything|going)",
                    r"carr(?:y|ies) on",
                    r"nobody switches anything off",
                    r"continu(?:e|es|ing) (?:to|in|perform|serv|without|undimin)",
                    r"continues?\b",
                    r"go(?:es)? on\b",
                    r"(?:not|never|neither|nor|no) [^.]{0,100}(?:suspend|suspension|interrupt"
                    r"|terminate the serv|stops?\b|slow|touch|switch)",
                    r"still be there",
                    r"undiminished",
                    r"full strength",
                    r"as before",
                    r"work(?:s|ing)? as normal",
                    r"is not affected|unaffected",
                ),
            ),
        ),
        forbids=True,
        against=any_of(
            cue(
                r"(?:fail|non.?pay|not paid|overdue|unpaid|past due|late\b|arrears|owe us|default)",
                r"(?:suspen|interrupt|discontinu|stop (?:the )?serv|cease|switch(?:ed)? off|withdraw"
                r"|lock |don't work|do not work|disconnect|withhold (?:the )?serv)",
                r"^(?!.*(?:\bnot (?:suspend|interrupt|stop)|undisputed(?! or)|never))",
            ),
            cue(
                r"payment in full pending|pay (?:all )?(?:invoices|sums)[^.]{0,40}without (?:set-off"
                r"|deduction)|except for non-?payment"
            ),
            cue(
                r"(?:may|right to) (?:suspend|stop|discontinue)[^.]{0,80}(?:unpaid|overdue|past due"
                r"|non.?payment|not paid|payment)",
                r"^(?!.*undisputed(?! or))",
            ),
        ),
    ),
)
