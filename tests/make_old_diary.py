"""Makes the filled diary of the newest version that stands in tests/data, for the migrations of later versions.

By hand, once, when a version is released: python -m tests.make_old_diary
"""

from __future__ import annotations

import gzip
import os
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.domain.day import Activity, ActivityKind, DayItem, Drink, ImportedRange, Pause
from calfstretch.domain.episode import Context, DurationBand, DurationSource, Episode, Helped, Kind, Onset, Tried
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import (
    Look,
    NotedOf,
    Profile,
    Programme,
    Reminder,
    ReminderKind,
    SafetyAnswer,
    SavedRoutine,
    Tag,
    TagKind,
)
from calfstretch.domain.record import Record, Source
from calfstretch.domain.routine import DAILY, Leg, LegOrder, Routine, TargetOrigin
from calfstretch.domain.session_log import Session
from calfstretch.journal import Journal
from calfstretch.storage import migrate
from calfstretch.storage.database import Database, open_diary

DATA = Path(__file__).parent / "data"
UNTIL = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
DAY = date(2026, 11, 22)
_ZONE = "Europe/Berlin"
_AWKWARD = "b\u00e4d \U0001f9b5\U0001f3fd \u202eabc\u202c 'quoted';--\r\n=1+1"


def old_diary(version: int) -> Path:
    """Where the diary of a version stands, compressed."""
    return DATA / f"diary_version_{version}.db.gz"


def _at(text: str) -> Moment:
    return Moment.parse(text)


def _more_of_the_person() -> list[Record]:
    """What the invented month has none of: one of each, with ids that never change."""
    prescribed = Routine("Kim's", 10, TargetOrigin.THERAPIST, 3, leg_order=LegOrder.RIGHT_FIRST)
    return [
        SavedRoutine.of(prescribed, id="routine-2", position=1),
        Programme(
            id="programme-2",
            routine_id="routine-2",
            times_a_day=3,
            weekdays=(1, 3, 5),
            first_day=date(2026, 11, 9),
            last_day=date(2026, 12, 18),
            origin=TargetOrigin.THERAPIST,
            note="gently",
        ),
        Profile(name="Robin Example", conditions="none known", emergency_number="112"),
        Tag(id="tag-2", name="coffee", kind=TagKind.NUMBER, unit="cups", lag_days=1, position=1),
        Tag(id="tag-3", name="in the toes", noted_of=NotedOf.EPISODE, position=2),
        Reminder(id="reminder-1", kind=ReminderKind.STRETCH, local_time=clock_time(21, 30), weekdays=(1, 2, 3, 4, 5)),
        Reminder(id="reminder-2", kind=ReminderKind.NOTE, local_time=clock_time(22, 0), is_on=False),
        Look(number=1, day=date(2026, 11, 21), body={"inputs": {"known_days": 28}, "results": []}),
        ImportedRange(
            id="range-1",
            first_day=date(2026, 11, 1),
            last_day=date(2026, 11, 20),
            origin="watch",
            source=Source.IMPORTED,
        ),
        Activity(
            id="activity-full",
            at=_at("2026-11-20T18:05:00+01:00"),
            kind=ActivityKind.RUN,
            sport="trail_running",
            minutes=52.5,
            effort=7,
            moving_s=3000.0,
            distance_m=9100.0,
            climb_m=84.0,
            temperature_c=11.5,
            temperature_kind="device",
            heart_rate_bpm=151.0,
            origin_key="watch:1",
            note=_AWKWARD,
            source=Source.IMPORTED,
        ),
        Drink(
            id="drink-imported",
            at=_at("2026-11-20T19:00:00+01:00"),
            ml=500,
            origin_key="watch:2",
            source=Source.IMPORTED,
        ),
        DayItem(day=DAY, item="tag:coffee", value="3"),
        Pause(id="pause-1", first_day=date(2026, 12, 1), last_day=date(2026, 12, 4), reason="travel"),
    ]


def _full_episode() -> Episode:
    return Episode(
        id="episode-full",
        at=_at("2026-11-21T22:00:00+01:00"),
        until=_at("2026-11-22T06:00:00+01:00"),
        kind=Kind.SPASM,
        leg=Leg.BOTH,
        zones=("left:outer_calf", "right:arch"),
        pain=8,
        qualities=("stabbing", "hardness"),
        onset=Onset.SUDDEN,
        duration_band=DurationBand.FROM_1_TO_3,
        duration_source=DurationSource.ESTIMATED,
        eased_after_s=95.5,
        eased_by="standing",
        context=Context.ASLEEP,
        tried=((Tried.STRETCH.value, Helped.A_BIT.value), (Tried.MEDICINE.value, "")),
        minutes_awake=20,
        sore_after=True,
        suspected="new shoes",
        note=_AWKWARD,
        cluster_id="cluster-1",
        suggested=("context",),
        own=(("in the toes", "yes"),),
    )


def make(path: Path) -> None:
    """Make the diary of the newest version: a month of an invented person and one of everything else.

    The same content every time; undo, redo, bin, trail, a setting taken back and a session cut off among it.
    """
    database = open_diary(path)
    fill(database, days=30, seed=7, until=UNTIL)
    clock = FakeClock(UNTIL)
    journal = Journal(database, clock)
    journal.write("add routines", _more_of_the_person())
    journal.episodes.save(_full_episode())
    journal.write(
        "add safety_answers",
        [SafetyAnswer(id="answer-1", at=journal.now(), flag=8, answer="not_sure", episode_id="episode-full")],
    )
    for key, value in (("day_start_h", 5), ("glass_ml", 250), ("theme", "night"), ("theme", None)):
        clock.advance(60)
        journal.set_setting(key, value)
    for number in range(3):
        clock.advance(60)
        journal.write("add drinks", [Drink(id=f"drink-{number}", at=journal.now(), ml=200 + number)])
    journal.delete(Drink(id="drink-0", at=journal.now(), ml=200))
    journal.undo()  # drink-0 is back
    journal.undo()  # drink-2 lies in the bin
    journal.undo()  # drink-1 as well
    journal.redo()
    session = Session(id="session-cut", purpose="daily", routine=DAILY.to_dict(), started_at=journal.now())
    journal.sessions.start(session, {"version": "none that can be gone on from"})
    with database.transaction() as connection:
        gone_at = datetime(2026, 11, 1, tzinfo=UTC).isoformat()
        connection.execute("INSERT INTO tombstones VALUES ('drinks', 'drink-gone', ?)", (gone_at,))
    _close_small(database)


def _close_small(database: Database) -> None:
    database.connection.execute("VACUUM")
    database.close()


def main() -> int:
    """Make the file; 1 = there is one of this version already."""
    os.environ["TZ"] = _ZONE
    time.tzset()
    target = old_diary(migrate.newest_version())
    if target.exists():
        print(f"{target.name} is there already: a released version's never changes.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "diary.db"
        make(made)
        connection = sqlite3.connect(made)
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        connection.close()
        target.write_bytes(gzip.compress(made.read_bytes(), mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
