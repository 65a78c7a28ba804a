"""How bad and how long in words: true of every diary, few and many, and never a word of what works."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.diary_facts import SpasmFacts
from calfstretch.insights.how_bad import HowBad, how_bad
from calfstretch.ui.insights.how_bad import state, words
from tests.test_wording import banned
from tests.ui.insights.invented_facts import TODAY, facts, invented, spasm

FIRST, LAST = TODAY - timedelta(days=60), TODAY - timedelta(days=1)


def found(*spasms: SpasmFacts) -> HowBad:
    return how_bad(facts(*spasms), FIRST, LAST)


def each(said: list[dict[str, Any]]) -> HowBad:
    return found(*(spasm(f"s{n}", FIRST + timedelta(days=n), **one) for n, one in enumerate(said)))


def test_half_of_them_is_said_with_the_ends() -> None:
    shown = each([{"pain": pain, "duration_s": 15.0 * pain} for pain in (2, 4, 6, 9)])
    assert words.lead(shown).text == (
        "Half of the 4 spasms with a pain said were 6 or more (2 to 9). "
        "Half of the 4 with a duration said lasted 1 min or less, the longest 2 min 15 s."
    )


def test_more_than_half_is_said_to_be_so() -> None:
    shown = each([{"pain": pain} for pain in (2, 5, 5, 5, 9)])
    assert words.lead(shown).text == "At least half of the 5 spasms with a pain said were 5 or more (2 to 9)."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([], "No spasms are noted in this range."),
        ([{"pain": 6}], "1 spasm has a pain said: 6 of 10."),
        ([{"pain": 6}, {"pain": 3}], "2 spasms have a pain said: 3 to 6 of 10."),
        ([{"pain": 0}, {"pain": 0}], "All 2 spasms with a pain said were 0 of 10."),
        ([{"duration_band": "over_10"}], "1 spasm has a duration said: over 10 min."),
        ([{"duration_s": 61.0}, {"duration_band": "1_3"}], "2 spasms have a duration said, the longest 1–3 min."),
        (
            [{"duration_band": "over_10"}] * 4,
            "At least half of the 4 with a duration said lasted 10 min or longer.",
        ),
        (
            [{"duration_s": 45.5}] * 4,
            "At least half of the 4 with a duration said lasted 46 s or less, the longest 45 s.",
        ),
    ],
)
def test_few_are_named_plainly(said: list[dict[str, Any]], sentence: str) -> None:
    assert words.lead(each(said)).text == sentence


def test_where_nothing_is_said_the_way_to_say_it_is_told() -> None:
    assert words.lead(each([{}, {}])).text.startswith("Not said yet how bad they were")
    assert words.not_said_words(each([{}, {}])) == ""


def test_how_many_were_not_said() -> None:
    shown = each([{"pain": 3}, {"pain": 2, "duration_s": 9.0}, {}])
    assert words.not_said_words(shown) == "Of 3 spasms, pain is not said of 1 and duration of 2."
    assert words.not_said_words(each([{"pain": 3}, {"pain": 2, "duration_s": 9.0}])).startswith("Duration is not said")
    assert words.not_said_words(each([{"pain": 2, "duration_s": 9.0}])) == ""


def test_the_days_before_stand_beside_them_where_both_have_ten() -> None:
    rows = [spasm(f"s{n}", FIRST + timedelta(days=n), pain=n % 10) for n in range(60)]
    diary = facts(*rows)
    middle = TODAY - timedelta(days=28)
    now, before = how_bad(diary, middle, LAST), how_bad(diary, middle - timedelta(days=28), middle - timedelta(days=1))
    assert words.before_words(before, now) == (
        "The 28 days before: of 28 spasms with a pain said, half or more were 5 or more."
    )
    few = how_bad(facts(*rows[:40]), middle, LAST)
    assert words.before_words(before, few) == ""
    assert words.before_words(None, now) == ""


def test_time_to_ease_is_told_as_counts_that_do_not_compare() -> None:
    stretch, massage = (("stretch", "yes"),), (("massage", "no"),)
    shown = each(
        [{"tried": stretch, "eased_after_s": s} for s in (20.0, 50.0, 90.0)]
        + [{"tried": massage, "eased_after_s": 300.0}, {"tried": massage}]
    )
    assert words.eased_words(shown) == (
        "Eased within 1 min: with a stretch 2 of 3; with other things and no stretch 0 of 1. "
        "No time is said of 1 more.",
        "People tend to stretch in the worse or the longer ones, so these counts do not compare with each other.",
    )
    assert words.eased_words(each([{"eased_after_s": 5.0}])) == ()


def test_one_spasm_is_read_out_with_what_is_not_said() -> None:
    one = spasm("s", date(2026, 11, 21), pain=6, duration_band="1_3")
    assert words.readout(one, 2026) == "Night after Saturday 21 November, 02:14: pain 6, lasted 1–3 min, estimated"
    bare = spasm("s", date(2025, 11, 21), until=one.at, night=False)
    assert words.readout(bare, 2026) == "Friday 21 November 2025, time not said: pain not said, duration not said"


_SAID = st.fixed_dictionaries(
    {},
    optional={
        "pain": st.integers(0, 10),
        "duration_s": st.floats(0.5, 9000),
        "duration_band": st.sampled_from(("under_1", "1_3", "3_10", "over_10")),
        "eased_after_s": st.floats(0.5, 9000),
        "tried": st.sampled_from(((), (("stretch", "yes"),), (("heat", ""),), (("stretch", "no"), ("stand", "a_bit")))),
    },
)


@settings(max_examples=50)
@given(st.lists(_SAID, max_size=25))
def test_every_sentence_keeps_to_the_word_list(said: list[dict[str, Any]]) -> None:
    shown = each(said)
    sentences = [
        words.lead(shown).text,
        words.not_said_words(shown),
        words.before_words(shown, shown),
        words.legend(shown),
        *words.eased_words(shown),
        *words.method(shown),
        *(words.readout(one, 2026) for one in shown.spasms),
        *(cell for table in state.numbers(shown, TODAY) for row in table.rows for cell in row),
    ]
    assert [word for sentence in sentences for word in banned(sentence)] == []
    forbidden = re.compile(r"\b(works?|effect|because|risk|safe|significant|p-value|better|inf|nan|None)\b")
    assert [sentence for sentence in sentences if forbidden.search(sentence)] == []


@settings(max_examples=30)
@given(st.lists(_SAID, max_size=25))
def test_every_row_of_a_table_is_as_long_as_its_headers(said: list[dict[str, Any]]) -> None:
    for table in state.numbers(each(said), TODAY):
        assert {len(row) for row in table.rows} == {len(table.headers)}
        assert not table.days or len(table.days) == len(table.rows)


def test_the_duration_axis_has_marks_a_person_reads() -> None:
    shown = state.picture(each([{"duration_s": 45.0}, {"duration_band": "over_10"}]))
    assert [text for _share, text in state.length_ticks(shown)] == ["15 s", "30 s", "1 min", "3 min", "10 min"]
    shares = [share for share, _text in state.length_ticks(shown)]
    assert shares == sorted(shares)
    assert state.length_share(shown, float("inf")) == 1.0
    assert state.length_share(shown, 0.0) == 0.0


def test_a_long_one_makes_the_axis_longer() -> None:
    shown = state.picture(each([{"duration_s": 5000.0}]))
    assert state.length_ticks(shown)[-1][1] == "1 h"
    assert state.length_share(shown, 5000.0) < 1.0


def test_the_axis_is_never_shorter_than_four_weeks_and_holds_every_dot() -> None:
    shown = state.picture(how_bad(invented(6, rate=2), TODAY - timedelta(days=6), LAST))
    assert shown.days == 28
    assert all(0 <= dot.x <= shown.days for dot in shown.dots)
    assert [dot.x for dot in shown.dots] == sorted(dot.x for dot in shown.dots)


def test_steps_of_the_running_median_join_without_gaps() -> None:
    shown = state.picture(how_bad(invented(200), TODAY - timedelta(days=180), LAST))
    for steps in (shown.pain_steps, shown.length_steps):
        assert len(steps) > 2
        assert all(one.last == after.first for one, after in zip(steps, steps[1:], strict=False))
        assert steps[-1].last == shown.days
