"""The form of one episode: when, where, pain, kind and length on top, the rest under More; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from calfstretch.domain.day import Activity
from calfstretch.domain.episode import Episode
from calfstretch.errors import CalfstretchError, UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.journal import Written
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.episode import state
from calfstretch.ui.episode.answers import Answers
from calfstretch.ui.episode.head import Head, OneQuestion
from calfstretch.ui.episode.kept import merged, undo_last, way_back
from calfstretch.ui.pending import keep_in_window, waiting_words, waits
from calfstretch.ui.shortcuts import save_on_ctrl_enter
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.steady_page import SteadyPage

_TWO_COLUMNS_FROM = 700
STORE_AFTER_MS = 1500
"""How long typed text waits at most; with the write itself under the two seconds that may be lost."""


class EpisodeForm(SteadyPage):
    """Describes a known episode or notes an earlier one.

    A known one is stored answer by answer, text while it is typed; the way back offered at the end takes all of it
    back. A draft that was answered is described once the form is left. A new one is stored at Save; where the window
    takes the form away, what was answered stays as a draft.

    Args:
        episode_id: None = a new one.
        day: the diary day a new one belongs to; None = it was just now.
        after: the activity a new one goes with: the arrows choose the leg, a digit the pain, Enter saves.
    """

    finished = Signal()

    def __init__(
        self,
        context: Context,
        episode_id: str | None = None,
        *,
        day: date | None = None,
        after: Activity | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, _("Spasm"), margins=(24, 4, 24, 24), parent=parent)
        self._context = context
        self._journal = context.journal
        self._known = self._journal.episodes.get(episode_id) if episode_id is not None else None
        self._base = self._known or Episode(at=self._journal.now())
        self._day = day if after is None else after.diary_day(context.journal.day_start_h)
        self._after = after
        self._settled = False
        self._question = OneQuestion(context.theme, self)
        self._touched = False
        self._writing = False
        self._failed = self._leaving = False
        self._opened = self._base
        self._stored: Episode | None = None
        self._others: list[Episode] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STORE_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._build()
        # With what is suggested: who takes an answer back has changed nothing.
        self._at_first = self._content()
        context.written.written.connect(self._written)

    @property
    def is_new(self) -> bool:
        """Whether it notes an episode that is not in the diary yet."""
        return self._known is None

    # -- what the sheet asks -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """The time of a new one; the first answer that is open of one whose time is known: leg, then pain."""
        known = self._known
        if known is None:
            return self.answers.when.chips if self._after is None else self.answers.leg
        return self.answers.pain if known.leg is not None and known.pain is None else self.answers.leg

    def may_close(self) -> bool:
        """Store what changed in a known episode; ask about a new one. False = stay."""
        if self._settled or not self._is_changed():
            return self._known is None or self._settled or self._keep()
        if self._known is None:
            self._question.ask(
                _("Keep this entry?"),
                [_("Save"), _("Do not save")],
                lambda index: self.save() if index == 0 else self._leave(),
            )
            return False
        if self.answers.when.span() is None:
            self._question.ask(
                _("The time is not complete."),
                [_("Keep the rest"), _("Back to the form")],
                lambda index: self._store_rest() if index == 0 else None,
            )
            return False
        return self._store()

    def closing(self) -> None:
        """The window takes the form away: keep what was answered."""
        if self._settled:
            return
        self._leaving = True
        if self._known is not None:
            self._leave_described() if self._is_changed() else self._keep()
            return
        if not self._is_changed():
            return
        draft = replace(self.answers.shown() or self.answers.over(self._base), draft=True)
        if self._do(lambda: self._journal.write("add episodes", [draft]), self.save):
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
            if self._keep():
                self._leave()
        else:
            merged = replace(self._merged(shown, half_typed=True), draft=False, deleted_at=None)
            all_of = self._in_a_row(merged)
            if self._do(lambda: self._journal.episodes.save(*all_of), self.save):
                self._stored, *self._others = all_of
                self._say(_("{what} described").format(what=labels.kind(shown.kind)), self._way_back())
                self._leave()

    def _save_new(self, shown: Episode) -> None:
        count = self.answers.more.count()
        if self._do(lambda: self._journal.episodes.add_cluster(shown, count), self.save):
            kind = labels.kind(shown.kind)
            more = ngettext("{n} entry noted", "{n} entries noted", count).format(n=count)
            self._say(more if count > 1 else _("{what} noted").format(what=kind))
            self._leave()

    def remove(self) -> None:
        """Remove this entry: into the bin, with a way back."""
        known = self._known
        if self._settled or known is None:
            return
        if self._do(lambda: self._journal.episodes.remove(known.id), self.remove):
            self._say(_("{what} removed").format(what=labels.kind(known.kind)))
            self._leave()

    def _store(self) -> bool:
        """Leave a known episode that was answered, where every number can be read."""
        return self._numbers_are_right() and self._leave_described()

    def _leave_described(self) -> bool:
        """Keep all of a known episode: any answer describes a draft."""
        self._timer.stop()
        first, *others = self._in_a_row(replace(self._merged(self._as_shown()), draft=False))
        if not self._put(first, self.save, others):
            return False
        self._others = others
        self._settled = True
        self._say(_("Changes kept"), self._way_back())
        return True

    def _keep(self) -> bool:
        """Store what is shown of a known episode now; False = it could not be, which is said."""
        self._timer.stop()
        if not self._touched or self._known is None or self._settled or self._known.deleted_at is not None:
            return True
        shown = self._as_shown()
        if not self._put(self._merged(shown), self._keep):
            return False
        # What is half typed was not stored: at Done it is still another answer than the stored one.
        waiting = {name: getattr(self._base, name) for name in self.answers.half_typed()}
        self._base = replace(shown, **waiting)
        return True

    def _in_a_row(self, episode: Episode) -> list[Episode]:
        return self._journal.episodes.in_a_row(episode, self.answers.more.count())

    def _put(self, episode: Episode, again: Callable[[], object], others: Sequence[Episode] = ()) -> bool:
        is_kept = self._do(lambda: self._journal.write("change episodes", [episode, *others]), again)
        if is_kept:
            self._stored = episode
        self._failed = not is_kept
        self._show_subtitle()
        return is_kept

    def _as_shown(self) -> Episode:
        """The answers; what is half typed stands as it was."""
        return self.answers.shown() or self.answers.over(self._base)

    def _store_rest(self) -> None:
        if self._store():
            self._leave()

    def _leave(self) -> None:
        self._settled = True
        self.finished.emit()

    def _merged(self, shown: Episode, *, half_typed: bool = False) -> Episode:
        left = set() if half_typed else self.answers.half_typed()
        return merged(self._journal, shown, self._base, left)

    def _do(self, write: Callable[[], object], again: Callable[[], object]) -> bool:
        self._writing = True
        try:
            if self._leaving:
                return keep_in_window(self._context, self, write)
            write()
        except UserError as error:
            waiting = waits(self._context, error, self, self, again)
            self.head.say_trouble(waiting_words() if waiting else error.message)
            return False
        except CalfstretchError as error:
            self._context.report(error)
            return False
        finally:
            self._writing = False
        return True

    def _say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self._context.navigator.say(text, undo or partial(undo_last, self._context))

    def _way_back(self) -> Callable[[], None] | None:
        """What takes back all that was stored here, in one step; None = the last write was all."""
        return None if self._stored is None else way_back(self._context, self._opened, self._stored, self._others)

    # -- changing ----------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._touched = True
        self.head.say_trouble("")
        self._keep()

    def _typed(self) -> None:
        self._touched = True
        self.head.say_trouble("")
        # Not started anew by each letter: who types without a pause is stored as well.
        if self._known is not None and not self._timer.isActive():
            self._timer.start()
        self._show_subtitle()

    def _show_subtitle(self) -> None:
        words = state.subtitle(self._known, waiting=self._timer.isActive(), trouble=self._failed)
        self.head.subtitle.setText(words)

    def _content(self) -> tuple[object, Episode, int]:
        """Every answer, comparable."""
        return self.answers.when.span(), self.answers.over(self._opened), self.answers.more.count()

    def _is_changed(self) -> bool:
        return self._touched if self._known is None else self._content() != self._at_first

    def _written(self, written: Written) -> None:
        """Undo and redo while the form is open: it shows what the diary holds."""
        known = self._known
        is_replay = written.label.startswith(("undo ", "redo "))
        if self._writing or self._settled or known is None or not is_replay or known.id not in written.ids:
            return
        self._timer.stop()
        current = self._journal.episodes.get(known.id)
        if current is None or current.deleted_at is not None:
            self._leave()
            return
        self._known = self._base = current
        self._touched = self._failed = False
        self._place.box.removeWidget(self.answers)
        self.answers.hide()
        self.answers.deleteLater()
        self._show_answers()
        self.answers.leg.setFocus()
        self._show_subtitle()

    def _numbers_are_right(self) -> bool:
        wrong = self.answers.wrong()
        if wrong is None:
            return True
        self.head.say_trouble(wrong.accessibleDescription() or _("A number cannot be read."))
        wrong.setFocus()
        return False

    # -- building ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_head()
        self._place = Stack(self._context.theme)
        self.add(self._place)
        self.add_stretch()
        self._show_answers()
        save_on_ctrl_enter(self.save, self, self.sheet_actions)

    def _show_answers(self) -> None:
        self.answers = Answers(self._context, self._known, self._base, self._day, self._after)
        if self._after is not None:
            from calfstretch.ui.episode.three_keys import ThreeKeys

            ThreeKeys(self.answers, self.save)
        self.answers.changed.connect(self._changed)
        self.answers.typed_in.connect(self._typed)
        self._place.add(self.answers)
        self.answers.set_wide(self.viewport().width() >= self._context.theme.px(_TWO_COLUMNS_FROM))

    def _build_head(self) -> None:
        self.head = Head(self._context.theme, self._known)
        self.sheet_actions, self.sheet_notice = self.head.actions, self.head.notice
        self.remove_button, self.done_button = self.head.remove, self.head.done
        self.remove_button.clicked.connect(self.remove)
        self.done_button.clicked.connect(self.save)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.answers.set_wide(self.viewport().width() >= self._context.theme.px(_TWO_COLUMNS_FROM))
