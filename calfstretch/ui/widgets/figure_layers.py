"""How the figure is painted cheaply: what stands still is kept as a picture, and no more is drawn than moved."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from calfstretch.ui.widgets.figure_joints import Point, Pose, along
from calfstretch.ui.widgets.figure_paint import BodyColours
from calfstretch.ui.widgets.figure_scenery import Scene, draw_lower, draw_scenery, draw_upper

# How far flesh, clothes, hands and feet reach beyond the joints, and the crown above the shoulder, in leg lengths.
_FLESH = 0.20
_CROWN = 0.22

Draw = Callable[[QPainter], None]


class Layers:
    """The pictures of one figure in one scene and its colours.

    Two are kept: the scenery, and, once a pose but for its breath comes a second time, all that breathing leaves still.
    """

    def __init__(self, colours: BodyColours, scene: Scene, *, barefoot: bool = False) -> None:
        self.colours = colours
        self.scene = scene
        self._barefoot = barefoot
        self._scenery: tuple[Hashable, QPixmap] | None = None
        self._still: tuple[Hashable, QPixmap] | None = None
        self._seen: Hashable = None

    def forget(self) -> None:
        """Keep nothing: another size."""
        self._scenery = self._still = self._seen = None

    def changed(self, before: Pose, after: Pose, placing: QTransform) -> QRect:
        """What is to be painted anew where one pose follows another."""
        breath_alone = _breathed_out(before) == _breathed_out(after)
        points = [_head(before), _head(after)]
        for each in (before, after):
            points += _upper(each) if breath_alone else each.joints()
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return placing.mapRect(box.adjusted(-_FLESH, -_FLESH, _FLESH, _FLESH)).toAlignedRect()

    def paint(
        self, painter: QPainter, pose: Pose, placing: QTransform, size: QSize, exposed: QRect,
        words: Hashable = None, draw_words: Draw | None = None,
    ) -> None:  # fmt: skip
        """Paint a pose.

        Args:
            painter: in the widget's pixels, smooth.
            placing: from leg lengths, y up, to those pixels.
            size: of the widget.
            exposed: what is asked for.
            words: what stands over the picture, to tell one from another.
            draw_words: draws that, in the widget's pixels.
        """
        ratio = painter.device().devicePixelRatio()
        place = (size.width(), size.height(), ratio, placing.m11(), placing.dx(), placing.dy())
        key = (place, _breathed_out(pose), words)
        again, self._seen = key == self._seen, key

        def scenery(canvas: QPainter) -> None:
            self._placed(canvas, placing, lambda: draw_scenery(canvas, self.scene, self.colours))

        def still(canvas: QPainter, visible: QRect) -> None:
            if self._scenery is None or self._scenery[0] != place:
                self._scenery = (place, _picture(size, ratio, scenery))
            _blit(canvas, self._scenery[1], visible)
            self._placed(canvas, placing, lambda: draw_lower(canvas, pose, self.colours, barefoot=self._barefoot))
            if draw_words is not None:
                draw_words(canvas)

        if again:
            if self._still is None or self._still[0] != key:
                self._still = (key, _picture(size, ratio, lambda canvas: still(canvas, QRect(QPoint(), size))))
            _blit(painter, self._still[1], exposed)
        else:
            still(painter, exposed)
        self._placed(painter, placing, lambda: draw_upper(painter, pose, self.scene, self.colours))

    @staticmethod
    def _placed(painter: QPainter, placing: QTransform, draw: Callable[[], None]) -> None:
        painter.save()
        painter.setTransform(placing, True)
        draw()
        painter.restore()


def _picture(size: QSize, ratio: float, draw: Draw) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return picture


def _blit(painter: QPainter, picture: QPixmap, exposed: QRect) -> None:
    ratio = picture.devicePixelRatio()
    source = QRectF(exposed.x() * ratio, exposed.y() * ratio, exposed.width() * ratio, exposed.height() * ratio)
    painter.drawPixmap(QRectF(exposed), picture, source)


def _breathed_out(pose: Pose) -> Hashable:
    return replace(pose.stance, breath=0.0)


def _head(pose: Pose) -> Point:
    return along(pose.shoulder, pose.stance.lean_deg, _CROWN)


def _upper(pose: Pose) -> list[Point]:
    """The joints that breathing moves, and the hands."""
    arms = (pose.near_arm, pose.far_arm)
    return [pose.shoulder, *(point for arm in arms for point in (arm.elbow, arm.wrist))]
