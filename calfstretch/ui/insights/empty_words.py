"""What Insights says before there is anything to draw, and the ranges it offers; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calfstretch.domain.day_facts import DayFacts
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.insights.frequency import MIN_KNOWN_DAYS
from calfstretch.insights.span import Span


def span_words() -> tuple[tuple[Span, str], ...]:
    """The ranges to choose from."""
    return ((Span.FOUR_WEEKS, _("4 weeks")), (Span.SIX_MONTHS, _("6 months")), (Span.ALL, _("All")))


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """What stands in place of a chart that has nothing to show yet."""

    heading: str
    lines: tuple[str, ...]


def is_empty(facts: Sequence[DayFacts]) -> bool:
    """Whether no day is known yet, so that there is nothing to draw."""
    return not any(day.known for day in facts)


def empty_words(spasms: int) -> EmptyWords:
    """What is missing before there is a chart.

    Args:
        spasms: already noted, on days that are not known and on the running one.
    """
    lines = [
        _("Your chart begins with the first answered morning card: 0 of {needed} days.").format(needed=MIN_KNOWN_DAYS),
        _(
            "The card asks on Today, once a day. “None” is an answer too: with it a day counts as a day without "
            "spasms. A day nobody answered for stays unknown."
        ),
    ]
    if spasms:
        kept = ngettext(
            "{n} spasm is noted already and is kept. It counts once its day is answered for.",
            "{n} spasms are noted already and are kept. They count once their days are answered for.",
            spasms,
        )
        lines.append(kept.format(n=spasms))
    return EmptyWords(_("Nothing to show yet"), tuple(lines))
