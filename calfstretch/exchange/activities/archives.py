"""Zip files of services, which belong together as a whole, told from a zip of loose files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import PurePosixPath

from calfstretch.domain.found import FileReading, Found, FoundActivity, Refusal
from calfstretch.exchange.activities.containers import Archive, head_of
from calfstretch.exchange.activities.recognise import Format, recognise
from calfstretch.exchange.activities.watch import APPLE_BYTES, NothingInIt, RefusedFile, Watch
from calfstretch.i18n import gettext as _


class ArchiveKind(Enum):
    """Whose export a zip file is."""

    OWN = auto()
    STRAVA = auto()
    APPLE = auto()
    LOOP = auto()
    FILES = auto()


def kind_of(archive: Archive) -> ArchiveKind:
    """Told by the names in it, for Apple by the content: its names are translated."""
    names = archive.names()
    last = {PurePosixPath(name).name for name in names}
    if {"dictionary.csv", "sessions.csv"} <= set(names):
        return ArchiveKind.OWN
    if "activities.csv" in last:
        return ArchiveKind.STRAVA
    if {"Habits.csv", "Checkmarks.csv"} <= last:
        return ArchiveKind.LOOP
    return ArchiveKind.APPLE if _apple_entry(archive) else ArchiveKind.FILES


def _apple_entry(archive: Archive) -> str | None:
    """The entry whose root is HealthData."""
    for name in archive.names():
        if name.casefold().endswith(".xml"):
            try:
                head, _rest = head_of(archive.open(name, Watch()))
            except RefusedFile:
                continue
            if recognise(head) is Format.APPLE:
                return name
    return None


def read_whole(kind: ArchiveKind, name: str, archive: Archive, watch: Watch) -> FileReading:
    """What is found in a service's export."""
    found: list[Found] = []
    refused: list[Refusal] = []
    nothing = ""
    try:
        for one in _reader(kind, archive)(watch):
            refused.append(one) if isinstance(one, Refusal) else found.append(one)
    except NothingInIt as wrong:
        nothing = "" if found else wrong.sentence
    except RefusedFile as wrong:
        refused.append(Refusal(name, wrong.sentence))
    if not found and not refused and not nothing:
        nothing = _("There is no activity in it.")
    # What was refused may be the run of a day that would count as one without.
    is_export = kind in (ArchiveKind.STRAVA, ArchiveKind.APPLE) and not refused
    whole = is_export and any(isinstance(one, FoundActivity) for one in found)
    return FileReading(
        name=name, format=_FORMATS[kind], found=tuple(found), refused=tuple(refused), nothing=nothing, is_whole=whole
    )


_FORMATS = {
    ArchiveKind.STRAVA: Format.STRAVA,
    ArchiveKind.APPLE: Format.APPLE,
    ArchiveKind.LOOP: Format.LOOP,
    ArchiveKind.OWN: Format.OWN_ARCHIVE,
    ArchiveKind.FILES: Format.ZIP,
}


def _reader(kind: ArchiveKind, archive: Archive) -> Callable[[Watch], Iterator[Found | Refusal]]:
    if kind is ArchiveKind.STRAVA:
        from calfstretch.exchange.activities import strava

        return lambda watch: strava.read_archive(archive, watch)
    if kind is ArchiveKind.LOOP:
        from calfstretch.exchange.activities import loop

        return lambda watch: loop.read(archive, watch)
    archive.allow(APPLE_BYTES)
    entry = _apple_entry(archive)
    assert entry is not None
    from calfstretch.exchange.activities import apple_health

    return lambda watch: apple_health.read(archive.open(entry, watch), watch)
