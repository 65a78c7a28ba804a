"""The parts of the guide that are words and buttons: the controls, the question after a gap, the quiet end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.session_events import Answer
from calfstretch.i18n import gettext as _
from calfstretch.ui.guide.hearing import Face, every_word
from calfstretch.ui.guide.state import End, Question
from calfstretch.ui.theme import COMPACT, HEADING, TARGET, Theme
from calfstretch.ui.widgets.buttons import Button, LinkButton, Look
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Field, Flow
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import Text, heading, secondary

TALL_PX = 64
GAP = 8
_MOST_COLUMNS = 4
_LARGE = 38


class SafetyLine(LinkButton):
    """The line to Safety: it names the signs, or is short where there is no room for them."""

    look = LinkButton.look._replace(size=COMPACT)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._long = _("Leg swollen, hot or red, or a pop? Do not stretch: Safety")
        self._brief = _("When not to stretch")
        super().__init__(theme, self._long, name=self._long, parent=parent)
        self.setToolTip(self._long)

    def shorten(self, short: bool) -> None:
        """Show the short words or the long ones; its name says the long ones always."""
        words = self._brief if short else self._long
        if words != self.words():
            self.set_words(words)
            self.setAccessibleName(self._long)

    def is_short(self) -> bool:
        """Whether the short words are shown."""
        return self.words() == self._brief

    def width_for(self, *, short: bool) -> int:
        """Pixels of its short words or of its long ones on one line."""
        words = self._brief if short else self._long
        return QFontMetrics(self.text_font()).horizontalAdvance(words) + 4 + self._around()

    def heightForWidth(self, width: int) -> int:
        # It stands among other words: as high as a finger asks for, and no higher.
        room = QRect(0, 0, max(1, width - self._around()), 100_000)
        needed = QFontMetrics(self.text_font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.words()).height()
        return max(TARGET, needed + 4)


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


class HintLine(Text):
    """Quiet words: parts on one line with a dot between, or each on a line of its own.

    Room is kept for the longest words to come, so that the picture keeps its size.

    Args:
        weight: of the words, but for loud ones.
    """

    _factor = 1.0

    def __init__(self, theme: Theme, *, weight: int = 400, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(theme, weight=weight, tone=tone, parent=parent)
        self._parts: tuple[str, ...] = ()
        self._longest: tuple[str, ...] = ()
        self._plain = (weight, tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def say(self, *parts: str, loud: bool = False) -> bool:
        """Show these, loud ones bold and coloured; True where they need more height than there is."""
        parts = tuple(part for part in parts if part)
        weight, tone = (700, "action") if loud else self._plain
        if tone != self._tone:
            self.set_weight(weight)
            self.set_tone(tone)
        if parts == self._parts:
            return False
        self._parts = parts
        self.setText(self._joined(parts, self.width(), self._factor))
        return self.heightForWidth(self.width()) > self.height()

    def set_factor(self, factor: float) -> None:
        """How much larger than usual the words are, for somebody who stands away."""
        if factor != self._factor:
            self._factor = factor
            self._restyle()
            self.setText(self._joined(self._parts, self.width(), factor))

    def keep_room_for(self, *choices: tuple[str, ...]) -> None:
        """Keep room for the widest of each of these choices."""
        metrics = QFontMetrics(self.font())
        self._longest = tuple(max(choice, key=metrics.horizontalAdvance) for choice in choices)

    def heightForWidth(self, width: int) -> int:
        return self._height_of(self._parts, width, self._factor)

    def is_long(self) -> bool:
        """Whether the words on show need more room than is kept."""
        width = max(1, self.width())
        return self._height_of(self._parts, width, self._factor) > self.height_kept(width, self._factor)

    def height_kept(self, width: int, factor: float, *, now: bool = False) -> int:
        """Pixels for the words to come, in a size; `now` = and for those on show."""
        kept = self._height_of(self._longest, width, factor, self._plain[0])
        return max(kept, self._height_of(self._parts, width, factor)) if now else kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._joined(self._parts, self.width(), self._factor))

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(self._font_in(self._factor))

    def _font_in(self, factor: float, weight: int | None = None) -> QFont:
        return self._theme.font(self._size * factor, weight or self._weight)

    def _joined(self, parts: tuple[str, ...], width: int, factor: float, weight: int | None = None) -> str:
        line = "  ·  ".join(parts)
        fits = QFontMetrics(self._font_in(factor, weight)).horizontalAdvance(line) + 2 <= width
        return line if fits else "\n".join(parts)

    def _height_of(self, parts: tuple[str, ...], width: int, factor: float, weight: int | None = None) -> int:
        room = QRect(0, 0, max(1, width), 100_000)
        words = self._joined(parts, width, factor, weight)
        metrics = QFontMetrics(self._font_in(factor, weight))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words or " ").height() + 1


class QuestionCard(Card):
    """What is asked after a gap, over everything else.

    `answered` carries the Answer.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", padding=28, gap=12, parent=parent)
        self._words = heading(theme)
        self._buttons: QWidget | None = None
        self._asked: Question | None = None
        self.buttons: dict[Answer, Button] = {}
        self._note = secondary(theme, _("The clock stopped by itself. What shall count?"), size=18)
        self.add(self._words)
        self.add(self._note)

    def fit(self, width: int, height: int) -> None:
        """Leave the second sentence away where it would push an answer out of sight."""
        layout = self.layout()
        self._note.setVisible(True)
        if layout is not None and layout.totalHeightForWidth(width) > height:
            self._note.setVisible(False)

    def ask(self, question: Question) -> None:
        """Show a question with its answers; the first takes the focus."""
        if question == self._asked:
            return
        self._asked = question
        self._words.setText(question.text)
        self.setAccessibleName(question.text)
        if self._buttons is not None:
            self._buttons.hide()
            self._buttons.deleteLater()
        self.buttons = {answer: self._button(answer, words) for answer, words in question.answers}
        self._buttons = Flow(self._theme, *self.buttons.values(), gap=12)
        self.add(self._buttons)
        self._buttons.show()

    def forget(self) -> None:
        """The question is answered."""
        self._asked = None

    def take_focus(self) -> None:
        """Let the keyboard begin at the first answer."""
        for button in tuple(self.buttons.values())[:1]:
            button.setFocus()

    def _button(self, answer: Answer, words: str) -> Button:
        strong = answer is Answer.REPEAT
        button = StrongTallButton(self._theme, words) if strong else TallButton(self._theme, words)
        button.clicked.connect(lambda: self.answered.emit(answer))
        return button


