"""Every number of Insights as one JSON document.

Source of the keys: data-model notes, "insights --json". Keys may be added, none changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.document_bars import bars_part
from calfstretch.insights.document_look import Looked, exposures_part, look_part, together_part
from calfstretch.insights.document_parts import (
    before_after_part,
    counted_part,
    how_bad_part,
    rate_part,
    runs_part,
    when_part,
)
from calfstretch.insights.frequency import rate
from calfstretch.insights.json_text import plain
from calfstretch.insights.series import RECENT_DAYS, Count, count, recent

_NOTHING = Count(0, 0, 0, 0)


def document(facts: DiaryFacts, looked: Looked) -> dict[str, Any]:
    """Everything Insights shows, as values JSON can hold; what is not known or not defined is None, never NaN.

    Args:
        looked: how it stands with the looks, as of `journal.looks.Standing`.
    """
    whole = whole_period(facts.days)
    counted = count(facts.days, *whole) if whole else _NOTHING
    exposures = exposures_part(facts, looked.look)
    found = {
        "period": _period(whole),
        "calendar_days": counted.days,
        "known_days": counted.known_days,
        "episodes": counted.spasms,
        "episodes_left_out": counted.left_out,
        "rate": _rate(counted),
        "look": look_part(looked),
        "exposures": exposures,
        "together": together_part(facts, exposures),
        "today": facts.today,
        "so_far_today": so_far_today(facts),
        "paused_days": counted.paused,
        "late_days": sorted(facts.late),
        **_recent(facts),
        "bars": bars_part(facts.days),
        "when": when_part(facts),
        "how_bad": how_bad_part(facts),
        "runs": runs_part(facts),
        "before_after": before_after_part(facts),
        "pauses": [_period(pause) for pause in facts.pauses],
        "changes": [{"day": change.day, "text": change.text} for change in facts.changes],
        "programmes": [_period((each.first_day, each.last_day)) for each in facts.programmes],
    }
    made: dict[str, Any] = plain(found)
    return made


def whole_period(days: Sequence[DayFacts]) -> tuple[date, date] | None:
    """From the first day with a check-in or a spasm to the last ended one; None = there is no such day."""
    first = next((day.day for day in days if day.known or day.spasms), None)
    return None if first is None else (first, days[-1].day)


def so_far_today(facts: DiaryFacts) -> int:
    """Spasms noted on the running day, which counts for nothing yet."""
    return sum(spasm.day == facts.today for spasm in facts.spasms)


def _period(days: tuple[date, date | None] | None) -> dict[str, date | None]:
    first, last = days or (None, None)
    return {"from": first, "to": last}


def _recent(facts: DiaryFacts) -> dict[str, Any]:
    """The last 28 ended days, and without those answered late, and the 28 before them."""
    if not facts.days:
        return {name: _counted(None, _NOTHING) for name in ("last_28", "last_28_without_late", "before_28")}
    now, before = recent(facts.days)
    last = facts.days[-1].day
    days = [day for day in facts.days[-RECENT_DAYS:] if day.known and day.day not in facts.late]
    in_time = Count(len(days), len(days), sum(day.spasms for day in days), 0)
    return {
        "last_28": _counted(last, now),
        "last_28_without_late": _counted(last, in_time),
        "before_28": _counted(last - timedelta(days=RECENT_DAYS), before),
    }


def _counted(last: date | None, counted: Count) -> dict[str, Any]:
    """Counts and rate of the 28 days that end on `last`."""
    first = last - timedelta(days=RECENT_DAYS - 1) if last else None
    return counted_part(first, last, counted, rate(counted.spasms, counted.known_days, counted.asked_days))


def _rate(counted: Count) -> dict[str, float | None]:
    return rate_part(rate(counted.spasms, counted.known_days, counted.asked_days))
