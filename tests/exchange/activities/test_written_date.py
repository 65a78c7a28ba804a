"""Dates of services in every order and language they are written in."""

from __future__ import annotations

import contextlib
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.exchange.activities.written_date import _MONTHS, written_date

MAY = datetime(2022, 5, 29, 15, 53, 35)


@pytest.mark.parametrize(
    "text",
    [
        "May 29, 2022, 3:53:35 PM",
        "May 29, 2022, 3:53:35\u202fPM",
        "29 May 2022, 15:53:35",
        "29.05.2022, 15:53:35",
        "29.5.2022, 15:53:35",
        "29. Mai 2022, 15:53:35",
        "29 mei 2026, 15:53:35".replace("2026", "2022"),
        "29 mai 2022 à 15:53:35",
        "29 may 2022 15:53:35",
        "29 may. 2022, 3:53:35 p. m.",
        "29 mag 2022, 15:53:35",
        "29 de mai. de 2022 15:53:35",
        "29/05/2022 15:53:35",
        "05/29/2022 3:53:35 PM",
        "29-05-2022 15:53:35",
        "29 maj 2022 15:53:35",
        "29. maj 2022 kl. 15.53.35",
        "29.5.2022 klo 15.53.35",
        "29. toukokuuta 2022 klo 15.53.35",
        "29. kvě 2022 15:53:35",
        "2022. máj. 29. 15:53:35",
        "29 Mayıs 2022 15:53:35",
        "29 мая 2022 г., 15:53:35",
        "29 трав. 2022 р., 15:53:35",
        "2022/05/29 15:53:35",
        "2022年5月29日 15:53:35",
        "2022年5月29日 下午3:53:35",
        "2022. 5. 29. 오후 3:53:35",
        "2022-05-29 15:53:35",
        "2022-05-29T15:53:35Z",
    ],
)
def test_one_afternoon_in_every_language(text: str) -> None:
    assert written_date(text) == MAY


@pytest.mark.parametrize("words", _MONTHS.values(), ids=list(_MONTHS))
def test_every_month_of_every_language_is_itself(words: str) -> None:
    months = [written_date(f"3 {word} 2024, 10:00:00").month for word in words.split()]
    assert months == list(range(1, 13))


@pytest.mark.parametrize(
    ("text", "hour"), [("12:00:00 AM", 0), ("12:30:00 PM", 12), ("1:00:00 AM", 1), ("11:59:59 PM", 23)]
)
def test_midnight_and_noon_of_a_twelve_hour_clock(text: str, hour: int) -> None:
    assert written_date(f"Sep 12, 2018, {text}").hour == hour


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Feb 30, 2024, 10:00:00 AM",
        "2024-13-01 10:00:00",
        "May 1, 2024, 13:00:00 PM",
        "May 1, 2024, 0:30:00 PM",
        "May 1, 2024",
        "May 1, 24, 10:00:00 AM",
        "01.05.24 10:00:00",
        "Foo 1, 2024, 10:00:00 AM",
        "1 Apr May 2024 10:00:00",
        "2024-05-01 10:00:00 +0200",
        "May 1, 10000, 10:00:00 AM",
        "9" * 5000,
        "1" * 60 + " May 2024",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        written_date(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=70) | st.text("0123456789 :./,-AaPpMmJunMay", max_size=40))
def test_no_text_raises_anything_else(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert written_date(text).tzinfo is None
