"""What the part says: lists, rows, rates and tables as words; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from calfstretch.domain.exposures import Unit
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights import comparison_words as words
from calfstretch.insights.comparison import Comparison, Status
from calfstretch.insights.look import LookResult
from calfstretch.insights.on_feet import MIN_UNITS, FeetRate, Per, counted_words
from calfstretch.insights.together import together_words
from calfstretch.insights.wording import Sentence, two_figures
from calfstretch.ui import amounts, formats
from calfstretch.ui.insights.goes_with.row_words import row, status_of_row
from calfstretch.ui.insights.goes_with.rows import Listed
from calfstretch.ui.insights.goes_with.working import Worked, of_unit
from calfstretch.ui.insights.numbers import Numbers


class View(NamedTuple):
    """Everything in words.

    Args:
        heading: with the look's date and the next one's.
        lead: the first sentence.
        notes: what belongs to it, one sentence each.
        lists: of days, and of runs what stood out: it stands first, wherever it belongs.
        runs: of runs the others; None = nothing to compare.
        runs_note: the one sentence where no runs are compared; "" = none.
        together: of pairs that cannot be told apart, one sentence each.
        feet: spasms per run, per 10 km, per hour on feet.
    """

    heading: str
    lead: Sentence
    notes: tuple[str, ...]
    lists: tuple[Listed, ...]
    runs: Listed | None
    runs_note: str
    together: tuple[str, ...]
    feet: tuple[FeetRate, ...]


def view(worked: Worked) -> View:
    """All that is shown of what was worked out."""
    days, runs = of_unit(worked.listed, Unit.DAY), of_unit(worked.listed, Unit.RUN)
    has_runs = any(each.counts.units for each in runs)
    return View(
        heading=heading(worked.look, worked.standing.next, is_first=worked.standing.unreadable is None),
        lead=lead(worked),
        notes=_notes(worked),
        lists=_lists([*days, *(each for each in runs if each.is_mentioned)], worked),
        runs=_runs(runs, worked) if has_runs else None,
        runs_note="" if has_runs else _("Where runs are noted, they are compared with each other here."),
        together=tuple(_together(worked)),
        feet=worked.feet,
    )


def heading(look: LookResult | None, following: date | None, *, is_first: bool = True) -> str:
    """What goes with them (look of 9 Nov, next look 7 Dec)

    Args:
        is_first: False = there was a look that cannot be read.
    """
    if following is None:
        return _("What goes with them")
    to_come = formats.day_and_month(following)
    if look is None:
        words = _("What goes with them (first look {following})")
        return (words if is_first else _("What goes with them (next look {following})")).format(following=to_come)
    return _("What goes with them (look of {day}, next look {following})").format(
        day=formats.day_and_month(look.due), following=to_come
    )


def lead(worked: Worked) -> Sentence:
    """How many notes were looked at, and how many stood out."""
    look = worked.look
    if look is None:
        return _before_the_first(worked)
    stood_out = [words.names(each, amounts.amount).yes for each in look.comparisons if each.is_mentioned]
    if not look.family:
        return Sentence(
            _("Nothing could be compared yet."),
            " "
            + _("In the look of {day} there was not enough of any note.").format(day=formats.day_and_month(look.due)),
        )
    compared = ngettext(
        "{n} was compared over {days} days; for {others} there was not enough yet.",
        "{n} were compared over {days} days; for {others} there was not enough yet.",
        look.family,
    ).format(n=look.family, days=look.calendar_days, others=len(look.comparisons) - look.family)
    if not stood_out:
        return Sentence(_("No note stood out."), " " + compared)
    lead_words = ngettext("{n} note stood out", "{n} notes stood out", len(stood_out)).format(n=len(stood_out))
    return Sentence(lead_words, _(": {notes}. {compared}").format(notes=_(", ").join(stood_out), compared=compared))


def _before_the_first(worked: Worked) -> Sentence:
    unreadable = worked.standing.unreadable
    if unreadable is not None:
        return Sentence(
            _("The look of {day} cannot be read.").format(day=formats.short_day(unreadable)),
            " " + _("The next one is worked out anew."),
        )
    if worked.standing.next is None:
        return Sentence(_("The first look comes 8 weeks after the first day you answer."))
    return Sentence(
        _("The first look is on {day}.").format(day=formats.long_day(worked.standing.next, worked.facts.today)),
        " " + why_fixed_days(),
    )


def why_fixed_days() -> str:
    """Why looks come on fixed days. Source: statistics notes, section 5."""
    return _(
        "Notes are compared on days fixed beforehand, first after 8 weeks, then every 4: "
        "whoever looks again and again gives chance more goes."
    )


def _notes(worked: Worked) -> tuple[str, ...]:
    look, found = worked.look, []
    if look is None:
        return (words.half_a_year(),)
    if look.computed_on != look.due:
        found.append(_("It was worked out on {day}.").format(day=formats.short_day(look.computed_on)))
    edited = worked.standing.days_edited
    if edited:
        found.append(
            ngettext(
                "{n} of its days was edited since; what it found stays as it was.",
                "{n} of its days were edited since; what it found stays as it was.",
                edited,
            ).format(n=edited)
        )
    return (*found, words.half_a_year())


# -- lists -----------------------------------------------------------------------------------------------


def _lists(comparisons: Sequence[Comparison], worked: Worked) -> tuple[Listed, ...]:
    """The four lists in their order; where nothing stood out, the first two are left away."""
    by_status = {status: [each for each in comparisons if each.status is status] for status in Status}
    found = []
    if by_status[Status.MORE] or by_status[Status.LESS]:
        for status in (Status.MORE, Status.LESS):
            found.append(_list(status, by_status[status], worked, _("No note so far.")))
    if by_status[Status.NO_CLEAR_DIFFERENCE]:
        found.append(_list(Status.NO_CLEAR_DIFFERENCE, by_status[Status.NO_CLEAR_DIFFERENCE], worked, ""))
    if by_status[Status.NOT_ENOUGH]:
        found.append(_not_enough_yet(by_status[Status.NOT_ENOUGH], worked))
    return tuple(found)


def _not_enough_yet(comparisons: Sequence[Comparison], worked: Worked) -> Listed:
    """What somebody notes, the nearest to an answer first; what nobody does stands in one sentence."""
    noted = [each for each in comparisons if each.counts.units]
    rows = tuple(row(each, worked) for each in _nearest_first(noted, worked))
    return Listed(words.status_words(Status.NOT_ENOUGH), rows, _unnoted(comparisons))


def _list(status: Status, comparisons: Iterable[Comparison], worked: Worked, empty: str) -> Listed:
    rows = tuple(row(each, worked) for each in comparisons)
    return Listed(words.status_words(status), rows, "" if rows else empty)


def _runs(comparisons: Sequence[Comparison], worked: Worked) -> Listed:
    """Runs with runs in one list, each row with its status; what stood out stands in the first lists."""
    above = any(each.is_mentioned for each in comparisons)
    noted = tuple(row(each, worked) for each in comparisons if each.counts.units and not each.is_mentioned)
    notes = [_("What stood out of the runs stands at the top.") if above else "", _unnoted(comparisons)]
    return Listed(_("Runs with runs"), noted, " ".join(note for note in notes if note))


def _unnoted(comparisons: Iterable[Comparison]) -> str:
    """What nobody notes, in one sentence; "" = all is noted."""
    names = [words.names(each, amounts.amount).yes for each in comparisons if not each.counts.units]
    return _("Nothing noted so far of: {notes}.").format(notes=_(", ").join(names)) if names else ""


def _nearest_first(comparisons: Iterable[Comparison], worked: Worked) -> list[Comparison]:
    """What will be compared soonest comes first; what nobody notes comes last."""

    def days(each: Comparison) -> float:
        answer = worked.answers.get(each.exposure.id)
        return 1e9 - each.counts.units if answer is None or answer.days is None else answer.days

    return sorted(comparisons, key=days)


# -- beside the lists ------------------------------------------------------------------------------------


def _together(worked: Worked) -> list[str]:
    by_id = {each.exposure.id: each for each in worked.listed}
    found = []
    for pair in worked.together:
        first, second = by_id[pair.first], by_id[pair.second]
        one, other = (words.names(each, amounts.amount).yes for each in (first, second))
        found.append(together_words(pair, one, other, runs=first.exposure.unit is Unit.RUN))
    return found


def feet_rows(feet: Sequence[FeetRate]) -> tuple[tuple[str, ...], ...]:
    """The rates as cells: what by, how many, from, to, what was counted."""
    names = {Per.RUN: _("Per run"), Per.TEN_KM: _("Per 10 km"), Per.HOUR: _("Per hour on feet")}
    rows = []
    for each in feet:
        if each.rate is None or each.low is None or each.high is None:
            rows.append(
                (
                    names[each.per],
                    "–",
                    "",
                    _("{counted} A rate needs {n}.").format(counted=counted_words(each), n=MIN_UNITS),
                )
            )
            continue
        spread = _("{low} to {high}").format(low=two_figures(each.low, up=False), high=two_figures(each.high, up=True))
        rows.append((names[each.per], two_figures(each.rate), spread, counted_words(each)))
    return tuple(rows)


def feet_headers() -> tuple[str, ...]:
    """Headings of `feet_rows`."""
    return (_("Spasms"), _("About"), _("Could be"), _("Counted"))


def feet_caption() -> str:
    """What the rates count, and what their ranges assume."""
    return _(
        "Counted from the start of the run, or of the first activity on feet of a day, to the end of the night. "
        "“Could be” holds if spasms came at random. The rates describe; they are not compared."
    )


# -- tables ----------------------------------------------------------------------------------------------


def numbers(worked: Worked) -> list[Numbers]:
    """Every number of the part as tables, the therapist's last."""
    found = [
        Numbers(title, _headers(unit), tuple(_cells(each, worked) for each in of_unit(worked.listed, unit)))
        for title, unit in ((_("Days with days"), Unit.DAY), (_("Runs with runs"), Unit.RUN))
        if of_unit(worked.listed, unit)
    ]
    if worked.feet:
        found.append(Numbers(_("Spasms per run and per hour on your feet"), feet_headers(), feet_rows(worked.feet)))
    compared = [each for each in worked.listed if each.result is not None]
    if compared:
        found.append(Numbers(_("Table for the therapist"), _therapist_headers(), tuple(map(_therapist, compared))))
    return found


