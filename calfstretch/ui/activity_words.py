"""One activity in one line, wherever it is asked about; no Qt."""

from __future__ import annotations

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels


def in_short(activity: Activity, day_words: str) -> str:
    """Run today 18:05, 52 min, 9.1 km, +84 m.

    Args:
        day_words: today, yesterday.
    """
    when = _("{kind} {day} {time}").format(
        kind=labels.activity(activity.kind), day=day_words, time=formats.clock_time(activity.at.local)
    )
    parts = [when]
    if activity.minutes is not None:
        parts.append(formats.minutes(activity.minutes))
    if activity.distance_m:
        parts.append(formats.distance(activity.distance_m))
    if activity.climb_m:
        parts.append(climb(activity.climb_m))
    return _("{text}.").format(text=", ".join(parts))


def climb(metres: float) -> str:
    """+84 m, never broken between lines"""
    return _("+{n} m").format(n=formats.decimal(metres, 0)).replace(" ", "\u00a0")


def cramp_after(kind: ActivityKind) -> str:
    """Cramp after this run, or after this activity."""
    return _("Cramp after this run") if kind is ActivityKind.RUN else _("Cramp after this activity")
