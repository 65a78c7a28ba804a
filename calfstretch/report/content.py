"""What stands on the therapist's page: everything of a range of days, in words and numbers; no Qt."""

from __future__ import annotations

from datetime import date, timedelta

from calfstretch.domain.diary_facts import DiaryFacts
from calfstretch.domain.report_facts import ReportFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.look import LookResult
from calfstretch.insights.wording import Sentence
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


def page_content(
    facts: DiaryFacts,
    more: ReportFacts,
    look: LookResult | None,
    first: date | None = None,
    last: date | None = None,
    included: Included | None = None,
) -> PageContent:
    """The page of a range of diary days.

    Args:
        facts: the whole diary.
        more: of the same diary, as of `journal.report_facts.read_report_facts`.
        look: the newest one, as of `journal.looks.Standing`; None = there is none, or it cannot be read.
        first, last: diary days, both included; None = from where the diary begins, to the last day that has ended. A
            day that has not ended counts for nothing yet.
        included: None = as it is where nobody ticked anything.
    """
    ticked = included or Included()
    end = last or facts.today - timedelta(days=1)
    return PageContent(
        title=_("Calf spasm diary"),
        name="",
        first=first or end,
        last=end,
        period="",
        late="",
        trend=Sentence(""),
        caption="",
        left_out=(),
        chart=None,
        leg_map=None,
        blocks=(),
        foot=(),
        large_print=ticked.large_print,
    )
