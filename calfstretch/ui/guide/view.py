"""The parts of the guide, built once and drawn anew no more than a change asks for."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from calfstretch.domain.routine import Routine
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.distance import DISTANCE_SETTING, known_distance
from calfstretch.ui.guide.arrange import Arrangement, Parts
from calfstretch.ui.guide.cards import QuestionCard
from calfstretch.ui.guide.controls import Controls
from calfstretch.ui.guide.parts import HintLine, SafetyLine
from calfstretch.ui.guide.stance import Stances
from calfstretch.ui.guide.state import Question, Shown, every_hint, every_next_line, every_sentence, longest_left
from calfstretch.ui.theme import COMPACT
from calfstretch.ui.widgets.figure import Figure
from calfstretch.ui.widgets.notice import Line, announce
from calfstretch.ui.widgets.ring import Ring
from calfstretch.ui.widgets.segments import Segment, Segments
from calfstretch.ui.widgets.sentence import LargeSentence
from calfstretch.ui.widgets.soles import Soles
from calfstretch.ui.widgets.texts import Text


class GuideView:
    """Everything of a running session that is seen.

    Args:
        host: the screen it stands on.
        routine: what is done: what the figure shows, and for which words room is kept.
        sentences: large ones that may come besides the routine's own.
    """

    def __init__(self, host: QWidget, context: Context, routine: Routine, sentences: tuple[str, ...] = ()) -> None:
        self._host = host
        self._context = context
        self._theme = context.theme
        self.parts = self._build()
        self.question = QuestionCard(self._theme, host)
        self.question.hide()
        distance_m = known_distance(context.journal.setting(DISTANCE_SETTING))
        every = (*every_sentence(routine), *sentences)
        self._arrangement = Arrangement(self._theme, self.parts, every, "88", distance_m)
        self._stances = Stances(self.parts.figure, self.parts.soles, self._theme, context.clock, routine.variant)
        self.parts.line.keep_room_for(every_hint(routine))
        self.parts.coming.keep_room_for(every_next_line(routine), (longest_left(routine),))
        self._theme.follow(host, self._restyle)

    def _build(self) -> Parts:
        theme, palette, host = self._theme, self._theme.palette, self._host
        strip = Line(theme, role="cramp_soft", strong=True)
        strip.setParent(host)
        # Tab goes as the eye does: the line to Safety, then the buttons.
        safety = SafetyLine(theme, host)
        parts = Parts(
            strip=strip,
            heading=Text(theme, size=COMPACT, weight=600, tone="secondary", wrap=False, parent=host),
            segments=Segments(palette, host),
            sentence=LargeSentence(theme, parent=host),
            figure=Figure(palette, host),
            soles=Soles(palette, host),
            ring=Ring(palette, host),
            line=HintLine(theme, parent=host),
            coming=HintLine(theme, weight=600, tone="secondary", parent=host),
            safety=safety,
            controls=Controls(theme, host),
        )
        parts.ring.setAccessibleName(_("Seconds left"))
        return parts

    def show(self, shown: Shown, word: str, told: str) -> bool:
        """Draw what changed.

        Args:
            word: of a cue that has just been; "" = none.
            told: a line that stands for a moment in place of the hint; "" = none.

        Returns:
            Whether the parts want new places.
        """
        parts = self.parts
        parts.ring.set_fraction(shown.fraction)
        parts.ring.set_digits(shown.digits)
        parts.segments.set_segments([Segment(bar.target_s, bar.held) for bar in shown.bars], shown.current)
        moved = parts.sentence.text() != shown.sentence.text
        parts.sentence.set_parts(shown.sentence.before, shown.sentence.loud, shown.sentence.after)
        moved |= _set(parts.heading, shown.heading)
        said, loud = _line(shown, word, told)
        moved |= parts.line.say(said, loud=loud)
        moved |= parts.coming.say(shown.next_line, shown.left_in_all)
        self._stances.show(shown.step, shown.leg, paused=shown.paused)
        parts.controls.show_paused(shown.paused)
        asked = shown.question is not None
        moved |= shown.question is not None and shown.question.text != self.question.accessibleName()
        return moved or shown.safety == parts.safety.isHidden() or asked == self.question.isHidden()

    @property
    def distance_m(self) -> int:
        """How far away the person stands."""
        return self._arrangement.distance_m

    @distance_m.setter
    def distance_m(self, metres: int) -> None:
        self._arrangement.distance_m = metres

    def dots_per_inch(self) -> float:
        """What the screen under it says of itself."""
        return float(self._host.screen().physicalDotsPerInch())

    def move(self, fraction: float) -> None:
        """Draw what moves within a second."""
        self.parts.ring.set_fraction(fraction)
        self._stances.move()

    def seen(self, visible: bool) -> None:
        """Nothing moves while nobody can see it."""
        self._stances.seen(visible)

    # -- place ------------------------------------------------------------------------------------------

    def place(self, shown: Shown, *, strip: bool) -> None:
        """Give every part its place; strip = the line that tells trouble is wanted."""
        host, question = self._host, shown.question
        digits = "888" if max(bar.target_s for bar in shown.bars) >= 100 else "88"
        self._arrangement.set_digits(digits)
        dots = self.dots_per_inch()
        self._arrangement.place(host.rect(), host.window().height(), dots, safety=shown.safety, strip=strip)
        is_new = question is not None and (self.question.isHidden() or question.text != self.question.accessibleName())
        if question is not None:
            for part in (self.parts.ring, self.parts.line, self.parts.coming, self.parts.controls):
                part.hide()
        else:
            self.parts.controls.show()
        self.question.setVisible(question is not None)
        if question is None:
            self.question.forget()
        else:
            self._place_question(question, first=is_new)

    def _place_question(self, question: Question, *, first: bool) -> None:
        beside: tuple[QWidget, ...] = (self.parts.figure, self.parts.soles, self.parts.safety)
        for part in beside:
            part.hide()
        self.question.ask(question)
        sentence = self.parts.sentence
        sentence.resize(sentence.width(), sentence.height_for(sentence.width(), lines=1))
        top = sentence.geometry().bottom() + self._theme.px(8)
        self.question.fit(self._card_width(), self._card_room(top))
        self.question.setGeometry(self.centred(self.question, top))
        self.question.raise_()
        if first:
            self.question.take_focus()
            announce(self._host, question.text)

    def centred(self, card: QWidget, top: int) -> QRect:
        """A place for a card in the middle of what is under a line, as wide as can be read at ease."""
        host, wide = self._host, self._card_width()
        layout = card.layout()
        high = layout.totalHeightForWidth(wide) if layout is not None else card.sizeHint().height()
        high = min(high, self._card_room(top))
        return QRect((host.width() - wide) // 2, top + max(0, (host.height() - top - high) // 3), wide, high)

    def _card_width(self) -> int:
        return min(self._host.width() - self._theme.px(24), self._theme.px(640))

    def _card_room(self, top: int) -> int:
        return self._host.height() - top - self._theme.px(8)

    def hide(self) -> None:
        """Make room for the end."""
        parts = self.parts
        every: tuple[QWidget, ...] = (
            parts.strip, parts.heading, parts.segments, parts.coming, parts.sentence, parts.figure, parts.soles,
            parts.ring, parts.line, parts.safety, parts.controls, self.question,
        )  # fmt: skip
        for part in every:
            part.hide()

    def _restyle(self) -> None:
        palette, parts = self._theme.palette, self.parts
        for part in (parts.segments, parts.figure, parts.soles, parts.ring):
            part.set_palette_colours(palette)
            part.setFont(self._theme.font(18))


def _line(shown: Shown, word: str, told: str) -> tuple[str, bool]:
    """What is told, else the cue's word for a moment, loud, else the hint."""
    if told:
        return told, False
    return (f"{word}.", True) if word and not shown.paused else (shown.hint, False)


def _set(label: Text, text: str) -> bool:
    """Whether the label had to change."""
    if label.text() == text:
        return False
    label.setText(text)
    return True
