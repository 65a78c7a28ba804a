"""Labels of the type scale; all wrap, all show what they are given and nothing else."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from calfstretch.ui.theme import BODY, COMPACT, HEADING, SMALL, TITLE, Theme

_LONG_WORD = re.compile(r"\S{25,}")
_PLACES = re.compile(r"[/\\._?&=-]+|[^/\\._?&=-]{1,12}")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_MAY_BREAK = "\u200b"


def breakable(text: str) -> str:
    """The text with unseen places to break in words too long for a line, such as addresses and paths."""
    # Of a file's name that is no text Qt shows what stands before the first such byte, and drops all behind it.
    text = text.encode("utf-8", "replace").decode() if _NO_TEXT.search(text) else text
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(_PLACES.findall(word.group())), text)


class Text(QLabel):
    """Words at a size of the type scale that follow the theme.

    Args:
        theme: the look.
        text: shown as plain text.
        size: design pixels: TITLE, HEADING, BODY, COMPACT or SMALL.
        weight: 400 plain, 600 strong, 700 bold.
        tone: "text", "secondary", "action", "cramp", "water" or "activity".
        wrap: False keeps it on one line (numbers, single words).
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: int = BODY,
        weight: int = 400,
        tone: str = "text",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._weight = weight
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Change the words; a long path or address may break anywhere."""
        super().setText(breakable(text))

    def set_tone(self, tone: str) -> None:
        """Change the colour role."""
        self._tone = tone
        self._restyle()

    def set_weight(self, weight: int) -> None:
        """Change the weight."""
        self._weight = weight
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._size, self._weight))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colour(self._tone))
        self.setPalette(palette)


def title(theme: Theme, text: str = "") -> Text:
    """A screen's heading, 32 px."""
    return Text(theme, text, size=TITLE, weight=700)


def heading(theme: Theme, text: str = "") -> Text:
    """A part's heading, 24 px."""
    return Text(theme, text, size=HEADING, weight=700)


def body(theme: Theme, text: str = "", *, strong: bool = False) -> Text:
    """Running text, 18 px."""
    return Text(theme, text, weight=600 if strong else 400)


def secondary(theme: Theme, text: str = "", *, size: int = COMPACT) -> Text:
    """Quieter text, 16 px."""
    return Text(theme, text, size=size, tone="secondary")


def small(theme: Theme, text: str = "") -> Text:
    """The smallest text, 14 px: sources and dates."""
    return Text(theme, text, size=SMALL, tone="secondary")


class CapsLabel(Text):
    """A short label above a group, in small capitals; read out as written."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, text, size=SMALL, weight=600, tone="secondary", parent=parent)
        self.setAccessibleName(text)

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setCapitalization(font.Capitalization.AllUppercase)
        font.setPixelSize(self._theme.px(15))
        self.setFont(font)


def caps_label(theme: Theme, text: str = "") -> CapsLabel:
    """A short label above a group of controls."""
    return CapsLabel(theme, text)
