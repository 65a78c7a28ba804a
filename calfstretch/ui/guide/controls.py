"""The controls of the guide: tall buttons in a row, folded or in a grid where the row has no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.ui.guide.hearing import Face, every_word
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import Button, Look

TALL_PX = 64
GAP = 8
_MOST_COLUMNS = 4


class TallButton(Button):
    """A button 64 px high at every text size; larger text makes it higher, not its margins."""

    look = Look(height=44, padding=10)

    _kept = ""

    def set_icon_alone(self, alone: bool) -> None:
        """Show the icon without its words where the row is narrow; the name and the tooltip still say them."""
        if alone and self._words:
            self._kept = self._words
            name = self.accessibleName()
            super().set_words("")
            self.setAccessibleName(name)
        elif not alone and self._kept:
            words, self._kept = self._kept, ""
            super().set_words(words)

    def set_words(self, text: str) -> None:
        """Change the words, also those that are folded away now."""
        if self._kept:
            self._kept = text
        else:
            super().set_words(text)

    def width_for(self, *wordings: str) -> int:
        """Pixels for the longest of these wordings on one line, so that a change of words moves nothing."""
        if not self._words:
            return max(TALL_PX, self.sizeHint().width())
        metrics = QFontMetrics(self.text_font())
        widest = max(metrics.horizontalAdvance(words) for words in (self._words, *wordings))
        return max(TALL_PX, widest + 2 + self._around())

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(TALL_PX, TALL_PX))

    def heightForWidth(self, width: int) -> int:
        return max(TALL_PX, super().heightForWidth(width) - self.theme.px(8))


class StrongTallButton(TallButton):
    """The one strong action among them."""

    look = Look(height=44, padding=10, ink="on_action", fill="action", border="", weight=700, size=20)


class Controls(QWidget):
    """The buttons of a running session, in a row or in a grid."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.again = TallButton(theme, _("Again"), icon="arrow_left", parent=self)
        self.pause = StrongTallButton(theme, parent=self)
        self.next = TallButton(theme, _("Next"), icon="arrow_right", parent=self)
        self.shorter = TallButton(theme, _("− 5 s"), name=_("Five seconds less"), parent=self)
        self.longer = TallButton(theme, _("+ 5 s"), name=_("Five seconds more"), parent=self)
        self.pain = TallButton(theme, _("This hurts"), parent=self)
        self.sound = TallButton(theme, "", name=_("Sound"), parent=self)
        self.stop = TallButton(theme, _("Stop"), parent=self)
        self.again.setToolTip(_("This hold again (←)"))
        self.next.setToolTip(_("Go to the next (→)"))
        self.shorter.setToolTip(_("Five seconds less (−)"))
        self.longer.setToolTip(_("Five seconds more (+)"))
        self.pain.setToolTip(_("End the hold now and note that it hurt"))
        self.stop.setToolTip(_("Stop and keep what was done (Esc)"))
        self._row = list(self.all())
        self.show_paused(False)

    def all(self) -> tuple[TallButton, ...]:
        """Every button in the order of Tab."""
        return (
            self.again, self.pause, self.next, self.shorter, self.longer, self.pain, self.sound, self.stop,
        )  # fmt: skip

    def show_paused(self, paused: bool) -> None:
        """Word the strong button for what it does now."""
        words = _("Go on") if paused else _("Pause")
        if self.pause.words() == words:
            return
        self.pause.set_words(words)
        self.pause.setToolTip(_("Go on (Space)") if paused else _("Pause (Space)"))

    def show_sound(self, face: Face) -> None:
        """Say what is heard."""
        self.sound.set_words(face.words)
        self.sound.set_icon_name(face.icon)
        self.sound.setAccessibleName(face.name)
        self.sound.setToolTip(face.tip)

    # -- place ------------------------------------------------------------------------------------------

    def row_width(self) -> int:
        """Pixels the buttons on show need side by side, each on one line."""
        gap = self._theme.px(GAP)
        return sum(self._natural(button) for button in self._row) + gap * (len(self._row) - 1)

    def fit_row(self, width: int) -> bool:
        """Fold away what gives way until one row is narrow enough: words beside an icon, then second choices.

        Returns:
            Whether there is such a row.
        """
        few = [self.shorter, self.longer]
        arrows = [self.again, self.next]
        for folded, gone in (
            ([], []),
            ([self.sound], []),
            ([self.sound, *arrows], []),
            ([self.sound], few),
            ([self.sound, *arrows], few),
            (arrows, [*few, self.sound]),
            ([], [*few, self.sound, *arrows]),
        ):
            self._fold(folded, gone)
            if self.row_width() <= width:
                return True
        return False

    def _fold(self, folded: list[TallButton], gone: list[TallButton]) -> None:
        for button in (self.sound, self.again, self.next):
            button.set_icon_alone(button in folded)
        self._row = [button for button in self.all() if button not in gone]

    def _natural(self, button: TallButton) -> int:
        # Room for either wording, so that a press never moves the neighbours.
        if button is self.pause:
            return max(button.width_for(_("Go on"), _("Pause")), self._theme.px(132))
        return button.width_for(*every_word()) if button is self.sound else button.width_for()

    def row_height(self) -> int:
        """Pixels of the row."""
        return max(button.heightForWidth(self._natural(button)) for button in self._row)

    def place_row(self, width: int) -> None:
        """Lay the buttons out side by side; the strong one takes the width that is left."""
        gap, height = self._theme.px(GAP), self.row_height()
        spare = min(max(0, width - self.row_width()), self._theme.px(120))
        start = (width - self.row_width() - spare) // 2
        at = start
        for button in self.all():
            button.setVisible(button in self._row)
        for button in self._row:
            wide = self._natural(button) + (spare if button is self.pause else 0)
            self._put(button, at, 0, wide, height, width)
            at += wide + gap

    def least_width(self) -> int:
        """Pixels of the widest button with one word on a line."""
        self._fold([], [])
        return max(button.minimumSizeHint().width() for button in self.all())

    def place_grid(self, width: int, most_height: int) -> int:
        """Lay the buttons out in columns; those with a key of their own give way where the height is too little.

        Returns:
            The height that is used.
        """
        gives_way = [self.sound, self.shorter, self.longer, self.again, self.next]
        self._fold([], [])
        shown = list(self.all())
        while self._grid(shown, width, move=False) > most_height and gives_way:
            shown.remove(gives_way.pop(0))
        for button in self.all():
            button.setVisible(button in shown)
        return self._grid(shown, width, move=True)

    def _columns(self, shown: list[TallButton], width: int) -> int:
        """As many as fit side by side on one line each; at least two where their longest words allow it."""
        gap = self._theme.px(GAP)
        whole = max(self._natural(button) for button in shown)
        words = max(button.minimumSizeHint().width() for button in shown)
        columns = (width + gap) // (whole + gap)
        return max(1, min(_MOST_COLUMNS, columns, len(shown)), min(2, (width + gap) // (words + gap)))

    def _grid(self, shown: list[TallButton], width: int, *, move: bool) -> int:
        gap, columns = self._theme.px(GAP), self._columns(shown, width)
        wide = (width - gap * (columns - 1)) // columns
        y = 0
        for first in range(0, len(shown), columns):
            line = shown[first : first + columns]
            height = max(button.heightForWidth(wide) for button in line)
            for column, button in enumerate(line):
                if move:
                    self._put(button, column * (wide + gap), y, wide, height, width)
            y += height + gap
        return y - gap

    def _put(self, button: Button, x: int, y: int, wide: int, high: int, width: int) -> None:
        mirrored = self.isRightToLeft()
        button.setGeometry(width - x - wide if mirrored else x, y, wide, high)
