"""Whatever files the person chose: what each of them is, told by its content, and what is found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from calfstretch.domain.found import FileReading
from calfstretch.exchange.activities.watch import Watch


class Format(StrEnum):
    """What a file is by its content; its name does not matter."""

    FIT = "FIT"
    GPX = "GPX"
    TCX = "TCX"
    APPLE = "Apple Health"
    STRAVA = "Strava"
    STRAVA_ARCHIVE = "Strava archive"
    GARMIN = "Garmin"
    LOOP = "Loop Habits"
    OWN_HISTORY = "calfstretch history"
    OWN_ARCHIVE = "calfstretch archive"
    ZIP = "zip"
    GZIP = "gzip"
    UNKNOWN = ""


def what_is(path: Path) -> Format:
    """What a file is.

    Raises:
        UserError: it cannot be opened.
    """
    raise NotImplementedError


def read_files(paths: Iterable[Path], watch: Watch) -> Iterator[FileReading]:
    """What is found in each file, one after the other; a file that is refused does not stop the next.

    Files of our own (`OWN_HISTORY`, `OWN_ARCHIVE`) give a reading with that format and nothing found: `exchange.own`
    reads them.

    Raises:
        CalledOff: the person wishes so; what was given before stands.
    """
    raise NotImplementedError
