"""The smaller cards of Today: what waits, water, activity, note, the first run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain import red_flags
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import formats
from calfstretch.ui.theme import Theme
from calfstretch.ui.today.state import Draft
from calfstretch.ui.widgets.buttons import LinkButton, PlainButton, SecondaryButton, SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.fields import AmountField
from calfstretch.ui.widgets.rows import Flow, Headed, Stack
from calfstretch.ui.widgets.texts import Text, body, heading, secondary


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

    def show_text(self, text: str) -> None:
        """Say what was done before it was cut off."""
        self._text.setText(text)


class DraftsCard(Card):
    """Episodes that wait to be described; never nagging."""

    opened = Signal(str)
    all_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("To describe when you like"), gap=8, parent=parent)
        self._theme = theme
        self._rows: list[QWidget] = []

    def show_drafts(self, drafts: Sequence[Draft], more: int) -> None:
        """Show these drafts, and how many others wait."""
        for row in self._rows:
            self.content.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for draft in drafts:
            button = SoftButton(self._theme, _("Describe"))
            button.setAccessibleName(_("Describe: {what}").format(what=draft.text))
            button.clicked.connect(lambda _=False, which=draft.episode_id: self.opened.emit(which))
            self._put(Headed(self._theme, body(self._theme, draft.text), button))
        if more:
            link = LinkButton(self._theme, ngettext("{n} more in History", "{n} more in History", more).format(n=more))
            link.clicked.connect(self.all_asked)
            self._put(link)

    def _put(self, row: QWidget) -> None:
        self._rows.append(row)
        self.add(row)


class WaterCard(Card):
    """Today's water: quick-add, and any amount."""

    added = Signal(float)

    def __init__(self, theme: Theme, glass_ml: int, bottle_ml: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Water today"), parent=parent)
        self._amount = Text(theme, "", size=24, weight=700, tone="water")
        self._meaning = secondary(theme)
        line = Stack(theme, across=True, gap=8)
        line.add(self._amount)
        line.add(self._meaning, 1)
        self.add(line)
        glass = SoftButton(theme, _("+ Glass"))
        glass.setToolTip(_("{ml} ml").format(ml=glass_ml))
        bottle = SoftButton(theme, _("+ Bottle"))
        bottle.setToolTip(_("{ml} ml").format(ml=bottle_ml))
        other = SoftButton(theme, _("Other…"))
        other.setAccessibleName(_("Another amount of water"))
        self.add(Flow(theme, glass, bottle, other))
        self.content.addStretch(1)
        self._field = AmountField(
            theme,
            _("Amount in ml"),
            low=1,
            high=10_000,
            placeholder=_("ml"),
            complaint=_("A number from 1 to 10000 ml."),
        )
        save = SoftButton(theme, _("Add"))
        self._row = Stack(theme, across=True, gap=8)
        self._row.add(self._field, 1)
        self._row.add(save)
        self._row.hide()
        self.add(self._row)
        glass.clicked.connect(lambda: self.added.emit(float(glass_ml)))
        bottle.clicked.connect(lambda: self.added.emit(float(bottle_ml)))
        other.clicked.connect(self._show_field)
        save.clicked.connect(self._add_typed)
        self._field.returnPressed.connect(self._add_typed)

    def show_water(self, amount: str, meaning: str) -> None:
        """Show the day's water and what the number means."""
        self._amount.setText(amount)
        self._amount.setVisible(bool(amount))
        self._meaning.setText(meaning)

    def _show_field(self) -> None:
        self._row.setVisible(not self._row.isVisible())
        if self._row.isVisible():
            self._field.setFocus()

    def _add_typed(self) -> None:
        value = self._field.value()
        if value is not None:
            self._field.set_value(None)
            self._row.hide()
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
        super().__init__(theme, edge="strong", gap=12, parent=parent)
        self.setAccessibleName(_("Before you begin"))
        self.add(heading(theme, _("Before you begin")))
        self.add(body(theme, _("Get medical help, and do not stretch, with any of these:")))
        flags = Stack(theme, gap=4)
        for short in red_flags.FIRST_RUN:
            flags.add(body(theme, "•  " + _(short)))
        self.add(flags)
        self.add(secondary(theme, _("Not reviewed by a clinician.")))
        more = LinkButton(theme, _("All signs: Safety"))
        more.clicked.connect(self.safety_asked)
        self.add(Flow(theme, more))
        self.add(
            body(
                theme,
                _("Your diary is this folder on your computer, and nowhere else: {folder}").format(folder=folder),
            )
        )
        smaller = SecondaryButton(theme, _("Smaller text"))
        larger = SecondaryButton(theme, _("Larger text"))
        smaller.clicked.connect(lambda: self.size_asked.emit(-1))
        larger.clicked.connect(lambda: self.size_asked.emit(1))
        done = SecondaryButton(theme, _("I have read this"))
        done.clicked.connect(self.done)
        self.add(Flow(theme, smaller, larger, done))


def drink_said(ml: float) -> str:
    """The quiet line after a drink: 200 ml of water noted."""
    return _("{amount} of water noted").format(amount=formats.litres(ml))
