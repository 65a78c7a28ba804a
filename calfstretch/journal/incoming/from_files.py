"""Activities, drinks and habits of files beside the diary: what of them is new, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calfstretch.domain.day import Activity, ImportedRange
from calfstretch.domain.found import FileReading, Flag, FoundActivity, FoundDayValue, FoundDrink, Refusal, Units
from calfstretch.journal.incoming.activities import ActivityLines
from calfstretch.journal.incoming.day_values import DayValueLines
from calfstretch.journal.incoming.drinks import DrinkLines
from calfstretch.journal.incoming.plan import Assumptions, Basis, Covered, Line, Plan, RunChoices
from calfstretch.storage import standing

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal


def plan_runs(journal: Journal, readings: tuple[FileReading, ...], choices: RunChoices) -> Plan:
    """What would come of files of activities; nothing is written."""
    refused = [_of_file(refusal, reading.name) for reading in readings for refusal in reading.refused]
    runs, drinks = ActivityLines(journal, choices, refused), DrinkLines(journal, choices, refused)
    values = DayValueLines(journal, refused)
    whole: set[str] = set()
    for reading in readings:
        if reading.is_whole:
            whole.add(reading.name)
        for found in reading.found:
            if isinstance(found, FoundActivity):
                runs.add(found, reading)
            elif isinstance(found, FoundDrink):
                drinks.add(found, reading)
            elif isinstance(found, FoundDayValue):
                values.add(found, reading)
    activities = runs.lines()
    lines = (*activities, *drinks.lines(), *values.lines())
    by_service = _coverable(journal, [line for line in activities if line.file in whole], readings)
    by_person = _coverable(journal, activities, readings)
    covered = {None: by_service, True: by_person, False: None}[choices.declare_covered]
    return Plan(
        lines=lines,
        refused=tuple(refused),
        nothing=tuple((reading.name, reading.nothing) for reading in readings if reading.nothing),
        covered=covered,
        could_cover=by_service or by_person,
        assumptions=_assumptions(journal, lines, choices, runs.units_assumed, drinks.sources()),
        label="import activities",
        basis=Basis(
            standing.last_batch(journal.database.connection), lambda journal: plan_runs(journal, readings, choices)
        ),
    )


def _of_file(refusal: Refusal, name: str) -> Refusal:
    """A line of a table says whose it is."""
    return refusal if refusal.where.startswith(name) else Refusal(f"{name}: {refusal.where}", refusal.sentence)


def _assumptions(
    journal: Journal, lines: Iterable[Line], choices: RunChoices, units: Units | None, sources: tuple[str, ...]
) -> Assumptions:
    zone = any(Flag.ZONE_ASSUMED in line.flags for line in lines)
    name = getattr(choices.zone, "key", None) or journal.clock.now().tzname() or ""
    return Assumptions(zone=zone, zone_name=name if zone else "", units=units, drink_sources=sources)


def _coverable(journal: Journal, lines: Iterable[Line], readings: Iterable[FileReading]) -> Covered | None:
    """From the first to the last day with an activity, as far as it has ended; None = there is none, or it is known."""
    lines = [line for line in lines if isinstance(line.record, Activity) and Flag.ODD_DATE not in line.flags]
    start_h = journal.day_start_h
    days = [day for line in lines if (day := line.record.diary_day(start_h)) is not None]
    yesterday = journal.today() - timedelta(days=1)
    if not days or min(days) > yesterday:
        return None
    first, last = min(days), min(max(days), yesterday)
    if _is_known(journal, first, last):
        return None
    files = {line.file for line in lines}
    formats = dict.fromkeys(reading.format or reading.name for reading in readings if reading.name in files)
    return Covered(first, last, "; ".join(formats))


def _is_known(journal: Journal, first: date, last: date) -> bool:
    return any(known.first_day <= first and last <= known.last_day for known in journal.everything(ImportedRange))
