"""What Today says: each rule of the morning card, drafts, the session that was cut off, the four weeks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from calfstretch.domain.day import Activity, CheckIn, DayItem, Pause
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.episode import Context, Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.programme import InForce
from calfstretch.domain.routine import DAILY, Leg, TargetOrigin
from calfstretch.domain.session_log import Outcome, Session
from calfstretch.ui.today import state

SATURDAY = date(2026, 11, 21)
SUNDAY_9 = datetime(2026, 11, 22, 9)
NIGHT_2_14 = Moment.of(datetime(2026, 11, 22, 2, 14, tzinfo=timezone(timedelta(hours=1))))


@dataclass
class Day:
    """A diary day as Today reads it."""

    day: date = SATURDAY
    episodes: tuple[Episode, ...] = ()
    activities: tuple[Activity, ...] = ()
    items: dict[str, DayItem] = field(default_factory=dict)
    drinks_ml: int = 0
    water_ml: float | None = None
    check_in: CheckIn | None = None
    sessions: tuple[Session, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def spasms(self) -> int:
        return sum(episode.is_spasm for episode in self.episodes)


def card(day: Day, **changes: Any) -> state.MorningCard | None:
    given: dict[str, Any] = {"now": SUNDAY_9, "first_used": date(2026, 11, 1), "answered": None}
    return state.morning_card(day, SATURDAY, **{**given, **changes})


def asked(day: Day, **changes: Any) -> state.MorningCard:
    found = card(day, **changes)
    assert found is not None
    return found


def test_nothing_noted_asks_for_spasms_and_water() -> None:
    found = asked(Day())
    assert found.spasm_question == "Any calf spasms yesterday or last night?"
    assert found.water_question == "How much water yesterday?"
    assert found.day == SATURDAY


def test_a_noted_spasm_is_counted_in_with_its_time() -> None:
    found = asked(Day(episodes=(Episode(at=NIGHT_2_14, kind=Kind.SPASM),)))
    assert found.noted == 1
    assert found.spasm_question == "1 spasm noted at 02:14. Was that all?"


def test_several_noted_spasms_are_counted_in() -> None:
    spasm = Episode(at=NIGHT_2_14, kind=Kind.SPASM)
    found = asked(Day(episodes=(spasm, spasm)))
    assert found.spasm_question == "2 spasms noted. Was that all?"


def test_an_interval_has_no_time_to_name() -> None:
    spasm = Episode(at=NIGHT_2_14, until=NIGHT_2_14.later(3600), kind=Kind.SPASM)
    assert asked(Day(episodes=(spasm,))).spasm_question == "1 spasm noted. Was that all?"


def test_tightness_is_no_spasm_and_asks_as_if_nothing_were_noted() -> None:
    found = asked(Day(episodes=(Episode(at=NIGHT_2_14, kind=Kind.TIGHTNESS),)))
    assert found.noted == 0
    assert found.spasm_question == "Any calf spasms yesterday or last night?"


def test_drinks_are_offered_as_all_of_the_water() -> None:
    found = asked(Day(drinks_ml=1250))
    assert found.water_noted_ml == 1250
    assert found.water_question == "Water yesterday: 1.25 L noted. Was that all?"


def test_a_check_in_answers_the_spasms_for_good() -> None:
    found = asked(Day(check_in=CheckIn(day=SATURDAY, spasms=0)))
    assert found.spasm_question is None
    assert found.water_question is not None


@pytest.mark.parametrize(
    "known",
    [{"water_ml": 0.0}, {"items": {"water_level": DayItem(day=SATURDAY, item="water_level", value="usual")}}],
)
def test_confirmed_or_compared_water_answers_the_water(known: dict[str, Any]) -> None:
    found = asked(Day(**known))
    assert found.water_question is None
    assert found.spasm_question is not None


def test_a_day_with_both_answers_has_no_card() -> None:
    assert card(Day(check_in=CheckIn(day=SATURDAY, spasms=2), water_ml=1500)) is None


def test_skipped_is_not_asked_twice() -> None:
    assert card(Day(), answered={"day": "2026-11-21", "spasms": True, "water": True}) is None


def test_unknown_water_is_not_asked_twice_while_the_spasms_still_are() -> None:
    found = asked(Day(drinks_ml=400), answered={"day": "2026-11-21", "water": True})
    assert found.water_question is None
    assert found.spasm_question is not None


def test_what_was_skipped_yesterday_does_not_silence_today() -> None:
    found = asked(Day(), answered={"day": "2026-11-20", "spasms": True, "water": True})
    assert found.spasm_question is not None


def test_days_before_the_first_use_are_not_asked_about() -> None:
    assert card(Day(), first_used=date(2026, 11, 22)) is None
    assert card(Day(), first_used=None) is None
    assert card(Day(), first_used=SATURDAY) is not None


PAUSE = Pause(first_day=date(2026, 11, 20), last_day=date(2026, 11, 27), reason="ill")
CHECKED = CheckIn(day=SATURDAY, spasms=0)
SKIPPED = {"day": "2026-11-21", "spasms": True, "water": True}


@pytest.mark.parametrize(
    ("why", "day", "changes", "asks"),
    [
        ("nothing noted", Day(), {}, ("spasms", "water")),
        ("skipped, also after a restart", Day(), {"answered": SKIPPED}, ()),
        ("skipped, then a spasm logged elsewhere", Day(episodes=(Episode(at=NIGHT_2_14),)), {"answered": SKIPPED}, ()),
        ("answered in the day's sheet, the grid or a command", Day(check_in=CHECKED), {}, ("water",)),
        ("both answered elsewhere", Day(check_in=CHECKED, water_ml=900), {}, ()),
        ("a session runs or was cut off", Day(), {"busy": True}, ()),
        (
            "the day turned over at 04:00 while a session ran",
            Day(),
            {"busy": True, "now": SUNDAY_9.replace(hour=4)},
            (),
        ),
        ("that session has ended", Day(), {"now": SUNDAY_9.replace(hour=4, minute=2)}, ("spasms", "water")),
        ("in a pause", Day(pauses=(PAUSE,)), {}, ()),
        ("in a pause, a spasm logged", Day(pauses=(PAUSE,), episodes=(Episode(at=NIGHT_2_14),)), {}, ()),
        ("before the first use", Day(), {"first_used": date(2026, 11, 22)}, ()),
        ("first use not known", Day(), {"first_used": None}, ()),
        ("the day of the first use", Day(), {"first_used": SATURDAY}, ("spasms", "water")),
        ("water not known", Day(), {"answered": {"day": "2026-11-21", "water": True}}, ("spasms",)),
        ("another day was skipped", Day(), {"answered": {**SKIPPED, "day": "2026-11-20"}}, ("spasms", "water")),
        ("a setting of an older version", Day(), {"answered": {}}, ("spasms", "water")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_card_asks_once_and_at_the_right_time(
    why: str, day: Day, changes: dict[str, Any], asks: tuple[str, ...]
) -> None:
    found = card(day, **changes)
    open_now = () if found is None else (found.spasm_question, found.water_question)
    assert tuple(name for name, question in zip(("spasms", "water"), open_now, strict=False) if question) == asks


def test_the_days_before_are_offered_while_some_are_not_known() -> None:
    week = [DayFacts(SATURDAY - timedelta(days=ago), known=ago % 2 == 0, paused=ago == 1) for ago in range(6, -1, -1)]
    long_ago = date(2026, 1, 1)
    assert [day.day.day for day in week if not day.known] == [16, 18, 20]
    assert state.days_to_fill_in(week, long_ago, None) == 2  # the 20th is in a pause
    assert state.days_to_fill_in(week, date(2026, 11, 17), None) == 1
    assert state.days_to_fill_in(week, None, None) == 0
    assert state.days_to_fill_in([DayFacts(SATURDAY)], long_ago, SATURDAY) == 0  # the card asks about it
    assert state.days_to_fill_in([DayFacts(SATURDAY)], long_ago, None, [SATURDAY]) == 0  # skipped for today


def test_a_pause_is_said_with_its_last_day_and_why() -> None:
    today = date(2026, 11, 22)
    assert state.pause_line([], today) == ""
    assert state.pause_line([PAUSE], today) == "Paused until 27 Nov 2026: ill."
    assert state.pause_line([replace(PAUSE, reason="travel")], today) == "Paused until 27 Nov 2026: travelling."
    assert state.pause_line([replace(PAUSE, reason="")], today) == "Paused until 27 Nov 2026."
    assert state.pause_line([replace(PAUSE, last_day=today)], today) == "Paused until today: ill."


def test_a_spasm_just_noted_says_which_of_how_many() -> None:
    episode = Episode(at=NIGHT_2_14, until=NIGHT_2_14.later(3600), kind=Kind.SPASM, draft=True)
    one = state.telling(episode, None, 1, 1)
    assert (one.head, one.is_last) == ("Noted. More about it, if you like:", True)
    first = state.telling(episode, None, 1, 2, when_unknown=True)
    assert (first.head, first.is_last) == ("Noted. More about spasm 1 of 2, if you like:", False)
    assert first.when_unknown
    assert not state.telling(episode, "evening", 2, 2, when_unknown=True).when_unknown


def test_what_the_card_asks_about_is_no_draft_below_it() -> None:
    episode = Episode(at=NIGHT_2_14, until=NIGHT_2_14.later(3600), kind=Kind.SPASM, draft=True)
    assert state.drafts([episode], SUNDAY_9.date(), 4, asked_above=[episode.id]) == ([], 0)


def test_in_the_small_hours_the_day_is_named() -> None:
    found = asked(Day(), now=datetime(2026, 11, 23, 2))
    assert found.spasm_question == "Any calf spasms on Saturday or the night after?"
    assert found.water_question == "How much water on Saturday?"
    with_water = asked(Day(drinks_ml=400), now=datetime(2026, 11, 23, 2))
    assert with_water.water_question == "Water on Saturday: 0.4 L noted. Was that all?"


def test_drafts_say_last_night_and_come_newest_first() -> None:
    night = Episode(at=NIGHT_2_14, kind=Kind.SPASM, draft=True, leg=Leg.LEFT, eased_after_s=38)
    noon = Episode(at=NIGHT_2_14.later(-14 * 3600), kind=Kind.SPASM, draft=True)
    shown, more = state.drafts([noon, night], SUNDAY_9.date(), 4)
    assert [draft.text for draft in shown] == [
        "Last night, 02:14: spasm, left leg, eased after 38 s",
        "Yesterday, 12:14: spasm, leg not said, no end noted",
    ]
    assert more == 0
    assert [draft.asks_leg for draft in shown] == [False, True]


def test_a_draft_in_the_running_night_is_tonight() -> None:
    episode = Episode(at=NIGHT_2_14, kind=Kind.SPASM, draft=True, context=Context.ASLEEP)
    shown, _more = state.drafts([episode], SATURDAY, 4)
    assert shown[0].text.startswith("Tonight, 02:14")


def test_a_draft_of_a_whole_day_says_so() -> None:
    begin = NIGHT_2_14.later(-22.25 * 3600 + 60)
    episode = Episode(at=begin, until=begin.later(24 * 3600), kind=Kind.SPASM, draft=True)
    shown, _more = state.drafts([episode], SUNDAY_9.date(), 4)
    assert shown[0].text == "Yesterday: spasm, not described yet"


def test_more_than_two_drafts_leave_room_for_start() -> None:
    episodes = [Episode(at=NIGHT_2_14.later(n), kind=Kind.SPASM, draft=True) for n in range(5)]
    shown, more = state.drafts(episodes, SUNDAY_9.date(), 4)
    assert (len(shown), more) == (1, 4)


def test_the_greeting_follows_the_hour() -> None:
    hours = {h: state.greeting(datetime(2026, 11, 22, h)) for h in (2, 4, 11, 12, 17, 18, 23)}
    assert hours[2] == hours[18] == hours[23] == "Good evening"
    assert hours[4] == hours[11] == "Good morning"
    assert hours[12] == hours[17] == "Good afternoon"


def test_in_the_small_hours_the_heading_names_the_diary_day() -> None:
    assert state.date_line(SUNDAY_9, SUNDAY_9.date()) == "Sunday 22 November"
    line = state.date_line(datetime(2026, 11, 22, 2), SATURDAY)
    assert line == "Saturday 21 November, and the night to Sunday"


def test_a_cut_off_session_says_when_how_much_and_where() -> None:
    text = state.stopped_line("Today, 08:14", "48 s", ("right", "18 s"))
    assert text == "An unfinished session: Today, 08:14. 48 s held in all. You were stopped 18 s into the right hold."
    assert state.stopped_line("Today, 08:14", "30 s", None).endswith("30 s held in all.")


def test_what_was_stretched_today_is_said_with_the_time_it_began() -> None:
    begun = Session(purpose="daily", started_at=NIGHT_2_14)
    done = replace(begun, ended_at=NIGHT_2_14.later(90), outcome=Outcome.DONE)
    later = NIGHT_2_14.later(3600)
    partial = Session(purpose="daily", started_at=later, ended_at=later.later(30), outcome=Outcome.PARTIAL)
    assert state.stretched_line([]) == state.stretched_line([begun]) == ""
    assert state.stretched_line([replace(done, purpose="relief")]) == ""
    assert state.stretched_line([done]) == "Today: 1 stretch done, 02:14"
    assert state.stretched_line([partial]) == "Today: 1 stretch in part, 03:14"
    assert state.stretched_line([partial, done, done]) == "Today: 2 stretches done, 1 stretch in part, last at 03:14"


def test_the_four_weeks_count_known_days_and_name_what_else_was_logged() -> None:
    known = [DayFacts(SATURDAY, known=True, spasms=1), DayFacts(SATURDAY, known=True)]
    unknown = [DayFacts(SATURDAY, spasms=5)]
    said = "Last 28 days: 1 spasm, 2 days noted; 5 more on days without a check-in."
    assert state.last_28_line(known + unknown, unknown) == said
    assert state.last_28_line(unknown, known) == ""
    line = state.last_28_line(known, known)
    assert line == "Last 28 days: 1 spasm, 2 days noted. The 28 days before: 1 spasm, 2 days noted."


def test_water_is_so_far_until_it_is_confirmed() -> None:
    assert state.water_line(Day()) == ("", "Not noted")
    assert state.water_line(Day(drinks_ml=400)) == ("0.4 L", "so far")
    assert state.water_line(Day(drinks_ml=400, water_ml=1250)) == ("1.25 L", "confirmed")
    level = DayItem(day=SATURDAY, item="water_level", value="less")
    assert state.water_line(Day(items={"water_level": level})) == ("", "Less than usual")


@pytest.mark.parametrize(
    ("times", "ended", "line"),
    [
        (1, [], "Your programme: once today"),
        (2, [], "Your programme: 2 times today"),
        (2, ["done"], "Your programme: 1 of 2 today, 08:00"),
        (2, ["partial"], "Your programme: 2 times today, 1 stretch in part, 08:00"),
        (2, ["done", "partial", "done"], "Your programme: 2 of 2 today, 1 stretch in part, last at 08:00"),
        (1, ["done", "done", "done"], "Your programme: 1 of 1 today, and 2 more, last at 08:00"),
        (0, [], "Your programme: a free day"),
        (0, ["done"], "Today: 1 stretch done, 08:00"),
    ],
)
def test_the_programme_is_said_without_a_reproach(times: int, ended: list[str], line: str) -> None:
    eight = Moment.parse("2026-11-22T08:00:00+01:00")
    sessions = [
        Session(purpose="daily", started_at=eight, ended_at=eight, outcome=Outcome(outcome)) for outcome in ended
    ]
    programme = InForce("p1", "r1", DAILY, times, TargetOrigin.PERSON, None)
    day = Day(sessions=tuple(sessions))
    assert state.done_line(day, programme) == line
    ill = replace(day, pauses=(Pause(first_day=SATURDAY, last_day=SATURDAY),))
    assert state.done_line(ill, programme) == state.done_line(day, None) == state.stretched_line(sessions)
