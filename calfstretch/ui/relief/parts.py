"""The parts of the relief screen: positions with captions, the large button, the flag, what comes after easing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import DurationBand
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.theme import BODY, HEADING, SMALL, TITLE, Theme
from calfstretch.ui.widgets.buttons import Button, IconButton, Look, SecondaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.relief_positions import ReliefPicture, ReliefPosition, picture_words
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scrolled import Scrolled
from calfstretch.ui.widgets.texts import Text, heading, secondary

PICTURE_LEAST = 56
STEP_S = 8.0
"""How long one position is shown before the next. Product choice."""
EXACT = "exact"
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


def length_answers() -> list[tuple[str, str]]:
    """What may be answered to "how long did it last": values and words; the words of "exact" are the time itself."""
    bands = [(band.value, labels.band(band)) for band in DurationBand]
    return [*bands, (EXACT, ""), ("", _("Don't know"))]


class VoiceButton(IconButton):
    """Says whether relief speaks, and changes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sound_on", _("Voice: on"), parent)

    def show_on(self, on: bool) -> None:
        """Show whether it speaks."""
        self.set_icon_name("sound_on" if on else "sound_off")
        words = _("Voice: on") if on else _("Voice: off")
        self.setAccessibleName(words)
        self.setToolTip(_("{what} (V)").format(what=words))


def _picture(theme: Theme, position: ReliefPosition, caption: str) -> ReliefPicture:
    picture = ReliefPicture(theme.palette, position)
    picture.set_description(caption, picture_words(position))
    picture.set_moving(theme.motion_ms(1) > 0)
    picture.setMinimumSize(PICTURE_LEAST, PICTURE_LEAST)
    return picture


def _follow(picture: ReliefPicture, theme: Theme) -> None:
    """Take the colours of the theme, and stand still where less movement is wanted."""
    picture.set_palette_colours(theme.palette)
    picture.set_moving(theme.motion_ms(1) > 0)


class PositionCard(Card):
    """One position that may ease it: a picture over its caption."""

    def __init__(self, theme: Theme, position: ReliefPosition, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=10, gap=_CAPTION_GAP, parent=parent)
        self.picture = _picture(theme, position, caption)
        self.caption = Text(theme, caption, weight=600)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self.picture, 1)
        self.add(self.caption)
        self.setAccessibleName(caption)
        theme.changed.connect(self._recolour)

    def _recolour(self) -> None:
        _follow(self.picture, self._theme)

    def height_without_picture(self, width: int) -> int:
        """What the caption and the edges take at a width."""
        sides = self.content.contentsMargins()
        room = width - sides.left() - sides.right()
        return self.caption.heightForWidth(room) + self.content.spacing() + sides.top() + sides.bottom()


