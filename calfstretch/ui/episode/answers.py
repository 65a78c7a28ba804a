"""The answers of the form side by side: the leg map, and when, leg, pain, kind, length and More."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from calfstretch.domain.day import Activity
from calfstretch.domain.doing import likely_context
from calfstretch.domain.episode import Context as Doing
from calfstretch.domain.episode import Episode
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.ui import labels
from calfstretch.ui.context import Context
from calfstretch.ui.episode import state
from calfstretch.ui.episode.feel import FeelField
from calfstretch.ui.episode.kind import SUGGESTED_KIND, KindField
from calfstretch.ui.episode.more import More
from calfstretch.ui.episode.parts import FlagLine, HowLong
from calfstretch.ui.episode.when import WhenField
from calfstretch.ui.theme import BODY
from calfstretch.ui.widgets.buttons import EdgeLink
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.chips import ChipRow
from calfstretch.ui.widgets.leg_map import LegMap
from calfstretch.ui.widgets.leg_map_shapes import BOUNDS
from calfstretch.ui.widgets.rows import Field, Headed, Stack
from calfstretch.ui.widgets.scale import Scale0To10
from calfstretch.ui.widgets.texts import caps_label, secondary

MORE_OPEN_SETTING = "episode_more_open"
_LEGS_HIGH = 640
_FACTS_PX = 576  # the scale in one row
_MAP_SHARE = (32, 40)


class Answers(Stack):
    """All questions; each may stay open but the moment.

    Args:
        known: the episode that is edited; None = a new one.
        base: what the answers are laid over.
        day: the diary day a new one belongs to; None = just now.
        after: the activity a new one goes with; None = none.

    Signals:
        changed(): the person gave an answer.
        typed_in(): the person types; what is typed may be half done.
    """

    changed = Signal()
    typed_in = Signal()

    def __init__(
        self,
        context: Context,
        known: Episode | None,
        base: Episode,
        day: date | None,
        after: Activity | None = None,
    ) -> None:
        super().__init__(context.theme, across=True)
        self._context = context
        self._journal = context.journal
        self._known = known
        self._base = base
        self._day = day
        self._after = after
        self._said_leg = known.leg if known is not None else None
        facts = self._build_facts()
        self.add(facts, 60)
        # The map stands first to the eye and last for Tab: it has fourteen stops.
        self.box.insertWidget(0, self._build_map(), 40, Qt.AlignmentFlag.AlignTop)
        self._show_known()
        self._join()

    def set_wide(self, wide: bool) -> None:
        """Map and questions side by side; in one column the questions come first."""
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop
        if self.box.direction() != direction:
            self.box.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The map takes what the scale in one row leaves; where that row breaks anyway, all it can use.
        left = 100 * (self.width() - self.box.spacing() - self._context.theme.px(_FACTS_PX)) // max(1, self.width())
        share = left if _MAP_SHARE[0] <= left <= _MAP_SHARE[1] else _MAP_SHARE[1]
        self.box.setStretch(0, share)
        self.box.setStretch(1, 100 - share)

    def shown(self) -> Episode | None:
        """The episode as the form shows it; None while the moment is open."""
        span = self.when.span()
        return None if span is None else self.over(replace(self._base, at=span[0], until=span[1]))

    def over(self, episode: Episode) -> Episode:
        """The episode with every answer but the moment."""
        seconds, band, source = self.how_long.answer()
        kind, onset = self.kind_part.answer()
        leg = self.leg.value()
        suggested = self.more.suggested() | ({SUGGESTED_KIND} if self.kind_part.is_picked else set())
        return replace(
            episode,
            kind=kind,
            leg=None if leg is None else Leg(str(leg)),
            zones=tuple(sorted(f"{side}:{zone}" for side, zone in self.map.zones())),
            pain=self.pain.value(),
            qualities=self.feel.values(),
            onset=onset,
            duration_s=seconds,
            duration_band=band,
            duration_source=source,
            suggested=tuple(sorted(suggested)),
            **self.more.values(),
        )

    def wrong(self) -> QWidget | None:
        """The field whose number cannot be read; None = all can."""
        return self.how_long.wrong() or self.more.wrong()

    def half_typed(self) -> set[str]:
        """Fields of an episode whose number is open or cannot be read: what is stored of them stays meanwhile."""
        left = {"duration_s", "duration_band", "duration_source"} if self.how_long.is_open() else set()
        return left | ({"minutes_awake"} if self.more.awake.is_wrong() else set())

    # -- changing ----------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._show_long_flag()
        self.changed.emit()

    def _typed(self) -> None:
        self._show_long_flag()
        self.typed_in.emit()

    def _show_long_flag(self) -> None:
        seconds, band, _source = self.how_long.answer()
        self._long_flag.show_flag(state.duration_flag(seconds, band, self.kind_part.answer()[0]))

    def _zones_chosen(self, zones: frozenset[tuple[str, str]]) -> None:
        leg = state.leg_with(self._said_leg, zones)
        if leg is not None:
            self.leg.set_value(leg.value)
        self._changed()

    def _leg_chosen(self, value: str | None) -> None:
        self._said_leg = None if value is None else Leg(value)
        self.map.set_zones(state.moved_to(self.map.zones(), self._said_leg))
        self._changed()

    def _kind_changed(self) -> None:
        self.how_long.set_kind(self.kind_part.answer()[0])
        self._changed()

    def _when_changed(self) -> None:
        self._suggest_doing()
        self._changed()

    def _when_typed(self) -> None:
        self._suggest_doing()
        self._typed()

    def _toggle_more(self) -> None:
        is_open = not self.more.isVisibleTo(self)
        self._open_more(is_open)
        # How the form stands open is not worth a word while the disk is full.
        with contextlib.suppress(UserError):
            self._journal.set_setting(MORE_OPEN_SETTING, is_open)

    def _open_more(self, is_open: bool) -> None:
        self.more.setVisible(is_open)
        self._more_words.setVisible(not is_open)
        self.more_button.set_icon_name("chevron_up" if is_open else "chevron_down")

    # -- suggesting --------------------------------------------------------------------------------------

    def _suggest_doing(self) -> None:
        """What the moment and the activities around it speak for; never into what a person left open before."""
        known = self._known
        if known is not None and not known.draft and "context" not in known.suggested:
            return
        span, said = self.when.span(), self.when.doing()
        if said is not None:
            self.more.suggest_doing(said)
        elif span is not None:
            day = span[0].local.date()
            around = self._journal.between(Activity, day - timedelta(days=1), day + timedelta(days=1))
            self.more.suggest_doing(likely_context(*span, around, self._journal.day_start_h))
        self._more_words.setText(state.doing_words(self.more.suggested_doing()))

    # -- building ----------------------------------------------------------------------------------------

    def _show_known(self) -> None:
        self.more.show_episode(self._base)
        known = self._known
        if known is not None:
            self.leg.set_value(known.leg.value if known.leg else None)
            self.map.set_zones(frozenset((side, zone) for side, zone in (place.split(":") for place in known.zones)))
            self.pain.set_value(known.pain)
            self.feel.show_values(known.qualities)
            self.kind_part.show_episode(known)
            self.how_long.set_kind(known.kind)
            self._long_flag.show_flag(state.duration_flag(known.duration_s, known.duration_band, known.kind))
            if known.draft and not known.tried:
                self.more.suggest_tried(self._journal.episodes.tried_with_stretch(known))
        if known is None or (known.draft and known.context is None):
            self._suggest_doing()
        self._open_more(bool(self._journal.setting(MORE_OPEN_SETTING, False)) or state.has_more(self._base))

    def _join(self) -> None:
        self.when.changed.connect(self._when_changed)
        self.when.typed_in.connect(self._when_typed)
        for part in (self.how_long, self.more):
            part.changed.connect(self._changed)
            part.typed_in.connect(self._typed)
        self.leg.chosen.connect(self._leg_chosen)
        self.map.zones_changed.connect(self._zones_chosen)
        self.pain.chosen.connect(lambda _value: self._changed())
        self.kind_part.changed.connect(self._kind_changed)
        self.feel.changed.connect(self._changed)

    def _build_facts(self) -> Card:
        theme = self._context.theme
        journal = self._journal
        card = Card(theme, gap=16)
        card.setAccessibleName(_("What it was like"))
        choices = state.whens(journal.now(), self._known, self._day, journal.today(), journal.day_start_h)
        if self._after is not None:
            choices = state.whens_after(self._after, journal.now(), journal.day_start_h)
        day = self._known.diary_day(journal.day_start_h) if self._known else self._day
        soon = None if self._after is None else Doing.WITHIN_HOUR.value
        self.when = WhenField(self._context, choices, None if day == journal.today() else day, soon)
        self.leg = ChipRow(theme, _("Leg"), [(leg.value, labels.leg(leg)) for leg in Leg], legs=True)
        self.pain = Scale0To10(theme, _("Worst pain"), _("no pain"), _("worst pain imaginable"))
        self.kind_part = KindField(theme)
        first, last = state.used_until(journal.today())
        used = journal.between(Episode, first, last)
        self.feel = FeelField(theme, [quality for episode in used for quality in episode.qualities])
        self.how_long = HowLong(theme, self._known)
        self._long_flag = FlagLine(theme, self._context.doors.show_safety)
        card.add(self.when)
        card.add(Field(theme, _("Leg"), self.leg))
        card.add(Field(theme, _("Worst pain"), self.pain))
        card.add(self.kind_part)
        card.add(self.feel)
        length = Stack(theme, gap=8)
        length.add(self.how_long)
        length.add(self._long_flag)
        card.add(length)
        card.add(self._more_line())
        known = self._known
        several = known is None or (known.draft and known.cluster_id is None)
        self.more = More(self._context, may_be_several=several, used=used)
        card.add(self.more)
        if self._known is not None:
            self.trail = secondary(theme, labels.trail(self._known, day or journal.today()))
            card.add(self.trail)
        return card

    def _more_line(self) -> Stack:
        theme = self._context.theme
        self.more_button = EdgeLink(theme, _("More"), icon="chevron_down")
        self.more_button.setAccessibleDescription(_("What you were doing, what you tried, note"))
        self.more_button.clicked.connect(self._toggle_more)
        self._more_words = secondary(theme, state.doing_words(None))
        line = Stack(theme, across=True, gap=12)
        line.add(self.more_button)
        line.add(self._more_words, 1)
        return line

    def _build_map(self) -> Card:
        theme = self._context.theme
        card = Card(theme, gap=12)
        card.setAccessibleName(_("Where"))
        card.add(Headed(theme, caps_label(theme, _("Where")), secondary(theme, _("seen from behind"))))
        self.map = LegMap(theme.palette)
        theme.follow(self.map, lambda: self.map.set_palette_colours(theme.palette))
        theme.changed.connect(self._fit_map)
        card.add(self.map)
        card.installEventFilter(self)
        return card

    def _fit_map(self) -> None:
        """As high as its width makes it, and no higher than a hand can reach."""
        px = self._context.theme.px
        card = self.map.parentWidget()
        width = (card.width() if card is not None else 0) - 2 * px(20)
        words = QFontMetrics(self._context.theme.font(BODY)).lineSpacing()
        legs = width * BOUNDS.height() / BOUNDS.width()
        self.map.setFixedHeight(min(px(_LEGS_HIGH), round(legs + 3.6 * words)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.map.parentWidget():
            self._fit_map()
        return super().eventFilter(watched, event)
