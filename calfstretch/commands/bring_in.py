"""calfstretch import: own files and those of watches and services into the diary; each file says what came of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, take_in_spool, tell_window
from calfstretch.domain.found import FileReading, Refusal, Units
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import BringingIn, Line, Plan, RunChoices, Verdict, Why
from calfstretch.paths import DIARY_NAME, data_dir

if TYPE_CHECKING:
    from calfstretch.domain.contents import Contents

_MOST_REFUSALS = 20  # of one file; a table of wrong lines would hide everything else


def bring_in(options: Namespace, clock: Clock) -> str:
    """Read every file, set it beside the diary and bring in what is new or later; with --dry-run write nothing.

    Returns:
        What came of each file, in words.

    Raises:
        UserError: no file could be read, or it could not be stored.
    """
    files = [Path(file) for file in options.files]
    own, others, refused = _sorted(files)
    contents, more = _own_contents(own)
    refused += more
    readings = _readings(others)
    if not contents and not any(_could_be_read(reading) for reading in readings):
        told = [*refused, *(refusal for reading in readings for refusal in reading.refused)]
        raise UserError(" ".join(map(_refusal, told)))
    choices = RunChoices(zone=options.time_zone, units=_units(options.kilometres, options.miles))
    said = [_refusal(refusal) for refusal in refused]
    folder = data_dir(options.data_dir)
    with _journal(folder, clock, dry=options.dry_run) as journal:
        bringing = BringingIn(journal)
        written = 0
        for path, held in contents:
            written += _one(bringing, bringing.diary(held, path.name), said, options.dry_run, _of_own(path.name))
        if readings:
            plan = bringing.runs(readings, choices)
            written += _one(bringing, plan, said, options.dry_run, _of_files(readings))
    if written and not options.dry_run:
        tell_window(folder)
    said.append(_end(written, dry=options.dry_run))
    return "\n".join(said)


def _end(written: int, *, dry: bool) -> str:
    if dry:
        return _("Nothing was written (--dry-run).")
    if not written:
        return _("There was nothing to bring in.")
    return ngettext(
        "{count} change written. One undo in the window takes back what one import wrote.",
        "{count} changes written. One undo in the window takes back what one import wrote.",
        written,
    ).format(count=written)


def _one(bringing: BringingIn, plan: Plan, said: list[str], dry: bool, words: Callable[[Plan], list[str]]) -> int:
    """Say what would come of one plan, and bring it in; how many changes that wrote."""
    said += words(plan)
    return 0 if dry or not plan.changes_anything else len(bringing.bring_in(plan).ids)


@contextmanager
def _journal(folder: Path, clock: Clock, *, dry: bool) -> Iterator[Journal]:
    if dry and not (folder / DIARY_NAME).exists():
        # To look makes no diary.
        from calfstretch.storage.database import open_nowhere

        database = open_nowhere(folder / DIARY_NAME, "")
        try:
            yield Journal(database, clock)
        finally:
            database.close()
        return
    with open_journal(folder, clock) as journal:
        if not dry:
            take_in_spool(journal, folder)
        yield journal


# -- reading ---------------------------------------------------------------------------------------------------


def _sorted(files: Sequence[Path]) -> tuple[list[Path], list[Path], list[Refusal]]:
    """Our own files, those of others, and what cannot be opened."""
    from calfstretch.exchange.activities.reading import Format, what_is

    own: list[Path] = []
    others: list[Path] = []
    refused: list[Refusal] = []
    for path in dict.fromkeys(files):
        try:
            kind = what_is(path)
        except UserError as error:
            refused.append(Refusal("", error.message))
            continue
        (own if kind in (Format.OWN_HISTORY, Format.OWN_ARCHIVE) else others).append(path)
    return own, others, refused


def _own_contents(files: Sequence[Path]) -> tuple[list[tuple[Path, Contents]], list[Refusal]]:
    from calfstretch.exchange.activities.reading import Format, what_is
    from calfstretch.exchange.activities.watch import RefusedFile, Watch

    found: list[tuple[Path, Contents]] = []
    refused: list[Refusal] = []
    for path in files:
        try:
            if what_is(path) is Format.OWN_ARCHIVE:
                from calfstretch.exchange.archive.reader import read_archive

                found.append((path, read_archive(path, Watch())))
            else:
                from calfstretch.exchange.history_read import read_history

                found.append((path, read_history(path, Watch())))
        except RefusedFile as error:
            refused.append(Refusal(path.name, error.sentence))
        except UserError as error:
            refused.append(Refusal("", error.message))
    return found, refused


def _readings(files: Sequence[Path]) -> list[FileReading]:
    if not files:
        return []
    from calfstretch.exchange.activities.reading import read_files
    from calfstretch.exchange.activities.watch import Watch

    return list(read_files(files, Watch()))


def _could_be_read(reading: FileReading) -> bool:
    return bool(reading.found or reading.nothing)


# -- saying ----------------------------------------------------------------------------------------------------


def _of_own(name: str) -> Callable[[Plan], list[str]]:
    return lambda plan: [_counts(name, [*plan.lines], len(plan.settings)), *_refusals(plan.refused)]


def _of_files(readings: Sequence[FileReading]) -> Callable[[Plan], list[str]]:
    def words(plan: Plan) -> list[str]:
        by_file: dict[str, list[Line]] = {}
        for line in plan.lines:
            by_file.setdefault(line.file, []).append(line)
        said = []
        for reading in readings:
            if reading.nothing:
                said.append(
                    _("{file}: nothing to bring in. {reason}").format(file=reading.name, reason=reading.nothing)
                )
            elif reading.name in by_file:
                name = f"{reading.name} ({reading.format})" if reading.format else reading.name
                said.append(_counts(name, by_file.pop(reading.name), 0))
        return [*said, *_refusals(plan.refused), *_assumed(plan), *_covered(plan)]

    return words


def _counts(name: str, lines: Sequence[Line], settings: int) -> str:
    # The holds of a session go with it and would hide how many entries there are.
    lines = [line for line in lines if line.kind != "holds"]

    def count(verdict: Verdict, *why: Why, ticked: bool | None = None) -> int:
        return sum(
            line.verdict is verdict and line.why in (why or (Why.NOTHING,)) and ticked in (None, line.ticked)
            for line in lines
        )

    doubles = count(Verdict.NEW, Why.LIKELY_DOUBLE)
    parts = [
        (count(Verdict.NEW, ticked=True), _("{n} new")),
        (count(Verdict.SAME, Why.NOTHING, Why.TWICE), _("{n} the same")),
        (count(Verdict.NEWER), _("{n} newer")),
        (count(Verdict.NEWER, Why.FILLS_IN), _("{n} typed by hand and filled in")),
        (count(Verdict.NEWER, Why.REMOVED_THERE), _("{n} removed there")),
        (count(Verdict.OLDER, Why.NOTHING, Why.REMOVED_THERE), _("{n} older, left as they are here")),
        (count(Verdict.OLDER, Why.REMOVED_HERE), _("{n} removed here, left out")),
        (count(Verdict.CONFLICT, ticked=True), _("{n} changed on both sides, the later taken")),
        (count(Verdict.CONFLICT, ticked=False), _("{n} changed on both sides, left as they are here")),
        (count(Verdict.NEW, ticked=False), _("{n} with a date that cannot be, left out")),
        (doubles, _("{n} logged by two apps, left out")),
        (settings, _("{n} settings")),
    ]
    said = [words.format(n=number) for number, words in parts if number]
    return f"{name}: {', '.join(said) or _('nothing new')}"


def _refusal(refusal: Refusal) -> str:
    return f"{refusal.where}: {refusal.sentence}" if refusal.where else refusal.sentence


def _refusals(refused: Sequence[Refusal]) -> list[str]:
    said = [_refusal(refusal) for refusal in refused[:_MOST_REFUSALS]]
    more = len(refused) - len(said)
    if more:
        said.append(ngettext("… and {n} more is refused.", "… and {n} more are refused.", more).format(n=more))
    return said


def _units(kilometres: bool, miles: bool) -> Units | None:
    """What was asked for; None = what the numbers of each table suggest."""
    return Units.METRIC if kilometres else Units.STATUTE if miles else None


def _assumed(plan: Plan) -> list[str]:
    said = []
    if plan.assumptions.zone:
        said.append(
            _("Some files know no local time: {zone} was taken. Another: --time-zone NAME.").format(
                zone=plan.assumptions.zone_name
            )
        )
    if plan.assumptions.units is Units.METRIC:
        said.append(_("A table does not say its unit of distance: kilometres were taken. With --miles: miles."))
    if plan.assumptions.units is Units.STATUTE:
        said.append(_("A table does not say its unit of distance: miles were taken. With --kilometres: km."))
    return said


def _covered(plan: Plan) -> list[str]:
    if plan.covered is None:
        return []
    first, last, origin = plan.covered
    sentence = _("{origin} covers {first} to {last}: a day without an activity in it counts as a day without one.")
    return [sentence.format(origin=origin, first=first.isoformat(), last=last.isoformat())]
