"""A card: a titled part of a screen on its own ground."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from calfstretch.ui.theme import CORNER, Theme
from calfstretch.ui.widgets.texts import caps_label

Edge = Literal["soft", "strong", "dashed"]


class Card(QFrame):
    """A rounded panel; fill `content`, its column.

    Args:
        theme: the look.
        title: a short label on top; "" = none. It is also the card's accessible name.
        edge: "soft" as a rule, "strong" for what asks to be answered, "dashed" for what is not recorded.
        padding: design pixels inside.
        gap: design pixels between parts: 8 for lines that belong together, 16 for fields.
    """

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        *,
        edge: Edge = "soft",
        padding: int = 20,
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edge: Edge = edge
        self._padding = padding
        self._gap = gap
        self.content = QVBoxLayout(self)
        self.setAccessibleName(title)
        self.label = caps_label(theme, title) if title else None
        if self.label is not None:
            self.content.addWidget(self.label)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_edge(self, edge: Edge) -> None:
        """Change the edge."""
        self._edge = edge
        self.update()

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout at the foot of the column."""
        if isinstance(part, QWidget):
            self.content.addWidget(part, stretch)
        else:
            self.content.addLayout(part, stretch)

    def _restyle(self) -> None:
        padding = self._theme.px(self._padding)
        self.content.setContentsMargins(padding, self._theme.px(self._padding - 4), padding, padding)
        self.content.setSpacing(self._theme.px(self._gap))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._edge == "strong"
        pen = QPen(self._theme.colour("line") if self._edge != "soft" else self._theme.hairline(), 2 if strong else 1.2)
        if self._edge == "dashed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("ground" if self._edge == "dashed" else "card"))
        radius = self._theme.px(CORNER + 2)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
