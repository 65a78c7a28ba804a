"""How it felt: six words, several at once, each with one line that says what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal

from calfstretch.domain.episode import Quality
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.episode import state
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Field, Stack
from calfstretch.ui.widgets.texts import secondary


class FeelField(Stack):
    """The words as chips, those used most in front; below them the meaning of the word looked at or chosen last.

    Args:
        used: the qualities of earlier episodes.

    `changed` is sent when the person chooses.
    """

    changed = Signal()

    def __init__(self, theme: Theme, used: Sequence[str]) -> None:
        super().__init__(theme, gap=6)
        name = _("How it felt")
        order = state.most_used_first(Quality, used)
        self.chips = ChipRow(theme, name, [(value.value, labels.quality(value)) for value in order], multiple=True)
        self._quality_of: dict[QObject, Quality] = {}
        for value in order:
            meaning = labels.quality_meaning(value)
            chip = self.chips.chip(value.value)
            chip.setToolTip(meaning)
            chip.setAccessibleDescription(_("{group}: {meaning}").format(group=name, meaning=meaning))
            chip.installEventFilter(self)
            self._quality_of[chip] = value
        self._hint = _("Several may fit. Point at a word to read what it means.")
        self.meaning = secondary(theme, self._hint)
        self.add(Field(theme, name, self.chips))
        self.add(self.meaning)
        self.chips.chosen.connect(lambda _values: self.changed.emit())

    def show_values(self, values: Sequence[str]) -> None:
        """Show what is noted; sends no signal."""
        self.chips.set_values(values)

    def values(self) -> tuple[str, ...]:
        """The chosen words in the vocabulary's order, whatever the order on screen."""
        chosen = set(self.chips.values())
        return tuple(value.value for value in Quality if value.value in chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        quality = self._quality_of.get(watched)
        if quality is not None and event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self._explain(quality)
        return super().eventFilter(watched, event)

    def _explain(self, quality: Quality) -> None:
        self.meaning.setText(
            _("{word}: {meaning}").format(word=labels.quality(quality), meaning=labels.quality_meaning(quality))
        )
