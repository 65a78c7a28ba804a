"""Where the parts of the relief screen stand: "It eased" first, then the words; the pictures take what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from calfstretch.ui.relief.parts import (
    EasedButton,
    EasedCard,
    FlagCard,
    LegButton,
    PositionCard,
    PositionStepper,
    QuietButton,
    VoiceButton,
)
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import LinkButton
from calfstretch.ui.widgets.sentence import LEADING, LargeSentence
from calfstretch.ui.widgets.texts import Text

EASED_SHARE = 1 / 3
"""Height of "It eased" as part of the window's: found by a hand in the dark. Source: product choice."""
EASED_MOST_SHARE = 1 / 2
EASED_LEAST_SHARE = 1 / 5
"""As low as it may become where red flag 8 needs the height."""
SENTENCE_SHARE = 1 / 14
_CARDS_MOST = 340
_PICTURES = (130, 68)
"""Heights in pixels at which three pictures side by side are worth their room: with the answers below, or beside."""
_ONE_PICTURE = 88
_STEPPER_MOST = 480


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is placed."""

    saved: Text
    remove: LinkButton
    voice: VoiceButton
    seconds: Text
    sentence: LargeSentence
    cards: Sequence[PositionCard]
    stepper: PositionStepper
    flag: FlagCard
    left_leg: LegButton
    right_leg: LegButton
    safety: QuietButton
    eased: EasedButton

    @property
    def between(self) -> tuple[QWidget, ...]:
        """What stands between the top line and "It eased", each there or not."""
        return (self.sentence, *self.cards, self.stepper, self.flag, self.left_leg, self.right_leg, self.safety)


class _Row(NamedTuple):
    """Parts that stand at one height.

    Args:
        high: pixels it needs.
        most: pixels it can make use of.
        put: places its parts at a height, so many pixels high.
        shows: what it puts in sight.
    """

    high: int
    most: int
    put: Callable[[int, int], None]
    shows: tuple[QWidget, ...]


class _Below(NamedTuple):
    """A part under the legs, so many pixels high."""

    part: QWidget
    high: int


class Arrangement:
    """Places the parts whenever the window, the text size or the parts change."""

    def __init__(self, theme: Theme, parts: Parts) -> None:
        self._theme = theme
        self._parts = parts
        self._size = QSize()
        self._window_height = 0

    @property
    def between(self) -> tuple[QWidget, ...]:
        """What stands between the top line and "It eased"."""
        return self._parts.between

    def place(self, size: QSize, window_height: int, *, flag: bool) -> None:
        """While it cramps.

        Args:
            size: of the screen.
            window_height: of the whole window: what the large parts are measured by.
            flag: whether red flag 8 is to be read.
        """
        self._size, self._window_height = size, window_height
        top = self._place_top() + self._gap() // 2
        room = size.height() - self._gap() - 4 - top
        rows: list[_Row] = []
        for build in self._ways(flag=flag):
            rows = build()
            if self._needed(rows) <= room:
                break
        else:
            rows = _pressed(rows, self._needed(rows) - room)
        shown = {part for row in rows for part in row.shows}
        for part in self._parts.between:
            part.setVisible(part in shown)
        y, left = top, room - self._needed(rows)
        for row in rows:
            more = min(left, row.most - row.high)
            row.put(y, row.high + more)
            left -= more
            y += row.high + more + self._gap()

    def place_after(self, card: EasedCard, size: QSize) -> None:
        """When it eased."""
        self._size = size
        top = self._place_top() + self._gap()
        wide = min(size.width() - 2 * self._margin(), self._theme.px(780))
        room = size.height() - top - self._theme.px(8)
        high = min(room, card.fit(wide, room))
        y = top + max(0, (room - high) // 3)
        card.setGeometry((size.width() - wide) // 2, y, wide, high)

    def _ways(self, *, flag: bool) -> list[Callable[[], list[_Row]]]:
        """What may stand between the top line and the foot, the fullest first; the last one must do."""
        if not flag:
            return [
                lambda: [self._sentence(), self._cards(_PICTURES[0]), self._legs(), self._safety(), self._eased()],
                lambda: [self._sentence(), self._cards(_PICTURES[1]), self._answers(), self._eased()],
                lambda: [self._sentence(), self._stepper_and_answers(), self._eased()],
                lambda: [self._sentence(), self._answers(), self._eased()],
                lambda: [self._sentence(), self._safety(), self._eased(EASED_LEAST_SHARE)],
            ]
        # The flag has a way to Safety of its own. At ten minutes it is the sentence: where both have no room, the
        # other goes, then the legs, which have keys.
        return [
            lambda: [self._sentence(), self._flag(), self._cards(_PICTURES[1]), self._legs(), self._eased()],
            lambda: [self._sentence(), self._flag(), self._stepper_and_legs(), self._eased()],
            lambda: [self._flag(), self._stepper_and_legs(), self._eased()],
            lambda: [self._flag(), self._legs(), self._eased()],
            lambda: [self._flag(), self._eased()],
            lambda: [self._flag(), self._eased(EASED_LEAST_SHARE)],
        ]

    # -- lengths ----------------------------------------------------------------------------------------

    def _margin(self) -> int:
        return self._theme.px(28)

    def _gap(self) -> int:
        return max(8, self._size.height() // 70)

    def _wide(self) -> int:
        return self._size.width() - 2 * self._margin()

    def _needed(self, rows: Sequence[_Row]) -> int:
        return sum(row.high for row in rows) + self._gap() * (len(rows) - 1)

    def _put(self, part: QWidget, x: int, y: int, wide: int, high: int) -> None:
        mirrored = self._parts.eased.isRightToLeft()
        part.setGeometry(self._size.width() - x - wide if mirrored else x, y, max(0, wide), max(0, high))

    # -- the top line -----------------------------------------------------------------------------------

    def _place_top(self) -> int:
        """What is kept, the way to take it away, the voice, the seconds; returns the lower edge."""
        parts, gap, margin, space = self._parts, self._gap(), self._margin(), self._theme.px(12)
        time, side = parts.seconds.sizeHint(), parts.voice.sizeHint()
        room = max(time.width(), parts.seconds.fontMetrics().horizontalAdvance("00 min 00 s")) + 4
        most = self._wide() - room - side.width() - 2 * space
        parts.saved.setWordWrap(False)
        wide = min(parts.saved.sizeHint().width() + 4, most)
        parts.saved.setWordWrap(wide == most)
        told = parts.saved.heightForWidth(wide) if wide == most else parts.saved.sizeHint().height()
        # On two lines of its own words rather than under the others: the pictures need the height.
        link = min(parts.remove.sizeHint().width(), most - wide - space)
        is_beside = link >= parts.remove.minimumSizeHint().width()
        low = parts.remove.heightForWidth(link if is_beside else self._wide())
        high = max(time.height(), side.height(), told, low if is_beside else 0)
        self._put(parts.saved, margin, gap, wide, high)
        self._put(parts.seconds, self._size.width() - margin - room, gap, room, high)
        x = margin + wide + space
        if is_beside:
            self._put(parts.remove, x, gap, link, high)
            x += link + space
        self._put(parts.voice, x, gap + (high - side.height()) // 2, side.width(), side.height())
        if is_beside:
            return gap + high
        self._put(parts.remove, margin, gap + high, min(parts.remove.sizeHint().width(), self._wide()), low)
        return gap + high + low

    # -- rows -------------------------------------------------------------------------------------------

    def _sentence(self) -> _Row:
        sentence, smallest = self._parts.sentence, ceil(self._window_height * SENTENCE_SHARE)
        sentence.set_range(smallest, round(smallest * 1.1))
        high = max(sentence.height_for(self._wide()), ceil(smallest * 1.1 * LEADING))
        return self._alone(sentence, high, high)

    def _alone(self, part: QWidget, high: int, most: int, wide: int | None = None) -> _Row:
        """One part in the middle, as wide as all or as asked for."""
        width = self._wide() if wide is None else min(wide, self._wide())
        x = (self._size.width() - width) // 2
        return _Row(high, most, lambda y, tall: self._put(part, x, y, width, tall), (part,))

    def _eased(self, share: float = EASED_SHARE) -> _Row:
        button = self._parts.eased
        high = max(ceil(self._window_height * share), button.heightForWidth(self._wide()))
        return self._alone(button, high, max(high, round(self._window_height * EASED_MOST_SHARE)))

    def _flag(self) -> _Row:
        high = self._parts.flag.height_for(self._wide())
        return self._alone(self._parts.flag, high, high)

    def _safety(self) -> _Row:
        safety = self._parts.safety
        wide = min(safety.sizeHint().width(), self._wide())
        high = safety.heightForWidth(wide)
        return self._alone(safety, high, high, wide)

    def _cards(self, picture: int) -> _Row:
        """All three alike, pictures with captions."""
        cards, gap = tuple(self._parts.cards), self._gap()
        wide = min(self._theme.px(280), (self._wide() - 2 * gap) // 3)
        start = (self._size.width() - 3 * wide - 2 * gap) // 2
        high = picture + max(card.height_without_picture(wide) for card in cards)

        def put(y: int, tall: int) -> None:
            for index, card in enumerate(cards):
                self._put(card, start + index * (wide + gap), y, wide, tall)

        return _Row(high, max(high, self._theme.px(_CARDS_MOST)), put, cards)

    def _leg_size(self) -> QSize:
        left, right = self._parts.left_leg, self._parts.right_leg
        wide = max(left.sizeHint().width(), right.sizeHint().width(), self._theme.px(150))
        return QSize(wide, max(left.heightForWidth(wide), right.heightForWidth(wide)))

    def _legs(self) -> _Row:
        leg = self._leg_size()
        start = (self._size.width() - 2 * leg.width() - self._gap()) // 2
        return self._legs_from(start, leg)

    def _legs_from(self, x: int, leg: QSize) -> _Row:
        wide, gap, left, right = leg.width(), self._gap(), self._parts.left_leg, self._parts.right_leg

        def put(y: int, tall: int) -> None:
            self._put(left, x, y, 2 * wide + gap, tall)
            start = left.x()  # left stays left in every language: these are the person's legs
            left.setGeometry(start, y, wide, tall)
            right.setGeometry(start + wide + gap, y, wide, tall)

        return _Row(leg.height(), leg.height(), put, (left, right))

    def _answers(self) -> _Row:
        """The legs and the line to Safety side by side."""
        leg, gap, safety = self._leg_size(), self._gap(), self._parts.safety
        legs = 2 * leg.width() + gap
        quiet = min(safety.sizeHint().width(), self._wide() - legs - gap)
        high = max(leg.height(), safety.heightForWidth(quiet))
        x = self._margin() + max(0, (self._wide() - legs - gap - quiet) // 2)
        row = self._legs_from(x, leg)

        def put(y: int, tall: int) -> None:
            row.put(y, tall)
            self._put(safety, x + legs + gap, y, quiet, tall)

        return _Row(high, high, put, (*row.shows, safety))

    def _stepper_and_answers(self) -> _Row:
        """One picture at a time; beside it the legs, and the line to Safety under them."""
        leg, gap, safety = self._leg_size(), self._gap(), self._parts.safety
        legs = 2 * leg.width() + gap
        low = safety.heightForWidth(legs)
        return self._beside_stepper(legs, leg.height() + gap + low, _Below(safety, low))

    def _stepper_and_legs(self) -> _Row:
        """One picture at a time, and the legs beside it."""
        leg = self._leg_size()
        return self._beside_stepper(2 * leg.width() + self._gap(), leg.height(), None)

    def _beside_stepper(self, wide: int, answers: int, below: _Below | None) -> _Row:
        stepper, gap, leg = self._parts.stepper, self._gap(), self._leg_size()
        beside = min(self._wide() - wide - gap, self._theme.px(_STEPPER_MOST))
        high = max(answers, stepper.height_for(beside, _ONE_PICTURE))
        x = (self._size.width() - beside - gap - wide) // 2
        row = self._legs_from(x + beside + gap, leg)

        def put(y: int, tall: int) -> None:
            self._put(stepper, x, y, beside, tall)
            row.put(y + (tall - answers) // 2, leg.height())
            if below is not None:
                under = y + (tall - answers) // 2 + leg.height() + gap
                self._put(below.part, x + beside + gap, under, wide, below.high)

        shows = (stepper, *row.shows) if below is None else (stepper, *row.shows, below.part)
        return _Row(high, max(high, self._theme.px(_CARDS_MOST)), put, shows)


def _pressed(rows: Sequence[_Row], lacking: int) -> list[_Row]:
    """The rows of the last resort, the first one lower: its words scroll."""
    first = rows[0]._replace(high=max(0, rows[0].high - lacking))
    return [first, *rows[1:]]
