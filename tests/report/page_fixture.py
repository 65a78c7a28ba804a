"""Pages to draw: one as the program fills it, and hostile ones; invented, each number chosen to be found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from calfstretch.domain.episode import Zone
from calfstretch.insights.series import Step
from calfstretch.insights.wording import Sentence
from calfstretch.report.shapes import Bar, Block, Chart, LegMap, Line, PageContent, Part, Table, Tick

FIRST = date(2026, 8, 31)
_VALUES = (4, 3, 5, 4, 2, 3, None, 2, 1, 2, 1, 0)
_ZONES = {
    ("left", Zone.OUTER_CALF): 14, ("left", Zone.MIDDLE_CALF): 4, ("left", Zone.ARCH): 2, ("left", Zone.HEEL_CORD): 1,
    ("right", Zone.MIDDLE_CALF): 4, ("right", Zone.INNER_CALF): 2,
}  # fmt: skip
LEGS = ("left", "right")


def chart() -> Chart:
    """Twelve weeks, the seventh unknown, two changes."""
    weeks = [FIRST + timedelta(weeks=n) for n in range(len(_VALUES))]
    bars = tuple(
        Bar(first, first + timedelta(days=6), value, 0 if value is None else 7, 7)
        for first, value in zip(weeks, _VALUES, strict=True)
    )
    return Chart(
        title="Spasms a week",
        step=Step.WEEK,
        bars=bars,
        values=(Tick(0, "0"), Tick(2, "2"), Tick(4, "4"), Tick(6, "6")),
        days=(Tick(0, "31 Aug"), Tick(4, "28 Sep"), Tick(8, "26 Oct")),
        marks=(Tick(3.3, "1"), Tick(7.1, "2")),
        legend="Hatched: fewer than 4 of the 7 days are known. A line at the bottom: none. 1, 2: see Changes.",
    )


def leg_map() -> LegMap:
    """Mostly the outer calf of the left leg."""
    zones = {(leg, zone.value): _ZONES.get((leg, zone), 0) for leg in LEGS for zone in Zone}
    return LegMap(
        "Where, seen from behind", ("Left 21", "Right 6"), zones, 14, ("A spasm may be noted in more than one place.",)
    )


def page() -> PageContent:
    """A page as it is on most days."""
    return PageContent(
        title="Calf spasm diary",
        name="",
        first=FIRST,
        last=date(2026, 11, 22),
        period="31 Aug to 22 Nov 2026 · self-reported · 71 of 84 days recorded",
        late="3 days were answered more than 48 hours later.",
        trend=Sentence("27 spasms, 2.7 a week", " (could be anywhere from 1.7 to 3.9); the 12 weeks before: 4.4 a week"
            " (3.0 to 6.0)"),
        caption="The limits allow for spasms that come in groups.",
        left_out=("2 spasms on days that are not recorded in full are left out of the rate.",),
        chart=chart(),
        leg_map=leg_map(),
        blocks=blocks(),
        foot=(
            "Pain: 0 no pain, 10 worst pain imaginable. Blank is unknown, 0 is none. Self-reported.",
            "Made with calfstretch on 23 Nov 2026. Not reviewed by a clinician.",
        ),
    )  # fmt: skip


def blocks() -> tuple[Block, ...]:
    """All of them."""
    return (
        Block(Part.SPASMS, "Spasms", (
            Line("19 at night, 8 by day", "Night or day:"), Line("21 left, 6 right", "Leg:"),
            Line("median 1 min 40 s, longest 6 min (of 22 noted)", "Length:"),
            Line("median 6, highest 9 of 10 (of 25 noted)", "Worst pain:"),
            Line("a stretch 17 times: eased it 14, no difference 3", "Tried:"),
        )),
        Block(Part.NIGHTS, "Nights", (
            Line("15 min (of 16 noted)", "Awake, median:"), Line("on 4 of 60 days", "Slept badly:"),
        )),
        Block(Part.STRETCHING, "Prescribed: daily, 3 × 30 s each leg", (
            Line("65 of 84 days; 78 of 84 sessions (93 %)", "Done on"), Line("63 by the timer, 2 typed in", "How:"),
            Line("4 days", "Longest gap:"), Line("30 s left, 29 s right", "Mean hold:"),
        ), ("Self-reported numbers of exercise tend to be high.",)),
        Block(Part.NOTED_WITH, "Noted with them", (
            Line("2.1 times as often on such days (1.1 to 3.9)", "Less water than usual:"),
            Line("no clear difference", "Runs:"),
        ), ("What comes together need not lead to one another.",)),
        Block(Part.CHANGES, "Changes", (
            Line("three rounds instead of one", "1 · 23 Sep 2026:"), Line("new running shoes", "2 · 20 Oct 2026:"),
        )),
        Block(Part.SAFETY, "Signs asked about", (Line("all eight answered No", "22 Nov 2026:"),)),
        Block(Part.QUESTIONS, "Questions for the visit", (
            Line("Is three rounds too much for the left heel cord?"), Line("May I run the half marathon in April?"),
        )),
    )  # fmt: skip


def appendix(rows: int = 60) -> tuple[Table, ...]:
    """Two tables, the first of so many rows."""
    day = [FIRST + timedelta(days=n % 84) for n in range(rows)]
    cells = tuple(
        (str(each), f"{n % 24:02}:14", ("left", "right", "both")[n % 3], str(n % 11), f"{n % 9 + 1} min", _note(n))
        for n, each in enumerate(day)
    )
    return (
        Table("Spasms one by one", ("Day", "Time", "Leg", "Worst pain", "Length", "Tried, note"), cells, (3,)),
        Table("How this was worked out", (), (), (), ("A spasm of a day with a check-in counts.", "Limits of 95 %.")),
    )


def _note(number: int) -> str:
    return (
        "" if number % 4 else f"Woke up and stood on the cold floor until it went, number {number}, then slept again."
    )


def years(count: int = 10) -> PageContent:
    """Many years: a bar a month, many changes, an appendix of all spasms."""
    months = [date(2016 + n // 12, n % 12 + 1, 1) for n in range(count * 12)]
    bars = tuple(Bar(day, day, float(n % 7) * 1.5 if n % 13 else None, 28, 30) for n, day in enumerate(months))
    drawn = Chart(
        "Spasms a week, by month", Step.MONTH, bars, (Tick(0, "0"), Tick(5, "5"), Tick(10, "10")),
        tuple(Tick(n * 12.0, str(2016 + n)) for n in range(count)),
        tuple(Tick(n * 5.5, str(n + 1)) for n in range(min(20, count * 2))),
        "Hatched: too few days are known.",
    )  # fmt: skip
    zones = {(leg, zone.value): 137 for leg in LEGS for zone in Zone}
    changes = Block(
        Part.CHANGES,
        "Changes",
        tuple(Line(f"change number {n + 1} of the programme", f"{n + 1} · 1 Jan {2016 + n // 2}:") for n in range(20)),
    )
    parts = tuple(changes if block.part is Part.CHANGES else block for block in blocks())
    return replace(
        page(), chart=drawn, leg_map=replaced_map(zones), blocks=parts, appendix=appendix(1500),
        period="1 Jan 2016 to 31 Dec 2025 · self-reported · 3100 of 3653 days recorded",
    )  # fmt: skip


def replaced_map(zones: dict[tuple[str, str], int]) -> LegMap:
    """The leg map with these counts."""
    return leg_map()._replace(zones=zones, most=max(zones.values()), legs=("Left 959", "Right 959"))


def empty() -> PageContent:
    """A diary with nothing in it."""
    return replace(
        page(), late="", trend=Sentence("No day has been recorded yet."), caption="", left_out=(), chart=None,
        leg_map=None, blocks=(), period="22 Nov 2026 · self-reported · 0 of 1 day recorded",
    )  # fmt: skip


def hostile() -> PageContent:
    """Words as people type them where nobody thought of it."""
    words = (
        "x" * 3000,
        "🦵🏽😀" * 40,
        "שלום עולם 12 כואב בלילה",
        "تشنج في الساق اليسرى",
        "a\tb\nc\x00\x1b\u202e",
        "ﷺ" * 200,
    )
    block = Block(Part.QUESTIONS, "Questions for the visit", tuple(Line(each) for each in words))
    note = Table("Notes", ("Day", "Note"), tuple((f"{n}", each * 3) for n, each in enumerate(words)))
    parts = (*(each for each in blocks() if each.part is not Part.QUESTIONS), block)
    return replace(page(), name="Wolfeschlegelsteinhausenbergerdorff" * 4, blocks=parts, appendix=(note,))
