"""The appendix: every spasm, every week, all comparisons, free notes, and how it was worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from calfstretch.domain.day_facts import DayFacts
from calfstretch.domain.diary_facts import LATE_H, DiaryFacts, SpasmFacts
from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H, is_short
from calfstretch.domain.report_facts import NoteFacts, ReportFacts
from calfstretch.i18n import gettext as _
from calfstretch.insights.frequency import MIN_KNOWN_DAYS
from calfstretch.insights.how_bad import length
from calfstretch.insights.look import LookResult
from calfstretch.insights.series import Bin, Step, bins
from calfstretch.insights.when import leg_of
from calfstretch.insights.wording import two_figures
from calfstretch.report import noted
from calfstretch.report.shapes import Included, Line, Table
from calfstretch.report.shown_days import ShownDays
from calfstretch.report.spasms import length_words, pain_anchors
from calfstretch.report.stretching import times_asked
from calfstretch.report.time_chart import whole_steps
from calfstretch.ui import formats, labels

LATE = "*"
_SPASM_NOTES = ("episodes", "suspected")


def appendix(
    facts: DiaryFacts,
    more: ReportFacts,
    look: LookResult | None,
    spasms: tuple[SpasmFacts, ...],
    shown: ShownDays,
    included: Included,
) -> tuple[Table, ...]:
    """What follows the page; free notes have a table of their own, with or without the rest.

    Args:
        spasms: of the days shown.
    """
    found: list[Table] = []
    if included.appendix:
        found = [spasm_table(spasms, more.late_spasms), week_table(facts, shown)]
        if included.noted_with and look is not None:
            found.append(look_table(look, included))
        found += list(_in_full(facts, more, shown, included))
    if included.notes:
        found.append(note_table(more.notes, shown))
    if included.appendix:
        found.append(method_table())
    return tuple(found)


# -- spasms ----------------------------------------------------------------------------------------


def spasm_table(spasms: Iterable[SpasmFacts], late: frozenset[str]) -> Table:
    """Every spasm, oldest first."""
    rows = tuple(_spasm_row(spasm, late) for spasm in spasms)
    small = [
        _("A night counts with the day before it. Blank: not said. Pain: {anchors}.").format(anchors=pain_anchors())
    ]
    if any(row[0].endswith(LATE) for row in rows):
        small.append(_("{mark} typed more than {n} hours later.").format(mark=LATE, n=LATE_H))
    columns = (
        _("Day"), _("Time"), _("Leg"), _("Place"), _("Pain"), _("Length"), _("Min awake"), _("Tried"),
    )  # fmt: skip
    return Table(_("Spasms in this time"), columns, rows, (4, 6), tuple(small))


def _spasm_row(spasm: SpasmFacts, late: frozenset[str]) -> tuple[str, ...]:
    lasted, leg = length(spasm), leg_of(spasm)
    return (
        formats.short_day(spasm.day) + (LATE if spasm.id in late else ""),
        time_words(spasm),
        "" if leg is None else labels.leg(leg),
        "; ".join(_place(zone, leg) for zone in spasm.zones),
        "" if spasm.pain is None else str(spasm.pain),
        "" if lasted is None else length_words(lasted),
        "" if spasm.minutes_awake is None else str(spasm.minutes_awake),
        "; ".join(_tried(what, helped) for what, helped in spasm.tried),
    )


def time_words(spasm: SpasmFacts) -> str:
    """02:14, 22:00 to 2:00, some time that night"""
    if spasm.until is None:
        return formats.clock_time(spasm.at.local)
    if is_short(spasm.at, spasm.until) and not spasm.whole_day:
        begin, end = formats.clock_time(spasm.at.local), formats.clock_time(spasm.until.local)
        return _("{first} to {last}").format(first=begin, last=end)
    return _("in the night") if spasm.night else _("not said")


def _place(zone: str, leg: str | None) -> str:
    side, _colon, name = zone.partition(":")
    return labels.zone(name) if side == leg else labels.place(zone)


def _tried(what: str, helped: str) -> str:
    words = labels.tried(what)
    return _("{what}: {helped}").format(what=words, helped=labels.helped(helped)) if helped else words


# -- weeks -----------------------------------------------------------------------------------------


def week_table(facts: DiaryFacts, shown: ShownDays) -> Table:
    """Every week, from Monday; the first one whole, as in the chart."""
    days = whole_steps(facts, shown, Step.WEEK)
    rows = tuple(_week_row(facts, week, list(of_week)) for week, of_week in _weeks(days))
    columns = (
        _("Week from"), _("Days recorded"), _("Spasms"), _("A week"), _("Not counted"), _("Sessions done"),
        _("Asked for"),
    )  # fmt: skip
    small = [_("A week: spasms on recorded days, as of seven; blank where fewer than 4 of 7 are recorded.")]
    if days[0].day < shown.first:
        small.append(_("The first week begins before this time."))
    return Table(_("Weeks"), columns, rows, (1, 2, 3, 4, 5, 6), tuple(small))


def _weeks(days: Sequence[DayFacts]) -> Iterator[tuple[Bin, Iterable[DayFacts]]]:
    by_week = {first: list(some) for first, some in groupby(days, lambda day: day.day.toordinal() - day.day.weekday())}
    for week in bins(days, Step.WEEK):
        yield week, by_week[week.first.toordinal()]


def _week_row(facts: DiaryFacts, week: Bin, days: list[DayFacts]) -> tuple[str, ...]:
    counted, rate = week.count, week.spasm_rate
    asked = sum(times_asked(facts.programmes, day.day) for day in days if facts.coverage.in_denominator(day.day))
    return (
        formats.short_day(week.first),
        _("{known} of {n}").format(known=counted.known_days, n=counted.days),
        str(counted.spasms),
        "" if rate is None else two_figures(rate),
        str(counted.left_out) if counted.left_out else "",
        str(sum(day.stretches for day in days)),
        str(asked) if asked else "",
    )


# -- the rest --------------------------------------------------------------------------------------


def look_table(look: LookResult, included: Included) -> Table:
    """Every comparison of the look with its sentence."""
    rows = tuple(
        (noted.heading_of(each), noted.words_of(each)) for each in noted.named(look, included) if each.counts.units
    )
    return Table(
        _("Noted with them"), (_("Note"), _("Result")), rows, (), (noted.looked_at(look), noted.caution())
    )  # fmt: skip


def _in_full(facts: DiaryFacts, more: ReportFacts, shown: ShownDays, included: Included) -> Iterator[Table]:
    """What the page had to cut, each in full."""
    changes = noted.changes(facts, more, shown, included)
    if noted.changes_are_cut(changes):
        yield _list(_("What changed"), [each.line for each in changes])
    given = noted.safety_answers(more, shown) if included.safety else ()
    if noted.answers_are_cut(given):
        yield _list(_("Answers about warning signs"), [noted.safety_line(each) for each in given])
    asked = noted.questions(more) if included.questions else ()
    if noted.questions_are_cut(asked):
        lines = [Line(" ".join(each.text.split()), f"{n}.") for n, each in enumerate(asked, 1)]
        yield _list(_("Questions for the visit"), lines)


def _list(heading: str, lines: Iterable[Line]) -> Table:
    return Table(heading, (), (), (), tuple(line.whole for line in lines))


def note_table(notes: Iterable[NoteFacts], shown: ShownDays) -> Table:
    """Free notes of the days shown, by day."""
    rows = tuple(
        (formats.short_day(note.day), note_kind(note.kind), " ".join(note.text.split()))
        for note in notes
        if shown.holds(note.day)
    )
    small = () if rows else (_("No notes in this time."),)
    return Table(_("Notes"), (_("Day"), _("Of"), _("Note")), rows, (), small)


def note_kind(kind: str) -> str:
    """What a note was noted of."""
    return {
        "day_items": _("the day"),
        "episodes": _("a spasm"),
        "suspected": _("a spasm, own guess"),
        "sessions": _("a stretch"),
        "activities": _("an activity"),
    }[kind]


def method_table() -> Table:
    """How the numbers were worked out."""
    return Table(_("How it was worked out"), (), (), (), method())


def method() -> tuple[str, ...]:
    """A paragraph each. Source: statistics notes, sections 1, 2 and 9."""
    return (
        _(
            "A day is recorded when the person answered how many spasms it and its night had. Days without an answer "
            "are unknown: they stand in no rate, and the spasms noted on them are listed but not counted in it."
        ),
        _(
            "Rate a week: 7 times the spasms on recorded days, divided by the recorded days, from {n} of them on. Its "
            "range is the exact 95 % one (Garwood), if spasms came at random; where they come in spells it is wider."
        ).format(n=MIN_KNOWN_DAYS),
        _(
            "Side, time, length, pain, what was tried and sleep take every spasm of this time, on days without an "
            "answer too; what was not said is left out. The night is {begin}:00 to {end}:00. Tightness is no spasm."
        ).format(begin=NIGHT_FROM_H, end=NIGHT_TO_H),
        _(
            "Median: the middle one when all are put in order; with an even number the upper of the two in the middle, "
            "for lengths the lower one. A length said as a range, such as 1–3 min, enters with its upper end."
        ),
        _(
            "Sessions done: of each day no more than were asked for, divided by those asked for; days of a pause that "
            "are not recorded are left out. Stretches during a cramp are not among them. Holds: every attempt of which "
            "a part was held."
        ),
        _(
            "Notes are compared at looks on fixed days, first after 8 weeks, then every 4. A note is named where its "
            "adjusted p (shift test, Holm) is 0.02 or less and its ranges agree."
        ),
    )
