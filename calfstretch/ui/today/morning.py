"""The morning card: two questions about the day that ended last, one click each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MAX_WATER_ML
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import MorningCard, Telling
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body, secondary
from calfstretch.ui.widgets.water_field import WaterField

if TYPE_CHECKING:
    from calfstretch.ui.today.telling import TellingRows

MANY = (3, 4, 5, 6, 7, 8, 9, 10)


class MorningQuestions(Card):
    """Asks for the spasms and the water of the day that ended last; a digit answers how many spasms there were in all.

    Signals:
        spasms_answered(int): how many in all, those noted counted in.
        water_answered(float): ml in all, those noted counted in.
        level_answered(str): less, usual or more.
        water_unknown(): the person does not know.
        skipped(): not now.
        told(str, object), told_all(), rest_put_off(): of a spasm just noted, as `TellingRows` says.
    """

    spasms_answered = Signal(int)
    water_answered = Signal(float)
    level_answered = Signal(str)
    water_unknown = Signal()
    skipped = Signal()
    told = Signal(str, object)
    told_all = Signal()
    rest_put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", gap=12, parent=parent)
        self.setAccessibleName(_("Yesterday and last night"))
        self._theme = theme
        self._parts: list[QWidget] = []
        self._shown: MorningCard | None = None
        self._firsts: list[QWidget] = []
        self._telling: TellingRows | None = None
        self.hide()

    def first_answer(self) -> QWidget | None:
        """Where the keyboard answers what is still open; None = nothing is asked."""
        if self._telling is not None:
            return self._telling.first()
        return self._firsts[0] if self._firsts else None

    def show_card(self, card: MorningCard | None, telling: Telling | None = None) -> bool:
        """Show the questions that are still open; what is half typed stays as long as they are the same.

        Args:
            telling: a spasm of which more may be said; None = of none.

        Returns:
            True = another spasm is asked about than before.
        """
        fresh = self._show_telling(telling)
        self.setVisible(card is not None or telling is not None)
        if card == self._shown:
            return fresh
        self._shown = card
        self._firsts = []
        for part in self._parts:
            self.content.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if card is None:
            return fresh
        if card.spasm_question is not None:
            self._put(self._spasm_row(card, card.spasm_question))
        if card.water_question is not None:
            self._put(self._water_row(card, card.water_question))
        skip = Stack(self._theme, across=True)
        later = EdgeLink(self._theme, _("Skip for today"))
        later.clicked.connect(self.skipped)
        skip.add(later)
        skip.add(QWidget(), 1)
        self._put(skip)
        return fresh

    def _show_telling(self, telling: Telling | None) -> bool:
        if telling is None:
            if self._telling is not None:
                self.content.removeWidget(self._telling)
                self._telling.hide()
                self._telling.deleteLater()
                self._telling = None
            return False
        if self._telling is None:
            from calfstretch.ui.today.telling import TellingRows  # no start needs it

            self._telling = TellingRows(self._theme)
            self._telling.told.connect(self.told)
            self._telling.done.connect(self.told_all)
            self._telling.put_off.connect(self.rest_put_off)
            self.content.insertWidget(0, self._telling)
        return self._telling.show_telling(telling)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat()
        is_open = self._shown is not None and self._shown.spasm_question is not None
        if plain and is_open and len(event.text()) == 1 and event.text() in "0123456789":
            self.spasms_answered.emit(int(event.text()))
            return
        super().keyPressEvent(event)

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add(part)

    def _spasm_row(self, card: MorningCard, question: str) -> QWidget:
        words = {0: _("Yes"), 1: _("1 more"), 2: _("2 more")} if card.noted else {0: _("None"), 1: "1", 2: "2"}
        answers = Flow(self._theme, at_end=True)
        for extra, text in words.items():
            button = SecondaryButton(self._theme, text)
            button.setAccessibleName(f"{question} {text}")
            button.clicked.connect(lambda _=False, n=card.noted + extra: self.spasms_answered.emit(n))
            answers.add(button)
            if extra == 0:
                self._firsts.append(button)
        more = SecondaryButton(self._theme, _("More"))
        more.setAccessibleName(f"{question} {more.words()}")
        answers.add(more)
        row = Headed(self._theme, body(self._theme, question, strong=True), answers)
        many = self._many(card, question)
        many.hide()
        more.clicked.connect(lambda: _reveal(many))
        both = Stack(self._theme)
        both.add(row)
        both.add(many)
        return both

    def _many(self, card: MorningCard, question: str) -> QWidget:
        flow = Flow(self._theme, at_end=True)
        for count in MANY:
            button = SoftButton(self._theme, str(card.noted + count))
            button.setAccessibleName(_("{question} {n} in all").format(question=question, n=card.noted + count))
            button.clicked.connect(lambda _=False, n=card.noted + count: self.spasms_answered.emit(n))
            flow.add(button)
        return flow

    def _water_row(self, card: MorningCard, question: str) -> QWidget:
        answers = Flow(self._theme, at_end=True)
        amount = self._amount_row(card)
        amount.hide()
        if card.water_noted_ml:
            yes = SoftButton(self._theme, _("Yes"))
            yes.setAccessibleName(f"{question} {yes.words()}")
            yes.clicked.connect(lambda: self.water_answered.emit(float(card.water_noted_ml)))
            answers.add(yes)
            self._firsts.append(yes)
        else:
            for level, text in (
                ("less", _("Less")), ("usual", _("As usual")), ("more", _("More")),
            ):  # fmt: skip
                button = SoftButton(self._theme, text)
                button.setAccessibleName(f"{question} {labels.water_level(level)}")
                button.setToolTip(labels.water_level(level))
                if level == "less":
                    self._firsts.append(button)
                button.clicked.connect(lambda _=False, level=level: self.level_answered.emit(level))
                answers.add(button)
        about = SoftButton(self._theme, _("About … more") if card.water_noted_ml else _("About …"))
        about.setAccessibleName(f"{question} {about.words()}")
        about.clicked.connect(lambda: _reveal(amount))
        answers.add(about)
        unknown = SoftButton(self._theme, _("Don't know"))
        unknown.setAccessibleName(f"{question} {unknown.words()}")
        unknown.clicked.connect(self.water_unknown)
        answers.add(unknown)
        both = Stack(self._theme)
        both.add(Headed(self._theme, secondary(self._theme, question, size=18), answers))
        both.add(amount)
        return both

    def _amount_row(self, card: MorningCard) -> QWidget:
        row = Stack(self._theme, across=True)
        name = _("More water that day") if card.water_noted_ml else _("Water that day")
        field = WaterField(self._theme, name, high=MAX_WATER_ML)
        save = SoftButton(self._theme, _("Save"))
        complaint = AmountComplaint(self._theme, field)
        save.setAccessibleName(_("Save the water of that day"))

        def answer() -> None:
            value = field.value()
            if not complaint.look() or value is None:
                field.setFocus()
            else:
                self.water_answered.emit(card.water_noted_ml + value)

        save.clicked.connect(answer)
        field.returnPressed.connect(answer)
        row.add(field)
        row.add(save)
        row.add(QWidget(), 1)
        both = Stack(self._theme, gap=4)
        both.add(row)
        both.add(complaint)
        return both


def _reveal(part: QWidget) -> None:
    part.show()
    first = next(child for child in part.findChildren(QWidget) if child.focusPolicy() != Qt.FocusPolicy.NoFocus)
    first.setFocus()
