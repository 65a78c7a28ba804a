"""Adherence: capped each day, free days free, nothing asked nothing said."""

from __future__ import annotations

from calfstretch.domain.adherence import adherence
from calfstretch.domain.session_load import session_load


def test_more_on_one_day_does_not_make_up_for_another() -> None:
    assert adherence([(3, 2), (0, 2)]) == (4, 2)
    assert adherence([(3, 2), (0, 2)]).percent == 50.0


def test_a_free_day_asks_for_nothing_and_counts_nothing() -> None:
    assert adherence([(1, 0), (1, 1)]) == (1, 1)


def test_nothing_asked_is_no_share() -> None:
    assert adherence([(1, 0)]).percent is None
    assert adherence([]).percent is None


def test_loads_of_activities_add_up() -> None:
    assert session_load([(7, 60), (3, 30)]) == 510
    assert session_load([]) == 0
