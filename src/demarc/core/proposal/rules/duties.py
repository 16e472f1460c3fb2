"""Who does what: the matrix, the client's own duties, the shared view and the review of duties."""

from demarc.core.proposal.rule import Need, Rule, any_of, cue, words
from demarc.core.proposal.rules.parts import CLIENT, LIVE, PERSON, PROVIDER, QUARTERLY, ROLE, TIME

MATRIX = (
    r"(?:raci\b|(?:responsibility|responsibilities) (?:assignment |allocation )?(?:matrix|table|chart|schedule|grid)"
    r"|matrix of responsibilities|responsibility matrix|shared.responsibility)"
)
SPLIT = (
    r"(?:who does what|who-does-what|(?:division|split|allocation|assignment|distribution"
    r"|sharing) of (?:work|labou?r|duties"
    r"|tasks|roles|functions|jobs|responsibilit)|(?:duties|roles|jobs|tasks|functions) (?:by|per"
    r"|of each|listed|marked|allocated)"
    r"|roles and responsibilit|(?:chart|table|schedule|list) (?:below |in [a-z0-9 ]{1,16})?(?:names|binds|says|of duties)"
    r"|functions? (?:listed|allocated|named)|[a-z]+'s work and ours|these are mine|responsibilities\b)"
)
FUNCTION = (
    r"(?:back-?ups?|patch|updates?|monitor|help ?desk|service desk|firewall|endpoint|identity|vendor"
    r"|network|servers?\b|switches"
    r"|workstation|laptops?|security|restor|onboarding|licen[cs]|accounts?\b|e-?mail|wi-?fi|wireless|storage|microsoft 365"
    r"|virtual|hosts?\b|systems?\b|applications?|software|tablets?|printers?|machines?|users?\b|sensor|alerts?\b|rebuild)"
)
DOES = (
    r"(?:(?:is|are) answerable for|look(?:s|ing)? after|runs?\b|manages?\b|patch(?:es)?\b|monitors?\b"
    r"|performs?\b|operates?\b"
    r"|owns?\b|handles?\b|takes? care"
    r"|keeps?\b|installs?\b|deploys?\b|designs?\b|supplies|creates?\b|watch(?:es)?\b|answers? for"
    r"|maintains?\b|does it|does\b"
    r"|approves?\b|requests?\b|reviews?\b|receives?\b|rebuilds?\b|repairs?\b|decides?\b|makes? the"
    r"|(?:is|are|remains?) (?:solely"
    r" |jointly )?(?:responsible|accountable)|responsible and accountable|in charge)"
)
KEEPS = (
    r"(?:(?:is|are) answerable for|look(?:s|ing)? after|keeps?\b|runs?\b|owns?\b|handles?\b"
    r"|answers? for|takes? care|manages?\b"
    r"|(?:is|are|remains?) (?:solely )?(?:responsible|accountable)|decides?\b|stays? with|does\b)"
)
SHARED_NEEDS = ("which duties are the provider's", "which duties are the client's")
STUCK = (
    r"(?:homeless|orphan|contested|has no owner|falls through|stuck|stalls?\b|sticks\b|(?:is"
    r"|are) (?:not (?:clear|plain|listed|accepted)|unclear|in doubt"
    r"|unassigned|disputed)|in doubt"
    r"|deadlock|unassigned|(?:falls?|lands?) between|between (?:the )?two (?:stools|columns|of us)"
    r"|nobody|differ about|doubt(?:ful)?"
    r"|cannot (?:tell|agree)|can't (?:tell|agree)|escalat|does not (?:react|accept|act)"
    r"|allocation is disputed|whose (?:job|turn|a))"
)
GOES_TO = (
    rf"(?:raised with|elevated|brought to|taken to|board\b|{ROLE}|ring me|rings?\b|goes to|calls?\b"
    rf"|speaks?\b|bridge|refer|decides?\b|is passed|allocate|put to)"
)
DUTY = (
    r"(?:swap|open|clear|install|provide|maintain|keep|notify|approve|report|follow|appoint|ensure"
    r"|supply|alert|make|nominate"
    r"|designate|name|give|answer"
    r"|tell|let (?:us|the provider) know|return|grant|decide|submit|respond|renew|replace|confirm"
    r"|furnish|procure|permit|allow"
    r"|send|review|test|pay|order|sign|inform|return|be reachable|have|assist|buy|store|retain|read"
    r"|secure|obtain|comply|promptly"
    r"|at all times|acknowledge|use)"
)

