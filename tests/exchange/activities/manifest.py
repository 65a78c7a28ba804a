"""Every file of the large set against what the manifest expects of it: one table, and what each row of it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from calfstretch.domain.day import ActivityKind
from calfstretch.domain.found import FileReading, Flag, FoundActivity, FoundDayValue, FoundDrink
from calfstretch.exchange.activities.reading import read_files
from calfstretch.exchange.activities.watch import Watch
from tests.shared_files import FOLDER

Row = dict[str, Any]
# Distance as a share, times in seconds. GPX counts standing still by a convention of its own.
_DISTANCE = {"fit": 0.005, "tcx": 0.005, "gpx": 0.01}
_WORDS = {
    "running": ActivityKind.RUN, "run": ActivityKind.RUN, "cycling": ActivityKind.RIDE, "ride": ActivityKind.RIDE,
    "biking": ActivityKind.RIDE, "walking": ActivityKind.WALK, "walk": ActivityKind.WALK,
    "swimming": ActivityKind.SWIM, "hiking": ActivityKind.HIKE, "indoor cycling": ActivityKind.RIDE,
    "outdoor cycling": ActivityKind.RIDE, "strength training": ActivityKind.STRENGTH,
    "hkworkoutactivitytyperunning": ActivityKind.RUN, "hkworkoutactivitytypewalking": ActivityKind.WALK,
    "hkworkoutactivitytypecycling": ActivityKind.RIDE,
    "hkworkoutactivitytypefunctionalstrengthtraining": ActivityKind.STRENGTH,
}  # fmt: skip


@dataclass
class Outcome:
    """What came of a file of the manifest.

    Args:
        wrong: what is not as expected, in words; none = all is.
    """

    readings: list[FileReading]
    wrong: list[str] = field(default_factory=list)

    @property
    def found(self) -> list[Any]:
        return [one for reading in self.readings for one in reading.found]

    @property
    def activities(self) -> list[FoundActivity]:
        return [one for one in self.found if isinstance(one, FoundActivity)]

    @property
    def refused(self) -> list[str]:
        return [one.sentence for reading in self.readings for one in reading.refused]

    @property
    def nothing(self) -> list[str]:
        return [reading.nothing for reading in self.readings if reading.nothing]

    @property
    def is_flagged(self) -> bool:
        return bool(self.refused) or all(one.flags for one in self.activities)

    @property
    def shown(self) -> str:
        """What was found, for the table of files."""
        first = self.activities[0] if self.activities else None
        words = [f"{len(self.found)} found"] if self.found else []
        if first is not None:
            when = first.start_utc or first.start_local
            assert when is not None
            words.append(f"{when:%Y-%m-%d %H:%M:%S} {first.kind} {first.elapsed_s} s {first.distance_m} m")
            words += sorted(first.flags)
        return "; ".join([*words, *self.refused[:2], *self.nothing])


def outcome(row: Row) -> Outcome:
    """Read the file of a row as the program does, and hold it against the row."""
    made = Outcome(list(read_files([FOLDER / row["file"]], Watch())))
    made.wrong += _EXPECT[row["expect"]](made)
    if row["expect"].startswith(("activity", "accept")) and made.activities:
        made.wrong += _values(row, made.activities)
    if row["kind"] == "apple":
        made.wrong += _water(row["expected"]["water_ml_by_file_local_day"], made.found)
    if row["kind"] == "loop":
        made.wrong += _habits(row["expected"]["days"], made.found)
    return made


def _must(holds: bool, words: str) -> list[str]:
    return [] if holds else [words]


def _taken(made: Outcome) -> list[str]:
    return _must(bool(made.found), "nothing was found")


def _refused(made: Outcome) -> list[str]:
    return _must(not made.found and bool(made.refused), "it was not refused with a sentence, with nothing found")


def _refused_or_nothing(made: Outcome) -> list[str]:
    return _must(not made.found and bool(made.refused + made.nothing), "not refused, and not said to be empty")


def _flagged(made: Outcome) -> list[str]:
    return _must(bool(made.found or made.refused) and made.is_flagged, "neither refused nor flagged")


def _flagged_or_sound(made: Outcome) -> list[str]:
    return _must(bool(made.found or made.refused), "neither found nor refused")


def _no_activity(made: Outcome) -> list[str]:
    return _must(not made.found and bool(made.nothing) and not made.refused, "not said to hold no activity")


_EXPECT = {
    "activity": _taken,
    "accept": _taken,
    "habits": _taken,
    "activity_flagged": _flagged,
    "partial_or_reject": _flagged,
    "reject_or_flag": _flagged,
    "accept_or_flag": _flagged_or_sound,
    "reject_or_sniff": _flagged_or_sound,
    "no_activity": _no_activity,
    "accept_empty_or_reject": _refused_or_nothing,
    "reject_or_accept_empty": _refused_or_nothing,
    "reject": _refused,
}


# -- the values ----------------------------------------------------------------------------------------------


def _values(row: Row, found: list[FoundActivity]) -> Iterator[str]:
    wanted = row.get("expected") or {}
    listed = wanted.get("activities", wanted.get("workouts", [wanted] if "elapsed_s" in wanted else []))
    # Changing from one sport to the next is not worth an entry.
    listed = [one for one in listed if one.get("sport") != "transition"]
    if "importable" in wanted:
        # One with a date that cannot be is offered, marked and not ticked.
        sound = [one for one in found if Flag.ODD_DATE not in one.flags]
        if len(sound) != wanted["importable"]:
            yield f"{len(sound)} activities with a sound date, {wanted['importable']} expected"
        return
    rows = wanted.get("rows")
    if rows is not None and len(found) != rows:
        yield f"{len(found)} activities, {rows} expected"
    if not listed:
        return
    if rows is None and len(found) != len(listed):
        yield f"{len(found)} activities, {len(listed)} expected"
    for number, (one, expected) in enumerate(zip(found, listed, strict=False)):
        for what in _of_one(row["kind"], one, expected):
            yield f"activity {number}: {what}"
    for name, share in (("sum_distance_m", 0.0001), ("sum_elapsed_s", 0.0), ("sum_moving_s", 0.0)):
        total = sum(getattr(one, name[4:]) or 0 for one in found)
        if name in wanted and abs(total - wanted[name]) > max(1.0, share * wanted[name]):
            yield f"{name} {total}, {wanted[name]} expected"


def _of_one(kind: str, found: FoundActivity, expected: Row) -> Iterator[str]:
    if expected.get("start_utc"):
        start = datetime.fromisoformat(expected["start_utc"])
        # Watches count whole seconds; where the file has parts of one, the second decides.
        if found.start_utc is None or found.start_utc.replace(microsecond=0) != start.replace(microsecond=0):
            yield f"start {found.start_utc}, {start} expected"
    if expected.get("start_local") and found.start_local != datetime.fromisoformat(expected["start_local"]):
        yield f"local start {found.start_local}, {expected['start_local']} expected"
    offset = expected.get("utc_offset_s")
    if offset is not None and found.at().offset_s != offset:
        yield f"offset {found.at().offset_s}, {offset} expected"
    if "utc_offset_s" in expected and offset is None and expected.get("time_zone") is None and found.utc_offset_s:
        yield f"offset {found.utc_offset_s} where none is known"
    sport = _WORDS.get(_sport(expected))
    if sport is not None and found.kind is not sport:
        yield f"kind {found.kind}, {sport} expected"
    moving_s = 0.05 * (expected.get("moving_s") or 0) if kind == "gpx" else 1.0
    share = _DISTANCE.get(kind, 0.01)
    yield from _near("elapsed_s", found.elapsed_s, expected, 1.0)
    yield from _near("moving_s", found.moving_s, expected, max(1.0, moving_s))
    yield from _near("distance_m", found.distance_m, expected, max(0.6, share * (expected.get("distance_m") or 0)))
    yield from _near("avg_hr_bpm", found.heart_rate_bpm, expected, 1.0)
    yield from _near("avg_hr", found.heart_rate_bpm, expected, 1.0)
    temperature = "avg_temp_c" if expected.get("weather_temp_c") is None else "weather_temp_c"
    yield from _near(temperature, found.temperature_c, expected, 1.0)


def _sport(expected: Row) -> str:
    words = expected.get("sport") or expected.get("sport_text") or expected.get("type") or ""
    return "" if isinstance(words, list) else str(words).casefold()


def _near(name: str, found: float | None, expected: Row, within: float) -> Iterator[str]:
    wanted = expected.get(name)
    if name not in expected or (name == "distance_m" and not wanted and not found):
        return  # a distance of 0 means that none is known
    if (found is None) != (wanted is None) or (found is not None and abs(found - wanted) > within):
        yield f"{name} {found}, {wanted} expected"


def _water(days: dict[str, float], found: list[Any]) -> Iterator[str]:
    total = sum(one.ml for one in found if isinstance(one, FoundDrink))
    if abs(total - sum(days.values())) > 1:
        yield f"{total} ml, {sum(days.values())} expected"


def _habits(days: dict[str, dict[str, str]], found: list[Any]) -> Iterator[str]:
    values = {(one.name, one.day.isoformat()): one.value for one in found if isinstance(one, FoundDayValue)}
    words = {"YES_MANUAL": "yes", "NO": "no"}
    for habit, noted in days.items():
        for day, word in noted.items():
            if values.get((habit, day)) != words.get(word):
                yield f"{habit} {day}: {values.get((habit, day))}, {word} expected"


def main() -> None:
    """Print the table of files with expected and actual."""
    from tests.shared_files import files

    for row in files():
        made = outcome(row)
        print(f"{'ok ' if not made.wrong else 'NOT'} {row['file']:<48} {row['expect']:<22} {made.shown}")
        for words in made.wrong:
            print("      ", words)


if __name__ == "__main__":
    assert Path(FOLDER).is_dir(), "the large set is not on this machine"
    main()
