"""Files dropped anywhere on the window; text dropped on a field stays with the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calfstretch.ui.drop import FileDrops
from calfstretch.ui.main_window import MainWindow
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.fields import NoteEdit, TextField

ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
FILES = [Path("/runs/a.fit"), Path("/runs/b.gpx")]


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))  # as file managers do
    return data


def text() -> QMimeData:
    data = QMimeData()
    data.setText("sore calf")
    return data


class Room:
    """A window with one field in each page, and what was dropped on it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.theme = Theme("light", 1.0, reduced_motion=True)
        self.window = MainWindow(self.theme, {"today": self._page, "history": self._page})
        self.dropped: list[Sequence[Path]] = []
        self.drops = FileDrops(self.window, self.dropped.append)
        qtbot.addWidget(self.window)
        self.window.show_page("today")
        self.window.show()
        QApplication.processEvents()

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.field = TextField(self.theme, "Search")
        self.note = NoteEdit(self.theme, "Note")
        column.addWidget(self.field)
        column.addWidget(self.note)
        return page

    def hover(self, data: QMimeData, over: QWidget | None = None) -> bool:
        """Drag over a widget; whether somebody would take it."""
        over = over or self.window
        no_keys = Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(over.rect().center(), ACTIONS, data, Qt.MouseButton.LeftButton, no_keys)
        QApplication.sendEvent(over, event)
        return event.isAccepted()

    def drop(self, data: QMimeData, actions: Qt.DropAction = ACTIONS) -> bool:
        """Drop on the window; whether it was taken."""
        no_keys = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(200, 200), actions, data, Qt.MouseButton.LeftButton, no_keys)
        event.ignore()  # as long as nobody takes it
        QApplication.sendEvent(self.window, event)
        assert not event.isAccepted() or event.dropAction() is Qt.DropAction.CopyAction  # never moved away
        QApplication.processEvents()
        return event.isAccepted()


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room(qtbot)
    yield made
    QApplication.sendEvent(made.window, QDragLeaveEvent())  # Qt remembers where a drag last was


def test_a_picture_says_what_dropping_would_do_and_the_files_go_on(room: Room) -> None:
    assert room.hover(files(*FILES)) and room.drops.is_hovering
    assert room.drop(files(*FILES)) and not room.drops.is_hovering
    assert room.dropped == [FILES]


def test_dragged_away_the_picture_goes(room: Room) -> None:
    room.hover(files(*FILES))
    QApplication.sendEvent(room.window, QDragLeaveEvent())
    assert not room.drops.is_hovering and room.dropped == []


def test_what_could_be_moved_alone_is_left_where_it_is(room: Room) -> None:
    assert not room.drop(files(*FILES), Qt.DropAction.MoveAction) and room.dropped == []


def test_text_and_web_addresses_are_nothing_for_the_window(room: Room) -> None:
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/run.fit")])
    for data in (text(), web, QMimeData()):
        assert not room.hover(data) and not room.drops.is_hovering
        assert not room.drop(data)
    assert room.dropped == []


@pytest.mark.parametrize("name", ["field", "note"])
def test_a_field_takes_text_and_leaves_files_to_the_window(room: Room, name: str) -> None:
    field: QWidget = room.note.edit.viewport() if name == "note" else room.field
    assert room.hover(text(), field) and not room.drops.is_hovering
    assert room.hover(files(*FILES), field) and room.drops.is_hovering


def test_while_locked_nothing_is_taken(room: Room) -> None:
    room.window.lock(QWidget)
    assert not room.hover(files(*FILES)) and not room.drops.is_hovering
    assert not room.drop(files(*FILES))
    room.window.unlock()
    QApplication.processEvents()
    assert room.dropped == []


def test_in_a_session_the_files_wait_in_words_until_it_is_over(room: Room) -> None:
    room.window.show_full(QWidget())
    assert room.hover(files(*FILES)) and room.drop(files(*FILES))
    assert room.dropped == [] and room.window.messages.texts() == ["2 files wait until this is over."]
    room.window.leave_full()
    QApplication.processEvents()
    assert room.dropped == [FILES] and room.window.messages.texts() == []


def test_the_picture_covers_the_window_in_every_size(room: Room) -> None:
    room.hover(files(*FILES))
    room.window.resize(1300, 800)
    QApplication.processEvents()
    picture = room.drops._picture
    assert picture is not None and picture.geometry() == room.window.rect()
