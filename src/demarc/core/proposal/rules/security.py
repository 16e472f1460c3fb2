"""Security and proof: who acts on an alert in minutes, restore tests, oversight of the provider, the insurer's form."""

from demarc.core.proposal.rule import Need, Rule, any_of, cue, words
from demarc.core.proposal.rules.parts import AT_ONCE, CLIENT, MINUTES, OFTEN, PERSON, PROVIDER, ROLE, TIME

EVENT = (
    r"(?:alarms?\b|stolen|encryption activity|break-?in|intruder|leaked|detection of|infected|infection"
    r"|security (?:incidents?|events?|alerts?|breach|desk)|incidents?\b|ransom(?:ware)?\b|edr\b"
    r"|malware|phish|compromise|intrusion|alerts?\b|(?:data|security|privacy|member) breach"
    r"|breach of security|breaches\b|attack|threats?\b|hack|virus|malicious|suspicious|suspected"
    r"|credential theft"
    r"|sign-in|log-in at|encryption on|account takeover|data leak|stolen (?:mailbox|account)"
    r"|impossible|mailbox rule|lost (?:laptop|device)|outflow|any warning|misuse|data loss|theft)"
)
ACTS = (
    r"(?:kicks? [^.]{0,30}off|changes the password|severs?\b|disconnect|suspends? the (?:account"
    r"|user)|takes? [^.]{0,30}offline|isolat|contain|disabl|block|cuts? (?:the host )?off|unplug"
    r"|off the network|locks?\b|wipe|revoke"
    r"|resets?\b|signs? the user out|quarantin|shuts?\b|ends? the session|takes? over|takes? the lead"
    r"|pulls? it|preserv|stops? it|decides? on the stop|purge|kill|examines?)"
)
TEST = (
    r"(?:try out|tr(?:y|ied) (?:a|one|it)|demonstrat|initials\b|proof\b|rebuil[dt]|tests?\b|tested"
    r"|testing|trial|mock|drill|exercis"
    r"|rehears|prov(?:e|es|en|ing|ed)\b|verif|validat"
    r"|checks?\b|checked|sample|random|picks?\b|chosen|choosing|choos|certificate|witness|watch"
    r"|in the presence|look around|opens? it|spot)"
)
RESTORE = (
    r"(?:recovery of (?:the|a|one|our|your)|recoveries\b|a recovery|rebuil[dt] [^.]{0,40}(?:from|cop)"
    r"|recoverability|brought up from|bring up [^.]{0,30} from"
    r"|restor(?:e|es|ed|ation|ations|ing|ability)\b|(?:disaster|data|system|backup) recovery"
    r"|recovery (?:plan|test|drill|exercise|arrangement|procedure|capab)|recoverab"
    r"|bring(?:s)? [^.]{0,30}back|brought back|back to life|fetch(?:es)? something back|failover"
    r"|back-?ups?\b)"
)
TELL = (
    r"(?:you hear|communicat|exchanged without|notif|let (?:you|the client) know|notice|inform|advis"
    r"|tell|told|report|announce|intimated|before"
    r"|ahead|prior|consent|approv|permission|warn|object|say no)"
)
STAFF = (
    r"(?:new face|new engineer|personnel|staff|key (?:person|people|staff)|coordinators?|(?:lead |named )?engineers?"
    r"|named (?:person|lead)|lead analyst|account manager|service team|resources?\b|representative"
    r"|manager|one of our three|named-person|changes? of named-person|successor)"
)
HEARS = r"(?:you hear|communicat|hears?\b|notif|notice|report(?:s|ed)?\b|tells?\b|told|inform|calls?\b|phones)"
SUBS = r"(?:freelancers?|outside (?:help|firms|contractors)|sub-?contract|sub-?process|third part(?:y|ies) to perform)"
FORM = (
    r"(?:insured\'s proposal form|sends its form|its form\b|(?:proposal|claim|cyber|insurance|renewal"
    r"|their|its|insurer's) forms?\b|form for|insurance form"
    r"|questionnaires?|(?:insurance|cyber|any) (?:[a-z]+ )?applications?\b|application (?:for|form)"
    r"|attest|(?:technical|insurer's|security|group|form|cyber) questions?\b|questions? (?:group|from)"
    r"|declarations?\b|proposer|technical part|answers? (?:the|for))"
)
INSURE = r"(?:insur|underwrit|cyber (?:form|cover|policy)|carrier)"

