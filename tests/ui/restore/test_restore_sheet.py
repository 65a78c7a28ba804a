"""The sheet for restoring: what is there is listed, looked at, and asked for; nothing changes before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from calfstretch.storage.backup import make_copy
from calfstretch.ui.context import Context
from calfstretch.ui.restore.sheet import RestoreSheet
from calfstretch.ui.widgets.buttons import SecondaryButton
from calfstretch.ui.widgets.texts import Text
from tests.ui.fakes import make_context


@pytest.fixture
def context(tmp_path: Path, qtbot: QtBot) -> Context:
    return make_context(tmp_path, qtbot)


def _folder(context: Context) -> Path:
    return context.journal.database.path.parent


def _copy(context: Context) -> Path:
    return make_copy(context.journal.database.connection, _folder(context) / "backups", "diary")


def _sheet(context: Context, qtbot: QtBot) -> RestoreSheet:
    sheet = RestoreSheet(context)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.looking.wait()
    for _turn in range(5):  # what is nested is shown a turn later
        QCoreApplication.processEvents()
    return sheet


def _words(sheet: RestoreSheet) -> list[str]:
    return [text.text().replace("\u200b", "") for text in sheet.findChildren(Text) if text.isVisible()]


def _is_offered(sheet: RestoreSheet) -> bool:
    return not sheet.restore.isHidden()


def _looks(sheet: RestoreSheet) -> list[SecondaryButton]:
    return [each for each in sheet.findChildren(SecondaryButton) if each.isVisible() and each.words() == "Look"]


def test_copies_are_listed_and_the_damaged_one_is_named_and_not_offered(context: Context, qtbot: QtBot) -> None:
    context.journal.days.add_drink(200)
    _copy(context)
    (_folder(context) / "backups" / "diary-20261101-080000-000000.db").write_bytes(b"torn")
    sheet = _sheet(context, qtbot)
    assert len(_looks(sheet)) == 1
    assert "1 entry, until 22 Nov 2026" in _words(sheet) and "damaged, not offered" in _words(sheet)
    assert not _is_offered(sheet)


def test_without_a_copy_it_says_how_one_comes(context: Context, qtbot: QtBot) -> None:
    sheet = _sheet(context, qtbot)
    assert any("There is no copy yet" in words for words in _words(sheet))
    assert sheet.other_file.isVisible() and not sheet.intro.isVisible()


def test_F23_looking_shows_what_would_change_and_restore_asks_for_it(  # noqa: N802
    context: Context, qtbot: QtBot
) -> None:
    context.journal.days.add_drink(200)
    copy = _copy(context)
    context.journal.days.add_drink(300)
    sheet = _sheet(context, qtbot)
    asked: list[object] = []
    sheet.asked.connect(asked.append)
    _looks(sheet)[0].click()
    assert "1 entry of your diary is not in the copy: it would go." in _words(sheet)
    assert "Yours now: 2 entries, until 22 Nov 2026." in _words(sheet)
    with qtbot.waitSignal(sheet.finished):
        sheet.restore.click()
    assert asked == [copy]
    sheet.restore.click()
    assert asked == [copy]


def test_cancel_goes_back_to_the_list(context: Context, qtbot: QtBot) -> None:
    _copy(context)
    sheet = _sheet(context, qtbot)
    _looks(sheet)[0].click()
    assert not sheet.list.isVisible()
    next(each for each in sheet.findChildren(SecondaryButton) if each.words() == "Cancel").click()
    assert sheet.list.isVisible() and not _is_offered(sheet)


def test_F19_a_conflicted_copy_beside_the_diary_is_offered(context: Context, qtbot: QtBot) -> None:  # noqa: N802
    context.journal.days.add_drink(200)
    conflict = _folder(context) / "calfstretch (conflicted copy).sqlite3"
    conflict.write_bytes(_copy(context).read_bytes())
    sheet = _sheet(context, qtbot)
    assert conflict.name in _words(sheet) and "Beside your diary" in _words(sheet)
    assert len(_looks(sheet)) == 2


def test_F59_another_file_that_is_refused_says_so_on_the_spot(  # noqa: N802
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo.db").write_bytes(bytes(3000))
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(tmp_path / "photo.db")))
    sheet = _sheet(context, qtbot)
    sheet.other_file.click()
    assert "not a calfstretch diary" in sheet.trouble.text() and sheet.list.isVisible()


def test_another_file_is_looked_at_like_a_copy(
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.journal.days.add_drink(200)
    file = _copy(context).rename(tmp_path / "stick.db")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(file)))
    sheet = _sheet(context, qtbot)
    sheet.other_file.click()
    assert "stick.db: 1 entry, until 22 Nov 2026." in _words(sheet)
    assert _is_offered(sheet)
