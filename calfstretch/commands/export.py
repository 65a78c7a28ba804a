"""calfstretch export: the history as a file."""

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
    """Write the history; a file of that name is replaced as a whole.

    Returns:
        How many entries were written, in words.

    Raises:
        UserError: it could not be written, or there is no diary.
    """
    target = Path(options.file)
    if target.suffix.lower() != ".csv":
        raise WrongUsageError(_("{file} does not end in .csv: the history is a CSV file.").format(file=target))
    if options.first and options.last and options.last < options.first:
        raise WrongUsageError(
            _("--to {last} lies before --from {first}.").format(last=options.last, first=options.first)
        )
    folder = data_dir(options.data_dir)
    refuse_no_diary(folder)
    with open_journal(folder, SystemClock()) as journal:
        take_in_spool(journal, folder)
        dialect = Dialect.EUROPEAN if options.semicolon else Dialect.STANDARD
        count = write_history(journal, target, options.first, options.last, dialect)
    said = ngettext("{count} entry written to {path}", "{count} entries written to {path}", count)
    return said.format(count=count, path=target)
