"""What the parts of Settings share: a card with its name, chips and a store that tell what could not be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from calfstretch.errors import CalfstretchError
from calfstretch.ui.context import Context
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.texts import heading


class SettingsPart(Card):
    """One part of Settings; each of its settings takes effect at once and is kept."""

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, gap=20, parent=parent)
        self.context = context
        self.journal = context.journal
        self.theme = context.theme
        self.setAccessibleName(name)
        self.add(heading(context.theme, name))

    def refresh(self) -> None:
        """Show what has changed elsewhere; the page calls it whenever it comes into sight."""

    def chips(
        self,
        name: str,
        options: Sequence[tuple[str | float, str]],
        current: str | float,
        key: str,
        apply: Callable[[object], object],
    ) -> ChipRow:
        """Chips for a setting that always has a value.

        Args:
            current: what is in force where nothing was kept.
            apply: called with the value that was chosen and kept.
        """
        row = ChipRow(self.theme, name, options)
        row.set_value(current)

        def choose(value: object) -> None:
            # The chosen chip cannot be taken back, and what could not be kept is not chosen.
            if value is None or not self.store(key, value):
                row.set_value(self.journal.setting(key, current))
                return
            apply(value)

        row.chosen.connect(choose)
        return row

    def store(self, key: str, value: object) -> bool:
        """Keep a setting; False = it could not be kept, which was said."""
        try:
            self.journal.set_setting(key, value)
        except CalfstretchError as error:
            self.context.report(error)
            return False
        return True


def nearest(values: Sequence[float], value: float) -> float:
    """The offered value that is nearest to one that was kept."""
    return min(values, key=lambda known: abs(known - value))
