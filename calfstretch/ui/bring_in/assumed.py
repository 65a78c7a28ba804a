"""What was guessed of the files, and the ways to say it better."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from calfstretch.domain.found import Units
from calfstretch.i18n import gettext as _
from calfstretch.journal.bringing_in import Assumptions, Covered, Plan, RunChoices
from calfstretch.ui.bring_in.state import covered_words
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import Select, Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

_COMPUTER = ""


class Assumed(Card):
    """Time zone, unit, apps and covered days, each shown where it matters.

    Signals:
        changed(): the person chose something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=16)
        self.setAccessibleName(_("What these files do not say"))
        self.zone: Select | None = None
        self.units: ChipRow | None = None
        self._unit = Units.METRIC
        self.sources: ChipRow | None = None
        self.covered: Toggle | None = None
        self._fields = Flow(theme, gap=24)
        self.add(self._fields)
        self._fields.hide()
        self.hide()

    def choices(self) -> RunChoices:
        """What is chosen now."""
        chosen = self.zone.value() if self.zone is not None else None
        zone = None if chosen in (None, _COMPUTER) else ZoneInfo(str(chosen))
        units = Units(str(self.units.value())) if self.units is not None and self.units.value() else None
        sources = None if self.sources is None else frozenset(str(each) for each in self.sources.values())
        declared = None if self.covered is None else self.covered.isChecked()
        return RunChoices(zone=zone, units=units, drink_sources=sources, declare_covered=declared)

    def show_plans(self, plans: Sequence[Plan], zones: Sequence[str]) -> None:
        """Show what was guessed; what stands here already stays as the person left it.

        Args:
            zones: time zones to choose from.
        """
        assumed = [plan.assumptions for plan in plans]
        if self.zone is None and any(each.zone for each in assumed):
            self._add_zone(next(each for each in assumed if each.zone), zones)
        units = next((each.units for each in assumed if each.units is not None), None)
        if self.units is None and units is not None:
            self._add_units(units)
        names = list(dict.fromkeys(name for each in assumed for name in each.drink_sources))
        if self.sources is None and len(names) > 1:
            self._add_sources(names)
        covered = next((plan.covered or plan.could_cover for plan in plans if plan.covered or plan.could_cover), None)
        if self.covered is None and covered is not None:
            self._add_covered(covered, is_on=any(plan.covered for plan in plans))
        elif self.covered is not None and covered is not None:  # more files may hold more days
            self.covered.setText(covered_words(covered)[0])
        self.setVisible(any((self.zone, self.units, self.sources, self.covered)))

    def _add_zone(self, assumed: Assumptions, zones: Sequence[str]) -> None:
        own = _("{zone} (here)").format(zone=assumed.zone_name)
        options = [(_COMPUTER, own), *((name, name.replace("_", " ")) for name in zones)]
        self.zone = Select(self._theme, _("Time zone"), options)
        # Hundreds of names would be measured for the widest.
        self.zone.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(18)
        self.zone.chosen.connect(lambda _value: self.changed.emit())
        self._put(_("Time zone, if missing"), self.zone)

    def _add_units(self, assumed: Units) -> None:
        name = _("Distances in")
        self.units = ChipRow(self._theme, name, [(Units.METRIC, _("km")), (Units.STATUTE, _("miles"))])
        self.units.set_value(assumed)
        self._unit = assumed
        self.units.chosen.connect(self._unit_chosen)
        self._put(name, self.units)

    def _unit_chosen(self, value: object) -> None:
        if value is None and self.units is not None:  # one of the two it must be
            self.units.set_value(self._unit)
        elif value is not None:
            self._unit = Units(str(value))
        self.changed.emit()

    def _add_sources(self, names: Sequence[str]) -> None:
        name = _("Water logged by")
        options = [(each, each or _("an app without a name")) for each in names]
        self.sources = ChipRow(self._theme, name, options, multiple=True)
        self.sources.set_values(names)
        self.sources.chosen.connect(lambda _values: self.changed.emit())
        self._put(name, self.sources)

    def _add_covered(self, covered: Covered, *, is_on: bool) -> None:
        words, meaning = covered_words(covered)
        self.covered = Toggle(self._theme, words, checked=is_on)
        self.covered.setAccessibleDescription(meaning)
        self.covered.clicked.connect(lambda _checked: self.changed.emit())
        part = Stack(self._theme, gap=0)
        part.add(self.covered)
        part.add(secondary(self._theme, meaning))
        self.add(part)

    def _put(self, words: str, field: Select | ChipRow) -> None:
        self._fields.add(Field(self._theme, words, field))
        self._fields.show()
