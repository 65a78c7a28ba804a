"""Every sentence the page can say, produced: each is whole, and none says what a diary cannot show."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from calfstretch.domain.conditions import KNOWN
from calfstretch.domain.day import ActivityKind
from calfstretch.domain.diary_facts import ActivityFacts, ChangeFacts, DiaryFacts, SpasmFacts
from calfstretch.domain.episode import Context, DurationBand, Helped, Tried, Zone
from calfstretch.domain.exposures import DAY_EXPOSURES, RUN_EXPOSURES, Exposure
from calfstretch.domain.person import EVERY_WEEKDAY, Profile, Question, SafetyAnswer
from calfstretch.domain.red_flags import RED_FLAGS
from calfstretch.domain.report_facts import HoldFacts, NoteFacts, ReportFacts, SessionFacts, TaggedPause
from calfstretch.domain.routine import DAILY, LegOrder, Routine, TargetOrigin, Variant
from calfstretch.insights.comparison import Comparison, Counts, Result, Status
from calfstretch.insights.look import LookResult
from calfstretch.report.content import Included, PageContent, page_content
from tests.insights.every_sentence import BROKEN, HearsSentences
from tests.messages import PACKAGE, messages_of
from tests.report.a_diary import at, day, diary, programme, spasm
from tests.test_wording import banned, banned_of_numbers

_MODULES = ("content", "noted", "shown_days", "spasms", "stretching", "tables", "time_chart", "trend")
_PAGES = 130
Ratios = tuple[tuple[float | None, float, float | None], ...]
_RATIOS: Ratios = (
    (3.1, 1.2, 8.0),
    (0.3, 0.1, 0.9),
    (1.0, 0.5, 2.0),
    (None, 2.2, None),
    (None, 0.4, None),
    (0.0, 0.0, 0.4),
)
_UNCLEAR: Ratios = ((1.0, 0.5, 2.0), (None, 0.4, None))
_NOTE_KINDS = ("day_items", "episodes", "suspected", "sessions", "activities")


def _diary(rng: random.Random, days: int) -> DiaryFacts:
    known = rng.choice((1.0, 0.9, 0.5, 0.05, 0.0))
    said = "".join("." if rng.random() < known else "?" for _ in range(days))
    rate = rng.choice((0.0, 0.02, 0.3, 1.0)) if days < 400 else 0.02
    spasms = [_spasm(rng, n) for n in range(days + 1) if rng.random() < rate] if rng.random() < 0.9 else []
    spasms += [_spasm(rng, 0)] if days and rng.random() < 0.2 else []
    done = "".join(rng.choice("00123") for _ in range(days)) if rng.random() < 0.7 else ""
    held = [_programme(rng, days) for _ in range(rng.choice((0, 1, 1, 2, 5, 7)))]
    changes = [ChangeFacts(str(n), day(rng.randrange(days + 1)), "New shoes") for n in range(rng.choice((0, 1, 8, 9)))]
    begin = rng.randrange(days) if days else 0
    return diary(
        said, spasms, done=done, programmes=sorted(held, key=lambda each: each.first_day),
        paused=range(begin, begin + rng.choice((0, 1, 5))),
        changes=tuple(sorted(changes, key=lambda change: change.day)),
        activities=tuple(_activity(rng, days) for _ in range(rng.choice((0, 1, 40)))),
        late=frozenset(day(n) for n in range(days) if said[n] == "." and rng.random() < 0.1),
    )  # fmt: skip


def _spasm(rng: random.Random, n: int) -> SpasmFacts:
    until = rng.choice((None, None, None, 1.0, 9.0, 24.0))
    hour = 4.0 if until == 24.0 else rng.choice((9.0, 17.5, 22.0, 25.0))
    leg = rng.choice((None, "left", "right", "both"))
    zones = tuple(f"{leg}:{zone}" for zone in rng.sample(list(Zone), rng.randrange(3))) if leg else ()
    tried = tuple((str(what), rng.choice(("", *Helped))) for what in rng.sample(list(Tried), rng.randrange(3)))
    return spasm(
        n, hour, None if until is None else hour + until, leg=leg, zones=zones, tried=tried,
        pain=rng.choice((None, 0, 6, 10)), duration_s=rng.choice((None, None, 38.0, 4000.0)),
        duration_band=rng.choice((None, *DurationBand, *[DurationBand.OVER_10] * 4)),
        eased_after_s=rng.choice((None, 40.0)), context=rng.choice((None, *Context)),
        minutes_awake=rng.choice((None, 0, 15)),
    )  # fmt: skip


def _programme(rng: random.Random, days: int):
    first = rng.randrange(-5, days + 5)
    return programme(
        first, rng.choice((None, first + 9, first + 60)), times_a_day=rng.choice((1, 1, 3)),
        weekdays=rng.choice((EVERY_WEEKDAY, EVERY_WEEKDAY, (1, 4), (1, 2, 3))), routine_id=rng.choice("rsx"),
        origin=rng.choice((TargetOrigin.PERSON, TargetOrigin.THERAPIST)), note=rng.choice(("", "Slowly")),
    )  # fmt: skip


def _activity(rng: random.Random, days: int) -> ActivityFacts:
    n = rng.randrange(days + 1)
    return ActivityFacts(
        f"{rng.random()}", day(n), at(n, rng.choice((8.8, 17.3))), rng.choice(list(ActivityKind)), 60.0
    )


def _report(rng: random.Random, facts: DiaryFacts) -> ReportFacts:
    days = len(facts.days)

    def some(n: int = 12) -> range:
        return range(rng.choice((0, 1, n)))

    def any_day():
        return day(rng.randrange(days + 1))

    target = rng.choice((None, 30.0))
    answers = [
        SafetyAnswer(
            at=at(rng.randrange(days + 1), 10), flag=rng.randrange(14) + 1, answer=rng.choice(("yes", "no", "not_sure"))
        )
        for _ in some(9)
    ]
    first = rng.randrange(days + 1)
    reason = rng.choice(("", "ill", "travel", "Flu"))
    return ReportFacts(
        sessions=tuple(
            SessionFacts(str(n), each.day, rng.choice(("timer", "typed", "imported")), rng.random() < 0.8)
            for each in facts.days
            for n in range(each.stretches)
        ),
        holds=tuple(
            HoldFacts(any_day(), rng.choice(("left", "right")), target or rng.choice((30.0, 45.0)), 29.96, "done")
            for _ in some()
        ),
        routines={"r": DAILY, "s": Routine("Mine", rounds=3, leg_order=LegOrder.LEFT_ONLY, variant=Variant.SEATED)},
        late_spasms=frozenset(each.id for each in facts.spasms[:1]),
        notes=tuple(NoteFacts(any_day(), rng.choice(_NOTE_KINDS), str(n), "A note") for n in some()),
        questions=tuple(Question(text=rng.choice(("Why at night?", "A long one. " * 60))) for _ in some(8)),
        safety=tuple(answers),
        pauses=(TaggedPause(day(first), day(first + 4), reason),) if days > 8 else (),
        profile=rng.choice((None, Profile(name="Ada", conditions="\n".join(KNOWN)), Profile(conditions="My knee"))),
    )


def _look(rng: random.Random, facts: DiaryFacts) -> LookResult:
    exposures = (*DAY_EXPOSURES, *RUN_EXPOSURES, Exposure("tag:Garden", name="Garden"), Exposure("tag:x", name="Tea"))
    ratios = rng.choice((_RATIOS, _UNCLEAR, ()))
    return LookResult(
        number=2, origin=day(0), through=day(55), due=day(56), computed_on=facts.today, known_days=rng.choice((1, 50)),
        asked_days=56, episodes=20, episodes_left_out=1,
        comparisons=tuple(_comparison(rng, each, ratios) for each in exposures),
    )  # fmt: skip


def _comparison(rng: random.Random, exposure: Exposure, ratios: Ratios) -> Comparison:
    counts = Counts(
        episodes_with=rng.randrange(20), units_with=rng.choice((0, 20)), episodes_without=rng.randrange(9),
        units_without=30, left_out=2, known_days=50, asked_days=56,
    )  # fmt: skip
    if rng.random() < 0.4 or not ratios:
        return Comparison(exposure=exposure, status=Status.NOT_ENOUGH, counts=counts)
    ratio, low, high = rng.choice(ratios)
    result = Result(
        ratio=ratio, low=low, high=high, windowed=True, crude_ratio=ratio, exact_low=low, exact_high=high,
        widened_low=low, widened_high=high, p_central=0.5, p_mid=0.4, z=1.0, p_shift=0.01, p_adjusted=0.02,
        design_effect=1.2, dispersion=1.1, windows=3, seed=1,
    )  # fmt: skip
    status = Status.MORE if low > 1 else Status.LESS if high is not None and high < 1 else Status.NO_CLEAR_DIFFERENCE
    return Comparison(exposure=exposure, status=status, counts=counts, result=result, line=1500.0)


def pages() -> Iterator[PageContent]:
    """Pages of all kinds of diaries, with all kinds of ticks."""
    for seed in range(_PAGES):
        rng = random.Random(seed)
        facts = _diary(rng, 2200 if seed == 1 else 460 if seed < 9 else rng.choice((0, 3, 8, 13, 30, 60, 90)))
        ticks = Included(*(rng.random() < 0.7 for _ in range(9)))
        first = rng.choice((None, None, facts.today - timedelta(days=rng.choice((3, 9, 28)))))
        last = rng.choice((None, None, facts.today - timedelta(days=2)))
        look = rng.choice((None, _look(rng, facts)))
        yield page_content(facts, _report(rng, facts), look, first, last, ticks)


def test_every_sentence_of_the_page_is_whole_and_says_nothing_a_diary_cannot_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = HearsSentences(monkeypatch, [importlib.import_module(f"calfstretch.report.{name}") for name in _MODULES])
    # of many bars the dates are numbers alone, and words do not depend on the numbers between them
    said = {re.sub(r"\d+", "1", text) for content in pages() for text in content.texts()}
    assert len(said) > 1000
    broken = [sentence for sentence in said if BROKEN.search(sentence)]
    assert not broken, broken[:5]
    quoted = {flag.short for flag in RED_FLAGS} | {re.sub(r"\d+", "1", flag.short) for flag in RED_FLAGS}
    wrong = []
    for sentence in said:
        plain = sentence
        for words in quoted:
            plain = plain.replace(words, "")
        wrong += [f"{words}: {sentence}" for words in [", ".join(banned(plain) + banned_of_numbers(plain))] if words]
    assert not wrong, wrong[:5]
    never = [
        f"{message.where}: {message.forms[0]}"
        for name in _MODULES
        for message in messages_of(PACKAGE / "report" / f"{name}.py")
        if not heard.all_of(message.forms)
    ]
    assert not never, f"never produced here: {never}"


def test_the_diary_is_never_said_to_be_reviewed() -> None:
    content = next(pages())
    said = [text for text in content.texts() if re.search("review|approv|clinician", text)]
    assert said and all("Not reviewed by a clinician." in text for text in said)
