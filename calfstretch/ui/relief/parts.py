"""The parts of the relief screen: positions with captions, the large button, the flag, what comes after easing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import BODY, HEADING, SMALL, TITLE, Theme
from calfstretch.ui.widgets.buttons import Button, Look, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.relief_positions import ReliefPicture, ReliefPosition
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import Text, heading

PICTURE_LEAST = 56
_CAPTION_GAP = 6


class LegButton(Button):
    """LEFT or RIGHT; chosen it is filled."""

    look = Look(height=64, padding=20, size=22, weight=600)

    def __init__(self, theme: Theme, text: str, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, icon=icon, name=name, parent=parent)
        self.setCheckable(True)

    def heightForWidth(self, width: int) -> int:
        return max(64, super().heightForWidth(width) - self.theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 64)

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isChecked():
            return super().colours()
        action = self.theme.colour("action")
        return action, action, self.theme.colour("on_action")


class QuietButton(Button):
    """The way to Safety: in sight, not in the way."""

    look = Look(height=44, padding=16, size=16, weight=600)


class EasedButton(Button):
    """ "It eased", as large as the lower part of the window."""

    look = Look(height=96, padding=24, size=TITLE, weight=700, ink="action", border="action", border_width=3, corner=24)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("It eased"), parent=parent)
        self._key = _("Space")
        self.setAccessibleDescription(_("Stores how long it took"))

    def draw_font(self) -> QFont:
        font = QFont(super().draw_font())
        font.setPixelSize(max(font.pixelSize(), min(self.height() // 4, self.width() // 8)))
        return font

    def paint_words(self, painter: QPainter, ink: QColor) -> None:
        large, small = self.draw_font(), self.theme.font(BODY)
        high = large.pixelSize() * 1.25
        whole = high + small.pixelSize() * 1.4
        top = (self.height() - whole) / 2
        painter.setPen(ink)
        painter.setFont(large)
        painter.drawText(QRectF(0, top, self.width(), high), Qt.AlignmentFlag.AlignCenter, self.words())
        painter.setFont(small)
        painter.drawText(QRectF(0, top + high, self.width(), whole - high), Qt.AlignmentFlag.AlignCenter, self._key)


class PositionCard(Card):
    """One position that may ease it: a picture over its caption, or the caption alone where it is narrow."""

    def __init__(self, theme: Theme, position: ReliefPosition, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=10, gap=_CAPTION_GAP, parent=parent)
        self._palette_theme = theme
        self.picture = ReliefPicture(theme.palette, position)
        self.picture.set_description(caption, caption)
        self.picture.setMinimumSize(PICTURE_LEAST, PICTURE_LEAST)
        self.caption = Text(theme, caption, weight=600)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.picture, 1)
        self.add(self.caption)
        self.setAccessibleName(caption)
        theme.changed.connect(lambda: self.picture.set_palette_colours(theme.palette))

    def least_height(self, width: int) -> int:
        """With the caption alone."""
        sides = self.content.contentsMargins()
        room = width - sides.left() - sides.right()
        return self.caption.heightForWidth(room) + sides.top() + sides.bottom()

    def picture_fits(self, height: int) -> bool:
        """Whether a picture can be read in the height left beside the caption."""
        return height >= PICTURE_LEAST + self._palette_theme.px(_CAPTION_GAP)

    def show_picture(self, shown: bool) -> None:
        """Show or hide the picture."""
        self.picture.setVisible(shown)


def position_cards(theme: Theme, parent: QWidget) -> list[PositionCard]:
    """The three positions. Source: clinical facts, sections 1 (seated) and 2 (standing on the leg may help)."""
    return [
        PositionCard(theme, ReliefPosition.STANDING, _("Stand on the leg"), parent),
        PositionCard(theme, ReliefPosition.SITTING, _("Sit, towel round the foot"), parent),
        PositionCard(theme, ReliefPosition.IN_BED, _("In bed, pull the toes"), parent),
    ]


class FlagCard(Card):
    """Red flag 8, large, with the way to Safety; it comes at ten minutes and stays."""

    def __init__(self, theme: Theme, urgency: str, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", padding=14, gap=6, parent=parent)
        self.setAccessibleName(f"{sign} {urgency}")
        self._words = Stack(theme, gap=4)
        self._words.add(heading(theme, sign))
        self._words.add(Text(theme, urgency + ".", size=20, weight=600))
        self.safety = SecondaryButton(theme, _("Safety"), main=True)
        self._row = Stack(theme, across=True, gap=16)
        self._row.add(_scrolling(self._words), 1)
        self._row.add(self.safety)
        self.add(self._row)

    def height_for(self, width: int) -> int:
        """With every word in sight; lower than that they scroll."""
        sides = self.content.contentsMargins()
        beside = self.safety.sizeHint().width() + self._row.box.spacing()
        room = width - sides.left() - sides.right() - beside
        needed = max(self._words.box.totalHeightForWidth(room), self.safety.sizeHint().height())
        return needed + sides.top() + sides.bottom()


def _scrolling(words: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # the ground is the card's
    area.setStyleSheet("QScrollArea, QScrollArea > #qt_scrollarea_viewport > QWidget { background: transparent; }")
    area.viewport().setAutoFillBackground(False)
    area.setWidget(words)
    return area


class EasedCard(Card):
    """What comes after "It eased": the time, and two ways on."""

    still = Signal()
    describe = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=28, gap=12, parent=parent)
        self.line = Text(theme, size=TITLE, weight=700)
        self.question = Text(theme, _("Still cramping? Space"), size=HEADING)
        self.note = Text(theme, _("The entry waits on Today until you describe it."), size=BODY, tone="secondary")
        self.still_button = SecondaryButton(theme, _("Still cramping"), main=True)
        self.describe_button = SecondaryButton(theme, _("Describe now"), main=True)
        self.done_button = SecondaryButton(theme, _("Done"), main=True)
        for part in (self.line, self.question, self.note):
            self.add(part)
        self.content.addSpacing(theme.px(8))
        self.add(Flow(theme, self.still_button, self.describe_button, self.done_button, gap=12))
        self.still_button.clicked.connect(self.still)
        self.describe_button.clicked.connect(self.describe)
        self.done_button.clicked.connect(self.done)


def top_text(theme: Theme, size: int, parent: QWidget, *, weight: int = 600) -> Text:
    """Words of the top line."""
    return Text(theme, size=max(size, SMALL), weight=weight, wrap=False, parent=parent)
