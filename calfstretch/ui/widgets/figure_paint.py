"""How a body and its clothes are drawn: filled smooth shapes round the joints of a pose, y up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, cos, pi, sin, tan
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from calfstretch.ui.colours import contrast
from calfstretch.ui.palette import Palette
from calfstretch.ui.widgets.figure_joints import BREATH_RISE, HEEL_RADIUS, Arm, Hand, Leg, Pose, Side
from calfstretch.ui.widgets.figure_shapes import (
    ARM_PROFILE,
    BARE_FOOT,
    EAR,
    EAR_LINE,
    FACE,
    FINGERS,
    HAIR,
    HANDS,
    HEAD_CENTRE,
    HEAD_SIZE,
    LEG_PROFILE,
    NECK,
    SHIN_PROFILE,
    SHIRT,
    SHIRT_SEATED,
    SHOE,
    SHOE_HEEL,
    SHOE_TONGUE,
    SLEEVE_PROFILE,
    THUMBS,
    Profile,
)
from calfstretch.ui.widgets.painting import Point, colour, fill, mix, placed, smooth_path, stroke

# What keeps two shapes of one colour apart: a seam in the colour of the ground.
SEAM = 0.012
SHAPE_CONTRAST = 3.0
# Source: the figure in the product design: the upper 55 % of the shank.
CALF_FROM, CALF_TO = 0.06, 0.55
_CALF_PROUD, _CALF_DEEP = 0.010, 0.060
_CALF_INNER = (0.86, 0.68, 0.5, 0.32, 0.14)
# Which points of the shirt's outline are its hem.
_HEM = slice(7, 10)
# In bone lengths: how near a joint an outline turns with it; how far its crook at a right angle is filled, and how far
# at most; and how far down the bone that is to be seen.
_SOFT = 0.24
_CROOK, _CROOK_MOST, _CROOK_TO = 0.15, 0.26, 0.42
# Smaller than this many pixels a leg length, seams of clothes and lines of a hand would be a grey haze.
FINE_PX = 110.0
# What keeps shapes apart is never thinner than this many pixels.
_SEAM_PX = 1.4


class BodyColours(NamedTuple):
    """The colours of one drawing, mixed from the palette's roles."""

    skin: QColor
    skin_shade: QColor
    hair: QColor
    shirt: QColor
    shirt_shade: QColor
    crease: QColor
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


def body_colours(palette: Palette) -> BodyColours:
    """The palette's roles as the figure needs them; shades go towards the darker of text and ground, 3:1 at least."""
    dark = min(colour(palette.text), colour(palette.ground), key=QColor.lightnessF)
    return BodyColours(
        skin=colour(palette.skin),
        skin_shade=_shaded(palette, palette.skin, dark),
        hair=colour(palette.hair),
        shirt=colour(palette.shirt),
        shirt_shade=_shaded(palette, palette.shirt, dark),
        crease=mix(palette.shirt, dark, 0.45),
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
    )


def _shaded(palette: Palette, role: str, dark: QColor) -> QColor:
    """A fifth darker, or as much as still stands out from ground and card."""
    parts = (0.20, 0.16, 0.12, 0.08, 0.04)
    return next(
        (
            shade
            for shade in (mix(role, dark, part) for part in parts)
            if min(contrast(shade.name(), under) for under in (palette.ground, palette.card)) >= SHAPE_CONTRAST
        ),
        colour(role),
    )


def fine(painter: QPainter) -> bool:
    """Whether the picture is large enough for thin lines: seams, fingers, the rim of an ear."""
    return _leg_px(painter) >= FINE_PX


def seam(painter: QPainter) -> float:
    """How wide in leg lengths the gap between two shapes is; in a small picture it stays wide enough to be seen."""
    return max(SEAM, _SEAM_PX / _leg_px(painter))


def _leg_px(painter: QPainter) -> float:
    return max(1.0, abs(painter.deviceTransform().m22()))


# -- legs -----------------------------------------------------------------------------------------------


