"""F51: whatever is typed is kept letter by letter, but for what no file can carry; markup stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import Item
from calfstretch.domain.episode import Episode
from calfstretch.domain.record import MAX_TEXT
from calfstretch.journal import Journal
from tests.diaries import journal_on
from tests.records import AWKWARD

DAY = date(2026, 11, 22)
texts = st.lists(st.sampled_from(AWKWARD) | st.text(st.characters()), max_size=8).map("".join)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    made = journal_on(tmp_path_factory.mktemp("f51") / "diary.db")
    made.database.connection.execute("PRAGMA synchronous = OFF")
    yield made
    made.database.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(text=texts)
def test_F51_any_text(journal: Journal, text: str) -> None:  # noqa: N802
    kept = "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")
    episode = replace(Episode(at=journal.now()), note=text, suspected=text)
    journal.episodes.save(episode)
    stored = journal.episodes.get(episode.id)
    assert stored is not None and (stored.note, stored.suspected) == (kept, kept)
    journal.days.set_item(DAY, Item.NOTE, text)
    assert journal.days.entries(DAY).items[Item.NOTE].value == kept
    journal.undo()
    journal.redo()
    assert journal.days.entries(DAY).items[Item.NOTE].value == kept


@pytest.mark.parametrize("text", ["\U0001f9b5\U0001f3fd" * (MAX_TEXT // 2), "line\n" * (MAX_TEXT // 5)])
def test_F51_as_long_as_is_allowed(journal: Journal, text: str) -> None:  # noqa: N802
    journal.days.set_item(DAY, Item.NOTE, text)
    assert journal.days.entries(DAY).items[Item.NOTE].value == text


def test_F51_longer_than_is_allowed_changes_nothing(journal: Journal) -> None:  # noqa: N802
    journal.days.set_item(DAY, Item.NOTE, "short")
    with pytest.raises(ValueError, match="20000"):
        journal.days.set_item(DAY, Item.NOTE, "x" * 1_000_000)
    assert journal.days.entries(DAY).items[Item.NOTE].value == "short"
