"""A comparison as a row of the lists: its sentence with counts, where yes begins, what is still missing; no Qt."""

from __future__ import annotations

from calfstretch.domain.exposures import EVENING_STRETCH, HARD_RUN, HOT_DAY, HOT_RUN, LONG_RUN, Unit
from calfstretch.i18n import gettext as _
from calfstretch.insights import comparison_words as words
from calfstretch.insights.comparison import Comparison, Status, needed
from calfstretch.insights.days_to_answer import Answer, answer_words
from calfstretch.insights.minimum import MIN_COVERAGE
from calfstretch.ui import amounts, formats
from calfstretch.ui.insights.goes_with.axis import marks
from calfstretch.ui.insights.goes_with.rows import Row, Step
from calfstretch.ui.insights.goes_with.working import Worked


def row(comparison: Comparison, worked: Worked) -> Row:
    """The row of a comparison."""
    result, is_run = comparison.result, comparison.exposure.unit is Unit.RUN
    return Row(
        key=comparison.exposure.id,
        name=words.names(comparison, amounts.amount).heading,
        status=status_of_row(comparison) if result is not None or is_run else "",
        sentence=_sentence(comparison),
        caution=words.caution() if comparison.is_mentioned else "",
        marks=None if result is None else marks(result.ratio, result.low, result.high),
        steps=tuple(_steps(comparison)) if result is None else (),
        when=_when(comparison, worked.answers.get(comparison.exposure.id)) if result is None else "",
        about=about(comparison),
    )


def status_of_row(comparison: Comparison) -> str:
    """The status in words, as it stands beside a row."""
    return {
        Status.MORE: _("more often"),
        Status.LESS: _("less often"),
        Status.NO_CLEAR_DIFFERENCE: _("no clear difference"),
        Status.NOT_ENOUGH: _("not enough yet"),
    }[comparison.status]


def _sentence(comparison: Comparison) -> str:
    """The sentence with the counts of both groups; of what is still missing the steps tell."""
    if comparison.result is None:
        return words.not_enough(comparison) if comparison.too_few_orders else ""
    said = words.sentence(comparison, amounts.amount)
    counted = words.counts_words(comparison)
    return f"{said} {counted}" if comparison.status is Status.NO_CLEAR_DIFFERENCE else said


def about(comparison: Comparison) -> str:
    """Where yes begins, where the name does not say it; "" = it does."""
    line, exposure = comparison.line, comparison.exposure.id
    if exposure == EVENING_STRETCH:
        return _("A stretch between 18:00 and the end of the day.")
    if line is None:
        return ""
    if exposure == LONG_RUN:
        length = formats.minutes(line) if comparison.by_minutes else formats.distance(line)
        return _("Longer than your median of {length}.").format(length=length)
    return {
        HOT_DAY: _("Ticked as hot, or {line} and more."),
        HOT_RUN: _("Hotter than your median of {line}."),
        HARD_RUN: _("Harder than your median effort of {number} of 10."),
    }.get(exposure, "").format(line=formats.temperature(line), number=formats.decimal(line))


# -- not enough yet --------------------------------------------------------------------------------------


def _steps(comparison: Comparison) -> list[Step]:
    """How far each of the conditions is; what is there already is said to be enough."""
    counts, unit = comparison.counts, comparison.exposure.unit
    need = needed(unit)
    said = _run_steps() if unit is Unit.RUN else _day_steps()
    reached = ((counts.units, need.units), (counts.episodes, need.episodes), (counts.smaller_group, need.in_group))
    steps = [_step(*texts, *numbers) for texts, numbers in zip(said, reached, strict=True)]
    if counts.asked_days and counts.share_known < MIN_COVERAGE:
        share = _("{n} % of the days answered, {needed} % needed").format(
            n=int(100 * counts.share_known), needed=round(100 * MIN_COVERAGE)
        )
        steps.append(Step(share, counts.share_known / MIN_COVERAGE))
    return steps


def _day_steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("{n} of {needed} days"), _("{n} days: enough")),
        (_("{n} of {needed} spasms"), _("{n} spasms: enough")),
        (_("{n} of {needed} days in the smaller group"), _("{n} days in the smaller group: enough")),
    )


def _run_steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("{n} of {needed} runs"), _("{n} runs: enough")),
        (_("{n} of {needed} runs with a spasm"), _("{n} runs with a spasm: enough")),
        (_("{n} of {needed} runs in the smaller group"), _("{n} runs in the smaller group: enough")),
    )


def _step(so_far: str, enough: str, n: int, need: int) -> Step:
    if n >= need:
        return Step(enough.format(n=n), 1.0)
    return Step(so_far.format(n=n, needed=need), n / need)


def _when(comparison: Comparison, answer: Answer | None) -> str:
    """About when it will be compared."""
    if answer is None or comparison.too_few_orders:
        return ""
    said = answer_words(answer)
    if answer.look is None:
        return said
    return _("{about} The look of {day} can compare it.").format(about=said, day=formats.day_and_month(answer.look))
