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
    # Before anything else: what is written meanwhile in the window has a later number, and the plan is made anew.
    batch = standing.last_batch(journal.database.connection)
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
    by_service = _by_services(journal, [line for line in activities if line.file in whole], readings)
    by_person = _coverable(journal, activities, readings)
    could_cover = by_service or by_person
    # Said of what was offered: beside a whole export single files make its days no more.
    covered = {None: by_service, True: could_cover, False: None}[choices.declare_covered]
    return Plan(
        lines=lines,
        refused=tuple(refused),
        nothing=tuple((reading.name, reading.nothing) for reading in readings if reading.nothing),
        covered=covered,
        could_cover=could_cover,
        assumptions=_assumptions(journal, lines, choices, runs.units_assumed, drinks.sources()),
        label="import activities",
        basis=Basis(batch, lambda journal: plan_runs(journal, readings, choices)),
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


def _by_services(journal: Journal, lines: Iterable[Line], readings: tuple[FileReading, ...]) -> Covered | None:
    """The days of whole exports; of two with days between them that neither knows of, those of the later one."""
    by_file: dict[str, list[Line]] = {}
    for line in lines:
        by_file.setdefault(line.file, []).append(line)
    spans = [(span, held) for held in by_file.values() if (span := _span(journal, held)) is not None]
    joined: list[tuple[date, list[Line]]] = []
    for (first, last), held in sorted(spans, key=lambda one: one[0]):
        if joined and first <= joined[-1][0] + timedelta(days=1):
            joined[-1] = max(last, joined[-1][0]), joined[-1][1] + held
        else:
            joined.append((last, held))
    found = (_coverable(journal, held, readings) for _last, held in reversed(joined))
    return next((covered for covered in found if covered is not None), None)


def _coverable(journal: Journal, lines: Iterable[Line], readings: Iterable[FileReading]) -> Covered | None:
    """From the first to the last day with an activity, as far as it has ended; None = there is none, or it is known."""
    lines = list(lines)
    span = _span(journal, lines)
    if span is None or _is_known(journal, *span):
        return None
    first, last = span
    files = {line.file for line in lines if Flag.ODD_DATE not in line.flags}
    formats = dict.fromkeys(reading.format or reading.name for reading in readings if reading.name in files)
    return Covered(first, last, "; ".join(formats))


def _span(journal: Journal, lines: Iterable[Line]) -> tuple[date, date] | None:
    start_h = journal.day_start_h
    sound = (line.record for line in lines if isinstance(line.record, Activity) and Flag.ODD_DATE not in line.flags)
    days = [day for record in sound if (day := record.diary_day(start_h)) is not None]
    yesterday = journal.today() - timedelta(days=1)
    return (min(days), min(max(days), yesterday)) if days and min(days) <= yesterday else None


def _is_known(journal: Journal, first: date, last: date) -> bool:
    return any(known.first_day <= first and last <= known.last_day for known in journal.everything(ImportedRange))
