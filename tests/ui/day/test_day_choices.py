"""What a click on a chip means for the items of a day, without Qt: everything can be said and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import MINERALS, SALT_FORMS, DayItem, Item
from calfstretch.ui.day import choices

DAY = date(2026, 11, 21)


def items(**values: str) -> dict[str, DayItem]:
    named = {name.replace("tag_", "tag:").replace("_shoes", " shoes"): value for name, value in values.items()}
    return {name: DayItem(day=DAY, item=name, value=value) for name, value in named.items()}


def after(known: dict[str, DayItem], changed: choices.Values) -> dict[str, DayItem]:
    merged: choices.Values = {**{name: item.value for name, item in known.items()}, **changed}
    return {name: DayItem(day=DAY, item=name, value=value) for name, value in merged.items() if value is not None}


@pytest.mark.parametrize(
    ("value", "chips"),
    [("no", ("none",)), ("yes", ("yes",)), ("tablet;sodium", ("tablet", "sodium")), ("drink", ("drink",))],
)
def test_salts_as_they_stand_are_shown(value: str, chips: tuple[str, ...]) -> None:
    assert choices.salts(items(salts=value)) == chips


@settings(max_examples=50)
@given(st.lists(st.sampled_from((choices.NONE, *SALT_FORMS, *MINERALS)), max_size=8))
def test_any_row_of_clicks_on_salts_is_shown_as_it_is_stored(clicks: list[str]) -> None:
    known: dict[str, DayItem] = {}
    for click in clicks:
        shown = choices.salts(known)
        pressed = tuple(word for word in shown if word != click) if click in shown else (*shown, click)
        value = choices.salts_noted(shown, pressed)
        known = {} if value is None else items(salts=value)
        assert (click in choices.salts(known)) == (click not in shown)
        assert choices.NONE not in choices.salts(known) or len(choices.salts(known)) == 1


@settings(max_examples=50)
@given(st.lists(st.sampled_from((choices.HEELS, choices.NO_HEELS, *choices.footwear_tags())), max_size=8))
def test_any_row_of_clicks_on_footwear_is_shown_as_it_is_stored(clicks: list[str]) -> None:
    known: dict[str, DayItem] = {}
    for click in clicks:
        shown = choices.footwear(known)
        pressed = tuple(word for word in shown if word != click) if click in shown else (*shown, click)
        known = after(known, choices.footwear_noted(known, shown, pressed))
        assert (click in choices.footwear(known)) == (click not in shown)
        assert not {choices.HEELS, choices.NO_HEELS} <= set(choices.footwear(known))


@settings(max_examples=30)
@given(st.lists(st.sampled_from((choices.COOL, choices.USUAL, choices.HOT, None)), max_size=6))
def test_heat_is_shown_as_it_is_stored(clicks: list[str | None]) -> None:
    known: dict[str, DayItem] = {}
    for click in clicks:
        known = after(known, choices.heat_noted(known, click))
        assert choices.heat(known) == click
        assert (known[Item.HOT_DAY].value == "yes") == (click == choices.HOT) if click else Item.HOT_DAY not in known


def test_a_tag_written_in_other_letters_is_the_same_chip() -> None:
    known = items(**{"tag_FLAT_shoes": "yes"})
    assert choices.footwear(known) == ("Flat shoes",)
    assert choices.footwear_noted(known, ("Flat shoes",), ()) == {"tag:FLAT shoes": None}


def test_a_shoe_noted_with_no_stands_among_the_tags() -> None:
    assert choices.is_tag_row("tag:Barefoot", items(tag_Barefoot="no"))
    assert not choices.is_tag_row("tag:Barefoot", items(tag_Barefoot="yes"))
