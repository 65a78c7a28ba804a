"""Numbers, times and dates as the person reads them; no Qt, so that states can use it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from calfstretch.i18n import gettext as _
from calfstretch.i18n import pgettext


def weekday(day: date) -> str:
    """Monday, Tuesday …"""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def weekday_short(number: int) -> str:
    """Mon, Tue … of 1 Monday to 7 Sunday"""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[number - 1]


def month(day: date) -> str:
    """January, February …"""
    return (
        _("January"), _("February"), _("March"), _("April"), pgettext("month", "May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )[day.month - 1]  # fmt: skip


def month_short(day: date) -> str:
    """Jan, Feb …"""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), pgettext("short month", "May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[day.month - 1]  # fmt: skip


def long_day(day: date, today: date | None = None) -> str:
    """Sunday 22 November; with the year where it is not today's."""
    text = _("{weekday} {day} {month}").format(weekday=weekday(day), day=day.day, month=month(day))
    return text if today is None or day.year == today.year else f"{text} {day.year}"


def short_day(day: date) -> str:
    """22 Nov 2026"""
    return _("{day} {month} {year}").format(day=day.day, month=month_short(day), year=day.year)


def day_and_month(day: date) -> str:
    """22 Nov"""
    return _("{day} {month}").format(day=day.day, month=month_short(day))


def clock_time(moment: datetime) -> str:
    """02:14"""
    return moment.strftime("%H:%M")


def day_word(day: date, today: date) -> str:
    """Today, Yesterday, or the long day."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return long_day(day, today)


def duration(seconds: float) -> str:
    """38 s, 1 min 50 s, 20 min, 1 h 44 min: the whole seconds that have passed, as every running clock shows them"""
    whole = whole_seconds(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)
    if minutes:
        return _("{m} min {s} s").format(m=minutes, s=left) if left else _("{m} min").format(m=minutes)
    return _("{s} s").format(s=left)


def whole_seconds(seconds: float) -> int:
    """Seconds that have passed: 29.9 s held are not yet 30."""
    return int(seconds + 0.001)  # what a float lacks by its own nature is not held against it


def minutes(value: float) -> str:
    """45 min, 1 h 30 min"""
    return duration(round(value) * 60) if value >= 1 else duration(value * 60)


def grouped(number: int) -> str:
    """4 890: a whole number with its thousands apart, never broken between lines"""
    return f"{number:,}".replace(",", "\u00a0") if number >= 1000 else str(number)


def decimal(value: float, digits: int = 1) -> str:
    """A number with at most so many digits behind the language's decimal sign."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", decimal_sign())


def decimal_sign() -> str:
    """The decimal sign of the language in force: "." in English."""
    return pgettext("decimal sign", ".")


def temperature(celsius: float) -> str:
    """24 °C"""
    return _("{degrees} °C").format(degrees=decimal(celsius, 0))


def distance(metres: float) -> str:
    """18.2 km"""
    return _("{km} km").format(km=decimal(metres / 1000, 1))


def readings(text: str) -> tuple[float, ...]:
    """What a typed number may mean: "1.5", "1,5" and "1 500" one thing each, "2.500" two and a half or 2500.

    Returns:
        Nothing for a blank, one number, or two where the sign may stand before decimals or between thousands.

    Raises:
        ValueError: it is no plain number.
    """
    bare = re.sub(r"\s", "", text)
    if not bare:
        return ()
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*", bare):
        raise ValueError(text)
    at = max(bare.rfind(","), bare.rfind("."))
    if at < 0:
        return (float(bare),)
    whole = re.sub(r"[.,]", "", bare[:at])
    sign = whole[:1] if whole[:1] in ("+", "-") else ""
    number = float(f"{sign}{whole[len(sign) :] or 0}.{bare[at + 1 :] or 0}")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", bare):
        return number, float(re.sub(r"[.,]", "", bare))
    return (number,)