def draw_legs(painter: QPainter, pose: Pose, colours: BodyColours, *, barefoot: bool = False) -> None:
    """The far leg, and over it the near one with a seam round it."""
    stance = pose.stance
    draw_leg(painter, pose.far, stance.far_side, colours, barefoot=barefoot)
    painter.save()
    # A hair wider than the far leg, or its smooth edge would stand as a thin line beside the seam.
    above = QPainterPath()
    above.addRect(QRectF(-2.0, 0.0, 4.0, 2.0))
    painter.setClipPath(_whole_leg(pose.far, barefoot, wider=0.005).intersected(above))
    fill(painter, _whole_leg(pose.near, barefoot, wider=seam(painter)), colours.ground)
    painter.restore()
    draw_leg(painter, pose.near, stance.near_side, colours, barefoot=barefoot)


def draw_leg(painter: QPainter, leg: Leg, side: Side, colours: BodyColours, *, barefoot: bool = False) -> None:
    """One leg in its trousers, with or without a shoe; its calf marked as far as it is to be felt."""
    skin = colours.skin if barefoot and side.active > 0.5 else colours.skin_shade
    fill(painter, limb((leg.hip, leg.knee, leg.ankle), SHIN_PROFILE), skin)
    if barefoot:
        fill(painter, foot_outline(leg, barefoot=True), skin)
    else:
        draw_shoe(painter, leg, colours)
    cloth = mix(colours.other, colours.active, side.active)
    fill(painter, leg_outline(leg), cloth)
    if side.feel > 0.0:
        calf = calf_path(leg)
        fill(painter, calf, mix(cloth, colours.feel, side.feel))
        stroke(painter, calf, mix(cloth, colours.ground, side.feel), 0.6 * seam(painter))


def _whole_leg(leg: Leg, barefoot: bool, wider: float = 0.0) -> QPainterPath:
    """Trousers and foot as one area."""
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for path in (leg_outline(leg, wider), foot_outline(leg, barefoot, wider)):
        whole.addPath(path)
    return whole


def leg_outline(leg: Leg, wider: float = 0.0) -> QPainterPath:
    """The trousers of one leg."""
    return limb((leg.hip, leg.knee, leg.ankle), LEG_PROFILE, wider=wider)


def calf_path(leg: Leg) -> QPainterPath:
    """The calf: a bulge on the rear contour of the upper part of the shank."""
    rows = [(t, behind) for bone, t, _ahead, behind in LEG_PROFILE if bone == 1 and CALF_FROM <= t <= CALF_TO]
    (first, high), (last, low) = rows[0], rows[-1]
    shares = [(t - first) / (last - first) for t, _behind in rows]
    outer = [(t, -behind - _CALF_PROUD * sin(pi * u)) for (t, behind), u in zip(rows, shares, strict=True)]
    inner = [(first + (last - first) * u, -high + (high - low) * u + _CALF_DEEP * sin(pi * u)) for u in _CALF_INNER]
    # Two curves that meet in a point above and below.
    path = smooth_path([_beside(leg, *at) for at in outer], closed=False)
    path.connectPath(smooth_path([_beside(leg, *at) for at in (outer[-1], *inner, outer[0])], closed=False))
    path.closeSubpath()
    return path


def calf_point(leg: Leg) -> Point:
    """Where the leader line of the words ends: in the middle of the calf."""
    return _beside(leg, 0.30, -0.043)


def draw_shoe(painter: QPainter, leg: Leg, colours: BodyColours) -> None:
    """A shoe whose round heel stands on the leg's heel point."""
    shoe = foot_outline(leg, barefoot=False)
    fill(painter, shoe, colours.shoe)
    fill(painter, placed(_shoe_band(), _heel_centre(leg), leg.toes_up_deg), colours.sole)
    if fine(painter):
        for line in (SHOE_TONGUE, SHOE_HEEL):
            stroke(painter, placed(_shape(line, False), _heel_centre(leg), leg.toes_up_deg), colours.sole, 0.006)


