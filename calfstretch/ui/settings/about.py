"""Settings, About you: a name and what a clinician would ask first; said once, printed where the person ticks it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from calfstretch.domain.conditions import KNOWN, Conditions
from calfstretch.domain.person import Profile
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.settings.part import SettingsPart
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import NoteEdit, TextField
from calfstretch.ui.widgets.rows import Field
from calfstretch.ui.widgets.texts import secondary

STORE_AFTER_MS = 1500
_PROFILE = "profile"


class AboutPart(SettingsPart):
    """Stored while it is typed; what could not be stored stays in the fields and is said."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("About you"))
        theme = self.theme
        stays = _(
            "All of it optional. It stays in your diary, and is printed on the therapist's page if you tick it there."
        )
        self.add(secondary(theme, stays))
        self.name = TextField(theme, _("Name"), placeholder=_("As it is to stand on a printed page"))
        self.add(Field(theme, _("Name"), self.name))
        asked = _("What a clinician should know")
        self.ticks = ChipRow(theme, asked, [(name, _(words)) for name, words in KNOWN.items()], multiple=True)
        self.add(Field(theme, asked, self.ticks))
        own = _("In your own words")
        self.own = NoteEdit(theme, own, placeholder=_("Which leg, since when, operations, medicines …"))
        self.add(Field(theme, own, self.own))
        self.complaint = Complaint(theme)
        self.add(self.complaint)
        self._known = Profile()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(STORE_AFTER_MS)
        self._wait.timeout.connect(self.keep)
        self.name.textEdited.connect(lambda _text: self._typed())
        self.name.editingFinished.connect(self.keep)
        self.own.edited.connect(lambda _text: self._typed())
        self.own.left.connect(lambda _text: self.keep())
        self.ticks.chosen.connect(lambda _values: self.keep())
        context.written.written.connect(lambda _written: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what the diary holds; what is typed and not stored yet stays."""
        found = self.journal.get(Profile, _PROFILE)
        # Undone to before it was first written, it lies in the bin.
        stored = Profile() if found is None or found.deleted_at is not None else found
        is_dirty, self._known = self.is_dirty(), found or Profile()
        if is_dirty or (stored.name, stored.conditions) == self._said():
            return
        conditions = Conditions.read(stored.conditions)
        self.name.setText(stored.name)
        self.ticks.set_values(conditions.ticked)
        self.own.set_text(conditions.text)

    def is_dirty(self) -> bool:
        """Whether something is said that is not in the diary."""
        known = self._known if self._known.deleted_at is None else Profile()
        return self._said() != (known.name, known.conditions)

    def keep(self) -> bool:
        """Store what is said; False = it could not be, which is said below."""
        self._wait.stop()
        if not self.is_dirty():
            return True
        name, conditions = self._said()
        label = "change profile" if self._known.entered_at is not None else "add profile"
        try:
            self.journal.write(label, [replace(self._known, name=name, conditions=conditions, deleted_at=None)])
        except CalfstretchError as error:
            if not isinstance(error, UserError):
                raise
            self.complaint.say(error.message)
            return False
        self.complaint.say("")
        return True

    def _said(self) -> tuple[str, str]:
        ticked = tuple(str(value) for value in self.ticks.values())
        return self.name.words(), Conditions(ticked, self.own.text().strip()).stored()

    def _typed(self) -> None:
        # Not started anew by each letter: who types without a pause is stored as well.
        if not self._wait.isActive():
            self._wait.start()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._wait.isActive():
            self.keep()
        super().hideEvent(event)
