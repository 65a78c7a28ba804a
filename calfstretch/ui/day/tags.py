"""Tags of a day: ready-made ones, those of one's own, numbers with their unit; and a change that began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfstretch.domain.day import number_text
from calfstretch.domain.person import MarkedChange, Tag, TagKind, tag_key
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.day import choices, state
from calfstretch.ui.day.parts import Line, LinesWithActions, YesNo, show_number
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.buttons import SoftButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import AmountField, TextField, parse_amount
from calfstretch.ui.widgets.moment_field import DayField
from calfstretch.ui.widgets.rows import Field, Flow, Headed, Stack
from calfstretch.ui.widgets.texts import body, secondary

_TWO_COLUMNS_PX = 700
_LARGEST = 1_000_000


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
            self.box.setAlignment(column, Qt.AlignmentFlag.AlignTop)  # the shorter one is not drawn apart
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


class NumberRow(Headed):
    """A number of one's own with its unit.

    Signals:
        answered(object): the number as text; None = not noted.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, tag: Tag) -> None:
        self.field = AmountField(theme, tag.name, low=-_LARGEST, high=_LARGEST, decimals=6, placeholder=tag.unit)
        super().__init__(theme, body(theme, tag.name), Flow(theme, self.field, secondary(theme, tag.unit), at_end=True))
        self.field.entered.connect(
            lambda value: self.answered.emit(number_text(value) if isinstance(value, int | float) else None)
        )

    def show_value(self, value: str | None) -> None:
        """Show a number, or none; a value from elsewhere that is no number is left in the diary and not shown."""
        try:
            show_number(self.field, None if value is None else parse_amount(value))
        except ValueError:
            self.field.set_value(None)


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
        self._shown: list[tuple[str, TagKind, str]] = []
        self._rows: dict[str, YesNo | NumberRow] = {}
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
        self.add(secondary(theme, _("Numbers with a unit, other names and the order: Settings, Tags.")))

    def show_day(self, entries: state.Entries, tags: Sequence[Tag], hidden: Sequence[Tag]) -> None:
        """Show the tags on offer and those of this day, with what is noted."""
        by_name = {tag_key(tag.name): tag for tag in tags}
        gone = {tag_key(tag.name) for tag in hidden}
        ready = [name for name in choices.ready_tags() if tag_key(name) not in {*by_name, *gone}]
        names = [*ready, *(tag.name for tag in tags)]
        offered = state.tag_items([name for name in names if choices.is_shown_as_tag(name)], entries)
        rest = [item for item in offered if item not in entries.items or choices.is_tag_row(item, entries.items)]
        wanted = []
        for item in [*state.TAG_ROWS, *rest]:
            tag = by_name.get(tag_key(labels.item(item)))
            wanted.append((item, tag.kind if tag else TagKind.YES_NO, tag.unit if tag else ""))
        if wanted != self._shown:
            self._shown = wanted
            self._rows = {item: self._row(item, kind, unit) for item, kind, unit in wanted}
            self._columns.set_rows(list(self._rows.values()))
        for item, row in self._rows.items():
            known = entries.items.get(item)
            row.show_value(known.value if known is not None else None)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next((row.chips for row in self._rows.values() if isinstance(row, YesNo)), self.field)

    def is_typed(self) -> bool:
        """Whether a name stands in the field."""
        return bool(self.field.words())

    def added_well(self) -> None:
        """The tag is stored: the field is free for the next."""
        self.field.clear()

    def _row(self, item: str, kind: TagKind, unit: str) -> YesNo | NumberRow:
        name = labels.item(item)
        row = NumberRow(self._theme, Tag(name=name, unit=unit)) if kind is TagKind.NUMBER else YesNo(self._theme, name)
        row.answered.connect(lambda value: self.answered.emit(item, value))
        return row

    def _add(self) -> None:
        name = " ".join(self.field.words().split())
        if not name or "/" in name:
            self.complaint.say(_("A name without a slash is needed."))
            self.field.setFocus()
        else:
            self.added.emit(name)


class ChangesCard(Card):
    """A medicine or something else that changed, in the person's words, with the day it began.

    Signals:
        noted(object, str): the day and the words.
        removed(str): the change with this identity goes.
    """

    noted = Signal(object, str)
    removed = Signal(str)

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("A medicine or something else changed"), gap=12, parent=parent)
        self.lines = LinesWithActions(theme, [(_("Remove"), self.removed.emit)])
        self.add(self.lines)
        self.field = TextField(
            theme, _("What changed"), placeholder=_("In your own words, such as “new shoes” or “stopped tablet B”")
        )
        self.day = DayField(theme, _("Began on"), last=today)
        self.button = SoftButton(theme, _("Note change"))
        self.button.clicked.connect(self._note)
        self.field.returnPressed.connect(self._note)
        self.add(Field(theme, _("What changed"), self.field))
        self.add(Field(theme, _("Began on"), Flow(theme, self.day, self.button)))

    def show_day(self, day: date, changes: Sequence[MarkedChange], *, fresh: bool) -> None:
        """Show the changes that began on a day; on another one than before the day goes along."""
        if fresh:
            self.day.set_day(day)
        self.lines.show_lines([Line(change.id, change.text) for change in changes], self.field)

    def is_typed(self) -> bool:
        """Whether words stand in the field."""
        return bool(self.field.words())

    def noted_well(self) -> None:
        """The change is stored: the field is free."""
        self.field.clear()

    def _note(self) -> None:
        text = self.field.words()
        if text:
            self.noted.emit(self.day.day(), text)
        else:
            self.field.setFocus()
