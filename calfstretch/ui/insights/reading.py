"""The line over a picture that says what is pointed at, with the way to its day."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent

from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import COMPACT, Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.texts import Text


class ReadingRow(Stack):
    """The words of what is pointed at, or a hint; `asked` is sent when its day is to be shown in History.

    Args:
        hint: what stands there while nothing is pointed at.
        opens: False = nothing here has a day.
    """

    asked = Signal()

    def __init__(self, theme: Theme, hint: str, *, opens: bool = True) -> None:
        super().__init__(theme, across=True, gap=8)
        self._hint = hint
        self.words = _Words(theme)
        self.open_button = LinkButton(theme, _("Show in History"))
        self.open_button.clicked.connect(self.asked)
        policy = self.open_button.sizePolicy()
        policy.setRetainSizeWhenHidden(opens)
        self.open_button.setSizePolicy(policy)
        self.add(self.words, 1)
        self.add(self.open_button)
        self.say("", opens=False)

    def make_room_for(self, words: str) -> None:
        """Keep as much room as these words need, so that nothing moves while the pointer walks over the picture."""
        self.words.longest = max((words, self._hint), key=len)
        self.words.updateGeometry()

    def say(self, words: str, *, opens: bool) -> None:
        """Change the words.

        Args:
            words: "" shows the hint.
            opens: whether what is chosen has a day to show.
        """
        self.words.setText(words or self._hint)
        self.words.set_tone("text" if words else "secondary")
        self.open_button.setVisible(opens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_across(self.width() >= self._theme.px(440))


class _Words(Text):
    """Words in a place as high as the longest of them need."""

    def __init__(self, theme: Theme) -> None:
        self.longest = ""
        super().__init__(theme, size=COMPACT, weight=500)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(1, width), 100_000)
        flags = Qt.TextFlag.TextWordWrap.value
        return max(super().heightForWidth(width), self.fontMetrics().boundingRect(box, flags, self.longest).height())
