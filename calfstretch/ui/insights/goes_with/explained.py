"""How one note was compared, and how all of them are: paragraphs and small tables; no Qt."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from calfstretch.domain.exposures import Unit
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights import comparison_words as words
from calfstretch.insights.comparison import Comparison, Result, Status
from calfstretch.insights.exact import share_limits
from calfstretch.insights.frequency import DAYS_A_WEEK
from calfstretch.insights.minimum import LEVEL
from calfstretch.insights.wording import two_figures
from calfstretch.ui import amounts, formats
from calfstretch.ui.insights.goes_with.working import Group, Worked

MOST_DAYS = 12
"""So many days are shown at first, the newest."""


class DayOf(NamedTuple):
    """A day of a group, to go to.

    Args:
        words: 9 Nov 2026, 2 spasms.
    """

    day: date
    words: str


class Details(NamedTuple):
    """What stands below a chosen row.

    Args:
        headers, rows: the two groups as a small table.
        paragraphs: how they were compared.
        heading: of the days; "" = there is none.
        days: the days of the note, newest first.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    heading: str
    days: tuple[DayOf, ...]


def details(worked: Worked, key: str) -> Details:
    """What a row was worked out from.

    Args:
        key: id of the exposure.
    """
    comparison = next(each for each in worked.listed if each.exposure.id == key)
    is_run = comparison.exposure.unit is Unit.RUN
    group = worked.groups.get(key, Group(()))
    found = tuple(DayOf(day, _day_words(day, n, is_run)) for day, n in reversed(group.yes))
    return Details(
        headers=_run_headers() if is_run else _day_headers(),
        rows=_rows(comparison),
        paragraphs=tuple(_paragraphs(comparison, 0 if worked.look is None else worked.look.family)),
        heading=_group_heading(comparison, len(found)) if found else "",
        days=found,
    )


def method() -> list[str]:
    """How all notes are compared, in paragraphs. Source: statistics notes, sections 1 to 7b."""
    return [
        _(
            "A day counts where you answered how many spasms it had and where the note is known: yes or no. "
            "What was not said is left out and never counts as no. A diary day takes the night after it along."
        ),
        _(
            "The days are cut into windows of about four weeks and compared inside each window, so that slow drift and "
            "the season do not look like a difference. The number is put together from all windows."
        ),
        _(
            "Spasms come in good and bad spells. To allow for it, the notes are turned round against the days many "
            "times by chance; how much the difference jumps about then widens the range, and how often it comes out "
            "as large is the test. It is corrected for the number of notes compared (Holm)."
        ),
        _(
            "A note stands out if the corrected number of that test is at most {level}, and if both ranges, "
            "inside the windows and over all days, leave out 1 on the same side. There must be 42 days with 10 in each "
            "group, 10 spasms, and answers on 60 of 100 days."
        ).format(level=formats.decimal(LEVEL, 2)),
        _(
            "A look comes every 28 days from the first answered day, the first after 56 days, and stays as it was. "
            "Lines such as the amount of water are fixed before the first look."
        ),
        _(
            "Runs are compared with runs in the same way: a run counts as one with a spasm if at least one began in it "
            "or before the end of the night after it. Two runs on a day are one."
        ),
        _(
            "Notes that fall together cannot be told apart, nor can a run every Sunday be told from Sundays. "
            "If quiet days are not answered, differences look smaller than they are."
        ),
    ]


# -- the small table -------------------------------------------------------------------------------------


def _day_headers() -> tuple[str, ...]:
    return ("", _("Days"), _("Spasms"), _("A week"))


def _run_headers() -> tuple[str, ...]:
    return ("", _("Runs"), _("With a spasm"), _("Share"))


def _rows(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    counts, name = comparison.counts, words.names(comparison, amounts.amount)
    last = _share if comparison.exposure.unit is Unit.RUN else _a_week
    return tuple(
        (_begun(group), str(units), str(spasms), last(spasms, units))
        for group, units, spasms in (
            (name.yes, counts.units_with, counts.episodes_with),
            (name.no, counts.units_without, counts.episodes_without),
        )
    )


def _a_week(spasms: int, days: int) -> str:
    return two_figures(DAYS_A_WEEK * spasms / days) if days else "–"


def _share(with_spasm: int, runs: int) -> str:
    """A share with its exact limits."""
    if not runs:
        return "–"
    low, high = share_limits(with_spasm, runs)
    return _("{share} % ({low} to {high})").format(
        share=round(100 * with_spasm / runs), low=int(100 * low), high=min(100, int(100 * high) + 1)
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- words -----------------------------------------------------------------------------------------------


def _paragraphs(comparison: Comparison, family: int) -> list[str]:
    result, found = comparison.result, []
    if result is None:
        return []
    if result.windowed:
        found.append(
            ngettext(
                "Compared inside {n} window of about four weeks.",
                "Compared inside {n} windows of about four weeks each, and put together.",
                result.windows,
            ).format(n=result.windows)
        )
    else:
        words = _("Compared over all days at once: inside the windows one of the groups has no spasms.")
        if comparison.exposure.unit is Unit.RUN:
            words = _("Compared over all runs at once: inside the windows one of the groups has no spasms.")
        found.append(words)
    if result.design_effect > 1.05:
        found.append(
            _("Spells make such differences {times} times as variable; the range is widened for it.").format(
                times=two_figures(result.design_effect)
            )
        )
    if result.crude_ratio is not None and result.exact_high is not None and result.exact_low is not None:
        words = _("Over all days at once it is {ratio}; could be {low} to {high} if spasms came at random.")
        if comparison.exposure.unit is Unit.RUN:
            words = _("Over all runs at once it is {ratio}; could be {low} to {high} if spasms came at random.")
        found.append(
            words.format(
                ratio=two_figures(result.crude_ratio) if result.crude_ratio else "0",
                low=two_figures(result.exact_low, up=False),
                high=two_figures(result.exact_high, up=True),
            )
        )
    if comparison.status is Status.NO_CLEAR_DIFFERENCE and _leaves_out_1(result):
        found.append(
            _(
                "Its range leaves out 1. Where {n} notes are compared, one such range easily comes up by chance: "
                "it is named from a surer difference on."
            ).format(n=family)
        )
    return found


def _leaves_out_1(result: Result) -> bool:
    """As it is written: rounded outward."""
    return (result.low or 0.0) >= 1.1 or (result.high is not None and result.high <= 0.99)


def _group_heading(comparison: Comparison, n: int) -> str:
    yes = _begun(words.names(comparison, amounts.amount).yes)
    return _("{group}: {n} so far").format(group=yes, n=n)


def _day_words(day: date, spasms: int, is_run: bool) -> str:
    if is_run:
        found = _("with a spasm") if spasms else _("none")
    else:
        found = ngettext("{n} spasm", "{n} spasms", spasms).format(n=spasms) if spasms else _("none")
    return _("{day}: {found}").format(day=formats.short_day(day), found=found)
