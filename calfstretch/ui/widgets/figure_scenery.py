"""What stands round the figure and what it holds: chairs, bed, floor, towel, the arrow at the toes; y up."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from math import cos, hypot, radians, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from calfstretch.ui.widgets.figure_joints import Leg, Pose, foot_point, mix_points
from calfstretch.ui.widgets.figure_paint import BodyColours, draw_arm, draw_legs, draw_trunk, fine
from calfstretch.ui.widgets.figure_pose import SEAT_HEIGHT, SUPPORT_HEIGHT, SUPPORT_LEFT, SUPPORT_RIGHT
from calfstretch.ui.widgets.painting import Point, fill, smooth_path, stroke

TOWEL_WIDTH = 0.044
_BED_LEFT, _BED_RIGHT = -0.62, 1.17
# The edge of what is filled in a soft colour, so that its shape keeps its contrast.
_EDGE = 0.012


PILLOW_BEHIND: tuple[Point, ...] = (
    (-0.602, 0.300),
    (-0.602, 0.600),
    (-0.580, 0.750),
    (-0.510, 0.800),
    (-0.430, 0.770),
    (-0.385, 0.620),
    (-0.350, 0.420),
    (-0.360, 0.240),
)
PILLOW: tuple[Point, ...] = (
    (-0.595, 0.00),
    (-0.600, 0.20),
    (-0.565, 0.36),
    (-0.47, 0.43),
    (-0.34, 0.40),
    (-0.20, 0.28),
    (-0.10, 0.00),
    (-0.35, -0.01),
)


class Scene(Enum):
    """Where the figure is."""

    BESIDE_CHAIR = "beside_chair"
    ON_CHAIR = "on_chair"
    IN_BED = "in_bed"

    @property
    def bounds(self) -> QRectF:
        """What the picture covers in leg lengths, y up: all poses, the floor and a narrow rim."""
        return _BOUNDS[self]

    @property
    def has_towel(self) -> bool:
        """Whether the hands hold a towel."""
        return self is not Scene.BESIDE_CHAIR


_BOUNDS = {
    Scene.BESIDE_CHAIR: QRectF(-0.26, -0.035, 1.14, 1.975),
    Scene.ON_CHAIR: QRectF(-0.27, -0.035, 1.42, 1.545),
    Scene.IN_BED: QRectF(-0.70, -0.27, 1.93, 1.28),
}


def draw_scenery(painter: QPainter, scene: Scene, colours: BodyColours) -> None:
    """What never moves, behind the person."""
    bounds = scene.bounds
    if scene is Scene.IN_BED:
        _draw_bed(painter, colours)
        return
    draw_floor(painter, bounds.left() + 0.04, bounds.right() - 0.02, colours)
    if scene is Scene.BESIDE_CHAIR:
        _draw_chair(painter, colours)
    else:
        _draw_seat(painter, colours)


def draw_lower(painter: QPainter, pose: Pose, colours: BodyColours, *, barefoot: bool = False) -> None:
    """What breathing does not move."""
    draw_legs(painter, pose, colours, barefoot=barefoot)


def draw_upper(painter: QPainter, pose: Pose, scene: Scene, colours: BodyColours) -> None:
    """What breathing moves, and what lies over it: arms, trunk, head, the towel in the hands."""
    stance = pose.stance
    draw_arm(painter, pose.far_arm, stance.far_hand, colours, far=True)
    draw_trunk(painter, pose, colours)
    if scene.has_towel:
        draw_towel(painter, pose, colours)
    draw_arm(painter, pose.near_arm, stance.near_hand, colours, far=False)
    if scene is Scene.IN_BED:
        _draw_mattress(painter, colours)


def draw_floor(painter: QPainter, left: float, right: float, colours: BodyColours) -> None:
    """The floor: a line whose upper edge is the floor line."""
    width = 0.014
    _bar(painter, left, -width / 2, right, -width / 2, width, colours.floor)


def _draw_chair(painter: QPainter, colours: BodyColours) -> None:
    """The back of a chair in the far plane, its top rail at hip height."""
    left, right, top = SUPPORT_LEFT, SUPPORT_RIGHT, SUPPORT_HEIGHT
    for x in (left + 0.075, right - 0.075) if fine(painter) else ():
        _bar(painter, x, 0.02, x, 0.42, 0.026, colours.chair_shade)
    for share in (0.25, 0.5, 0.75):
        x = left + (right - left) * share
        _bar(painter, x, 0.50, x, top - 0.03, 0.016, colours.chair_shade)
    _block(painter, QRectF(left - 0.005, 0.425, right - left + 0.01, 0.055), 0.02, colours.chair)
    for x in (left + 0.022, right - 0.022):
        _bar(painter, x, 0.016, x, top - 0.03, 0.034, colours.chair)
    _block(painter, QRectF(left - 0.012, top - 0.075, right - left + 0.024, 0.075), 0.03, colours.chair)


def _draw_seat(painter: QPainter, colours: BodyColours) -> None:
    """A chair from its side, facing right, to sit on."""
    top, back, front = SEAT_HEIGHT, -0.170, 0.205
    _bar(painter, back + 0.010, top - 0.02, back - 0.044, 0.930, 0.034, colours.chair)
    _bar(painter, back + 0.010, top - 0.02, back - 0.018, 0.017, 0.034, colours.chair)
    _bar(painter, front - 0.030, top - 0.02, front - 0.020, 0.017, 0.034, colours.chair)
    _bar(painter, back, 0.185, front - 0.024, 0.185, 0.020, colours.chair_shade)
    _block(painter, QRectF(back - 0.022, top - 0.055, front - back + 0.040, 0.055), 0.022, colours.chair)


def _draw_bed(painter: QPainter, colours: BodyColours) -> None:
    left, right = _BED_LEFT, _BED_RIGHT
    for x in (left + 0.10, right - 0.10):
        _block(painter, QRectF(x - 0.03, -0.25, 0.06, 0.14), 0.02, colours.chair_shade)
    _block(painter, QRectF(left - 0.04, -0.25, 0.055, 0.98), 0.025, colours.chair)
    for pillow in (PILLOW_BEHIND, PILLOW):
        path = smooth_path(pillow, tension=0.42)
        fill(painter, path, colours.chair_shade)
        stroke(painter, path, colours.chair, _EDGE)


def _draw_mattress(painter: QPainter, colours: BodyColours) -> None:
    """Before the person, who sinks into it a little."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(_BED_LEFT, -0.108, _BED_RIGHT - _BED_LEFT, 0.122), 0.03, 0.03)
    fill(painter, path, colours.chair_shade)
    stroke(painter, path, colours.chair, _EDGE)
    _block(painter, QRectF(_BED_LEFT, -0.155, _BED_RIGHT - _BED_LEFT, 0.06), 0.03, colours.chair)


