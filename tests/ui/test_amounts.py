"""Water in the unit the person chose: what is shown is read back as the same amount, and files never see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.ui import amounts
from calfstretch.ui.amounts import FL_OZ, LITRES, ML, UNITS, parse, unit_of

GLASSES = unit_of("glass", 200)


@pytest.fixture(autouse=True)
def usual_unit() -> Iterator[None]:
    amounts.use(None)
    yield
    amounts.use(None)


@pytest.mark.parametrize(
    ("key", "said"), [("l", "1.25 L"), ("ml", "1250 ml"), ("glass", "6.25 glasses"), ("fl_oz", "42.3 fl oz")]
)
def test_a_days_water_in_each_unit(key: str, said: str) -> None:
    assert amounts.amount(1250, unit_of(key)) == said


def test_one_glass_and_two() -> None:
    assert [amounts.amount(ml, GLASSES) for ml in (200, 400, 100)] == ["1 glass", "2 glasses", "0.5 glasses"]


@pytest.mark.parametrize(
    ("key", "said"), [("l", "200 ml"), ("ml", "200 ml"), ("glass", "1 glass"), ("fl_oz", "6.8 fl oz")]
)
def test_a_single_drink_where_days_are_in_litres_is_in_ml(key: str, said: str) -> None:
    amounts.use(key)
    assert amounts.drink(200) == said


@pytest.mark.parametrize(
    ("typed", "unit", "ml"),
    [
        ("2,5", LITRES, 2500), ("2.5", LITRES, 2500), ("2.500", LITRES, 2500), ("1250", LITRES, 1250),
        ("2.500", ML, 2500), ("1 500", ML, 1500), ("0", ML, 0), ("330", ML, 330),
        ("2.500", GLASSES, 500), ("3", GLASSES, 600), ("2 l", ML, 2000),
        ("250 ml", LITRES, 250), ("25 cl", LITRES, 250),
        ("3 glasses", LITRES, 600), ("10 fl oz", ML, 295.735), ("0,5", FL_OZ, 14.78675),
    ],
)  # fmt: skip
def test_amounts_are_understood_as_people_type_them(typed: str, unit: amounts.WaterUnit, ml: float) -> None:
    assert parse(typed, unit)[0] == pytest.approx(ml, abs=1e-6)


@pytest.mark.parametrize("typed", ["2.5", "0,3"])
def test_a_fraction_of_a_ml_is_no_amount(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        parse(typed, ML)


@pytest.mark.parametrize("typed", ["a lot", "3 buckets", "ml", "1e3", "nan", "--1"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse(typed)


def test_a_number_with_two_meanings_has_both() -> None:
    assert [round(ml) for ml in parse("12.500", FL_OZ)] == [370, 369669]


@settings(max_examples=50)
@given(st.floats(0, 20_000), st.sampled_from(UNITS), st.floats(20, 3000))
def test_shown_and_typed_again_it_is_the_same_within_the_digits_shown(ml: float, key: str, glass_ml: float) -> None:
    unit = unit_of(key, glass_ml)
    shown = amounts.typed(ml, unit)
    found = parse(shown, unit)
    half = 0.5 * 10.0**-unit.typed * unit.ml + 1e-6
    assert any(abs(value - ml) <= half for value in found)
    assert amounts.typed(found[0], unit) == shown or len(found) == 2


@settings(max_examples=50)
@given(st.text())
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    for key in UNITS:
        try:
            found = parse(typed, unit_of(key))
        except ValueError:
            continue
        assert all(value == value for value in found)
