"""Today: what can be done now, in the order of the product page, each part only when there is something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from calfstretch.desktop.tones import trouble_sentence
from calfstretch.domain.day import Activity, Item
from calfstretch.domain.episode import DurationBand, Episode
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Leg, Routine
from calfstretch.errors import CalfstretchError
from calfstretch.i18n import gettext as _
from calfstretch.journal.day_facts import read_day_facts
from calfstretch.ui import amounts, formats, labels
from calfstretch.ui.context import Context
from calfstretch.ui.pending import waits
from calfstretch.ui.tab_order import tab_by_layout
from calfstretch.ui.today import state
from calfstretch.ui.today.cards import (
    DraftsCard,
    FirstRunCard,
    LinesCard,
    PausedLine,
    UnfinishedCard,
    WaterCard,
    drink_said,
)
from calfstretch.ui.today.morning import MorningQuestions
from calfstretch.ui.today.next_stretch import NextStretchCard
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.rows import Flow, Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import secondary, title

if TYPE_CHECKING:
    from calfstretch.ui.today.run_card import RunCard

FIRST_RUN_SETTING = "first_run_read"
AWAY_SETTING = "bring_in_card_away"
"""Identity of the activity whose card was put away."""
OPENING_MS = 300
_NOTE_SHOWN = 90


class TodayScreen(ScrollPage):
    """The first screen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, _("Today"), parent=parent)
        self._context = context
        self._journal = context.journal
        theme = context.theme
        head = Stack(theme, gap=0)
        self._greeting = title(theme)
        self._date = secondary(theme, size=18)
        head.add(self._greeting)
        head.add(self._date)
        self.add(head)
        self._unfinished = UnfinishedCard(theme)
        self._drafts = DraftsCard(theme)
        self._paused = PausedLine(theme)
        self._morning = MorningQuestions(theme)
        self.next = NextStretchCard(theme)
        self._first_run: FirstRunCard | None = None
        self._run: RunCard | None = None
        self._run_asked = self._run_gone_to = ""
        self._water = WaterCard(theme)
        self._activity = LinesCard(theme, _("Activity today"), _("+ Activity"))
        self._note = LinesCard(theme, _("Note of the day"), _("+ Note"))
        self._row = Stack(theme, across=True)
        for card, share in ((self._water, 3), (self._activity, 2), (self._note, 2)):
            self._row.add(card, share)
        for part in (self._unfinished, self._drafts, self._paused, self._morning, self.next, self._row):
            self.add(part)
        whole_day = EdgeLink(theme, _("Note the day…"))
        whole_day.setToolTip(_("Water, activity, sleep, heat, shoes, tags (Ctrl+D)"))
        whole_day.clicked.connect(lambda: context.doors.note_day())
        earlier = EdgeLink(theme, _("Log an earlier spasm"))
        earlier.clicked.connect(lambda: context.doors.describe_episode())
        self._fill_in = EdgeLink(theme, _("Fill in the days before"))
        self._fill_in.clicked.connect(lambda: context.doors.show_week())
        self._pause = EdgeLink(theme, _("Ill or travelling?"))
        self._pause.setToolTip(_("A pause: nothing is asked of these days"))
        self._pause.clicked.connect(lambda: context.doors.show_pause())
        runs = EdgeLink(theme, _("Add runs…"))
        runs.setToolTip(_("Files of a watch, of Strava, Garmin or Apple Health; dropping them anywhere does the same"))
        runs.clicked.connect(lambda: context.doors.bring_in())
        self.add(Flow(theme, whole_day, earlier, self._fill_in, self._pause, runs, gap=24))
        self._last_28 = secondary(theme)
        self.add(self._last_28)
        self._quiet = secondary(theme)
        self.add(self._quiet)
        self.add_stretch()
        self._asked: date | None = None
        self._told: list[str] = []
        self._telling: list[str] = []
        self._when_unknown: set[str] = set()
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(OPENING_MS)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._begin_at_the_top())
        self._held: tuple[QWidget, int] | None = None
        self._holding = QTimer(self)
        self._holding.setSingleShot(True)
        self._holding.setInterval(OPENING_MS)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: QTimer.singleShot(0, self, self._hold))
        self._connect()
        context.written.written.connect(self._written)
        context.copies.changed.connect(self._show_quiet)

    def _connect(self) -> None:
        self._unfinished.kept.connect(self._keep)
        self._unfinished.resumed.connect(self._resume)
        self._unfinished.discarded.connect(self._discard)
        self._drafts.opened.connect(self._context.doors.describe_episode)
        self._drafts.leg_said.connect(self._leg)
        self._drafts.length_said.connect(self._length)
        self._drafts.put_off.connect(self._put_off)
        self._drafts.all_asked.connect(lambda: self._context.navigator.show_page("history"))
        self._morning.spasms_answered.connect(self._check_in)
        self._morning.water_answered.connect(self._confirm_water)
        self._morning.level_answered.connect(self._water_level)
        self._morning.water_unknown.connect(lambda: self._not_again(water=True))
        self._morning.skipped.connect(lambda: self._not_again(spasms=True, water=True))
        self._morning.told.connect(self._tell)
        self._morning.told_all.connect(self._tell_next)
        self._morning.rest_put_off.connect(self._tell_no_more)
        self._paused.asked.connect(lambda: self._context.doors.show_pause())
        self._paused.back.connect(self._back)
        self.next.started.connect(lambda: self._context.doors.start_session(self._routine()))
        self.next.change_asked.connect(self._context.doors.change_routine)
        self.next.typed_asked.connect(lambda: self._context.doors.type_session())
        self._water.added.connect(self._drink)
        self._activity.asked.connect(lambda: self._context.doors.note_activity())
        self._note.asked.connect(lambda: self._context.doors.note_day(at_note=True))

    # -- the page ----------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Start, so that Space begins; a session that was cut off asks first, however large the text."""
        return self.next.start if self._unfinished.isHidden() else self._unfinished.first_answer()

    def refresh(self) -> None:
        """Show what the diary holds now; called each time the page is shown."""
        now = self._journal.now().local
        today = self._journal.today()
        entries = self._journal.days.entries(today)
        self._greeting.setText(state.greeting(now))
        self._date.setText(state.date_line(now, today))
        self._show_unfinished()
        self._keep_telling()
        self._show_drafts(today)
        self._show_paused(entries, today)
        self._show_morning()
        self._show_first_run()
        self._show_run(entries, today)
        programme = self._journal.routines.in_force(today)
        self.next.show_routine(self._journal.routines.next_up(programme))
        self.next.show_done(state.done_line(entries, programme))
        self._water.set_sizes(
            int(self._journal.setting(amounts.GLASS_SETTING, amounts.GLASS_ML)),
            int(self._journal.setting(amounts.BOTTLE_SETTING, amounts.BOTTLE_ML)),
        )
        self._water.show_water(*state.water_line(entries))
        self._activity.show_lines(state.activity_lines(entries))
        note = entries.items.get(Item.NOTE)
        self._note.show_lines([_shortened(note.value)] if note else [])
        self._show_last_28(today)
        self._show_quiet()
        tab_by_layout(self.column)

    def _show_quiet(self) -> None:
        trouble = self._context.tones.trouble
        lines = [trouble_sentence(trouble) if trouble else "", self._context.copies.quiet_line]
        self._quiet.setText("\n".join(line for line in lines if line))
        self._quiet.setVisible(any(lines))

    def _written(self, _written: object) -> None:
        # Also when the day has moved on while the window stands open (DayWatch).
        # Behind a session or another page nothing needs drawing: the window refreshes the page it shows again.
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._from_the_top()

    def _from_the_top(self) -> None:
        """Look at the page from its top: it is shown anew, or the tall card that was scrolled down is gone."""
        self._opening.start()
        QTimer.singleShot(0, self, self._begin_at_the_top)

    def _begin_at_the_top(self) -> None:
        """From the top, and no further down than what has the focus first, until everything has its size."""
        first = self.first_focus()
        if self._opening.isActive() and first.hasFocus():
            self.verticalScrollBar().setValue(0)
            self.ensureWidgetVisible(first, 0, self._context.theme.px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= self._context.theme.px(720)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.box.direction() != direction:
            self._row.set_across(wide)

    def _show_last_28(self, today: date) -> None:
        last = today - timedelta(days=1)
        # Sums made inside SQLite: Today is the first thing a start waits for.
        days = read_day_facts(self._journal, last - timedelta(days=55), last)
        line = state.last_28_line(days[28:], days[:28])
        self._last_28.setText(line)
        self._last_28.setVisible(bool(line))
        asked = last if not self._morning.isHidden() else None
        skipped = [last] if self._skipped(last) else []
        wanted = self._paused.isHidden() and state.days_to_fill_in(days[-7:], self._first_used(), asked, skipped)
        self._fill_in.setVisible(bool(wanted))

    # -- first run ---------------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        wanted = not self._journal.setting(FIRST_RUN_SETTING, False)
        if wanted and self._first_run is None:
            card = FirstRunCard(self._context.theme, str(self._journal.database.path.parent))
            card.done.connect(lambda: self._set(FIRST_RUN_SETTING, True))
            card.safety_asked.connect(self._context.doors.show_safety)
            card.size_asked.connect(self._size)
            self._first_run = card
            # Below the stretch: Start and Cramp now stay in sight and work while it stands there.
            self.column.box.insertWidget(self.column.box.indexOf(self.next) + 1, card)
        if self._first_run is not None:
            if not wanted and self._first_run.isAncestorOf(self.focusWidget() or self):
                self.next.start.setFocus()
            self._first_run.setVisible(wanted)

    def _size(self, step: int) -> None:
        theme, card = self._context.theme, self._first_run
        button = None if card is None else card.larger if step > 0 else card.smaller
        if button is not None:
            self._held = button, button.mapTo(self, QPoint(0, 0)).y()
            self._holding.start()
        theme.set_scale(round(theme.scale + step * 0.1, 2))
        self._set("text_scale", theme.scale)
        QTimer.singleShot(0, self, self._hold)

    def _hold(self) -> None:
        """Scroll so that the button that was pressed stays under the pointer while the page takes its new size."""
        if self._held is not None and self._holding.isActive():
            button, y = self._held
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + button.mapTo(self, QPoint(0, 0)).y() - y)

    # -- the latest run ----------------------------------------------------------------------------------

    def _show_run(self, entries: state.Entries, today: date) -> None:
        """The card about the latest run out of a file; without one not even its code is loaded."""
        found = self._run_to_ask_about(today)
        focus = self.focusWidget()
        if self._run is not None:
            inside = focus is not None and self._run.isAncestorOf(focus)
            self._run.setVisible(found is not None)
            if inside and found is None:
                self.next.start.setFocus()
        if found is None:
            return
        from calfstretch.domain.after_run import ended_at
        from calfstretch.ui.today.run_card import RunCard

        if self._run is None:
            self._run = RunCard(self._context.theme)
            self._run.cramp_asked.connect(lambda: self._context.doors.describe_after(self._run_asked))
            self._run.stretch_asked.connect(lambda: self._context.doors.start_session(self._routine()))
            self._run.put_away.connect(lambda: self._set(AWAY_SETTING, self._run_asked))
            self.column.box.insertWidget(self.column.box.indexOf(self.next), self._run)
        self._run_asked = found.id
        day = _("today") if found.at.local.date() == self._journal.now().local.date() else _("yesterday")
        stretched = any(session.started_at.utc >= ended_at(found).utc for session in entries.sessions)
        self._run.show_run(found, day, stretched=stretched)

    def go_to_run(self) -> None:
        """Let the focus, and with it the page, go to the card about a run that has just come in, if there is one."""
        if self._run is not None and self._run_gone_to != self._run_asked:
            self._run_gone_to = self._run_asked
            QTimer.singleShot(0, self._run, self._focus_run)  # the sheet gives the focus back first

    def _focus_run(self) -> None:
        if self._run is not None and self._run.isVisibleTo(self):
            self._run.cramp.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self._run, 0, self._context.theme.px(16))  # with the line that says which run

    def _run_to_ask_about(self, today: date) -> Activity | None:
        before = today - timedelta(days=1)
        around = self._journal.between(Activity, before, today)
        if all(each.origin_key is None for each in around):
            return None
        from calfstretch.domain.after_run import to_ask_about

        found = to_ask_about(around, self._journal.now(), self._journal.day_start_h)
        if found is None or self._journal.setting(AWAY_SETTING) == found.id:
            return None
        noted = self._journal.between(Episode, before, today)
        is_answered = any(each.at.utc >= found.at.utc and each.is_spasm and not each.is_whole_day for each in noted)
        return None if is_answered else found

    # -- the morning card --------------------------------------------------------------------------------

    def _first_used(self) -> date | None:
        first = self._journal.setting(state.FIRST_USED_SETTING)
        return date.fromisoformat(first) if first else None

    def _skipped(self, day: date) -> bool:
        """Whether the question of that day's spasms was skipped."""
        answered = self._journal.setting(state.MORNING_SETTING) or {}
        return answered.get("day") == day.isoformat() and bool(answered.get("spasms"))

    def _show_morning(self) -> None:
        day = self._journal.days.last_ended()
        self._asked = day
        focus = self.focusWidget()
        inside = focus is not None and self._morning.isAncestorOf(focus)
        fresh = self._morning.show_card(
            state.morning_card(
                self._journal.days.entries(day),
                day,
                now=self._journal.now().local,
                first_used=self._first_used(),
                answered=self._journal.setting(state.MORNING_SETTING),
                busy=not self._unfinished.isHidden(),
            ),
            self._told_now(day),
        )
        if inside and (fresh or focus is None or not focus.isVisibleTo(self)):
            (self._morning.first_answer() or self.next.start).setFocus()

    def _check_in(self, spasms: int) -> None:
        day = self._asked
        if day is None:
            return

        def write() -> None:
            self._telling = list(self._journal.days.check_in(day, spasms).ids[1:])
            self._told = []

        with self._context.written.held():  # the page is drawn once, with what can be said of them
            self._do(write, labels.spasms_said(spasms), undo=True)

    # -- more about the spasms just noted ----------------------------------------------------------------

    def _keep_telling(self) -> None:
        """Forget those that are gone, as after an undo, and all of them once another day is asked about."""
        day = self._journal.days.last_ended()
        if self._telling and self._asked not in (None, day):
            self._tell_no_more(draw=False)
        found = [self._journal.episodes.get(which) for which in self._telling]
        self._telling = [one.id for one in found if one is not None and one.deleted_at is None]

    def _told_now(self, day: date) -> state.Telling | None:
        episode = self._journal.episodes.get(self._telling[0]) if self._telling else None
        if episode is None or not self._unfinished.isHidden():
            return None
        from calfstretch.domain.night_block import block_of

        count = len(self._told) + len(self._telling)
        block = block_of(episode, day, self._journal.day_start_h)
        unknown = episode.id in self._when_unknown
        return state.telling(episode, block, len(self._told) + 1, count, when_unknown=unknown)

    def _tell(self, what: str, value: object) -> None:
        episode = self._journal.episodes.get(self._telling[0]) if self._telling else None
        day = self._asked
        if episode is None or day is None:
            return
        from dataclasses import replace

        from calfstretch.domain.day import day_span
        from calfstretch.domain.night_block import Block, block_span

        if what == "when":
            known = value in tuple(Block)
            (self._when_unknown.discard if known or value is None else self._when_unknown.add)(episode.id)
            hour, now = self._journal.day_start_h, self._journal.now()
            span = block_span(day, Block(str(value)), hour, now=now) if known else day_span(day, hour)
            changed = replace(episode, at=span[0], until=span[1])
        else:
            changed = replace(episode, **{what: value})  # type: ignore[arg-type]
        self._do(lambda: self._journal.episodes.tell(changed))
        self._show_morning()  # what is stored, not what was pressed

    def _tell_next(self) -> None:
        self._told.append(self._telling.pop(0))
        self.refresh()
        if not self._telling:
            self._from_the_top()

    def _tell_no_more(self, *, draw: bool = True) -> None:
        self._telling, self._told, self._when_unknown = [], [], set()
        if draw:
            self.refresh()
            self._from_the_top()

    # -- a pause -----------------------------------------------------------------------------------------

    def _show_paused(self, entries: state.Entries, today: date) -> None:
        line = state.pause_line(entries.pauses, today)
        inside = self._paused.isAncestorOf(self.focusWidget() or self)
        self._paused.show_line(line)
        self._pause.setVisible(not line)
        if inside and not line:
            self.next.start.setFocus()

    def _back(self) -> None:
        today = self._journal.today()
        pause = self._journal.pauses.on(today)
        if pause is not None:
            self._do(lambda: self._journal.pauses.end(pause, today), _("The pause is over"), undo=True)

    def _confirm_water(self, ml: float) -> None:
        day = self._asked
        said = _("Water in all: {amount}").format(amount=amounts.amount(ml))
        if day is not None:
            self._do(lambda: self._journal.days.confirm_water(day, ml), said, undo=True)

    def _water_level(self, level: str) -> None:
        day = self._asked
        said = _("Water: {level}").format(level=labels.water_level(level).lower())
        if day is not None:
            self._do(lambda: self._journal.days.set_item(day, Item.WATER_LEVEL, level), said, undo=True)

    def _not_again(self, **questions: bool) -> None:
        """Remember which questions about the day are not asked again although they were not answered."""
        if self._asked is None:
            return
        day = self._asked.isoformat()
        known = self._journal.setting(state.MORNING_SETTING) or {}
        before = known if known.get("day") == day else {"day": day}
        self._set(state.MORNING_SETTING, {**before, **questions})

    # -- drafts ------------------------------------------------------------------------------------------

    def _show_drafts(self, today: date) -> None:
        waiting = self._journal.episodes.drafts()
        drafts, more = state.drafts(
            waiting,
            today,
            self._journal.day_start_h,
            put_off=self._journal.setting(state.PUT_OFF_SETTING) if waiting else None,
            unknown=self._journal.episodes.not_known_how_long() if waiting else (),
            asked_above=self._telling,
        )
        inside = self._drafts.isAncestorOf(self.focusWidget() or self)
        self._drafts.setVisible(bool(drafts))
        self._drafts.show_drafts(drafts, more)
        focus = self.focusWidget()
        if inside and (focus is None or not focus.isVisibleTo(self)):
            (self._drafts.first_answer() or self.next.start).setFocus()

    def _length(self, episode_id: str, band: str) -> None:
        """About how long a forgotten one lasted; "" = not known, and not asked again."""
        if band:
            words = _("{time} (estimated)").format(time=labels.band(band))
            self._do(lambda: self._journal.episodes.estimate(episode_id, DurationBand(band)), words, undo=True)
            return
        self._do(lambda: self._journal.episodes.forget_length(episode_id))

    def _leg(self, episode_id: str, leg: str) -> None:
        """The first answer of a draft; the form goes on with the next."""
        episode = self._journal.episodes.get(episode_id)
        if episode is None:
            return
        said = replace(episode, leg=Leg(leg))
        if self._do(lambda: self._journal.episodes.set_leg(said)):
            self._context.doors.describe_episode(episode_id)

    def _put_off(self) -> None:
        """The drafts that wait now come back tomorrow; they stand in History as well."""
        ids = sorted(episode.id for episode in self._journal.episodes.drafts())
        self._set(state.PUT_OFF_SETTING, {"day": self._journal.today().isoformat(), "ids": ids})

    # -- the session that was cut off --------------------------------------------------------------------

    def _show_unfinished(self) -> None:
        found = self._journal.sessions.unfinished()
        if found is None and self._unfinished.isAncestorOf(self.focusWidget() or self):
            self.next.start.setFocus()
        # While a session runs in this window its row is there too; then the guide covers this screen.
        self._unfinished.setVisible(found is not None)
        if found is None:
            return
        from calfstretch.domain.session_events import Answer
        from calfstretch.domain.session_snapshot import recover
        from calfstretch.domain.session_view import held_s

        session, row = found
        try:
            recovery = recover(row.snapshot)
        except ValueError:
            self._unfinished.show_text(_("An unfinished session: {when}.").format(when=self._when(session.started_at)))
            self._unfinished.resume.hide()
            return
        self._unfinished.resume.setVisible(Answer.REPEAT in recovery.choices)
        killed = recovery.killed
        self._unfinished.show_text(
            state.stopped_line(
                self._when(session.started_at),
                formats.duration(held_s(recovery.state)),
                None if killed is None else (killed.leg.value, formats.duration(killed.held_s)),
            )
        )

    def _when(self, moment: Moment) -> str:
        day = formats.day_word(moment.local.date(), self._journal.now().local.date())
        return _("{day}, {time}").format(day=day, time=formats.clock_time(moment.local))

    def _keep(self) -> None:
        self._do(self._journal.sessions.keep_unfinished, _("Kept as it was."))

    def _resume(self) -> None:
        found = self._journal.sessions.unfinished()
        if found is not None:
            self._context.doors.resume_session(found[0].id, found[1].snapshot)

    def _discard(self) -> None:
        self._do(self._journal.sessions.discard_unfinished, _("Thrown away."), undo=True)

    # -- water, stretch ----------------------------------------------------------------------------------

    def _drink(self, ml: float) -> None:
        at = self._journal.now()
        if self._do(lambda: self._journal.days.add_drink(round(ml), at), drink_said(ml), undo=True):
            self._water.stored()

    def _routine(self) -> Routine:
        routines = self._journal.routines
        return routines.next_up(routines.in_force(self._journal.today()))

    # -- doing -------------------------------------------------------------------------------------------

    def _do(self, write: Callable[[], object], said: str = "", *, undo: bool = False) -> bool:
        try:
            write()
        except CalfstretchError as error:
            if not waits(self._context, error, write, self, lambda: self._do(write, said, undo=undo), write):
                self._context.report(error)
            return False
        if said:
            self._context.navigator.say(said, self._undo if undo else None)
        return True

    def _undo(self) -> None:
        self._do(self._journal.undo)

    def _set(self, key: str, value: object) -> None:
        self._do(lambda: self._journal.set_setting(key, value))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NOTE_SHOWN else line[: _NOTE_SHOWN - 1].rstrip() + "…"
