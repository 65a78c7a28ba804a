"""The sheet that removes everything: names each file first, and wants a word typed before its button works."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal.place import Elsewhere, copies_elsewhere, look
from calfstretch.ui.context import Context
from calfstretch.ui.settings.files_sheet import file_groups, others_groups
from calfstretch.ui.settings.place_words import count_words, shown
from calfstretch.ui.widgets.buttons import EdgeLink, SecondaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import TextField, Toggle
from calfstretch.ui.widgets.rows import Field, Flow, Rule, Stack
from calfstretch.ui.widgets.texts import body, secondary


class DeleteSheet(Stack):
    """Content of a sheet. The word and a press of the button: Enter alone does nothing."""

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        theme = context.theme
        place = look(context.journal, context.data_dir)
        self._count = len(place.files)
        self.second: Toggle | None = None
        self._elsewhere = copies_elsewhere(context.journal)
        lead = Stack(theme, gap=8)
        words = _("This removes the diary and everything that belongs to it from this computer: {count}.")
        lead.add(body(theme, words.format(count=count_words(place.files)), strong=True))
        lead.add(body(theme, _("It cannot be undone. All copies in this folder go too.")))
        save = EdgeLink(theme, _("Save what you want to keep first…"))
        save.clicked.connect(lambda: context.navigator.show_page("share"))
        lead.add(Flow(theme, save))
        self.add(lead)
        self.add(self._confirm())
        self.add(Rule(theme))
        where = Stack(theme, gap=4)
        where.add(body(theme, _("What is removed, in {folder}").format(folder=shown(place.folder))))
        self.add(where)
        for group in file_groups(theme, place):
            self.add(group)
        self.add(Rule(theme))
        stays = Stack(theme, gap=8)
        stays.add(body(theme, _("What stays"), strong=True))
        stays.add(secondary(theme, _("Whatever you exported, saved as a file or printed is where you put it.")))
        told = _("Special tools can sometimes bring removed files back until the disk has used their room again.")
        stays.add(secondary(theme, told))
        if self._elsewhere is not None and not self._elsewhere.is_there:
            away = _("The second folder for copies is not there now; copies in it stay: {folder}")
            stays.add(secondary(theme, away.format(folder=shown(self._elsewhere.folder))))
        self.add(stays)
        for part in others_groups(theme, place):
            self.add(part)

    def _confirm(self) -> QWidget:
        theme = self._context.theme
        self.word = TextField(theme, _("Type DELETE to allow it"), limit=40)
        self.word.textChanged.connect(self._typed)
        self.button = SecondaryButton(theme, self._button_words())
        self.button.clicked.connect(self._delete)
        self.complaint = Complaint(theme)
        both = Stack(theme, gap=12)
        if self._elsewhere is not None and self._elsewhere.copies:
            both.add(self._second(self._elsewhere))
        both.add(Field(theme, _("Type DELETE to allow it"), self.word))
        both.add(Flow(theme, self.button))
        both.add(self.complaint)
        self._typed()
        return both

    def _second(self, elsewhere: Elsewhere) -> QWidget:
        """Copies in the second folder stay, unless the person ticks them; named as well."""
        theme, count = self._context.theme, len(elsewhere.copies)
        words = ngettext(
            "Also remove {n} copy in the second folder", "Also remove {n} copies in the second folder", count
        )
        self.second = Toggle(theme, words.format(n=count))
        self.second.toggled.connect(lambda _on: self.button.set_words(self._button_words()))
        part = Stack(theme, gap=2)
        part.add(self.second)
        part.add(secondary(theme, "\n".join(shown(path) for path in elsewhere.copies)))
        return part

    def _copies(self) -> tuple[Path, ...]:
        chosen = self._elsewhere is not None and self.second is not None and self.second.isChecked()
        return self._elsewhere.copies if self._elsewhere is not None and chosen else ()

    def _button_words(self) -> str:
        n = self._count + len(self._copies())
        return ngettext("Delete {n} file for good", "Delete {n} files for good", n).format(n=n)

    def _is_allowed(self) -> bool:
        # Words of a language with another alphabet too: the translation of the word is asked for.
        return self.word.words().casefold() in (_("DELETE").casefold(), "delete")

    def _typed(self) -> None:
        self.button.setEnabled(self._is_allowed())

    def _delete(self) -> None:
        if self._is_allowed():
            self._context.doors.remove_everything(self._copies())
