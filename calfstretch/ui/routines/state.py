"""What can be chosen as a routine, what is wrong with a name, and a programme in words; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import PRESETS, Routine, TargetOrigin
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats, labels

PROGRAMME = "programme"
EVERY_DAY = 7


class Own(Protocol):
    """What is read of a routine of one's own."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def routine(self) -> Routine: ...


class Asking(Protocol):
    """What is read of a programme."""

    @property
    def times_a_day(self) -> int: ...
    @property
    def weekdays(self) -> tuple[int, ...]: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date | None: ...
    @property
    def origin(self) -> TargetOrigin: ...


class Offer(NamedTuple):
    """A routine to choose.

    Args:
        key: "programme", a preset's purpose, or the identity of one's own.
        is_own: whether the person made it.
    """

    key: str
    words: str
    routine: Routine
    is_own: bool = False


def offers(programme: InForce | None, own: Sequence[Own]) -> list[Offer]:
    """Everything that can be chosen: the programme's routine, the presets, then one's own by name."""
    found = [] if programme is None else [Offer(PROGRAMME, labels.routine_name(programme.routine), programme.routine)]
    found += [Offer(preset.purpose.value, labels.routine_name(preset), preset) for preset in PRESETS]
    if programme is not None and found[0].words in {offer.words for offer in found[1:]}:
        named = _("{name} (your programme)").format(name=found[0].words)
        found[0] = found[0]._replace(words=named)
    return found + [Offer(one.id, one.name, one.routine, is_own=True) for one in own]


def basis(routine: Routine, offered: Sequence[Offer]) -> Offer | None:
    """The offer a routine began as: the same in all, else the same by name and purpose; None = it is gone."""
    exact = next((offer for offer in offered if offer.routine == routine), None)
    alike = (
        offer
        for offer in reversed(offered)
        if offer.routine.purpose == routine.purpose
        and labels.routine_name(offer.routine) == labels.routine_name(routine)
    )
    return exact or next(alike, None)


def same_name(name: str, other: str) -> bool:
    """Whether two names differ in case or blanks alone."""
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


def name_trouble(name: str, taken: Iterable[str]) -> str:
    """What is wrong with the name of a routine of one's own; "" = nothing.

    Args:
        taken: names of the person's other routines.
    """
    if not name.strip():
        return _("It needs a name, such as Evening.")
    ready_made = {word for preset in PRESETS for word in (preset.name, _(preset.name), labels.routine_name(preset))}
    if any(same_name(name, word) for word in (*ready_made, *taken)):
        return _("There is a routine with that name already. Choose another one.")
    return ""


# -- programmes ------------------------------------------------------------------------------------------


def times_words(times: int) -> str:
    """once a day, 2 times a day"""
    return _("once a day") if times == 1 else ngettext("{n} time a day", "{n} times a day", times).format(n=times)


def weekdays_words(weekdays: Sequence[int]) -> str:
    """every day; Mon, Wed, Fri"""
    if len(weekdays) == EVERY_DAY:
        return _("every day")
    return ", ".join(formats.weekday_short(number) for number in weekdays)


def span_words(first: date, last: date | None, today: date) -> str:
    """since 2 Nov 2026, until 30 Nov 2026; what lies ahead begins with from"""
    begin = _("from {day}") if first > today else _("since {day}")
    parts = [begin.format(day=formats.short_day(first))]
    if last is not None:
        parts.append(_("until {day}").format(day=formats.short_day(last)))
    return ", ".join(parts)


def often_line(programme: Asking, today: date) -> str:
    """2 times a day · Mon, Wed, Fri · since 2 Nov 2026, until 30 Nov 2026"""
    return " · ".join(
        [
            times_words(programme.times_a_day),
            weekdays_words(programme.weekdays),
            span_words(programme.first_day, programme.last_day, today),
        ]
    )


def plan_line(routine: Routine) -> str:
    """Both legs, 10 seconds each · 3 rounds · 2 min in all · 10 s, set by a therapist"""
    return " · ".join(part for part in (labels.routine_line(routine), labels.hold_origin(routine)) if part)


def origin_words(origin: TargetOrigin) -> str:
    """Set by a therapist, set by you."""
    return _("Set by a therapist") if origin is TargetOrigin.THERAPIST else _("Set by you")


def ended_line(programme: Asking) -> str:
    """The programme ended on 30 Nov 2026."""
    assert programme.last_day is not None
    return _("The programme ended on {day}.").format(day=formats.short_day(programme.last_day))
