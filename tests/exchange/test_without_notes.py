"""The history without notes: blank cells where the person wrote in their own words, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

from calfstretch.domain.history import FILLED
from calfstretch.exchange.without_notes import without_notes
from tests.exchange.a_diary import journal_in, one_of_each

TYPED = ('=right, "slow"\nwarm', "'quoted'", "＝river", "flu")


def test_every_note_goes_and_every_entry_stays(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, *one_of_each())
    try:
        whole = list(journal.history())
    finally:
        journal.database.close()
    kept = list(without_notes(whole))
    assert [table for table, _values in kept] == [table for table, _values in whole]
    said = {value for _table, values in whole for value in values}
    assert said.issuperset(TYPED)
    assert not {value for _table, values in kept for value in values} & set(TYPED)
    changed = [
        (table, FILLED[table][at])
        for (table, before), (_same, after) in zip(whole, kept, strict=True)
        for at, (one, other) in enumerate(zip(before, after, strict=True))
        if one != other
    ]
    assert sorted(changed) == [
        ("activities", "note"),
        ("day_items", "value"),
        ("episodes", "note"),
        ("pauses", "note"),
        ("sessions", "note"),
    ]
