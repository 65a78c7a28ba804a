"""What the day's sheet says and reckons, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest

from calfstretch.domain.day import Activity, ActivityKind, CheckIn, DayItem, Drink, Item
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import Source
from calfstretch.domain.routine import BEFORE_BED, DAILY, LegOrder
from calfstretch.domain.session_log import Hold
from calfstretch.errors import UserError
from calfstretch.ui.day import state
from tests.ui.screens import on

SATURDAY = date(2026, 11, 21)
NOW = on(22, 9)


@dataclass
class Day:
    """A diary day as the sheet reads it."""

    episodes: tuple[Episode, ...] = ()
    drinks: tuple[Drink, ...] = ()
    items: dict[str, DayItem] = field(default_factory=dict)
    check_in: CheckIn | None = None

    @property
    def spasms(self) -> int:
        return sum(episode.is_spasm for episode in self.episodes)

    @property
    def drinks_ml(self) -> int:
        return sum(drink.ml for drink in self.drinks)

    @property
    def water_ml(self) -> float | None:
        item = self.items.get(Item.WATER)
        return None if item is None or item.source is Source.SUGGESTED else item.number


def choices(day: Day, *, running: bool = False, more: bool = False) -> state.SpasmChoices:
    return state.spasm_choices(day, running=running, day_start_h=4, more=more)


def spasm(*, draft: bool = False, whole: bool = False, kind: Kind = Kind.SPASM) -> Episode:
    return Episode(at=on(22, 2, 14), until=on(22, 5) if whole else None, kind=kind, draft=draft)


def test_nothing_noted_offers_none_one_two_more() -> None:
    found = choices(Day())
    assert [words for _value, words in found.options] == ["None", "1", "2", "More"]
    assert found.chosen is None
    assert found.meaning == "Not noted. The answer makes this day known."


def test_noted_spasms_are_counted_in_and_none_is_no_answer_any_more() -> None:
    found = choices(Day(episodes=(spasm(), spasm(kind=Kind.TIGHTNESS))))
    assert [words for _value, words in found.options] == ["1", "2", "3", "More"]
    assert found.question.endswith("in all")


def test_more_offers_up_to_ten_more() -> None:
    found = choices(Day(episodes=(spasm(),)), more=True)
    assert [value for value, _words in found.options] == list(range(1, 12))


def test_a_spasm_logged_after_the_answer_is_counted_in() -> None:
    found = choices(Day(episodes=(spasm(),), check_in=CheckIn(day=SATURDAY, spasms=0)))
    assert found.chosen == 1


def test_the_answer_of_a_running_day_says_when_it_counts() -> None:
    assert choices(Day(), running=True).meaning == (
        "The day and its night end at 04:00. The answer counts from then on."
    )


def test_an_episode_is_called_by_its_time_or_by_what_is_not_known() -> None:
    assert state.episode_line(spasm()) == "02:14 · Spasm"
    assert state.episode_line(spasm(draft=True, whole=True)) == "Spasm, not described yet"
    assert state.episode_line(spasm(whole=True)) == "Spasm"


def water(value: str, minute: int = 0, source: Source = Source.TYPED) -> dict[str, DayItem]:
    entered = datetime(2026, 11, 22, 8, minute, tzinfo=UTC)
    return {Item.WATER: DayItem(day=SATURDAY, item=Item.WATER, value=value, entered_at=entered, source=source)}


def drink(ml: int, minute: int) -> Drink:
    return Drink(at=on(21, 12), ml=ml, entered_at=datetime(2026, 11, 22, 8, minute, tzinfo=UTC))


def test_water_is_noted_until_it_is_confirmed() -> None:
    one = (drink(400, 0),)
    assert state.water_line(Day()) == ("", "Not noted")
    assert state.water_line(Day(drinks=one)) == ("0.4 L", "noted, not confirmed as all")
    assert state.water_line(Day(drinks=one, items=water("1250"))) == ("1.25 L", "in all, confirmed")
    suggested = water("1250", source=Source.SUGGESTED)
    assert state.water_line(Day(drinks=one, items=suggested)) == ("0.4 L", "noted, not confirmed as all")
    level = {Item.WATER_LEVEL: DayItem(day=SATURDAY, item=Item.WATER_LEVEL, value="less")}
    assert state.water_line(Day(items=level)) == ("", "")


def test_tags_of_ones_own_come_in_their_order_then_those_of_the_day_alone() -> None:
    day = Day(items={"tag:old": DayItem(day=SATURDAY, item="tag:old", value="yes")})
    assert state.tag_items(["tea", "alps"], day) == ["tag:tea", "tag:alps", "tag:old"]


def test_the_first_week_ends_after_seven_days() -> None:
    assert state.in_first_week("2026-11-16", date(2026, 11, 22))
    assert not state.in_first_week("2026-11-15", date(2026, 11, 22))
    assert not state.in_first_week(None, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("asked", "first_week", "item", "has_tags", "rows"),
    [
        (0, True, None, False, state.FEW_ROWS),
        (0, False, None, False, state.MORE_ROWS),
        (1, True, None, False, state.MORE_ROWS),
        (2, True, None, False, state.ALL_ROWS),
        (0, True, "heels", False, state.MORE_ROWS),
        (0, True, "stairs", False, state.FEW_ROWS),
        (0, True, "alcohol", False, state.ALL_ROWS),
        (0, True, "tag:Tea", False, state.ALL_ROWS),
        (0, True, "tag:Barefoot", False, state.MORE_ROWS),
        (0, True, None, True, state.ALL_ROWS),
    ],
)
def test_rows_are_those_asked_for_and_never_less_than_noted(
    asked: int, first_week: bool, item: str | None, has_tags: bool, rows: int
) -> None:
    noted = Day(items={item: DayItem(day=SATURDAY, item=item, value="yes")} if item else {})
    found = state.rows_shown(asked, noted, first_week=first_week, has_tags=has_tags, has_changes=False)
    assert found == rows


def test_the_heat_a_file_brought_is_said_with_its_activity() -> None:
    run = Activity(at=on(21, 18), kind=ActivityKind.RUN, temperature_c=28.4)
    walk = Activity(at=on(21, 8), kind=ActivityKind.WALK, temperature_c=12)
    assert state.measured_heat([walk, run]) == "28 °C stands with Run; it counts where nothing is typed."
    assert state.measured_heat([Activity(at=on(21, 8), kind=ActivityKind.WALK)]) == ""


def test_times_before_the_days_start_lie_in_its_night() -> None:
    assert state.moment_on(SATURDAY, time(18, 30), NOW, 4) == on(21, 18, 30)
    assert state.moment_on(SATURDAY, time(2, 14), NOW, 4) == on(22, 2, 14)


def test_a_time_that_has_not_come_is_refused() -> None:
    with pytest.raises(UserError, match="not come yet"):
        state.moment_on(date(2026, 11, 22), time(9, 1), NOW, 4)


def test_noon_stands_in_for_an_earlier_day_and_now_for_the_running_one() -> None:
    assert state.stand_in(SATURDAY, NOW, 4) == on(21, 12)
    assert state.stand_in(date(2026, 11, 22), NOW, 4) == NOW
    night: Moment = on(22, 2)
    assert state.stand_in(SATURDAY, night, 4) == night


def test_the_holds_of_a_typed_stretch_are_those_of_the_routine() -> None:
    holds = state.done_holds("s", BEFORE_BED)
    assert [(h.round, h.leg, h.held_s, h.end_reason) for h in holds] == [
        (n, leg, 30, "done") for n in (1, 2, 3) for leg in ("left", "right")
    ]
    one_leg = DAILY.to_dict() | {"leg_order": LegOrder.RIGHT_ONLY}
    assert [h.leg for h in state.done_holds("s", type(DAILY).from_dict(one_leg))] == ["right"]


def test_a_hold_is_said_as_it_was_measured() -> None:
    short: Hold = state.done_holds("s", DAILY)[0]
    values = {**short.__dict__, "held_s": 18.4, "end_reason": "stopped"}
    assert state.hold_line(Hold(**values), 1) == "Left · 18 s of 30 s, stopped"
    assert state.hold_line(Hold(**values), 3) == "Round 1, left · 18 s of 30 s, stopped"


def test_the_heading_names_the_day_and_its_night() -> None:
    today = date(2026, 11, 22)
    assert state.day_heading(today, today) == ("Sunday 22 November", "The running day and its night")
    assert state.day_heading(SATURDAY, today) == ("Saturday 21 November", "Yesterday and last night")
    assert state.day_heading(today - timedelta(days=400), today) == ("Saturday 18 October 2025", "")
