"""The smaller cards of Today: what waits, water, activity, note, the first run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import MAX_DRINK_ML
from calfstretch.domain.episode import DurationBand
from calfstretch.domain.routine import Leg
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import amounts, labels
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import Draft
from calfstretch.ui.widgets.buttons import Button, EdgeLink, PlainButton, SecondaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.complaint import AmountComplaint
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import Text, body, caps_label, heading, secondary
from calfstretch.ui.widgets.water_field import WaterField


class UnfinishedCard(Card):
    """A session that was cut off: keep it, go on with it, or throw it away."""

    kept = Signal()
    resumed = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge="strong", gap=12, parent=parent)
        self.setAccessibleName(_("An unfinished session"))
        self._text = body(theme, "", strong=True)
        self.add(self._text)
        self.keep = SecondaryButton(theme, _("Keep as partial"))
        self.resume = SecondaryButton(theme, _("Repeat the hold and go on"))
        self.discard = PlainButton(theme, _("Throw away"))
        self.keep.clicked.connect(self.kept)
        self.resume.clicked.connect(self.resumed)
        self.discard.clicked.connect(self.discarded)
        self.add(Flow(theme, self.keep, self.resume, self.discard))

    def first_answer(self) -> Button:
        """Going on where that can be offered, else keeping."""
        return self.keep if self.resume.isHidden() else self.resume

    def show_text(self, text: str) -> None:
        """Say what was done before it was cut off."""
        self._text.setText(text)


class DraftsCard(Card):
    """Episodes that wait to be described; never nagging.

    Signals:
        opened(str): the form of this episode is wanted.
        all_asked(): History is wanted.
        leg_said(str, str): the leg of this episode; its form is wanted next.
        length_said(str, str): about how long this episode lasted, as a `DurationBand`; "" = the person does not know.
        put_off(): not today.
    """

    opened = Signal(str)
    all_asked = Signal()
    leg_said = Signal(str, str)
    length_said = Signal(str, str)
    put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, gap=8, parent=parent)
        self._theme = theme
        self._shown: tuple[Sequence[Draft], int] = ((), 0)
        self._rows: list[QWidget] = []
        self._firsts: list[QWidget] = []
        title = _("To describe when you like")
        self.setAccessibleName(title)
        self.more = EdgeLink(theme, "")
        self.more.clicked.connect(self.all_asked)
        self.later = EdgeLink(theme, _("Skip for today"))
        self.later.setAccessibleName(_("{title}: skip for today").format(title=title))
        self.later.clicked.connect(self.put_off)
        self.add(Headed(theme, caps_label(theme, title), self.later))
        self._last = Flow(theme, self.more)
        self.add(self._last)

    def first_answer(self) -> QWidget | None:
        """Where the keyboard goes on; None = nothing waits."""
        return self._firsts[0] if self._firsts else None

    def show_drafts(self, drafts: Sequence[Draft], more: int) -> None:
        """Show these drafts, and how many others wait."""
        if (drafts, more) == self._shown:
            return
        self._shown = (drafts, more)
        for row in self._rows:
            self.content.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._firsts = []
        for draft in drafts:
            button = SoftButton(self._theme, _("Describe"))
            button.setAccessibleName(_("Describe: {what}").format(what=draft.text))
            button.clicked.connect(lambda _=False, which=draft.episode_id: self.opened.emit(which))
            legs = self._legs(draft) if draft.asks_leg else []
            self._firsts.append((legs or [button])[0])
            actions = Flow(self._theme, at_end=True)
            if legs:
                side_by_side = Flow(self._theme, *legs)
                # They stand as the legs do in every language.
                side_by_side.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                actions.add(side_by_side)
            actions.add(button)
            self._put(Headed(self._theme, body(self._theme, draft.text), actions))
            if draft.asks_length:
                self._put(self._length_row(draft))
        self.more.set_words(ngettext("{n} more in History", "{n} more in History", more).format(n=more))
        self._last.setVisible(bool(more))

    def _put(self, row: QWidget) -> None:
        self.content.insertWidget(self.content.indexOf(self._last), row)
        self._rows.append(row)

    def _legs(self, draft: Draft) -> list[Button]:
        """The first answer already here: with it the form opens at the second."""
        buttons: list[Button] = []
        for leg in Leg:
            button = SoftButton(self._theme, labels.leg(leg))
            button.setAccessibleName(f"{draft.text}. {labels.leg(leg)}")
            button.clicked.connect(lambda _=False, leg=leg: self.leg_said.emit(draft.episode_id, leg.value))
            buttons.append(button)
        return buttons

    def _length_row(self, draft: Draft) -> QWidget:
        question = _("How long did it last?")
        answers = Flow(self._theme, at_end=True)
        for value, words in [*((band.value, labels.band(band)) for band in DurationBand), ("", _("Don't know"))]:
            button = SoftButton(self._theme, words)
            button.setAccessibleName(f"{draft.text}. {question} {words}")
            button.clicked.connect(lambda _=False, value=value: self.length_said.emit(draft.episode_id, value))
            answers.add(button)
        return Headed(self._theme, secondary(self._theme, question, size=18), answers)


class PausedLine(Stack):
    """Paused until 27 Nov 2026: ill.

    Signals:
        back(): the person is back.
        asked(): the pause is to be changed.
    """

    back = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._line = body(theme, "")
        self.back_button = SoftButton(theme, _("I'm back"))
        self.change = SoftButton(theme, _("Change…"))
        self.change.setAccessibleName(_("Change the pause"))
        self.back_button.clicked.connect(self.back)
        self.change.clicked.connect(self.asked)
        self.add(Headed(theme, self._line, Flow(theme, self.back_button, self.change, at_end=True)))
        self.hide()

    def show_line(self, text: str) -> None:
        """Show it; "" = today is in no pause."""
        self._line.setText(text)
        self.setVisible(bool(text))


class WaterCard(Card):
    """Today's water: quick-add, and any amount.

    Signals:
        added(float): ml.
    """

    added = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Water today"), parent=parent)
        self._glass_ml, self._bottle_ml = amounts.GLASS_ML, amounts.BOTTLE_ML
        self._amount = Text(theme, "", size=24, weight=700, tone="water", wrap=False)
        self._meaning = secondary(theme, size=18)
        line = Stack(theme, across=True, gap=8)
        line.add(self._amount)
        line.add(self._meaning, 1)
        self.add(line)
        self.content.addStretch(1)
        self.glass = SoftButton(theme, _("+ Glass"))
        self.bottle = SoftButton(theme, _("+ Bottle"))
        other = SoftButton(theme, _("Other…"))
        other.setAccessibleName(_("Another amount of water"))
        self.add(Flow(theme, self.glass, self.bottle, other))
        self.field = WaterField(theme, _("Amount"), low=1, high=MAX_DRINK_ML, unit=amounts.of_a_drink)
        self._save = SoftButton(theme, _("Add"))
        self._save.setAccessibleName(_("Add this amount of water"))
        self._row = Stack(theme, across=True, gap=8)
        self._row.add(self.field, 1)
        self._row.add(self._save)
        self._row.hide()
        self.add(self._row)
        self._complaint = AmountComplaint(theme, self.field)
        self.add(self._complaint)
        self.glass.clicked.connect(lambda: self.added.emit(float(self._glass_ml)))
        self.bottle.clicked.connect(lambda: self.added.emit(float(self._bottle_ml)))
        other.clicked.connect(self._show_field)
        self._save.clicked.connect(self._add_typed)
        self.field.returnPressed.connect(self._add_typed)

    def set_sizes(self, glass_ml: int, bottle_ml: int) -> None:
        """What a glass and a bottle hold, in ml."""
        self._glass_ml, self._bottle_ml = glass_ml, bottle_ml
        self.field.restate()
        self.glass.setToolTip(amounts.drink(glass_ml))
        self.bottle.setToolTip(amounts.drink(bottle_ml))

    def show_water(self, amount: str, meaning: str) -> None:
        """Show the day's water and what the number means."""
        self._amount.setText(amount)
        self._amount.setVisible(bool(amount))
        self._meaning.setText(meaning)

    def stored(self) -> None:
        """An amount is in the diary: the field is free."""
        if self.field.hasFocus() or self._save.hasFocus():
            self.glass.setFocus()
        self.field.set_value(None)
        self._row.hide()

    def _show_field(self) -> None:
        self._row.setVisible(not self._row.isVisible())
        if self._row.isVisible():
            self.field.setFocus()

    def _add_typed(self) -> None:
        value = self.field.value()
        if not self._complaint.look() or value is None:
            self.field.setFocus()
        else:
            self.added.emit(value)


