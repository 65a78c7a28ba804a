"""Reading beside the window: in a thread, on a connection of its own, while the window writes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from calfstretch.domain.day import Drink
from calfstretch.errors import UserError
from calfstretch.journal.beside import read_beside
from tests.diaries import journal_on


def test_a_thread_reads_what_is_stored_while_the_window_goes_on_writing(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    path, clock = journal.database.path, journal.clock
    found: list[int] = []

    def read() -> None:
        with read_beside(path, clock) as beside:
            events = beside.history()
            next(events)  # a read that lasts
            done.set()
            go_on.wait(5)
            found.append(1 + len(list(events)))
            found.append(len(beside.everything(Drink)))

    done, go_on = threading.Event(), threading.Event()
    thread = threading.Thread(target=read)
    thread.start()
    assert done.wait(5)
    journal.days.add_drink(200)  # not held up
    go_on.set()
    thread.join()
    journal.database.close()
    assert found == [1, 2]  # the history as it stood at its first row


def test_nothing_is_written_through_it(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    journal.days.add_drink(100)
    with read_beside(journal.database.path, journal.clock) as beside, pytest.raises(UserError):
        beside.days.add_drink(200)
    journal.database.close()


def test_a_diary_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    journal = journal_on(tmp_path / "diary.db")
    clock = journal.clock
    journal.database.close()
    with pytest.raises(UserError), read_beside(tmp_path / "gone.db", clock):
        pass
