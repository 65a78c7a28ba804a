"""Exposures: which note of a day or of a run is a yes, a no or unknown; lines and lags stand here, before any look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day import TAG_PREFIX, Item
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.person import NotedOf, Tag, TagKind, merged_value, tag_key

HOT_DAY_C = 27.0
"""From this temperature on a day is hot. Source: data model, exposures."""
SHORT_SLEEP_H = 6.5
"""A night under so many hours is short. Source: data model, exposures."""


class Unit(StrEnum):
    """What is compared with what."""

    DAY = "day"
    RUN = "run"


class Exposure(NamedTuple):
    """A yes or no of a day, or of a run, that may go with spasms.

    Args:
        id: as in the JSON: "low_water", "long_run", "tag:Garden work".
        lag_days: 0 = compared with the same diary day and its night, 1 = with the day after.
        name: a tag's name; "" for the built-in ones, whose words stand in `insights.comparison_words`.
    """

    id: str
    unit: Unit = Unit.DAY
    lag_days: int = 0
    name: str = ""


LOW_WATER, RUN, HOT_DAY, SHORT_SLEEP = "low_water", "run", "hot_day", "short_sleep"
HEELS, STAIRS, ELECTROLYTE_DRINK, EVENING_STRETCH = "heels", "stairs", "electrolyte_drink", "evening_stretch"
LONG_RUN, HOT_RUN, HARD_RUN = "long_run", "hot_run", "hard_run"
DAY_EXPOSURES = tuple(
    Exposure(name) for name in (LOW_WATER, RUN, HOT_DAY, SHORT_SLEEP, HEELS, STAIRS, ELECTROLYTE_DRINK, EVENING_STRETCH)
)
"""The built-in exposures of days, in the order they are listed."""
RUN_EXPOSURES = tuple(Exposure(name, Unit.RUN) for name in (LONG_RUN, HOT_RUN, HARD_RUN))
"""The exposures of runs: longer, hotter, harder than the person's own median."""


class DayNotes(NamedTuple):
    """What was noted of one ended diary day.

    Args:
        items: by item name, tags left out.
        tags: by `tag_key`.
        runs: how many are recorded.
        coverage: where silence means no.
        low_water_ml: below this a day's water is low.
    """

    day: DayFacts
    items: Mapping[str, str]
    tags: Mapping[str, str]
    runs: int
    coverage: Coverage
    low_water_ml: float


def exposures_of_days(tags: Iterable[Tag]) -> tuple[Exposure, ...]:
    """The built-in exposures of days and the person's own: yes/no tags of days, each with its lag."""
    own = (
        Exposure(TAG_PREFIX + tag.name, Unit.DAY, tag.lag_days, tag.name)
        for tag in tags
        if tag.noted_of is NotedOf.DAY and tag.kind is TagKind.YES_NO
    )
    return (*DAY_EXPOSURES, *own)


def rule(exposure: Exposure) -> Callable[[DayNotes], bool | None]:
    """What tells of a day's notes whether the exposure is a yes, a no or unknown (None); without its lag."""
    if exposure.id.startswith(TAG_PREFIX):
        key = tag_key(exposure.name)
        return lambda notes: yes_no(notes.tags.get(key))
    return _RULES[exposure.id]


def tags_noted(items: Mapping[str, str]) -> dict[str, str]:
    """The tags among a day's items by `tag_key`; of one tag written in two ways a yes stays a yes."""
    found: dict[str, str] = {}
    for item, value in items.items():
        if item.startswith(TAG_PREFIX):
            key = tag_key(item[len(TAG_PREFIX) :])
            found[key] = merged_value(found[key], value) if key in found else value
    return found


def yes_no(value: str | None) -> bool | None:
    """What a day item says; None = not noted, or something else than yes or no."""
    return {"yes": True, "no": False}.get(value or "")


def _low_water(notes: DayNotes) -> bool | None:
    if notes.day.water_ml is not None:
        return notes.day.water_ml < notes.low_water_ml
    return None if notes.day.water_level is None else notes.day.water_level == "less"


def _ran(notes: DayNotes) -> bool | None:
    return notes.coverage.ran(notes.day.day, notes.runs)


def _hot_day(notes: DayNotes) -> bool | None:
    said, warmest = yes_no(notes.items.get(Item.HOT_DAY)), _number(notes.items.get(Item.MAX_TEMP_C))
    # a thermometer outweighs an unticked box: ticked or from 27 °C on
    return said if said or warmest is None else warmest >= HOT_DAY_C


def _short_sleep(notes: DayNotes) -> bool | None:
    hours = _number(notes.items.get(Item.SLEEP_H))
    return None if hours is None else hours < SHORT_SLEEP_H


def _evening_stretch(notes: DayNotes) -> bool | None:
    return notes.coverage.stretched(notes.day.day, int(notes.day.evening_stretch))


def _item(name: str) -> Callable[[DayNotes], bool | None]:
    return lambda notes: yes_no(notes.items.get(name))


def _number(value: str | None) -> float | None:
    return None if value is None else float(value)


_RULES: Mapping[str, Callable[[DayNotes], bool | None]] = {
    LOW_WATER: _low_water,
    RUN: _ran,
    HOT_DAY: _hot_day,
    SHORT_SLEEP: _short_sleep,
    HEELS: _item(Item.HEELS),
    STAIRS: _item(Item.STAIRS),
    ELECTROLYTE_DRINK: _item(Item.ELECTROLYTE_DRINK),
    EVENING_STRETCH: _evening_stretch,
}
