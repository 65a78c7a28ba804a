"""What stands on the therapist's page, as plain values: no Qt, nothing to work out; every text is ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from calfstretch.insights.series import Step
from calfstretch.insights.wording import Sentence


@dataclass(frozen=True, slots=True)
class Included:
    """What the person ticked; what they typed themselves is off unless they tick it, but for their questions.

    Args:
        name: from the page about oneself.
        notes: free notes of days, spasms, stretches and activities, in a table after the page.
        own_words: texts of marked changes, names of tags and routines, a programme's note, reasons of pauses.
        about_you: the conditions of the page about oneself.
        questions: for the visit.
        noted_with: what the newest look found.
        safety: answers given about the signs that lead to a clinician.
        appendix: tables after the page.
        large_print: 14 pt and more.
    """

    name: bool = False
    notes: bool = False
    own_words: bool = False
    about_you: bool = False
    questions: bool = True
    noted_with: bool = True
    safety: bool = True
    appendix: bool = False
    large_print: bool = False


class Part(StrEnum):
    """The blocks of text, in the order of the page."""

    SPASMS = "spasms"
    NIGHTS = "nights"
    STRETCHING = "stretching"
    NOTED_WITH = "noted_with"
    CHANGES = "changes"
    SAFETY = "safety"
    ABOUT_YOU = "about_you"
    QUESTIONS = "questions"


class Line(NamedTuple):
    """One line of a block.

    Args:
        text: breaks where the column ends.
        label: said before it in bold; "" = none.
    """

    text: str
    label: str = ""

    @property
    def whole(self) -> str:
        """Label and text as one."""
        return f"{self.label} {self.text}" if self.label else self.text


class Block(NamedTuple):
    """Lines under a heading.

    Args:
        small: what belongs to them in smaller type, a sentence each: caution, what was left out.
    """

    part: Part
    heading: str
    lines: tuple[Line, ...]
    small: tuple[str, ...] = ()


class Tick(NamedTuple):
    """A mark of an axis.

    Args:
        at: on the axis of values the value; on the axis of time a number of bars from the left edge, such as 2.0 for
            the left edge of the third bar.
    """

    at: float
    text: str


class Bar(NamedTuple):
    """One bar of the chart.

    Args:
        value: spasms a week, of a day its spasms; 0 is a bar without height; None = too few days are known: hatched.
        known_days, days: days with a check-in, and calendar days of the range it stands for.
    """

    first: date
    last: date
    value: float | None
    known_days: int
    days: int


class Chart(NamedTuple):
    """Spasms over time.

    Args:
        title: what the bars count: "Spasms a week".
        bars: all of the same width, oldest first, at least one.
        values: from 0 upward; the last one is the top of the axis, none of the bars is higher.
        days: dates below the bars, few enough not to touch each other.
        marks: upright lines where something began, numbered as in the block of changes.
        legend: what bars, hatching and lines mean, one sentence or two.
    """

    title: str
    step: Step
    bars: tuple[Bar, ...]
    values: tuple[Tick, ...]
    days: tuple[Tick, ...]
    marks: tuple[Tick, ...]
    legend: str


class LegMap(NamedTuple):
    """Both legs from behind with how often each zone is noted.

    Args:
        heading: above the drawing.
        legs: word and count under each leg, the left one first: "Left 21".
        zones: by leg ("left", "right") and zone, all fourteen; 0 is drawn empty.
        most: the highest of these.
        small: what the drawing does not show, a sentence each.
    """

    heading: str
    legs: tuple[str, str]
    zones: Mapping[tuple[str, str], int]
    most: int
    small: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table of the appendix.

    Args:
        columns: headings.
        rows: as many cells each as there are headings; may be none.
        right: places of the columns that hold numbers, set flush right.
        small: what belongs to it, a sentence each; a table without columns is text alone.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """The page, from top to bottom, and what follows it.

    Args:
        name: of the person; "" = not ticked or not said.
        period: days of the range, that it is self-reported, how many of the days are recorded.
        late: days answered more than 48 hours later; "" = none.
        trend: the sentence that matters most, bold; its rest, the time before, in plain type.
        caption: what the limits assume and what the rate does not count, in small type; "" = no limits.
        left_out: without limits what is not counted, a sentence each.
        chart: None = no day has ended.
        leg_map: None = no leg and no zone is noted.
        blocks: in the order of `Part`; one with nothing to say is left out.
        foot: a line each, in small type.
        appendix: begins on a new page; empty = none.
        large_print: as ticked.
    """

    title: str
    name: str
    first: date
    last: date
    period: str
    late: str
    trend: Sentence
    caption: str
    left_out: tuple[str, ...]
    chart: Chart | None
    leg_map: LegMap | None
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]
    appendix: tuple[Table, ...] = ()
    large_print: bool = False

    def texts(self) -> tuple[str, ...]:
        """Everything that is said, in the order of the page: for read-outs and tests."""
        found = [self.title, self.name, self.period, self.late, self.trend.text, self.caption, *self.left_out]
        if self.chart is not None:
            ticks = (*self.chart.values, *self.chart.days, *self.chart.marks)
            found += [self.chart.title, *(tick.text for tick in ticks), self.chart.legend]
        if self.leg_map is not None:
            found += [self.leg_map.heading, *self.leg_map.legs, *self.leg_map.small]
        for block in self.blocks:
            found += [block.heading, *(line.whole for line in block.lines), *block.small]
        found += self.foot
        for table in self.appendix:
            found += [table.heading, *table.columns, *(cell for row in table.rows for cell in row), *table.small]
        return tuple(text for text in found if text)

    def block(self, part: Part) -> Block | None:
        """The block of a part; None = it is left out."""
        return next((block for block in self.blocks if block.part is part), None)
