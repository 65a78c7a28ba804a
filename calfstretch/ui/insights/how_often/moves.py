"""The line under the chart: which days are seen, and a button for everything a drag or the wheel does."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.insights.series import Span, Step
from calfstretch.ui.colours import mix
from calfstretch.ui.insights.how_often.state import back_words, seen_words
from calfstretch.ui.insights.how_often.steady_text import SteadyText
from calfstretch.ui.insights.how_often.view_range import PAN_STEP, ZOOM_STEP, Window
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import IconButton, LinkButton
from calfstretch.ui.widgets.rows import Stack


class _Way(IconButton):
    """A button that is faint where it leads nowhere: four of them in a row would be a fence with the usual edge."""

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        if self.isEnabled():
            return super().colours()
        palette = self.theme.palette
        return None, None, QColor(mix(palette.card, palette.text, 0.35))


class Moves(Stack):
    """Signals: `zoomed` and `panned` carry what `ChartView.zoom` and `pan` take; `went_home`."""

    zoomed = Signal(float)
    panned = Signal(float)
    went_home = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, across=True, gap=8)
        day = date(2000, 9, 28)
        longest = max((seen_words(day.replace(year=1999), day, step) for step in Step), key=len)
        self.words = SteadyText(theme, longest)
        self.back = LinkButton(theme, back_words(Span.ALL))
        self.back.setToolTip(_("The range chosen above (Home)"))
        self.back.clicked.connect(self.went_home)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.hide()
        self.earlier = _Way(theme, "chevron_left", _("Earlier"))
        self.later = _Way(theme, "chevron_right", _("Later"))
        self.closer = _Way(theme, "plus", _("Zoom in"))
        self.wider = _Way(theme, "minus", _("Zoom out"))
        self.earlier.setToolTip(_("Earlier (Shift+←, or drag the chart)"))
        self.later.setToolTip(_("Later (Shift+→, or drag the chart)"))
        self.closer.setToolTip(_("Zoom in (+, or Ctrl and the wheel)"))
        self.wider.setToolTip(_("Zoom out (−, or Ctrl and the wheel)"))
        self.earlier.clicked.connect(lambda: self.panned.emit(-PAN_STEP))
        self.later.clicked.connect(lambda: self.panned.emit(PAN_STEP))
        self.closer.clicked.connect(lambda: self.zoomed.emit(ZOOM_STEP))
        self.wider.clicked.connect(lambda: self.zoomed.emit(1 / ZOOM_STEP))
        self._row = Stack(theme, across=True, gap=0)
        for button in (self.earlier, self.later, self.wider, self.closer):
            self._row.add(button)
        # the time axis runs from left to right in every language, and so do the ways along it
        self._row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.add(self.words, 1)
        self._ways = Stack(theme, across=True, gap=8)
        self._ways.box.addStretch(1)
        self._ways.add(self.back)
        self._ways.add(self._row)
        self.add(self._ways)

    def show_window(self, window: Window, words: str, span: Span) -> None:
        """Say what is seen, and offer what can be done."""
        self.words.say(words)
        if self.back.words() != back_words(span):
            self.back.set_words(back_words(span))
        if window.is_home and self.back.hasFocus():
            self.closer.setFocus()  # the way back is gone; of the others this one leads somewhere from here
        self.back.setVisible(not window.is_home)
        _offer(self.earlier, window.may_go_earlier)
        _offer(self.later, window.may_go_later)
        _offer(self.closer, window.may_zoom_in)
        _offer(self.wider, window.may_zoom_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_across(self.width() >= self._theme.px(600))


def _offer(button: QWidget, possible: bool) -> None:
    """Enable a button, or not; the one the keyboard stands on stays, so that the keyboard does not leave it."""
    if possible or not button.hasFocus():
        button.setEnabled(possible)
