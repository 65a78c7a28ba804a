"""When it was, as typed on the command line: HH:MM, or a date and time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.domain.moment import Moment, is_doubled, local_moment
from calfstretch.i18n import gettext as _

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_DATE_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def moment_of(text: str, now: Moment) -> Moment:
    """The moment that was meant.

    Args:
        text: HH:MM = the latest such moment that has passed; or ISO 8601, local where it has no offset.
        now: later moments are refused.

    Raises:
        WrongUsageError: not understood, still to come, or passed over when the clocks changed.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found:
        return _latest(text.strip(), int(found[1]), int(found[2]), now)
    moment = _dated(text.strip())
    if moment.utc > now.utc:
        raise WrongUsageError(_("{text} is still to come; nothing was noted.").format(text=text))
    return moment


def _latest(text: str, hour: int, minute: int, now: Moment) -> Moment:
    if hour > 23 or minute > 59:
        raise WrongUsageError(_("There is no time {text}; it goes from 00:00 to 23:59.").format(text=text))
    today = now.local.date()
    # Two days back, where the clocks jumped over that time yesterday.
    passed = [
        moment
        for back in range(3)
        for fold in (0, 1)
        if (moment := _local(datetime.combine(today - timedelta(days=back), time(hour, minute)), fold)) is not None
        and moment.utc <= now.utc
    ]
    return max(passed, key=lambda moment: moment.utc)


def _local(local: datetime, fold: int) -> Moment | None:
    """The moment of a local time; None = the clocks jumped over it."""
    moment = local_moment(local, fold=fold)
    return moment if moment.local == local else None


def _dated(text: str) -> Moment:
    try:
        if not _DATE_AND_TIME.fullmatch(text):
            raise ValueError(text)
        typed = datetime.fromisoformat(text)
        if typed.tzinfo is not None:
            return Moment.of(typed)
        doubled, moment = is_doubled(typed), _local(typed, fold=0)
    except ValueError:
        raise WrongUsageError(
            _("“{text}” is no moment: give HH:MM, or date and time such as 2026-11-21T02:14.").format(text=text)
        ) from None
    if moment is None:
        raise WrongUsageError(_("{text} never was: the clocks went forward over it.").format(text=text))
    if doubled:
        offsets = [local_moment(typed, fold=fold).aware.strftime("%z") for fold in (0, 1)]
        raise WrongUsageError(
            _("{text} came twice, when the clocks went back: add {first} or {second}.").format(
                text=text, first=_with_colon(offsets[0]), second=_with_colon(offsets[1])
            )
        )
    return moment


def _with_colon(offset: str) -> str:
    return f"{offset[:3]}:{offset[3:5]}"


def refuse_later_day(day: date, today: date) -> None:
    """Raises WrongUsageError for a diary day that has not begun."""
    if day > today:
        raise WrongUsageError(_("The diary day {day} has not begun; nothing was noted.").format(day=day.isoformat()))
