"""The card of the next stretch, with the one big Start."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.domain.routine import Routine, Variant
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_pose import FigureStep
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import caps_label, heading, secondary

_FIGURE_PX = 200


class NextStretchCard(Card):
    """What comes next and Start; the figure gives way where there is no room."""

    started = Signal()
    change_asked = Signal()
    typed_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme = theme
        self._variant = Variant.KNEE_STRAIGHT
        self.setAccessibleName(_("Next stretch"))
        words = Stack(theme, gap=8)
        words.add(caps_label(theme, _("Next stretch")))
        self._name = heading(theme)
        self._line = secondary(theme, size=18)
        words.add(self._name)
        words.add(self._line)
        self._done = secondary(theme)
        self._done.hide()
        words.add(self._done)
        self.start = PrimaryButton(theme, _("Start"), main=True)
        self.start.setMinimumWidth(theme.px(190))
        self.start.setToolTip(_("Space"))
        self.start.clicked.connect(self.started)
        self.change = SecondaryButton(theme, _("Change…"), main=True)
        self.change.clicked.connect(self.change_asked)
        words.box.addSpacing(8)
        words.add(Flow(theme, self.start, self.change, gap=16))
        typed = EdgeLink(theme, _("I did it away from the computer"))
        typed.clicked.connect(self.typed_asked)
        words.add(Flow(theme, typed))
        self._figure = Figure(theme.palette)
        self._figure.set_step(FigureStep.LIFT, "right")
        self._figure.set_arrow(True)
        self._describe_figure()
        self._figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        row = Stack(theme, across=True, gap=16)
        row.add(words, 3)
        row.add(self._figure, 2)
        self.add(row)
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def show_routine(self, routine: Routine) -> None:
        """Show what Start will begin."""
        self._name.setText(labels.routine_name(routine))
        self._line.setText(labels.routine_in_full(routine))
        if routine.variant is not self._variant:
            self._variant = routine.variant
            self._figure.set_variant(routine.variant)
            self._figure.set_step(FigureStep.LIFT, "right")
            self._describe_figure()

    def _describe_figure(self) -> None:
        words = {
            Variant.KNEE_STRAIGHT: _("A person beside a chair lifts the toes of the front foot."),
            Variant.KNEE_BENT: _("A person beside a chair, the front knee bent, lifts the toes of the front foot."),
            Variant.SEATED: _("A person sits on a chair, one leg out, a towel round its foot draws the toes closer."),
        }
        self._figure.set_description(_("Picture"), words[self._variant])

    def show_done(self, line: str) -> None:
        """Say quietly what was stretched today, and what the programme asks; "" = nothing yet."""
        self._done.setText(line)
        self._done.setVisible(bool(line))

    def _follow_theme(self) -> None:
        self._figure.set_palette_colours(self._theme.palette)
        self.start.setMinimumWidth(self._theme.px(190))
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(320)), hint.height())

    def _give_way(self) -> None:
        self._figure.setVisible(self.width() >= self._theme.px(620))
