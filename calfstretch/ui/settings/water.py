"""Settings, Water: the unit it is read and typed in, how much a glass and a bottle hold, the low-water line."""

from __future__ import annotations

from functools import partial

from calfstretch.i18n import gettext as _
from calfstretch.ui import amounts
from calfstretch.ui.context import Context
from calfstretch.ui.settings.low_water import LowWaterLine
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary
from calfstretch.ui.widgets.water_field import WaterField

SMALLEST_ML, LARGEST_ML = 20, 3000


class WaterPart(SettingsPart):
    """How amounts are shown and typed, and what one press adds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Water"))
        theme = self.theme
        name = _("Unit of water")
        self.unit = self.chips(
            name,
            [(key, amounts.long_name(amounts.unit_of(key))) for key in amounts.UNITS],
            amounts.in_force().key,
            amounts.UNIT_SETTING,
            lambda _key: self.refresh(),
        )
        self.add(Field(theme, name, self.unit))
        self.add(
            secondary(
                theme,
                _("“250 ml” or “0.25 L” is understood in each. The diary and every file keep ml."),
            )
        )
        self._sizes: list[tuple[WaterField, str, int]] = []
        hint = _("What + Glass and + Bottle add.")
        for key, label, usual in (
            (amounts.GLASS_SETTING, _("A glass holds"), amounts.GLASS_ML),
            (amounts.BOTTLE_SETTING, _("A bottle holds"), amounts.BOTTLE_ML),
        ):
            field = WaterField(theme, label, low=SMALLEST_ML, high=LARGEST_ML, unit=amounts.of_a_size, hint=hint)
            field.entered.connect(partial(self._set_size, field, key, usual))
            self._sizes.append((field, key, usual))
            both = Stack(theme, gap=4)
            both.add(Flow(theme, field))
            both.add(AmountComplaint(theme, field))
            self.add(Field(theme, label, both))
        self._hint = secondary(theme)
        self.add(self._hint)
        self.low_line = LowWaterLine(theme, self.journal, self.store)
        self.add(self.low_line)
        self._show_sizes()

    def refresh(self) -> None:
        """Show what is in force."""
        self.unit.set_value(amounts.in_force().key)
        self._show_sizes()
        self.low_line.refresh()

    def _show_sizes(self) -> None:
        for field, key, usual in self._sizes:
            field.restate()
            if not (field.hasFocus() and field.isModified()):
                field.set_value(float(self.journal.setting(key, usual)))
            self._hint.setText(field.hint())

    def _set_size(self, field: WaterField, key: str, usual: int, value: object) -> None:
        # Left blank the usual size holds again, and is shown.
        self.store(key, round(value) if isinstance(value, int | float) else None)
        field.set_value(float(self.journal.setting(key, usual)))
