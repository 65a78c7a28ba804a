"""The parts of Insights in their order; the code of each loads when it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.i18n import gettext as _

if TYPE_CHECKING:
    from calfstretch.ui.context import Context
    from calfstretch.ui.insights.section import Section


class Part(NamedTuple):
    """One part.

    Args:
        key: its name in code.
        name: on the button that leads to it.
        make: builds it.
    """

    key: str
    name: str
    make: Callable[[Context], Section]


def parts() -> tuple[Part, ...]:
    """All parts, the first of which is how often."""
    return (
        Part("how_often", _("How often"), _how_often),
        Part("when_where", _("When and where"), _when_where),
        Part("how_bad", _("How bad, how long"), _how_bad),
        Part("goes_with", _("What goes with them"), _goes_with),
        Part("before_after", _("Before and after"), _before_after),
    )


def _how_often(context: Context) -> Section:
    from calfstretch.ui.insights.how_often.section import HowOften

    return HowOften(context)


def _when_where(context: Context) -> Section:
    from calfstretch.ui.insights.when_where.section import WhenWhere

    return WhenWhere(context)


def _how_bad(context: Context) -> Section:
    from calfstretch.ui.insights.how_bad.section import HowBadSection

    return HowBadSection(context)


def _before_after(context: Context) -> Section:
    from calfstretch.ui.insights.before_after.section import BeforeAfterSection

    return BeforeAfterSection(context)


def _goes_with(context: Context) -> Section:
    from calfstretch.ui.insights.goes_with.section import GoesWith

    return GoesWith(context)
