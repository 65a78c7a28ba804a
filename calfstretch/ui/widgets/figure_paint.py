"""How a body, its clothes and the chair are drawn: filled smooth shapes round the joints of a pose, y up."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, pi, radians, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_pose import (
    HEEL_RADIUS,
    SUPPORT_HEIGHT,
    SUPPORT_LEFT,
    SUPPORT_RIGHT,
    Arm,
    Leg,
    Pose,
)
from calfstretch.ui.widgets.figure_shapes import (
    ARM_PROFILE,
    BARE_FOOT,
    BROW,
    FACE,
    HAIR,
    HAND,
    HAND_RESTING,
    HEAD_CENTRE,
    HEAD_SIZE,
    LEG_PROFILE,
    NECK,
    SHIN_PROFILE,
    SHIRT,
    SHOE,
    SLEEVE_PROFILE,
    SMILE,
    THUMB,
    Profile,
)
from calfstretch.ui.widgets.painting import Point, colour, fill, mix, placed, smooth_path, stroke


class BodyColours(NamedTuple):
    """The colours of one drawing, mixed from the palette's roles."""

    skin: QColor
    skin_shade: QColor
    hair: QColor
    shirt: QColor
    shirt_shade: QColor
    shoe: QColor
    sole: QColor
    active: QColor
    other: QColor
    feel: QColor
    chair: QColor
    chair_shade: QColor
    towel: QColor
    floor: QColor
    ground: QColor
    dark: QColor


def body_colours(palette: Palette) -> BodyColours:
    """The palette's roles as the figure needs them; shades go towards the darker of text and ground."""
    dark = min(colour(palette.text), colour(palette.ground), key=QColor.lightnessF)
    return BodyColours(
        skin=colour(palette.skin),
        skin_shade=mix(palette.skin, dark, 0.20),
        hair=colour(palette.hair),
        shirt=colour(palette.shirt),
        shirt_shade=mix(palette.shirt, dark, 0.20),
        shoe=colour(palette.shoe),
        sole=mix(palette.shoe, palette.ground, 0.45),
        active=colour(palette.trousers),
        other=colour(palette.other_leg),
        feel=colour(palette.feel),
        chair=colour(palette.chair),
        chair_shade=mix(palette.chair, palette.ground, 0.35),
        towel=colour(palette.water),
        floor=colour(palette.line),
        ground=colour(palette.ground),
        dark=dark,
    )


def draw_pose(painter: QPainter, pose: Pose, colours: BodyColours) -> None:
    """The person beside the chair, from the far plane to the near one."""
    stance = pose.stance
    turn = -stance.lean_deg
    draw_chair(painter, colours)
    draw_arm(painter, pose.far_arm, colours, far=True, resting=True)
    draw_leg(painter, pose.far, mix(colours.other, colours.active, stance.far_active), colours, stance.far_active)
    stroke(painter, leg_outline(pose.near), colours.ground, 0.012)
    draw_leg(painter, pose.near, mix(colours.other, colours.active, stance.near_active), colours, stance.near_active)
    draw_trunk(painter, pose.hip, turn, colours, stance.breath)
    draw_arm(painter, pose.near_arm, colours, far=False)


def draw_leg(
    painter: QPainter, leg: Leg, cloth: QColor, colours: BodyColours, feel: float = 0.0, barefoot: bool = False
) -> None:
    """One leg in its trousers, with or without a shoe; feel (0 to 1) fades in the calf that is to be felt."""
    bones = (leg.hip, leg.knee, leg.ankle)
    skin = colours.skin if barefoot and feel else colours.skin_shade
    fill(painter, limb(bones, SHIN_PROFILE), skin)
    if barefoot:
        fill(painter, placed(smooth_path(BARE_FOOT), _heel_centre(leg), leg.toes_up_deg), skin)
    else:
        draw_shoe(painter, leg, colours)
    fill(painter, leg_outline(leg), cloth)
    if feel > 0.0:
        calf = calf_path(leg)
        fill(painter, calf, mix(cloth, colours.feel, feel))
        stroke(painter, calf, mix(cloth, colours.ground, feel), 0.007)


