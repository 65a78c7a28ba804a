"""The four charts as plain numbers: what each bar, mark and hatched field is; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calfstretch.insights.frequency import Rate
from calfstretch.insights.levels import Level
from calfstretch.insights.series import Bin, Series, Step
from calfstretch.ui import amounts
from calfstretch.ui.insights.how_often.state import strip_titles
from calfstretch.ui.insights.ticks import value_ticks


@dataclass(frozen=True, slots=True)
class Strip:
    """One chart over the common time axis; the sequences go with the bars.

    Args:
        role: colour role.
        values: heights of the bars; None = unknown, nothing is drawn.
        hatched: the room above the bar is hatched, because there may have been more.
        marks: "less", "usual" or "more" in place of a bar; None = no mark.
        ticks: marks of the value axis, the last one its top.
        line: the rate up to each bar with its limits; empty = no line.
    """

    role: str
    title: str
    values: tuple[float | None, ...]
    hatched: tuple[bool, ...]
    marks: tuple[str | None, ...]
    ticks: tuple[float, ...]
    line: tuple[Rate | None, ...] = ()

    @property
    def top(self) -> float:
        """The highest value of the axis."""
        return self.ticks[-1]

    def part(self, low: int, high: int) -> Strip:
        """The same with the bars from one index up to another, the latter not among them."""
        cut = slice(low, high)
        return Strip(
            self.role, self.title, self.values[cut], self.hatched[cut], self.marks[cut], self.ticks, self.line[cut]
        )  # fmt: skip


def strips(shown: Series | Level, rates: Sequence[Rate | None]) -> tuple[Strip, Strip, Strip, Strip]:
    """Spasms, water, activity and evening stretches.

    Args:
        shown: all bars that will ever be seen in this step: the axes hold the highest, so that they stand still.
        rates: of `state.trailing_rates`; empty while they are not worked out.
    """
    titles = strip_titles(shown.step)
    no_marks = (None,) * len(shown.bins)
    spasms = tuple(each.spasm_rate for each in shown.bins)
    unit_ml = amounts.in_force().ml
    water = tuple(None if each.water_ml is None else each.water_ml / unit_ml for each in shown.bins)
    levels = tuple(each.water_level for each in shown.bins)
    unknown_water = tuple(w is None and level is None for w, level in zip(water, levels, strict=True))
    activity = tuple(_known_or_noted(each, each.activity_h) for each in shown.bins)
    evenings = tuple(_known_or_noted(each, each.evening_rate) for each in shown.bins)
    hatched = tuple(not each.enough for each in shown.bins)
    return (
        Strip("cramp", titles[0], spasms, hatched, no_marks, _spasm_ticks(spasms, rates), tuple(rates)),
        Strip("water", titles[1], water, unknown_water, levels, _ticks(water, 3, least=2000 / unit_ml)),
        Strip("activity", titles[2], activity, hatched, no_marks, _ticks(activity, 3, least=1)),
        Strip("action", titles[3], evenings, hatched, no_marks, (0, 1) if shown.step is Step.DAY else (0, 7)),
    )


def _known_or_noted(bar: Bin, amount: float) -> float | None:
    """An amount noted is shown on any day; that there was none is known on answered days alone."""
    return amount if amount or bar.enough else None


def _ticks(values: Sequence[float | None], most: int, *, least: float) -> tuple[float, ...]:
    return tuple(value_ticks(max([least, *(value for value in values if value is not None)]), most))


def _spasm_ticks(values: Sequence[float | None], rates: Sequence[Rate | None]) -> tuple[float, ...]:
    highest = max((value for value in values if value is not None), default=0.0)
    # a band that few days made wide may leave the picture at the top: the bars must stay readable
    line = [min(rate.high, 1.1 * max(highest, 1.0)) for rate in rates if rate is not None]
    return tuple(value_ticks(max([2.0, highest, *line]), 5, whole=True))