@lru_cache(maxsize=1)
def _shoe_band() -> QPainterPath:
    band = QPainterPath()
    band.addRect(QRectF(-0.1, -0.06, 0.5, 0.046))
    return band.intersected(_shape(SHOE))


def foot_outline(leg: Leg, barefoot: bool = False, wider: float = 0.0) -> QPainterPath:
    """The shoe or the bare foot of one leg."""
    shape = _shape(BARE_FOOT if barefoot else SHOE)
    if wider:
        middle, half = shape.boundingRect().center(), shape.boundingRect().width() / 2
        grown = QTransform().translate(middle.x(), middle.y()).scale(1 + wider / half, 1 + 3 * wider / half)
        shape = grown.translate(-middle.x(), -middle.y()).map(shape)
    return placed(shape, _heel_centre(leg), leg.toes_up_deg)


def _heel_centre(leg: Leg) -> Point:
    return (leg.heel[0], leg.heel[1] + HEEL_RADIUS)


# -- trunk, head, arms ------------------------------------------------------------------------------------


def draw_arm(painter: QPainter, arm: Arm, hand: Hand, colours: BodyColours, *, far: bool) -> None:
    """One arm with a short sleeve and its hand."""
    bones = (arm.shoulder, arm.elbow, arm.wrist)
    skin, line = (colours.skin_shade, colours.skin) if far else (colours.skin, colours.skin_shade)
    flesh, sleeve = limb(bones, ARM_PROFILE), limb(bones, SLEEVE_PROFILE)
    palm = placed(smooth_path(_between(HANDS, hand.grip)), arm.wrist, hand.turn_deg)
    if not far:  # over clothes that may have nearly its colour
        for part in (sleeve, flesh, palm):
            stroke(painter, part, colours.crease, seam(painter))
    fill(painter, flesh, skin)
    fill(painter, palm, skin)
    _draw_fingers(painter, arm.wrist, hand, skin, line)
    fill(painter, sleeve, colours.shirt_shade if far else colours.shirt)


def _draw_fingers(painter: QPainter, wrist: Point, hand: Hand, skin: QColor, line: QColor) -> None:
    thumb = _between(THUMBS, hand.grip)
    fill(painter, placed(smooth_path(thumb), wrist, hand.turn_deg), skin)
    if fine(painter):
        for edge in (thumb[3:], _between(FINGERS, hand.grip)):
            stroke(painter, placed(smooth_path(edge, closed=False), wrist, hand.turn_deg), line, 0.006)


def draw_trunk(painter: QPainter, pose: Pose, colours: BodyColours) -> None:
    """Neck, head and shirt; breath lifts the shoulders and widens the chest a little."""
    stance, hip = pose.stance, pose.hip
    turn, rise = -stance.lean_deg, BREATH_RISE * stance.breath
    painter.save()
    painter.translate(QPointF(*hip))
    painter.rotate(turn)
    painter.translate(0.0, 0.8 * rise)
    fill(painter, _shape(NECK), colours.skin_shade)
    _draw_head(painter, stance.nod_deg, colours)
    painter.translate(0.0, -0.8 * rise)
    shirt = [
        (x * (1 + 0.085 * stance.breath * _chest_share(y)), y + rise * min(1.0, max(0.0, y / 0.5)))
        for x, y in _mixed_points(SHIRT, SHIRT_SEATED, stance.seated)
    ]
    fill(painter, smooth_path(shirt), colours.shirt)
    # The hem: at night shirt and trousers have nearly one colour.
    stroke(painter, smooth_path(shirt[_HEM], closed=False), colours.crease, 0.8 * seam(painter))
    if fine(painter):
        collar = smooth_path([*shirt[-3:], shirt[0]], closed=False)
        stroke(painter, collar, colours.shirt_shade, 0.016)
    painter.restore()