class EndCard(Card):
    """The quiet end: what was held, and one optional question.

    `felt` carries 0 to 10 or None.
    """

    felt = Signal(object)

    def __init__(self, theme: Theme, end: End, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=24, gap=10, parent=parent)
        self.setAccessibleName(f"{end.title}. {end.held}")
        self.add(Text(theme, end.title + ".", size=_LARGE, weight=700))
        self.held = Text(theme, end.held, size=HEADING)
        self.add(self.held)
        if end.for_pain:
            self.add(Text(theme, _("Rest the leg. What to look out for stands on the Safety page.")))
        self.scale = Scale0To10(
            theme, _("How does the calf feel now?"), _("not tight or sore"), _("as bad as can be"), role="action"
        )
        self.scale.chosen.connect(self.felt)
        self.content.addSpacing(theme.px(6))
        self.add(Field(theme, _("How does the calf feel now? You may leave this."), self.scale))
        self.close_button = StrongTallButton(theme, _("Close"))
        self.safety_button = TallButton(theme, _("Safety"))
        for button in (self.close_button, self.safety_button):
            button.setMinimumWidth(theme.px(140))
        if not end.for_pain:
            self.safety_button.hide()
        self.content.addSpacing(theme.px(4))
        self.add(Flow(theme, self.close_button, self.safety_button, gap=12))
