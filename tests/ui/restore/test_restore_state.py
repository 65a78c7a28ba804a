"""What the sheet for restoring says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calfstretch.ui.restore.state import preview, restored_words, row

MADE = datetime(2026, 3, 3, 8, 14, tzinfo=UTC)
PATH = Path("/home/anna/diary (conflicted copy).db")


def test_a_copy_is_known_by_its_day_and_time() -> None:
    said = row(PATH, MADE, (112, date(2026, 3, 3)), is_newer=False, is_conflict=False)
    assert said.name.startswith("3 Mar 2026, ") and said.is_offered
    assert said.summary == "112 entries, until 3 Mar 2026"


@pytest.mark.parametrize(("newer", "words"), [(False, "damaged, not offered"), (True, "newer calfstretch")])
def test_what_cannot_be_restored_says_why(newer: bool, words: str) -> None:
    said = row(PATH, MADE, None, is_newer=newer, is_conflict=False)
    assert words in said.summary and not said.is_offered


def test_what_lies_beside_the_diary_is_known_by_its_name() -> None:
    said = row(PATH, MADE, (4890, None), is_newer=False, is_conflict=True)
    assert said.name == PATH.name and said.summary.endswith(": 4\u00a0890 entries")


def test_F23_the_preview_compares() -> None:  # noqa: N802
    said = preview("The copy", (112, date(2026, 3, 3)), (140, date(2026, 11, 22)), 30, 2, 1)
    assert said.there == "The copy: 112 entries, until 3 Mar 2026."
    assert said.here == "Yours now: 140 entries, until 22 Nov 2026."
    assert said.changes == [
        "30 entries of your diary are not in the copy: they would go.",
        "2 entries would come back.",
        "1 entry would be again as it is in the copy.",
    ]


def test_the_same_entries_are_said_to_be_the_same() -> None:
    assert preview("x", (1, None), (1, None), 0, 0, 0).changes == ["Both hold the same entries."]


def test_what_was_left_out_is_told() -> None:
    assert restored_words(0, is_undo=False) == "Restored."
    assert (
        restored_words(2, is_undo=True) == "Your diary is as it was before. 2 rows were no entries and were left out."
    )
