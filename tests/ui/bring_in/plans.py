"""Plans and readers that stand in for files, so that the preview is tested alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from calfstretch.domain.contents import Contents
from calfstretch.domain.day import Activity, ActivityKind, Drink
from calfstretch.domain.found import FileReading, Flag, FoundActivity, Refusal
from calfstretch.domain.moment import local_moment
from calfstretch.exchange.activities.reading import Format
from calfstretch.exchange.activities.watch import Watch
from calfstretch.journal.bringing_in import Line, Plan, Verdict

START = datetime(2026, 11, 22, 7, 15)


def run(number: int = 0, **more: object) -> Activity:
    """A run `number` days ago."""
    at = local_moment(START - timedelta(days=number))
    made = Activity(at=at, kind=ActivityKind.RUN, minutes=52, distance_m=9100, climb_m=84, origin_key=f"fit/{number}")
    return replace(made, **more)  # type: ignore[arg-type]


def new(number: int = 0, **more: object) -> Line:
    """A new run."""
    return Line(verdict=Verdict.NEW, record=run(number, **more), file=f"{number}.fit", ticked=True)


def conflict(number: int = 0) -> Line:
    """A run that differs here and there."""
    record = run(number)
    standing = replace(record, minutes=48, distance_m=9000)
    return Line(verdict=Verdict.CONFLICT, record=record, standing=standing, file=f"{number}.fit")


def same(number: int = 0) -> Line:
    """A run the diary knows."""
    return Line(verdict=Verdict.SAME, record=run(number), standing=run(number), file=f"{number}.fit")


def odd(number: int = 0) -> Line:
    """A run of an odd date: not ticked."""
    flags = frozenset({Flag.ODD_DATE, Flag.CUT_SHORT})
    return Line(verdict=Verdict.NEW, record=run(number), file=f"{number}.fit", flags=flags)


def drink(number: int = 0) -> Line:
    """A new drink."""
    at = local_moment(START - timedelta(hours=number))
    return Line(verdict=Verdict.NEW, record=Drink(at=at, ml=250), file="export.zip", ticked=True, source="Watch app")


REFUSED = Refusal("broken.fit", "It ends after 14 bytes, before any activity.")


def full_plan() -> Plan:
    """A bit of everything."""
    lines = (*(new(number) for number in range(3)), odd(9), conflict(4), same(5), same(6))
    return Plan(lines=lines, refused=(REFUSED,), nothing=(("route.gpx", "It holds a planned route and no activity."),))


class Files:
    """A reader that finds one run in each file, unless its name says otherwise.

    Attributes:
        names: of the files that were read, in order.
    """

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, paths: Iterable[Path], watch: Watch) -> Iterator[FileReading]:
        for path in paths:
            self.names.append(path.name)
            watch.step(0.5)
            yield self._one(path)

    @staticmethod
    def _one(path: Path) -> FileReading:
        number = int("".join(filter(str.isdigit, path.stem)) or 0)
        if path.name.startswith("crash"):
            raise ZeroDivisionError("a reader with a mistake")
        if path.name.startswith("broken"):
            return FileReading(name=path.name, refused=(Refusal(path.name, REFUSED.sentence),))
        if path.name.startswith("diary"):
            return FileReading(name=path.name, format=Format.OWN_ARCHIVE)
        start = (START - timedelta(days=number)).astimezone().astimezone(datetime.now().astimezone().tzinfo)
        found = FoundActivity(start_utc=start, kind=ActivityKind.RUN, elapsed_s=3120, distance_m=9100)
        return FileReading(name=path.name, format=Format.FIT, found=(found,))


def no_diary(path: Path, watch: Watch) -> Contents:
    """A reader of our own files that finds an empty diary."""
    return Contents()
