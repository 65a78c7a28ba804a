"""Every page of the whole window, empty and full: it opens, it speaks, Tab goes round, it mirrors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from calfstretch.app import Window
from calfstretch.ui.rail import PAGES
from tests.ui.spoken import fillers, name_of, nameless, reachable, twins
from tests.ui.whole import settle, whole_window


@pytest.fixture(params=["empty", "full"], scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, invented: Path) -> Path:
    """A diary's folder: nothing noted yet, and sixty days."""
    target = tmp_path_factory.mktemp("diaries") / "diary"
    if request.param == "full":
        shutil.copytree(invented, target)
    return target


@pytest.fixture(scope="module")
def looked_at(qapp: QApplication, folder: Path) -> Iterator[Window]:
    """A window that tests look at and change nothing in, so that one serves them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CALFSTRETCH_SILENT", "1")
        with whole_window(folder) as window:
            yield window


@pytest.mark.parametrize("page", PAGES)
def test_every_rail_entry_opens_with_and_without_entries(looked_at: Window, page: str) -> None:
    looked_at.window.rail.entries[page].click()
    settle()
    assert looked_at.window.current == page
    assert looked_at.window.pages[page].isVisible()


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_reached_has_a_name_of_its_own(looked_at: Window, page: str) -> None:
    _show(looked_at, page)
    assert nameless(looked_at.window) == []
    assert twins(looked_at.window) == []
    assert fillers(looked_at.window) == []


def _show(window: Window, page: str, size: tuple[int, int] = (1120, 740), scale: float = 1.0) -> None:
    if window.theme.scale != scale:
        window.theme.set_scale(scale)
    window.window.resize(*size)
    window.window.show_page(page)
    settle()


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_everything_and_comes_back(looked_at: Window, page: str) -> None:
    _show(looked_at, page)
    looked_at.window.activateWindow()
    first = QApplication.focusWidget()
    assert first is not None
    been = [first]
    for _step in range(300):
        QTest.keyClick(been[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is first:
            break
        assert now not in been, f"Tab turns in a circle at {name_of(now)!r} without coming back to the first"
        been.append(now)
    assert QApplication.focusWidget() is first
    wanted = [
        widget
        for widget in reachable(looked_at.window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None
    ]
    assert [name_of(widget) for widget in wanted if widget not in been] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_button_that_is_off_says_why(looked_at: Window, page: str) -> None:
    _show(looked_at, page)
    silent = [
        name_of(button)
        for button in looked_at.window.findChildren(QAbstractButton)
        if button.isVisibleTo(looked_at.window)
        and not button.isEnabled()
        and not (button.toolTip() or button.accessibleDescription())
        and not button.objectName().startswith("qt_")
    ]
    assert silent == []


@pytest.mark.usefixtures("right_to_left")
@pytest.mark.parametrize("page", PAGES)
def test_pages_mirror(looked_at: Window, page: str) -> None:
    _show(looked_at, page, (900, 560))
    rail = looked_at.window.rail
    assert rail.mapTo(looked_at.window, QPoint(0, 0)).x() > looked_at.window.width() / 2
