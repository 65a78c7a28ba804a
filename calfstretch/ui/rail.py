"""The rail: the six screens by icon and word, and Cramp now at its foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import pgettext
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import SMALL, Theme
from calfstretch.ui.widgets.buttons import Button, CrampButton, Look

WIDE, NARROW = 184, 80
PAGES = ("today", "history", "insights", "share", "learn", "settings")
_ICONS = dict(zip(PAGES, ("home", "list", "bars", "share", "book", "sliders"), strict=True))


def page_title(name: str) -> str:
    """The word of a page on the rail."""
    words: dict[str, Callable[[], str]] = {
        "today": lambda: _("Today"),
        "history": lambda: _("History"),
        "insights": lambda: _("Insights"),
        "share": lambda: pgettext("rail", "Share"),
        "learn": lambda: _("Learn"),
        "settings": lambda: _("Settings"),
    }
    return words[name]()


# So long the pointer or the keyboard stays on a button before it is taken for somebody who will press it.
_DWELL_MS = 60


class _Entry(Button):
    approached = Signal()
    look = Look(height=48, padding=14, fill="", border="", weight=500, ink="secondary", icon=22, left=True)

    def __init__(self, theme: Theme, name: str, number: int) -> None:
        self.narrow = False
        super().__init__(theme, page_title(name), icon=_ICONS[name])
        self.setCheckable(True)
        self.setToolTip(_("{page} (Ctrl+{number})").format(page=page_title(name), number=number))
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Preferred)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(_DWELL_MS)
        self._dwell.timeout.connect(self.approached)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._dwell.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._dwell.stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dwell.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dwell.stop()

    def hasHeightForWidth(self) -> bool:
        return False

    def nextCheckState(self) -> None:
        """The window says which page is shown, not the press."""

    def text_font(self) -> QFont:
        return self.theme.font(SMALL, 600) if self.narrow else self.theme.font(18, 600)

    def draw_font(self) -> QFont:
        if self.narrow:
            return self.theme.font(SMALL, 600 if self.isChecked() else 500)
        return self.theme.font(18, 600 if self.isChecked() else 400)

    def _around(self) -> int:
        return self.theme.px(8) if self.narrow else super()._around()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.theme.px(64 if self.narrow else 48))

    def minimumSizeHint(self) -> QSize:
        least = self.theme.px(self.look.icon) + QFontMetrics(self.text_font()).height() + self.theme.px(6)
        return QSize(self.sizeHint().width(), least if self.narrow else self.theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked = self.isChecked()
        ink = self.theme.colour("action" if checked else "secondary")
        self.paint_body(painter, self.theme.colour("action_soft") if checked else self._veil(ink), None)
        if not self.narrow:
            self.paint_words(painter, ink)
            return
        side = self.theme.px(self.look.icon)
        font = self.draw_font()
        line = QFontMetrics(font).height()
        gap = min(self.theme.px(4), self.height() - side - line)
        top = (self.height() - side - gap - line) / 2
        paint_icon(painter, self.icon_name, QRectF((self.width() - side) / 2, top, side, side), ink)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            QRectF(0, top + side + gap, self.width(), line), int(Qt.AlignmentFlag.AlignCenter), self.words()
        )


class _Logo(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.narrow = False
        self.setAccessibleName("calfstretch")

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(48 if self.narrow else 56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(16 if self.narrow else 20, 700)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        # the name is a name: it reads left to right in every language
        calf, stretch = metrics.horizontalAdvance("calf"), metrics.horizontalAdvance("stretch")
        if self.narrow:
            x1, x2 = (self.width() - calf) / 2, (self.width() - stretch) / 2
            y1 = self.height() / 2 - metrics.descent() + 1
            y2 = y1 + metrics.ascent()
        else:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x1 = self.width() - self._theme.px(26) - calf - stretch if mirrored else self._theme.px(26)
            x2 = x1 + calf
            y1 = y2 = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(self._theme.colour("text"))
        painter.drawText(int(x1), int(y1), "calf")
        painter.setPen(self._theme.colour("action"))
        painter.drawText(int(x2), int(y2), "stretch")


class _RailCramp(CrampButton):
    narrow_look = Look(ink="on_cramp", fill="cramp", border="", height=64, size=16, weight=700, padding=4)
    wide_look = Look(ink="on_cramp", fill="cramp", border="", height=72, size=20, weight=700, padding=12)


class Rail(QFrame):
    """The window's navigation.

    `asked` carries the name of the page wanted, `cramp_asked` the press of Cramp now. `approached` carries the name of
    the page whose button the pointer or the keyboard stays on: it may be wanted soon.
    """

    asked = Signal(str)
    approached = Signal(str)
    cramp_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.setAccessibleName(_("Screens"))
        self.logo = _Logo(theme)
        self.entries = {name: _Entry(theme, name, number) for number, name in enumerate(PAGES, 1)}
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        for name, entry in self.entries.items():
            entry.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            entry.approached.connect(lambda name=name: self.approached.emit(name))
            self._column.addWidget(entry)
        self._column.addStretch(1)
        self._area.setWidget(self._list)
        self.cramp = _RailCramp(theme, _("Cramp now"))
        self.cramp.setToolTip(_("Cramp now (C, or Ctrl+Shift+C while typing)"))
        self.cramp.clicked.connect(self.cramp_asked)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.logo)
        self._outer.addWidget(self._area, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.cramp)
        self._outer.addLayout(self._foot)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Words under the icons (80 px) or beside them (184 px)."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._restyle()

    def is_narrow(self) -> bool:
        """True with the words under the icons."""
        return self._narrow

    def set_shown(self, name: str) -> None:
        """Mark the page that is shown."""
        for at, entry in self.entries.items():
            entry.setChecked(at == name)
        self._show_checked()

    def _show_checked(self) -> None:
        """In a low window the entries scroll: the one of the page stays in sight."""
        for entry in self.entries.values():
            if entry.isChecked():
                self._area.ensureWidgetVisible(entry, 0, 0)

    def _restyle(self) -> None:
        px, narrow = self._theme.px, self._narrow
        for entry in self.entries.values():
            entry.narrow = narrow
            entry.updateGeometry()
        self.logo.narrow = narrow
        self.logo.updateGeometry()
        self.cramp.look = _RailCramp.narrow_look if narrow else _RailCramp.wide_look
        self.cramp.updateGeometry()
        side = px(6 if narrow else 14)
        self._column.setContentsMargins(side, px(4), side, px(4))
        self._column.setSpacing(px(2 if narrow else 4))
        self._outer.setContentsMargins(0, px(8), 1, px(18 if not narrow else 10))
        self._outer.setSpacing(px(4))
        self._foot.setContentsMargins(side, 0, side, 0)
        self._set_width()
        self.update()

    def _set_width(self) -> None:
        side = self._theme.px(6 if self._narrow else 14)
        widest = max(entry.minimumSizeHint().width() for entry in self.entries.values())
        widest = max(widest, self.cramp.minimumSizeHint().width())
        bar = self._area.verticalScrollBar().sizeHint().width() if self._is_short() else 0
        self.setFixedWidth(max(self._theme.px(NARROW if self._narrow else WIDE), widest + 2 * side + 1) + bar)

    def _is_short(self) -> bool:
        """True where the entries must scroll, even drawn together and without the name above."""
        margins = self._outer.contentsMargins()
        foot = self.cramp.sizeHint().height() + 2 * self._outer.spacing() + margins.top() + margins.bottom()
        needed = self._list.minimumSizeHint().height() + foot
        self.logo.setVisible(needed + self.logo.sizeHint().height() <= self.height())
        return needed > self.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()
        QTimer.singleShot(0, self, self._show_checked)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0 if mirrored else self.width() - 1
        # Not fillRect: it would have all of Qt's named gradients made, for the first paint to wait for.
        painter.setPen(self._theme.hairline())
        painter.drawLine(x, 0, x, self.height() - 1)
