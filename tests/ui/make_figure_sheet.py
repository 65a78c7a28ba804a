"""Sheets of every pose of the figure and of the ways between them, for people to look at. By hand:

    python tests/ui/make_figure_sheet.py FOLDER [--only WORD] [--looks light,dark,night] [--cell 250]

One sheet for each variant, leg and look, in the order of a session, four in-betweens on each way; one for the soles
on the way, one for the relief positions. Needs no screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from calfstretch.domain.routine import Variant
from calfstretch.ui.application import make_application
from calfstretch.ui.palette import Palette
from calfstretch.ui.theme import PALETTES, load_palette
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_motion import eased
from calfstretch.ui.widgets.figure_pose import FigureStep, Pose, pose, pose_between
from calfstretch.ui.widgets.relief_positions import ReliefPicture, ReliefPosition
from calfstretch.ui.widgets.soles import Soles

WAY = (FigureStep.STAND, FigureStep.STEP, FigureStep.LIFT)
SHARES = (0.0, 0.25, 0.5, 0.75)
LEGS = ("right", "left")


def stations(leg: str, variant: Variant) -> list[Pose]:
    """A session's poses from one leg's first step to the feet together for the other one, and breathed in."""
    other = LEGS[1 - LEGS.index(leg)]
    held = pose(FigureStep.HOLD, leg, 1.0, variant)
    return [*(pose(step, leg, 0.0, variant) for step in WAY), held, pose(FigureStep.SWAP, other, 0.0, variant)]


def frames(leg: str, variant: Variant) -> Iterator[tuple[Pose, bool]]:
    """Every pose to be looked at, and whether words stand beside it."""
    poses = stations(leg, variant)
    for start, end in zip(poses, poses[1:], strict=False):
        for share in SHARES:
            shown = pose_between(start, end, eased(share))
            yield shown, shown.active.toes_up_deg > 10 and share == 0.0
    yield poses[-1], False


def figure_sheet(palette: Palette, leg: str, variant: Variant, cell: int) -> QImage:
    """One row for each way."""
    tall = round(cell * 1.32) if variant is not Variant.SEATED else round(cell * 1.12)
    sheet = _paper(palette, cell * len(SHARES), tall * 5)
    figure = Figure(palette)
    figure.set_variant(variant)
    figure.keep_room_for("feel it here")
    figure.resize(cell, tall)
    painter = QPainter(sheet)
    for i, (shown, words) in enumerate(frames(leg, variant)):
        figure.set_label("feel it here" if words else "")
        figure.set_arrow(words)
        figure.set_pose(shown)
        _put(painter, figure, i % len(SHARES) * cell, i // len(SHARES) * tall)
    painter.end()
    return sheet


def relief_sheet(palette: Palette, cell: int) -> QImage:
    """Three positions, right leg and left, large and as small as on the screen."""
    wide = round(cell * 1.6)
    sheet = _paper(palette, wide * 3, cell * 2 + 150, palette.card)
    painter = QPainter(sheet)
    for column, position in enumerate(ReliefPosition):
        for row, leg in enumerate(LEGS):
            drawn = ReliefPicture(palette, position)
            drawn.set_leg(leg)
            for size, x, y in (((wide, cell), 0, row * cell), ((150, 130), row * 170, cell * 2)):
                drawn.resize(*size)
                _put(painter, drawn, column * wide + x, y)
    painter.end()
    return sheet


def sole_sheet(palette: Palette, cell: int) -> QImage:
    """From none to the left, to the right."""
    sheet = _paper(palette, cell // 2 * 5, round(cell / 2 * 1.32) * 2)
    painter = QPainter(sheet)
    for row, (first, second) in enumerate((((0.0, 0.0), (1.0, 0.0)), ((1.0, 0.0), (0.0, 1.0)))):
        for column in range(5):
            soles = Soles(palette)
            t = eased(column / 4)
            soles.set_shares(*(a + (b - a) * t for a, b in zip(first, second, strict=True)))
            soles.resize(cell // 2, round(cell / 2 * 1.32))
            _put(painter, soles, column * (cell // 2), row * soles.height())
    painter.end()
    return sheet


def _paper(palette: Palette, wide: int, high: int, ground: str = "") -> QImage:
    paper = QImage(wide, high, QImage.Format.Format_RGB32)
    paper.fill(QColor(ground or palette.ground))
    return paper


def _put(painter: QPainter, widget: QWidget, x: int, y: int) -> None:
    picture = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor(0, 0, 0, 0))
    widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.drawImage(x, y, picture)


def main() -> int:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="sheets whose name holds this word")
    parser.add_argument("--looks", default=",".join(PALETTES))
    parser.add_argument("--cell", type=int, default=250, help="pixels across one figure")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    make_application()
    for look in asked.looks.split(","):
        palette = load_palette(look)
        sheets: dict[str, Callable[[], QImage]] = {
            f"{variant.value}-{leg}": partial(figure_sheet, palette, leg, variant, asked.cell)
            for variant in Variant
            for leg in LEGS
        }
        sheets["relief"] = partial(relief_sheet, palette, asked.cell)
        sheets["soles"] = partial(sole_sheet, palette, asked.cell)
        for name, make in sheets.items():
            if asked.only in f"{name}-{look}":
                make().save(str(asked.folder / f"{name}-{look}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
