"""The ground of every screen: a column that scrolls up and down and keeps the focus in sight."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.rows import Stack

WIDEST = 1120


class _Viewport(QWidget):
    """As Qt's own. One made here is known to Python; to tell what Qt's is, it would load every kind of widget first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("qt_scrollarea_viewport")
        self.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.setAutoFillBackground(True)


class ScrollPage(QScrollArea):
    """A screen's column; add parts with `add`.

    Args:
        theme: the look.
        name: the screen's name for screen readers.
        widest: design pixels the column grows to.
        margins: design pixels left, top, right, bottom.
        reading: True makes the page itself a Tab stop, for pages that are read and hold no controls.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        widest: int = WIDEST,
        margins: tuple[int, int, int, int] = (32, 24, 32, 24),
        gap: int = 16,
        reading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self._follows = False
        self.setAccessibleName(name)
        self.setViewport(_Viewport())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reading else Qt.FocusPolicy.NoFocus)
        self.setProperty("inset_focus_ring", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.column = Stack(theme, gap=gap, margins=margins)
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column, 1)
        row.addStretch(0)
        self.setWidget(self._holder)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        theme.changed.connect(self._restyle)
        self._restyle()

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or layout at the foot of the column."""
        self.column.add(part, stretch)

    def add_stretch(self) -> None:
        """Let what follows sit at the foot of the window."""
        self.column.box.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not self._follows:
            app.focusChanged.connect(self._follow_focus)
        self._follows = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        # Qt also hides what was never shown, such as a page put under others.
        if isinstance(app, QApplication) and self._follows:
            app.focusChanged.disconnect(self._follow_focus)
        self._follows = False

    def _follow_focus(self, _old: QObject | None, new: QObject | None) -> None:
        # Under a pressed mouse nothing moves: the release would land beside what was pressed.
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not pressed and isinstance(new, QWidget) and self._holder.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, self._theme.px(16))

    def _restyle(self) -> None:
        self.column.setMaximumWidth(self._theme.px(self._widest))
