"""Reading, comparing and writing beside the window: each in a thread, told in steps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from calfstretch.domain.contents import Contents
from calfstretch.domain.found import FileReading, Refusal
from calfstretch.errors import UserError
from calfstretch.exchange.activities.watch import ENTRIES, CalledOff, RefusedFile, Watch
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal, Written
from calfstretch.journal.bringing_in import BringingIn, Plan, RunChoices
from calfstretch.ui.bring_in.state import Looked, look_over, zone_names

Read = Callable[[Iterable[Path], Watch], Iterator[FileReading]]
ReadOwn = Callable[[Path, Watch], Contents]


class Begun(NamedTuple):
    """A file is being read: the `number`-th `of` so many."""

    number: int
    of: int
    name: str


class Material(NamedTuple):
    """What all files together hold.

    Args:
        readings: of files of watches and services, and of those that are refused.
        diaries: of our own files, with their names.
    """

    readings: tuple[FileReading, ...]
    diaries: tuple[tuple[str, Contents], ...]


class Compared(NamedTuple):
    """Plans and what is shown of them.

    Args:
        ticked: places of the lines that the plans tick, of all lines taken together.
        zones: time zones to choose from, where one was guessed.
    """

    plans: tuple[Plan, ...]
    looked: Looked
    ticked: frozenset[int]
    zones: tuple[str, ...] = ()

    @classmethod
    def of(cls, *plans: Plan) -> Compared:
        """Put plans in groups; takes a while for a whole diary."""
        looked = look_over(plans)
        ticked = frozenset(place for place, line in enumerate(looked.lines) if line.ticked)
        return cls(plans, looked, ticked, tuple(zone_names()) if any(plan.assumptions.zone for plan in plans) else ())


class BroughtIn(NamedTuple):
    """What was written, one for each plan that changed something."""

    written: tuple[Written, ...]
    lines: int


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files themselves and those inside folders; links inside folders and hidden files are left out."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for folder, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            inside = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
            found += [each for each in inside if each.is_file() and not each.is_symlink()]
            if len(found) > ENTRIES:
                return found[:ENTRIES]
    return found


def read_all(paths: Iterable[Path], watch: Watch, read: Read, read_own: ReadOwn) -> Iterator[Begun | Material]:
    """Read every file; one that cannot be read says so and stops no other.

    Raises:
        CalledOff: the person wishes so.
    """
    from calfstretch.exchange.activities.reading import Format

    files = files_in(paths)
    readings: list[FileReading] = []
    diaries: list[tuple[str, Contents]] = []
    for number, path in enumerate(files, 1):
        yield Begun(number, len(files), path.name)
        try:
            found = list(read([path], watch))
            if any(each.format in (Format.OWN_HISTORY, Format.OWN_ARCHIVE) for each in found):
                diaries.append((path.name, read_own(path, watch)))
                found = []
        except CalledOff:
            raise
        except RefusedFile as refused:
            found = [_refused(path, refused.sentence)]
        except UserError as error:
            found = [_refused(path, error.message)]
        except Exception:  # whatever a file does to a reader, the person hears of the file and the others come in
            found = [_refused(path, _("It cannot be read."))]
        readings += found
    yield Material(tuple(readings), tuple(diaries))


def _refused(path: Path, sentence: str) -> FileReading:
    return FileReading(name=path.name, refused=(Refusal(path.name, sentence),))


def compare(material: Material, choices: RunChoices, apart: AbstractContextManager[Journal]) -> Iterator[Compared]:
    """Hold what was read against the diary; nothing is written."""
    with apart as journal:
        bringing = BringingIn(journal)
        plans = [bringing.diary(contents, name) for name, contents in material.diaries]
        if material.readings or not plans:
            plans.append(bringing.runs(material.readings, choices))
    yield Compared.of(*plans)


def with_ticks(plans: Iterable[Plan], ticked: set[int]) -> list[Plan]:
    """The plans with the person's ticks.

    Args:
        ticked: places of lines, of all plans taken together.
    """
    made, begin = [], 0
    for plan in plans:
        wanted = {
            place: begin + place in ticked
            for place, line in enumerate(plan.lines)
            if line.can_be_ticked and line.ticked is not (begin + place in ticked)
        }
        made.append(plan.ticking(wanted) if wanted else plan)
        begin += len(plan.lines)
    return made


def bring_in(plans: Iterable[Plan], ticked: set[int], apart: AbstractContextManager[Journal]) -> Iterator[BroughtIn]:
    """Write what is ticked, one write for each plan."""
    written = []
    with apart as journal:
        for plan in with_ticks(plans, ticked):
            if plan.changes_anything:
                written.append(BringingIn(journal).bring_in(plan))
    yield BroughtIn(tuple(each for each in written if each.seq), len(ticked))


def read_files_late(paths: Iterable[Path], watch: Watch) -> Iterator[FileReading]:
    """As `exchange.activities.reading.read_files`, whose code loads with the first file."""
    from calfstretch.exchange.activities.reading import read_files

    return read_files(paths, watch)
