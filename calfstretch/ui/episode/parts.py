"""The larger answers of the form: how long it lasted, what was tried, a sign to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import LONGEST_S, DurationBand, DurationSource, Episode, Kind
from calfstretch.domain.red_flags import RedFlag
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.episode import state
from calfstretch.ui.theme import BODY, CORNER, Theme
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import body, secondary

_KNOWN, _EXACT = "known", "exact"
# With a day of minutes beside them the longest an episode can have lasted.
_MOST_HOURS = round(LONGEST_S / 3600) - 24


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


def checked(theme: Theme, field: AmountField, complaint: str) -> Stack:
    """A field with what it needs said beside it once something else was typed."""
    part = Stack(theme, gap=4)
    part.add(Flow(theme, field))
    part.add(AmountComplaint(theme, field, complaint))
    part.setFocusProxy(field)
    return part


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
        self._words: dict[AmountField, str] = {}
        self._known = state.known_duration(episode)
        self._source = episode.duration_source if episode is not None else None
        self._is_tightness = False
        self.chips = ChipRow(theme, _("How long"), ())
        self._offered = self._options()
        self.chips.set_options(self._offered)
        self.hours = self._amount(_("Hours"), _MOST_HOURS, _("h"), _("A number of hours, up to 144."))
        self.minutes = self._amount(_("Minutes"), 24 * 60, _("min"), _("A number of minutes, up to 1440."))
        self.seconds = self._amount(_("Seconds"), 599, _("s"), _("A number of seconds, up to 599."))
        self._exact = Stack(theme, gap=4)
        line = Flow(theme)
        self._hours_parts = (self.hours, secondary(theme, _("hours"), size=BODY))
        self._seconds_parts = (self.seconds, secondary(theme, _("seconds"), size=BODY))
        for part in (*self._hours_parts, self.minutes, secondary(theme, _("minutes"), size=BODY), *self._seconds_parts):
            line.add(part)
        self._exact.add(line)
        for field, words in self._words.items():
            self._exact.add(AmountComplaint(theme, field, words))
        self._exact.hide()
        self.add(Field(theme, _("How long"), self.chips))
        self.add(self._exact)
        band = episode.duration_band if episode is not None else None
        self.chips.set_value(_KNOWN if self._known else band.value if band else None)
        self.chips.chosen.connect(self._chosen)
        for field in self._words:
            field.textEdited.connect(self.typed_in)
        self.set_kind(Kind.SPASM)

    def set_kind(self, kind: Kind) -> None:
        """Tightness stays for hours, a spasm for minutes: offer what fits."""
        self._is_tightness = kind is Kind.TIGHTNESS
        for part in self._hours_parts:
            part.setVisible(self._is_tightness)
        for part in self._seconds_parts:
            part.setVisible(not self._is_tightness)
        options = self._options()
        if options != self._offered:
            self._offered = options
            self.chips.set_options(options)

    def _options(self) -> list[tuple[str, str]]:
        known = [(_KNOWN, self._known[0])] if self._known else []
        # What was chosen stays in sight.
        bands = [band for band in DurationBand if not self._is_tightness or self.chips.value() == band.value]
        return [*known, *((band.value, labels.band(band)) for band in bands), (_EXACT, _("Exactly…"))]

    def answer(self) -> tuple[float | None, DurationBand | None, DurationSource | None]:
        """Seconds, band and how it is known; all None where nothing is said."""
        chosen = self.chips.value()
        if chosen is None:
            return None, None, None
        if chosen == _KNOWN and self._known:
            return self._known[1], None, self._source
        if chosen == _EXACT:
            values = [(field.value(), factor) for field, factor in self._fields()]
            if all(value is None for value, _factor in values):
                return None, None, None
            return sum((value or 0) * factor for value, factor in values), None, DurationSource.TYPED
        return None, DurationBand(str(chosen)), DurationSource.ESTIMATED

    def is_open(self) -> bool:
        """Whether the exact time is still to be typed, or cannot be read."""
        if self.chips.value() != _EXACT:
            return False
        return self.wrong() is not None or all(field.value() is None for field, _factor in self._fields())

    def wrong(self) -> QWidget | None:
        """The field whose number cannot be read; None = all can."""
        if self.chips.value() != _EXACT:
            return None
        return next((field for field, _factor in self._fields() if field.is_wrong()), None)

    def _fields(self) -> list[tuple[AmountField, int]]:
        """The fields in sight with how many seconds one of each is."""
        ends = (self.hours, 3600) if self._is_tightness else (self.seconds, 1)
        return [(self.minutes, 60), ends]

    def _amount(self, name: str, high: int, unit: str, complaint: str) -> AmountField:
        field = AmountField(self._theme, name, high=high, placeholder=unit, complaint=complaint)
        self._words[field] = complaint
        return field

    def _chosen(self, value: object) -> None:
        self._exact.setVisible(value == _EXACT)
        if value == _EXACT:
            (self.hours if self._is_tightness else self.minutes).setFocus()
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
