"""What Share reads for the page: the look that fell due unseen as well, without writing anything."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from calfstretch.clock import FakeClock
from calfstretch.demo import fill
from calfstretch.insights.look import compute_look, due_through
from calfstretch.journal import Journal
from calfstretch.journal.diary_facts import read_diary_facts
from calfstretch.storage.database import open_diary
from calfstretch.storage.looks import looks
from calfstretch.ui.share.work import read_facts

NOW = datetime.fromisoformat("2026-11-22T09:00:00+01:00")


def test_a_look_that_fell_due_unseen_stands_on_the_page_and_is_not_stored(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    database = open_diary(path)
    fill(database, days=70, until=NOW)
    facts = read_diary_facts(Journal(database, FakeClock(NOW)))
    through = due_through(facts)
    assert through is not None
    found = read_facts(path, FakeClock(NOW))
    assert found.look == compute_look(facts, through)
    assert not list(looks(database.connection))
    database.close()
