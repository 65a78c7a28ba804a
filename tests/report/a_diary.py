"""Made-up diaries for the page: few days in a line, with what a test needs said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from calfstretch.domain.coverage import Coverage
from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import DiaryFacts, SpasmFacts
from calfstretch.domain.episode import stands_in_night
from calfstretch.domain.moment import Moment, local_moment
from calfstretch.domain.person import Programme
from calfstretch.domain.report_facts import HoldFacts, ReportFacts, SessionFacts
from calfstretch.domain.routine import DAILY, TargetOrigin
from calfstretch.report.content import Included, PageContent, page_content

FIRST = date(2026, 8, 31)  # a Monday
EVERYTHING = Included(name=True, notes=True, own_words=True, about_you=True, appendix=True, large_print=True)


def day(n: int) -> date:
    """The n-th day of the diary, from 0."""
    return FIRST + timedelta(days=n)


def diary(
    said: str,
    spasms: Iterable[SpasmFacts] = (),
    *,
    paused: Sequence[int] = (),
    done: str = "",
    programmes: Sequence[Programme] = (),
    **more: Any,
) -> DiaryFacts:
    """A diary of so many ended days.

    Args:
        said: a letter a day: "." recorded, "?" not recorded.
        paused: days inside a pause.
        done: a digit a day: done sessions; shorter than `said` = none on the rest.
    """
    spasms = tuple(sorted(spasms, key=lambda each: each.at.utc))
    days = []
    for n, letter in enumerate(said):
        of_day = sum(spasm.day == day(n) for spasm in spasms)
        days.append(
            DayFacts(day(n), letter == ".", of_day, stretches=int((done + "0" * len(said))[n]), paused=n in paused)
        )
    facts = DiaryFacts(
        today=day(len(said)),
        days=tuple(days),
        late=frozenset(),
        items={},
        spasms=spasms,
        activities=(),
        coverage=Coverage(
            today=day(len(said)),
            checked_in=frozenset(each.day for each in days if each.known),
            first_use=FIRST,
            pauses=tuple((day(n), day(n)) for n in paused),
        ),
        programmes=tuple(programmes),
    )
    return facts._replace(**more)


def at(n: int, hour: float) -> Moment:
    """An hour of the n-th day, above 24 in its night."""
    return local_moment(datetime.combine(day(n), datetime.min.time()) + timedelta(hours=hour))


def spasm(n: int, hour: float = 26.0, until: float | None = None, **said: Any) -> SpasmFacts:
    """A spasm at an hour of the n-th day, or in an interval."""
    begin, end = at(n, hour), None if until is None else at(n, until)
    night = stands_in_night(day(n), begin, end, said.get("context"), said.get("minutes_awake"))
    whole = end is not None and end.seconds_since(begin) >= 22 * 3600
    return SpasmFacts(f"spasm {n} {hour}", day(n), begin, end, night=night, whole_day=whole, **said)


def programme(first: int = 0, last: int | None = None, **more: Any) -> Programme:
    """Daily by therapist, unless said otherwise."""
    given = {"id": f"programme {first}", "routine_id": "r", "origin": TargetOrigin.THERAPIST} | more
    return Programme(first_day=day(first), last_day=None if last is None else day(last), **given)


def sessions(done: str, source: str = "timer") -> tuple[SessionFacts, ...]:
    """The sessions of `diary(done=…)`."""
    return tuple(
        SessionFacts(f"{n}/{k}", day(n), source, True) for n, digit in enumerate(done) for k in range(int(digit))
    )


def hold(n: int, leg: str, held_s: float, target_s: float = 30) -> HoldFacts:
    """One attempt."""
    return HoldFacts(day(n), leg, target_s, held_s, "done" if held_s >= target_s else "stopped")


def report(**said: Any) -> ReportFacts:
    """What the page needs besides, with the daily routine for programmes."""
    return replace(ReportFacts(routines={"r": DAILY}), **said)


def page(
    facts: DiaryFacts, more: ReportFacts | None = None, included: Included | None = None, **how: Any
) -> PageContent:
    """The page of a made-up diary."""
    look = how.pop("look", None)
    return page_content(facts, more or report(), look, how.get("first"), how.get("last"), included)
