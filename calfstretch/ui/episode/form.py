"""The form of one episode: when, where, pain, kind and length on top, the rest under More; nothing typed is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from calfstretch.domain.episode import Episode
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.ui import dialogs, labels
from calfstretch.ui.context import Context
from calfstretch.ui.episode import state
from calfstretch.ui.episode.answers import Answers
from calfstretch.ui.theme import BODY
from calfstretch.ui.widgets.buttons import PlainButton, PrimaryButton
from calfstretch.ui.widgets.notice import announce
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import secondary

_TWO_COLUMNS_FROM = 700


class EpisodeForm(ScrollPage):
    """Describes a known episode or notes an earlier one.

    A known one is stored at Done and at closing, in one step that can be taken back; a new one at Save. Where the
    window takes the form away, what was answered stays as a draft.

    Args:
        episode_id: None = a new one.
        day: the diary day a new one belongs to; None = it was just now.
    """

    finished = Signal()

    def __init__(
        self, context: Context, episode_id: str | None = None, *, day: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, _("Spasm"), margins=(24, 4, 24, 24), parent=parent)
        self._context = context
        self._journal = context.journal
        self._known = self._journal.episodes.get(episode_id) if episode_id is not None else None
        self._base = self._known or Episode(at=self._journal.now())
        self._day = day
        self._settled = False
        self._asking = False
        self._touched = False
        self._build()
        self._at_first = self.answers.shown()

    @property
    def is_new(self) -> bool:
        """Whether it notes an episode that is not in the diary yet."""
        return self._known is None

    # -- what the sheet asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The time of a new one; the leg of one whose time is known."""
        return self.answers.when.chips if self._known is None else self.answers.leg

    def may_close(self) -> bool:
        """Store what changed in a known episode; ask about a new one. False = stay."""
        if self._settled or not self._is_changed():
            return True
        if self._known is None:
            self._ask(
                _("Keep this entry?"),
                [_("Save"), _("Do not save")],
                lambda index: self.save() if index == 0 else self._leave(),
            )
            return False
        if self.answers.when.span() is None:
            self._ask(
                _("The time is not complete."),
                [_("Keep the rest"), _("Back to the form")],
                lambda index: self._store_rest() if index == 0 else None,
            )
            return False
        return self._store()

    def closing(self) -> None:
        """The window takes the form away: keep what was answered."""
        if self._settled or not self._is_changed():
            return
        if self._known is not None:
            self._store()
            return
        draft = replace(self.answers.shown() or self.answers.over(self._base), draft=True)
        if self._do(lambda: self._journal.write("add episodes", [draft])):
            self._settled = True
            self._say(_("Kept as a draft."))

    # -- saving ------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save, Done: store everything and finish; what is wrong is said and nothing is stored."""
        if self._settled or not self.answers.when.demand() or not self._numbers_are_right():
            return
        shown = self.answers.shown()
        assert shown is not None
        if self._known is None:
            self._save_new(shown)
        elif not self._known.draft and self._known.deleted_at is None and not self._is_changed():
            self._leave()
        elif self._do(lambda: self._journal.episodes.save(self._merged(shown))):
            self._say(_("{what} described").format(what=labels.kind(shown.kind)))
            self._leave()

    def _save_new(self, shown: Episode) -> None:
        count = self.answers.more.count()
        if self._do(lambda: self._journal.episodes.add_cluster(shown, count)):
            kind = labels.kind(shown.kind)
            more = ngettext("{n} entry noted", "{n} entries noted", count).format(n=count)
            self._say(more if count > 1 else _("{what} noted").format(what=kind))
            self._leave()

    def remove(self) -> None:
        """Remove this entry: into the bin, with a way back."""
        known = self._known
        if self._settled or known is None:
            return
        if self._do(lambda: self._journal.episodes.remove(known.id)):
            self._say(_("{what} removed").format(what=labels.kind(known.kind)))
            self._leave()

    def _store(self) -> bool:
        """Keep the changes of a known episode; a draft stays one."""
        if not self._numbers_are_right():
            return False
        merged = self._merged(self.answers.shown() or self.answers.over(self._base))
        if not self._do(lambda: self._journal.write("change episodes", [merged])):
            return False
        self._settled = True
        self._say(_("Changes kept"))
        return True

    def _store_rest(self) -> None:
        if self._store():
            self._leave()

    def _leave(self) -> None:
        self._settled = True
        self.finished.emit()

    def _merged(self, shown: Episode) -> Episode:
        """The episode as it stands now with what changed here: another screen may have written meanwhile."""
        current = self._journal.episodes.get(shown.id) or self._base
        changes = {
            field.name: getattr(shown, field.name)
            for field in fields(Episode)
            if getattr(shown, field.name) != getattr(self._base, field.name)
        }
        return replace(current, **changes)

    def _do(self, write: object) -> bool:
        assert callable(write)
        try:
            write()
        except UserError as error:
            self._trouble(error.message)
            return False
        except CalfstretchError as error:
            self._context.report(error)
            return False
        return True

    def _say(self, text: str) -> None:
        self._context.navigator.say(text, self._undo)

    def _undo(self) -> None:
        try:
            self._journal.undo()
        except CalfstretchError as error:
            self._context.report(error)

    def _trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        if text:
            announce(self, text)

    def _ask(self, title: str, answers: list[str], answered: object) -> None:
        assert callable(answered)
        if self._asking:
            return
        self._asking = True

        def done(index: int | None) -> None:
            self._asking = False
            if index is not None:
                answered(index)

        dialogs.ask(self._context.theme, self, title, "", answers, done)

    # -- changing ----------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._touched = True
        self._trouble("")

    def _is_changed(self) -> bool:
        return self._touched and (self._known is None or self.answers.shown() != self._at_first)

    def _numbers_are_right(self) -> bool:
        wrong = self.answers.wrong()
        if wrong is None:
            return True
        self._trouble(wrong.accessibleDescription() or _("A number cannot be read."))
        wrong.setFocus()
        return False

    # -- building ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_head()
        self.answers = Answers(self._context, self._known, self._base, self._day)
        self.answers.changed.connect(self._changed)
        self.add(self.answers)
        self.add_stretch()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _build_head(self) -> None:
        theme = self._context.theme
        self.remove_button = PlainButton(theme, _("Remove this entry"))
        self.remove_button.clicked.connect(self.remove)
        self.done_button = PrimaryButton(theme, _("Save") if self._known is None else _("Done"))
        self.done_button.setToolTip(_("Ctrl+Enter"))
        self.done_button.clicked.connect(self.save)
        self.sheet_actions = Flow(theme, self.remove_button, self.done_button, at_end=True)
        self.remove_button.setVisible(self._known is not None)
        self.sheet_notice = Stack(theme, gap=4)
        self.sheet_notice.add(secondary(theme, state.subtitle(self._known), size=BODY))
        self.trouble = secondary(theme, "", size=BODY)
        self.trouble.set_tone("cramp")
        self.trouble.set_weight(600)
        self.trouble.hide()
        self.sheet_notice.add(self.trouble)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.answers.set_wide(self.viewport().width() >= self._context.theme.px(_TWO_COLUMNS_FROM))
