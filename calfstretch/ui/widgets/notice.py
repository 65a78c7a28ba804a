"""Lines the window says things in: the lasting one at the top, the passing one at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import Button, IconButton, Look
from calfstretch.ui.widgets.texts import Text

STAYS_MS = 12_000


def announce(widget: QWidget, text: str) -> None:
    """Say a sentence through the screen reader, where there is one."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # dear at the start, where nothing is said

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _LineButton(Button):
    look = Look(size=COMPACT, padding=16, fill="card")


class Line(QFrame):
    """One line with an optional action and an optional close button.

    `acted` is sent when the action is pressed, `closed` when the person closes the line.
    """

    _edge_above = False
    acted = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, *, role: str = "action_soft", closable: bool = False, strong: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._role = self._usual_role = role
        self.row = QHBoxLayout(self)
        self.text = Text(theme, size=COMPACT, weight=600 if strong else 500)
        self.action = _LineButton(theme, "")
        self.action.hide()
        self.action.clicked.connect(self.acted)
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.action)
        if closable:
            self.close_button = IconButton(theme, "close", _("Close this line"))
            self.close_button.clicked.connect(self.closed)
            self.row.addWidget(self.close_button)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say_quietly(self, text: str) -> None:
        """Show a sentence that asks for nothing, in a colour that does not alarm."""
        self._show_role("action_soft")
        self._put(text, "")

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence, and the words of an action ("" = none)."""
        self._show_role(self._usual_role)
        self._put(text, action)

    def _show_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.update()

    def _put(self, text: str, action: str) -> None:
        self.text.setText(text)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        announce(self, text)

    def _restyle(self) -> None:
        px = self._theme.px
        self.row.setContentsMargins(px(20), px(4), px(12), px(4))
        self.row.setSpacing(px(12))
        self.setMinimumHeight(px(36))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(self._role))
        y = 0 if self._edge_above else self.height() - 1
        painter.fillRect(0, y, self.width(), 1, self._theme.hairline())


class UndoBar(Line):
    """The quiet line at the bottom; it stays twelve seconds, and as long as it holds the focus or the pointer."""

    _edge_above = True

    def __init__(self, theme: Theme, stays_ms: int = STAYS_MS) -> None:
        super().__init__(theme, closable=True)
        self._undo: Callable[[], None] | None = None
        self._said, self._is_again = "", False
        self._host: QWidget | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(stays_ms)
        self.timer.timeout.connect(self._time_is_up)
        for button in (self.action, self.close_button):
            # A click takes no focus along: it would be lost with the line.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.acted.connect(self._take_back)
        self.closed.connect(self.hide)
        self.hide()

    def lie_over(self, host: QWidget) -> None:
        """Lie along the bottom of a widget, over what it shows: nothing there moves when the line comes or goes."""
        shown = self._leave_host()
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)
        self._place()
        self.setVisible(shown)

    def stand_below(self, column: QVBoxLayout) -> None:
        """Stand as the last part of a column, such as a sheet's: its last button stays in reach beside the line."""
        shown = self._leave_host()
        column.addWidget(self)
        self.setVisible(shown)

    def _leave_host(self) -> bool:
        shown = not self.isHidden()
        if self._host is not None:
            self._host.removeEventFilter(self)
            self._host = None
        self.setParent(None)  # what joins the window last comes last with Tab
        return shown

    def _place(self) -> None:
        host = self._host
        if host is not None:
            width = host.width()
            height = max(self.row.totalHeightForWidth(width), self.row.totalSizeHint().height(), self.minimumHeight())
            self.setGeometry(0, host.height() - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def show_line(self, text: str, undo: Callable[[], None] | None = None, action: str = "") -> None:
        """Show a sentence; with `undo` also the button that takes it back, called Undo or as `action` says."""
        self._undo = undo
        self._said, self._is_again = text, bool(action)
        words = action or _("Undo")
        self.say(text, words if undo is not None else "")
        self.action.setToolTip(_("{action} (Ctrl+Z)").format(action=words))
        self._place()
        self.show()
        self.timer.start()

    def says(self, text: str) -> bool:
        """Whether this sentence stands here now."""
        return not self.isHidden() and bool(text) and self._said == text

    def offers_again(self) -> bool:
        """Whether what it offers is another thing than taking back."""
        return not self.isHidden() and self._is_again

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _time_is_up(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self.timer.start()
        else:
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.start()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.timer.start()
        super().leaveEvent(event)


class MessageStrip(QWidget):
    """Lasting lines at the top of the window, one per key, in the order they came."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_message(self, key: str, text: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Show a line under a key, replacing the one there; an empty text takes it away."""
        old = self._lines.pop(key, None)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        if not text:
            return
        line = Line(self._theme, role="cramp_soft", strong=True)
        line.say(text, action)
        if on_action is not None:
            line.acted.connect(on_action)
        self._lines[key] = line
        self._column.addWidget(line)

    def shown_keys(self) -> list[str]:
        """The keys of the lines standing now."""
        return list(self._lines)

    def texts(self) -> list[str]:
        """The sentences standing now."""
        return [line.text.text() for line in self._lines.values()]