class LinesCard(Card):
    """A short list with one button below: activity, the day's note."""

    asked = Signal()

    def __init__(self, theme: Theme, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent=parent)
        self._theme = theme
        self._lines = body(theme, "")
        self.add(self._lines)
        self.content.addStretch(1)
        self.button = SoftButton(theme, action)
        self.button.clicked.connect(self.asked)
        self.add(Flow(theme, self.button))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what is noted; nothing = not noted."""
        self._lines.setText("\n".join(lines) if lines else _("Not noted"))
        self._lines.set_tone("text" if lines else "secondary")


class FirstRunCard(Card):
    """Shown on the first opening: safety, where the diary is, text size. Start and Cramp now work beside it."""

    done = Signal()
    safety_asked = Signal()
    size_asked = Signal(int)

    def __init__(self, theme: Theme, folder: str, parent: QWidget | None = None) -> None:
        from calfstretch.domain import red_flags  # read once, on the first day

        super().__init__(theme, edge="strong", gap=12, parent=parent)
        self.setAccessibleName(_("Before you begin"))
        self.add(heading(theme, _("Before you begin")))
        # First, and half of the card each: pressed again and again they stay under the pointer, whatever grows below or
        # beside and wherever the rail becomes narrow.
        self.larger = SecondaryButton(theme, _("Larger text"))
        self.smaller = SecondaryButton(theme, _("Smaller text"))
        self.larger.clicked.connect(lambda: self.size_asked.emit(1))
        self.smaller.clicked.connect(lambda: self.size_asked.emit(-1))
        sizes = Stack(theme, across=True, gap=12)
        sizes.add(self.larger, 1)
        sizes.add(self.smaller, 1)
        self.add(sizes)
        first = red_flags.RED_FLAGS[: len(red_flags.FIRST_RUN)]
        for urgency in dict.fromkeys(flag.urgency for flag in first):
            part = Stack(theme, gap=4)
            part.add(body(theme, _(red_flags.URGENCY_TEXT[urgency]), strong=True))
            for flag in first:
                if flag.urgency is urgency:
                    point = Stack(theme, across=True, gap=8)
                    point.box.addWidget(Text(theme, "•", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
                    point.add(body(theme, _(flag.short)), 1)
                    part.add(point)
            self.add(part)
        self.add(secondary(theme, _(red_flags.NOT_REVIEWED)))
        more = EdgeLink(theme, _("All signs: Safety"))
        more.clicked.connect(self.safety_asked)
        self.add(Flow(theme, more))
        self.add(body(theme, _("Your diary is this folder on your computer, and nowhere else:")))
        self.add(secondary(theme, folder))
        done = SecondaryButton(theme, _("I have read this"))
        done.clicked.connect(self.done)
        self.add(Flow(theme, done))


def drink_said(ml: float) -> str:
    """The quiet line after a drink: 200 ml of water noted."""
    return _("{amount} of water noted").format(amount=amounts.drink(ml))
