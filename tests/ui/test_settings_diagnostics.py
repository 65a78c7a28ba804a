"""J11: it is read before it is copied, and what is copied is what was read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calfstretch.domain.person import Profile
from calfstretch.ui.settings.diagnostics_sheet import DiagnosticsSheet
from tests.ui.fakes import FakeNavigator, make_context


def test_what_is_copied_is_what_was_shown(tmp_path: Path, qtbot: QtBot, theme: object) -> None:
    context = make_context(tmp_path, qtbot)
    context.journal.write("add profile", [Profile(name="Anna Example", conditions="old injury")])
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    sheet = DiagnosticsSheet(context)
    qtbot.addWidget(sheet)
    sheet.resize(800, 600)
    sheet.show()
    QApplication.processEvents()
    assert clipboard.text() == "before"
    sheet.copy.click()
    text = clipboard.text()
    assert text == sheet.text.toPlainText() and "  profile: 1" in text and "  screen 1: " in text
    assert "Anna" not in text and "injury" not in text and str(tmp_path) not in text
    assert isinstance(context.navigator, FakeNavigator)
    assert context.navigator.calls.names() == ["say"]


def test_the_text_cannot_be_changed_and_is_reached_first(tmp_path: Path, qtbot: QtBot, theme: object) -> None:
    sheet = DiagnosticsSheet(make_context(tmp_path, qtbot))
    qtbot.addWidget(sheet)
    assert sheet.text.isReadOnly() and sheet.first_focus() is sheet.text
