"""A programme as a small file, to be handed over: JSON, UTF-8, one object.

    {
      "calfstretch_programme": 1,        the version of this description
      "name": "Calf stretch",            1 to 96 characters
      "hold_s": 30,                      seconds of each hold: 5 to 120 of a therapist, else 30 to 120
      "rounds": 3,                       1 to 5
      "rest_s": 20,                      seconds between rounds, 0 to 60; may be absent: 20
      "leg_order": "left_first",         left_first right_first left_only right_only; may be absent
      "variant": "knee_straight",        knee_straight knee_bent seated; may be absent
      "times_a_day": 2,                  1 to 12
      "weekdays": [1, 3, 5],             1 Monday to 7 Sunday; may be absent: every day
      "from": "2026-11-23",              the first day; may be absent: today
      "until": "2026-12-20",             the last day; absent or null: open
      "set_by": "therapist",             therapist or person; may be absent: therapist
      "note": "Heel down."               up to 20,000 characters; may be absent
    }

Other keys are passed over. Nothing read is trusted: every value is checked, and what is wrong is said by its name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from calfstretch.domain.person import EVERY_WEEKDAY, TIMES_A_DAY, Programme
from calfstretch.domain.record import MAX_NAME, MAX_TEXT, storable
from calfstretch.domain.routine import REST_S, ROUNDS, LegOrder, Routine, TargetOrigin, Variant, hold_limits_s
from calfstretch.errors import UserError
from calfstretch.exchange.safe_file import reason, refuse_what_is_no_file, write_file
from calfstretch.i18n import gettext as _

W = TypeVar("W")
VERSION = 1
MARK = "calfstretch_programme"
MAX_BYTES = 512 * 1024


class Proposal(NamedTuple):
    """What a file holds, checked and not stored."""

    programme: Programme
    routine: Routine


class _Wrong(Exception):  # noqa: N818 - never leaves this file
    """The sentence that says what is wrong."""


def read_programme(path: Path, today: date) -> Proposal:
    """The programme in a file.

    Args:
        today: where it begins if the file does not say.

    Raises:
        UserError: it cannot be read, or is no programme; nothing was changed.
    """
    try:
        refuse_what_is_no_file(path)  # a pipe would be waited for
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise UserError(_("The file could not be read: {reason}.").format(reason=why)) from error
    return parse_programme(data, today)


def parse_programme(data: bytes, today: date) -> Proposal:
    """The programme in the bytes of a file; see `read_programme`."""
    try:
        return _proposal(_object(data), today)
    except _Wrong as wrong:
        sentence = _("This file cannot be taken as a programme: {what} Nothing was changed.")
        raise UserError(sentence.format(what=wrong)) from wrong


def write_programme(path: Path, programme: Programme, routine: Routine) -> None:
    """Write the file.

    Raises:
        UserError: it could not be written; what stood under the name is untouched.
    """
    text = json.dumps(_plain(programme, routine), ensure_ascii=False, indent=2) + "\n"
    write_file(path, text.encode())


def _plain(programme: Programme, routine: Routine) -> dict[str, object]:
    return {
        MARK: VERSION,
        "name": routine.name,
        "hold_s": routine.hold_s,
        "rounds": routine.rounds,
        "rest_s": routine.rest_s,
        "leg_order": routine.leg_order.value,
        "variant": routine.variant.value,
        "times_a_day": programme.times_a_day,
        "weekdays": list(programme.weekdays),
        "from": programme.first_day.isoformat(),
        "until": None if programme.last_day is None else programme.last_day.isoformat(),
        "set_by": programme.origin.value,
        "note": programme.note,
    }


# -- reading ---------------------------------------------------------------------------------------------


def _object(data: bytes) -> Mapping[str, object]:
    no_programme = _Wrong(_("it is no programme of calfstretch."))
    if len(data) > MAX_BYTES:
        raise _Wrong(_("it is too large."))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise no_programme from None
    if not isinstance(found, dict) or type(found.get(MARK)) is not int:
        raise no_programme
    if found[MARK] != VERSION:
        raise _Wrong(_("it was made by another version of calfstretch."))
    return found


def _proposal(data: Mapping[str, object], today: date) -> Proposal:
    origin = _word(data, "set_by", {one.value: one for one in (TargetOrigin.THERAPIST, TargetOrigin.PERSON)})
    routine = Routine(
        name=_name(data),
        hold_s=_whole(data, "hold_s", hold_limits_s(origin)),
        hold_origin=origin,
        rounds=_whole(data, "rounds", ROUNDS),
        rest_s=_whole(data, "rest_s", REST_S, absent=20),
        leg_order=_word(data, "leg_order", {one.value: one for one in LegOrder}),
        variant=_word(data, "variant", {one.value: one for one in Variant}),
    )
    first = _day(data, "from") or today
    last = _day(data, "until")
    if last is not None and last < first:
        raise _Wrong(_("“until” lies before “from”."))
    try:
        programme = Programme(
            routine_id="of the file",
            times_a_day=_whole(data, "times_a_day", TIMES_A_DAY),
            weekdays=_weekdays(data),
            first_day=first,
            last_day=last,
            origin=origin,
            note=_text(data, "note", MAX_TEXT) if "note" in data else "",
        )
    except ValueError as error:  # a day no diary can hold
        raise _Wrong(_("a day in it cannot be.")) from error
    return Proposal(programme, routine)


def _whole(data: Mapping[str, object], name: str, limits: tuple[int, int], absent: int | None = None) -> int:
    value = data.get(name, absent)
    low, high = limits
    if type(value) is not int or not low <= value <= high:
        sentence = _("“{name}” must be a whole number from {low} to {high}.")
        raise _Wrong(sentence.format(name=name, low=low, high=high))
    return value


def _word(data: Mapping[str, object], name: str, words: Mapping[str, W]) -> W:
    value = data.get(name, next(iter(words)))
    if not isinstance(value, str) or value not in words:
        raise _Wrong(_("“{name}” must be one of {words}.").format(name=name, words=", ".join(words)))
    return words[value]


def _text(data: Mapping[str, object], name: str, most: int) -> str:
    value = data.get(name)
    if not isinstance(value, str) or len(value) > most:
        sentence = _("“{name}” must be text of at most {most} characters.")
        raise _Wrong(sentence.format(name=name, most=most))
    return storable(value)


def _name(data: Mapping[str, object]) -> str:
    name = " ".join(_text(data, "name", MAX_NAME).split())
    if not name:
        raise _Wrong(_("“{name}” must not be blank.").format(name="name"))
    return name


def _day(data: Mapping[str, object], name: str) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        day = date.fromisoformat(value)
        if day.isoformat() != value:  # a week's date, or one without dashes
            raise ValueError(value)
        return day
    except ValueError:
        raise _Wrong(_("“{name}” must be a day such as 2026-11-23.").format(name=name)) from None


def _weekdays(data: Mapping[str, object]) -> tuple[int, ...]:
    value = data.get("weekdays", list(EVERY_WEEKDAY))
    if not isinstance(value, list) or not value or any(type(day) is not int or not 1 <= day <= 7 for day in value):
        raise _Wrong(_("“weekdays” must be some of 1 (Monday) to 7 (Sunday)."))
    return tuple(sorted(set(value)))