def leg_outline(leg: Leg) -> QPainterPath:
    """The trousers of one leg."""
    return limb((leg.hip, leg.knee, leg.ankle), LEG_PROFILE)


def calf_path(leg: Leg) -> QPainterPath:
    """The calf: the rear contour of the upper 55 % of the shank. Source: the figure in the product design."""
    rows = ((0.02, -0.10), (0.12, -0.10), (0.33, -0.12), (0.50, -0.10), (0.56, -0.06))
    inner = ((0.52, -0.030), (0.40, -0.006), (0.26, 0.002), (0.12, -0.014))
    lens = smooth_path([_beside(leg, t, off) for t, off in (*rows, *inner)])
    return lens.intersected(leg_outline(leg))


def calf_point(leg: Leg) -> Point:
    """Where the leader line of the words ends: in the middle of the calf."""
    return _beside(leg, 0.31, -0.040)


def draw_shoe(painter: QPainter, leg: Leg, colours: BodyColours) -> None:
    """A shoe whose round heel stands on the leg's heel point."""
    origin = _heel_centre(leg)
    shoe = placed(smooth_path(SHOE), origin, leg.toes_up_deg)
    fill(painter, shoe, colours.shoe)
    band = QPainterPath()
    band.addRect(QRectF(-0.1, -0.06, 0.5, 0.045))
    fill(painter, placed(band, origin, leg.toes_up_deg).intersected(shoe), colours.sole)


def _heel_centre(leg: Leg) -> Point:
    return (leg.heel[0], leg.heel[1] + HEEL_RADIUS)


def draw_arm(painter: QPainter, arm: Arm, colours: BodyColours, far: bool, resting: bool = False) -> None:
    """One arm with a short sleeve; a resting hand lies flat on what is under it."""
    bones = (arm.shoulder, arm.elbow, arm.wrist)
    skin = colours.skin_shade if far else colours.skin
    fill(painter, limb(bones, ARM_PROFILE), skin)
    forearm_deg = degrees(atan2(arm.wrist[1] - arm.elbow[1], arm.wrist[0] - arm.elbow[0]))
    fill(painter, hand_path(arm.wrist, forearm_deg, resting), skin)
    fill(painter, limb(bones, SLEEVE_PROFILE), colours.shirt_shade)


def hand_path(wrist: Point, forearm_deg: float, resting: bool) -> QPainterPath:
    """A mitten hand with its thumb: resting on a support, or hanging in line with the forearm."""
    if resting:
        return placed(smooth_path(HAND_RESTING), wrist)
    return placed(smooth_path(HAND).united(smooth_path(THUMB)), wrist, forearm_deg)


def draw_trunk(painter: QPainter, hip: Point, turn_deg: float, colours: BodyColours, breath: float = 0.0) -> None:
    """Neck, head and shirt; the turn is counter-clockwise from upright, breath widens the chest a little."""
    fill(painter, placed(smooth_path(NECK), hip, turn_deg), colours.skin_shade)
    draw_head(painter, hip, turn_deg, colours)
    chest = tuple((x * (1 + 0.035 * breath * _chest_share(y)), y * (1 + 0.008 * breath)) for x, y in SHIRT)
    fill(painter, placed(smooth_path(chest), hip, turn_deg), colours.shirt)


def draw_head(painter: QPainter, hip: Point, turn_deg: float, colours: BodyColours) -> None:
    """The head in profile."""
    painter.save()
    painter.translate(QPointF(*hip))
    painter.rotate(turn_deg)
    painter.translate(QPointF(*HEAD_CENTRE))
    painter.scale(HEAD_SIZE, HEAD_SIZE)
    fill(painter, smooth_path(FACE), colours.skin)
    fill(painter, smooth_path(HAIR), colours.hair)
    ear = QPainterPath()
    ear.addEllipse(QPointF(-0.012, -0.014), 0.017, 0.027)
    fill(painter, ear, colours.skin)
    stroke(
        painter, smooth_path(((-0.016, 0.002), (-0.006, -0.006), (-0.012, -0.022)), False), colours.skin_shade, 0.006
    )
    eye = QPainterPath()
    eye.addEllipse(QPointF(0.066, 0.002), 0.0075, 0.010)
    fill(painter, eye, colours.dark)
    stroke(painter, smooth_path(BROW, closed=False), colours.hair, 0.008)
    stroke(painter, smooth_path(SMILE, closed=False), colours.skin_shade, 0.007)
    painter.restore()


