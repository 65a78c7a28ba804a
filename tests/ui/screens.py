"""What tests of screens do alike: show one in a window of its own, press what is named, walk by Tab."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.domain.moment import Moment
from calfstretch.errors import UserError
from calfstretch.journal import Journal
from calfstretch.ui.context import Context
from calfstretch.ui.widgets.buttons import Button
from calfstretch.ui.widgets.sheet import Sheet
from tests.ui.fakes import FakeDoors, FakeNavigator, Reported, make_context

# The page beside or below the rail, for the three sizes every screen must fit: width, height, text size.
PAGE_SIZES = [(900 - 80, 560, 1.0), (1120 - 184, 740, 1.0), (1280 - 160, 800, 2.0)]


def settle() -> None:
    """Let Qt lay out, paint and delete."""
    for _ in range(6):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dressed(tmp_path: Path, qtbot: QtBot, app: QApplication, scale: float = 1.0) -> Context:
    """A context whose light look the whole program wears."""
    # what the test before asked to delete would be painted anew, again and again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    context = make_context(tmp_path, qtbot, scale=scale)
    context.theme.apply(app)
    return context


def on(day: int, hour: int, minute: int = 0) -> Moment:
    """A moment of November 2026 in the tests' time zone."""
    return Moment.of(datetime(2026, 11, day, hour, minute, tzinfo=timezone(timedelta(hours=1))))


def in_sheet(context: Context, qtbot: QtBot, content: QWidget, width: int, height: int, *, wide: bool) -> Sheet:
    """The content in an open sheet over a bare page of that size."""
    host = context.window
    host.resize(width, height)
    host.show()
    sheet = Sheet(context.theme, host, "Sheet", content, wide=wide)
    content.finished.connect(sheet.close_sheet)  # type: ignore[attr-defined]
    sheet.open()
    settle()
    return sheet


def button(root: QWidget, words: str) -> QAbstractButton:
    """The visible button with these words or this accessible name.

    Raises:
        AssertionError: there is none, or more than one.
    """
    found = [one for one in root.findChildren(QAbstractButton) if one.isVisibleTo(root) and words in _names(one)]
    assert len(found) == 1, f"{len(found)} buttons {words!r}; there are {seen(root)}"
    return found[0]


def press(root: QWidget, words: str) -> None:
    """Click the button with these words or this name."""
    button(root, words).click()
    settle()


def seen(root: QWidget) -> list[str]:
    """The words of all visible buttons."""
    return [_names(one)[0] for one in root.findChildren(QAbstractButton) if one.isVisibleTo(root)]


def _names(one: QAbstractButton) -> list[str]:
    words = one.words() if isinstance(one, Button) else one.text()
    return [words, one.accessibleName()]


def walk(steps: int) -> list[str]:
    """Press Tab so often; the accessible names of what got the focus."""
    names = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        names.append(now.accessibleName())
    return names


def key(which: Qt.Key) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which)
    settle()


def fill_disk(journal: Journal) -> None:
    """From now on nothing can be written, as on a full disk."""

    def full(*_args: object, **_more: object) -> None:
        raise UserError("Could not be saved: the disk is full. Your text is kept here.")

    journal.write = full  # type: ignore[method-assign,assignment]
    journal.set_setting = full  # type: ignore[method-assign,assignment]


def free_disk(journal: Journal) -> None:
    """There is space again."""
    del journal.write
    del journal.set_setting


def said(context: Context) -> str:
    """The last quiet line."""
    navigator = context.navigator
    assert isinstance(navigator, FakeNavigator)
    return str(navigator.calls.last("say")[0])


def take_back(context: Context) -> None:
    """Press Undo on the quiet line."""
    navigator = context.navigator
    assert isinstance(navigator, FakeNavigator)
    assert navigator.undo is not None, "nothing can be taken back"
    navigator.undo()
    settle()


def doors(context: Context) -> FakeDoors:
    """The doors that remember."""
    assert isinstance(context.doors, FakeDoors)
    return context.doors


def reported(context: Context) -> list[str]:
    """What was reported, in the person's words."""
    assert isinstance(context.report, Reported)
    return [str(error) for error in context.report.errors]
