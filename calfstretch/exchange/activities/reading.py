"""Whatever files the person chose: what each of them is, told by its content, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from calfstretch.domain.found import FileReading, Flag, Found, FoundActivity, FoundDrink, Refusal
from calfstretch.errors import UserError
from calfstretch.exchange.activities.archives import ArchiveKind, kind_of, read_whole
from calfstretch.exchange.activities.containers import Archive, Stream, head_of, opened, unpacked
from calfstretch.exchange.activities.recognise import Format, recognise
from calfstretch.exchange.activities.watch import (
    APPLE_BYTES,
    CalledOff,
    NothingInIt,
    RefusedFile,
    Watch,
)
from calfstretch.exchange.safe_file import reason_not_read
from calfstretch.i18n import gettext as _

__all__ = ["Format", "read_files", "what_is"]

Reader = Callable[[Any, Watch], Iterator[Any]]


def what_is(path: Path) -> Format:
    """What a file is: of a zip file what it holds, of a gzip what is inside.

    Raises:
        UserError: it cannot be opened.
    """
    try:
        with opened(path) as file:
            kind = recognise(head_of(file)[0])
            file.seek(0)
            if kind is Format.ZIP:
                held = kind_of(Archive(file))
                return _OF_ARCHIVE.get(held, Format.ZIP)
            if kind is Format.GZIP:
                return recognise(head_of(unpacked(file, _size(file), APPLE_BYTES, Watch()))[0])
            return kind
    except OSError as error:
        raise UserError(
            _("{file} could not be read: {reason}.").format(file=path.name, reason=reason_not_read(error))
        ) from error
    except RefusedFile:
        return Format.UNKNOWN


_OF_ARCHIVE = {ArchiveKind.OWN: Format.OWN_ARCHIVE, ArchiveKind.LOOP: Format.LOOP}


def read_files(paths: Iterable[Path], watch: Watch) -> Iterator[FileReading]:
    """What is found in each file, one after the other; a file that is refused does not stop the next.

    Files of our own (`OWN_HISTORY`, `OWN_ARCHIVE`) give a reading with that format and nothing found: they are read
    as a diary.

    Raises:
        CalledOff: the person wishes so; what was given before stands.
    """
    for path in paths:
        try:
            with opened(path) as file:
                yield from _read(path.name, file, watch)
        except OSError as error:
            yield _refused(path.name, _("It could not be read: {reason}.").format(reason=reason_not_read(error)))


def _read(name: str, file: BinaryIO, watch: Watch) -> Iterator[FileReading]:
    head, _again = head_of(file)
    file.seek(0)
    try:
        if recognise(head) is Format.ZIP:
            yield from _read_archive(name, Archive(file), watch)
        else:
            yield read_stream(name, unpacked(file, _size(file), APPLE_BYTES, watch), watch)
    except RefusedFile as refused:
        yield _refused(name, refused.sentence)


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


# -- one file ----------------------------------------------------------------------------------------------


def read_stream(name: str, stream: Stream, watch: Watch) -> FileReading:
    """What is found in one file, unpacked.

    Raises:
        CalledOff: the person wishes so.
    """
    found: list[Found] = []
    refused: list[Refusal] = []
    kind = Format.UNKNOWN
    nothing = ""
    try:
        head, whole = head_of(stream)
        kind = recognise(head)
        if kind is Format.OWN_HISTORY:
            return FileReading(name=name, format=kind)
        if not head:
            raise RefusedFile(_("It is empty."))
        kind, reader = _table_reader(head) if kind is Format.TABLE else (kind, _reader(kind))
        for one in reader(whole, watch):
            refused.append(one) if isinstance(one, Refusal) else found.append(one)
    except NothingInIt as wrong:
        nothing = "" if found else wrong.sentence
    except RefusedFile as wrong:
        refused.append(Refusal(name, wrong.sentence))
        found = [_cut_short(one) for one in found]
    except (CalledOff, OSError):
        raise
    except Exception:  # whatever a file does to a reader: what came before stands, and the next file is read
        refused.append(Refusal(name, _("It is damaged in a way that cannot be read.")))
        found = [_cut_short(one) for one in found]
    if not found and not refused and not nothing:
        nothing = _("There is no activity in it.")
    return FileReading(name=name, format=kind, found=tuple(found), refused=tuple(refused), nothing=nothing)


def _cut_short(found: Found) -> Found:
    return (
        replace(found, flags=found.flags | {Flag.CUT_SHORT}) if isinstance(found, FoundActivity | FoundDrink) else found
    )


def _reader(kind: Format) -> Reader:
    """The reader of a format; loaded when first asked for.

    Raises:
        RefusedFile: there is none.
    """
    if kind is Format.FIT:
        from calfstretch.exchange.activities import fit

        return fit.read
    if kind is Format.GPX:
        from calfstretch.exchange.activities import gpx

        return gpx.read
    if kind is Format.TCX:
        from calfstretch.exchange.activities import tcx

        return tcx.read
    if kind is Format.APPLE:
        from calfstretch.exchange.activities import apple_health

        return apple_health.read
    raise RefusedFile(_no_reader(kind))


def _table_reader(head: bytes) -> tuple[Format, Reader]:
    """Told by the headings: whose it is, the readers know best; Strava's refuses what nobody knows."""
    from calfstretch.exchange.activities import garmin, strava

    if garmin.is_mine(head):
        return Format.GARMIN, garmin.read
    return Format.STRAVA if strava.is_mine(head) else Format.TABLE, strava.read


