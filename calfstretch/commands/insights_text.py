"""Insights as plain lines: the sentences a person reads on the screen, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.before_after import BeforeAfter, before_after, marked_days
from calfstretch.insights.how_bad import how_bad, period_before
from calfstretch.insights.on_feet import feet_words
from calfstretch.insights.period import Period, period
from calfstretch.insights.series import Span, series
from calfstretch.insights.when import when
from calfstretch.journal import Journal
from calfstretch.journal.looks import Standing
from calfstretch.ui import amounts
from calfstretch.ui.insights.before_after import state as sides
from calfstretch.ui.insights.empty_words import empty_words, is_empty, span_words
from calfstretch.ui.insights.goes_with.state import View, view
from calfstretch.ui.insights.goes_with.working import work_out
from calfstretch.ui.insights.how_bad import words as bad
from calfstretch.ui.insights.how_often.state import overview
from calfstretch.ui.insights.when_where import state as place

# A young diary opens with four weeks, an older one with half a year, as the screen does.
_YOUNG_DAYS = 56
_WIDTH_PX = 800.0


def lines(facts: DiaryFacts, looked: Standing) -> list[str]:
    """A line for each sentence, a blank one between the parts."""
    if is_empty(facts.days):
        nothing = empty_words(len(facts.spasms))
        return [f"{nothing.heading}.", *nothing.lines]
    shown = period(facts.days, Span.FOUR_WEEKS if len(facts.days) < _YOUNG_DAYS else Span.SIX_MONTHS)
    span = dict(span_words())[shown.span]
    with_them = view(work_out(facts, looked))
    parts = (
        (_("How often"), _how_often(facts)),
        (_("When and where ({range})").format(range=span), _when_where(facts, shown)),
        (_("How bad, how long ({range})").format(range=span), _how_bad(facts, shown)),
        (with_them.heading, _goes_with(with_them)),
        (_("Before and after"), _before_after(facts)),
    )
    found: list[str] = []
    for heading, sentences in parts:
        found += ["", heading, *(sentence for sentence in sentences if sentence)]
    return found[1:]


def use_unit_of(journal: Journal) -> None:
    """Say water in the unit the person chose."""
    setting = journal.setting
    amounts.use(setting(amounts.UNIT_SETTING), setting(amounts.GLASS_SETTING, amounts.GLASS_ML))


def _how_often(facts: DiaryFacts) -> Iterator[str]:
    said = overview(facts, series(facts.days, Span.ALL, _WIDTH_PX), limits=True)
    yield said.sentence.text
    yield said.caption
    yield from said.notes


def _when_where(facts: DiaryFacts, shown: Period) -> Iterator[str]:
    found = when(facts, shown.first, shown.last)
    yield place.sentence(found).text
    yield place.counted(found)
    if len(found.spasms) <= place.FEW:
        yield from map(place.spasm_words, found.spasms)
        return
    yield place.loose_words(found.dial)
    yield from (f"{place.weekday_words(day)}." for day in found.weekdays)
    yield "" if place.says_no_place(found) else f"{place.leg_words(found.legs)}."
    places = sorted(found.zones.items(), key=lambda each: -each[1])
    yield from (f"{place.zone_words(leg, zone, n)}." for (leg, zone), n in places if n)
    yield place.zone_notes(found)
    if found.in_runs is None:
        yield place.no_run_words(found.runs)
        return
    yield place.runs_words(found.in_runs, found.runs)
    yield from map(place.placed_words, found.in_runs.placed if len(found.in_runs.placed) <= place.FEW else ())


def _how_bad(facts: DiaryFacts, shown: Period) -> Iterator[str]:
    found = how_bad(facts, shown.first, shown.last)
    days = period_before(facts, shown.first, shown.last)
    yield bad.lead(found).text
    yield bad.before_words(how_bad(facts, *days) if days is not None else None, found)
    yield bad.not_said_words(found)
    yield from bad.eased_words(found)


def _goes_with(shown: View) -> Iterator[str]:
    yield shown.lead.text
    yield from shown.notes
    for each in shown.lists:
        yield f"{each.heading}:"
        yield each.note
        # the heading says the status of each
        yield from (f"{row.name}: {row._replace(status='').spoken()}" for row in each.rows)
    if shown.runs is not None:
        yield f"{shown.runs.heading}:"
        yield shown.runs.note
        yield from (f"{row.name}: {row.spoken()}" for row in shown.runs.rows)
    yield shown.runs_note
    yield from shown.together
    yield from map(feet_words, shown.feet)


def _before_after(facts: DiaryFacts) -> Iterable[str]:
    marked = marked_days(facts)
    if not marked:
        yield _("No change is marked yet.")
        yield from sides.what_it_is()
    for each in marked:
        found: BeforeAfter = before_after(facts, each)
        yield f"{sides.heading(each, facts.today)}."
        yield sides.lead(found).text
        yield from (sides.side_words(found), sides.others_words(found, facts.today), sides.left_out_words(found))
    if marked:
        yield sides.warning()
        yield sides.warning_source()
