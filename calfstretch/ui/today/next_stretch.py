"""The card of the next stretch, with the one big Start, and the sheet that changes it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.domain.routine import (
    PRESETS,
    LegOrder,
    Routine,
    TargetOrigin,
)
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import EdgeLink, PrimaryButton, SecondaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.figure_pose import FigureStep
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import body, caps_label, heading, secondary

HOLDS_S = (30, 45, 60, 90, 120)
SWAPS_S = (5, 8, 12, 20, 30)
READY_S = (5, 10, 20, 40, 60)
ROUNDS = (1, 2, 3, 4, 5)
_FIGURE_PX = 200


class NextStretchCard(Card):
    """What comes next and Start; the figure gives way where there is no room."""

    started = Signal()
    change_asked = Signal()
    typed_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=24, parent=parent)
        self._theme = theme
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
        self._figure.set_description(_("Picture"), _("A person beside a chair lifts the toes of the front foot."))
        self._figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        row = Stack(theme, across=True, gap=16)
        row.add(words, 3)
        row.add(self._figure, 2)
        self.add(row)
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def show_routine(self, routine: Routine) -> None:
        """Show what Start will begin."""
        self._name.setText(labels.purpose(routine.purpose))
        self._line.setText(labels.routine_line(routine))

    def show_done(self, line: str) -> None:
        """Say quietly what was stretched today; "" = nothing yet."""
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


class RoutineSheet(Stack):
    """Preset, legs, seconds and rounds of the next stretch; the total is said before the start.

    Signals:
        changed(Routine): after each choice, to be remembered.
        started(object): begin now; how the calf feels 0-10, or None.
    """

    changed = Signal(object)
    started = Signal(object)

    def __init__(self, theme: Theme, routine: Routine, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=20, parent=parent)
        self._routine = routine
        self._presets = ChipRow(
            theme, _("Which stretch"), [(preset.purpose, labels.purpose(preset.purpose)) for preset in PRESETS]
        )
        self._legs = ChipRow(theme, _("Which leg"), [(order, labels.leg_order(order)) for order in LegOrder], legs=True)
        self._hold = ChipRow(theme, _("Hold"), [(s, formats.duration(s)) for s in _with(HOLDS_S, routine.hold_s)])
        self._rounds = ChipRow(theme, _("Rounds"), [(n, str(n)) for n in ROUNDS])
        self._swap = ChipRow(
            theme, _("Swap legs in"), [(s, formats.duration(s)) for s in _with(SWAPS_S, routine.swap_s)]
        )
        ready = _with(READY_S, routine.get_ready_s)
        self._ready = ChipRow(theme, _("Get ready in"), [(s, formats.duration(s)) for s in ready])
        self._feel = Scale0To10(
            theme, _("How does the calf feel now?"), _("not tight or sore"), _("as bad as can be"), role="action"
        )
        for label, control in (
            (_("Which stretch"), self._presets), (_("Which leg"), self._legs), (_("Hold each leg"), self._hold),
            (_("Rounds"), self._rounds), (_("Get ready in"), self._ready), (_("Swap legs in"), self._swap),
            (_("How does the calf feel now? (optional)"), self._feel),
        ):  # fmt: skip
            self.add(Field(theme, label, control))
        # Beside and below the title of the sheet: in sight wherever the choices are scrolled to.
        self.start = PrimaryButton(theme, _("Start"))
        self.start.clicked.connect(lambda: self.started.emit(self._feel.value()))
        self.sheet_actions = Flow(theme, self.start, at_end=True)
        self._total = body(theme, "", strong=True)
        self.sheet_notice = Stack(theme)
        self.sheet_notice.add(self._total)
        self._presets.chosen.connect(self._preset)
        self._legs.chosen.connect(lambda value: self._change(leg_order=value))
        self._hold.chosen.connect(lambda value: self._change(hold_s=value, hold_origin=TargetOrigin.PERSON))
        self._rounds.chosen.connect(lambda value: self._change(rounds=value))
        self._swap.chosen.connect(lambda value: self._change(swap_s=value))
        self._ready.chosen.connect(lambda value: self._change(get_ready_s=value))
        self._show()

    @property
    def routine(self) -> Routine:
        """The routine as chosen."""
        return self._routine

    def _preset(self, purpose: object) -> None:
        preset = next((preset for preset in PRESETS if preset.purpose == purpose), None)
        if preset is not None:
            # The legs are the person's; a preset does not change them.
            self._routine = replace(preset, leg_order=self._routine.leg_order)
            self.changed.emit(self._routine)
        self._show()

    def _change(self, **values: object) -> None:
        # A choice taken back leaves the routine as it was: it always has a number.
        if all(value is not None for value in values.values()):
            self._routine = replace(self._routine, **values)  # type: ignore[arg-type]
            self.changed.emit(self._routine)
        self._show()

    def _show(self) -> None:
        routine = self._routine
        self._presets.set_value(routine.purpose)
        self._legs.set_value(routine.leg_order)
        self._hold.set_value(routine.hold_s)
        self._rounds.set_value(routine.rounds)
        self._swap.set_value(routine.swap_s)
        self._ready.set_value(routine.get_ready_s)
        self._total.setText(labels.routine_line(routine))


def _with(choices: tuple[int, ...], own: int) -> list[int]:
    return sorted({*choices, own})