# -- towel ----------------------------------------------------------------------------------------------------


def draw_towel(painter: QPainter, pose: Pose, colours: BodyColours) -> None:
    """A folded towel from the hands: round the ball of a foot, or hanging in the lap."""
    stance = pose.stance
    hand = _palm(pose.far_arm.wrist, stance.far_hand.turn_deg)
    # Its end, edge by edge: hanging, and as far as it is round a foot there, along the sole.
    edges = [(hand[0] + 0.035 + side * TOWEL_WIDTH / 2, hand[1] - 0.20) for side in (1, -1)]
    round_it = 0.0
    for foot, share in ((stance.near, stance.near_side.towel), (stance.far, stance.far_side.towel)):
        sole = (foot_point(foot, (x, -0.040)) for x in (0.172, 0.098))
        edges = [mix_points(edge, at, share) for edge, at in zip(edges, sole, strict=True)]
        round_it = max(round_it, share)
    hands = mix_points(hand, _palm(pose.near_arm.wrist, stance.near_hand.turn_deg), round_it)
    _draw_loose_end(painter, hands, round_it, colours)
    band = _band(hands, edges, TOWEL_WIDTH / 2)
    stroke(painter, band, colours.ground, 0.018)
    fill(painter, band, colours.towel)
    turned = QPainterPath(QPointF(*edges[0]))
    turned.lineTo(*edges[1])
    stroke(painter, turned, colours.towel, 0.022 * round_it)


