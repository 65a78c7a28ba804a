"""Three pictures of what may ease a cramp: standing on the leg, a towel round the foot, in bed; still or moving."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.i18n import gettext as _
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

__all__ = ["ReliefPicture", "ReliefPosition", "picture_words"]

_SCENES = {
    ReliefPosition.STANDING: Scene.BESIDE_CHAIR,
    ReliefPosition.SITTING: Scene.ON_CHAIR,
    ReliefPosition.IN_BED: Scene.IN_BED,
}
# Product choice: slowly up in two seconds, held, slowly back; five pictures a second while it moves.
LEVELS = 10
STEP_MS, UP_MS, DOWN_MS = 200, 2400, 800
# Pictures larger than this are drawn each time: eleven of them would take more than 9 MB.
_MOST_PIXELS = 200_000


def picture_words(position: ReliefPosition) -> str:
    """What the picture of a position shows, for those who do not see it."""
    return {
        ReliefPosition.STANDING: _("A person stands on the leg that cramps, a hand on a chair, the other heel raised."),
        ReliefPosition.SITTING: _(
            "A person sits on a chair, one leg out, a towel round its foot draws the toes closer."
        ),
        ReliefPosition.IN_BED: _(
            "A person sits up in bed, one leg straight, a towel round its foot draws the toes closer."
        ),
    }[position]


class ReliefPicture(QWidget):
    """One position, barefoot as at night; the near leg is the one that cramps until it is said which."""

    def __init__(self, palette: Palette, position: ReliefPosition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = body_colours(palette)
        self._position = position
        self._leg = "right"
        self._moving = False
        # 0 to LEVELS on the way up, from there to 2 * LEVELS on the way back; still it stands at LEVELS.
        self._at = LEVELS
        self._kept: dict[int, QPixmap] = {}
        # The next picture is asked for once this one was painted: unseen, nothing is painted and no time asked for.
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.CoarseTimer)
        self.timer.timeout.connect(self._go_on)
        self.setMinimumSize(72, 72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._colours = body_colours(palette)
        self._draw_anew()

    def set_leg(self, leg: str | None) -> None:
        """The leg that cramps, "left" or "right"; None = not said."""
        wanted = leg or "right"
        if wanted != self._leg:
            self._leg = wanted
            self._draw_anew()

    def set_moving(self, moving: bool) -> None:
        """Whether the toes go slowly up and back; whoever asks says no where less movement is wanted."""
        if moving != self._moving:
            self._moving = moving
            self._at = LEVELS
            self.timer.stop()
            self._draw_anew()

    def set_description(self, name: str, description: str) -> None:
        """What a screen reader says in place of the picture."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """A size at which all three are easy to read."""
        return QSize(220, 170)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing kept fits any more."""
        self._kept.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of the moment, as large as fits; the second time it is copied."""
        painter = QPainter(self)
        level, ratio = LEVELS - abs(LEVELS - self._at), self.devicePixelRatio()
        if not self._moving or self.width() * self.height() * ratio**2 > _MOST_PIXELS:
            self._draw(painter, level)
        else:
            if level not in self._kept or self._kept[level].devicePixelRatio() != ratio:
                self._kept[level] = self._picture(level, ratio)
            painter.drawPixmap(0, 0, self._kept[level])
        if self._moving and not self.timer.isActive():
            self.timer.start({LEVELS: UP_MS, 2 * LEVELS: DOWN_MS}.get(self._at, STEP_MS))

    def _go_on(self) -> None:
        self._at = self._at % (2 * LEVELS) + 1
        self.update()

    def _draw_anew(self) -> None:
        self._kept.clear()
        self.update()

    def _picture(self, level: int, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._draw(painter, level)
        painter.end()
        return picture

    def _draw(self, painter: QPainter, level: int) -> None:
        part = level / LEVELS
        scene, shown = _SCENES[self._position], relief_pose(self._position, self._leg, part * part * (3.0 - 2.0 * part))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(fitted(QRectF(self.rect()), scene.bounds), True)
        draw_scenery(painter, scene, self._colours)
        draw_lower(painter, shown, self._colours, barefoot=True)
        draw_upper(painter, shown, scene, self._colours)
        if scene.has_towel:
            draw_toes_up_arrow(painter, relief_pose(self._position, self._leg).active, self._colours)
