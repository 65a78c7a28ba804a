"""A panel that slides over the page: title, close button, Esc closes, the focus stays inside."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import IconButton
from calfstretch.ui.widgets.scrolled import Scrolled
from calfstretch.ui.widgets.texts import heading

NARROW, WIDE = 600, 1000
SLIDE_MS = 200
_ROOM_ABOVE = 48
_SETTLING_MS = 500


class Sheet(QWidget):
    """Content over a host, at its trailing edge; the rest of the host is veiled.

    Args:
        theme: the look.
        host: the widget it covers.
        title: its heading and accessible name.
        content: what it shows; it is deleted with the sheet.
        wide: True for content that needs the room of a page.

    Attributes:
        key: what it was opened for; None = not to be told from others.

    `closed` is sent once, after the focus went back to where it was. `left` is sent instead where the person closed it
    with something in it that is not saved, and names that: the sheet is out of sight, as it was, and can come back.

    The content may have, each alone: `sheet_actions`, a widget that stands beside the title; `sheet_notice`, one that
    stands below it and does not scroll; `may_close()`, asked when the person closes the sheet; `unsaved()`, which
    stores what may be stored without a press and tells whether, or in words what, is then still not in the diary;
    `closing()`, told before it goes away for good, whoever closes it.
    """

    closed = Signal()
    left = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, title: str, content: QWidget, *, wide: bool = False) -> None:
        super().__init__(host)
        self._theme = theme
        self._wide = wide
        self._is_closing = False
        self._before = QApplication.focusWidget()
        self._inside: QWidget | None = None
        self.content = content
        self.key: object = None
        self.setAccessibleName(title)
        self.panel = _Panel(theme, title, content, self)
        self.panel.close_button.clicked.connect(self.ask_close)
        self._slide = QPropertyAnimation(self.panel, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def open(self) -> None:
        """Slide in and take the focus."""
        self._place()
        self.show()
        self.raise_()
        self._move_in()
        self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard begin where the content wants it."""
        self._first_focus().setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.panel.settle()

    def foot(self) -> QVBoxLayout:
        """The panel's column: what is added stands at its foot and does not scroll."""
        return self.panel.column

    def ask_close(self) -> None:
        """Go away unless the content has something left to say: its `may_close`, where it has one, returns False."""
        if self.may_close():
            self.leave()

    def leave(self) -> None:
        """Close; with something in it that is not saved go out of sight alone, and tell with `left`."""
        words = self.unsaved()
        if not words:
            self.close_sheet()
            return
        self.set_aside()
        self.left.emit(words)

    def unsaved(self) -> str:
        """What in it is not in the diary, in words; "" = nothing."""
        asked = getattr(self.content, "unsaved", None)
        found = asked() if callable(asked) and not self._is_closing else ""
        return self.accessibleName() if found is True else found or ""

    def set_aside(self) -> None:
        """Go out of sight as it is; `bring_back` shows it again."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._inside = focus
        self.hide()
        self._give_focus_back()

    def bring_back(self) -> None:
        """Show it again with the focus where it was."""
        self._place()
        self.show()
        self.raise_()
        focus = self._inside
        if focus is None or not isValid(focus) or not focus.isVisibleTo(self) or not focus.isEnabled():
            self.take_focus()
            return
        focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.panel.settle()

    def may_close(self) -> bool:
        """Whether the content lets the sheet go; where it does not, it has said why."""
        asked = getattr(self.content, "may_close", None)
        return self._is_closing or not callable(asked) or bool(asked())

    def close_sheet(self) -> None:
        """Go away and give the focus back, whatever the content says."""
        if self._is_closing:
            return
        self._is_closing = True
        told = getattr(self.content, "closing", None)
        if callable(told):
            told()
        self.hide()
        self._give_focus_back()
        self.closed.emit()
        self.deleteLater()

    # -- focus --------------------------------------------------------------------------------

    def _first_focus(self) -> QWidget:
        asked = getattr(self.content, "first_focus", None)
        wanted = asked() if callable(asked) else None
        stops = self._stops()
        inside = [stop for stop in stops if self.content.isAncestorOf(stop) or stop is self.content]
        if isinstance(wanted, QWidget):
            return wanted
        return inside[0] if inside else self.panel.close_button

    def _stops(self) -> list[QWidget]:
        """All Tab stops inside, in order."""
        stops: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            # What hands its focus on is no stop: from the line inside a day field Tab would come back to the field.
            tabbable = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.focusProxy() is None
            if self.isAncestorOf(at) and tabbable and at.isVisibleTo(self) and at.isEnabled():
                stops.append(at)
            at = at.nextInFocusChain()
        return stops

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        now = QApplication.focusWidget()
        if not stops:
            return True
        at = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _give_focus_back(self) -> None:
        try:
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # what had the focus is gone
            pass

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ask_close()
            return
        self.panel.scroll_key(Qt.Key(event.key()))  # one that no control in it has taken
        event.accept()  # keys meant for the page below stay here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.ask_close()

    # -- place --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _panel_rect(self) -> QRect:
        width = min(self.width(), self._theme.px(WIDE if self._wide else NARROW))
        if self.width() - width < self._theme.px(64):
            width = self.width()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRect(0 if mirrored else self.width() - width, 0, width, self.height())

    def _place(self) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.panel.setGeometry(self._panel_rect())

    def _move_in(self) -> None:
        duration = self._theme.motion_ms(SLIDE_MS)
        if not duration:
            return
        end = self.panel.pos()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        shift = self._theme.px(48) * (-1 if mirrored else 1)
        self._slide.setDuration(duration)
        self._slide.setStartValue(end + QPoint(shift, 0))
        self._slide.setEndValue(end)
        self._slide.start()
        QTimer.singleShot(duration + 50, self.panel, self._place)  # wherever a resize meanwhile left it

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(0, 0, 0, 110)
        QPainter(self).fillRect(self.rect(), veil)


class _Panel(QFrame):
    def __init__(self, theme: Theme, title: str, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("clips_focus_ring", True)
        self.heading = heading(theme, title)
        self.close_button = IconButton(theme, "close", _("Close (Esc)"))
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        actions = getattr(content, "sheet_actions", None)
        if isinstance(actions, QWidget):
            self._head.addWidget(actions, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)  # the line at its edge stays free
        column.setSpacing(0)
        column.addLayout(self._head)
        self._notice = QVBoxLayout()
        notice = getattr(content, "sheet_notice", None)
        if isinstance(notice, QWidget):
            self._notice.addWidget(notice)
        column.addLayout(self._notice)
        column.addWidget(self._scrolling(content), 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _scrolling(self, content: QWidget) -> QWidget:
        if isinstance(content, QScrollArea):
            return content
        holder = QWidget()
        self._inside = QVBoxLayout(holder)
        self._inside.addWidget(content)
        self._inside.addStretch(1)
        area = Scrolled(holder, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)
        self._area, self._holder = area, holder
        # While the sheet is new its parts still take their sizes; what begins with the focus stays in sight.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLING_MS)
        area.verticalScrollBar().rangeChanged.connect(self._range_changed)
        return area

    def scroll_key(self, key: Qt.Key) -> bool:
        """Scroll by a key; False = it means nothing here."""
        return hasattr(self, "_area") and self._area.scroll_key(key)

    def settle(self) -> None:
        """Keep what has the focus in sight for a moment."""
        if hasattr(self, "_settling"):
            self._settling.start()
            QTimer.singleShot(0, self, self._show_focus)

    def _range_changed(self) -> None:
        if self._settling.isActive():
            QTimer.singleShot(0, self, self._show_focus)

    def _follow_focus(self, _old: QObject | None, new: QObject | None) -> None:
        # Later, once what is new has its size. Under a pressed mouse nothing moves: the release would land elsewhere.
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not pressed and isinstance(new, QWidget) and self._holder.isAncestorOf(new):
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._holder.isAncestorOf(focus):
            # All of it (Qt itself would show the place of writing alone), with room for the label above.
            place = QRect(focus.mapTo(self._holder, QPoint(0, 0)), focus.size())
            self._area.ensureVisible(place.left(), place.bottom(), 0, self._theme.px(16))
            self._area.ensureVisible(place.left(), place.top(), 0, self._theme.px(_ROOM_ABOVE))

    def _restyle(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(24), px(16), px(16), px(4 if self._notice.count() else 12))
        self._notice.setContentsMargins(px(24), 0, px(24), px(8) if self._notice.count() else 0)
        if hasattr(self, "_inside"):
            self._inside.setContentsMargins(px(24), px(4), px(24), px(24))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside a control must not close the sheet

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if mirrored else 0, 0, 1, self.height(), self._theme.colour("line"))
