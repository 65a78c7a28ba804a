"""calfstretch report: the therapist's page as a PDF."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal, refuse_no_diary, take_in_spool
from calfstretch.commands.insights import looked
from calfstretch.commands.insights_text import use_unit_of
from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.desktop.startup_check import problem_before_window
from calfstretch.errors import UserError
from calfstretch.exchange.safe_file import write_file
from calfstretch.i18n import gettext as _
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.journal.report_facts import read_report_facts
from calfstretch.paths import data_dir
from calfstretch.report.content import Included, PageContent, last_weeks, page_content
from calfstretch.report.shown_days import span_words


def report(options: Namespace, clock: Clock) -> str:
    """Write the page; a file of that name is replaced as a whole.

    Without --from and --to it reaches back twelve weeks, as on the screen.

    Returns:
        Which days it is about and where it stands, in words.

    Raises:
        UserError: it could not be written, or there is no diary; nothing was changed.
    """
    target = Path(options.file)
    if target.suffix.lower() != ".pdf":
        raise WrongUsageError(_("{file} does not end in .pdf: the page is a PDF.").format(file=target))
    if options.first and options.last and options.last < options.first:
        raise WrongUsageError(
            _("--to {last} lies before --from {first}.").format(last=options.last, first=options.first)
        )
    folder = data_dir(options.data_dir)
    refuse_no_diary(folder)
    content = _content(options, clock, folder)
    problem = problem_before_window({"QT_QPA_PLATFORM": "offscreen"})
    if problem is not None:
        raise UserError(problem)
    from calfstretch.report.drawing.sheet import Paper
    from calfstretch.report.without_window import page_as_pdf

    write_file(target, page_as_pdf(content, None if options.paper is None else Paper(options.paper)))
    return _("Page of {days} written to {path}").format(days=span_words(content.first, content.last), path=target)


def _content(options: Namespace, clock: Clock, folder: Path) -> PageContent:
    with open_journal(folder, clock) as journal:
        take_in_spool(journal, folder)
        facts = read_diary_facts(journal)
        more, look = read_report_facts(journal), looked(journal, facts).look
        use_unit_of(journal)
    first, last = options.first, options.last
    if first is None and last is None:
        first, last = last_weeks(facts)
    included = Included(
        name=options.name,
        notes=options.notes,
        own_words=options.own_words,
        about_you=options.about_me,
        questions=not options.no_questions,
        appendix=options.appendix,
        large_print=options.large,
    )
    return page_content(facts, more, look, first, last, included)
