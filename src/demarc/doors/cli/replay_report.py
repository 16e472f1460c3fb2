"""What `demarc replay` counted, as a report: where items bounce, who waits for whom, what nobody accepted."""

from collections import Counter
from collections.abc import Iterator

from demarc.core.replay.figures import Fate, Figures
from demarc.doors.cli.formats.report import Arcs, Bar, Entry, Figure, Report, Section, Table, Tone, counted
from demarc.files.logs.read import Log

MOST = 10
"""Lines of a table; the rest is in the JSON."""

PLACES = 9
"""Groups of the picture: more, and nobody could follow an arc."""

MOVES = 24
"""Arcs of it."""

PLAIN_HOURS = "Working hours are counted as plain hours: an export knows neither priorities nor calendars."


def report_of(file: str, log: Log, figures: Figures) -> Report:
    """Make the report."""
    offers = sum(figures.fates.values())
    untaken = offers - figures.fates[Fate.ACCEPTED] - figures.fates[Fate.ACCEPTED_BY_OTHER]
    return Report(
        command="replay",
        file=file,
        headline=f"{counted(figures.handoffs, 'hand-off')} in {counted(figures.cases, 'case')}; "
        f"{counted(figures.return_cases, 'case')} came back to a group that had passed it on.",
        tone=Tone.SOON if figures.return_cases or untaken else Tone.GOOD,
        lead=tuple(_lead(log)),
        figures=(
            Figure(f"{figures.events:,}", "events"),
            Figure(f"{figures.cases_with_hand_off:,}", "cases with a hand-off"),
            Figure(f"{figures.ping_pong_cases:,}", "cases with ping-pong", _bad(figures.ping_pong_cases)),
            Figure(f"{untaken:,} of {offers:,}", "offers nobody took", _bad(untaken)),
            Figure(f"{figures.unowned_cases:,}", "cases that end without a group", _bad(figures.unowned_cases)),
        ),
        sections=tuple(_sections(figures)),
    )


def _bad(number: int) -> Tone:
    return Tone.BAD if number else Tone.GOOD


def _lead(log: Log) -> Iterator[str]:
    columns = ", ".join(f"{part} is `{name}`" for part, name in log.columns.items())
    yield f"Read as: {columns}. Times: {log.times}."
    if "status" not in log.columns:
        yield "No column is a status, so no offer could be told; name one with --status."
    if log.events.skipped:
        yield f"{counted(log.events.skipped, 'event')} could not be placed; the first is {log.events.first_skipped}."


def _sections(figures: Figures) -> Iterator[Section]:
    if figures.flows:
        yield Section("Where items bounce", table=_flow_table(figures), arcs=_arcs(figures))
    waiting = sorted(figures.waiting.items(), key=lambda pair: (-pair[1].days, pair[0]))[:MOST]
    if waiting:
        rows = tuple(
            (name or "no group", f"{group.offers:,}", f"{group.untaken:,}", f"{group.days / group.offers:.1f}")
            for name, group in waiting
        )
        days = tuple(Bar(name or "no group", group.days, f"{group.days:,.0f} d") for name, group in waiting)
        table = Table(("Group", "Offers", "Not taken", "Days each, on average"), rows)
        yield Section("Who is waited for", lead="Days that offers waited, added up.", bars=days, table=table)
    if any(figures.fates.values()):
        yield Section("What became of offers", bars=tuple(_fates(figures)))
    yield Section("How long cases took", lead="Median days, by hand-offs.", bars=tuple(_medians(figures)))
    yield Section("Under the default clocks", tuple(_clocks(figures)), lead=PLAIN_HOURS)


def _flow_table(figures: Figures) -> Table:
    flows = sorted(figures.flows.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    rows = tuple((one, other, f"{count:,}", f"{figures.flows.get((other, one), 0):,}") for (one, other), count in flows)
    return Table(("From", "To", "Hand-offs", "The way back"), rows)


def _arcs(figures: Figures) -> Arcs:
    """Draw the busiest groups and what moves among them."""
    busy: Counter[str] = Counter()
    for (one, other), count in figures.flows.items():
        busy[one] += count
        busy[other] += count
    places = tuple(name for name, _ in sorted(busy.items(), key=lambda pair: (-pair[1], pair[0]))[:PLACES])
    number = {name: at for at, name in enumerate(places)}
    among = [
        (number[one], number[other], count) for (one, other), count in figures.flows.items() if {one, other} <= set(places)
    ]
    moves = tuple(sorted(among, key=lambda move: (-move[2], move))[:MOVES])
    return Arcs(places, moves, f"Hand-offs among the {len(places)} busiest groups, the most frequent in the table below.")


def _fates(figures: Figures) -> Iterator[Bar]:
    for fate, count in figures.fates.items():
        tone = Tone.GOOD if fate is Fate.ACCEPTED else Tone.SOON if fate is Fate.ACCEPTED_BY_OTHER else Tone.BAD
        yield Bar(fate.value.replace("_", " "), count, f"{count:,}", tone)


def _medians(figures: Figures) -> Iterator[Bar]:
    for name, days in figures.median_days.items():
        label = "with a return" if name == "with_return" else counted(1, "hand-off") if name == "1" else f"{name} hand-offs"
        yield Bar(label, days or 0, "none" if days is None else f"{days:.1f} d")


def _clocks(figures: Figures) -> Iterator[Entry]:
    waits = ", ".join(f"{count:,} over {hours} h" for hours, count in figures.waits.items())
    yield Entry(f"{counted(figures.late, 'offer')} would have escalated", details=(f"Waits: {waits}.",))
    yield Entry(f"{counted(figures.overdue, 'offer')} would have reached the last call")
    yield Entry(f"{counted(figures.ping_pong_cases, 'case')} would have opened a dispute at its second crossing")
