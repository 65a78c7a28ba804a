"""The line that tests the distance: the guide as it will stand there, with a question in the place of the step."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from calfstretch.domain.routine import DAILY, Leg
from calfstretch.domain.session_view import GuideStep
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.distance import DISTANCE_SETTING, DISTANCES_M, millimetres
from calfstretch.ui.full_screen import GO_KEYS, FullScreen
from calfstretch.ui.guide.controls import GAP, StrongTallButton, TallButton
from calfstretch.ui.guide.state import Bar, Sentence, Shown
from calfstretch.ui.guide.view import GuideView
from calfstretch.ui.widgets.notice import announce

DIGITS = "27"
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
_SMALLER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore, Qt.Key.Key_Left, Qt.Key.Key_Down)


class DistanceLine(FullScreen):
    """A sentence and digits in the sizes a session has; larger and smaller by button, key or presenter.

    Every change is kept at once; `left` when it reads well, and by Esc.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(_("Can you read this from there?"))
        self._context = context
        self._theme = context.theme
        self.view = GuideView(self, context, DAILY, sentences=(_("Can you read this from there?"),))
        self.smaller = TallButton(self._theme, _("Smaller"), parent=self)
        self.larger = TallButton(self._theme, _("Larger"), parent=self)
        self.well = StrongTallButton(self._theme, _("That reads well"), parent=self)
        self.adopt(self.smaller, self.larger, self.well)
        self.smaller.clicked.connect(lambda: self._change(-1))
        self.larger.clicked.connect(lambda: self._change(1))
        self.well.clicked.connect(self.left)
        self._theme.changed.connect(self._place)

    def key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape or key in GO_KEYS:
            self.left.emit()
        elif key in _LARGER:
            self._change(1)
        elif key in _SMALLER:
            self._change(-1)
        else:
            return False
        return True

    def _change(self, by: int) -> None:
        metres = self.view.distance_m + by
        if metres not in DISTANCES_M:
            return
        try:
            self._context.journal.set_setting(DISTANCE_SETTING, metres)
        except CalfstretchError as error:
            self._context.report(error)
            return
        self.view.distance_m = metres
        self._place()
        announce(self, self._size_in_words())

    # -- drawing ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shown = self._shown("")
        for _twice in range(2):  # what is said of the sizes is known once they are
            self.view.show(shown, "", "")
            self.view.place(shown, strip=False)
            shown = self._shown(self._size_in_words())
        self.view.show(shown, "", "")
        self.view.parts.controls.hide()
        self.larger.setEnabled(self.view.distance_m < DISTANCES_M[-1])
        self.smaller.setEnabled(self.view.distance_m > DISTANCES_M[0])
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Side by side at the foot of the place of the controls; where that is narrow the strong one below."""
        place, gap = self._controls_place(), self._theme.px(GAP)
        wide = [button.width_for() for button in (self.smaller, self.larger, self.well)]
        if sum(wide) + 2 * gap <= place.width():
            x = place.left() + (place.width() - sum(wide) - 2 * gap) // 2
            self._put_row(x, place.bottom() + 1, wide, self.smaller, self.larger, self.well)
            return
        half = (place.width() - gap) // 2
        foot = self._put_row(place.left(), place.bottom() + 1, [place.width()], self.well)
        self._put_row(place.left(), foot - gap, [half, half], self.smaller, self.larger)

    def _controls_place(self) -> QRect:
        """The place of the controls, from the side where reading begins."""
        place = QRect(self.view.parts.controls.geometry())
        if self.isRightToLeft():
            place.moveLeft(self.width() - place.left() - place.width())
        return place

    def _put_row(self, x: int, foot: int, widths: list[int], *buttons: TallButton) -> int:
        """Place buttons from the side where reading begins; the row's top."""
        high = max(button.heightForWidth(wide) for button, wide in zip(buttons, widths, strict=True))
        for button, wide in zip(buttons, widths, strict=True):
            button.setGeometry(self.width() - x - wide if self.isRightToLeft() else x, foot - high, wide, high)
            x += wide + self._theme.px(GAP)
        return foot - high

    def _size_in_words(self) -> str:
        parts, dots = self.view.parts, self.view.dots_per_inch()
        words = _("{n} m: letters {letters} mm, digits {digits} mm")
        return words.format(
            n=self.view.distance_m,
            letters=round(millimetres(parts.sentence.font_px() * parts.sentence.capital(), dots)),
            digits=round(millimetres(parts.ring.digit_height(), dots)),
        )

    def _shown(self, said: str) -> Shown:
        return Shown(
            step=GuideStep.HOLD,
            leg=Leg.LEFT,
            sentence=Sentence(_("Can you read this from there?")),
            heading=_("Distance"),
            digits=DIGITS,
            fraction=27 / 30,
            bars=(Bar(30.0, 0.1), Bar(30.0, 0.0)),
            current=0,
            left_in_all="",
            hint=_("Go to where you stretch and look."),
            next_line=said,
            paused=False,
            safety=False,
            question=None,
        )
