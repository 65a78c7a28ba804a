"""What the rates are called: figures round outward, little is said to be little, nothing is blamed."""

from __future__ import annotations

import pytest

from calfstretch.insights import wording
from calfstretch.insights.frequency import rate
from calfstretch.insights.series import Count
from tests.test_wording import banned


def said(now: Count, before: Count, *, limits: bool = True) -> str:
    rates = [rate(each.spasms, each.known_days, each.days) if limits and each.days else None for each in (now, before)]
    return wording.how_often(now, before, *rates).text


def test_the_sentence_gives_count_days_rate_and_limits() -> None:
    assert said(Count(28, 26, 4, 0), Count(28, 25, 7, 0)) == (
        "4 spasms in the last 28 days, 26 days noted: about 1.1 a week; could be 0.29 to 2.8. "
        "The 28 days before: 7 spasms, 25 days noted: about 2.0 a week; could be 0.78 to 4.1."
    )


def test_one_spasm_before_is_said_in_the_singular() -> None:
    text = said(Count(28, 27, 14, 0), Count(28, 28, 1, 0))
    assert text.startswith("14 spasms in the last 28 days, 27 days noted: ")
    assert text.endswith("The 28 days before: 1 spasm, 28 days noted: about 0.25 a week; could be 0 to 1.4.")


def test_no_spasms_are_said_with_their_upper_limit() -> None:
    assert said(Count(28, 28, 0, 0), Count(28, 0, 0, 0)) == (
        "No spasms in the last 28 days, 28 days noted: 0 a week; could be up to 0.93."
    )


def test_no_spasms_before_are_said_with_their_upper_limit_too() -> None:
    text = said(Count(28, 28, 2, 0), Count(28, 28, 0, 0))
    assert text.endswith("The 28 days before: no spasms, 28 days noted: 0 a week; could be up to 0.93.")


def test_late_answers_are_counted_and_left_out_on_trial() -> None:
    assert wording.late(0, rate(2, 20, 20)) == ""
    assert wording.late(1, rate(2, 20, 20)) == (
        "1 of the days was answered more than 48 hours later. Without them: 0.70 a week; could be 0.08 to 2.6."
    )
    assert wording.late(25, None).endswith("Without them too few days are left for a rate.")


def test_before_the_limits_are_worked_out_they_are_left_out() -> None:
    assert said(Count(28, 26, 1, 0), Count(28, 2, 1, 0), limits=False) == (
        "1 spasm in the last 28 days, 26 days noted: about 0.27 a week. The 28 days before: too few noted."
    )


def test_three_known_days_give_no_rate_and_say_what_is_needed() -> None:
    assert said(Count(28, 3, 2, 0), Count(28, 0, 0, 0)) == (
        "Not enough days yet: 3 of 7 noted. 2 spasms on them so far. A rate needs 7 noted days out of the last 28."
    )
    assert "week" not in said(Count(28, 6, 6, 0), Count(28, 28, 9, 0))


def test_no_known_day_says_nothing_of_spasms() -> None:
    text = said(Count(28, 0, 0, 3), Count(28, 0, 0, 0))
    assert text == "Not enough days yet: 0 of 7 noted. A rate needs 7 noted days out of the last 28."


def test_left_out_spasms_are_told_in_singular_and_plural() -> None:
    assert wording.left_out(0) == ""
    assert wording.left_out(1) == "In the time shown, 1 spasm on a day without a check-in is not counted."
    assert wording.left_out(2) == "In the time shown, 2 spasms on days without a check-in are not counted."
    assert wording.so_far_today(1) == "Today is not over yet: 1 spasm so far is not counted."


def test_the_caption_says_what_the_limits_assume_and_gives_the_floor() -> None:
    now = Count(28, 26, 4, 0)
    text = wording.at_random(now, rate(4, 26, 28))
    assert "if spasms came at random" in text
    assert "If nothing happened on the 2 days not noted: 1.0 a week." in text
    assert "nothing happened" not in wording.at_random(Count(28, 28, 4, 0), rate(4, 28, 28))
    assert wording.at_random(now, None) == ""


@pytest.mark.parametrize(
    ("value", "up", "text"),
    [
        (0.0, None, "0"),
        (1.0769, None, "1.1"),
        (0.2934, False, "0.29"),
        (2.757, True, "2.8"),
        (2.8000000000000003, True, "2.8"),
        (2.9999999999999996, False, "3.0"),
        (9.96, None, "10"),
        (9.91, True, "10"),
        (12.01, True, "13"),
        (142.3, False, "140"),
        (0.0253, False, "0.02"),
        (0.0253, True, "0.03"),
        (0.0063, False, "0"),
        (0.0063, True, "0.01"),
        (0.004, None, "0.01"),
        (0.096, None, "0.10"),
        (0.096, True, "0.10"),
    ],
)
def test_limits_are_rounded_outward_to_two_figures_and_two_decimals(value: float, up: bool | None, text: str) -> None:
    assert wording.two_figures(value, up=up) == text


def test_nothing_said_is_banned() -> None:
    counts = [Count(28, known, spasms, 2) for known in (0, 3, 7, 28) for spasms in (0, 1, 9) if known or not spasms]
    for now in counts:
        found = rate(now.spasms, now.known_days, 28)
        texts = [wording.how_often(now, before, found).text for before in counts]
        texts += [wording.how_often(now, before, found, found).text for before in counts]
        texts += [
            wording.late(3, found),
            wording.at_random(now, found),
            wording.left_out(now.left_out),
            wording.so_far_today(3),
        ]
        for text in texts:
            assert not banned(text), text
            for word in ("risk", "safe", "because", "effect", "significant", "confidence"):
                assert word not in text.lower()
