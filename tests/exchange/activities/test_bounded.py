"""How much one file may give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from calfstretch.domain.found import Found, FoundDrink, Refusal
from calfstretch.exchange.activities import bounded as module
from calfstretch.exchange.activities.bounded import bounded
from calfstretch.exchange.activities.watch import RefusedFile

DRINK = FoundDrink(at_utc=datetime(2024, 5, 1, tzinfo=UTC), ml=250)


def found(*what: Found | Refusal, trouble: bool = False) -> Iterator[Found | Refusal]:
    yield from what
    if trouble:
        raise RefusedFile("It ends too early.")


def test_few_go_through_as_they_are() -> None:
    some = [DRINK, Refusal("line 1", "No."), DRINK]
    assert list(bounded(found(*some))) == some


@pytest.mark.parametrize("trouble", [False, True])
def test_of_many_refusals_the_last_says_how_many_more_there_are(trouble: bool) -> None:
    given: list[Found | Refusal] = []
    many = [Refusal(f"line {at}", "No.") for at in range(module.MOST_REFUSALS + 7)]
    try:
        for one in bounded(found(*many, DRINK, trouble=trouble)):
            given.append(one)
    except RefusedFile:
        assert trouble
    assert len(given) == module.MOST_REFUSALS + 2
    assert isinstance(given[-1], Refusal) and given[-1].sentence.startswith("7 more")


def test_more_than_any_real_file_gives_is_refused_after_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FOUND", 3)
    given = []
    with pytest.raises(RefusedFile):
        for one in bounded(found(*[DRINK] * 5)):
            given.append(one)
    assert len(given) == 3