def _headers(unit: Unit) -> tuple[str, ...]:
    with_it, without = (_("With: spasms in days"), _("Without: spasms in days"))
    if unit is Unit.RUN:
        with_it, without = (_("With a spasm, of such runs"), _("With a spasm, of the others"))
    return (
        _("Note"),
        _("Result"),
        _("Times as often"),
        _("From"),
        _("To"),
        with_it,
        without,
        _("Left out"),
        _("Missing"),
    )


def _cells(comparison: Comparison, worked: Worked) -> tuple[str, ...]:
    counts, result = comparison.counts, comparison.result
    shown = ("", "", "")
    if result is not None:
        shown = (_figure(result.ratio), _figure(result.low, up=False), _figure(result.high, up=True))
    between = _("{a} of {t}") if comparison.exposure.unit is Unit.RUN else _("{a} in {t}")
    return (
        words.names(comparison, amounts.amount).heading,
        status_of_row(comparison),
        *shown,
        between.format(a=counts.episodes_with, t=counts.units_with),
        between.format(a=counts.episodes_without, t=counts.units_without),
        str(counts.left_out),
        "" if result is not None else words.not_enough(comparison),
    )


def _therapist_headers() -> tuple[str, ...]:
    return (
        _("Note"), _("p (shift test)"), _("p adjusted (Holm)"), _("mid-p (exact)"), _("Variance factor (D)"),
        _("Dispersion"), _("Exact limits"), _("Widened limits"), _("Windows"),
    )  # fmt: skip


def _therapist(comparison: Comparison) -> tuple[str, ...]:
    result = comparison.result
    assert result is not None
    return (
        words.names(comparison, amounts.amount).heading,
        _p(result.p_shift),
        _p(result.p_adjusted),
        _p(result.p_mid),
        two_figures(result.design_effect),
        "" if result.dispersion is None else two_figures(result.dispersion),
        _limits(result.exact_low, result.exact_high),
        _limits(result.widened_low, result.widened_high),
        str(result.windows),
    )


def _limits(low: float | None, high: float | None) -> str:
    return _("{low} to {high}").format(low=_figure(low, up=False), high=_figure(high, up=True))


def _figure(value: float | None, *, up: bool | None = None) -> str:
    """A ratio or a limit; no bound is said."""
    if value is None:
        return _("no bound")
    return two_figures(value, up=up) if value else "0"


def _p(value: float) -> str:
    return (
        formats.decimal(value, 4) if value >= 0.00005 else _("under {number}").format(number=formats.decimal(0.0001, 4))
    )
