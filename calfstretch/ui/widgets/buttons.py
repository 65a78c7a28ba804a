"""The buttons: one that draws itself and wraps its words, and the looks it comes in."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from calfstretch.ui.colours import mix
from calfstretch.ui.icons import paint_icon
from calfstretch.ui.theme import COMPACT, CORNER, MAIN_TARGET, TARGET, Theme

_WRAPPED = Qt.TextFlag.TextWordWrap


class Look(NamedTuple):
    """How a button looks; lengths in design pixels, colours as palette roles ("" = none)."""

    height: int = TARGET
    padding: int = 20
    corner: int = CORNER
    size: int = 18
    weight: int = 600
    ink: str = "text"
    fill: str = "card"
    border: str = "line"
    border_width: float = 2
    icon: int = 22
    left: bool = False  # words at the leading edge instead of the middle
    wide_ring: bool = False  # the focus ring keeps off words that begin at the very edge


class Button(QPushButton):
    """A button that shows all its words, on several lines if need be.

    Args:
        theme: the look it draws from.
        text: its words, shown as they are ("&" included).
        icon: the name of an icon before the words; "" = none.
        name: what a screen reader says; "" = the words.
    """

    look = Look()

    def __init__(
        self, theme: Theme, text: str = "", *, icon: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.icon_name = icon
        self._words = ""
        self.setProperty("wide_focus_ring", self.look.wide_ring)
        self.set_words(text)
        if name:
            self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def words(self) -> str:
        """The words as shown."""
        return self._words

    def set_words(self, text: str) -> None:
        """Change the words; a name given by itself stays."""
        if self.accessibleName() in ("", self._words):
            self.setAccessibleName(text)
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon before the words; "" takes it away."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    # -- size ---------------------------------------------------------------------------------

    def text_font(self) -> QFont:
        """The font the words need room for."""
        return self.theme.font(self.look.size, self.look.weight)

    def _around(self) -> int:
        """Pixels beside the words: padding and icon."""
        px = self.theme.px
        icon = px(self.look.icon) + (px(10) if self._words else 0) if self.icon_name else 0
        return 2 * px(self.look.padding) + icon

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.text_font())
        width = max((metrics.horizontalAdvance(line) for line in self._words.split("\n")), default=0)
        width = max(width + 2 + self._around(), self.theme.px(self.look.height))
        # layouts let nothing grow beyond its hint: where it is narrow now, the hint is as high as it must be there
        narrow = self.testAttribute(Qt.WidgetAttribute.WA_Resized) and 0 < self.width() < width
        return QSize(width, self.heightForWidth(self.width() if narrow else width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.text_font())
        longest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(
            max(longest + 2 + self._around(), self.theme.px(self.look.height)), self.theme.px(self.look.height)
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._around()), 100_000)
        needed = QFontMetrics(self.text_font()).boundingRect(room, _WRAPPED, self._words).height()
        return max(self.theme.px(self.look.height), needed + self.theme.px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's own lets Enter press a button in some dialogs alone; a key held down presses once
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFont(self.text_font())
        self.updateGeometry()
        self.update()

    # -- drawing ------------------------------------------------------------------------------

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, border and ink of the state it is in; None = not drawn."""
        palette = self.theme.palette
        if not self.isEnabled():
            return None, QColor(mix(palette.card, palette.line, 0.6)), self.theme.colour("secondary")
        ink = self.theme.colour(self.look.ink)
        fill = self._touched(self.look.fill, ink) if self.look.fill else self._veil(ink)
        return fill, self.theme.colour(self.look.border) if self.look.border else None, ink

    def _pointed_at(self) -> bool:
        # Qt tells of no leaving where the button moved away, or a sheet came over it, under a pointer at rest:
        # underMouse() alone then stays true.
        return self.underMouse() and self.rect().contains(self.mapFromGlobal(QCursor.pos()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()  # QPushButton draws itself anew with some styles alone

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.update()

    def _touched(self, role: str, ink: QColor) -> QColor:
        share = 0.14 if self.isDown() else 0.06 if self._pointed_at() else 0.0
        return QColor(mix(str(getattr(self.theme.palette, role)), ink.name(), share))

    def _veil(self, ink: QColor) -> QColor | None:
        if not (self.isDown() or self._pointed_at()):
            return None
        veil = QColor(ink)
        veil.setAlphaF(0.14 if self.isDown() else 0.06)
        return veil

    def corner_px(self) -> float:
        """The radius of its corners."""
        return float(min(self.theme.px(self.look.corner), self.height() / 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border, ink = self.colours()
        self.paint_body(painter, fill, border)
        self.paint_words(painter, ink)

    def paint_body(self, painter: QPainter, fill: QColor | None, border: QColor | None) -> None:
        """The shape under the words."""
        width = self.border_px() if border is not None else 0
        pen = QPen(border, width) if border is not None else QPen(Qt.PenStyle.NoPen)
        if border is not None and not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        half = width / 2
        radius = self.corner_px() - half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def border_px(self) -> float:
        """The width of its border."""
        return self.look.border_width * math.sqrt(self.theme.scale)

    def paint_words(self, painter: QPainter, ink: QColor) -> None:
        """Icon and words, in the middle or at the leading edge."""
        px = self.theme.px
        padding = px(self.look.padding)
        icon_side = px(self.look.icon) if self.icon_name else 0
        gap = px(10) if self.icon_name and self._words else 0
        font = self.draw_font()
        room = QRect(0, 0, max(1, self.width() - self._around()), self.height())
        words = QFontMetrics(font).boundingRect(room, _WRAPPED, self._words) if self._words else QRect()
        whole = icon_side + gap + (room.width() if self.look.left else words.width())
        start = padding if self.look.left else (self.width() - whole) / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon_x = self.width() - start - icon_side if mirrored else start
        if self.icon_name:
            square = QRectF(icon_x, (self.height() - icon_side) / 2, icon_side, icon_side)
            paint_icon(painter, self.icon_name, square, ink)
        text_width = whole - icon_side - gap
        text_x = start if mirrored else start + icon_side + gap
        box = QRectF(text_x - 1, 0, text_width + 2, self.height())
        side = Qt.AlignmentFlag.AlignHCenter
        if self.look.left:
            box = QRectF(text_x - (2 if mirrored else 0), 0, text_width + 2, self.height())
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | _WRAPPED), self._words)

    def draw_font(self) -> QFont:
        """The font the words are drawn in now."""
        return self.text_font()


class PrimaryButton(Button):
    """The one strong action of a screen; `main=True` makes it 64 px high."""

    look = Look(ink="on_action", fill="action", border="", size=18, padding=28)

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        main: bool = False,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        if main:
            self.look = Look(
                ink="on_action", fill="action", border="", size=20, weight=700, height=MAIN_TARGET, padding=56
            )
        super().__init__(theme, text, icon=icon, name=name, parent=parent)


class SecondaryButton(Button):
    """Any other action; `main=True` makes it 64 px high."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        main: bool = False,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        if main:
            self.look = Look(height=MAIN_TARGET, padding=28)
        super().__init__(theme, text, icon=icon, name=name, parent=parent)


class PlainButton(Button):
    """An action as plain text: Delete, Remove this entry."""

    look = Look(fill="", border="", padding=12)


class LinkButton(Button):
    """A way to another place as text in the colour of action: Log an earlier spasm."""

    look = Look(ink="action", fill="", border="", padding=8, left=True)


class EdgeLink(LinkButton):
    """A link whose words begin where the text above and below begins; pointed at, they are underlined."""

    look = LinkButton.look._replace(padding=0, wide_ring=True)

    def draw_font(self) -> QFont:
        font = self.text_font()
        font.setUnderline(self._pointed_at() or self.isDown())
        return font

    def paint_body(self, painter: QPainter, fill: QColor | None, border: QColor | None) -> None:
        """None: a ground would end where the words begin."""


class SoftButton(Button):
    """A small action as a round chip: + Glass."""

    look = Look(corner=22, size=COMPACT, weight=500, padding=18)


class CrampButton(Button):
    """Cramp now."""

    look = Look(ink="on_cramp", fill="cramp", border="", height=72, size=20, weight=700, padding=16)


class IconButton(Button):
    """A square button with an icon alone; its name is said and shown as a tooltip."""

    look = Look(fill="", border="", padding=10, icon=24)

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", icon=icon, name=name, parent=parent)
        self.setToolTip(name)
