"""Our own icons by name, tinted with a colour of the palette and sharp on every display."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from calfstretch.assets_dir import assets_dir
from calfstretch.errors import BugError

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@cache
def _source(name: str) -> str:
    path = assets_dir() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise BugError(f"no icon named {name}")
    return path.read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor | str) -> None:
    """Draw an icon into a square of the painter's device, as sharp as the device is.

    Args:
        name: the file name in assets/icons without its ending, such as "drop".
        colour: a QColor or "#RRGGBB".

    Raises:
        BugError: there is no icon of that name.
    """
    _renderer(name, QColor(colour).name()).render(painter, rect)


def pixmap(name: str, colour: QColor | str, size_px: int, ratio: float | None = None) -> QPixmap:
    """The icon as a square picture.

    Args:
        size_px: edge in widget pixels.
        ratio: pixels of the screen per widget pixel; None = the densest screen's.
    """
    _renderer(name, QColor(colour).name())  # an unknown name must not leave a painter open
    density = ratio or QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    picture = QPixmap(round(size_px * density), round(size_px * density))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, QRectF(picture.rect()), colour)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


def icon(name: str, colour: QColor | str, size_px: int) -> QIcon:
    """The icon for Qt's own controls (menus, list items)."""
    from PySide6.QtGui import QIcon  # dear, and needed by few

    return QIcon(pixmap(name, colour, size_px))