class PositionStepper(Card):
    """One position at a time, its caption beside the picture: for large text. It goes on slowly until it is touched."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=10, gap=0, parent=parent)
        self.pictures: list[ReliefPicture] = []
        self._leg: str | None = None
        self._captions = [caption for _position, caption in positions()]
        self._at = 0
        self._waited_s = 0.0
        self._is_touched = False
        self.caption = Text(theme, self._captions[0], weight=600)
        self.button = IconButton(theme, "chevron_right", _("Another position"))
        self.button.clicked.connect(self._touched)
        row = Stack(theme, across=True, gap=12)
        self._count = secondary(theme)
        told = Stack(theme, gap=4)
        told.box.addStretch(1)
        told.add(self.caption)
        told.add(self._count)
        told.box.addStretch(1)
        row.add(told, 1)
        row.add(self.button)
        self._row = row
        self.add(row, 1)
        theme.changed.connect(self._recolour)

    def set_leg(self, leg: str | None) -> None:
        """The leg that cramps; None = not said."""
        self._leg = leg
        for picture in self.pictures:
            picture.set_leg(leg)

    def _build(self) -> None:
        """The pictures are made where they are first needed: with large text alone."""
        for at, (position, caption) in enumerate(positions()):
            picture = _picture(self._theme, position, caption)
            picture.set_leg(self._leg)
            self._row.box.insertWidget(at, picture, 1)
            self.pictures.append(picture)
        self._show()

    def _recolour(self) -> None:
        for picture in self.pictures:
            _follow(picture, self._theme)

    def height_for(self, width: int, picture: int) -> int:
        """With a picture at least so high, and the longest caption."""
        if not self.pictures:
            self._build()
        sides, shown = self.content.contentsMargins(), self.caption.text()
        beside = self.button.sizeHint().width() + 2 * self._row.box.spacing()
        room = (width - sides.left() - sides.right() - beside) // 2
        words = 0
        for caption in self._captions:
            self.caption.setText(caption)
            words = max(words, self.caption.heightForWidth(room))
        self.caption.setText(shown)
        words += self._count.sizeHint().height() + self._theme.px(4)
        return max(picture, words, self.button.sizeHint().height()) + sides.top() + sides.bottom()

    def step(self) -> None:
        """Show the next position."""
        self._at = (self._at + 1) % len(self.pictures)
        self._waited_s = 0.0
        self._show()

    def pass_time(self, seconds: float) -> None:
        """Go on by itself after a while; not where less movement is wanted, nor once somebody stepped."""
        self._waited_s += seconds
        if self.pictures and self._waited_s >= STEP_S and not self._is_touched and self._theme.motion_ms(1):
            self.step()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._touched()

    def _touched(self) -> None:
        self._is_touched = True
        self.step()

    def _show(self) -> None:
        for at, picture in enumerate(self.pictures):
            picture.setVisible(at == self._at)
        self.caption.setText(self._captions[self._at])
        self._count.setText(_("{n} of {all}").format(n=self._at + 1, all=len(self.pictures)))
        self.setAccessibleName(self._captions[self._at])


def positions() -> list[tuple[ReliefPosition, str]]:
    """The three positions. Source: clinical facts, sections 1 (seated) and 2 (standing on the leg may help)."""
    return [
        (ReliefPosition.STANDING, _("Stand on the leg")),
        (ReliefPosition.SITTING, _("Sit, towel round the foot")),
        (ReliefPosition.IN_BED, _("In bed, pull the toes")),
    ]


def position_cards(theme: Theme, parent: QWidget) -> list[PositionCard]:
    """The three positions side by side."""
    return [PositionCard(theme, position, caption, parent) for position, caption in positions()]


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
        self.scrolling = Scrolled(self._words, clear=True)
        self._row.add(self.scrolling, 1)
        self._row.add(self.safety)
        self.add(self._row)

    def height_for(self, width: int) -> int:
        """With every word in sight; lower than that they scroll."""
        sides = self.content.contentsMargins()
        beside = self.safety.sizeHint().width() + self._row.box.spacing()
        room = width - sides.left() - sides.right() - beside
        needed = max(self._words.box.totalHeightForWidth(room), self.safety.sizeHint().height())
        return needed + sides.top() + sides.bottom()


class EasedCard(Card):
    """What comes after "It eased": the time, or the question how long it was, and the ways on.

    Signals:
        length_said(str): "exact", a `DurationBand`, or "" = not known.
    """

    still = Signal()
    describe = Signal()
    done = Signal()
    length_said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=20, gap=0, parent=parent)
        self._words = Stack(theme, gap=12, margins=(8, 8, 8, 8))  # room for the ring of the focus
        self.line = Text(theme, size=TITLE, weight=700)
        self.ask = Text(theme, size=HEADING, weight=700)
        self.question = Text(theme, _("Still cramping? Space"), size=HEADING)
        self.note = Text(theme, size=BODY, tone="secondary")
        self.lengths = Flow(theme, gap=10)
        self.length_buttons = [SoftButton(theme, words) for _value, words in length_answers()]
        for button, (value, _words) in zip(self.length_buttons, length_answers(), strict=True):
            button.clicked.connect(lambda _=False, value=value: self.length_said.emit(value))
            self.lengths.add(button)
        for part in (self.line, self.ask, self.lengths, self.question, self.note):
            self._words.add(part)
        self.scrolling = Scrolled(self._words, clear=True)
        self.still_button = SecondaryButton(theme, _("Still cramping"), main=True)
        self.describe_button = SecondaryButton(theme, _("Describe now"), main=True)
        self.done_button = SecondaryButton(theme, _("Done"), main=True)
        self._words.box.addSpacing(theme.px(4))
        self._words.add(Flow(theme, self.still_button, self.describe_button, self.done_button, gap=12))
        self.add(self.scrolling, 1)
        self.still_button.clicked.connect(self.still)
        self.describe_button.clicked.connect(self.describe)
        self.done_button.clicked.connect(self.done)
        self.show_line("")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, in the order of Tab."""
        return (*self.length_buttons, self.still_button, self.describe_button, self.done_button)

    def show_line(self, line: str, exact: str | None = None) -> None:
        """Say how long it took.

        Args:
            exact: the time that may not be right, as an answer: asks how long it was; "" = it cannot be right and is
                no answer; None = it is known.
        """
        asks = exact is not None
        self.line.setText(line)
        self.line.setVisible(not asks)
        self.ask.setText(line if asks else "")
        self.ask.setVisible(asks)
        self.lengths.setVisible(asks)
        self.length_buttons[-2].set_words(exact or "")
        self.length_buttons[-2].setVisible(bool(exact))
        waits = _("The entry waits on Today until you describe it.")
        self.note.setText(_("Without an answer, Today asks again.") if asks else waits)

    def fit(self, width: int, room: int) -> int:
        """How high it must be; the words nobody needs in the dark go first: the question stands on a button too."""
        high = 0
        for note, question in ((True, True), (False, True), (False, False)):
            self.note.setVisible(note)
            self.question.setVisible(question)
            high = self._height(width)
            if high <= room:
                break
        return high

    def _height(self, width: int) -> int:
        sides = self.content.contentsMargins()
        words = self._words.box.totalHeightForWidth(width - sides.left() - sides.right())
        return words + sides.top() + sides.bottom()


def top_text(theme: Theme, size: int, parent: QWidget, *, weight: int = 600) -> Text:
    """Words of the top line."""
    return Text(theme, size=max(size, SMALL), weight=weight, wrap=False, parent=parent)
