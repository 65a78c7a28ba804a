"""What stands on the therapist's page: everything of a range of days, in words and numbers; no Qt."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch import __version__
from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.report_facts import ReportFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.how_bad import how_bad
from calfstretch.insights.look import LookResult
from calfstretch.insights.when import when
from calfstretch.insights.wording import Sentence
from calfstretch.report import noted, spasms, stretching, tables, time_chart, trend
from calfstretch.report.shapes import Bar as Bar
from calfstretch.report.shapes import Block as Block
from calfstretch.report.shapes import Chart as Chart
from calfstretch.report.shapes import Included as Included
from calfstretch.report.shapes import LegMap as LegMap
from calfstretch.report.shapes import Line as Line
from calfstretch.report.shapes import PageContent as PageContent
from calfstretch.report.shapes import Part as Part
from calfstretch.report.shapes import Table as Table
from calfstretch.report.shapes import Tick as Tick
from calfstretch.report.shown_days import ShownDays, shown_days, span_words
from calfstretch.ui import formats

LAST_DAYS = 84
"""How far back the page reaches where nothing else is asked for. Product choice: twelve weeks."""


def page_content(
    facts: DiaryFacts,
    more: ReportFacts,
    look: LookResult | None,
    first: date | None = None,
    last: date | None = None,
    included: Included | None = None,
) -> PageContent:
    """The page of a range of diary days. Ten years take about a tenth of a second.

    Args:
        facts: the whole diary.
        more: of the same diary, as of `journal.report_facts.read_report_facts`.
        look: the newest one, as of `journal.looks.Standing`; None = there is none, or it cannot be read.
        first, last: diary days, both included; None = from where the diary begins, to the last day that has ended. A
            day that has not ended counts for nothing yet.
        included: None = as it is where nobody ticked anything.
    """
    ticked = included or Included()
    shown = shown_days(facts, first, last)
    if shown is None:
        return _nothing(facts, more, first, last, ticked)
    found, place = trend.trend(facts, shown), when(facts, shown.first, shown.last)
    bad = how_bad(facts, shown.first, shown.last)
    # one paragraph where there are limits: lines are dear on one page
    caption, left_out = trend.caption(found), trend.left_out(facts, shown, found)
    blocks = (
        spasms.spasm_block(place, bad),
        spasms.nights_block(facts, place, shown),
        stretching.stretching_block(facts, more, shown, ticked),
        noted.noted_with_block(facts, look, ticked) if ticked.noted_with else None,
        noted.changes_block(noted.changes(facts, more, shown, ticked)),
        noted.safety_block(noted.safety_answers(more, shown)) if ticked.safety else None,
        *_person(more, ticked),
    )
    return PageContent(
        title=_title(),
        name=_name(more, ticked),
        first=shown.first,
        last=shown.last,
        period=trend.period_words(shown, found.now),
        late=trend.late_words(found),
        trend=trend.sentence(found),
        caption=" ".join([caption, *left_out]) if caption else "",
        left_out=() if caption else left_out,
        chart=time_chart.time_chart(facts, shown),
        leg_map=spasms.leg_map(place),
        blocks=tuple(block for block in blocks if block is not None),
        foot=_foot(facts.today),
        appendix=tables.appendix(facts, more, look, place.spasms, shown, ticked),
        large_print=ticked.large_print,
    )


def last_weeks(facts: DiaryFacts) -> tuple[date, date]:
    """First and last day of the twelve weeks that have ended, whether or not the diary reaches so far back."""
    yesterday = facts.today - timedelta(days=1)
    return facts.today - timedelta(days=LAST_DAYS), yesterday


def _nothing(
    facts: DiaryFacts, more: ReportFacts, first: date | None, last: date | None, ticked: Included
) -> PageContent:
    """The page of days of which the diary says nothing; what is no matter of days stands on it all the same."""
    yesterday = facts.today - timedelta(days=1)
    begin, end = first or last or yesterday, last or first or yesterday
    asked = ShownDays(begin, max(begin, end), end >= yesterday)
    answers = noted.safety_block(noted.safety_answers(more, asked)) if ticked.safety else None
    blocks = (answers, *_person(more, ticked))
    return PageContent(
        title=_title(),
        name=_name(more, ticked),
        first=asked.first,
        last=asked.last,
        period=_("{days} · self-reported").format(days=span_words(asked.first, asked.last)),
        late="",
        trend=Sentence(_("No day of this time is recorded: nothing can be said of how often.")),
        caption="",
        left_out=(),
        chart=None,
        leg_map=None,
        blocks=tuple(block for block in blocks if block is not None),
        foot=_foot(facts.today),
        large_print=ticked.large_print,
    )


def _person(more: ReportFacts, ticked: Included) -> tuple[Block | None, Block | None]:
    """Of the person and by the person, where it is ticked."""
    return (
        noted.about_block(more) if ticked.about_you else None,
        noted.questions_block(noted.questions(more)) if ticked.questions else None,
    )


def _title() -> str:
    return _("Calf spasm diary")


def _name(more: ReportFacts, ticked: Included) -> str:
    return " ".join(more.profile.name.split()) if ticked.name and more.profile is not None else ""


def _foot(today: date) -> tuple[str, ...]:
    return (
        _("Self-reported. Blank or hatched: not known; 0: none. Recorded: answered how many spasms the day had."),
        _("Made with calfstretch {version} on {day}. Not reviewed by a clinician.").format(
            version=__version__, day=formats.short_day(today)
        ),
    )
