"""Bringing in what comes from outside: first a plan that writes nothing, then all of it as one write.

    bringing = BringingIn(journal)
    plan = bringing.runs(readings, RunChoices())     # or .diary(contents, "diary.zip")
    plan = plan.ticking({3: False})                  # what the person unticked
    written = bringing.bring_in(plan)                # one batch, one undo

Ten years of a diary take seconds to compare and to write: a window does both in a thread, with a journal of its own
on the same diary, and the window's journal hears of it as of any other program's write (`JournalSignals`):

    with apart(path) as journal:                     # in the thread; reads alone
        plan = BringingIn(journal).diary(read_archive(file, watch), file.name)
    ...
    with apart(path, clock, writing=True) as journal:
        BringingIn(journal).bring_in(plan)           # plans go from one thread to another
        # journal.undo() of ten years (2 s) and journal.redo() (4 s) can go this way too
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from calfstretch.clock import Clock, SystemClock
from calfstretch.journal.incoming.plan import (
    Assumptions,
    Covered,
    Line,
    Plan,
    RunChoices,
    Verdict,
    Why,
)
from calfstretch.journal.journal import Journal, Written

if TYPE_CHECKING:
    from calfstretch.domain.contents import Contents
    from calfstretch.domain.found import FileReading

__all__ = ["Assumptions", "BringingIn", "Covered", "Line", "Plan", "RunChoices", "Verdict", "Why", "apart"]


class BringingIn:
    """The journal's part for what comes from outside."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def runs(self, readings: Iterable[FileReading], choices: RunChoices | None = None) -> Plan:
        """What would come of files of activities, drinks and habits; nothing is written.

        Args:
            readings: of all chosen files together, so that one activity in two of them is recognised.
            choices: None = nothing was chosen yet.
        """
        from calfstretch.journal.incoming.from_files import plan_runs

        return plan_runs(self._journal, tuple(readings), choices or RunChoices())

    def diary(self, contents: Contents, file: str) -> Plan:
        """What would come of a diary's archive or of its history; nothing is written.

        Args:
            contents: what the file holds.
            file: its name, as the person knows it.
        """
        from calfstretch.journal.incoming.compare import plan_diary

        return plan_diary(self._journal, contents, file)

    def bring_in(self, plan: Plan) -> Written:
        """Write what is ticked, as one batch that one undo takes back; where the diary has changed since, compare anew.

        Returns:
            What was written; its number is 0 where there was nothing to write.

        Raises:
            UserError: it could not be stored; nothing was.
        """
        from calfstretch.journal.incoming.writing import bring_in

        return bring_in(self._journal, plan)


@contextmanager
def apart(path: Path, clock: Clock | None = None, *, writing: bool = False) -> Iterator[Journal]:
    """A journal of its own on an open diary, for a thread.

    Args:
        path: the file (`journal.database.path`).
        clock: None = the computer's.
        writing: False = it reads alone and holds nobody up.

    Raises:
        UserError: the diary cannot be opened.
    """
    from calfstretch.storage.apart import open_apart

    database = open_apart(path, writing=writing)
    try:
        yield Journal(database, clock or SystemClock())
    finally:
        database.close()
