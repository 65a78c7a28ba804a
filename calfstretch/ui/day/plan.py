"""What was done, as a routine: which stretch, legs, seconds, rounds."""

from __future__ import annotations

from dataclasses import replace

from calfstretch.domain.routine import PRESETS, LegOrder, Routine, TargetOrigin
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Field, Stack
from calfstretch.ui.widgets.texts import body

HOLDS_S = (30, 45, 60, 90, 120)
ROUNDS = (1, 2, 3, 4, 5)


class PlanChoice(Stack):
    """Chips for a routine that was done; each row always has an answer.

    Args:
        routine: what it begins with.

    Attributes:
        routine: as chosen.
    """

    def __init__(self, theme: Theme, routine: Routine) -> None:
        super().__init__(theme, gap=20)
        self.routine = routine
        self._first = routine
        self.purpose = ChipRow(
            theme, _("Which stretch"), [(preset.purpose, labels.purpose(preset.purpose)) for preset in PRESETS]
        )
        self.legs = ChipRow(theme, _("Which leg"), [(order, labels.leg_order(order)) for order in LegOrder], legs=True)
        seconds = sorted({*HOLDS_S, routine.hold_s})
        self.hold = ChipRow(theme, _("Held each leg"), [(s, formats.duration(s)) for s in seconds])
        self.rounds = ChipRow(theme, _("Rounds"), [(n, str(n)) for n in ROUNDS])
        for row in (self.purpose, self.legs, self.hold, self.rounds):
            self.add(Field(theme, row.accessibleName(), row))
        self._line = body(theme, "", strong=True)
        self.add(self._line)
        self.purpose.chosen.connect(lambda value: self._change(purpose=value))
        self.legs.chosen.connect(lambda value: self._change(leg_order=value))
        self.hold.chosen.connect(lambda value: self._change(hold_s=value, hold_origin=self._origin(value)))
        self.rounds.chosen.connect(lambda value: self._change(rounds=value))
        self._show()

    @property
    def changed(self) -> bool:
        """Whether something else is chosen than it began with."""
        return self.routine != self._first

    def _origin(self, hold_s: object) -> TargetOrigin:
        return self._first.hold_origin if hold_s == self._first.hold_s else TargetOrigin.PERSON

    def _change(self, **values: object) -> None:
        if all(value is not None for value in values.values()):
            self.routine = replace(self.routine, **values)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        self.purpose.set_value(self.routine.purpose)
        self.legs.set_value(self.routine.leg_order)
        self.hold.set_value(self.routine.hold_s)
        self.rounds.set_value(self.routine.rounds)
        held = ", ".join(
            _("{leg} {time}").format(
                leg=labels.leg(leg).lower(), time=formats.duration(self.routine.hold_s * self.routine.rounds)
            )
            for leg in self.routine.leg_order.legs
        )
        self._line.setText(_("Held in all: {legs}.").format(legs=held))
