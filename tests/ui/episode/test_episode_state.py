"""What the form of an episode offers: moments, legs, kinds, signs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from calfstretch.domain.episode import Context, DurationBand, DurationSource, Episode, Kind, Onset
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.routine import Leg
from calfstretch.ui.episode import state

SUNDAY = date(2026, 11, 22)
MORNING = local_moment(datetime(2026, 11, 22, 9))


def spans(choices: list[state.When]) -> dict[str, tuple[str, str | None] | None]:
    return {
        choice.key: None
        if choice.span is None
        else (
            f"{choice.span[0].local:%d %H:%M}",
            None if choice.span[1] is None else f"{choice.span[1].local:%d %H:%M}",
        )
        for choice in choices
    }


def whens(now: Moment = MORNING, known: Episode | None = None, day: date | None = None) -> list[state.When]:
    return state.whens(now, known, day, SUNDAY, 4)


def test_a_new_one_was_just_now_as_a_rule() -> None:
    offered = whens()
    assert [choice.words for choice in offered] == [
        "Now", "5 min ago", "15 min", "30 min", "1 h ago", "Last night", "Other…",
    ]  # fmt: skip
    assert spans(offered)["now"] == ("22 09:00", None)
    assert spans(offered)["ago:60"] == ("22 08:00", None)


def test_last_night_is_an_interval_and_no_false_minute() -> None:
    assert spans(whens())["night"] == ("21 22:00", "22 07:00")


def test_in_the_night_itself_the_interval_ends_now() -> None:
    offered = whens(local_moment(datetime(2026, 11, 22, 2)))
    assert spans(offered)["night"] == ("21 22:00", "22 02:00")
    assert "Earlier tonight" in [choice.words for choice in offered]


def test_an_earlier_day_offers_itself_and_its_night() -> None:
    assert spans(whens(day=date(2026, 11, 10))) == {
        "day": ("10 04:00", "11 04:00"),
        "night": ("10 22:00", "11 07:00"),
        "other": None,
    }


def test_a_known_one_shows_its_time_first() -> None:
    episode = Episode(at=local_moment(datetime(2026, 11, 22, 8, 14)))
    assert [choice.words for choice in whens(known=episode)][:2] == ["08:14", "5 min ago"]


def test_in_the_morning_the_night_s_draft_has_its_time_in_one_row() -> None:
    episode = Episode(at=local_moment(datetime(2026, 11, 22, 2, 14)))
    assert [choice.words for choice in whens(known=episode)] == ["02:14", "Last night", "Other…"]


def test_the_night_comes_in_blocks_too() -> None:
    night = next(choice for choice in whens() if choice.key == state.NIGHT)
    assert [state.part_words(part) for part in night.parts] == [
        "22:00–00:00", "00:00–02:00", "02:00–04:00", "04:00–07:00",
    ]  # fmt: skip


def test_an_old_one_is_not_moved_to_minutes_ago() -> None:
    episode = Episode(at=local_moment(datetime(2026, 11, 1, 2, 14)))
    assert [choice.words for choice in whens(known=episode)] == ["Sunday 1 November, 02:14", "Last night", "Other…"]


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (datetime(2026, 11, 21, 22), datetime(2026, 11, 22, 7), "Some time in the night to Sunday 22 November"),
        (datetime(2026, 11, 20, 4), datetime(2026, 11, 21, 4), "Some time on Friday 20 November"),
        (datetime(2026, 11, 22, 2), datetime(2026, 11, 22, 4), "02:00–04:00, night to Sunday 22 November"),
        (datetime(2026, 11, 21, 22), datetime(2026, 11, 22, 0), "22:00–00:00, night to Sunday 22 November"),
        (datetime(2026, 11, 21, 23), None, "Yesterday, 23:00"),
    ],
)
def test_an_interval_is_said_in_words(begin: datetime, end: datetime | None, words: str) -> None:
    assert state.span_words(local_moment(begin), end and local_moment(end), SUNDAY) == words


def test_zones_choose_the_leg() -> None:
    assert state.leg_of([]) is None
    assert state.leg_of([("right", "arch")]) is Leg.RIGHT
    assert state.leg_of([("right", "arch"), ("left", "arch")]) is Leg.BOTH


def test_a_zone_widens_the_leg_that_was_said_and_never_turns_it_round() -> None:
    left = [("left", "arch")]
    assert state.leg_with(Leg.RIGHT, left) is Leg.BOTH
    assert state.leg_with(Leg.BOTH, left) is Leg.BOTH
    assert state.leg_with(Leg.LEFT, left) is Leg.LEFT
    assert state.leg_with(None, left) is Leg.LEFT
    assert state.leg_with(Leg.RIGHT, []) is Leg.RIGHT


def test_zones_follow_the_leg_that_is_chosen() -> None:
    zones = frozenset({("left", "arch")})
    assert state.moved_to(zones, Leg.RIGHT) == {("right", "arch")}
    assert state.moved_to(zones, Leg.BOTH) == zones
    assert state.moved_to(zones, None) == zones


@pytest.mark.parametrize(
    ("onset", "lasting", "kind", "disagree"),
    [
        (Onset.SUDDEN, None, Kind.SPASM, False),
        (Onset.GRADUAL, None, Kind.TIGHTNESS, False),
        (None, "seconds", Kind.SPASM, False),
        (None, "minutes", Kind.SPASM, False),
        (None, "days", Kind.TIGHTNESS, False),
        (Onset.SUDDEN, "seconds", Kind.SPASM, False),
        (Onset.GRADUAL, "days", Kind.TIGHTNESS, False),
        (Onset.SUDDEN, "days", None, True),
        (Onset.GRADUAL, "minutes", None, True),
        (None, None, None, False),
    ],
)
def test_two_questions_speak_for_a_kind_or_for_none(
    onset: Onset | None, lasting: str | None, kind: Kind | None, disagree: bool
) -> None:
    assert state.kind_of(onset, lasting) is kind
    assert state.disagree(onset, lasting) is disagree


def test_hours_of_tightness_are_no_sign_of_danger_by_their_length() -> None:
    assert state.duration_flag(7200, None, Kind.TIGHTNESS) is None
    assert state.duration_flag(7200, None, Kind.NOT_SAID) is not None


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        ({}, False),
        ({"context": Context.ASLEEP, "suggested": ("context",)}, False),
        ({"context": Context.ASLEEP}, True),
        ({"tried": (("stretch", "yes"),), "suggested": ("context",)}, True),
        ({"minutes_awake": 0}, True),
        ({"sore_after": False}, True),
        ({"own": (("Salt", "yes"),)}, True),
        ({"note": "x"}, True),
        ({"qualities": ("aching",)}, False),
    ],
)
def test_more_stands_open_where_the_person_said_something_there(said: dict[str, Any], opens: bool) -> None:
    assert state.has_more(Episode(at=MORNING, **said)) is opens


def test_over_ten_minutes_shows_the_eighth_sign_in_its_fixed_words() -> None:
    assert state.duration_flag(600, None) is None
    assert state.duration_flag(None, DurationBand.FROM_3_TO_10) is None
    flag = state.duration_flag(601, None)
    assert flag is not None and flag is state.duration_flag(None, DurationBand.OVER_10)
    assert "more than 10 minutes that does not ease" in state.flag_words(flag)
    assert state.flag_words(flag).startswith("Urgent: see a doctor")


def test_a_timed_length_is_named_as_timed() -> None:
    timed = Episode(at=MORNING, duration_s=38.0, duration_source=DurationSource.TIMED)
    assert state.known_duration(timed) == ("38 s, timed", 38.0)
    assert state.known_duration(Episode(at=MORNING, duration_band=DurationBand.OVER_10)) is None


def test_the_order_of_chips_changes_on_mondays_alone() -> None:
    assert state.used_until(date(2026, 11, 22)) == state.used_until(date(2026, 11, 16))
    assert state.used_until(date(2026, 11, 23)) != state.used_until(date(2026, 11, 22))
    assert state.most_used_first(["a", "b", "c"], ["c", "c", "b"]) == ["c", "b", "a"]


def test_what_was_tried_keeps_the_order_of_the_words() -> None:
    assert state.tried_pairs(["massage", "stretch"], {"stretch": "yes", "heat": "no"}) == (
        ("stretch", "yes"),
        ("massage", ""),
    )