WHENEVER = (
    r"(?:[a-z]+-monthly|every (?:thirteen|13|12) weeks|[a-z]+-month intervals|quarter|month|annual"
    r"|yearly|each year|a year|week|spring|january|times a year|semi-?annual"
    r"|time to time|periodic|intervals?\b"
    r"|(?:every|each) (?:90|60|30|ninety) days|every (?:two|three|six) months"
    r"|(?:half-?)?term(?:ly)?\b(?! of| and)|every other|twelve weeks|first (?:monday|tuesday"
    r"|wednesday|thursday|friday) of|whenever|regular(?:ly)?\b|frequency|either (?:party|side))"
)
LOOKS = (
    r"(?:re-?examin|strikes? what is wrong|brought up to date|tak(?:e|es) the [a-z-]+ (?:sheet|list"
    r"|table)|reviews?\b|reviewed|reconcil|revisit|revise[sd]?\b|go(?:es)? through|meet(?:s|ing"
    r"|ings)?\b(?! (?:the|all|any|its|their|with the req))"
    r"|catch.up|sit down|compared|looked over|read this|look again|qbr|check that each|look(?:s"
    r"|ed)? (?:over|again|through)|checks? (?:that|each|off)|goes? over|go over|up to date"
    r"|sits? (?:down )?with|(?:update|correct|amend)s? (?:the|that|this) (?:table|list|matrix|chart"
    r"|schedule|page)|walk(?:s|ed)? through|refresh|re-?validat|re-?confirm|corrected|workshop)"
)

