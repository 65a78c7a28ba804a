"""What else is noted of a day: yes or no with one click each, hours of sleep, the heat, tags of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.domain.day import TAG_PREFIX, YES_NO_ITEMS, Item, number_text
from calfstretch.i18n import gettext as _
from calfstretch.ui import formats, labels
from calfstretch.ui.day import state
from calfstretch.ui.day.parts import YesNo
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint, Complaint
from calfstretch.ui.widgets.fields import AmountField, TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack

SLEEP_H = (5.0, 6.0, 7.0, 8.0, 9.0)
_TWO_COLUMNS_PX = 700


class TwoColumns(Stack):
    """Rows in two columns, one under the other where the width is small."""

    def __init__(self, theme: Theme, rows: Sequence[QWidget] = ()) -> None:
        super().__init__(theme, across=True, gap=48)
        self._columns = (Stack(theme, gap=8), Stack(theme, gap=8))
        for column in self._columns:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            column.setSizePolicy(policy)
            self.add(column, 1)
        self._rows: list[QWidget] = []
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Put these rows in place of the old ones."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        half = -(-len(self._rows) // 2)
        for at, row in enumerate(self._rows):
            self._columns[at >= half].add(row)
            row.show()
        for column in self._columns:
            column.setVisible(any(column.isAncestorOf(row) for row in self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= self._theme.px(_TWO_COLUMNS_PX)
        self.set_across(across)
        self.box.setSpacing(self._theme.px(48 if across else 8))


class ItemsCard(Card):
    """The further rows.

    Signals:
        answered(str, object): the item and its value; None = not noted.
    """

    answered = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Also of this day"), gap=16, parent=parent)
        self._rows = {item: YesNo(theme, labels.item(item)) for item in state.DAY_ROWS if item in YES_NO_ITEMS}
        for item, row in self._rows.items():
            row.answered.connect(lambda value, item=item: self.answered.emit(item, value))
        self.sleep = ChipRow(
            theme, labels.item(Item.SLEEP_H), [(h, _("{h} h").format(h=formats.decimal(h))) for h in SLEEP_H]
        )
        self.sleep.chosen.connect(self._slept)
        self.sleep_field = AmountField(
            theme,
            _("Hours of sleep in the night that ended that morning"),
            high=24,
            decimals=2,
            placeholder=_("hours"),
            complaint=_("A number from 0 to 24 hours."),
        )
        self.sleep_field.entered.connect(self._slept)
        self.heat_field = AmountField(
            theme,
            _("Highest temperature in °C"),
            low=-60,
            high=60,
            decimals=1,
            placeholder=_("°C"),
            complaint=_("A number from -60 to 60 °C."),
        )
        self.heat_field.entered.connect(lambda value: self.answered.emit(Item.MAX_TEMP_C, _number(value)))
        self.add(TwoColumns(theme, list(self._rows.values())))
        asleep = Stack(theme, gap=4)
        asleep.add(Flow(theme, self.sleep, self.sleep_field))
        asleep.add(AmountComplaint(theme, self.sleep_field, _("A number from 0 to 24 hours.")))
        self.add(Field(theme, _("Sleep, the night that ended that morning"), asleep))
        heat = Stack(theme, gap=4)
        heat.add(Flow(theme, self.heat_field))
        heat.add(AmountComplaint(theme, self.heat_field, _("A number from -60 to 60 °C.")))
        self.add(Field(theme, _("Highest temperature, °C"), heat))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self._rows.values())).chips

    def show_day(self, entries: state.Entries) -> None:
        """Show what is noted."""
        for item, row in self._rows.items():
            known = entries.items.get(item)
            row.show_value(known.value if known is not None else None)
        slept = entries.items.get(Item.SLEEP_H)
        hours = slept.number if slept is not None else None
        self.sleep.set_value(hours if hours in SLEEP_H else None)
        _show_number(self.sleep_field, None if hours in SLEEP_H else hours)
        heat = entries.items.get(Item.MAX_TEMP_C)
        _show_number(self.heat_field, heat.number if heat is not None else None)

    def _slept(self, value: object) -> None:
        self.answered.emit(Item.SLEEP_H, _number(value))


class TagsCard(Card):
    """Tags: ready-made ones and those of one's own.

    Signals:
        answered(str, object): the item and its value; None = not noted.
        added(str): a tag typed by its name.
    """

    answered = Signal(str, object)
    added = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Tags"), gap=16, parent=parent)
        self._theme = theme
        self._rows: dict[str, YesNo] = {}
        self._columns = TwoColumns(theme)
        self.add(self._columns)
        self.field = TextField(theme, _("Name of a new tag"), placeholder=_("A tag of your own"), limit=96)
        self.button = SoftButton(theme, _("Add tag"))
        self.button.clicked.connect(self._add)
        self.field.returnPressed.connect(self._add)
        self.add(Flow(theme, self.field, self.button))
        self.complaint = Complaint(theme)
        self.field.textEdited.connect(lambda: self.complaint.say(""))
        self.add(self.complaint)

    def show_day(self, entries: state.Entries, names: Sequence[str]) -> None:
        """Show the tags kept under these names and those of this day, with what is noted."""
        wanted = [*state.TAG_ROWS, *state.tag_items(names, entries)]
        if wanted != list(self._rows):
            self._rows = {item: self._row(item) for item in wanted}
            self._columns.set_rows(list(self._rows.values()))
        for item, row in self._rows.items():
            known = entries.items.get(item)
            row.show_value(known.value if known is not None else None)

    def added_well(self) -> None:
        """The tag is stored: the field is free for the next."""
        self.field.clear()

    def _row(self, item: str) -> YesNo:
        row = YesNo(self._theme, labels.item(item))
        row.answered.connect(lambda value: self.answered.emit(item, value))
        return row

    def _add(self) -> None:
        name = " ".join(self.field.words().split())
        if not name or "/" in name:
            self.complaint.say(_("A name without a slash is needed."))
            self.field.setFocus()
        else:
            self.added.emit(name)


def tag_item(name: str) -> str:
    """The item name of a tag."""
    return TAG_PREFIX + name


def _number(value: object) -> str | None:
    return number_text(value) if isinstance(value, int | float) else None


def _show_number(field: AmountField, value: float | None) -> None:
    # What is being typed stays: another answer's refresh must not take it away.
    if not (field.hasFocus() and field.isModified()):
        field.set_value(value)
