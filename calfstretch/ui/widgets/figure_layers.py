"""How the figure is painted cheaply: what stands still is kept as a picture, and no more is drawn than moved."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from calfstretch.ui.widgets.figure_joints import Point, Pose, along
from calfstretch.ui.widgets.figure_paint import BodyColours
from calfstretch.ui.widgets.figure_pose import with_breath
from calfstretch.ui.widgets.figure_scenery import Scene, draw_lower, draw_scenery, draw_upper

# How far hands, and a towel that hangs from them, reach beyond the wrist, in leg lengths.
_HAND, _TOWEL = 0.18, 0.30
# A breath's pictures larger than this are drawn each time: they would take more than 3 MB each.
_MOST_PIXELS = 800_000

Reach = tuple[Point, float]
Draw = Callable[[QPainter], None]


class Layers:
    """The pictures of one figure in one scene and its colours.

    Kept are the scenery and, once a pose but for its breath comes a second time, all that breathing leaves still and
    each step of the breath over it: from the second breath on a picture is copied, no longer drawn.
    """

    def __init__(self, colours: BodyColours, scene: Scene, *, barefoot: bool = False) -> None:
        self.colours = colours
        self.scene = scene
        self._barefoot = barefoot
        self._scenery: tuple[Hashable, QPixmap] | None = None
        self._still: tuple[Hashable, QPixmap] | None = None
        self._breaths: dict[float, tuple[QRect, QPixmap]] = {}
        self._chest_kept: tuple[Hashable, QRect] | None = None
        self._seen: Hashable = None

    def forget(self) -> None:
        """Keep nothing: another size."""
        self._scenery = self._still = self._seen = None
        self._breaths.clear()

    def changed(self, before: Pose, after: Pose, placing: QTransform) -> QRect:
        """What is to be painted anew where one pose follows another."""
        if breath_alone(before, after):
            return self._chest(after, placing)
        return _box([*_whole(before, self._hands), *_whole(after, self._hands)], placing)

    def _chest(self, pose: Pose, placing: QTransform) -> QRect:
        """All that any breath of a pose covers."""
        key = (_breathed_out(pose), _numbers(placing))
        if self._chest_kept is None or self._chest_kept[0] != key:
            reach = [_upper(with_breath(pose, breath), self._hands) for breath in (0.0, 1.0)]
            self._chest_kept = (key, _box([*reach[0], *reach[1]], placing))
        return self._chest_kept[1]

    @property
    def _hands(self) -> float:
        return _TOWEL if self.scene.has_towel else _HAND

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
        ratio, room = painter.device().devicePixelRatio(), QRect(QPoint(), size)
        place = (size.width(), size.height(), ratio, *_numbers(placing))
        key = (place, _breathed_out(pose), words)
        again, self._seen = key == self._seen, key

        def scenery(canvas: QPainter) -> None:
            self._placed(canvas, placing, lambda: draw_scenery(canvas, self.scene, self.colours))

        def still(canvas: QPainter, visible: QRect) -> None:
            if self._scenery is None or self._scenery[0] != place:
                self._scenery = (place, _picture(room, ratio, scenery))
            _blit(canvas, self._scenery[1], visible)
            self._placed(canvas, placing, lambda: draw_lower(canvas, pose, self.colours, barefoot=self._barefoot))
            if draw_words is not None:
                draw_words(canvas)

        def upper(canvas: QPainter) -> None:
            self._placed(canvas, placing, lambda: draw_upper(canvas, pose, self.scene, self.colours))

        if not again:
            self._breaths.clear()
            still(painter, exposed)
            upper(painter)
            return
        if self._still is None or self._still[0] != key:
            self._still = (key, _picture(room, ratio, lambda canvas: still(canvas, room)))
        self._paint_breath(painter, pose, placing, exposed.intersected(room), ratio, upper)

    def _paint_breath(
        self, painter: QPainter, pose: Pose, placing: QTransform, exposed: QRect, ratio: float, upper: Draw
    ) -> None:
        """The still part and the breathing one over it, copied where both are kept."""
        assert self._still is not None
        picture, breath = self._still[1], pose.stance.breath
        chest = self._chest(pose, placing)
        if not chest.contains(exposed) or chest.width() * chest.height() * ratio**2 > _MOST_PIXELS:
            _blit(painter, picture, exposed)
            upper(painter)
            return
        if breath not in self._breaths:

            def whole(canvas: QPainter) -> None:
                _blit(canvas, picture, chest)
                upper(canvas)

            self._breaths[breath] = (chest, _picture(chest, ratio, whole))
        _blit(painter, self._breaths[breath][1], exposed, chest.topLeft())

    @staticmethod
    def _placed(painter: QPainter, placing: QTransform, draw: Callable[[], None]) -> None:
        painter.save()
        painter.setTransform(placing, True)
        draw()
        painter.restore()


def _picture(place: QRect, ratio: float, draw: Draw) -> QPixmap:
    """A transparent picture of one place of the widget."""
    picture = QPixmap(place.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-place.topLeft())
    draw(painter)
    painter.end()
    return picture


def _blit(painter: QPainter, picture: QPixmap, exposed: QRect, corner: QPoint | None = None) -> None:
    """Copy what is exposed of a picture whose corner lies there (None = at the widget's)."""
    ratio = picture.devicePixelRatio()
    inside = exposed.translated(-corner) if corner is not None else exposed
    source = QRectF(inside.x() * ratio, inside.y() * ratio, inside.width() * ratio, inside.height() * ratio)
    painter.drawPixmap(QRectF(exposed), picture, source)


def _box(reach: list[Reach], placing: QTransform) -> QRect:
    """The pixels of all discs, and one more for smooth edges."""
    left, right = min(p[0] - r for p, r in reach), max(p[0] + r for p, r in reach)
    low, high = min(p[1] - r for p, r in reach), max(p[1] + r for p, r in reach)
    box = placing.mapRect(QRectF(left, low, right - left, high - low))
    return box.toAlignedRect().adjusted(-1, -1, 1, 1)


def breath_alone(before: Pose, after: Pose) -> bool:
    """Whether two poses differ in their breath at most."""
    return _breathed_out(before) == _breathed_out(after)


def _numbers(placing: QTransform) -> tuple[float, float, float]:
    return (placing.m11(), placing.dx(), placing.dy())


def _breathed_out(pose: Pose) -> Hashable:
    return pose.stance._replace(breath=0.0)


def _upper(pose: Pose, hands: float) -> list[Reach]:
    """What breathing moves: discs round head, chest, arms and hands."""
    lean, shoulder = pose.stance.lean_deg, pose.shoulder
    head, chest, waist = along(shoulder, lean, 0.235), along(pose.hip, lean, 0.32), along(pose.hip, lean, 0.06)
    reach = [(head, 0.175), (shoulder, 0.13), (chest, 0.16), (waist, 0.17)]
    for arm in (pose.near_arm, pose.far_arm):
        reach += [(arm.elbow, 0.07), (arm.wrist, hands)]
    return reach


def _whole(pose: Pose, hands: float) -> list[Reach]:
    """All of the person."""
    legs = [(point, 0.13) for leg in (pose.near, pose.far) for point in (leg.knee, leg.ankle, leg.ball)]
    return [*_upper(pose, hands), (pose.hip, 0.19), *legs]
