"""What the morning card asks of a spasm just noted: about when, which leg, how bad; each answer is kept at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.night_block import Block
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import Telling
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scale import TOP, Scale0To10
from calfstretch.ui.widgets.texts import body, secondary

DONT_KNOW = "unknown"
LEG_KEYS = {"l": Leg.LEFT, "r": Leg.RIGHT, "b": Leg.BOTH}
_BETWEEN = 24


class _Row:
    """A row of chips that hands its focus to none of them.

    Rows made while the page stands join the end of the order of Tab, and a chip put into its place is reached from
    there a second time, through the row that hands its focus on: Tab would leave out all that stands in between.
    """

    current: QWidget

    def setFocusProxy(self, button: QWidget) -> None:  # noqa: N802 - Qt's own name
        """Keep in mind which chip it would be."""
        self.current = button


class _Chips(_Row, ChipRow):
    """Chips of the card."""


class _Scale(_Row, Scale0To10):
    """The scale of the card."""


class _Pair(Stack):
    """Two parts side by side, their heads in line; where that is too narrow, one under the other."""

    def __init__(self, theme: Theme, first: Stack, second: Stack) -> None:
        super().__init__(theme, across=True, gap=_BETWEEN)
        self._parts = (first, second)
        first.box.addStretch(1)
        self.add(first)
        self.add(second, 1)

    def minimumSizeHint(self) -> QSize:
        first, second = (part.minimumSizeHint() for part in self._parts)
        return QSize(max(first.width(), second.width()), max(first.height(), second.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() for part in self._parts) + self._theme.px(_BETWEEN)
        across = needed <= self.width()
        self.set_across(across)
        self.box.setSpacing(self._theme.px(_BETWEEN if across else 12))


class TellingRows(Stack):
    """One spasm at a time; all of it may stay open.

    Keys: arrows and Enter choose a chip and go on to the next row; from anywhere L, R and B say the leg, as in the
    week, and a digit (X for ten) the pain; Enter on Done goes on.

    Signals:
        told(str, object): which ("when", "leg", "pain") and what; None = taken back.
        done(): on to the next one, or all are told.
        put_off(): the rest later; they wait as drafts.
    """

    told = Signal(str, object)
    done = Signal()
    put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=12, parent=parent)
        self._which = ""
        self._head = body(theme, "", strong=True)
        blocks = [*((block.value, labels.block(block)) for block in Block), (DONT_KNOW, _("Don't know"))]
        self.when = _Chips(theme, _("About when"), blocks)
        for block in Block:
            self.when.chip(block.value).setToolTip(labels.block_hours(block))
        legs = [(leg, labels.leg(leg)) for leg in Leg]
        self.leg = _Chips(theme, _("Which leg"), legs, legs=True)
        self.pain = _Scale(theme, _("Worst pain"), _("no pain"), _("worst pain imaginable"))
        self.next = SecondaryButton(theme, _("Done"))
        self.later = EdgeLink(theme, _("The rest later"))
        self.add(self._head)
        self.add(_labelled(theme, self.when))
        self.add(_Pair(theme, _labelled(theme, self.leg), _labelled(theme, self.pain)))
        self.add(Flow(theme, self.next, self.later, gap=24))
        self.when.chosen.connect(lambda value: self._chosen("when", value, self.leg))
        self.leg.chosen.connect(lambda value: self._chosen("leg", value, self.pain))
        self.pain.chosen.connect(lambda value: self._chosen("pain", value, self.next))
        self.next.clicked.connect(self.done)
        self.later.clicked.connect(self.put_off)

    def show_telling(self, telling: Telling) -> bool:
        """Show what is known of the spasm; True = it is another one than before."""
        fresh, self._which = telling.episode_id != self._which, telling.episode_id
        self._head.setText(telling.head)
        self.when.set_value(DONT_KNOW if telling.when_unknown else telling.block)
        self.leg.set_value(telling.leg)
        self.pain.set_value(telling.pain)
        self.next.set_words(_("Done") if telling.is_last else _("Next"))
        self.next.setAccessibleName(_("Done") if telling.is_last else _("Done, on to the next one"))
        return fresh

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.when.current

    def _chosen(self, what: str, value: object, on_to: QWidget) -> None:
        self.told.emit(what, value)
        if value is not None:
            place = on_to.current if isinstance(on_to, _Row) else on_to
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().lower()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and not event.isAutoRepeat() and text in LEG_KEYS:
            leg = LEG_KEYS[text]
            self.leg.set_value(leg)
            self._chosen("leg", leg, self.pain)
            return
        if plain and not event.isAutoRepeat() and (text == "x" or (len(text) == 1 and text in "0123456789")):
            value = TOP if text == "x" else int(text)
            self.pain.set_value(value)
            self._chosen("pain", value, self.next)
            return
        super().keyPressEvent(event)


def _labelled(theme: Theme, row: QWidget) -> Stack:
    both = Stack(theme, gap=4)
    both.add(secondary(theme, row.accessibleName()))
    both.add(row)
    return both
