"""Holm's adjustment: in the order given, never below the plain p, never out of order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.insights.holm import holm

_P = st.lists(st.floats(0, 1), max_size=12)


@settings(max_examples=50)
@given(p=_P)
def test_adjusted_values_are_never_smaller_and_keep_the_order(p: list[float]) -> None:
    adjusted = holm(p)
    assert all(plain <= high <= 1 for plain, high in zip(p, adjusted, strict=True))
    pairs = sorted(zip(p, adjusted, strict=True))
    assert [high for _, high in pairs] == sorted(adjusted)


@settings(max_examples=50)
@given(p=_P, mixed=st.randoms())
def test_the_order_of_the_notes_makes_no_difference(p: list[float], mixed: object) -> None:
    places = list(range(len(p)))
    mixed.shuffle(places)  # type: ignore[attr-defined]
    assert holm([p[place] for place in places]) == [holm(p)[place] for place in places]


@settings(max_examples=50)
@given(p=_P, more=st.floats(0, 1))
def test_one_more_note_never_makes_another_easier_to_name(p: list[float], more: float) -> None:
    assert all(with_more >= plain for with_more, plain in zip(holm([*p, more]), holm(p), strict=False))


def test_one_note_alone_keeps_its_p_and_none_give_none() -> None:
    assert holm([0.03]) == [0.03]
    assert holm([]) == []
