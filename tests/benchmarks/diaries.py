"""Diaries for the benchmarks: empty, half a year, and a hundred thousand rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from calfstretch.clock import SystemClock
from calfstretch.demo import fill
from calfstretch.journal import Journal
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary

HISTORY = ("sessions", "episodes", "drinks", "activities", "checkins", "day_items")


def make(folder: Path, days: int) -> Path:
    """An invented diary of so many days in a new folder; 0 = an empty one."""
    folder.mkdir(mode=0o700)
    database = open_diary(folder / DIARY_NAME)
    try:
        if days:
            fill(database, days=days)
            # Who has noted so many days has read the card of the first one.
            Journal(database, SystemClock()).set_setting("first_run_read", True)
    finally:
        database.close()
    return folder


def rows(folder: Path) -> int:
    """How many rows of history there are."""
    connection = sqlite3.connect(folder / DIARY_NAME)
    try:
        return sum(int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in HISTORY)
    finally:
        connection.close()


def swell(folder: Path, wanted: int) -> None:
    """Copy the drinks of long ago until there are so many rows of history; the last two months stay as they are."""
    connection = sqlite3.connect(folder / DIARY_NAME)
    try:
        names = [row[1] for row in connection.execute("PRAGMA table_info(drinks)") if row[1] != "id"]
        columns = ", ".join(names)
        while (missing := wanted - rows(folder)) > 0:
            added = connection.execute(
                f"INSERT INTO drinks (id, {columns}) SELECT lower(hex(randomblob(16))), {columns} FROM drinks "
                "WHERE day < date((SELECT max(day) FROM drinks), '-70 days') LIMIT ?",
                (missing,),
            ).rowcount
            connection.commit()
            if added <= 0:
                raise RuntimeError("there is nothing to copy")
    finally:
        connection.close()
