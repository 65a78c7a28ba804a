"""Before and after in words: the warning word for word, what is missing, and never that something helped."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.before_after import BeforeAfter, before_after, marked_days
from calfstretch.ui.insights.before_after import state
from tests.test_wording import banned
from tests.ui.insights.invented_facts import TODAY, invented


def newest(*, days: int = 200, at: int = 100, rate: float = 0.6, later: float = 0.5, seed: int = 3) -> BeforeAfter:
    diary = invented(days, rate=rate, later=later, changes={at: "new shoes"}, seed=seed)
    return before_after(diary, marked_days(diary)[-1])


def test_the_warning_stands_word_for_word() -> None:
    assert state.warning() == (
        "People usually start after a bad patch, and bad patches tend to pass by themselves. "
        "In trials, people on dummy treatment also had about a quarter fewer cramps."
    )


def test_both_rates_and_that_it_could_be_chance() -> None:
    found = newest()
    said = state.lead(found)
    assert re.fullmatch(r"[\d.]+ a week before, [\d.]+ a week after\.", said.lead)
    assert said.rest.startswith(" Could be chance. After it ")
    assert "could be anywhere from" in said.rest


def test_none_after_and_none_before_are_worded_without_a_ratio() -> None:
    none_after = newest(later=0.0, rate=1.5)
    assert "None after; it could be up to" in state.lead(none_after).rest
    diary = invented(200, changes={100: "x"}, rate=0.6)
    turned = diary._replace(
        days=tuple(
            day if day.day >= TODAY - timedelta(days=100) else type(day)(day=day.day, known=True) for day in diary.days
        )
    )
    none_before = before_after(turned, marked_days(turned)[0])
    assert "None before, so no ratio; after it at least" in state.lead(none_before).rest


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (newest(days=60, at=40, rate=2), "of 28 noted days after it"),
        (newest(days=60, at=40, rate=2), "Enough days about"),
        (newest(days=60, at=10, rate=2), "The diary reaches back 10 days before it"),
        (newest(rate=0.05), "of 10 spasms in all."),
        (newest(days=150, at=100, rate=0.05), "Both sides still grow, up to 84 days each."),
        (newest(days=60, at=60, rate=2), "0 of 28 noted days after it"),
    ],
)
def test_what_is_missing_is_said(found: BeforeAfter, words: str) -> None:
    said = state.lead(found)
    assert said.lead == "Not enough to compare yet"
    assert words in said.text
    shown = [said.text, state.side_words(found), *(c for t in state.numbers(found) for row in t.rows for c in row)]
    assert not any("a week" in text for text in shown)


def test_a_programme_and_a_change_of_one_day_are_named_together() -> None:
    diary = invented(100, changes={40: "new shoes"}, programmes=(40, 60))
    first, second = marked_days(diary)
    assert state.name(first) == "new shoes; a stretching programme begins"
    assert state.heading(first, TODAY).endswith(": New shoes; a stretching programme begins")
    assert state.heading(second, TODAY).endswith(": A stretching programme begins")
    assert state.others_words(before_after(diary, first), TODAY).startswith("Also in these days: a stretching")


def test_a_long_name_is_short_on_its_chip_and_whole_in_the_heading() -> None:
    text = "Stopped tablet B after talking to the doctor\nabout the night cramps"
    diary = invented(100, changes={40: text})
    (marked,) = marked_days(diary)
    assert len(state.chip(marked, TODAY)) < 50
    assert state.chip(marked, TODAY).endswith("…")
    assert state.heading(marked, TODAY).endswith(text)


_DIARIES = st.builds(
    lambda days, share, rate, later, seed: newest(
        days=days, at=min(days, round(share * days)), rate=rate, later=later, seed=seed
    ),
    st.integers(1, 150),
    st.floats(0, 1),
    st.floats(0, 2),
    st.floats(0, 1.4),
    st.integers(0, 999),
)


@settings(max_examples=60)
@given(_DIARIES)
def test_every_sentence_keeps_to_the_word_list(found: BeforeAfter) -> None:
    sentences = [
        state.lead(found).text,
        state.side_words(found),
        state.others_words(found, TODAY),
        state.left_out_words(found),
        *state.what_it_is(),
        *state.method(found),
        *(state.readout(side, after=True) for side in (found.before, found.after) if side is not None),
        *(cell for table in state.numbers(found) for row in table.rows for cell in row),
    ]
    assert [word for sentence in sentences for word in banned(sentence)] == []
    forbidden = re.compile(
        r"\b(helped|effect|because|risk|safe|significant|p-value|better|inf|nan|None\b(?! (before|after)))\b"
    )
    assert [sentence for sentence in sentences if forbidden.search(sentence)] == []
    assert all({len(row) for row in table.rows} == {len(table.headers)} for table in state.numbers(found))
