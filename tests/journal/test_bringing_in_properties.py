"""Any two diaries: out and in again is the same to the byte, merging is the same from both sides, undo is exact."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings

from calfstretch.exchange.activities.watch import Watch
from calfstretch.exchange.archive.reader import read_archive
from calfstretch.exchange.archive.writer import write_archive
from calfstretch.exchange.history_csv import write_history
from calfstretch.exchange.history_read import read_history
from calfstretch.journal import Journal
from calfstretch.journal.bringing_in import Verdict
from tests.journal.bringing import as_file, brought, planned, without_stamps
from tests.journal.entries import batches
from tests.journal.two_computers import Doing, clock_at, computer, do, doings
from tests.shared_files import seeds

LATER, LATEST = 1000, 2000
# As many as take a second; by hand a thousand.
EXAMPLES = seeds(8)


@contextmanager
def files() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings)
def test_an_archive_into_an_empty_diary_gives_the_same_archive(what: list[Doing]) -> None:
    with computer() as journal, computer() as empty, files() as folder:
        do(journal, what, 0)
        write_archive(journal, folder / "one.zip")
        clock_at(empty, LATER)
        brought(empty, read_archive(folder / "one.zip", Watch()))
        write_archive(empty, folder / "two.zip")
        assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings)
def test_a_diary_finds_nothing_new_in_its_own_files(what: list[Doing]) -> None:
    with computer() as journal, files() as folder:
        do(journal, what, 0)
        write_archive(journal, folder / "one.zip")
        write_history(journal, folder / "one.csv")
        known = batches(journal)
        clock_at(journal, LATER)
        for held in (read_archive(folder / "one.zip", Watch()), read_history(folder / "one.csv", Watch())):
            plan = planned(journal, held)
            assert {line.verdict for line in plan.lines} <= {Verdict.SAME}
            assert not plan.changes_anything and not plan.refused
            assert brought(journal, held).seq == 0
        assert batches(journal) == known


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings)
def test_a_history_into_an_empty_diary_gives_the_same_history(what: list[Doing]) -> None:
    with computer() as journal, computer() as empty, files() as folder:
        do(journal, what, 0)
        write_history(journal, folder / "one.csv")
        clock_at(empty, LATER)
        brought(empty, read_history(folder / "one.csv", Watch()))
        write_history(empty, folder / "two.csv")
        assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()


def _two(journal: Journal, other: Journal, before: list[Doing], here: list[Doing], there: list[Doing]) -> None:
    """One diary on two computers, on which the person went on by turns."""
    do(journal, before, 0)
    clock_at(other, 100)
    brought(other, journal.contents())
    do(journal, here, 200)
    do(other, there, 201)
    clock_at(journal, LATER)
    clock_at(other, LATER)


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings, doings, doings)
def test_two_computers_come_to_the_same_diary(before: list[Doing], here: list[Doing], there: list[Doing]) -> None:
    with computer() as journal, computer() as other:
        _two(journal, other, before, here, there)
        mine, theirs = journal.contents(), other.contents()
        brought(journal, theirs)
        brought(other, mine)
        assert without_stamps(journal.contents()) == without_stamps(other.contents())


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings, doings, doings)
def test_bringing_in_twice_is_bringing_in_once(before: list[Doing], here: list[Doing], there: list[Doing]) -> None:
    with computer() as journal, computer() as other:
        _two(journal, other, before, here, there)
        theirs = other.contents()
        brought(journal, theirs)
        after, known = as_file(journal.contents()), batches(journal)
        clock_at(journal, LATEST)
        assert brought(journal, theirs).seq == 0
        assert (as_file(journal.contents()), batches(journal)) == (after, known)


@settings(max_examples=EXAMPLES, deadline=None)
@given(doings, doings, doings)
def test_undo_leaves_the_diary_as_if_nothing_had_come_and_redo_brings_it(
    before: list[Doing], here: list[Doing], there: list[Doing]
) -> None:
    with computer() as journal, computer() as other:
        _two(journal, other, before, here, there)
        mine, theirs = as_file(journal.contents()), other.contents()
        if not brought(journal, theirs).seq:
            return
        merged = journal.contents()
        clock_at(journal, LATEST)
        journal.undo()
        assert as_file(journal.contents()) == mine
        journal.redo()
        assert as_file(journal.contents()) == as_file(merged)
        journal.undo()
        clock_at(journal, LATEST + 1)
        brought(journal, theirs)
        assert without_stamps(journal.contents()) == without_stamps(merged)