def _draw_loose_end(painter: QPainter, hands: Point, share: float, colours: BodyColours) -> None:
    """What hangs from the hands while the rest is round the foot; in the lap there is none."""
    if share <= 0.0:
        return
    low = (hands[0] - 0.012, hands[1] - 0.20 * share)
    edges = [(low[0] + side * TOWEL_WIDTH / 2, low[1]) for side in (1, -1)]
    end = _band(hands, edges, TOWEL_WIDTH / 2)
    stroke(painter, end, colours.ground, 0.018)
    fill(painter, end, colours.towel)
    stripe = QPainterPath(QPointF(low[0] - TOWEL_WIDTH / 2, low[1] + 0.03))
    stripe.lineTo(low[0] + TOWEL_WIDTH / 2, low[1] + 0.03)
    stroke(painter, stripe, colours.ground, 0.008)


def _palm(wrist: Point, turn_deg: float) -> Point:
    turn = radians(turn_deg)
    return (wrist[0] + 0.055 * cos(turn), wrist[1] + 0.055 * sin(turn))


def _band(start: Point, end: Sequence[Point], half: float) -> QPainterPath:
    """A straight strip from a point to an edge, first the edge's corner that lies to the left of the way."""
    middle = mix_points(end[0], end[1], 0.5)
    length = hypot(middle[0] - start[0], middle[1] - start[1]) or 1.0
    x, y = -(middle[1] - start[1]) / length * half, (middle[0] - start[0]) / length * half
    path = QPainterPath(QPointF(start[0] + x, start[1] + y))
    for point in (*end, (start[0] - x, start[1] - y)):
        path.lineTo(*point)
    path.closeSubpath()
    return path


# -- arrow ----------------------------------------------------------------------------------------------------


def draw_toes_up_arrow(painter: QPainter, leg: Leg, colours: BodyColours) -> None:
    """An arrow before the toes, bent round the heel, that says: towards the shin."""
    start = leg.toes_up_deg - 14.0
    draw_bent_arrow(painter, (leg.heel[0] - 0.01, leg.heel[1]), 0.390, start, start + 30.0, colours)


def draw_bent_arrow(
    painter: QPainter, centre: Point, radius: float, from_deg: float, to_deg: float, colours: BodyColours
) -> None:
    """An arrow along a circle, counter-clockwise, with a rim of ground colour that keeps it apart."""
    low, tip = radians(from_deg), radians(to_deg)
    neck = tip - 0.060 / radius
    bow = smooth_path([_round(centre, radius, low + (neck - low) * i / 4) for i in range(5)], closed=False)
    head = QPainterPath(QPointF(*_round(centre, radius - 0.038, neck)))
    head.lineTo(QPointF(*_round(centre, radius, tip)))
    head.lineTo(QPointF(*_round(centre, radius + 0.038, neck)))
    head.closeSubpath()
    for paint, wider in ((colours.ground, 0.024), (colours.feel, 0.0)):
        stroke(painter, bow, paint, 0.019 + wider)
        stroke(painter, head, paint, 0.012 + wider)
    fill(painter, head, colours.feel)


def _round(centre: Point, radius: float, angle: float) -> Point:
    return (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))


def _block(painter: QPainter, box: QRectF, corner: float, paint: QColor) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, corner, corner)
    fill(painter, path, paint)


def _bar(painter: QPainter, x0: float, y0: float, x1: float, y1: float, width: float, paint: QColor) -> None:
    line = QPainterPath(QPointF(x0, y0))
    line.lineTo(x1, y1)
    stroke(painter, line, paint, width)
