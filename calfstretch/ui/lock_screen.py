"""What stands before the pages until the PIN is typed; Cramp now and Safety work without it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from calfstretch.i18n import gettext as _
from calfstretch.journal.pin import LONGEST, is_right
from calfstretch.paths import started_as
from calfstretch.ui.context import Context
from calfstretch.ui.widgets.buttons import CrampButton, EdgeLink, PrimaryButton
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField
from calfstretch.ui.widgets.rows import Field, Flow
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import heading, secondary

WIDTH = 560


class LockScreen(QWidget):
    """Signals: opened() - the PIN was right."""

    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.setAccessibleName(_("The PIN is asked for"))
        page = ScrollPage(theme, _("The PIN is asked for"), widest=WIDTH)
        page.add_stretch()
        page.add(self._card())
        cramp = CrampButton(theme, _("Cramp now"))
        cramp.clicked.connect(context.doors.cramp_now)
        safety = EdgeLink(theme, _("Safety"))
        safety.clicked.connect(context.doors.show_safety)
        page.add(Flow(theme, cramp, safety, gap=24))
        forgotten = _("Forgotten it? Start once with {command}: the PIN is taken away, and nothing else changes.")
        page.add(secondary(theme, forgotten.format(command=f"{started_as()} --forget-pin")))
        page.add_stretch()
        self.cramp = cramp
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page, 100)
        row.addStretch(1)
        theme.follow(self, lambda: page.setMaximumWidth(theme.px(WIDTH + 64)))

    def _card(self) -> Card:
        theme = self._context.theme
        card = Card(theme, gap=16, padding=24)
        card.add(heading(theme, _("Your diary is locked")))
        self.pin = pin_field(self._context, _("Your PIN"))
        self.pin.returnPressed.connect(self._open)
        card.add(Field(theme, _("Your PIN"), self.pin))
        self.complaint = Complaint(theme)
        card.add(self.complaint)
        self.open = PrimaryButton(theme, _("Open the diary"))
        self.open.clicked.connect(self._open)
        card.add(Flow(theme, self.open))
        return card

    def first_focus(self) -> QWidget:
        """The field."""
        return self.pin

    def _open(self) -> None:
        if is_right(self._context.journal, self.pin.text()):
            self.opened.emit()
            return
        self.complaint.say(_("That is not the PIN."))
        self.pin.selectAll()
        self.pin.setFocus()


def pin_field(context: Context, name: str) -> TextField:
    """A field that shows dots."""
    field = TextField(context.theme, name, limit=LONGEST)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
