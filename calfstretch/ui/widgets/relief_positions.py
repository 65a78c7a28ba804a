"""Three still drawings of what may ease a cramp: standing on the leg, a towel round the foot, in bed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_paint import (
    BodyColours,
    body_colours,
    draw_arm,
    draw_bent_arrow,
    draw_floor,
    draw_leg,
    draw_pose,
    draw_trunk,
    leg_outline,
)
from calfstretch.ui.widgets.figure_pose import (
    FOREARM,
    TRUNK,
    UPPER_ARM,
    Arm,
    Foot,
    Leg,
    Point,
    Stance,
    foot_point,
    leg_to,
    solve,
    two_bones,
)
from calfstretch.ui.widgets.painting import fill, fitted, smooth_path, stroke


class ReliefPosition(Enum):
    """The positions of the relief screen. Source: clinical facts, sections 1 (seated variant) and 2."""

    STANDING = "standing"
    SITTING = "sitting"
    IN_BED = "in_bed"


class ReliefPicture(QWidget):
    """One position; the near leg is the one that cramps."""

    def __init__(self, palette: Palette, position: ReliefPosition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = body_colours(palette)
        self._position = position
        self.setMinimumSize(72, 72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_palette_colours(self, palette: Palette) -> None:
        """Draw in the colours of this theme."""
        self._colours = body_colours(palette)
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
        bounds, draw = _SCENES[self._position]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(fitted(QRectF(self.rect()), bounds), True)
        draw(painter, self._colours)


def _draw_standing(painter: QPainter, colours: BodyColours) -> None:
    """Weight on the near leg, a hand on the chair, the other heel raised."""
    stance = Stance((0.135, 0.99), Foot(0.09), Foot(-0.12, 0.078, -24.0), lean_deg=2.0, near_active=1.0)
    draw_floor(painter, -0.30, 0.86, colours)
    draw_pose(painter, solve(stance), colours)


def _draw_sitting(painter: QPainter, colours: BodyColours) -> None:
    """Sitting with one leg straight, a towel round its foot, both hands drawing it closer."""
    hip, lean = (0.0, 0.112), 13.0
    near_foot = Foot(0.974, 0.0, 101.0)
    near, far = leg_to(hip, near_foot), leg_to(hip, Foot(0.955, 0.0, 74.0))
    shoulder = (hip[0] + TRUNK * sin(radians(lean)), hip[1] + TRUNK * cos(radians(lean)))
    hand = (0.600, 0.395)
    ball = foot_point(near_foot, (0.150, -0.034))
    draw_floor(painter, -0.26, 1.16, colours)
    draw_leg(painter, far, colours.other, colours, barefoot=True)
    draw_arm(painter, _reaching(shoulder, (hand[0] + 0.03, hand[1] + 0.012)), colours, far=True)
    _draw_near_leg(painter, near, colours)
    draw_trunk(painter, hip, -lean, colours)
    _draw_towel(painter, hand, ball, colours)
    draw_arm(painter, _reaching(shoulder, hand), colours, far=False)
    draw_bent_arrow(painter, (near_foot.heel_x, 0.03), 0.300, 66.0, 108.0, colours)


def _draw_in_bed(painter: QPainter, colours: BodyColours) -> None:
    """On the back in bed, leg straight, toes drawn towards the shin; the other foot lies loose."""
    hip, turn = (0.0, 0.108), 80.0
    near_foot = Foot(0.980, 0.0, 108.0)
    near, far = leg_to(hip, near_foot), leg_to(hip, Foot(0.960, 0.0, 66.0))
    shoulder = (hip[0] - TRUNK * sin(radians(turn)), hip[1] + TRUNK * cos(radians(turn)))
    elbow = (shoulder[0] + UPPER_ARM * 0.985, shoulder[1] - UPPER_ARM * 0.174)
    arm = Arm(shoulder, elbow, (elbow[0] + FOREARM * 0.995, elbow[1] + FOREARM * 0.08), 12.0)
    _draw_bed(painter, colours)
    draw_leg(painter, far, colours.other, colours, barefoot=True)
    _draw_near_leg(painter, near, colours)
    draw_trunk(painter, hip, turn, colours)
    draw_arm(painter, arm, colours, far=False)
    draw_bent_arrow(painter, (near_foot.heel_x, 0.03), 0.300, 58.0, 102.0, colours)


def _draw_near_leg(painter: QPainter, leg: Leg, colours: BodyColours) -> None:
    stroke(painter, leg_outline(leg), colours.ground, 0.012)
    draw_leg(painter, leg, colours.active, colours, feel=1.0, barefoot=True)


def _reaching(shoulder: Point, hand: Point) -> Arm:
    """An arm whose hand reaches forward to a point, the elbow hanging."""
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    length = (dx * dx + dy * dy) ** 0.5
    reach = min(length - 0.05, (UPPER_ARM + FOREARM) * 0.985)
    wrist = (shoulder[0] + dx * reach / length, shoulder[1] + dy * reach / length)
    elbow, bend = two_bones(shoulder, wrist, UPPER_ARM, FOREARM, -1)
    return Arm(shoulder, elbow, wrist, bend)


def _draw_towel(painter: QPainter, hand: Point, ball: Point, colours: BodyColours) -> None:
    """A band from the hands round the ball of the foot, its end hanging from the hands."""
    dx, dy = ball[0] - hand[0], ball[1] + 0.010 - hand[1]
    length = (dx * dx + dy * dy) ** 0.5
    across = (-dy / length, dx / length)
    near = [(hand[0] + across[0] * off, hand[1] + across[1] * off) for off in (0.018, -0.018)]
    upper, lower = (ball[0] + 0.004, ball[1] + 0.058), (ball[0] - 0.006, ball[1] - 0.040)
    band = QPainterPath(QPointF(*near[0]))
    band.lineTo(QPointF(*upper))
    band.quadTo(QPointF(ball[0] + 0.040, ball[1] + 0.050), QPointF(ball[0] + 0.036, ball[1] + 0.004))
    band.quadTo(QPointF(ball[0] + 0.034, ball[1] - 0.040), QPointF(*lower))
    band.lineTo(QPointF(*near[1]))
    band.closeSubpath()
    end = smooth_path(
        (
            (hand[0] - 0.030, hand[1] + 0.010),
            (hand[0] + 0.028, hand[1] + 0.006),
            (hand[0] + 0.038, hand[1] - 0.090),
            (hand[0] + 0.026, hand[1] - 0.185),
            (hand[0] - 0.050, hand[1] - 0.180),
            (hand[0] - 0.036, hand[1] - 0.090),
        ),
        tension=0.3,
    )
    for path in (end, band):
        stroke(painter, path, colours.ground, 0.020)
        fill(painter, path, colours.towel)
    for low in (0.135, 0.155):
        stripe = QPainterPath(QPointF(hand[0] - 0.06, hand[1] - low + 0.004))
        stripe.lineTo(QPointF(hand[0] + 0.05, hand[1] - low))
        painter.save()
        painter.setClipPath(end)
        stroke(painter, stripe, colours.ground, 0.008)
        painter.restore()


def _draw_bed(painter: QPainter, colours: BodyColours) -> None:
    for x in (-0.98, 1.10):
        leg = QPainterPath()
        leg.addRoundedRect(QRectF(x - 0.03, -0.24, 0.06, 0.14), 0.02, 0.02)
        fill(painter, leg, colours.chair_shade)
    for top, height, paint in ((-0.008, 0.10, colours.chair_shade), (-0.095, 0.06, colours.chair)):
        layer = QPainterPath()
        layer.addRoundedRect(QRectF(-1.10, top - height, 2.28, height), 0.03, 0.03)
        fill(painter, layer, paint)
    board = QPainterPath()
    board.addRoundedRect(QRectF(-1.14, -0.24, 0.055, 0.58), 0.025, 0.025)
    fill(painter, board, colours.chair)
    pillow = ((-1.06, 0.03), (-1.03, 0.14), (-0.88, 0.185), (-0.68, 0.155), (-0.52, 0.07), (-0.44, 0.0), (-1.0, -0.004))
    fill(painter, smooth_path(pillow), colours.chair_shade)


_Scene = tuple[QRectF, Callable[[QPainter, BodyColours], None]]
_SCENES: dict[ReliefPosition, _Scene] = {
    ReliefPosition.STANDING: (QRectF(-0.32, -0.03, 1.20, 1.97), _draw_standing),
    ReliefPosition.SITTING: (QRectF(-0.30, -0.03, 1.50, 1.10), _draw_sitting),
    ReliefPosition.IN_BED: (QRectF(-1.16, -0.26, 2.42, 0.72), _draw_in_bed),
}
