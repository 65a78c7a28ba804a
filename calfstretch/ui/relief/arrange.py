"""Where the parts of the relief screen stand: "It eased" first, then the words; the pictures give way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from calfstretch.ui.relief.parts import EasedButton, EasedCard, FlagCard, LegButton, PositionCard, QuietButton
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.sentence import LEADING, LargeSentence
from calfstretch.ui.widgets.texts import Text

EASED_SHARE = 1 / 3
"""Height of "It eased" as part of the window's: found by a hand in the dark. Source: product choice."""
EASED_LEAST_SHARE = 1 / 5
"""As low as it may become where red flag 8 needs the height."""
SENTENCE_SHARE = 1 / 14
_TALL_PX = 700


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is placed."""

    saved: Text
    remove: LinkButton
    seconds: Text
    sentence: LargeSentence
    cards: Sequence[PositionCard]
    flag: FlagCard
    left_leg: LegButton
    right_leg: LegButton
    safety: QuietButton
    eased: EasedButton
    after: EasedCard


class Arrangement:
    """Places the parts whenever the window, the text size or the parts change."""

    def __init__(self, theme: Theme, parts: Parts) -> None:
        self._theme = theme
        self._parts = parts
        self._size = QSize()

    def place(self, size: QSize, window_height: int) -> None:
        """While it cramps.

        Args:
            size: of the screen.
            window_height: of the whole window: what the large parts are measured by.
        """
        parts, self._size = self._parts, size
        flag, gap = not parts.flag.isHidden(), self._gap()
        top = self._place_top() + gap // 2
        y = self._place_sentence(top, window_height)
        bottom = size.height() - gap - 4
        # The flag has a way to Safety of its own.
        parts.safety.setVisible(not flag)
        need = self._flag_height() + gap if flag else 0
        high = ceil(window_height * EASED_SHARE)
        # At ten minutes red flag 8 is the sentence: where both have no room, the other goes.
        parts.sentence.setVisible(not flag or bottom - high - gap - y >= need)
        if parts.sentence.isHidden():
            y = top
        legs = bottom - high - 2 * gap - self._answers_height(legs=True, safety=not flag) - y >= need
        if not legs:  # they may be ignored, and have keys
            need += 0 if flag else self._answers_height(legs=False, safety=True) + gap
            least = max(ceil(window_height * EASED_LEAST_SHARE), parts.eased.heightForWidth(self._wide()))
            high = max(least, min(high, bottom - gap - need - y))
        for leg in (parts.left_leg, parts.right_leg):
            leg.setVisible(legs)
        self._put(parts.eased, self._margin(), bottom - high, self._wide(), high)
        bottom -= high + gap
        if legs:
            bottom = self._place_answers(bottom, alone=flag) - gap
        elif not flag:
            bottom = self._place_safety(bottom) - gap
        room = QRect(self._margin(), y, self._wide(), bottom - y)
        self._place_cards(self._place_flag(room) if flag else room)

    def place_after(self, size: QSize) -> None:
        """When it eased."""
        self._size = size
        y = self._place_top()
        wide = min(size.width() - self._theme.px(56), self._theme.px(720))
        room = size.height() - y - self._theme.px(8)
        high = 0
        # The words nobody needs in the dark go first; the question stands on a button too.
        for note, question in ((True, True), (False, True), (False, False)):
            self._parts.after.note.setVisible(note)
            self._parts.after.question.setVisible(question)
            layout = self._parts.after.layout()
            high = layout.totalHeightForWidth(wide) if layout is not None else 0
            if high <= room:
                break
        high = min(high, room)
        top = y + max(0, (size.height() - y - high) // 3)
        self._parts.after.setGeometry((size.width() - wide) // 2, top, wide, high)

    # -- lengths ----------------------------------------------------------------------------------------

    def _margin(self) -> int:
        return self._theme.px(28)

    def _gap(self) -> int:
        return max(8, self._size.height() // 70)

    def _wide(self) -> int:
        return self._size.width() - 2 * self._margin()

    def _mirrored(self) -> bool:
        return self._parts.eased.isRightToLeft()

    def _put(self, part: QWidget, x: int, y: int, wide: int, high: int) -> None:
        part.setGeometry(self._size.width() - x - wide if self._mirrored() else x, y, max(0, wide), max(0, high))

    # -- from the top -----------------------------------------------------------------------------------

    def _place_top(self) -> int:
        parts, gap, margin = self._parts, self._gap(), self._margin()
        link, time = parts.remove.sizeHint(), parts.seconds.sizeHint()
        room = max(time.width(), parts.seconds.fontMetrics().horizontalAdvance("00 min 00 s")) + 4
        most = self._wide() - room - self._theme.px(12)
        parts.saved.setWordWrap(False)
        wide = min(parts.saved.sizeHint().width() + 4, most)
        parts.saved.setWordWrap(wide == most)
        told = parts.saved.heightForWidth(wide) if wide == most else parts.saved.sizeHint().height()
        high = max(link.height(), time.height(), told)
        self._put(parts.saved, margin, gap, wide, high)
        self._put(parts.seconds, self._size.width() - margin - room, gap, room, high)
        between = self._wide() - wide - room - 2 * self._theme.px(12)
        if link.width() <= between:
            self._put(parts.remove, margin + wide + self._theme.px(12), gap, link.width(), high)
            return gap + high
        # A line of its own where the words are long.
        across = min(link.width(), self._wide())
        low = parts.remove.heightForWidth(across)
        self._put(parts.remove, margin, gap + high, across, low)
        return gap + high + low

    def _place_sentence(self, y: int, window_height: int) -> int:
        sentence, smallest = self._parts.sentence, ceil(window_height * SENTENCE_SHARE)
        sentence.set_range(smallest, round(smallest * 1.1))
        high = max(sentence.height_for(self._wide()), ceil(smallest * 1.1 * LEADING))
        self._put(sentence, self._margin(), y, self._wide(), high)
        return y + high + self._size.height() // 90

    # -- legs and the line to Safety --------------------------------------------------------------------

    def _leg_width(self) -> int:
        parts = self._parts
        return max(parts.left_leg.sizeHint().width(), parts.right_leg.sizeHint().width(), self._theme.px(150))

    def _leg_height(self) -> int:
        wide = self._leg_width()
        return max(self._parts.left_leg.heightForWidth(wide), self._parts.right_leg.heightForWidth(wide))

    def _answers_height(self, *, legs: bool, safety: bool) -> int:
        """Pixels the buttons and the line to Safety need; see `_place_answers` and `_place_safety`."""
        quiet, wide = self._parts.safety, self._wide()
        if not legs:
            return quiet.heightForWidth(min(quiet.sizeHint().width(), wide)) if safety else 0
        if not safety:
            return self._leg_height()
        if self._size.height() >= self._theme.px(_TALL_PX):
            return self._leg_height() + self._gap() + quiet.heightForWidth(min(quiet.sizeHint().width(), wide))
        beside = min(quiet.sizeHint().width(), wide - 2 * self._leg_width() - 2 * self._gap())
        return max(self._leg_height(), quiet.heightForWidth(beside))

    def _place_safety(self, bottom: int) -> int:
        """The line to Safety by itself; returns its upper edge."""
        safety = self._parts.safety
        quiet = min(safety.sizeHint().width(), self._wide())
        high = safety.heightForWidth(quiet)
        self._put(safety, self._margin() + (self._wide() - quiet) // 2, bottom - high, quiet, high)
        return bottom - high

    def _place_answers(self, bottom: int, *, alone: bool) -> int:
        """One above the other where there is height, else side by side; returns the upper edge."""
        safety, gap, margin, wide = self._parts.safety, self._gap(), self._margin(), self._wide()
        leg, high = self._leg_width(), self._leg_height()
        legs, quiet = 2 * leg + gap, safety.sizeHint().width()
        if alone:
            self._put_legs(margin + (wide - legs) // 2, bottom - high, high)
            return bottom - high
        if self._size.height() >= self._theme.px(_TALL_PX):
            quiet = min(quiet, wide)
            low = safety.heightForWidth(quiet)
            self._put(safety, margin + (wide - quiet) // 2, bottom - low, quiet, low)
            self._put_legs(margin + (wide - legs) // 2, bottom - low - gap - high, high)
            return bottom - low - gap - high
        quiet = min(quiet, wide - legs - gap)
        high = max(high, safety.heightForWidth(quiet))
        x = margin + max(0, (wide - legs - gap - quiet) // 2)
        self._put(safety, x + legs + gap, bottom - high, quiet, high)
        self._put_legs(x, bottom - high, high)
        return bottom - high

    def _put_legs(self, x: int, y: int, high: int) -> None:
        wide, gap = self._leg_width(), self._gap()
        # Left stays left in every language: these are the person's legs.
        start = self._size.width() - x - 2 * wide - gap if self._mirrored() else x
        self._parts.left_leg.setGeometry(start, y, wide, high)
        self._parts.right_leg.setGeometry(start + wide + gap, y, wide, high)

    # -- the middle -------------------------------------------------------------------------------------

    def _flag_height(self) -> int:
        return self._parts.flag.height_for(self._wide())

    def _place_flag(self, room: QRect) -> QRect:
        high = min(self._flag_height(), room.height())
        self._put(self._parts.flag, room.left(), room.top(), room.width(), high)
        return room.adjusted(0, high + self._gap(), 0, 0)

    def _place_cards(self, room: QRect) -> None:
        """All three alike: pictures with captions, captions alone, or nothing where there is no room."""
        gap, cards = self._gap(), self._parts.cards
        wide = min(self._theme.px(260), (room.width() - 2 * gap) // 3)
        least = max(card.least_height(wide) for card in cards)
        high = min(room.height(), self._theme.px(320))
        x = room.left() + (room.width() - 3 * wide - 2 * gap) // 2
        for index, card in enumerate(cards):
            card.setVisible(high >= least)
            card.show_picture(card.picture_fits(high - least))
            self._put(card, x + index * (wide + gap), room.top(), wide, high)
