"""Every sentence Insights can say of its numbers, produced: each is whole, and none says what a diary cannot show."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

import pytest

from calfstretch.domain.exposures import DAY_EXPOSURES, RUN_EXPOSURES, Exposure, Unit
from calfstretch.insights import comparison_words, days_to_answer, on_feet, together, wording
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.days_to_answer import Answer
from calfstretch.insights.frequency import rate
from calfstretch.insights.on_feet import FeetRate, Per
from calfstretch.insights.series import Count
from calfstretch.insights.together import Together
from tests.insights.every_sentence import BROKEN, HearsSentences
from tests.messages import PACKAGE, messages_of
from tests.test_wording import banned_of_numbers

TAGS = (
    Exposure("tag:Garden work", Unit.DAY, 0, "Garden work"),
    Exposure("tag:Café {x} %s", Unit.DAY, 1, "Café {x} %s"),
)
EXPOSURES = (*DAY_EXPOSURES, *RUN_EXPOSURES, *TAGS)
LINES = (None, 1500.0, 6.5, 27.0, 12_345.678)
# ratio, low, high of the headline: from nothing to no bound
RATIOS = (
    (None, 2.2, None), (None, 1.0004, None), (None, 0.0, None), (None, 0.4, None), (0.0, 0.0, 0.4), (0.0, 0.0, 3.0),
    (3.1, 1.2, 8.0), (250.0, 40.0, 3e3), (1.004, 1.001, 1.01), (0.3, 0.1, 0.9), (0.001, 1e-4, 0.01), (1.0, 0.5, 2.0),
)  # fmt: skip
COUNTS = (
    (0, 0, 0, 0),
    (1, 1, 0, 10),
    (0, 10, 1, 32),
    (12, 60, 0, 40),
    (0, 40, 12, 60),
    (23, 31, 18, 44),
    (5, 20, 0, 0),
    (0, 0, 5, 20),
)


def _result(ratio: float | None, low: float | None, high: float | None) -> Result:
    return Result(
        ratio=ratio, low=low, high=high, windowed=True, crude_ratio=ratio, exact_low=low or 0.0, exact_high=high,
        widened_low=low or 0.0, widened_high=high, p_central=0.5, p_mid=0.4, z=1.0, p_shift=0.01, p_adjusted=0.02,
        design_effect=1.2, dispersion=1.1, windows=3, seed=1,
    )  # fmt: skip


def _status(result: Result) -> Status:
    if result.low is not None and result.low > 1:
        return Status.MORE
    return Status.LESS if result.high is not None and result.high < 1 else Status.NO_CLEAR_DIFFERENCE


def _counts(a: int, t1: int, b: int, t0: int, known: int = 60, asked: int = 70, left_out: int = 3) -> Counts:
    return Counts(
        episodes_with=a, units_with=t1, episodes_without=b, units_without=t0, left_out=left_out,
        known_days=known, asked_days=asked,
    )  # fmt: skip


def _comparisons() -> Iterator[Comparison]:
    for exposure, counts in product(EXPOSURES, COUNTS):
        for known, few in product((0, 30, 70), (False, True)):
            missing = _counts(*counts, known=known)
            yield Comparison(exposure=exposure, status=Status.NOT_ENOUGH, counts=missing, too_few_orders=few)
        for n, numbers in enumerate(RATIOS):
            result, left_out = _result(*numbers), n % 3
            yield Comparison(
                exposure=exposure,
                status=_status(result),
                counts=_counts(*counts, left_out=left_out),
                result=result,
                line=LINES[n % len(LINES)],
                by_minutes=left_out == 0,
            )


def _of_comparisons() -> Iterator[str]:
    for each in _comparisons():
        yield comparison_words.sentence(each)
        name = comparison_words.names(each)
        yield f"{name.heading}."
        yield f"Between {name.yes} and {name.no}."
        if each.result is not None:
            yield comparison_words.counts_words(each)
    yield comparison_words.caution()
    yield comparison_words.half_a_year()
    yield from (comparison_words.status_words(status) for status in Status)
    for days, weeks in ((None, None), (0, 1), (0, 3), (5, 1), (5, 12)):
        look = None if weeks is None else date(2026, 12, 1)
        yield days_to_answer.answer_words(Answer(next(_comparisons()), days, look, weeks))


def _of_how_often() -> Iterator[str]:
    counts = [
        Count(28, known, spasms if known else 0, left_out, paused)
        for known, spasms, left_out, paused in product((0, 1, 6, 7, 27, 28), (0, 1, 2, 90), (0, 1, 4), (0, 1))
        if known + paused <= 28
    ]
    for now in counts:
        limits = rate(now.spasms, now.known_days, now.asked_days)
        for before in (counts[0], counts[-1], Count(28, 3, 0, 0), Count(28, 20, 1, 0), Count(28, 20, 0, 0)):
            before_limits = rate(before.spasms, before.known_days, before.asked_days)
            yield wording.how_often(now, before, limits, before_limits).text
            yield wording.how_often(now, before, None).text
        yield wording.at_random(now, limits)
        yield wording.late(now.left_out, limits)
        yield wording.left_out(now.left_out)
        yield wording.so_far_today(now.spasms)


def _on_feet() -> Iterator[str]:
    rates = ((None, None, None), (0.0, 0.0, 0.5), (1.0, 0.9, 1.1), (123.456, 99.9, 150.1))
    for per, limits, spasms, days, left_out in product(Per, rates, (0, 1, 2), (0, 1, 9), (0, 1, 2)):
        yield on_feet.feet_words(FeetRate(per, spasms, 4.2, days, left_out, *limits))


def _together() -> Iterator[str]:
    for runs, either in product((False, True), (0, 1, 50)):
        pair = Together("a", "b", 60, either, either, 50)
        yield together.together_words(pair, "hot days", "days with a run", runs=runs)


PRODUCERS: tuple[Callable[[], Iterator[str]], ...] = (_of_comparisons, _of_how_often, _on_feet, _together)
_MODULES = ("comparison_words", "days_to_answer", "on_feet", "together", "wording")


def test_every_sentence_is_whole_and_says_nothing_a_diary_cannot_show(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = HearsSentences(monkeypatch, [importlib.import_module(f"calfstretch.insights.{name}") for name in _MODULES])
    said = {sentence for produce in PRODUCERS for sentence in produce() if sentence}
    assert len(said) > 1000
    # the braces are a tag's own, which stand there as they were typed
    whole = {sentence: sentence.replace("Café {x} %s", "Café") for sentence in said}
    broken = [sentence for sentence, plain in whole.items() if BROKEN.search(plain)]
    assert not broken, broken[:5]
    # words do not depend on the numbers between them
    alike = {re.sub(r"\d+", "1", sentence) for sentence in said}
    banned = [f"{words}: {sentence}" for sentence in alike if (words := banned_of_numbers(sentence))]
    assert not banned, banned[:5]
    small = [sentence for sentence in said if sentence[0].islower()]
    assert not small, small[:5]
    never = [
        f"{message.where}: {message.forms[0]}"
        for name in _MODULES
        for message in messages_of(PACKAGE / "insights" / f"{name}.py")
        if not heard.all_of(message.forms)
    ]
    assert not never, f"never produced here: {never}"
