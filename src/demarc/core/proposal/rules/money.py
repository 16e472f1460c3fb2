"""Levels and money: carve-outs from service levels, who pays for what, renewal, and service during a dispute."""

from demarc.core.proposal.rule import Need, Rule, words
from demarc.core.proposal.rules.parts import CLIENT, COUNT, DAYS, MINUTES, MONEY

RULES = (
    Rule(
        id="X5",
        title="service levels without an open carve-out",
        ask="List each exception from the service levels, closed: which third parties, which days, and who proves it.",
        topic=words(
            r"(?:response|resolution) (?:times?|targets?)",
            r"p1\b[^.]{0,40}(?:minutes|hours)",
            r"credits? of \d",
            r"\d[\d.]* ?(?:%|percent) (?:availab|uptime)",
            r"(?:availability|uptime)[^.]{0,40}(?:9\d|100)[\d.]* ?(?:%|percent)",
            r"service levels? (?:are|is|apply|applies|of|:)",
            r"available to users between",
            rf"(?:respond|response|resol|acknowledg)[^.]{{0,60}}(?:within|less than|:) {MINUTES}",
        ),
        needs=(Need("a figure", words(r"\d")),),
        forbids=True,
        spoils=True,
        against=words(
            r"(?:third.part(?:y|ies)|causes?|factors|circumstances|external causes)[^.]{0,40}(?:beyond"
            r"|outside|out of) [^.]{0,30}control[^.]{0,20}(?:including|of (?:provider|[a-z]+)|$"
            r"|\.)(?!.*force majeure event)[^.]{0,10}(?:but not limited|, including)",
            r"hold [a-z0-9-]+ harmless for any interruptions",
            r"external causes out of h",
            r"(?:service levels?|sla|response times?|availability)[^.]{0,100}(?:do(?:es)? not apply"
            r"|shall not apply|excluded?)[^.]{0,100}(?:third|first \d+ days|first ninety|onboarding"
            r"|vendor)",
            r"(?:first (?:\d+|ninety|sixty|thirty)(?: \(\d+\))? days|onboarding"
            r" period)[^.]{0,80}(?:no |not |exclud|exempt|best effort)[^.]{0,60}(?:service level|sla"
            r"|response|apply)",
            r"no (?:service levels?|sla)\b",
        ),
    ),
    Rule(
        id="X7",
        title="who pays for incidents, after-hours, travel, true-ups and vendor cases",
        ask="Who pays, in figures: incident response, after-hours work, travel, true-ups, tickets with vendors?",
        topic=words(
            rf"(?:nights?|weekends?|work after|security incident|on.site visits?)[^.]{0, 120}(?:{MONEY}|who pays"
            rf"|rates?|charges?|included)",
            r"costs? extra",
            r"who pays",
            r"incident response[^.]{0,80}(?:without limit|included|hours)",
            rf"(?:incident response|after.hours|outside (?:of )?(?:business|office|normal|regular) hours|travel"
            rf"|trued up|true.up|vendor (?:case|ticket|support)|(?:cases?|tickets?) [^.]{{0,20}}with your vendors"
            rf"|additional (?:[a-z]+ ){{0,4}}services|overtime|on.site visit)[^.]{{0,120}}(?:{MONEY}"
            rf"|paid by|billed|charged|reimburs|included|expense|borne)",
            rf"(?:{MONEY}|paid by|billed|charged|reimburs)[^.]{{0,80}}(?:incident response|after.hours"
            rf"|travel|true.up|vendor (?:case|ticket)|overtime)",
        ),
        needs=(
            Need(
                "incident response",
                words(
                    rf"(?:security )?incident (?:response|handling|work)[^.;|]{0, 90}(?:{MONEY}|included"
                    rf"|without limit)",
                    rf"incident response[^.;]{{0,80}}{MONEY}",
                ),
            ),
            Need(
                "after-hours work",
                words(
                    rf"(?:nights? and weekends?|work after|after.hours)[^.;|]{0, 90}(?:{MONEY}|included"
                    rf"|time and a half)",
                    r"include [^.]{0,60}after.hours",
                    rf"(?:after.hours|outside (?:of )?(?:business|office|normal"
                    rf"|regular) hours)[^.;]{{0,80}}{MONEY}",
                ),
            ),
            Need(
                "travel",
                words(
                    r"travel[^.;|]{0,80}(?:nil|not charged|included|within)", r"all travel", rf"travel[^.;]{{0,80}}{MONEY}"
                ),
            ),
            Need(
                "true-ups",
                words(
                    r"true.ups?[^.;|]{0,80}(?:client|invoiced|at cost)",
                    rf"(?:true.ups?|trued up)[^.;]{{0,80}}(?:{MONEY}|at cost)",
                ),
            ),
            Need(
                "vendor cases",
                words(
                    rf"vendors?[^.;|]{0, 60}(?:{MONEY}|no charge|included)",
                    rf"vendor (?:cases?|tickets?|support)[^.;]{{0,80}}(?:{MONEY}|included)",
                    rf"(?:cases?|tickets?) [^.;]{{0,20}}with your vendors[^.;]{{0,60}}(?:{MONEY}|included)",
                ),
            ),
        ),
        least=3,
        everywhere=True,
    ),
    Rule(
        id="X10",
        title="notice, renewal and early fee in figures, renewal by the client's act",
        ask="Give the term, the notice in days, the early fee in money, and renewal only when we say so.",
        topic=words(
            r"(?:ends?|stops?) by itself",
            r"term is (?:one|two|three|five|\d+) years?",
            r"initial term",
            r"leav(?:e|ing) early|early (?:termination|exit) charge",
            r"terminate on reasonable notice",
            r"renewal form|opt in",
            r"(?:automatic(?:ally)?|tacitly)[^.]{0,30}(?:renew|extend)|renew[^.]{0,60}(?:automatic"
            r"|tacitly|successive)",
            r"(?:renew|extend)[^.]{0,80}(?:only|written|unless|notice)",
            r"terminat[^.]{0,120}" + DAYS,
            r"term of this agreement (?:shall|will|is)[^.]{0,60}" + DAYS,
            r"continue (?:until|for|in effect)[^.]{0,60}" + DAYS,
            r"early (?:termination )?fee",
            r"(?:initial )?term is " + DAYS,
            r"(?:either (?:side|party)|the client) may end [^.]{0,60}" + DAYS,
        ),
        needs=(
            Need("the notice", words(rf"{DAYS}'? ?[^.]{{0,30}}notice", rf"notice[^.]{{0,50}}{DAYS}")),
            Need(
                "that renewal needs the client's act",
                words(
                    rf"unless (?:you|{CLIENT}) (?:sign|ask|opt)",
                    r"(?:extended|renewed) save by",
                    rf"only if (?:you|{CLIENT}) (?:opt|ask|sign)",
                    rf"renew[^.]{{0,60}}only[^.]{{0,60}}(?:{CLIENT}|written|signed)",
                    rf"ends? then, unless {CLIENT} asks?",
                    r"(?:does|will|shall) not (?:automatically )?renew",
                    r"no automatic renewal",
                ),
            ),
            Need(
                "the early fee",
                words(
                    r"(?:fee|charge) (?:of|e)",
                    rf"leaving early (?:{MONEY})",
                    rf"leav(?:e|ing) early[^.]{0, 80}(?:{MONEY}|months?)",
                    rf"early[^.]{{0,60}}(?:fee|terminat|exit)[^.]{{0,60}}(?:{MONEY}|{COUNT} months?|none|no fee)",
                    r"no early (?:termination )?fee",
                    rf"terminat[^.]{{0,80}}fee[^.]{{0,30}}{MONEY}",
                ),
            ),
        ),
        forbids=True,
    ),
    Rule(
        id="X16",
        title="service goes on during a dispute about money",
        ask="Write: service does not stop while an invoice is disputed in good faith.",
        topic=words(
            r"(?:disagree|argu)[^.]{0,60}(?:bill|invoice|money|charge)|money argument",
            r"(?:billing|payment|invoice) dispute",
            r"disputed in good faith",
            r"disputes? shall be referred",
            r"disputed amount",
            r"(?:continue|go(?:es)? on|not (?:under any circumstance, even during a"
            r" dispute, )?(?:suspend|interrupt|terminate|withhold|stop))[^.]{0,120}(?:dispute"
            r"|disagree)",
            r"(?:dispute|disagree)[^.]{0,120}(?:continue (?:to )?(?:perform|provide|service)"
            r"|services? (?:continues?|goes on)|not (?:suspend|interrupt|stop|withhold)|even during)",
            r"even during a dispute,? suspend",
            r"must pay all undisputed amounts",
            r"(?:withhold|contest)[^.]{0,60}(?:disputed|contested) (?:amount|portion)",
        ),
        needs=(
            Need(
                "that service goes on",
                words(
                    r"keep working",
                    r"carr(?:y|ies) on",
                    r"nobody switches anything off",
                    r"continu",
                    r"goes? on",
                    r"not [^.]{0,60}(?:suspend|interrupt|terminate|withhold|stop)",
                ),
            ),
        ),
        forbids=True,
        against=words(
            r"(?:fail|non.?pay|not paid|overdue|unpaid|past due|late pay)[^.]{0,180}(?:suspen"
            r"|interrupt|discontinu|stop (?:the )?service|cease)(?!.*not)",
            r"(?:may|right to) (?:suspend|stop|discontinue)[^.]{0,80}(?:unpaid|overdue|past due"
            r"|non.?payment|not paid|payment)",
        ),
    ),
)
