"""Who is called and who stands in: the help desk, absence, named people, escalation and human acknowledgement."""

from demarc.core.proposal.rule import Need, Rule, any_of, cue, words
from demarc.core.proposal.rules.parts import CLIENT, COUNT, MINUTES, PERSON, PRICE, PROVIDER, ROLE, TIME

USERS = (
    r"(?:users?\b|staff\b|employees?\b|people\b|pupils?|teachers?|anybody|anyone|everyone|clinicians?"
    r"|receptionists?|vets?\b|baristas?|colleagues|members?\b"
    r"|drivers|officers?\b|crew|personnel|the floor)"
)
REACH = (
    r"(?:dials?\b|texts?\b|messages?\b|calls?\b|rings?\b|ringing|phones?\b|telephones?\b|contacts?\b"
    r"|reach(?:es)?\b|e-?mails?\b|(?:log"
    r"|raise|open|submit)s? (?:calls|tickets|requests|a ticket))"
)
CALL = (
    r"(?:calls?\b|rings?\b|ringing|phones?\b|telephone|contacts?\b|tickets?\b|reach(?:es)?\b|log(?:s"
    r"|ged)?\b|e-?mails?\b|help|support|requests?\b|questions|picks? up)"
)
DESK = (
    r"(?:contact cent(?:re|er)|hotline|(?:level|first|tier)[ -](?:one|1|line|level) quer|help ?desk"
    r"|service desk|support desk|our desk|the desk|first.(?:line|level)|second.line|(?:tier"
    r"|level) (?:[12]|one|two) (?:support|assistance|tickets?|calls?|help|desk|service)|(?:tier|level): "
    r"|l1\b|end.user support|user support|desk.side)"
)
HOURS = (
    r"(?:(?:half )?(?:six|seven|eight|nine)(?: to| and|-| until) (?:half )?(?:four|five|six|seven"
    r"|eight)|24 hours|\d{1,2}(?:[:.]\d\d)? ?(?:am|a\.m\.|pm|p\.m\.|h\b|-|to|and|until|till)+ ?\d{1,2}"
    r"|\d{1,2} ?(?:am|pm)\b|24 ?[x/] ?7|around the clock|round the clock|at all hours"
    r"|business hours|office hours|any hour|day or night|(?:seven|eight|nine|six) (?:to|until"
    r"|till) (?:four|five|six|seven|eight|nine)|at all times|every hour|\d\d:\d\d)"
)
AWAY = (
    r"(?:(?:not|isn\'t|aren\'t) (?:about|around|there|available)|unreachable|period of leave"
    r"|not around|out of action|laid up|off work|cannot be reached"
    r"|can\'t be reached|on leave|on (?:a )?(?:holiday|vacation)|vacations?\b|'s holidays?|^- holiday"
    r"|leave\b, "
    r"|illness|sick(?:ness)?|(?:is|are|be|were) (?:off|away|ill|absent|out|unavailable|not there)\b"
    r"|absen(?:t|ce)|unavailable|goes fishing|at the beach|leave cover|does not (?:answer|pick up"
    r"|react)|cannot be raised|out of office|not (?:always )?available|if she (?:is|does)|if he (?:is"
    r"|does)|in (?:his|her) (?:place|stead))"
)
DEPUTY = (
    r"(?:assistant [a-z]+ (?:officer|manager|lead)|we try|try the|exercises (?:all|her|his)|deput"
    r"|alternates?\b|alternative contact|stand.ins?\b|standing in|stands in|substitute"
    r"|second(?:ary)? contact|back-?up contact|in (?:his|her|their) (?:place|stead)|(?:acts|speaks"
    r"|answers|decides|approves)"
    r" (?:for|in (?:his|her)|with the same|on behalf)|shall act\b|buddy|full authority|after (?:him"
    r"|her),? the|then the|next name|in (?:that|this) (?:order|sequence)|called in order"
    r"|failing (?:him|her|that)|if unanswered"
    r"|until (?:somebody|someone|one of|one )|same authority|we call the|have the [a-z ]+ call)"
)
GONE = (
    r"(?:hands? in (?:her|his|their) notice|(?:her|his) (?:resignation|removal|departure)"
    r"|after (?:she|he) goes|gives? notice to you|depart|resign|quits?\b|leaves? (?:the |its |their "
    r"|us|for good|your|our|employ|on|position"
    r"|post)|left for good|(?:should|if|when) [^.]{0,40}(?:leaves?|left|goes|moves on|gone)\b"
    r"|moves on|employment (?:ends?|ceases?|ended)|ceases|end of employment"
    r"|no longer employed|successor\b|dismiss|leaving|lose [a-z-]+\b|someone new|new (?:guy|lead|one)|last day)"
)
HUMAN = (
    r"(?:with a pulse|one of us\b|flesh and blood|living|human|an? (?:real )?person\b|in person"
    r"|live (?:technician|engineer|person|voice)"
    r"|personal(?:ly)?\b|(?:an?|the|on-call|duty|named|our|every) (?:[a-z-]+ )?(?:engineer|technician"
    r"|analyst)s?\b|members? of the [a-z' -]{1,30}(?:staff|team)"
    r"|engineer (?:answers|speaks|calls|in)|voice and not|not an? (?:auto|machine)|never an automat"
    r"|auto(?:mated|matic)?[ -](?:repl|receipt|acknowl|confirm|message|respon)|by hand|by telephone"
    r"|machine repl|somebody speaks|one of our|receipt does not count)"
)
STARTS = (
    r"(?:stopwatch starts|when you (?:press|send|hang)|of (?:its |the )?(?:registration|logging"
    r"|receipt|reporting)|(?:your|the) (?:call|ticket|e-?mail) (?:being logged|arrives?)"
    r"|when you hang up"
    r"|from (?:the )?(?:receipt|moment|time|entry|when|your|logging|submission|opening|creation|call"
    r"|minute)|(?:clock|time|timing|measured|counted|counts|starts?|begins?|runs?|running|reckoned)"
    r"[^.]{0,40}(?:from|when|at the|on|upon|between)\b|after (?:receipt|the (?:alert|ticket|call))"
    r"|of being logged|of its (?:creation|receipt)|within [a-z0-9 ]{1,16} of (?:the|your|receipt"
    r"|being)|between the [a-z' ]{1,40}submission)"
)
PLACES = (
    r"london|uk|us|sydney|new zealand|nz|australian|eastern|western|mountain|central|pacific|atlantic"
    r"|greenwich mean|british summer|european|irish|dublin|singapore|indian?|berlin|paris|oslo|local"
    r"|hawaii|alaska"
    r"|brisbane|perth|melbourne|adelaide|toronto|vancouver|dallas|chicago|denver|boston|portland"
)
ZONE = (
    rf"(?:(?:keep|reckoned (?:in|by)|measured in|stated in|expressed in) (?:[a-z]+ ){1, 3}time\b"
    rf"|(?:central|eastern|western) european(?: summer)? time|(?:{PLACES})(?: (?:standard|daylight"
    rf"|summer))? time\b|(?:[aecmpn][aew]?[sd]?t|utc|gmt|bst|cet"
    rf"|cest|ist|acst|awst)\b|time ?zone|by the clock|clock here|utc\b|south africa)"
)

