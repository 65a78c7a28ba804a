"""Settings, Water: how much a glass and a bottle hold."""

from __future__ import annotations

from functools import partial

from calfstretch.i18n import gettext as _
from calfstretch.ui import formats
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary


class WaterPart(SettingsPart):
    """What one press adds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Water"))
        theme = self.theme
        hint = _("In ml; what + Glass and + Bottle add.")
        for key, label, usual in (
            ("glass_ml", _("A glass holds"), formats.GLASS_ML),
            ("bottle_ml", _("A bottle holds"), formats.BOTTLE_ML),
        ):
            needed = _("A number from 20 to 3000 ml.")
            field = AmountField(theme, label, low=20, high=3000, placeholder=_("ml"), complaint=needed, hint=hint)
            field.set_value(float(self.journal.setting(key, usual)))
            field.entered.connect(partial(self._set_size, field, key, usual))
            both = Stack(theme, gap=4)
            both.add(Flow(theme, field))
            both.add(AmountComplaint(theme, field, needed))
            self.add(Field(theme, label, both))
        self.add(secondary(theme, hint))

    def _set_size(self, field: AmountField, key: str, usual: int, value: object) -> None:
        # Left blank the usual size holds again, and is shown.
        self.store(key, round(value) if isinstance(value, int | float) else None)
        field.set_value(float(self.journal.setting(key, usual)))
