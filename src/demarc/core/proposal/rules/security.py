"""Security and proof: who acts on an alert in minutes, restore tests, oversight of the provider, the insurer's form."""

from demarc.core.proposal.rule import Need, Rule, words
from demarc.core.proposal.rules.parts import CLIENT, MINUTES, PERSON, PROVIDER, ROLE, TIME

EVENT = (
    r"(?:security (?:incident|event|alert|breach)|ransomware|edr\b|malware|phishing|compromise"
    r"|intrusion|critical alert|(?:data|privacy) breach|breach of security)"
)

RULES = (
    Rule(
        id="F5",
        title="security event, who, within how many minutes",
        ask="Answer in writing, with names and minutes: ransomware on a server Saturday 03:00; an"
        " executive's mailbox taken over; a leaked administrator password.",
        topic=words(
            r"(?:e-?mail compromise|data leak|account takeover|incident response|stolen (?:mailbox"
            r"|account))[^.]{0,200}(?:revoke|reset|telephone|call|isolat|provided|pull|minutes)",
            r"found on a (?:workstation|server|laptop)",
            r"critical (?:security )?alerts?[^.]{0,80}(?:acknowledg|handled)",
            rf"{EVENT}[^.]{{0,200}}(?:contain|isolat|triag|notif|investigat|respond|call|declar)",
            rf"(?:contain|isolat|triag|notif|investigat|respond|call)[^.]{{0,120}}{EVENT}",
            r"comply with the security policy",
        ),
        needs=(
            Need(
                "who acts",
                words(
                    ROLE,
                    rf"{PROVIDER} (?:[a-z]+ )?(?:contains|isolates|triages|will (?:contain|isolate|triage)"
                    rf"|shall (?:contain|isolate|triage))",
                ),
            ),
            Need("within how many minutes", words(MINUTES)),
            Need(
                "what is done beyond notifying",
                words(
                    r"revoke",
                    r"reset",
                    r"pulls? it off",
                    r"off the network",
                    r"contain",
                    r"isolat",
                    r"disabl",
                    r"block",
                    r"ends? the session",
                    r"locks?\b",
                ),
            ),
        ),
        against=words(
            r"incident response[^.]{0,60}(?:is|are) (?:excluded|not (?:included|part|in scope)|out of scope)",
            rf"(?:does|will|shall) not (?:contain|isolate|remediate|respond to|investigate)[^.]{{0,40}}{EVENT}",
        ),
        weak=words(
            r"(?:24x7|continuous|proactive|security|threat)? ?monitor(?:s|ing)? and (?:notif|alert)",
            r"assist(?:s|ance)? (?:the client |the customer |client |customer )?(?:with"
            r"|in) (?:[a-z]+ ){0,3}(?:incident|security)",
            r"commits? (?:itself )?to monitor",
            r"(?:reasonable|appropriate|industry.standard)[^.]{0,30}security",
        ),
    ),
    Rule(
        id="X6",
        title="restore tests: how often, and who sees the result",
        ask="How often is a restore tested, of which systems, and which of our people witnesses and signs the result?",
        topic=words(
            r"(?:trial|test) restor",
            r"restores? (?:one|two|a|an|\d+) (?:full |random |single )?(?:server|virtual|file|machine|workload"
            r"|mailbox)",
            r"(?:restor(?:e|es|ation|ing)|recovery|backup)s?[ -](?:is |are |will be |shall"
            r" be )?(?:test|drill|exercise|verif)",
            r"test(?:s|ed|ing)?[^.]{0,40}(?:restor|backup|recover)",
            r"restor[^.]{0,60}(?:is|are|will be|shall be) tested",
            r"restor(?:es?|ing) (?:an? |one |some )?(?:random )?samples?\b",
            r"(?:recovery|continuity) plans? (?:is|are|will be|shall be) tested",
        ),
        needs=(
            Need(
                "how often",
                words(
                    r"intervals? not exceeding (?:three|six|twelve) months",
                    r"(?:twice|four times) a year",
                    r"(?:once|every) (?:three|six) months",
                    r"(?:monthly|quarterly|weekly|annual|yearly|every (?:month|quarter|week|six months)"
                    r"|each (?:month|quarter)|once (?:a|per) (?:month|quarter|year))",
                ),
            ),
            Need(
                "who sees it",
                words(
                    r"watches",
                    r"in the presence of",
                    rf"(?:mailed|sent) to {PERSON}",
                    r"witness",
                    rf"(?:report|result|certificate|sent|present|shown|deliver)[^.]{{0,60}}{CLIENT}",
                    rf"{CLIENT}[^.]{{0,60}}(?:attend|sign|observ|receiv|review|opens?\b)",
                    rf"{PERSON}[^.]{{0,40}}(?:attend|sign|observ|receiv|opens?\b)",
                ),
            ),
            Need("that a restore, not only a plan, is tested", words(r"restor", r"backup")),
        ),
        against=words(
            r"(?:restor|backup)[^.]{0,60}(?:(?:is|are|will) not (?:be )?(?:tested|test)|testing"
            r" is (?:excluded|not included|out of scope|the client))",
            r"(?:does|do|will|shall) not (?:[a-z]+ ){0,2}test[^.]{0,40}(?:restor|backup)",
        ),
        weak=words(r"back(?:s|ed)?[ -]?ups?\b"),
    ),
    Rule(
        id="X12",
        title="oversight: staff, subcontractors, incidents, logs, verification, exit",
        ask="Put in: notice of staff and subcontractor changes, incident notice to a named"
        " contact, log access, our right to verify, an exit clause.",
        topic=words(
            r"break clause|leave without penalty",
            r"(?:access|audit) logs?\b",
            r"sub-?processor",
            r"verify compliance",
            r"changes? to your service team|lead engineer changes",
            r"breach(?:es)?[^.]{0,80}reported",
            r"incident call",
            r"subcontract",
            r"(?:notif|notice|inform|tell)[^.]{0,80}(?:personnel|staff|key (?:person|people)|coordinator"
            r"|engineer|named person)[^.]{0,30}(?:chang|replac|reassign|depart)?",
            r"change in the (?:primary )?coordinators",
            r"(?:notif|notice)[^.]{0,80}(?:incident|breach)",
            r"access to (?:[a-z]+ ){0,3}logs|(?:inspect|read) (?:[a-z]+ ){0,2}logs?\b",
            r"(?:right|entitled|may) to (?:audit|verify|inspect)|may (?:audit|verify|inspect)",
            r"terminate this (?:agreement|contract)[^.]{0,60}(?:without cause|for convenience|for"
            r" any (?:or no )?reason|at any time)",
            r"terminat(?:e|ion) for convenience",
        ),
        needs=(
            Need(
                "notice of staff changes",
                words(
                    r"before your lead engineer changes",
                    r"before (?:a|your) (?:named|lead) [a-z]+ (?:changes|leaves)",
                    r"(?:notif|notice|inform|advise|tell)[^.]{0,80}(?:personnel|staff|key (?:person|people)"
                    r"|coordinators|engineer|named person)",
                ),
            ),
            Need(
                "notice of or consent to subcontractors",
                words(
                    r"(?:before|prior notice)[^.]{0,80}(?:subcontractor|sub-?processor)",
                    r"sub-?processor[^.]{0,60}prior notice",
                    r"subcontract[^.]{0,140}(?:prior|consent|notice|notif|permission|approv)",
                    r"(?:prior|consent|notice|notif|approv)[^.]{0,100}subcontract",
                    r"(?:tell|inform)[^.]{0,120}subcontract",
                ),
            ),
            Need(
                "notice of incidents",
                words(
                    r"(?:data|security) incident within",
                    r"incident call[^.]{0,60}(?:hours|inside)",
                    rf"(?:notif|notice)[^.]{{0,80}}(?:incident|breach)[^.]{{0,80}}{TIME}",
                    rf"{TIME}[^.]{{0,80}}(?:notif|notice)[^.]{{0,60}}(?:incident|breach)",
                    rf"(?:incident|breach)[^.]{{0,80}}(?:notif|notice)[^.]{{0,60}}{TIME}",
                    rf"(?:tell|inform)[^.]{{0,140}}(?:incident|breach)[^.]{{0,60}}{TIME}",
                    r"notif[^.]{0,60}within " + TIME + r"[^.]{0,40}(?:incident|breach)",
                ),
            ),
            Need(
                "log access",
                words(
                    r"(?:see|read)[^.]{0,30}(?:access|audit) logs?",
                    r"access to the audit log",
                    r"access to (?:[a-z]+ ){0,3}logs",
                    r"logs (?:are|will be) (?:available|accessible)",
                    r"(?:inspect|read) (?:[a-z]+ ){0,2}logs?\b",
                ),
            ),
            Need(
                "the right to verify",
                words(
                    r"verify compliance",
                    r"yearly check by an auditor",
                    r"permit [^.]{0,60}(?:audit|verify)",
                    r"(?:right|entitled|may) to (?:audit|verify|inspect)",
                    r"may (?:[a-z ]{0,30} and )?(?:audit|verify|inspect)",
                    r"have us audited",
                ),
            ),
            Need(
                "an exit clause",
                words(
                    r"break clause",
                    r"leave without penalty",
                    r"(?:without cause|for convenience|for any (?:or no )?reason)",
                    r"terminate[^.]{0,60}at any time",
                ),
            ),
        ),
        least=3,
        everywhere=True,
    ),
    Rule(
        id="X18",
        title="the insurer's questions: who answers, who is liable",
        ask="Who answers our insurer's questionnaire about your part, and who is liable when an answer is wrong?",
        topic=words(
            r"cyber insurance (?:form|application|questions)",
            r"(?:answers|answer) the insurer",
            r"question group",
            r"(?:insurer|insurance|underwriter|cyber.insurance)[^.]{0,80}(?:questionnaire|attest"
            r"|application|form\b|question)",
            r"(?:questionnaire|attest)[^.]{0,80}(?:insurer|insurance|underwriter)",
        ),
        needs=(
            Need("who answers", words(r"answer", r"complet", r"sign", r"attests?\b")),
            Need(
                "who is liable",
                words(
                    r"loss is ours",
                    r"liable if",
                    r"liab",
                    r"indemnif",
                    r"responsible for (?:the )?(?:accuracy|wrong|its answers|errors)",
                ),
            ),
        ),
    ),
)