RULES = (
    Rule(
        id="F3",
        title="who takes user calls, when, and what more volume costs",
        ask="Who takes our users' calls at which hours, and what does it cost when our lead is away three weeks?",
        near=any_of(
            cue(rf"(?:{USERS}|folks|workforce)[^.]{{0,40}}(?:shout|chat|turn to|come to)"),
            cue(
                r"(?:user|staff|employee|pupil|end.user|client)s?' ?(?:queries|calls|questions|requests"
                r"|tickets|problems)|(?:user|staff|employee|end.user) (?:queries|calls|questions|requests"
                r"|tickets|problems)"
            ),
            cue(r"(?:calls|tickets|contacts|queries|requests|dials) (?:a|per|each|every) (?:month|period|quarter|week)"),
            cue(
                rf"{USERS}[^.]{{0,50}}{REACH}|calls (?:of|from) {USERS}|tickets (?:of|from) {USERS}",
                r"(?:desk|we\b|us\b|our|ring|call|phone|ticket|provider|support|technician|my|line)",
            ),
            cue(DESK),
            cue(
                r"picks? up the phone|who answers|squad|calls? (?:a month|per month|us\b)"
                r"|tickets? (?:a|per) month|overflow|unlimited"
            ),
        ),
        headed=words(r"help ?desk", r"calls?\b", r"support\b", r"ringing", r"phone", r"service desk", r"user", r"tickets"),
        needs=(
            Need(
                "who takes the calls",
                words(
                    r"(?:fielded|answered|handled) by",
                    r"dial [0-9]+ for us",
                    r"(?:call|ring|text|dial|message) (?:us|me)\b",
                    rf"(?:{PROVIDER}|our) (?:[a-z' ]{{0,30}})?(?:desk|squad|team|line|technicians?|agents|engineers?)",
                    r"(?:calls?|phones?|rings?|e-?mails?|reach(?:es)?|contacts?) (?:or [a-z-]+ )?(?:our|the|us|me)\b",
                    r"desk (?:takes|answers|handles|picks|is|shall be)",
                    rf"{PROVIDER} (?:shall |will )?(?:takes?|answers?|handles?|receives?|provides?|furnish|accept|pick)",
                    r"(?:calls|tickets) (?:are|go|is) (?:taken|answered|handled|to)",
                    r"take(?:s|n)? (?:first|second|walk)",
                    r"who answers",
                    r"level 1: ",
                    r"may ring",
                    r"can ring",
                    r"calls from (?:all )?users",
                    r"taken by",
                    r"first.line (?:calls|support)[^.]{0,40}(?:taken|furnished)",
                ),
            ),
            Need("the hours", words(HOURS)),
            Need(
                "the price of more volume",
                words(
                    rf"in excess[^.]{{0,60}}{PRICE}",
                    rf"costs? {PRICE}",
                    rf"(?:above|over|beyond|past|after|further|additional|extra|each|every|more than"
                    rf"|from the)[^.]{{0,70}}{PRICE}",
                    rf"{PRICE}[^.]{{0,40}}(?:per|each|a|an|for each|apiece) ?(?:ticket|call|contact"
                    rf"|user|day|hour|further)?",
                    r"unlimited",
                    r"no (?:cap|limit|per-ticket|charge for a)",
                    rf"overflow[^.]{{0,60}}{PRICE}",
                    rf"block of {COUNT}",
                ),
            ),
        ),
        against=any_of(
            cue(
                r"(?:end.user|user|help ?desk|service desk)[^.]{0,30}(?:support)?[^.]{0,40}(?:is"
                r"|are) (?:excluded|not (?:included|provided|in scope|part|a part)|out of scope)"
            ),
            cue(
                r"(?:excludes?|does not (?:include|provide)"
                r"|not an agreement for) [^.]{0,50}(?:end.user|user|help ?desk|service desk)"
            ),
            cue(
                rf"(?:tickets|requests|calls|support)[^.]{{0,60}}(?:must|may only|only|solely|shall"
                rf"|exclusively)[^.]{{0,40}}(?:by|through|via|from) (?:{CLIENT}|the designated"
                rf"|an? authori|{PERSON}|one|its)"
            ),
            cue(
                r"calls from (?:other|your|the|end)[^.]{0,40}(?:not (?:be )?(?:accepted|taken)"
                r"|referred back)|not (?:accept|take) (?:calls|requests) from|(?:do(?:es)? not"
                r"|don't) (?:call|contact|ring) (?:us|the provider)"
                r"|no obligation to accept requests from|don't take calls from"
            ),
            cue(r"(?:users?|staff|pupils)[^.]{0,60}(?:do not|don't|shall not|may not) (?:call|contact)"),
            cue(
                r"assum\w*[^.]{0,60}(?:your|client|own|internal)[^.]{0,40}(?:answer|take"
                r"|handle)[^.]{0,30}(?:calls|tickets|users)?"
            ),
            cue(
                r"support of end users[^.]{0,80}not part"
                r"|at no time will [a-z0-9-]+ take responsibility for directly interacting"
            ),
            cue(
                r"solely responsible for (?:all )?(?:[a-z]+ ){0,2}support (?:to|of"
                r"|for) [a-z ]{0,30}users|solely responsible for (?:all )?(?:customer support"
                r"|end.user support|first.(?:line|level) support|supporting its)"
                r"|provide all end.user support"
            ),
            cue(
                r"(?:client|customer|licensee|subscriber|you)\b(?:(?!provider|supplier"
                r"|\bwe\b)[^.]){0,60}(?:provides?\b|responsible for|handles?\b|performs?\b"
                r"|furnish)[^.]{0,40}(?:end.?user|first.(?:line|level)|(?:level|tier) (?:1|one)"
                r"|front.?line) (?:customer )?support"
            ),
            cue(r"in the first instance[^.]{0,30}contact the (?:client|customer)'s"),
            cue(rf"{PERSON} (?:does the day|takes every|stays first)|he calls us|what (?:he|she) sends us"),
        ),
    ),
    Rule(
        id="F4",
        title="a deputy for the client's contact, and what happens on departure",
        ask="Vacation, illness, departure of our lead: who is called in what order, who covers at"
        " what price, from which day?",
        near=any_of(
            cue(
                r"(?:somebody|someone|anyone|another person) else[^.]{0,50}(?:answer|speak|decide|act"
                r"|approve)|main person"
            ),
            cue(
                rf"(?:{PERSON}|lead\b|contact|manager|coordinator|administrator|spoc|she\b|he\b"
                rf"|technician)[^.]{{0,50}}{AWAY}|{AWAY}[^.]{{0,50}}(?:{PERSON}|lead\b|contact|manager"
                rf"|coordinator|spoc|officer)"
            ),
            cue(
                r"(?:absence|leave|sickness|illness|holiday) cover|key staff are not"
                r"|who(?:m)? (?:we should|to|else to) (?:speak|talk|turn|call)|backup person"
                r"|covers? for (?:your|him|her|them|named)|out of the office|you are never alone"
                r"|change in the (?:primary )?(?:coordinator|contact|representative)"
            ),
            cue(
                r"deput|alternate (?:technical )?contact|alternates?\b|stand.in\b|second contact"
                r"|back-?up contact|in (?:his|her) (?:place|stead)|buddy|designee|in her absence"
                r"|substitute"
            ),
            cue(
                rf"(?:{PERSON}|lead\b|contact|manager|coordinator|spoc|primary|she\b"
                rf"|he\b)[^.]{{0,60}}{GONE}|{GONE}[^.]{{0,60}}(?:{PERSON}|lead\b|contact|manager"
                rf"|coordinator)"
            ),
            cue(
                r"until (?:somebody|someone|one of them|one)[^.]{0,24}(?:picks|confirms|accepts"
                r"|answers|says)|if unanswered|called in order|somebody else to deal with"
                r"|or (?:such person|another) as"
            ),
            cue(
                r"authori[sz]ed contact|(?:may|can) (?:replace|change) its [a-z ]{1,40}(?:contact"
                r"|representative|manager|coordinator)"
            ),
        ),
        headed=words(
            r"away",
            r"absen",
            r"holiday",
            r"leave\b",
            r"continuity of contact",
            r"substitution",
            r"who is called",
            r"ill\b",
            r"if [a-z-]+ is off",
            r"our it lead is not",
        ),
        needs=(
            Need(
                "who the deputy is",
                words(DEPUTY, rf"{PERSON}[^.]{{0,24}}(?:then|and then|, then)", rf"then (?:the |{PERSON}|your)"),
            ),
            Need("what happens on departure", words(GONE), slight=True),
        ),
        around=any_of(
            cue(
                r"(?:single|sole|one|only one|designated|nominated) (?:designated |authori[sz]ed "
                r"|named )?(?:it |i\.t\. )?(?:point of contact|contact person|contact)\b"
            ),
            cue(r"(?:customer|client) lead\b|authori[sz]ed contacts|(?:contact|spoc)\b"),
        ),
        against=any_of(
            cue(
                rf"{CLIENT}|approvals|all requests|every request",
                r"(?:one|a single|single|only one|sole) (?:designated |authori[sz]ed |named )?(?:it "
                r"|i\.t\. )?(?:point of contact|contact person|contact)\b"
                r"|one designated contact person",
            ),
            cue(r"designated (?:it |i\.t\. )?contact person"),
        ),
        forbids=True,
    ),
    Rule(
        id="X2",
        title="named people or roles with a part, on both sides",
        ask="Name the people or roles on both sides and the part each of them has.",
        near=any_of(
            cue(r"on (?:your|our|the client's|the provider's) side|on ours\b", rf"{PERSON}|{ROLE}"),
            cue(
                PERSON,
                rf"{ROLE}|{PROVIDER}|{CLIENT}|side|runs?\b|approves|decides|attn",
                r"^(?!.*(?:/s/|title:|in witness))",
            ),
            cue(
                r"(?:account|service|operations|delivery|project|security|relationship|success"
                r"|contract) (?:manager|director|lead|coordinator|owner|executive)s?\b"
            ),
            cue(
                r"each party (?:shall|will) (?:appoint|designate|name)|appointed for each party"
                r"|(?:key|named) (?:personnel|contacts|persons|people)|(?:primary|single|main"
                r"|designated) (?:point of )?contact|coordinators shall be|will designate an"
                r"|(?:client|provider|customer|supplier) contact:"
            ),
            cue(
                r"(?:account|success|service|delivery|technical|project|relationship|it|ict"
                r"|operations|office|practice|business|finance) (?:manager|lead|director|coordinator"
                r"|officer|person|executive|sponsor|contact|guy)s?\b|single point of contact"
                r"|contact person|point person|your (?:[a-z]+ )?contact\b|day-to-day contact|go-to"
            ),
            cue(
                r"(?:dedicated|assigned|named|lead|senior|primary) (?:[a-z]+ ){0,2}(?:engineer"
                r"|technician|consultant|manager|team|contact|advis[eo]r|specialist)"
            ),
            cue(
                rf"(?:{CLIENT}|{PROVIDER})'?s? (?:[a-z]+ ){{0,3}}(?:manager|director|lead|officer|coordinator)s?\b",
                r"^(?!.*(?:/s/|title:|by:|name:|in witness|notice|attn))",
            ),
            cue(r"(?:head of|it) (?:digital|technology|manager|director|lead|it)\b"),
        ),
        needs=(
            Need(
                "a person or role of the client",
                words(
                    rf"on your side,? (?:[a-z]+ ){{0,3}}(?:{PERSON}|{ROLE})",
                    rf"{ROLE}[^.;]{{0,40}}of {CLIENT}",
                    rf"for {CLIENT}: {PERSON}",
                    r"\(client\)",
                    rf"(?:the client|client|customer|your(?! (?:dedicated|(?:[a-z]+ )?(?:account"
                    rf"|customer|client|success)))"
                    rf"|trustees)(?:'s)? (?:[a-z]+ ){{0,4}}(?:[a-z, ]{{0,24}})?(?:{PERSON}|{ROLE})",
                    rf"(?:the client|client|customer) (?:appoints|names|it lead)[^.]{{0,60}}{PERSON}",
                    rf"{PERSON}[^.;]{{0,40}}(?:of|for|from) (?:the client|your)",
                    rf"{ROLE}[^.;]{{0,40}}(?:of|for) (?:the )?(?:client|customer)",
                    rf"{PERSON}(?: \(the client\)|: your side| decides for you| of the client)",
                    rf"{PERSON} (?:approves|does the day|signs off|keeps|looks after|gets)",
                    r"shall be [a-z]+ [a-z]+ for [a-z0-9]+ and",
                    rf"counterparts: {PERSON}",
                    rf"your {PERSON}",
                ),
            ),
            Need(
                "a person or role of the provider",
                words(
                    rf"on (?:ours|our side),? (?:[a-z]+ ){{0,3}}(?:{PERSON}|{ROLE})",
                    rf"{ROLE}[^.;]{{0,40}}of {PROVIDER}",
                    rf"for {PROVIDER}: {PERSON}",
                    r"\((?:msp|provider|supplier|us)\)",
                    rf"(?:the provider|provider|supplier|our"
                    rf"|we are)(?:'s)? (?:[a-z]+ ){{0,4}}(?:[a-z, ]{{0,24}})?(?:{PERSON}|{ROLE})",
                    rf"(?:the provider|provider|supplier) (?:appoints|names)[^.]{{0,60}}{PERSON}",
                    rf"{ROLE}[^.;]{{0,40}}(?:of|for) (?:the )?(?:provider|supplier)",
                    rf"{PERSON}[^.;]{{0,40}}(?:of|for|from) the provider",
                    r"on our side|leads our side|(?:pod|account|delivery|service) (?:lead|manager|executive|owner)",
                    rf"(?:account|service|delivery|team) (?:manager|lead|director|executive)[^.]{{0,12}}{PERSON}",
                    r"represented by its (?:chief|head|director|manager)",
                    rf"{PERSON} (?:runs the account|runs)",
                    rf"ask for {PERSON}",
                    rf"{PERSON}: (?:security|calls|servers)",
                    r"shall be [a-z]+ [a-z]+ for [a-z0-9]+ and [a-z]+ [a-z]+ for",
                ),
            ),
        ),
        around=any_of(
            cue(r"signed for and on behalf|signator|duly authori[sz]ed officers"),
        ),
        everywhere=True,
    ),
    Rule(
        id="X3",
        title="escalation levels with times, and to whom",
        ask="Send the escalation matrix: level, after how many minutes, which named role, which number, at night too.",
        near=any_of(
            cue(
                r"dragging|too slow|let down|ignored|complaints?\b|not satisfied",
                r"manager|director|speak|chain|escalat|raise|owner\b|boss",
            ),
            cue(
                r"no (?:joy|luck|reply|answer|progress)|unremedied|still (?:broken|open|down)"
                r"|remains open|not mended",
                rf"{ROLE}|call|ring|text|phone|brought",
            ),
            cue(r"escalat"),
            cue(
                r"(?:not|never|still) (?:be(?:en)? )?(?:fixed|sorted|resolved|happy|satisfied|settled"
                r"|done|waiting|acknowledged|triaged|agreed)|unresolved|still nope|waiting after"
                r"|unanswered",
                rf"{ROLE}|call|ring|tell|referred|goes",
            ),
            cue(
                rf"(?:call|ring|tell|rings|phone|passes|goes|referred|reported)[^.]{{0,60}}(?:{ROLE})",
                rf"after {TIME}|after (?:two|three|four|one|\d+)\b|within {TIME}|if not|failing",
            ),
            cue(
                r"(?:dispute|disagreement|conflict|problem)s?\b",
                r"referred to|submitted to|representatives of the parties|chief executive"
                r"|senior (?:management|executive)|informal (?:negotiations|resolution)",
            ),
            cue(rf"after {MINUTES}", ROLE),
            cue(
                rf"after (?:{TIME}|that)|{TIME} (?:without|gone|passed|with no)|past {TIME}",
                r"(?:ring|call|phone|tell|text|go(?:es)? to|reach|contact)s?\b|\d{3}[- ]\d{3,4}|ext\b",
                r"^(?!.*(?:terminat|notice|exit|invoice|end of))",
            ),
            cue(r"(?:level|tier|step|stage) ?(?:[123]|one|two|three)\b", ROLE, TIME),
            cue(r"first escalation|ladder|final say|fall short|unhappy|dissatisf"),
        ),
        headed=words(r"escalat", r"ladder", r"stuck", r"not happy", r"slow", r"climbing"),
        needs=(
            Need(
                "more than one level",
                words(
                    rf"(?:{TIME}|t\+\d+).{{0,160}}{ROLE}.{{0,160}}(?:after (?:two|three|four|five|six"
                    rf"|\d+)|t\+\d+).{{0,160}}{ROLE}",
                    r"(?:level|tier|step|l) ?(?:1|one|i)\b.{0,160}(?:level|tier|step|l) ?(?:2|two|ii)\b",
                    rf"(?:then|thereafter|and if|if not|failing)[^.]{{0,60}}{ROLE}",
                    rf"{TIME}.{{0,160}}(?:{ROLE}).{{0,160}}{TIME}.{{0,160}}(?:{ROLE})",
                    rf"{ROLE}.{{0,160}}{TIME}.{{0,160}}{ROLE}.{{0,160}}{TIME}",
                    rf"{ROLE}.{{0,160}}\d h.{{0,160}}{ROLE}.{{0,160}}\d h",
                ),
            ),
            Need("after how long", words(TIME, r"after (?:two|three|four|five|six|\d+)\b")),
            Need("to whom", words(ROLE)),
        ),
        forbids=True,
    ),
    Rule(
        id="X8",
        title="a human acknowledges; clock start, zone and holidays are said",
        ask="Is an acknowledgement a person's act? When does the clock start, in which time zone, and what about holidays?",
        near=any_of(
            cue(
                r"comes? back to you|gets? back to|(?:get|gets|receive|receives) a(?:n answer| reply"
                r"| response)",
                rf"{MINUTES}|within the hour|quick|soon",
            ),
            cue(
                r"(?:writes?|writing) back|(?:initial|first) contact|contact is made|stopwatch|gets? back"
                r"|picks? up",
                rf"{MINUTES}|when",
            ),
            cue(
                r"acknowledg(?:e|es|ed|ement|ment)\b",
                rf"ticket|request|alert|call|incident|within|{MINUTES}|quickly|priority|means",
            ),
            cue(
                r"(?:the )?(?:sla )?(?:clock|timer|timing|time)s? (?:starts?|runs?|begins?|stops?)"
                r"|live (?:technician|engineer|person)|auto(?:mated|matic)?[ -](?:repl|receipt|ackn"
                r"|conf|resp)|machine repl|receipt does not"
            ),
            cue(
                r"respon(?:d|ds|se)\b|repl(?:y|ies)\b|first (?:word|reaction|contact|look|response)"
                r"|get back to you|calls? (?:you )?back|speaks? to you|answers? (?:in|within|p1)"
                r"|start within|attention",
                rf"{MINUTES}|minutes|hours?\b|\d min|promptly|priority|same day|quick",
            ),
            cue(r"(?:ring|call)s? (?:you )?back|answer at once|waited past"),
            cue(
                r"takes the case|picks up the (?:case|ticket)|counts as a response|response (?:means"
                r"|time)|(?:severity|priority) 1\b|p1\b"
            ),
        ),
        headed=words(
            r"response",
            r"acknowledg",
            r"how quick",
            r"counts as a response",
            r"service (?:levels|measures)",
            r"targets",
            r"fast",
        ),
        needs=(
            Need("that a human answers", words(HUMAN)),
            Need("when the clock starts", words(STARTS)),
            Need("the time zone", words(ZONE)),
            Need(
                "holidays",
                words(
                    r"holiday",
                    r"24 ?x ?7 ?x ?365",
                    r"every day of the year",
                    r"anniversary days",
                    r"every hour of every day",
                ),
            ),
        ),
        everywhere=True,
        forbids=True,
    ),
)
