"""F21: two diaries at once: each window says which is its own, and nothing goes from one to the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.desktop.hand_over import raise_message
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from calfstretch.diary_lines import DiaryLines
from calfstretch.paths import usual_dir
from tests.diaries import drinks_in, journal_on
from tests.ui.every_screen import show_state


def test_F21_no_cross_talk_and_a_lock_each(tmp_path: Path) -> None:  # noqa: N802
    claims = [claim_or_hand_over(tmp_path / name, raise_message({}), timeout_s=0.1) for name in ("anna", "ben")]
    journals = [journal_on(tmp_path / name / "diary.db") for name in ("anna", "ben")]
    for number, journal in enumerate(journals):
        for _drink in range(number + 1):
            journal.days.add_drink(200)
    assert [drinks_in(journal.database) for journal in journals] == [1, 2]
    assert [journal.database.path.parent.name for journal in journals] == ["anna", "ben"]
    for journal, claim in zip(journals, claims, strict=True):
        journal.database.close()
        assert isinstance(claim, Claim), "the other's lock does not count"
        claim.close()


@pytest.mark.parametrize("is_usual", [True, False])
def test_F21_a_window_names_its_diary_when_it_is_not_the_usual_one(  # noqa: N802
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_usual: bool
) -> None:
    stage = show_state("today, empty", tmp_path, qtbot, 1120, 740)
    folder = stage.journal.database.path.parent
    monkeypatch.setattr("calfstretch.diary_lines.is_usual", lambda asked: asked == folder and is_usual)
    lines = DiaryLines(stage.context, stage.window, None, stage.window)
    lines.tell_of_place()
    title = stage.window.windowTitle()
    assert title == ("calfstretch" if is_usual else f"{folder} – calfstretch")
    lines.close()


def test_F21_the_usual_folder_is_told_without_asking_where_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    from calfstretch.paths import is_usual

    assert is_usual(usual_dir())
    assert not is_usual(usual_dir() / "other")
    monkeypatch.setenv("HOME", "")
    assert not is_usual(Path("/srv/diary"))
