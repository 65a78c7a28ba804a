"""Fields of one's own: yes or no, or a number with its unit; up to twenty, and the way to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import number_text
from calfstretch.domain.episode import OWN_FIELDS
from calfstretch.domain.person import MAX_UNIT, NotedOf, Tag, TagKind
from calfstretch.domain.record import MAX_NAME
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal import Journal
from calfstretch.ui.episode.own_state import own_fields, own_name_problem, own_number
from calfstretch.ui.theme import BODY, Theme
from calfstretch.ui.widgets.buttons import EdgeLink, SoftButton
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import AmountComplaint, Complaint
from calfstretch.ui.widgets.fields import AmountField, TextField
from calfstretch.ui.widgets.rows import Field, Flow, Stack
from calfstretch.ui.widgets.texts import secondary

_HIGHEST = 1_000_000_000


class OwnFields(Stack):
    """What the person notes beside the rest of every episode.

    Signals:
        changed(): the person chose something.
        typed_in(): the person types a number.
    """

    changed = Signal()
    typed_in = Signal()

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__(theme, gap=20)
        self._journal = journal
        self._known: dict[str, str] = {}
        self._tags: list[Tag] = []
        self.rows: dict[str, ChipRow | AmountField] = {}
        self._parts: list[QWidget] = []
        self._place = Stack(theme, gap=20)
        self.add(self._place)
        self.adder = NewField(theme, journal)
        self.adder.added.connect(self._added)
        self.add(self.adder)
        self.read_fields()

    def read_fields(self) -> None:
        """Show the fields there are now; what was answered stays."""
        said = dict(self.values()) if self.rows else dict(self._known)
        tags = own_fields(self._journal.everything(Tag))
        if tags != self._tags or not self.rows:
            self._tags = tags
            self._build()
            self._show(said)
        self.adder.show_room(len(tags))

    def show_values(self, own: Sequence[tuple[str, str]]) -> None:
        """Show what is noted; sends no signal."""
        self._known = dict(own)
        self._show(self._known)

    def values(self) -> tuple[tuple[str, str], ...]:
        """Each answered field with "yes", "no" or a number; a number that cannot be read stays as it was noted."""
        said: dict[str, str] = {}
        for name, value in self._known.items():
            if name not in self.rows:  # noted once, in a field that is gone: it stays
                said[name] = value
        for name, row in self.rows.items():
            text = self._text_of(name, row)
            if text:
                said[name] = text
        return tuple(sorted(said.items()))

    def wrong(self) -> QWidget | None:
        """The field whose number cannot be read; None = all can."""
        return next((row for row in self.rows.values() if isinstance(row, AmountField) and row.is_wrong()), None)

    def _text_of(self, name: str, row: ChipRow | AmountField) -> str:
        known = self._known.get(name, "")
        if isinstance(row, ChipRow):
            value = row.value()
            # What this row cannot show, noted while the field held something else, stays.
            return str(value) if value is not None else "" if known in ("yes", "no") else known
        number = row.value()
        if number is not None:
            return number_text(number)
        return known if row.is_wrong() or (known and own_number(known) is None) else ""

    def _show(self, said: Mapping[str, str]) -> None:
        for name, row in self.rows.items():
            text = said.get(name, "")
            if isinstance(row, ChipRow):
                row.set_value(text or None)
            else:
                row.set_value(own_number(text))

    def _build(self) -> None:
        for part in self._parts:
            self._place.box.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], {}
        for tag in self._tags:
            part = self._yes_no(tag) if tag.kind is TagKind.YES_NO else self._number(tag)
            self._parts.append(part)
            self._place.add(part)
        self._place.setVisible(bool(self._parts))

    def _yes_no(self, tag: Tag) -> QWidget:
        row = ChipRow(self._theme, tag.name, [("yes", _("Yes")), ("no", _("No"))])
        row.chosen.connect(lambda _value: self.changed.emit())
        self.rows[tag.name] = row
        return Field(self._theme, tag.name, row)

    def _number(self, tag: Tag) -> QWidget:
        complaint = _("A number.")
        field = AmountField(
            self._theme, tag.name, low=-_HIGHEST, high=_HIGHEST, decimals=3, complaint=complaint, hint=tag.unit
        )
        field.textEdited.connect(lambda _text: self.typed_in.emit())
        self.rows[tag.name] = field
        line = Flow(self._theme, field)
        if tag.unit:
            line.add(secondary(self._theme, tag.unit, size=BODY))
        part = Stack(self._theme, gap=4)
        part.add(Field(self._theme, tag.name, line))
        part.add(AmountComplaint(self._theme, field, complaint))
        field.setAccessibleName(tag.name)
        return part

    def _added(self, name: str) -> None:
        self.read_fields()
        row = self.rows.get(name)
        if row is not None:
            (row.buttons[0] if isinstance(row, ChipRow) else row).setFocus()


class NewField(Stack):
    """Behind a link: the name of a new field, what it holds, its unit.

    `added` carries the name of the field that was added and is on disk.
    """

    added = Signal(str)

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__(theme, gap=8)
        self._journal = journal
        self.link = EdgeLink(theme, _("A field of your own"), icon="chevron_down")
        self._full = secondary(theme, _("{n} fields of your own: that is all there can be.").format(n=OWN_FIELDS))
        self.form = Stack(theme, gap=12, margins=(16, 0, 0, 8))
        self.name = TextField(theme, _("Name of the field"), placeholder=_("such as New shoes"), limit=MAX_NAME)
        self.kind = ChipRow(
            theme, _("What it holds"), [(TagKind.YES_NO.value, _("Yes or no")), (TagKind.NUMBER.value, _("A number"))]
        )
        self.kind.set_value(TagKind.YES_NO.value)
        self.unit = TextField(theme, _("Unit"), placeholder=_("such as mg"), limit=MAX_UNIT)
        self._unit_part = Field(theme, _("Unit, if it has one"), self.unit)
        self._unit_part.hide()
        self.add_button = SoftButton(theme, _("Add the field"))
        self.complaint = Complaint(theme)
        self.form.add(Field(theme, _("Name of the field"), self.name, _("It is offered with every spasm from now on.")))
        self.form.add(self.complaint)
        self.form.add(Field(theme, _("What it holds"), self.kind))
        self.form.add(self._unit_part)
        self.form.add(Flow(theme, self.add_button))
        self.form.hide()
        self.add(Flow(theme, self.link))
        self.add(self._full)
        self.add(self.form)
        self.link.clicked.connect(lambda: self._open(self.form.isHidden()))
        self.kind.chosen.connect(self._kind_chosen)
        self.name.textEdited.connect(lambda _text: self.complaint.say(""))
        self.name.returnPressed.connect(self.store)
        self.unit.returnPressed.connect(self.store)
        self.add_button.clicked.connect(self.store)

    def show_room(self, count: int) -> None:
        """Offer another field, or say that there are as many as there can be."""
        is_full = count >= OWN_FIELDS
        self.link.setVisible(not is_full)
        self._full.setVisible(is_full)
        if is_full:
            self.form.hide()

    def store(self) -> None:
        """Add the field; what is wrong is said beside it, and what was typed stays."""
        kept = self._journal.everything(Tag)
        wrong = own_name_problem(self.name.words(), kept)
        if wrong:
            self.complaint.say(wrong)
            self.name.setFocus()
            return
        kind = TagKind(str(self.kind.value()))
        tag = Tag(
            name=self.name.words(),
            noted_of=NotedOf.EPISODE,
            kind=kind,
            unit=self.unit.words() if kind is TagKind.NUMBER else "",
            position=max((each.position for each in kept), default=-1) + 1,
        )
        try:
            self._journal.write("add tags", [tag])
        except CalfstretchError as error:
            self.complaint.say(str(error))
            return
        self.name.clear()
        self.unit.clear()
        self._open(False)
        self.added.emit(tag.name)

    def _open(self, is_open: bool) -> None:
        self.form.setVisible(is_open)
        self.link.set_icon_name("chevron_up" if is_open else "chevron_down")
        if is_open:
            self.name.setFocus()

    def _kind_chosen(self, value: object) -> None:
        if value is None:  # one of the two it is
            self.kind.set_value(TagKind.YES_NO.value)
        self._unit_part.setVisible(self.kind.value() == TagKind.NUMBER.value)