def _no_reader(kind: Format) -> str:
    return {
        Format.DIARY: _("It is a diary or a copy of one. Settings, “Restore a copy” takes it."),
        Format.WEB_PAGE: _("It is a web page, perhaps the one that asks to sign in. Download the export again."),
        Format.CLINICAL: _("It is another part of the health export. Choose export.zip, or the file export.xml in it."),
        Format.PICTURE: _("It is a picture or a document, no activity file."),
        Format.GZIP: _("It was packed twice. Unpack it, then choose what is inside."),
    }.get(kind, _("It is no activity file that is known here: FIT, GPX, TCX, Apple Health, Strava or Garmin."))


def _refused(name: str, sentence: str) -> FileReading:
    return FileReading(name=name, refused=(Refusal(name, sentence),))


# -- an archive --------------------------------------------------------------------------------------------


def _read_archive(name: str, archive: Archive, watch: Watch) -> Iterator[FileReading]:
    kind = kind_of(archive)
    refused = tuple(Refusal(f"{name}: {one.where}", one.sentence) for one in archive.refused)
    if kind is ArchiveKind.OWN:
        yield FileReading(name=name, format=Format.OWN_ARCHIVE, refused=refused)
        return
    if refused:
        yield FileReading(name=name, refused=refused)
    if kind is not ArchiveKind.FILES:
        yield read_whole(kind, name, archive, watch)
        return
    passed_over, known = 0, 0
    for inside in archive.names():
        reading = _read_entry(name, inside, archive, watch)
        passed_over += reading is None
        known += reading is not None
        if reading is not None:
            yield reading
    if not known and not refused:
        yield _refused(name, _("There is no activity file in it."))


def _read_entry(name: str, inside: str, archive: Archive, watch: Watch) -> FileReading | None:
    """None = it is no activity file, which nobody asked for."""
    shown = f"{name}: {inside}"
    try:
        stream = archive.open(inside, watch)
        head, whole = head_of(stream)
        if recognise(head) in (Format.UNKNOWN, Format.PICTURE, Format.WEB_PAGE, Format.CLINICAL) or not head:
            return None
        if recognise(head) is Format.OWN_HISTORY:  # it is compared as a diary, not among activities
            raise RefusedFile(_("It is a history of calfstretch. Unpack it, then choose it by itself."))
        return read_stream(shown, whole, watch)
    except CalledOff:
        raise
    except RefusedFile as refused:
        return _refused(shown, refused.sentence)
