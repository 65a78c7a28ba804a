"""What can be chosen as a routine, and what is wrong with a name; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import PRESETS, Routine
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels

PROGRAMME = "programme"


class Own(Protocol):
    """What is read of a routine of one's own."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def routine(self) -> Routine: ...


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
    asked = None if programme is None else programme.routine
    found = [] if asked is None else [Offer(PROGRAMME, labels.routine_name(asked), asked)]
    # A programme that asks for a ready-made routine as it is needs no second chip for it.
    others = [preset for preset in PRESETS if asked is None or replace(asked, name=preset.name) != preset]
    found += [Offer(preset.purpose.value, labels.routine_name(preset), preset) for preset in others]
    if asked is not None and found[0].words in {offer.words for offer in found[1:]}:
        found[0] = found[0]._replace(words=_("{name} (your programme)").format(name=found[0].words))
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
