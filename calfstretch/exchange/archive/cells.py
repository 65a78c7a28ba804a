"""What a cell of the archive can hold: each kind writes a value and reads it back exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from calfstretch.domain.moment import FIRST_YEAR, LAST_YEAR, Moment
from calfstretch.domain.record import storable
from calfstretch.domain.words import N_
from calfstretch.exchange.formula_guard import GUARD, RISKY, unguarded

Write = Callable[[Any], str]
Read = Callable[..., Any]

LIST, PAIR = ";", "="
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
# As day items keep them: a number is no formula, and is read back letter by letter.
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", re.ASCII)
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}", re.ASCII)
# A part of a list that holds one of these would be read as two, or as JSON.
_AMBIGUOUS = re.compile(r'[;="\[\r\n]')


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of cell, or of cells that belong together.

    Args:
        type: its name in the dictionary, English for ever.
        write: the value, not None, as it stands in the file: quoted where it is text, bare where it is a number.
        read: the value of its cells, none of them blank; raises ValueError for what was never written.
        what: the words for the person of what it must be.
        ends: the ends of its headings: one for each cell.
    """

    type: str
    write: Write
    read: Read
    what: str
    ends: tuple[str, ...] = ("",)
    blank: Any = None


def quoted(text: str) -> str:
    """The text as a cell: guarded against formulas, in quotes."""
    if text[:1] in RISKY:
        text = GUARD + text
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else f'"{text}"'


def number_text(value: float) -> str:
    """A number, exactly; whole ones without their ".0"."""
    return repr(float(value)).removesuffix(".0")


def utc_text(moment: datetime) -> str:
    """A moment in UTC with milliseconds and Z."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds")[:-6] + "Z"


@cache
def offset_text(offset_s: int) -> str:
    """What local time was ahead of UTC, such as +01:00."""
    minutes, seconds = divmod(abs(offset_s), 60)
    text = f"{'-' if offset_s < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


@lru_cache(1000)
def read_offset(text: str) -> int:
    """Seconds of `offset_text`."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ValueError("no offset")
    sign, hours, minutes, seconds = found.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return -total if sign == "-" else total


@lru_cache(1000)
def read_utc(text: str) -> datetime:
    """The moment of `utc_text`; other ISO forms with an offset too."""
    if len(text) > 40:
        raise ValueError("too long for a moment")
    found = datetime.fromisoformat(text)
    if found.tzinfo is UTC and found.microsecond % 1000 == 0 and FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    if found.tzinfo is None:
        raise ValueError("no offset")
    # A moment of the diary: whole milliseconds, and in the years it can hold.
    return Moment.of(found).utc


def read_local(text: str, offset_s: int) -> Moment:
    """A moment of its local time and its offset."""
    if len(text) > 40:
        raise ValueError("too long for a moment")
    local = datetime.fromisoformat(text)
    if local.tzinfo is not None:
        raise ValueError("with an offset")
    try:
        return Moment((local - timedelta(seconds=offset_s)).replace(tzinfo=UTC), offset_s)
    except OverflowError as error:
        raise ValueError("no such moment") from error


def read_day(text: str) -> date:
    """A day, YYYY-MM-DD."""
    if _DAY.fullmatch(text) is None:
        raise ValueError("no day")
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("no day of a diary")
    return found


def read_whole(text: str) -> int:
    """A whole number, in ASCII digits; 7.0 is 7."""
    if _WHOLE.fullmatch(text) is None:
        number = read_number(text)
        if number != int(number):
            raise ValueError("not whole")
        return int(number)
    return int(text)


def read_number(text: str) -> float:
    """A number with a point."""
    if _NUMBER.fullmatch(text) is None:
        raise ValueError("no number")
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("too large")
    return number


def read_json(text: str) -> Any:
    """Any JSON."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def json_text(value: Any) -> str:
    """JSON in one way of writing it."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str))


def _write_moment(moment: Moment) -> str:
    local = moment.local.isoformat(timespec="milliseconds")
    return f'"{local}","{offset_text(moment.offset_s)}"'


def _read_moment(local: str, offset: str) -> Moment:
    return read_local(local, read_offset(offset))


def _read_yes_no(text: str) -> bool:
    said = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(text.lower())
    if said is None:
        raise ValueError("neither yes nor no")
    return said


