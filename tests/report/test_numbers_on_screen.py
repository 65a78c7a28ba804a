"""The numbers of the page are those of Insights: of the same days the same counts, bars, rates and sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.insights.before_after import marked_days
from calfstretch.insights.comparison_words import caution
from calfstretch.insights.document import document
from calfstretch.insights.period import period
from calfstretch.insights.series import Span, Step, bins
from calfstretch.insights.wording import two_figures
from calfstretch.report.content import Included, PageContent, Part
from calfstretch.ui import amounts
from calfstretch.ui.insights.goes_with.state import view
from calfstretch.ui.insights.goes_with.working import work_out
from tests.insights.made_up import facts, looked, made_up
from tests.report.a_diary import page

SEEDS = (1, 7, 23)


@pytest.fixture(scope="module", params=SEEDS)
def found(request: pytest.FixtureRequest) -> DiaryFacts:
    return facts(made_up(request.param, weeks=30, ratio=8), late=(3, 190, 195, 200))


@pytest.fixture(scope="module")
def shown(found: DiaryFacts) -> dict[str, Any]:
    """What the screen and `insights --json` tell."""
    return document(found, looked(found))


def of(span: Span, found: DiaryFacts, **how: Any) -> PageContent:
    days = period(found.days, span)
    return page(found, first=days.first, last=days.last, **how)


def text(content: PageContent, part: Part, label: str) -> str:
    block = content.block(part)
    assert block is not None
    return next(line.text for line in block.lines if line.label == label)


@pytest.mark.parametrize("span", Span)
def test_side_time_zones_and_what_was_tried(found: DiaryFacts, shown: dict[str, Any], span: Span) -> None:
    content, place, bad = of(span, found), shown["when"][span], shown["how_bad"][span]
    legs = place["legs"]
    assert text(content, Part.SPASMS, "Side").startswith(f"left {legs['left']}, right {legs['right']}, both")
    night = place["night"]["spasms"] + place["without_hour_night"]
    assert f") {night}, day {place['with_hour'] - place['night']['spasms']}" in text(content, Part.SPASMS, "Time")
    assert content.leg_map is not None
    assert [{"leg": leg, "zone": zone, "spasms": n} for (leg, zone), n in content.leg_map.zones.items()] == place[
        "zones"
    ]
    pain = bad["pain"]
    said = f"median {pain['middle']}, highest {pain['highest']} ({pain['said']} said)"
    assert text(content, Part.SPASMS, "Pain").startswith(said)
    assert text(content, Part.SPASMS, "Length").endswith(f"({bad['duration']['said']} said)")
    for each in bad["helped"]:
        label = "Stretch tried" if each["what"] == "stretch" else "Also tried"
        assert f"helped {each['yes']}" in text(content, Part.SPASMS, label) or not each["yes"]


def test_the_rate_of_everything_and_of_the_last_days(found: DiaryFacts, shown: dict[str, Any]) -> None:
    for content, told in (
        (page(found), shown["rate"]),
        (of(Span.FOUR_WEEKS, found), {**shown["last_28"], "per_week": shown["last_28"]["rate"]}),
    ):
        rate, low = two_figures(told["per_week"]), two_figures(told["low"], up=False)
        assert content.trend.lead.endswith(
            f"about {rate} a week; could be {low} to {two_figures(told['high'], up=True)}."
        )
        assert f" not recorded: {two_figures(told['floor'])} a week." in content.caption
    before, content = shown["before_28"], of(Span.FOUR_WEEKS, found)
    assert f"{before['spasms']} spasms on {before['known']} recorded days" in content.trend.rest
    assert f"about {two_figures(before['rate'])} a week" in content.trend.rest
    late = shown["last_28_without_late"]
    assert f"Without them: {two_figures(late['rate'])} a week" in content.late


def test_every_bar_is_a_bar_of_the_screen(found: DiaryFacts) -> None:
    screen = {each.first: each for each in bins(found.days, Step.WEEK)}
    for first in (None, found.days[-84].day, found.days[-100].day):
        chart = page(found, first=first).chart
        assert chart is not None and chart.step is Step.WEEK
        assert [bar.value for bar in chart.bars] == [screen[bar.first].spasm_rate for bar in chart.bars]
        assert [bar.known_days for bar in chart.bars] == [screen[bar.first].count.known_days for bar in chart.bars]


def test_the_look_is_told_in_the_sentences_of_the_screen(found: DiaryFacts) -> None:
    standing = looked(found)
    assert standing.look is not None
    content = page(found, included=Included(own_words=True), look=standing.look)
    block = content.block(Part.NOTED_WITH)
    assert block is not None
    shown = view(work_out(found, standing))
    mentioned = [row for each in shown.lists[:2] for row in each.rows] if len(shown.lists) > 2 else []
    named = {line.label.removesuffix(":"): line.text for line in block.lines}
    for row in mentioned:
        if row.name in named:
            assert row.sentence == named[row.name]
    assert caution() in block.small
    stood_out = [each for each in standing.look.comparisons if each.is_mentioned]
    assert len(stood_out) == sum(line.text.startswith(("About", "At least", "All")) for line in block.lines)


def test_water_is_in_the_unit_of_the_screen(found: DiaryFacts) -> None:
    standing = looked(found)
    amounts.use("fl_oz")
    try:
        told = "\n".join(page(found, included=Included(appendix=True), look=standing.look).texts())
    finally:
        amounts.use("l")
    assert "under 50.7 fl oz of water" in told
    assert "1.5 L" not in told


def test_what_began_is_marked_where_the_screen_marks_it(found: DiaryFacts) -> None:
    chart = page(found).chart
    assert chart is not None
    assert len(chart.marks) == len(marked_days(found)) == 1
    place = chart.marks[0].at
    bar = chart.bars[int(place)]
    assert bar.first + timedelta(days=round(7 * (place - int(place)))) == marked_days(found)[0].day
