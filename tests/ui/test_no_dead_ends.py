"""No control does nothing: every button of every page is pressed once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from calfstretch.app import Window
from calfstretch.ui.rail import PAGES
from tests.ui.spoken import name_of
from tests.ui.whole import settle, whole_window

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFSTRETCH_SILENT", "1")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("entries", ["empty", "full"])
def test_no_control_does_nothing(
    qapp: QApplication, tmp_path: Path, invented: Path, page: str, entries: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    pressed: set[str] = set()
    if entries == "full":
        shutil.copytree(invented, tmp_path / "diary")
    with whole_window(tmp_path / "diary") as window:
        for _press_number in range(150):
            _back_to(window, page)
            button = next((each for each in _buttons(window) if _label(each) not in pressed), None)
            if button is None:
                break
            label = _label(button)
            pressed.add(label)
            button.setFocus()
            settle()
            before = _state(window, opened)
            button.click()
            settle()
            after = _state(window, opened)
            _close_dialogs()
            assert before != after, f"{label} on {page} does nothing"
        else:
            pytest.fail("the page has no end of buttons")
    assert pressed or page == "learn"  # there is nothing to press where there is only reading


def _back_to(window: Window, page: str) -> None:
    main = window.window
    main.close_sheets()
    full = main.full_screen()
    if full is not None:
        stop = getattr(full, "stop_and_keep", None)
        if callable(stop):
            stop()
        main.leave_full()
    if main.current != page:
        main.show_page(page)
    main.activateWindow()  # after a file dialog no window had the keyboard, and nothing pressed came into sight
    settle()


def _buttons(window: Window) -> list[QAbstractButton]:
    page = window.window.pages[window.window.current]
    return [
        button
        for button in page.findChildren(QAbstractButton)
        # A choice that is taken already stays: pressing it again changes nothing, and need not.
        if button.isVisibleTo(page) and button.isEnabled() and not button.isChecked() and name_of(button)
    ]


def _label(button: QAbstractButton) -> str:
    return f"{name_of(button)} ({button.accessibleDescription()})"


def _state(window: Window, opened: list[object]) -> tuple[object, ...]:
    main = window.window
    tones = window.tones
    picture = main.pages[main.current].grab().toImage()
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    return (
        main.current,
        len(main._sheets),
        main.full_screen() is not None,
        main.undo_bar.text.text(),
        window.journal.database.connection.execute("SELECT count(*) FROM batches").fetchone()[0],
        len(opened),
        len(dialogs),
        len(getattr(tones, "played", [])),
        QApplication.clipboard().text(),
        bytes(picture.constBits()),
    )


def _close_dialogs() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()
    settle()
