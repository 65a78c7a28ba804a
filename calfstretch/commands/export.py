"""calfstretch export: the history as a table, or the whole diary as an archive of tables."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from calfstretch.clock import SystemClock
from calfstretch.commands.diary import open_journal, refuse_no_diary, take_in_spool
from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.exchange.history_csv import Dialect, write_history
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.paths import data_dir


def export(options: Namespace) -> str:
    """Write what the file's ending asks for; a file of that name is replaced as a whole.

    Returns:
        How many entries were written, in words.

    Raises:
        UserError: it could not be written, or there is no diary.
    """
    target = Path(options.file)
    is_archive = _is_archive(options, target)
    folder = data_dir(options.data_dir)
    refuse_no_diary(folder)
    with open_journal(folder, SystemClock()) as journal:
        take_in_spool(journal, folder)
        if is_archive:
            from calfstretch.exchange.archive.writer import write_archive

            count = write_archive(journal, target)
        else:
            dialect = Dialect.EUROPEAN if options.semicolon else Dialect.STANDARD
            count = write_history(journal, target, options.first, options.last, dialect)
    said = ngettext("{count} entry written to {path}", "{count} entries written to {path}", count)
    return said.format(count=count, path=target)


def _is_archive(options: Namespace, target: Path) -> bool:
    """Whether the whole diary is wanted.

    Raises:
        WrongUsageError: a name of neither kind, or options that do not go with it.
    """
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".zip"):
        raise WrongUsageError(
            _("{file} ends neither in .csv (the history) nor in .zip (the whole diary).").format(file=target)
        )
    if suffix == ".zip" and (options.first or options.last or options.semicolon):
        raise WrongUsageError(_("--from, --to and --semicolon go with a .csv file: a .zip holds the whole diary."))
    if options.first and options.last and options.last < options.first:
        raise WrongUsageError(
            _("--to {last} lies before --from {first}.").format(last=options.last, first=options.first)
        )
    return suffix == ".zip"
