"""Drinks of files beside the diary's; one glass that two apps logged is one glass."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING

from calfstretch.domain.day import MAX_DRINK_ML, Drink
from calfstretch.domain.found import EARLIEST_YEAR, FileReading, Flag, FoundDrink, Refusal
from calfstretch.domain.record import Source, storable, worked_out_id
from calfstretch.i18n import gettext as _
from calfstretch.journal.incoming.plan import Line, RunChoices, Verdict, Why
from calfstretch.journal.incoming.seen import Seen

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

_DRINKS = "b7f0a2c4-1d55-4c1a-8e0b-3f6f5f9c1a77"


class DrinkLines:
    """Gathers the drinks of the files, then sets them beside the diary.

    They are drinks as any other, a lower bound of their day's water. What was confirmed of a day is not changed by
    them: it was said of the whole day.
    """

    def __init__(self, journal: Journal, choices: RunChoices, refused: list[Refusal]) -> None:
        self._journal, self._choices, self._refused = journal, choices, refused
        self._now = journal.now()
        self._found: list[tuple[Drink, str, FoundDrink, frozenset[Flag]]] = []
        self._times: Counter[tuple[str, str]] = Counter()
        self._sources: dict[str, None] = {}

    def sources(self) -> tuple[str, ...]:
        """The apps that logged them, by name."""
        return tuple(sorted(self._sources))

    def add(self, found: FoundDrink, reading: FileReading) -> None:
        """One more of a file."""
        self._sources[found.source] = None
        if self._choices.drink_sources is not None and found.source not in self._choices.drink_sources:
            return
        ml = round(found.ml) if isfinite(found.ml) else 0
        if not 1 <= ml <= MAX_DRINK_ML:
            self._refused.append(Refusal(reading.name, _("A drink of that amount is none that can be noted.")))
            return
        try:
            at = found.at(self._choices.zone)
        except ValueError:
            self._refused.append(Refusal(reading.name, _("Its date is none that a diary can hold.")))
            return
        flags = set(found.flags)
        if found.zone is None:
            flags.add(Flag.ZONE_ASSUMED)
        if at.local.year < EARLIEST_YEAR or at.utc > self._now.utc + timedelta(hours=14):
            flags.add(Flag.ODD_DATE)
        key = storable(f"{found.at_utc.replace(tzinfo=None).isoformat()}/{ml}/{found.source}")[:1000]
        self._times[key, reading.name] += 1
        if self._times[key, reading.name] > 1:  # two of one amount in one second
            key += f"/{self._times[key, reading.name]}"
        drink = Drink(id=worked_out_id(_DRINKS, key), source=Source.IMPORTED, at=at, ml=ml, origin_key=key)
        self._found.append((drink, reading.name, found, frozenset(flags)))

    def lines(self) -> list[Line]:
        """One line for each, oldest first."""
        if not self._found:
            return []
        seen = Seen(self._journal, Drink)
        known = {drink.id: drink for drink in seen.there}
        removed = {drink.id: drink for drink in seen.removed}
        typed = {_glass(drink): drink for drink in seen.there}
        taken: dict[tuple[object, int], str] = {}
        lines: list[Line] = []
        done: set[str] = set()
        for drink, file, found, flags in sorted(self._found, key=lambda each: (each[0].at.utc, each[0].id)):
            verdict, standing, why, ticked = Verdict.NEW, None, Why.NOTHING, Flag.ODD_DATE not in flags
            if drink.id in known:
                verdict, standing, ticked = Verdict.SAME, known[drink.id], False
            elif drink.id in done:
                verdict, why, ticked = Verdict.SAME, Why.TWICE, False
            elif drink.id in removed or drink.id in seen.gone:
                verdict, standing, why, ticked = Verdict.OLDER, removed.get(drink.id), Why.REMOVED_HERE, False
            elif _glass(drink) in typed or taken.get(_glass(drink), found.source) != found.source:
                standing, why, ticked = typed.get(_glass(drink)), Why.LIKELY_DOUBLE, False
            done.add(drink.id)
            taken.setdefault(_glass(drink), found.source)
            lines.append(
                Line(
                    verdict=verdict, record=drink, standing=standing, file=file, flags=flags, ticked=ticked, why=why,
                    source=found.source,
                )
            )  # fmt: skip
        return lines


def _glass(drink: Drink) -> tuple[object, int]:
    """What two apps' word of one glass have in common: the minute and the amount."""
    return drink.at.utc.replace(second=0, microsecond=0), drink.ml