RULES = (
    Rule(
        id="F1",
        title="responsibility matrix with escalation",
        ask="Send a filled, redacted responsibility matrix: every function, one accountable"
        " person, and the escalation path.",
        near=any_of(
            cue(
                r"your (?:people|team|staff|lot|side|crew)[^.;]{0,40}(?:runs?|does?|takes?|looks?|keeps?"
                r"|handles?|owns?)\b",
                r"ours\b|our (?:people|team|side|crew)\b|we\b",
            ),
            cue(rf"{CLIENT} (?:is|are) answerable for|{PROVIDER} (?:is|are) answerable for|contested|homeless"),
            cue(
                r"(?:is|are) (?:ours|mine)\b",
                r"(?:is|are) (?:[a-z'-]+ ){0,3}(?:yours|named-person's|client's)|'s at your|yours\b",
            ),
            cue(MATRIX),
            cue(SPLIT),
            cue(
                rf"{PROVIDER}[:, ][^.;]{{0,40}}{KEEPS}[^.]{{0,80}}{FUNCTION}",
                rf"(?:{CLIENT}|{PERSON})[:, ][^.;]{{0,40}}{KEEPS}",
            ),
            cue(rf"(?:{PROVIDER}|ours|{CLIENT}|yours|{PERSON})(?: [a-z ]{{0,30}})?: [^.]{{0,80}}{FUNCTION}"),
            cue(rf"{CLIENT}[^.;]{{0,40}} (?:is|are|will be|shall be|remains?) (?:solely )?(?:responsible|accountable) for"),
            cue(rf"(?:{PERSON}|{PROVIDER}|{CLIENT})[^.;]{{0,40}} (?:answers? for|looks? after|(?:is|are) accountable for)"),
            cue(r"will provide the following|perform the services as (?:detailed|described)"),
            cue(r"escalat"),
            cue(STUCK, GOES_TO, r"duty|duties|function|job|work|task|item|thing|turn|person named|line"),
        ),
        headed=words(
            MATRIX, SPLIT, r"duties", r"allocation", r"split\b", r"responsibilit", r"division of", r"roles\b", r"whose"
        ),
        needs=(
            Need(
                SHARED_NEEDS[0],
                words(
                    rf"{PROVIDER}[^.;|]{{0,48}}{DOES}",
                    rf"{PROVIDER} *: ",
                    r"ours *:",
                    r"(?:are|is) (?:ours|mine)\b",
                    rf"{FUNCTION}[^.;]{{0,40}}: (?:{PROVIDER})",
                    rf"performed by {PROVIDER}",
                    r"accountable",
                ),
            ),
            Need(
                SHARED_NEEDS[1],
                words(
                    r"(?:is|are) [a-z'-]+'s at your",
                    r"and yours\b",
                    rf"(?:{CLIENT}|{PERSON})[^.;|]{{0,48}}{DOES}",
                    rf"(?:{CLIENT}|{PERSON}) *: ",
                    r"(?:are|entirely) yours",
                    r"yours *:",
                    rf"{FUNCTION}[^.;]{{0,40}}: (?:{CLIENT}|{PERSON})",
                    rf"performed by {CLIENT}",
                    r"accountable",
                    rf"these are for {PERSON}",
                    r"(?:client|customer) those",
                ),
            ),
            Need(
                "who decides what is nobody's",
                words(
                    rf"{STUCK}.{{0,160}}{GOES_TO}",
                    rf"{GOES_TO}[^.]{{0,120}}{STUCK}",
                    rf"escalat[^.]{{0,70}}{ROLE}",
                    r"escalation (?:path|matrix|list|order|contact)",
                    r"referred to",
                    r"then the [a-z ]+ (?:lead|manager)",
                ),
                slight=True,
            ),
        ),
        against=any_of(
            cue(
                rf"{MATRIX}|roles\b|responsibilit|duties|division of duties",
                r"(?:to be|will be|shall be|is|are|be)(?: later| then| jointly)? (?:defined"
                r"|determined|agreed|developed|clarified|prepared|created|finali[sz]ed|worked"
                r" out|drawn up|produced|completed|customi[sz]ed|tailored|attached upon)"
                r"|customi[sz]ed after|deliverable of|to be attached|tbd\b",
            ),
        ),
        around=any_of(
            cue(
                r"(?:monitoring|patch(?:ing| management)|anti-?virus|help ?desk|backups?"
                r"|remote support|endpoint protection)[^.]{0,80}(?:,|and|\|)"
            ),
            cue(r"services (?:enumerated|itemi[sz]ed|described|listed|specified|set forth)"),
            cue(r"(?:patch management|remote monitoring|workstation care|server care|monitoring|administration)"),
        ),
        general=True,
        part=2,
        everywhere=True,
        forbids=True,
        rows_say=SHARED_NEEDS,
    ),
    Rule(
        id="F2",
        title="the client's duties, with a consequence",
        ask="List our duties function by function, and say what happens to the service when one is not done.",
        near=any_of(
            cue(rf"{CLIENT} undertakes? to|the company (?:shall|must|will|undertakes|answers)", DUTY),
            cue(
                r"homework|your end of|in default the|only (?:hit|meet|keep) [^.]{0,40} (?:when"
                r"|if) (?:you|the [a-z]+)\b|depends? on you\b"
            ),
            cue(
                r"(?:your|client|customer)(?:'s)? (?:own )?(?:part|tasks?|obligations?"
                r"|responsibilities|duties|side|dependenc|contributions?)\b"
            ),
            cue(
                rf"{CLIENT} (?:shall|must|will|should|agrees? to|undertakes? to|commits? to"
                rf"|is (?:responsible|expected)|are (?:responsible|expected)|has to|have to"
                rf"|needs? to)[^.;]{{0,60}}{DUTY}"
            ),
            cue(
                rf"{CLIENT} (?:furnish|keep|maintain|provide|notif|approve|report|appoint|ensure|suppl"
                rf"|answer|tell|give|name|send|submit|order)(?:s|es|ies|y)?\b"
            ),
            cue(
                rf"{PERSON}[^.;]{{0,24}} (?:lets (?:us|the provider) know|tells (?:us|the provider)"
                rf"|must|shall|has to|sends (?:us|the provider)|be reachable)"
            ),
            cue(
                r"tell us (?:about|of|when)\b|let us (?:know|have)\b|please (?:let|tell|keep|give"
                r"|make|send)\b|we (?:rely|depend) on you|(?:we'll|we will) need (?:you|your)"
                r"|it is up to you|on your side|your job\b|(?:we|i) (?:expect|need|ask"
                r"|count on)[^.]{0,40}(?:you|client|council|from)|telling (?:me|us) who"
            ),
            cue(
                r"drops out of|out of our liability|carry no target|no service credit|not in default"
                r"|relieved of the affected"
            ),
            cue(r"shall be provided by (?:the )?(?:client|customer)|(?:client|customer) shall procure"),
        ),
        headed=words(
            rf"(?:{CLIENT}|{PERSON})[^.]{{0,20}}(?:part|duties|obligations|responsibilities"
            rf"|contributions|tasks|dependenc|own|must)",
            r"what (?:we|i) (?:need|ask|expect)",
            r"what do you (?:need|expect)",
            r"asks of",
            r"your (?:part|side)",
            r"obligations of the",
        ),
        needs=(
            Need(
                "a duty that is specific",
                words(
                    rf"{DUTY}[^.]{{0,90}}by (?:january|february|march|april|may|june|july|august|september"
                    rf"|october|november|december)",
                    r"shall be provided by",
                    rf"{DUTY}[^.]{{0,140}}(?:{TIME}|every|each|before|within|current|in force|ahead"
                    rf"|support|warrant|license|licence|access|leaver|joiner|starter|list|agent|number"
                    rf"|contact|premises|window|approval|notice|calendar|administrator|backup|password"
                    rf"|equipment|test)",
                ),
            ),
            Need(
                "what happens when a duty is not done",
                words(
                    r"in default\b",
                    r"(?:is|are) treated as",
                    r"added to the",
                    r"promise is off",
                    r"skip (?:either|one|it|any)",
                    r"each day (?:beyond|late)",
                    r"until it is put right",
                    r"otherwise\b",
                    r"if (?:an? |the |it |this |that |one |you |we )?[^.]{0,80}(?:not|n't|late|stays"
                    r"|missing|fail|unanswered|unrepaired)",
                    r"(?:where|when)(?:ever)? [^.]{0,60}(?:late|not|fail)",
                    r"fail(?:s|ure|ing)?\b[^.]{0,60}",
                    r"delay(?:s|ed)?\b",
                    r"(?:relieved|excused|not (?:be )?(?:answerable|liable|in default|responsible))",
                    r"cannot answer for",
                    r"(?:is|are|be) (?:then )?(?:suspended|paused|deemed)",
                    r"pauses\b",
                    r"by default",
                    r"stands\b",
                    r"moves? (?:to best|by|the)",
                    r"(?:billed|charged|invoiced|chargeable) (?:at|as)",
                    r"outside (?:our|the) (?:liability|service|restoration)",
                    r"out of our liability",
                    r"at (?:your|its|the client's) (?:own )?(?:cost|risk|expense)",
                    r"without (?:an?|that|this|your|it)\b",
                    r"carry no target",
                    r"no (?:service )?credit",
                    r"excluded from",
                    r"aborted visit",
                    r"drops out",
                    r"if not done",
                    r"counts? as",
                    r"loss of data",
                    r"contingent (?:up)?on",
                    r"clock (?:is )?(?:paused|stops)",
                    r"late by",
                ),
                slight=True,
            ),
        ),
        forbids=True,
        rows_say=("a duty that is specific",),
        against=any_of(
            cue(r"only the services (?:itemi[sz]ed|listed)"),
            cue(
                rf"{CLIENT}[^.;]{{0,24}} (?:is|are|shall be|will be|remains?) (?:solely )?responsible for",
                r"everything|all (?:other )?(?:matters|tasks|duties|items)|anything|any (?:matter"
                r"|task)|all (?:else|other)|own compliance",
            ),
            cue(
                r"(?:anything|everything|all|whatever)[^.]{0,40}not (?:listed|expressly|specifically|named|mentioned)",
                rf"{CLIENT}(?:'s)? (?:responsib|own|duty|problem)|responsib",
            ),
            cue(r"(?:all other|any other) (?:tasks|duties|responsibilities)", r"client|customer|you"),
            cue(r"nothing for you to do"),
        ),
    ),
    Rule(
        id="X1",
        title="a table with exactly one accountable party in each row",
        ask="Send the matrix as a table with exactly one A in every row.",
        near=any_of(
            cue(MATRIX),
            cue(
                r"(?:division|split|allocation|assignment) of (?:work|duties|tasks|functions"
                r"|responsibilit)|responsibilities of [a-z -]{1,30} and|management responsibility"
                r"|duties table|table of duties|tasks marked|responsible and accountable"
            ),
        ),
        needs=(Need("the rows themselves, with one A each", words(r"(?!)")),),
        least=2,
        rows_say=("what each side does",),
        table=True,
    ),
    Rule(
        id="X15",
        title="the same live view for both sides",
        ask="Will our lead see the same queue, alerts and clocks as your engineers, live? Show the screen.",
        near=any_of(
            cue(
                r"web ?page|website|\bapp\b|dashboard|login to",
                r"(?:your|the|our) (?:requests|tickets|cases|jobs|status)|dashboard|progress",
            ),
            cue(r"one screen|job book|technician seats"),
            cue(
                r"(?:portal|dashboards?|my[a-z]+)\b",
                r"(?:see|view|track|follow|raise|access|log ?in|login|available|enabled|status|real.?time|live)",
            ),
            cue(
                r"(?:same|shared|equal|identical|live|real.?time|full|concurrent|both)\b",
                r"(?:view|visib|dashboard|console|queue|board\b|screens?\b|portal|ticket (?:system"
                r"|tool|platform|board)|tickets\b|cases\b|records\b|monitor(?:ing)? system)",
                rf"(?:see|view|visib|access|log|work|rights|sit|technician|engineer|staff|analyst|{PERSON})",
            ),
            cue(
                r"(?:read|view|direct|reader|live)[ -].{0,12}(?:access|rights|seats?)",
                r"(?:dashboard|console|tickets?|queue|portal|monitoring|rmm|psa|sentinel|defender|screens?)",
            ),
            cue(
                r"(?:see|look at|log in to|logs in|work in)[^.]{0,60}(?:tickets?\b|queue|board\b|console|screens?\b|portal)"
            ),
        ),
        headed=words(
            r"see(?:s)? what (?:we|you) see",
            r"what you see",
            r"same (?:screen|view)",
            r"transparency",
            r"visibility",
            r"look at your tickets",
            r"our team see",
        ),
        needs=(
            Need(
                "that it is the same view",
                words(
                    r"what (?:our|we)[^.]{0,40} see",
                    r"what (?:you|she|he|they) sees? is what",
                    r"same\b",
                    r"shared",
                    r"identical",
                    r"equal",
                    r"both (?:of us|parties|sides)",
                    r"visible to both",
                    r"as (?:we|our [a-z ]{1,24}|the provider's [a-z ]{1,24}) (?:see|do|does)",
                    r"just as our",
                    r"no filter",
                    r"one screen",
                ),
            ),
            Need("that it is live", words(LIVE)),
        ),
    ),
    Rule(
        id="X17",
        title="a review of duties at least every quarter",
        ask="Name who reviews the matrix with us each quarter, and what comes out of it.",
        near=any_of(
            cue(
                r"every so often|now and (?:then|again)|once in a while|annual|yearly|every year"
                r"|from time to time|regular",
                r"check|get together|gets together|see who|look\b",
                r"dut(?:y|ies)|who (?:should|does|is|owns)|responsib|roles\b",
            ),
            cue(
                rf"{WHENEVER}.{{0,90}}{LOOKS}|{LOOKS}.{{0,90}}{WHENEVER}",
                r"^(?!.*(?:terminat|renew|invoice|insur|audit|price))",
            ),
            cue(r"qbr\b|business reviews?|(?:governance|service|steering) (?:review|meeting|committee)s?"),
        ),
        reach=(0, 2),
        headed=words(
            r"review of (?:responsib|dut|roles)", r"keeping it current", r"looking again", r"look at the split", r"revision"
        ),
        needs=(
            Need("an interval of a quarter or less", words(QUARTERLY)),
            Need(
                "that duties are what is reviewed",
                words(
                    r"who-owns-what",
                    r"who-does-what",
                    r"line by line|(?:every|each) (?:line|row|entry)\b",
                    r"row by row",
                    r"entry by entry",
                    r"heading by heading",
                    r"(?<!heavy )dut(?:y|ies)\b",
                    r"responsibilit",
                    r"matrix",
                    r"raci\b",
                    r"ownership",
                    r"who owns",
                    r"chart\b",
                    r"owner\b",
                    r"roles\b",
                    r"split\b",
                    r"section i\b",
                    r"allocation",
                    r"who does what",
                    r"this page",
                ),
            ),
        ),
    ),
)
