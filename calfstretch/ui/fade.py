"""The soft change from one screen to the next: the old one's picture fades over the new."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget


class Veil(QWidget):
    """A picture that fades away over a screen, lets the mouse through and deletes itself."""

    def __init__(self, picture: QPixmap, duration_ms: int) -> None:
        super().__init__()
        self._picture = picture
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setDuration(duration_ms)
        self._fading.valueChanged.connect(self.update)
        self._fading.finished.connect(self.deleteLater)

    def begin(self, screen: QWidget) -> None:
        """Lie over the screen and fade."""
        self.setParent(screen)
        self.setGeometry(screen.rect())
        self.show()
        self.raise_()
        self._fading.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(float(self._fading.currentValue()))
        painter.drawPixmap(0, 0, self._picture)


def fade_from(screen: QWidget | None, duration_ms: int) -> Veil | None:
    """The picture of a screen about to go; None where nothing is to be seen of it or no motion is wanted."""
    if screen is None or not duration_ms or not screen.isVisible():
        return None
    return Veil(screen.grab(), duration_ms)
