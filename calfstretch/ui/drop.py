"""Files dropped anywhere on the window: a clear picture while they hover, then the sheet that looks them over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import CORNER, Theme
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.texts import body, title

if TYPE_CHECKING:
    from calfstretch.ui.main_window import MainWindow

_WAITING = "dropped files"
_HOVERS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_ICON = 64


def files_of(data: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def _may_copy(event: QDropEvent) -> bool:
    """Whether what is dragged may stay where it is; a file that could be moved alone would be gone afterwards."""
    return bool(event.possibleActions() & Qt.DropAction.CopyAction)


class FileDrops(QObject):
    """Takes files on behalf of the whole window; text dropped on a field stays with the field.

    While the pages are locked nothing is taken. While a session or relief fills the window the files wait, and the
    sheet opens when it is over.

    Args:
        dropped: what to do with them.
    """

    def __init__(self, window: MainWindow, dropped: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(window)
        self._window = window
        self._dropped = dropped
        self._picture: DropPicture | None = None
        self._waiting: list[Path] = []
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.page_shown.connect(lambda _name: self._pages_again())

    @property
    def is_hovering(self) -> bool:
        """Whether the picture is shown."""
        return self._picture is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HOVERS and isinstance(event, QDropEvent):
            return self._hover(event)
        if kind == QEvent.Type.DragLeave:
            self._take_picture_away()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        elif kind == QEvent.Type.Resize and self._picture is not None:
            self._picture.setGeometry(self._window.rect())
        return False

    def _hover(self, event: QDropEvent) -> bool:
        if self._window.is_locked or not files_of(event.mimeData()) or not _may_copy(event):
            event.ignore()
            return True
        if self._picture is None:
            self._picture = DropPicture(self._window.full_theme(), waits=self._window.full_screen() is not None)
            self._picture.setParent(self._window)
            self._picture.setGeometry(self._window.rect())
            self._picture.show()
            self._picture.raise_()
        # Whatever the file manager offers: files are read and stay where they are.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._take_picture_away()
        paths = files_of(event.mimeData())
        if self._window.is_locked or not paths or not _may_copy(event):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if self._window.full_screen() is not None:
            self._wait(paths)
        else:
            # The file manager waits for the answer to its drop.
            QTimer.singleShot(0, self, lambda: self._dropped(paths))
        return True

    def _take_picture_away(self) -> None:
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
            self._picture = None

    def _wait(self, paths: Sequence[Path]) -> None:
        self._waiting += [path for path in paths if path not in self._waiting]
        count = len(self._waiting)
        words = ngettext("{n} file waits until this is over.", "{n} files wait until this is over.", count)
        self._window.set_message(_WAITING, words.format(n=count))

    def _pages_again(self) -> None:
        if self._waiting and self._window.full_screen() is None:
            paths, self._waiting = self._waiting, []
            self._window.set_message(_WAITING, "")
            QTimer.singleShot(0, self, lambda: self._dropped(paths))


class DropPicture(QWidget):
    """What dropping would do, over all of the window.

    Args:
        waits: a session or relief goes on.
    """

    def __init__(self, theme: Theme, *, waits: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = _("Drop to add runs")
        self.setAccessibleName(words)
        column = QVBoxLayout(self)
        margin = theme.px(64)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addStretch(2)
        column.addSpacing(theme.px(_ICON + 16))
        hint = _("They are looked over when this is over.") if waits else _("Nothing is noted before you have seen it.")
        kinds = _("FIT, GPX, TCX, zip · Strava, Garmin, Apple Health · a history or archive of calfstretch")
        self._title = title(theme, words)
        for text in (self._title, body(theme, hint), body(theme, kinds)):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text)
        column.addStretch(3)
        announce(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.colour("ground"))
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        pen = QPen(theme.colour("action"), max(3.0, 3 * theme.scale))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("action_soft"))
        edge = px(24)
        painter.setOpacity(0.9)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(CORNER), px(CORNER))
        painter.setOpacity(1.0)
        side = px(_ICON)
        top = self._title.y() - side - px(16)
        paint_icon(painter, "activity", QRectF((self.width() - side) / 2, top, side, side), theme.colour("action"))