def _draw_head(painter: QPainter, nod_deg: float, colours: BodyColours) -> None:
    """The head in profile, nodding about the top of its neck."""
    painter.save()
    painter.translate(QPointF(0.0, 0.66))
    painter.rotate(-nod_deg)
    painter.translate(QPointF(HEAD_CENTRE[0], HEAD_CENTRE[1] - 0.66))
    painter.scale(HEAD_SIZE, HEAD_SIZE)
    fill(painter, _shape(FACE), colours.skin)
    fill(painter, _shape(HAIR), colours.hair)
    fill(painter, _shape(EAR), colours.skin)
    if fine(painter):
        stroke(painter, _shape(EAR_LINE, False), colours.skin_shade, 0.006)
    painter.restore()


def _chest_share(y: float) -> float:
    return max(0.0, 1 - abs(y - 0.40) / 0.22)


# -- outlines -----------------------------------------------------------------------------------------------


def limb(bones: Sequence[Point], profile: Profile, wider: float = 0.0) -> QPainterPath:
    """A smooth outline round a chain of bones; its front is to the left of the way along the bones.

    Args:
        wider: how much it is wider all round.
    """
    turn = _turn(_direction(*bones[:2]), _direction(*bones[1:3]))
    front: list[Point] = []
    back: list[Point] = []
    for index, t, ahead, behind in profile:
        ahead, behind = ahead + wider, behind + wider
        front.append(_outline_point(bones, index, t, ahead, turn))
        back.append(_outline_point(bones, index, t, -behind, turn))
    return smooth_path(front + back[::-1])


def _outline_point(bones: Sequence[Point], index: int, t: float, off: float, turn: float) -> Point:
    """A point of a limb's outline, so far to its front (positive) or back.

    In the crook of a bent joint the rows move away from it, so that none cross and flesh rounds the corner.
    """
    crook = turn * off > 0.0
    if crook:
        away = min(_CROOK_MOST, _CROOK * tan(min(abs(turn), 2.6) / 2))
        from_joint = 1.0 - t if index == 0 else t
        moved = away * max(0.0, 1.0 - from_joint / _CROOK_TO)
        t += moved if index else -moved
    x, y, normal = _on_bone(bones, index, t, soft=0.0 if crook else _SOFT)
    return (x + off * cos(normal), y + off * sin(normal))


@lru_cache(maxsize=32)
def _shape(points: tuple[Point, ...], closed: bool = True) -> QPainterPath:
    """The outline of a shape that never changes, made once."""
    return smooth_path(points, closed=closed)


def _between(shapes: Sequence[tuple[Point, ...]], share: float) -> list[Point]:
    """A shape between several in a row: 0 is the first, 1 the last."""
    at = min(1.0, max(0.0, share)) * (len(shapes) - 1)
    first = min(int(at), len(shapes) - 2)
    return _mixed_points(shapes[first], shapes[first + 1], at - first)


def _mixed_points(a: Sequence[Point], b: Sequence[Point], t: float) -> list[Point]:
    return [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for p, q in zip(a, b, strict=True)]


def _on_bone(bones: Sequence[Point], index: int, t: float, soft: float) -> tuple[float, float, float]:
    """A point of the chain and the direction of its front; round a joint the direction turns gradually."""
    here, there = bones[index], bones[index + 1]
    angle = _direction(here, there)
    if t > 1 - soft and index + 2 < len(bones):
        angle += _turn(angle, _direction(there, bones[index + 2])) * (t - 1 + soft) / soft / 2
    elif t < soft and index > 0:
        angle -= _turn(_direction(bones[index - 1], here), angle) * (soft - t) / soft / 2
    return here[0] + (there[0] - here[0]) * t, here[1] + (there[1] - here[1]) * t, angle + pi / 2


def _beside(leg: Leg, t: float, ahead: float) -> Point:
    x, y, normal = _on_bone((leg.hip, leg.knee, leg.ankle), 1, t, _SOFT)
    return (x + ahead * cos(normal), y + ahead * sin(normal))


def _direction(a: Point, b: Point) -> float:
    return atan2(b[1] - a[1], b[0] - a[0])


def _turn(first: float, second: float) -> float:
    return (second - first + pi) % (2 * pi) - pi
