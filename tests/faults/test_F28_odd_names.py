"""F28: folders and files with names that programs stumble over: they work, or it is said which name does not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calfstretch.diary_lines import short_name
from calfstretch.errors import UserError
from calfstretch.exchange.history_csv import write_history
from calfstretch.paths import data_dir
from calfstretch.storage.backup import inspect, make_copy
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.texts import Text
from tests.diaries import drinks_in, journal_on

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems take fewer names")

NO_TEXT = os.fsdecode(b"caf\xe9 \xff")
NAMES = {
    "spaces": " two  spaces ",
    "quotes": 'it\'s "quoted"',
    "newline": "first\nsecond",
    "address": "a?mode=ro#c%20d&e=f;g%41",
    "emoji": "\U0001f9b5\U0001f3fd calf",
    "250 letters": "x" * 250,
    "not text": NO_TEXT,
    "shell": "$(reboot)`x`; rm -r *",
    "option": "--cramp",
    "sql": "'; DROP TABLE drinks; --",
}


@pytest.mark.parametrize("kind", NAMES)
def test_F28_a_diary_lives_in_any_folder(tmp_path: Path, kind: str) -> None:  # noqa: N802
    folder = data_dir(str(tmp_path / NAMES[kind]))
    journal = journal_on(folder / "diary.db")
    journal.days.add_drink(200)
    copy = make_copy(journal.database.connection, folder / "backups", "copy")
    assert inspect(copy) is not None
    target = folder / f"{NAMES[kind][:200]}.csv"
    assert write_history(journal, target, None, None) == 1
    assert b"200" in target.read_bytes()
    journal.database.close()
    journal = journal_on(folder / "diary.db")
    assert drinks_in(journal.database) == 1
    journal.database.close()
    assert os.listdir(tmp_path) == [NAMES[kind]], "nothing was written beside it"


@pytest.mark.parametrize("name", ["x" * 256, "/".join(["y" * 60] * 9), "with\0nul"])
def test_F28_a_name_that_is_not_possible_is_said(tmp_path: Path, name: str) -> None:  # noqa: N802
    with pytest.raises(UserError, match="name") as caught:
        data_dir(str(tmp_path / name))
    assert len(caught.value.message) < 200
    assert list(tmp_path.iterdir()) == []


def test_F28_the_longest_folder_that_is_taken_holds_a_diary(tmp_path: Path) -> None:  # noqa: N802
    left = 440 - len(os.fsencode(tmp_path))
    folder = tmp_path / ("a" * 200) / ("b" * (left - 202))
    assert len(os.fsencode(folder)) == 440
    journal = journal_on(data_dir(str(folder)) / "diary.db")
    journal.days.add_drink(200)
    journal.database.close()


def test_F28_names_are_shown_whole_and_in_one_line(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    monkeypatch.setenv("HOME", "/home/anna")
    assert short_name(Path("/home/anna/diaries/first\nsecond")) == "~/diaries/first\N{REPLACEMENT CHARACTER}second"
    assert short_name(Path("/srv") / NO_TEXT).startswith("/srv/caf\N{REPLACEMENT CHARACTER}")
    theme = Theme("light")
    label = Text(theme, f"The diary is in {NO_TEXT} and nowhere else")
    theme.setParent(label)
    qtbot.addWidget(label)
    assert label.text() == "The diary is in caf? ? and nowhere else"