def _read_time(text: str) -> time:
    if _TIME.fullmatch(text[:5]) is None or text[5:] not in ("", ":00"):
        raise ValueError("no time of day")
    return time.fromisoformat(text[:5])


# -- lists: joined with `;` where no part holds a sign that parts them, else as JSON --------------------------


def _write_list(parts: tuple[str, ...]) -> str:
    return quoted(LIST.join(parts) if all(map(_is_plain, parts)) else json_text(list(parts)))


def _read_list(text: str) -> tuple[str, ...]:
    if not text.startswith("["):
        return tuple(text.split(LIST))
    return tuple(_texts(read_json(text)))


def _write_pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    if not all(_is_plain(name) and (not value or _is_plain(value)) for name, value in pairs):
        return quoted(json_text([list(pair) for pair in pairs]))
    return quoted(LIST.join(f"{name}{PAIR}{value}" if value else name for name, value in pairs))


def _read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    if not text.startswith("["):
        parted = [part.partition(PAIR) for part in text.split(LIST)]
        return tuple((name, value) for name, _sign, value in parted)
    found = read_json(text)
    if not isinstance(found, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        raise ValueError("no pairs")
    return tuple((name, value) for name, value in (_texts(pair) for pair in found))


def _is_plain(part: str) -> bool:
    return bool(part) and _AMBIGUOUS.search(part) is None


def _texts(found: Any) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        raise ValueError("no list of texts")
    return [storable(part) for part in found]


def _read_wholes(text: str) -> tuple[int, ...]:
    return tuple(read_whole(part) for part in text.split(LIST))


def _read_record(text: str) -> dict[str, Any]:
    found = read_json(text)
    if not isinstance(found, dict):
        raise ValueError("no record")
    return found


def of_text(read: Read) -> Read:
    """The same for a cell that may begin with whatever the person wrote: its guard is taken off first."""
    return lambda cell: read(unguarded(cell))


TEXT = Cell("text", quoted, unguarded, N_("a text"), blank="")
MAYBE_TEXT = Cell("text", lambda text: quoted(text) if text else f'"{GUARD}"', unguarded, N_("a text"))
VALUE = Cell(
    "number or text",
    lambda text: text if _PLAIN_NUMBER.fullmatch(text) else quoted(text),
    unguarded,
    N_("a number or a text"),
    blank="",
)
WHOLE = Cell("whole number", str, read_whole, N_("a whole number"))
NUMBER = Cell("number", number_text, read_number, N_("a number"))
YES_NO = Cell("yes or no", lambda said: '"yes"' if said else '"no"', _read_yes_no, N_("yes or no"))
DAY = Cell("day", lambda day: f'"{day.isoformat()}"', read_day, N_("a day such as 2026-11-23"))
TIME = Cell("time of day", lambda at: f'"{at.isoformat("minutes")}"', _read_time, N_("a time such as 21:30"))
UTC_MOMENT = Cell("moment", lambda at: f'"{utc_text(at)}"', read_utc, N_("a moment such as 2026-11-23T21:30:00.000Z"))
MOMENT = Cell(
    "local time and offset",
    _write_moment,
    _read_moment,
    N_("a local time such as 2026-11-23T21:30:00.000 with an offset such as +01:00"),
    ("_local", "_utc_offset"),
)
TEXTS = Cell(
    "list", lambda parts: _write_list(parts) if parts else "", of_text(_read_list), N_("a list joined with ;"), blank=()
)
PAIRS = Cell(
    "list of pairs",
    lambda pairs: _write_pairs(pairs) if pairs else "",
    of_text(_read_pairs),
    N_("a list of pairs such as stretch=yes;massage"),
    blank=(),
)
WHOLES = Cell(
    "list",
    lambda parts: quoted(LIST.join(map(str, parts))) if parts else "",
    of_text(_read_wholes),
    N_("a list of whole numbers joined with ;"),
    blank=(),
)
RECORD = Cell("JSON", lambda body: quoted(json_text(body)), of_text(_read_record), N_("a record in JSON"), blank={})
JSON = Cell("JSON", lambda value: quoted(json_text(value)), of_text(read_json), N_("a value in JSON"))


@cache
def of_words(words: type[StrEnum]) -> Cell:
    """A cell of one of an enum's words."""
    return Cell("word", lambda word: f'"{word}"', words, N_("one of the words of its column"))
