"""The numbers of the page worked out again from the rows of the exported history, with nothing of the program's own."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

Row = Mapping[str, str]
SPASMS = ("spasm", "episode")
WOKEN_BY = "asleep"


@dataclass(frozen=True)
class History:
    """The rows of a range of diary days.

    Args:
        rows: of all days.
        today: the day that is running; it is no known day.
    """

    rows: tuple[Row, ...]
    first: date
    last: date
    today: date

    @classmethod
    def read(cls, path: Path, first: date, last: date, today: date) -> History:
        """From the file as it was written."""
        text = path.read_bytes().decode("utf-8-sig")
        return cls(tuple(csv.DictReader(io.StringIO(text))), first, last, today)

    def of(self, *kinds: str) -> list[Row]:
        """The rows of some kinds on the days of the range."""
        first, last = self.first.isoformat(), self.last.isoformat()
        return [row for row in self.rows if row["kind"] in kinds and first <= row["day"] <= last]

    @property
    def days(self) -> list[str]:
        """All days of the range."""
        return [(self.first + timedelta(days=n)).isoformat() for n in range((self.last - self.first).days + 1)]

    @property
    def known(self) -> set[str]:
        """Days with a check-in that are over."""
        return {row["day"] for row in self.of("checkin") if row["day"] < self.today.isoformat()}

    @property
    def spasms(self) -> list[Row]:
        """Tightness is none."""
        return self.of(*SPASMS)

    @property
    def counted(self) -> int:
        """Spasms on known days."""
        known = self.known
        return sum(row["day"] in known for row in self.spasms)

    @property
    def paused(self) -> set[str]:
        """Days inside a pause."""
        found: set[str] = set()
        for row in self.rows:
            if row["kind"] == "pause":
                begin, end = date.fromisoformat(row["day"]), date.fromisoformat(row["value"])
                found |= {(begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1)}
        return found

    # -- spasms ------------------------------------------------------------------------------------------

    def legs(self) -> Counter[str]:
        """left, right, both, "" = not said."""
        return Counter(_leg(row) for row in self.spasms)

    def zones(self) -> Counter[tuple[str, str]]:
        """By leg and zone."""
        found: Counter[tuple[str, str]] = Counter()
        for row in self.spasms:
            places = set()
            for place in filter(None, row["zones"].split(";")):
                side, zone = place.split(":")
                places |= {(leg, zone) for leg in (("left", "right") if side == "both" else (side,))}
            found.update(places)
        return found

    def night_and_day(self) -> tuple[int, int]:
        """Spasms from 22:00 to 7:00 and others, of those whose clock hour is said."""
        hours = [datetime.fromisoformat(row["local_time"]).hour for row in self.spasms if row["item"] != "until"]
        night = sum(hour >= 22 or hour < 7 for hour in hours)
        return night, len(hours) - night

    def numbers(self, column: str) -> list[float]:
        """What was said in a column, in order of size."""
        return sorted(float(row[column]) for row in self.spasms if row[column])

    def woke(self) -> list[Row]:
        """Spasms that woke the person."""
        return [
            row
            for row in self.spasms
            if row["context"] == WOKEN_BY or (not row["context"] and float(row["minutes_awake"] or 0) > 0)
        ]

    def tried(self, what: str) -> Counter[str]:
        """How often something was tried, by whether it helped."""
        said = [pair for row in self.spasms for pair in filter(None, row["tried"].split(";"))]
        return Counter(pair.partition("=")[2] for pair in said if pair.partition("=")[0] == what)

    # -- stretching --------------------------------------------------------------------------------------

    def sessions_by_day(self) -> Counter[str]:
        """Sessions that were done, relief not among them."""
        return Counter(row["day"] for row in self.of("session") if row["outcome"] == "done")

    def held_s(self, leg: str = "") -> list[float]:
        """Seconds of every hold of which a part was held."""
        said = [hold.split() for row in self.of("session") for hold in filter(None, row["holds"].split(";"))]
        return [held for words in said if words[0].startswith(leg) and (held := float(words[2].split("/")[0])) > 0]


def _leg(row: Row) -> str:
    sides = {place.split(":")[0] for place in row["zones"].split(";") if place}
    return row["leg"] or ("both" if len(sides) > 1 else next(iter(sides), ""))


def limits_per_week(events: int, days: int) -> tuple[float, float]:
    """Exact 95 % limits of a Poisson count, per week, by halving the interval until it is found."""
    low = 0.0 if events == 0 else _solve(lambda mean: _at_most(events - 1, mean), 0.975)
    return 7 * low / days, 7 * _solve(lambda mean: _at_most(events, mean), 0.025) / days


def _at_most(most: int, mean: float) -> float:
    """Chance of `most` events or fewer."""
    term = total = math.exp(-mean)
    for k in range(1, most + 1):
        term *= mean / k
        total += term
    return total


def _solve(falling, wanted: float) -> float:  # type: ignore[no-untyped-def]
    low, high = 0.0, 1000.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > wanted else (low, middle)
    return (low + high) / 2


def longest_run_of_none(days: Iterable[int]) -> int:
    """Most zeros in a row."""
    longest = running = 0
    for n in days:
        running = 0 if n else running + 1
        longest = max(longest, running)
    return longest
