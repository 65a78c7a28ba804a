"""Three still pictures of what may ease a cramp: standing on the leg, a towel round the foot, in bed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_paint import body_colours
from calfstretch.ui.widgets.figure_pose import ReliefPosition, relief_pose
from calfstretch.ui.widgets.figure_scenery import (
    Scene,
    draw_lower,
    draw_scenery,
    draw_toes_up_arrow,
    draw_upper,
)
from calfstretch.ui.widgets.painting import fitted

__all__ = ["ReliefPicture", "ReliefPosition"]

_SCENES = {
    ReliefPosition.STANDING: Scene.BESIDE_CHAIR,
    ReliefPosition.SITTING: Scene.ON_CHAIR,
    ReliefPosition.IN_BED: Scene.IN_BED,
}


class ReliefPicture(QWidget):
    """One position, barefoot as at night; the near leg is the one that cramps until it is said which."""

    def __init__(self, palette: Palette, position: ReliefPosition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = body_colours(palette)
        self._position = position
        self._leg = "right"
        self.setMinimumSize(72, 72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._colours = body_colours(palette)
        self.update()

    def set_leg(self, leg: str | None) -> None:
        """The leg that cramps, "left" or "right"; None = not said."""
        wanted = leg or "right"
        if wanted != self._leg:
            self._leg = wanted
            self.update()

    def set_description(self, name: str, description: str) -> None:
        """What a screen reader says in place of the picture."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """A size at which all three are easy to read."""
        return QSize(220, 170)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, as large as fits."""
        scene, shown = _SCENES[self._position], relief_pose(self._position, self._leg)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(fitted(QRectF(self.rect()), scene.bounds), True)
        draw_scenery(painter, scene, self._colours)
        draw_lower(painter, shown, self._colours, barefoot=True)
        draw_upper(painter, shown, scene, self._colours)
        if scene.has_towel:
            draw_toes_up_arrow(painter, shown.active, self._colours)