RULES = (
    Rule(
        id="F5",
        title="security event, who, within how many minutes",
        ask="Answer in writing, with names and minutes: ransomware on a server Saturday 03:00; an"
        " executive's mailbox taken over; a leaked administrator password.",
        near=any_of(
            cue(EVENT, r"follow|\bplan\b|handled|dealt with|deal with|start|steps"),
            cue(
                EVENT,
                rf"{ACTS}|triag|notif|investigat|respon|monitor|watch|look|call|phone|told|tells|hand"
                rf"|assist|forward|detect|notic|help|acknowledg|report|inform|comply|protect",
            ),
            cue(
                r"security|soc\b|threats?|cyber",
                r"monitor|watch|protect|respon|detect|keep an eye|assist|measures|efforts|policy",
            ),
        ),
        headed=words(
            r"security",
            r"incident",
            r"playbook",
            r"scenario",
            r"situations",
            r"cyber",
            r"what happens when",
            r"hackers",
            r"events",
            r"viruses",
        ),
        needs=(
            Need(
                "who acts",
                words(
                    ROLE,
                    rf"(?:{PROVIDER}) (?:[a-z]+ )?(?:{ACTS}|triag|looks?|will|shall)",
                    r"security desk|night (?:team|desk)|team\b|our analyst",
                ),
                slight=True,
            ),
            Need(
                "within how many minutes",
                words(
                    rf"(?!{AT_ONCE})(?:{MINUTES})",
                    r"by minute \d",
                    r"\d+ / \d+",
                    r"\| ?\d+ ?min",
                    r"minutes \d",
                    r"within an hour|within the hour|inside an hour",
                ),
            ),
            Need("what is done beyond notifying", words(ACTS)),
        ),
        general=True,
        narrows=any_of(
            cue(r"not obliged to", ACTS),
        ),
        against=any_of(
            cue(
                r"(?:incident response|containment)[^.]{0,60}(?:is|are) (?:excluded|not (?:included"
                r"|part|in scope)|out of scope)"
            ),
            cue(r"(?:does|will|shall) not (?:contain|isolate|remediate|respond to|investigate)", EVENT),
        ),
        around=any_of(
            cue(
                r"security|threat|cyber|ransomware|incident|virus|antivirus|anti-virus",
                r"monitor|protect|work|\d|bench|manag|respon|cleanup|clean",
            ),
        ),
    ),
    Rule(
        id="X6",
        title="restore tests: how often, and who sees the result",
        ask="How often is a restore tested, of which systems, and which of our people witnesses and signs the result?",
        near=any_of(
            cue(
                rf"{RESTORE}[^.]{{0,70}}{TEST}|{TEST}[^.]{{0,50}}{RESTORE}",
                r"^(?!.*(?:job status|jobs?\b|look at the log|success))",
            ),
            cue(
                r"restor(?:e|es|ation|ing)\b|trial restores?|fetch(?:es)? something back|back to life|bring it back", OFTEN
            ),
            cue(r"(?:recovery|continuity) plans?\b|disaster recovery|recovery arrangements", r"test|exercis|drill"),
        ),
        headed=words(r"restor", r"trial restores", r"proof of recovery", r"backup proof"),
        needs=(
            Need("how often", words(OFTEN)),
            Need(
                "who sees it",
                words(
                    r"initials\b",
                    r"demonstrated to",
                    r"with your [a-z ]{1,20} in",
                    r"witness",
                    r"watch(?:es|ing)?\b",
                    r"in the (?:presence|room)",
                    r"(?:mailed|sent|shown|show|submitted|delivered|invited) (?:to )?",
                    rf"(?:report|result|certificate|sent|present|shown|deliver|log)[^.]{{0,60}}(?:{CLIENT}|{PERSON})",
                    rf"(?:{CLIENT}|{PERSON}|lead|manager|who|she|he|they)[^.]{{0,60}}(?:attend|sign"
                    rf"|observ|receiv|opens?\b|log in|look around)",
                    r"with (?:him|her) in",
                    r"countersign",
                    r"shown to",
                ),
            ),
            Need(
                "that a restore, not only a plan, is tested",
                words(
                    r"rebuil[dt] ",
                    r"recoverab",
                    r"restor",
                    r"backup testing",
                    r"test[a-z]* [^.]{0,24}back-?ups?",
                    r"brings? [^.]{0,40}back",
                    r"fetch",
                ),
            ),
        ),
        against=any_of(
            cue(
                r"(?:restor|back-?up)[^.]{0,60}(?:(?:is|are|will) not (?:be )?(?:tested|test)"
                r"|testing is (?:excluded|not included|out of scope|the client))"
            ),
            cue(r"(?:does|do|will|shall) not (?:[a-z]+ ){0,2}test", r"restor|back-?up"),
            cue(r"(?:does|do|will|shall) not warrant[^.]{0,60}(?:restor|back-?up)|you should test|does not back up"),
        ),
        around=any_of(
            cue(r"back(?:s|ed|ing)?[ -]?ups?\b|\bcopied (?:to|every)|nightly"),
        ),
    ),
    Rule(
        id="X12",
        title="oversight: staff, subcontractors, incidents, logs, verification, exit",
        ask="Put in: notice of staff and subcontractor changes, incident notice to a named"
        " contact, log access, our right to verify, an exit clause.",
        near=any_of(
            cue(
                r"people who (?:look after|serve|work)|your (?:engineers?|technicians?)|(?:account"
                r"|service) team",
                r"swap|replac|chang|rotat|move",
                r"may|can\b|could|reserve|where|try",
            ),
            cue(r"break-?ins?\b|hacked|intrusions?\b", r"told|tell|hear|notif|inform|report"),
            cue(r"new face|break-in at our end|exchanged without|incidents are communicated"),
            cue(SUBS),
            cue(
                r"(?:staff|team|personnel) (?:turnover|may change|changes)|same (?:engineers?|faces"
                r"|people)|(?:we|provider) (?:are|is|were) (?:breached|hacked)|continuity of (?:staff"
                r"|personnel|the provider)|soc 2|right to audit"
            ),
            cue(
                r"(?:partners?|contractors?|third parties)\b",
                r"(?:we|provider|supplier|us)\b[^.]{0,30}(?:use|engage|work with|rely on|bring in|appoint)",
            ),
            cue(STAFF, TELL, r"chang|replac|reassign|depart|leav|move|bring in|remov|turnover|substitut"),
            cue(
                r"(?:incident|breach|breache|intrusion)s?\b",
                r"(?:notif|notice|report|tell|told|inform|call)",
                rf"{TIME}|delay|prompt|immediately|named-person|security officer",
            ),
            cue(r"logs?\b", r"access|read|inspect|search|see|export|collect|available"),
            cue(
                r"audit(?:or|ed|s)?\b|verif(?:y|ication)|assessor|inspect\b|check the controls|soc 2",
                rf"{CLIENT}|{PERSON}|right|yearly|once|annual|report|may\b",
            ),
            cue(r"break clause|leave without penalty|for convenience|without cause|any (?:or no )?reason|exit if"),
        ),
        needs=(
            Need(
                "notice of staff changes",
                words(
                    rf"new (?:face|engineer|person)[^.]{{0,60}}(?:{TELL}|{TIME})",
                    rf"{STAFF}[^.]{{0,40}}(?:exchang|swap)[^.]{{0,60}}{TIME}",
                    rf"{TELL}[^.]{{0,60}}(?:chang|replac|mov|leav|reassign|substitut)[^.]{{0,40}}{STAFF}",
                    rf"{TELL}[^.]{{0,60}}{STAFF}[^.]{{0,40}}(?:chang|replac|mov|leav|reassign|substitut)",
                    rf"(?:chang|replac|remov|mov|substitut)[^.]{{0,60}}{STAFF}[^.]{{0,80}}(?:{TELL}|{TIME})",
                    rf"{STAFF}[^.]{{0,30}}(?:chang|replac)[^.]{{0,60}}(?:{TELL}|{TIME})",
                ),
            ),
            Need(
                "notice of or consent to subcontractors",
                words(
                    rf"{SUBS}[^.]{{0,140}}(?:notice|consent|notif|{TIME}|permission|approv|object)",
                    rf"(?:notice|consent|notif|approv|tell|inform|{TIME})[^.]{{0,120}}{SUBS}",
                    rf"not {SUBS}",
                ),
            ),
            Need(
                "notice of incidents",
                words(
                    rf"break-in[^.]{{0,60}}{TIME}",
                    rf"(?:incident|security breach|data breach|breache|intrusion)s?\b[^.]{{0,70}}{HEARS}[^.]{{0,70}}{TIME}",
                    rf"{HEARS}[^.]{{0,90}}(?:incident|breach|intrusion)[^.]{{0,90}}{TIME}",
                    rf"{HEARS}[^.]{{0,60}}{TIME}[^.]{{0,60}}(?:incident|breach|intrusion)",
                    rf"(?:incidents?|intrusions?) (?:at|on|in|call)[^.]{{0,60}}{TIME}",
                ),
            ),
            Need(
                "log access",
                words(
                    r"logs?\b[^.]{0,20}any time",
                    r"(?:see|read|inspect|search(?:ed)?|collect|access to|export(?:ed)?)[^.]{0,40}logs?\b",
                    r"logs?\b[^.]{0,50}(?:\bread\b|be searched|inspect|collect|available|accessible"
                    r"|exported|at any time|at all times)",
                ),
            ),
            Need(
                "the right to verify",
                words(
                    r"verify compliance",
                    r"verification\b",
                    r"(?:may|right to|entitled to|permit|allow|send|by)[^.]{0,60}(?:audit|inspect|verify|check)",
                    r"(?:audit|check|inspect)[^.]{0,30}(?:once a year|yearly|each year|by (?:you|an auditor|the client))",
                    r"(?:yearly|annual) (?:audit|check)",
                    r"auditor (?:you|of its|may)",
                    r"send an assessor",
                    r"check the controls",
                ),
            ),
            Need(
                "an exit clause",
                words(
                    r"break clause",
                    r"leave without penalty",
                    r"(?:without cause|for convenience|for any (?:or no )?reason)",
                    r"terminate[^.]{0,60}at any time",
                    r"leave at any time|exit if",
                ),
            ),
        ),
        least=3,
        everywhere=True,
        forbids=True,
        against=any_of(
            cue(
                r"(?:personnel|subcontract)[^.]{0,80}without (?:any )?notice"
                r"|not made available to clients|sole discretion and without notice"
            ),
        ),
    ),
    Rule(
        id="X18",
        title="the insurer's questions: who answers, who is liable",
        ask="Who answers our insurer's questionnaire about your part, and who is liable when an answer is wrong?",
        near=any_of(
            cue(
                r"insurers?\b|underwriters?\b|cyber (?:policy|insurance|cover)|insurance (?:people"
                r"|company|renewal|broker|forms?|application|questionnaire|paperwork|attestation"
                r"|requirement|matters)",
                r"asks?\b|needs?\b|requirements?|provide whatever|paperwork|form\b|answer|helps?\b"
                r"|complete|fill|support|assist|satisf|evidence|question|responsible for|proposal",
                r"^(?!.*(?:certificates? of insurance|self-insur|waiver of))",
            ),
            cue(rf"{INSURE}[^.]{{0,90}}{FORM}|{FORM}[^.]{{0,60}}{INSURE}"),
            cue(
                r"(?:your|client's|customer's|trustees'?|their|the|our"
                r"|satisfy) (?:[a-z]+ ){0,3}(?:insurer|insurance|underwriter|carrier|broker)",
                r"help|support|assist|glad|hand\b|evidence|answers?\b|letter|satisf|conversation",
                r"^(?!.*(?:certificates? of insurance|premium|self-insur|waiver of))",
            ),
        ),
        headed=words(r"insurers?\b", r"insurance (?:form|matters|attest)", r"underwriter", r"insurer's"),
        needs=(
            Need(
                "who answers",
                words(
                    r"furnish",
                    r"suppl(?:y|ies) the answers",
                    r"answers?\b",
                    r"complet",
                    r"signs?\b",
                    r"attests?\b",
                    r"fills? in",
                    r"respon(?:d|se)s?\b",
                    r"accuracy of any",
                ),
            ),
            Need(
                "who is liable",
                words(
                    r"carr(?:y|ies) the (?:can|rest|risk)",
                    r"on (?:us|our heads)",
                    r"loss is ours",
                    r"(?:is|are|be|held|remains?|each|party) liable",
                    r"liable (?:for|if)",
                    r"(?:without|no|with|has|have) liability",
                    r"liability (?:for (?:its|the|any|wrong)|arising|up to)",
                    r"indemnif",
                    r"responsible for (?:the )?(?:accuracy|wrong|its answers|errors|correct)",
                    r"stands? (?:by|behind)",
                    r"answers? for (?:its|the) (?:truth|rest)",
                    r"at [a-z' ]{1,24} risk",
                    r"bears (?:the )?responsib",
                    r"responsib[a-z]* for (?:it|its|the) ?",
                ),
            ),
        ),
    ),
)
