"""The outlines of the leg map: two legs seen from behind, two soles, seven zones a leg; y down, no painting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from calfstretch.domain.episode import Zone
from calfstretch.ui.widgets.painting import Point, smooth_path

LEGS = ("left", "right")
# The order of the Tab key, from the knee down.
ZONES = (
    Zone.BEHIND_KNEE,
    Zone.OUTER_CALF,
    Zone.MIDDLE_CALF,
    Zone.INNER_CALF,
    Zone.LOWER_CALF,
    Zone.HEEL_CORD,
    Zone.ARCH,
)

# The picture's own units; a leg is drawn about its middle line, the LEFT one, outer side at negative x.
BOUNDS = QRectF(-192.0, 0.0, 384.0, 412.0)
LEG_MIDDLE = 70.0
SOLE_MIDDLE = 156.0
SOLE_TOP = 240.0

OUTER_EDGE: tuple[Point, ...] = (
    (-63, 0),
    (-57, 38),
    (-47, 78),
    (-43, 102),
    (-49, 134),
    (-53, 166),
    (-49, 208),
    (-39, 254),
    (-29, 302),
    (-25, 334),
    (-28, 356),
    (-25, 374),
    (-24, 388),
)
INNER_EDGE: tuple[Point, ...] = (
    (24, 388),
    (24, 368),
    (28, 346),
    (25, 326),
    (28, 296),
    (39, 248),
    (51, 202),
    (53, 174),
    (47, 134),
    (42, 102),
    (45, 78),
    (52, 38),
    (55, 0),
)
HEEL: tuple[Point, ...] = ((-19, 401), (0, 405), (19, 401))
FOREFOOT: tuple[Point, ...] = (
    (-23, 374),
    (-36, 384),
    (-46, 394),
    (-45, 404),
    (-30, 407),
    (0, 402),
    (22, 405),
    (30, 400),
    (26, 388),
    (0, 380),
)
ZONE_POINTS: dict[Zone, tuple[Point, ...]] = {
    Zone.BEHIND_KNEE: (
        (-24, 76),
        (0, 70),
        (24, 76),
        (34, 92),
        (35, 110),
        (18, 121),
        (0, 124),
        (-18, 121),
        (-36, 110),
        (-35, 92),
    ),
    Zone.OUTER_CALF: (
        (-17, 131),
        (-34, 129),
        (-43, 144),
        (-46, 168),
        (-43, 200),
        (-36, 224),
        (-27, 228),
        (-20, 210),
        (-15, 178),
        (-13, 146),
    ),
    Zone.MIDDLE_CALF: (
        (0, 131),
        (-9, 140),
        (-10, 172),
        (-14, 204),
        (-22, 232),
        (-14, 244),
        (0, 246),
        (14, 246),
        (22, 238),
        (15, 208),
        (10, 172),
        (9, 140),
    ),
    Zone.INNER_CALF: (
        (17, 131),
        (33, 129),
        (42, 146),
        (46, 174),
        (44, 204),
        (38, 230),
        (28, 237),
        (20, 214),
        (15, 178),
        (13, 146),
    ),
    Zone.LOWER_CALF: (
        (-32, 249),
        (-16, 252),
        (0, 254),
        (16, 254),
        (32, 249),
        (27, 276),
        (22, 300),
        (12, 305),
        (-12, 305),
        (-22, 300),
        (-27, 276),
    ),
    Zone.HEEL_CORD: (
        (-15, 312),
        (0, 311),
        (15, 312),
        (15, 330),
        (13, 348),
        (17, 368),
        (18, 384),
        (0, 391),
        (-18, 384),
        (-17, 368),
        (-13, 348),
        (-15, 330),
    ),
}
# The sole, toes down as a raised foot shows it from behind; inner side at positive x on the left foot.
SOLE: tuple[Point, ...] = (
    (0, 0),
    (17, 5),
    (22, 22),
    (18, 44),
    (12, 66),
    (16, 88),
    (27, 108),
    (29, 124),
    (18, 133),
    (-6, 131),
    (-26, 122),
    (-32, 108),
    (-27, 84),
    (-22, 56),
    (-22, 22),
    (-17, 5),
)
ARCH: tuple[Point, ...] = ((14, 42), (8, 66), (13, 92), (-2, 97), (-17, 88), (-19, 64), (-14, 42), (0, 36))
TOES: tuple[tuple[float, float, float, float], ...] = (
    (19.0, 144.0, 9.5, 13.0),
    (3.5, 143.0, 6.2, 9.5),
    (-8.5, 139.0, 5.6, 8.5),
    (-19.0, 134.0, 5.2, 7.6),
    (-28.0, 127.0, 4.8, 6.8),
)


@dataclass(frozen=True, slots=True)
class LegShapes:
    """The outlines of one leg in the picture's units."""

    body: QPainterPath
    forefoot: QPainterPath
    sole: QPainterPath
    toes: QPainterPath
    zones: dict[Zone, QPainterPath]
    middle_x: float
    sole_middle_x: float


def leg_shapes(leg: str) -> LegShapes:
    """One leg's outlines; "right" is the mirror picture of "left", so inner stays inner."""
    side = -1.0 if leg == "left" else 1.0
    flip = 1.0 if leg == "left" else -1.0
    on_leg = QTransform().translate(side * LEG_MIDDLE, 0).scale(flip, 1)
    on_sole = QTransform().translate(side * SOLE_MIDDLE, SOLE_TOP).scale(flip, 1)
    zones = {zone: on_leg.map(smooth_path(points)) for zone, points in ZONE_POINTS.items()}
    zones[Zone.ARCH] = on_sole.map(smooth_path(ARCH))
    return LegShapes(
        body=on_leg.map(_body()),
        forefoot=on_leg.map(smooth_path(FOREFOOT)),
        sole=on_sole.map(smooth_path(SOLE)),
        toes=on_sole.map(_toes()),
        zones=zones,
        middle_x=side * LEG_MIDDLE,
        sole_middle_x=side * SOLE_MIDDLE,
    )


def _body() -> QPainterPath:
    """The leg's outline, open at the thigh."""
    return smooth_path((*OUTER_EDGE, *HEEL, *INNER_EDGE), closed=False)


def _toes() -> QPainterPath:
    toes = QPainterPath()
    for x, y, half_width, half_height in TOES:
        toes.addEllipse(QPointF(x, y), half_width, half_height)
    return toes
