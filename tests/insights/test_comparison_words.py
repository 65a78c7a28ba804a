"""The sentences of a comparison: every status, every exposure, limits outward, words that may not stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from calfstretch.domain.exposures import DAY_EXPOSURES, RUN_EXPOSURES, Exposure, Unit
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.comparison_words import (
    caution,
    counts_words,
    half_a_year,
    litres,
    names,
    not_enough,
    sentence,
    status_words,
)
from tests.test_wording import banned

TAG = Exposure("tag:Garden work", name="Garden work")
LAGGED = Exposure("tag:Late meal", lag_days=1, name="Late meal")
COUNTS = Counts(
    episodes_with=23, units_with=43, episodes_without=49, units_without=125, left_out=28, known_days=183,
    asked_days=196,
)  # fmt: skip
RESULT = Result(
    ratio=2.849, low=1.519, high=6.11, windowed=True, crude_ratio=2.8, exact_low=1.6, exact_high=5.5, widened_low=1.2,
    widened_high=7.0, p_central=0.001, p_mid=0.001, z=3.0, p_shift=0.001, p_adjusted=0.01, design_effect=1.2,
    dispersion=1.0, windows=3, seed=1,
)  # fmt: skip
# Besides the banned words of every screen: none of these may stand in what is said of a comparison.
_NEVER = r"\b(cause\w*|trigger\w*|effects?|prov\w+|because|risk\w*|safe|significant\w*|p-value|confidence|only)\b"


def comparison(exposure: Exposure = TAG, status: Status = Status.MORE, **said: Any) -> Comparison:
    counts = replace(COUNTS, **{name: said.pop(name) for name in [*said] if hasattr(COUNTS, name)})
    more = {name: said.pop(name) for name in [*said] if name in ("line", "too_few_orders")}
    result = None if status is Status.NOT_ENOUGH else replace(RESULT, **said)
    return Comparison(exposure=exposure, status=status, counts=counts, result=result, **more)


def test_more_often() -> None:
    assert sentence(comparison()) == (
        "About 2.8 times as often on days with “Garden work”; could be anywhere from 1.5 to 6.2. "
        "23 spasms in 43 days against 49 in 125. 168 days compared, 28 left out."
    )


def test_less_often_turns_the_ratio_and_its_limits_over() -> None:
    found = comparison(status=Status.LESS, ratio=0.3, low=0.13, high=0.61)
    assert sentence(found).startswith(
        "About 3.3 times less often on days with “Garden work”; could be anywhere from 1.6 to 7.7."
    )


def test_no_clear_difference_gives_the_interval_and_never_says_there_is_none() -> None:
    found = comparison(status=Status.NO_CLEAR_DIFFERENCE, ratio=1.1, low=0.619, high=2.11)
    assert sentence(found) == (
        "No clear difference between days with “Garden work” and days without “Garden work”: "
        "anywhere from 0.61 to 2.2 times as often. More days may show one."
    )


def test_no_clear_difference_without_an_upper_bound() -> None:
    found = comparison(status=Status.NO_CLEAR_DIFFERENCE, ratio=None, low=0.8, high=None, windowed=False)
    assert "anywhere from 0.80 times as often upward. More days may show one." in sentence(found)


def test_all_spasms_on_days_with_it() -> None:
    found = comparison(ratio=None, low=3.27, high=None, windowed=False, episodes_without=0)
    assert sentence(found) == (
        "All 23 spasms were on days with “Garden work” (43 days); none in 125 days without “Garden work”. "
        "At least 3.2 times as often. 168 days compared, 28 left out."
    )


def test_all_spasms_on_days_without_it() -> None:
    found = comparison(status=Status.LESS, ratio=0.0, low=0.0, high=0.31, windowed=False, episodes_with=0)
    assert sentence(found) == (
        "All 49 spasms were on days without “Garden work” (125 days); none in 43 days with “Garden work”. "
        "At least 3.2 times less often. 168 days compared, 28 left out."
    )


RUNS = {
    "long_run": ("longer runs", "On 7 of 18 longer runs, on 5 of 19 shorter ones."),
    "hot_run": ("hotter runs", "On 7 of 18 hotter runs, on 5 of 19 cooler ones."),
    "hard_run": ("harder runs", "On 7 of 18 harder runs, on 5 of 19 easier ones."),
}


@pytest.mark.parametrize("exposure", RUN_EXPOSURES, ids=lambda exposure: exposure.id)
def test_runs_with_runs(exposure: Exposure) -> None:
    group, both = RUNS[exposure.id]
    found = comparison(
        exposure, episodes_with=7, units_with=18, episodes_without=5, units_without=19, left_out=2, low=1.11
    )
    assert sentence(found) == (
        f"About 2.8 times as often on {group}; could be anywhere from 1.1 to 6.2. {both} 37 runs compared, 2 left out."
    )
    no_clear = replace(found, status=Status.NO_CLEAR_DIFFERENCE)
    assert sentence(no_clear).endswith("times as often. More runs may show one.")


def test_runs_all_on_one_side() -> None:
    found = comparison(
        RUN_EXPOSURES[0], ratio=None, high=None, low=2.0, windowed=False, episodes_without=0, units_without=30
    )
    assert sentence(found).startswith("At least 2.0 times as often. On 23 of 43 longer runs, on 0 of 30 shorter ones.")


def test_one_spasm_is_no_plural() -> None:
    assert counts_words(comparison(episodes_with=1)).startswith("1 spasm in 43 days against 49 in 125.")


NOT_ENOUGH: list[tuple[str, Exposure, dict[str, Any], str]] = [
    (
        "everything lacks",
        TAG,
        {"episodes_with": 1, "units_with": 6, "episodes_without": 3, "units_without": 25},
        "Not enough to compare yet: 31 of 42 days, 4 of 10 spasms, 6 of 10 days in the smaller group.",
    ),
    ("days lack", TAG, {"units_without": 31, "units_with": 10}, "Not enough to compare yet: 41 of 42 days."),
    (
        "nobody says no",
        TAG,
        {"units_without": 0, "episodes_without": 0},
        "Not enough to compare yet: 0 of 10 days in the smaller group. "
        "So far every noted day says yes; days that say no are needed too.",
    ),
    (
        "nobody says yes",
        TAG,
        {"units_with": 0, "episodes_with": 0},
        "Not enough to compare yet: 0 of 10 days in the smaller group. "
        "So far every noted day says no; days that say yes are needed too.",
    ),
    (
        "check-ins lack",
        TAG,
        {"known_days": 110},
        "Not enough to compare yet: 110 of 196 days have a check-in, 60 % are needed.",
    ),
    (
        "runs lack",
        RUN_EXPOSURES[0],
        {"episodes_with": 3, "units_with": 6, "episodes_without": 1, "units_without": 7},
        "Not enough to compare yet: 13 of 20 runs, 4 of 10 runs with a spasm, 6 of 10 runs in the smaller group.",
    ),
    (
        "too few orders",
        RUN_EXPOSURES[0],
        {"too_few_orders": True},
        "Not enough to compare yet: more runs over more weeks are needed.",
    ),
    ("nothing lacks any more", TAG, {}, "Enough to compare by now: the next look will do so."),
]


@pytest.mark.parametrize(
    ("exposure", "said", "words"), [row[1:] for row in NOT_ENOUGH], ids=[row[0] for row in NOT_ENOUGH]
)
def test_what_is_missing(exposure: Exposure, said: dict[str, Any], words: str) -> None:
    found = comparison(exposure, Status.NOT_ENOUGH, **said)
    assert not_enough(found) == sentence(found) == words


def test_a_note_of_the_day_before_says_the_day_after() -> None:
    found = names(comparison(LAGGED))
    assert found == ("The day after “Late meal”", "days after “Late meal”", "days after a day without “Late meal”")


def test_water_is_written_as_the_person_writes_it() -> None:
    low_water = comparison(DAY_EXPOSURES[0], line=1500.0)
    assert names(low_water).heading == "Days under 1.5 L of water"
    assert names(low_water, lambda ml: f"{ml / 250:g} glasses").yes == "days under 6 glasses of water"
    assert [litres(ml) for ml in (1000, 1250, 1255, 700)] == ["1 L", "1.25 L", "1.25 L", "0.7 L"]


def test_the_line_of_sleep_is_said() -> None:
    assert names(comparison(DAY_EXPOSURES[3], line=6.5)).heading == "Days after less than 6.5 h of sleep"


def test_a_tag_with_braces_is_a_name_like_any_other() -> None:
    odd = Exposure("tag:{ratio} {0}", name="{ratio} {0}")
    assert "“{ratio} {0}”" in sentence(comparison(odd))


def every_sentence() -> list[str]:
    """All that can be said, of every exposure in every status."""
    found = [caution(), half_a_year(), *(status_words(status) for status in Status)]
    sides: list[dict[str, Any]] = [
        {},
        {"episodes_without": 0, "ratio": None, "high": None, "windowed": False},
        {"episodes_with": 0, "ratio": 0.0, "low": 0.0, "high": 0.3, "windowed": False},
        {"episodes_with": 1, "units_with": 3, "units_without": 0, "known_days": 4},
        {"units_with": 0},
        {"too_few_orders": True},
    ]
    for exposure in (*DAY_EXPOSURES, *RUN_EXPOSURES, TAG, LAGGED):
        for status in Status:
            for side in sides:
                made = comparison(exposure, status, line=6.5, **side)
                found += [*names(made), sentence(made), counts_words(made)]
    return found


def test_no_sentence_says_more_than_a_diary_can() -> None:
    wrong = [words for words in every_sentence() if banned(words) or re.search(_NEVER, words, re.IGNORECASE)]
    assert not wrong


def test_every_sentence_is_whole() -> None:
    for words in every_sentence():
        assert words and not re.search(r"[{}]|  |None|nan|inf\b", words), words


def test_after_a_mention_it_is_said_that_it_shows_no_why() -> None:
    assert caution() == (
        "This shows what went together in your diary. It does not show why. Talk it over before you change anything."
    )
    assert half_a_year() == "Differences smaller than about three-fold usually need half a year of entries."


def test_days_and_runs_are_called_by_their_name() -> None:
    for exposure in (*DAY_EXPOSURES, *RUN_EXPOSURES):
        word = "run" if exposure.unit is Unit.RUN else "day"
        found = names(comparison(exposure, line=1.0))
        assert all(word in name.lower() for name in found)
        assert found.heading[0].isupper() and found.yes != found.no
