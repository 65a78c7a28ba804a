"""How far back Insights looks; by itself, so that the choice is on the screen before anything is reckoned."""

from __future__ import annotations

from enum import StrEnum


class Span(StrEnum):
    """How far back the chart reaches."""

    FOUR_WEEKS = "four_weeks"
    SIX_MONTHS = "six_months"
    ALL = "all"
