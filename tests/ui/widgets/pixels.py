"""Reading pictures of widgets."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget


def picture(widget: QWidget) -> QImage:
    """What the widget shows, fresh from a full repaint."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count_of(image: QImage, role: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = QColor(role).rgb()
    return sum(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width()))


def middle_x(image: QImage, role: str) -> float:
    """The mean x of all pixels of this colour."""
    wanted = QColor(role).rgb()
    xs = [x for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) == wanted]
    return sum(xs) / len(xs)
