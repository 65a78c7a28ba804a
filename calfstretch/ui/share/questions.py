"""The sheet with the questions for the visit, one a line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from calfstretch.domain.person import Question
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui.context import Context
from calfstretch.ui.share.state import question_lines
from calfstretch.ui.widgets.buttons import PrimaryButton
from calfstretch.ui.widgets.complaint import Complaint
from calfstretch.ui.widgets.fields import NoteEdit
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.texts import body


class QuestionsSheet(Stack):
    """Content of a sheet.

    Signals:
        finished(): what was typed is stored.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, gap=20)
        self._context = context
        self._known = sorted(context.journal.everything(Question), key=lambda asked: (str(asked.entered_at), asked.id))
        self._before = "\n".join(" ".join(asked.text.split()) for asked in self._known)
        theme = context.theme
        self.add(body(theme, _("What you want to ask. One question in each line; they stand on the page if ticked.")))
        self.edit = NoteEdit(
            theme,
            _("Questions for the visit"),
            placeholder=_("Is three times a day too much for the heel?"),
            lines=6,
            spelling=context.spelling,
        )
        self.edit.set_text(self._before)
        self.add(self.edit)
        self.save = PrimaryButton(theme, _("Save"))
        self.save.clicked.connect(self.keep)
        self.sheet_actions = Flow(theme, self.save, at_end=True)
        self.trouble = Complaint(theme)
        self.sheet_notice = Stack(theme)
        self.sheet_notice.add(self.trouble)

    def first_focus(self) -> QWidget:
        """The field."""
        return self.edit

    def unsaved(self) -> str:
        """What is typed and not stored, in words."""
        return _("Questions for the visit") if self.edit.text().strip() != self._before.strip() else ""

    def keep(self) -> bool:
        """Store what is typed and go; False = it could not be stored, which was said."""
        lines = question_lines(self.edit.text())
        today = self._context.journal.today()
        # A line keeps the question that stood in its place: a word that is mended makes no new question.
        put = [
            replace(asked, text=text)
            for asked, text in zip(self._known, lines, strict=False)
            if " ".join(asked.text.split()) != text
        ]
        put += [Question(text=text, asked_on=today) for text in lines[len(self._known) :]]
        gone = self._known[len(lines) :]
        try:
            if put or gone:
                self._context.journal.write("change questions" if self._known else "add questions", put, delete=gone)
        except CalfstretchError as error:
            if not isinstance(error, UserError):
                raise
            self.trouble.say(error.message)
            return False
        self._before = self.edit.text()
        self.finished.emit()
        return True
