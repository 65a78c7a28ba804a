"""Settings, Copies: what is known is said, one more is made at a press, a second folder is chosen and left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from calfstretch.journal.copies import Copy, Kept, second_folder
from calfstretch.ui.context import Context
from calfstretch.ui.settings.copies import CopiesPart, ask_for_folder, newest_line
from tests.ui.fakes import FakeDoors, FakeNavigator, Reported, make_context


class Folders:
    """Stands for the dialog: the person chooses what the test says."""

    def __init__(self) -> None:
        self.chosen = Path()
        self.began: list[Path] = []

    def __call__(self, _context: Context, begin: Path, take: Callable[[Path], object]) -> None:
        self.began.append(begin)
        take(self.chosen)


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot, theme: object) -> Context:
    context = make_context(tmp_path, qtbot)
    context.journal.days.add_drink(200)
    return context


@pytest.fixture
def folders() -> Folders:
    return Folders()


@pytest.fixture
def part(context: Context, qtbot: QtBot, folders: Folders) -> CopiesPart:
    part = CopiesPart(context, folders)
    qtbot.addWidget(part)
    part.show()
    part.refresh()
    return part


def _said(context: Context) -> list[str]:
    assert isinstance(context.navigator, FakeNavigator)
    return [str(args[0]) for name, args in context.navigator.calls.made if name == "say"]


def test_looking_makes_no_copy(context: Context, part: CopiesPart) -> None:
    assert part.newest.text().startswith("No copy yet.")
    assert not (context.journal.database.path.parent / "backups").exists()


def test_a_copy_is_made_at_a_press_and_said(context: Context, part: CopiesPart) -> None:
    part.make.click()
    assert part.newest.text() == "Last good copy: Today, 09:00, 1 entry"
    assert _said(context) == ["Copied and checked: Today, 09:00, 1 entry"]
    assert not part.trouble.isVisible()


def test_a_copy_that_cannot_be_made_is_said_where_it_was_asked_for(context: Context, part: CopiesPart) -> None:
    (context.journal.database.path.parent / "backups").write_text("a file in the folder's place")
    part.make.click()
    assert part.trouble.isVisible() and "could not be made" in part.trouble.text()
    assert _said(context) == []
    (context.journal.database.path.parent / "backups").unlink()
    part.make.click()
    assert not part.trouble.isVisible()


def test_second_folder_is_chosen_filled_and_left(
    context: Context, part: CopiesPart, folders: Folders, tmp_path: Path
) -> None:
    folders.chosen = tmp_path / "stick"
    folders.chosen.mkdir()
    assert not part.none.isVisible()
    part.choose.click()
    assert [each.suffix for each in folders.chosen.iterdir()] == [".db"]
    assert part.second.text().replace("\u200b", "") == str(folders.chosen)
    assert part.there.text() == "Last good copy there: Today, 09:00, 1 entry"
    part.none.setFocus()
    part.none.click()
    assert second_folder(context.journal) is None
    assert part.second.text().startswith("None.") and not part.there.isVisible() and not part.none.isVisible()
    assert len(list(folders.chosen.iterdir())) == 1
    assert folders.began == [Path.home()]


def test_second_folder_that_goes_away_is_said_quietly(part: CopiesPart, folders: Folders, tmp_path: Path) -> None:
    folders.chosen = tmp_path / "stick"
    part.choose.click()
    said = part.second_trouble.text().replace("\u200b", "")
    assert said == f"The second folder for copies, {folders.chosen}, is not there. It is tried again by itself."
    assert not part.trouble.isVisible()


def test_diarys_own_folder_is_refused_as_second(context: Context, part: CopiesPart, folders: Folders) -> None:
    for within in ("", "backups"):
        folders.chosen = context.journal.database.path.parent / within
        part.choose.click()
        assert "belongs to the diary itself" in part.second_trouble.text()
        assert second_folder(context.journal) is None


def test_restore_opens_its_door(context: Context, part: CopiesPart) -> None:
    part.back.click()
    assert isinstance(context.doors, FakeDoors)
    assert context.doors.calls.names() == ["show_restore"]


def test_where_nothing_can_be_stored_a_press_says_why(context: Context, part: CopiesPart, folders: Folders) -> None:
    context.journal.database.read_only = "Nothing can be saved here."
    part.make.click()
    part.choose.click()
    assert isinstance(context.report, Reported)
    assert [str(error) for error in context.report.errors] == ["Nothing can be saved here."] * 2
    assert folders.began == []


def test_dialog_asks_for_a_folder_and_blocks_nothing(context: Context, tmp_path: Path) -> None:
    taken: list[Path] = []
    dialog = ask_for_folder(context, tmp_path, taken.append)
    assert dialog.isVisible() and dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    QApplication.processEvents()
    assert taken == [tmp_path]


def test_newest_copy_is_told_by_day_and_time() -> None:
    now = datetime.fromisoformat("2026-11-22T09:00:00+01:00")
    lines = {
        datetime(2026, 11, 22, 6, 30, tzinfo=UTC): "Last good copy: Today, 07:30, 140 entries",
        datetime(2026, 11, 21, 23, 30, tzinfo=UTC): "Last good copy: Today, 00:30, 140 entries",
        datetime(2026, 11, 21, 20, 0, tzinfo=UTC): "Last good copy: Yesterday, 21:00, 140 entries",
        datetime(2025, 3, 3, 20, 0, tzinfo=UTC): "Last good copy: Monday 3 March 2025, 21:00, 140 entries",
    }
    for made_at, line in lines.items():
        assert newest_line(Kept(Copy(Path("x.db"), made_at, 140)), now) == line
    assert newest_line(None, now) == "Looking for the copies…"
    assert newest_line(Kept(trouble="The disk is full."), now) == "There is no copy yet."