def draw_chair(painter: QPainter, colours: BodyColours) -> None:
    """The back of a chair in the far plane, its top rail at hip height."""
    left, right, top = SUPPORT_LEFT, SUPPORT_RIGHT, SUPPORT_HEIGHT
    for x in (left + 0.075, right - 0.075):
        _bar(painter, x, 0.02, x, 0.42, 0.026, colours.chair_shade)
    for share in (0.25, 0.5, 0.75):
        x = left + (right - left) * share
        _bar(painter, x, 0.50, x, top - 0.03, 0.016, colours.chair_shade)
    seat = QPainterPath()
    seat.addRoundedRect(QRectF(left - 0.005, 0.425, right - left + 0.01, 0.055), 0.02, 0.02)
    fill(painter, seat, colours.chair)
    for x in (left + 0.022, right - 0.022):
        _bar(painter, x, 0.016, x, top - 0.03, 0.034, colours.chair)
    rail = QPainterPath()
    rail.addRoundedRect(QRectF(left - 0.012, top - 0.075, right - left + 0.024, 0.075), 0.03, 0.03)
    fill(painter, rail, colours.chair)


def draw_floor(painter: QPainter, left: float, right: float, colours: BodyColours) -> None:
    """The floor: a line whose upper edge is the floor line."""
    width = 0.014
    _bar(painter, left, -width / 2, right, -width / 2, width, colours.floor)


def draw_toes_up_arrow(painter: QPainter, leg: Leg, colours: BodyColours) -> None:
    """An arrow before the toes, bent round the heel, that says: up."""
    draw_bent_arrow(painter, (leg.heel[0] - 0.01, leg.heel[1]), 0.372, 4.0, 34.0, colours)


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


def limb(bones: Sequence[Point], profile: Profile) -> QPainterPath:
    """A smooth outline round a chain of bones; its front is to the left of the way along the bones."""
    front: list[Point] = []
    back: list[Point] = []
    for index, t, ahead, behind in profile:
        x, y, normal = _on_bone(bones, index, t)
        front.append((x + ahead * cos(normal), y + ahead * sin(normal)))
        back.append((x - behind * cos(normal), y - behind * sin(normal)))
    return smooth_path(front + back[::-1])


def _on_bone(bones: Sequence[Point], index: int, t: float) -> tuple[float, float, float]:
    """A point of the chain and the direction of its front; round a joint the direction turns gradually."""
    here, there = bones[index], bones[index + 1]
    angle = _direction(here, there)
    soft = 0.24
    if t > 1 - soft and index + 2 < len(bones):
        angle += _turn(angle, _direction(there, bones[index + 2])) * (t - 1 + soft) / soft / 2
    elif t < soft and index > 0:
        angle -= _turn(_direction(bones[index - 1], here), angle) * (soft - t) / soft / 2
    return here[0] + (there[0] - here[0]) * t, here[1] + (there[1] - here[1]) * t, angle + pi / 2


def _beside(leg: Leg, t: float, ahead: float) -> Point:
    x, y, normal = _on_bone((leg.hip, leg.knee, leg.ankle), 1, t)
    return (x + ahead * cos(normal), y + ahead * sin(normal))


def _direction(a: Point, b: Point) -> float:
    return atan2(b[1] - a[1], b[0] - a[0])


def _turn(first: float, second: float) -> float:
    return (second - first + pi) % (2 * pi) - pi


def _chest_share(y: float) -> float:
    return max(0.0, 1 - abs(y - 0.40) / 0.22)


def _bar(painter: QPainter, x0: float, y0: float, x1: float, y1: float, width: float, paint: QColor) -> None:
    line = QPainterPath(QPointF(x0, y0))
    line.lineTo(x1, y1)
    stroke(painter, line, paint, width)
