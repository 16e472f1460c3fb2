"""The paper itself: the lead's review, exclusions, ownership, data return, changes and precedence."""

from demarc.core.proposal.rule import Grade, Need, Rule, words
from demarc.core.proposal.rules.parts import CLIENT, DAYS, PERSON, PROVIDER, TIME

RULES = (
    Rule(
        id="F6",
        title="our lead reviews the proposal, with time to do it",
        ask="Confirm that our IT lead reviews this proposal, with at least 10 business days before anything expires.",
        topic=words(
            r"(?:it (?:manager|lead|director)|head of (?:it|technology)|cio\b)[^.]{0,160}(?:review|read|question"
            r"|comment)",
            r"pass this (?:draft|proposal|document)",
            r"(?:it (?:manager|lead|director)|internal (?:it|lead)|technical lead)[^.]{0,120}(?:review|read)",
            rf"{CLIENT} it[^.]{{0,120}}review",
            rf"{PERSON}[^.]{{0,120}}(?:reviews?|reads?) (?:the |this )?(?:scope|proposal|offer|draft|document"
            rf"|contract)",
            r"walk[^.]{0,40}(?:it (?:manager|lead|director)|named-person)[^.]{0,40}scope",
            r"review(?:ed|er|s)?[^.]{0,80}(?:it (?:manager|lead|director)|internal it|technical lead)",
        ),
        needs=(
            Need(
                "who reviews",
                words(
                    r"head of (?:it|technology)",
                    r"cio\b",
                    r"it (?:manager|lead|director)",
                    r"internal (?:it|lead)",
                    r"technical lead",
                    PERSON,
                ),
            ),
            Need(
                "at least 10 business days",
                words(
                    r"(?:eleven|twelve|fourteen|fifteen)(?: \(\d+\))? (?:business|working) days",
                    r"(?:[1-9]\d|ten|fifteen|twenty|thirty)(?: \(\d+\))? (?:business|working) days",
                    r"(?:1[4-9]|[2-9]\d|thirty|sixty)(?: \(\d+\))? (?:calendar )?days",
                    r"(?:two|three|four|[2-9]) weeks",
                ),
            ),
        ),
        against=words(
            r"(?:eyes of|intended for)[^.]{0,120}\bonly\b",
            r"(?:not|never) be (?:shared|discussed|copied)[^.]{0,80}(?:it staff|it team|it manager|technical"
            r"|internal it|it department)",
            r"it (?:manager|lead|team|staff) (?:is|are|should) not (?:be )?(?:involved|consulted|told)",
            r"(?:offer|price|discount)[^.]{0,60}(?:lapses|good for (?:24|48|72)|until friday|ends? (?:today"
            r"|tomorrow))",
            r"(?:confidential|for)[^.]{0,40}(?:executive|owner|c-level|board)s?[ -]only|executives? only",
            r"(?:do not|must not|may not|not to be) (?:share|shared|distribute"
            r"|forward)[^.]{0,60}(?:it (?:staff|manager|lead|team)|internal it|technical)",
            r"(?:offer|proposal|pricing|quote)[^.]{0,40}expires? (?:in|within|after) (?:\d|one|two"
            r"|three|four|five|24|48|72)(?: \(\d+\))? (?:business |calendar )?(?:hours|days)",
        ),
        silence=Grade.UNCLEAR,
    ),
    Rule(
        id="X4",
        title="a closed list of exclusions",
        ask="Give a closed list of what is excluded; what is on no list is then in scope or priced on request.",
        topic=words(
            r"not included[,:]",
            r"leaves out",
            r"(?:other|no) exclusions",
            r"(?:is|are) out of scope",
            r"services are excluded",
            r"(?:list of |following )?exclusions?\b",
            r"(?:following|these)[^.]{0,40}(?:are|is) (?:excluded|not included|out of scope)",
            r"(?:not included|excluded) (?:are|is)(?: exactly)?\b",
            r"(?:is|are) excluded from this agreement|excluded from (?:the )?(?:services|scope)",
            r"does not include",
            r"explicitly not an agreement",
            r"not specifically listed[^.]{0,60}excluded|not (?:expressly|explicitly) (?:listed"
            r"|included)[^.]{0,60}(?:excluded|out of scope)",
        ),
        needs=(
            Need(
                "that the list is closed",
                words(
                    r"no other exclusions",
                    r"list is complete",
                    r"(?:everything|anything) else[^.]{0,90}(?:included|in scope)",
                    r"(?:list|exclusions?)[^.]{0,40}(?:is|are) (?:closed|complete|exhaustive)",
                    r"only (?:the following|these|exclusions)",
                    r"the following [^.]{0,30}and (?:only|nothing else)",
                    r"nothing else is excluded",
                    r"and nothing else",
                    r"(?:are|is) exactly",
                    r"complete list",
                    r"exhaustive",
                ),
            ),
        ),
        forbids=True,
    ),
    Rule(
        id="X9",
        title="credentials and documents belong to and return to the client",
        ask="Say that every credential and document is ours, and comes back within 5 business days of the end.",
        topic=words(
            r"(?:password|credential|admin(?:istrator)? account|licen[cs]e key|network document|documentation"
            r"|diagram|runbook)s?\b[^.]{0,140}(?:yours|vests?|owned|suppl|shared|exported|kept|given)",
            r"(?:supply|supplies|provide) (?:such )?passwords",
            r"(?:credential|password|administrator account|documentation|runbook|configuration"
            r" record)s?\b[^.]{0,120}(?:return|belong|property of|hand(?:ed)? over|deliver(?:ed|s)? to"
            r"|transfer|owned)",
            r"(?:return|hand over|deliver|transfer)[^.]{0,100}(?:credential|password|documentation|runbook)",
            rf"{CLIENT} owns? (?:all|every|the)[^.]{{0,60}}(?:credential|password|account|document|runbook"
            rf"|diagram)",
            r"assigns all right, title",
        ),
        needs=(
            Need("credentials", words(r"credential", r"password", r"admin(?:istrator|istrative)? (?:account|access)")),
            Need("documents", words(r"document", r"runbook", r"diagram", r"configuration")),
            Need(
                "that they are the client's",
                words(
                    r"(?:are|is|remain) yours",
                    rf"vests? in {CLIENT}",
                    rf"(?:owned by|property of) {CLIENT}",
                    rf"deliver (?:them )?up to {CLIENT}",
                    r"hand everything back",
                    rf"(?:property of|belongs? to|owned by|return(?:ed)? (?:[a-z]+ ){{0,4}}to|hand(?:ed"
                    rf"|s)? (?:[a-z]+ ){{0,4}}over to|deliver(?:ed|s)? to) {CLIENT}",
                    rf"{CLIENT} owns?\b",
                    rf"returns? [^.]{{0,60}} to {CLIENT}",
                ),
            ),
            Need("by when", words(TIME)),
        ),
        against=words(
            rf"(?:documentation|credentials?|runbooks?|passwords?|materials)[^.]{{0,120}}(?:proprietary"
            rf" to|(?:sole|exclusive|sole and exclusive)? ?property of) {PROVIDER}",
            r"all materials, [^.]{0,900}shall remain the sole and exclusive property of (?!licensee|client"
            r"|customer)",
        ),
    ),
    Rule(
        id="X11",
        title="data returned and deleted, by when",
        ask="Say when and in which format our data comes back, and when it is deleted with proof.",
        topic=words(
            r"(?:give|hand)[^.]{0,30}(?:all )?your data",
            r"data (?:is )?handed over",
            r"(?:wipe|delete) (?:every|our|all) cop",
            r"copies (?:are )?deleted",
            r"(?:retain|return)[^.]{0,30}or delete any data",
            r"(?:return|hand over|deliver|export|delete|destroy|erase)[^.]{0,120}(?:data\b|stored"
            r" content|confidential information|copies\b)",
            r"(?:data|content)\b[^.]{0,80}(?:returned|deleted|destroyed|erased|exported)",
        ),
        needs=(
            Need(
                "return",
                words(r"give you", r"hand(?:ed)? over", r"return", r"hand over", r"deliver", r"export", r"copy of"),
            ),
            Need("deletion", words(r"delet", r"destr", r"eras", r"wip(?:e|ed)")),
            Need(
                "by when",
                words(
                    rf"within {DAYS}",
                    r"day \d+",
                    rf"(?:within|after|before|later than) {TIME}",
                    rf"{DAYS} (?:after|of|following|before)",
                ),
            ),
            Need("that it is the client's data", words(r"data\b", r"content")),
        ),
    ),
    Rule(
        id="X13",
        title="changes only in writing by both sides",
        ask="Strike every right to change terms or prices alone; changes in writing, signed by both.",
        topic=words(
            r"no variation",
            r"(?:cannot|can) be (?:changed|varied|amended) except",
            r"changes? to (?:the )?(?:scope|terms|service)[^.]{0,60}(?:handled|process|agreed)",
            r"prices? may be adjusted",
            r"service descriptions? may be updated",
            r"(?:amend|modif|alter|chang)[^.]{0,200}(?:writing|written)[^.]{0,120}(?:both|each|parties"
            r"|party|signed|executed)",
            r"(?:nothing|no part)[^.]{0,60}chang[^.]{0,60}(?:sign|writ)",
            r"(?:no|any) (?:amendment|modification|waiver, modification|change)[^.]{0,160}(?:writing|written)",
        ),
        needs=(
            Need("in writing", words(r"document signed", r"signed by", r"writing", r"written", r"signatures?\b")),
            Need(
                "by both",
                words(
                    r"both of us",
                    r"each party",
                    r"of each of",
                    r"both",
                    r"each party",
                    r"the parties",
                    r"parties hereto",
                    r"signed by",
                    r"executed by",
                ),
            ),
        ),
        forbids=True,
        spoils=True,
        against=words(
            rf"{PROVIDER} (?:may|reserves the right to|can)(?:,)? (?:[^.]{{0,60}} )?(?:modify|change"
            rf"|amend|update|revise|increase)[^.]{{0,80}}(?:at any time|discretion|without (?:notice"
            rf"|consent)|terms|addendum|agreement|rates|prices|fees)",
            r"(?:expressly )?reserves the right to (?:change|modify|amend|increase)[^.]{0,60}",
            r"policies and procedures that will be updated",
        ),
    ),
    Rule(
        id="X14",
        title="an order of precedence between the documents",
        ask="Which document wins when order, agreement and schedule disagree?",
        topic=words(
            r"documents? (?:disagree|conflict|differ)",
            r"conflicts? between (?:the )?documents",
            r"read together with",
            r"terms of the other documents",
            r"this (?:proposal|order|agreement) (?:wins|prevails)",
            r"order of precedence|takes? precedence|shall prevail|will prevail|prevails? over",
            r"(?:conflict|inconsisten|differ|contradict|disagree)[^.]{0,160}(?:control|govern|prevail|preced)",
            r"(?:conflict|inconsisten|differ|contradict|disagree)[^.]{0,160}comes? (?:first|before)",
            r"(?:control|govern|prevail)[^.]{0,60}in the event of (?:any|a) (?:conflict|inconsistency)",
        ),
        needs=(
            Need(
                "that it is for when they disagree",
                words(r"disagree", r"conflict", r"inconsisten", r"precedence", r"discrepan", r"contradict", r"differ"),
            ),
            Need(
                "which document wins",
                words(
                    r"(?:order|agreement|proposal|schedule)s? wins?\b",
                    r"then the (?:schedules|order|agreement|proposal)",
                    r"(?:agreement|order|sow|statement of work|schedule|msa|exhibit|addendum|key terms"
                    r"|terms)[^.]{0,120}(?:control|govern|prevail|preced)",
                    r"(?:agreement|order|proposal|sow|statement of work|schedule|terms)[^.]{0,60}comes? (?:first"
                    r"|before)",
                    r"(?:control|govern|prevail|preced)[^.]{0,160}(?:agreement|order|sow|schedule|msa|exhibit"
                    r"|addendum|terms)",
                ),
            ),
        ),
        forbids=True,
    ),
)
