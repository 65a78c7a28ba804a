"""The three tiles on top of Share: what is handed over."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from calfstretch.i18n import gettext as _
from calfstretch.ui.share.state import Preset, preset_words
from calfstretch.ui.theme import BODY, CORNER, Theme
from calfstretch.ui.widgets.buttons import Look
from calfstretch.ui.widgets.chips import Chip
from calfstretch.ui.widgets.roving import RovingGroup


class _Tile(Chip):
    look = Look(height=56, corner=CORNER, size=BODY, weight=500, padding=16)


class PresetRow(RovingGroup):
    """Tiles of one width side by side, or one below the other where their words need it.

    Signals:
        chosen(Preset): the person chose another.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, preset: Preset) -> None:
        super().__init__(_("What to hand over"))
        self._theme = theme
        self._value = preset
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        for each in Preset:
            tile = _Tile(theme, preset_words(each), parent=self)
            tile.clicked.connect(lambda _checked=False, each=each: self._choose(each))
            policy = tile.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # as high as the one beside it that needs two lines
            tile.setSizePolicy(policy)
            self.box.addWidget(tile, 1)
            self._join(tile)
        theme.follow(self, lambda: self.box.setSpacing(theme.px(10)))
        self.set_value(preset)

    def value(self) -> Preset:
        """The one chosen."""
        return self._value

    def set_value(self, preset: Preset) -> None:
        """Choose; sends no signal."""
        self._value = preset
        at = list(Preset).index(preset)
        for number, tile in enumerate(self.buttons):
            tile.setChecked(number == at)
        self._make_current(at)

    def _choose(self, preset: Preset) -> None:
        changed = preset is not self._value
        self.set_value(preset)  # a tile that is pressed again stays
        if changed:
            self.chosen.emit(preset)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(tile.minimumSizeHint().width() for tile in self.buttons), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(tile.fontMetrics().horizontalAdvance(tile.text()) for tile in self.buttons) + self._theme.px(36)
        across = 3 * widest + 2 * self.box.spacing() <= self.width()
        # Words of two lines are still good side by side; below 150 px a tile is too narrow for them.
        across = across or self.width() >= 3 * max(widest // 2, self._theme.px(150)) + 2 * self.box.spacing()
        self.box.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)
