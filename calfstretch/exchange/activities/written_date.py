"""Dates as a service writes them for people: in the order and with the month names of the account's language."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from functools import cache

# How the names of the months begin, accents taken off; of two that fit the longer one is meant.
_MONTHS = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "jan feb mar apr mai jun jul aug sep okt nov dez",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "nl, whole": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janv fev mars avr mai juin juil aou sept oct nov dec",
    "es": "ene feb mar abr may jun jul ago set oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "sv da hu": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "hu, its own": "jan feb mar apr maj jun jul aug szep okt nov dec",
    "nb id": "jan feb mar apr mai jun jul agu sep okt nov des",
    "fi": "tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu",
    "pl": "sty lut mar kwi maj cze lip sie wrz paz lis gru",
    "cs": "led uno bre dub kve cerven cervenec srp zar rij lis pro",
    "cs, short": "led uno bre dub kve cvn cvc srp zar rij lis pro",
    "tr": "oca sub mar nis may haz tem agu eyl eki kas ara",
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "ru, alone": "янв фев мар апр май июн июл авг сен окт ноя дек",
    "uk": "січ лют бер кві тра чер лип сер вер жов лис гру",
}
_MORNING, _AFTERNOON = frozenset({"am", "上午", "午前", "오전"}), frozenset({"pm", "下午", "午後", "오후"})
_HALF_WITH_POINTS = re.compile(r"(?<=\d)\s*([ap])\.?\s?m\b", re.ASCII)
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 64


def written_date(text: str) -> datetime:
    """The date and time of a text such as "May 29, 2022, 3:53:35 PM", "29.05.2022, 15:53:35", "9 mei 2026, 19:00:00".

    Of numbers alone the year leads (year, month, day) or ends it (day, month, year; with AM or PM and slashes month,
    day, year). Nothing is guessed: a date that does not exist is none.

    Returns:
        Naive, whole seconds.

    Raises:
        ValueError: it is no date and time in a form that is known.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long for a date")
    plain = _plain(text)
    halved = _HALF_WITH_POINTS.sub(r" \1m ", plain)
    tokens = _TOKENS.findall(halved)
    numbers = [int(token) for token in tokens if token.isdecimal()]
    words = [token for token in tokens if not token.isdecimal()]
    half = _half(words)
    months = [month for word in words if (month := _month_of(word))]
    date_numbers, clock = (numbers[:2], numbers[2:]) if months else (numbers[:3], numbers[3:])
    if len(months) > 1 or len(clock) not in (2, 3):
        raise ValueError("no date and time")
    year, month, day = _with_month(date_numbers, months[0]) if months else _of_numbers(date_numbers, plain, half)
    hour, minute, second = (*clock, 0)[:3]
    return datetime(year, month, day, _hour(hour, half), minute, second)


def _plain(text: str) -> str:
    """Small letters without accents; every kind of space is one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


@cache
def _beginnings() -> dict[str, int]:
    return {_plain(word): at for words in _MONTHS.values() for at, word in enumerate(words.split(), 1)}


def _month_of(word: str) -> int | None:
    known = _beginnings()
    for length in range(min(len(word), 10), 2, -1):
        if found := known.get(word[:length]):
            return found
    return None


def _half(words: list[str]) -> str:
    """ "am", "pm", or "" for a clock of 24 hours."""
    is_morning, is_afternoon = bool(_MORNING & set(words)), bool(_AFTERNOON & set(words))
    if is_morning and is_afternoon:
        raise ValueError("morning and afternoon")
    return "am" if is_morning else "pm" if is_afternoon else ""


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("no hour of half a day")
    return hour % 12 + (12 if half == "pm" else 0)


def _with_month(numbers: list[int], month: int) -> tuple[int, int, int]:
    first, second = numbers
    if (first > 999) == (second > 999):
        raise ValueError("no year, or two")
    return (first, month, second) if first > 999 else (second, month, first)


def _of_numbers(numbers: list[int], text: str, half: str) -> tuple[int, int, int]:
    first, second, third = numbers
    if first > 999:
        return first, second, third
    if third <= 999:
        raise ValueError("no year")
    return (third, first, second) if half and "/" in text else (third, second, first)
