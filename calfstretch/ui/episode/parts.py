"""The larger answers of the form: how long it lasted, what was tried, a sign to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import DurationBand, DurationSource, Episode
from calfstretch.domain.red_flags import RedFlag
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.episode import state
from calfstretch.ui.theme import BODY, CORNER, Theme
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary

_KNOWN, _EXACT = "known", "exact"
_LONGEST_MIN = 24 * 60


class FlagLine(Stack):
    """A sign in its fixed words with the way to Safety; gone while there is none. It holds nothing up."""

    def __init__(self, theme: Theme, on_safety: Callable[[], object]) -> None:
        super().__init__(theme, gap=0, margins=(16, 10, 16, 6))
        self.text = body(theme)
        self.add(self.text)
        link = EdgeLink(theme, _("All signs: Safety"))
        link.clicked.connect(lambda: on_safety())
        self.add(Flow(theme, link))
        self.hide()

    def show_flag(self, flag: RedFlag | None) -> None:
        """Show a sign, or nothing."""
        words = "" if flag is None else state.flag_words(flag)
        if words and words != self.text.text():
            announce(self, words)
        self.text.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("cramp"))
        painter.setBrush(self._theme.colour("cramp_soft"))
        radius = self._theme.px(CORNER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class HowLong(Stack):
    """A band, the time the screen took, or minutes and seconds of one's own.

    Signals:
        changed(): the person chose another answer.
        typed_in(): the person types minutes or seconds.
    """

    changed = Signal()
    typed_in = Signal()

    def __init__(self, theme: Theme, episode: Episode | None) -> None:
        super().__init__(theme, gap=8)
        self._known = state.known_duration(episode)
        self._source = episode.duration_source if episode is not None else None
        options: list[tuple[str, str]] = [(_KNOWN, self._known[0])] if self._known else []
        options += [(band.value, labels.band(band)) for band in DurationBand]
        options.append((_EXACT, _("Exactly…")))
        self.chips = ChipRow(theme, _("How long"), options)
        self.minutes = AmountField(
            theme, _("Minutes"), high=_LONGEST_MIN, placeholder=_("min"), complaint=_("A number of minutes.")
        )
        self.seconds = AmountField(
            theme, _("Seconds"), high=599, placeholder=_("s"), complaint=_("A number of seconds, up to 599.")
        )
        self._exact = Flow(
            theme, self.minutes, secondary(theme, _("minutes"), size=BODY),
            self.seconds, secondary(theme, _("seconds"), size=BODY),
        )  # fmt: skip
        self._exact.hide()
        self.add(Field(theme, _("How long"), self.chips))
        self.add(self._exact)
        band = episode.duration_band if episode is not None else None
        self.chips.set_value(_KNOWN if self._known else band.value if band else None)
        self.chips.chosen.connect(self._chosen)
        for field in (self.minutes, self.seconds):
            field.textEdited.connect(self.typed_in)

    def answer(self) -> tuple[float | None, DurationBand | None, DurationSource | None]:
        """Seconds, band and how it is known; all None where nothing is said."""
        chosen = self.chips.value()
        if chosen is None:
            return None, None, None
        if chosen == _KNOWN and self._known:
            return self._known[1], None, self._source
        if chosen == _EXACT:
            minutes, seconds = self.minutes.value(), self.seconds.value()
            if minutes is None and seconds is None:
                return None, None, None
            return (minutes or 0) * 60 + (seconds or 0), None, DurationSource.TYPED
        return None, DurationBand(str(chosen)), DurationSource.ESTIMATED

    def is_open(self) -> bool:
        """Whether the exact time is still to be typed, or cannot be read."""
        if self.chips.value() != _EXACT:
            return False
        return self.wrong() is not None or (self.minutes.value() is None and self.seconds.value() is None)

    def wrong(self) -> QWidget | None:
        """The field whose number cannot be read; None = all can."""
        if self.chips.value() != _EXACT:
            return None
        return next((field for field in (self.minutes, self.seconds) if field.is_wrong()), None)

    def _chosen(self, value: object) -> None:
        self._exact.setVisible(value == _EXACT)
        if value == _EXACT:
            self.minutes.setFocus()
        self.changed.emit()


class TriedField(Stack):
    """What was tried, and for each whether it helped.

    `changed` is sent when the person changes it.
    """

    changed = Signal()

    def __init__(self, theme: Theme, ways: Sequence[str]) -> None:
        super().__init__(theme, gap=8)
        self.ways = ChipRow(theme, _("What you tried"), [(way, labels.tried(way)) for way in ways], multiple=True)
        self.add(self.ways)
        self.helped: dict[str, ChipRow] = {}
        self._lines: dict[str, QWidget] = {}
        for way in ways:
            question = _("{what}: did it help?").format(what=labels.tried(way))
            answer = ChipRow(theme, question, state.helped_options())
            line = Stack(theme, gap=4, margins=(16, 0, 0, 0))
            line.add(secondary(theme, question))
            line.add(answer)
            line.hide()
            answer.chosen.connect(lambda _value: self.changed.emit())
            self.helped[way], self._lines[way] = answer, line
            self.add(line)
        self.ways.chosen.connect(self._chosen)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show what was tried; sends no signal."""
        self.ways.set_values(way for way, _helped in pairs)
        for way, helped in pairs:
            self.helped[way].set_value(helped or None)
        self._show_lines()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What was tried with whether it helped."""
        said: Mapping[str, object] = {way: row.value() for way, row in self.helped.items()}
        helped = {way: str(value) for way, value in said.items() if value is not None}
        return state.tried_pairs((str(way) for way in self.ways.values()), helped)

    def _chosen(self) -> None:
        self._show_lines()
        self.changed.emit()

    def _show_lines(self) -> None:
        chosen = self.ways.values()
        for way, line in self._lines.items():
            line.setVisible(way in chosen)
