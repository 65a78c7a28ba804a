"""What Share reads and writes beside the window, each piece to be called in a thread; no Qt is shown here."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.clock import Clock
from calfstretch.domain.history import Event
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from calfstretch.domain.diary_facts import DiaryFacts
    from calfstretch.domain.report_facts import ReportFacts
    from calfstretch.exchange.history_csv import Dialect
    from calfstretch.insights.look import LookResult
    from calfstretch.journal import Journal
    from calfstretch.report.pdf import Pages
    from calfstretch.report.shapes import Included, PageContent


Days = tuple[date | None, date | None]
"""First and last diary day, both included; None = from the first entry, to the last."""


class Facts(NamedTuple):
    """The whole diary as the page needs it."""

    diary: DiaryFacts
    more: ReportFacts
    look: LookResult | None


class Step(NamedTuple):
    """How far the writing of a file is.

    Args:
        words: what is said of it.
        is_done: the file stands in its place.
    """

    words: str
    is_done: bool = False


@contextmanager
def without_sweeping() -> Iterator[None]:
    """Python's sweep for lost objects waits: over those of ten years it would hold up the window for half a second."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_facts(path: Path, clock: Clock) -> Facts:
    """Everything the page is made of.

    Args:
        path: the diary.

    Raises:
        UserError: it cannot be read.
    """
    from calfstretch.journal.beside import read_beside
    from calfstretch.journal.diary_facts import read_diary_facts
    from calfstretch.journal.looks import current
    from calfstretch.journal.report_facts import read_report_facts

    with without_sweeping(), read_beside(path, clock) as journal:
        facts = read_diary_facts(journal)
        # A look that fell due and was not seen yet is worked out, as the command does; Insights stores it.
        return Facts(facts, read_report_facts(journal), current(journal, facts, store=False).look)


def write_table(path: Path, clock: Clock, target: Path, days: Days, *, notes: bool, dialect: Dialect) -> Iterator[Step]:
    """The history as a CSV file."""
    from calfstretch.exchange.history_csv import write_history_in_steps
    from calfstretch.journal.beside import read_beside

    count = 0
    with read_beside(path, clock) as journal:
        diary = journal if notes else WithoutNotes(journal)
        for count in write_history_in_steps(diary, target, *days, dialect):
            yield _written(count)
    yield saved(count, target)


class WithoutNotes:
    """A diary whose history keeps the person's notes for itself."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def history(self, first: date | None = None, last: date | None = None) -> Iterator[Event]:
        """Every entry of the diary days first to last (both included), oldest first."""
        from calfstretch.exchange.without_notes import without_notes

        return without_notes(self._journal.history(first, last))


def content(facts: Facts, days: Days, included: Included) -> PageContent:
    """What stands on the page of a range."""
    from calfstretch.report.content import page_content

    return page_content(facts.diary, facts.more, facts.look, *days, included)


def laid_out(shown: PageContent, paper: str) -> Pages:
    """The page on its paper; drawn in the thread that laid it out alone: fonts belong to one."""
    from calfstretch.report.drawing.sheet import Paper
    from calfstretch.report.pdf import Pages

    with without_sweeping():
        return Pages(shown, Paper(paper))


def write_page(facts: Facts, days: Days, included: Included, paper: str, target: Path) -> Iterator[Step]:
    """The page as a PDF."""
    from calfstretch.report.drawing.sheet import to_pdf

    yield Step(_("The page is being drawn …"))
    with without_sweeping():
        pages = laid_out(content(facts, days, included), paper)
        put(target, to_pdf(pages, pages.content.name))
    yield Step(_("Saved as {path}").format(path=target), True)


def write_bytes(make: Callable[[], bytes], target: Path) -> Iterator[Step]:
    """A file that is made in one go."""
    put(target, make())
    yield Step(_("Saved as {path}").format(path=target), True)


def write_copy(path: Path, target: Path) -> Iterator[Step]:
    """A checked copy of the diary."""
    from calfstretch.journal import copies

    yield Step(_("The copy is being made and checked …"))
    copy = copies.write_copy(path, target)
    said = ngettext(
        "{count} entry copied to {path}, and checked", "{count} entries copied to {path}, and checked", copy.entries
    )
    yield Step(said.format(count=formats.grouped(copy.entries), path=target), True)


def write_tables(path: Path, clock: Clock, target: Path) -> Iterator[Step]:
    """Every table of the diary in one zip file."""
    from calfstretch.exchange.archive.writer import write_archive_in_steps
    from calfstretch.journal.beside import read_beside

    count = 0
    with without_sweeping(), read_beside(path, clock) as journal:
        for count in write_archive_in_steps(journal, target):
            yield _written(count)
    yield saved(count, target)


def _written(count: int) -> Step:
    words = ngettext("{count} entry written …", "{count} entries written …", count)
    return Step(words.format(count=formats.grouped(count)))


def saved(count: int, target: Path) -> Step:
    """The last step of a file with entries."""
    said = ngettext("{count} entry saved in {path}", "{count} entries saved in {path}", count)
    return Step(said.format(count=formats.grouped(count), path=target), True)


def put(target: Path, data: bytes) -> None:
    """Write a whole file, durably; what stood there stays where that goes wrong.

    Raises:
        UserError: it could not be written, with the reason.
    """
    from calfstretch.exchange.safe_file import reason, replacing

    try:
        with replacing(target) as file:
            file.write(data)
    except OSError as error:
        raise UserError(
            _("Not exported to {path}: {reason}. Choose another place.").format(path=target, reason=reason(error))
        ) from error
