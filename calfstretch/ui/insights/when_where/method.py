"""How this part was worked out, in paragraphs; no Qt."""

from __future__ import annotations

from calfstretch.domain.night import NIGHT_FROM_H, NIGHT_TO_H
from calfstretch.i18n import gettext as _
from calfstretch.insights.when import ENOUGH_DAYS, STRETCH_FROM_SPASMS, When
from calfstretch.ui.insights.when_where.state import hour


def paragraphs(found: When) -> list[str]:
    """Plain sentences on what is counted and what is not."""
    said = [
        _(
            "Every spasm noted in the range counts here, also on days without a check-in; tightness does not. Nothing "
            "was compared or tested: these are counts."
        ),
        _(
            "Time of day: the hour on the clock where you were when it began. A spasm noted as some time between two "
            "hours stands on the dial where both lie within one hour; all others are counted beside it and are put at "
            "no hour. An hour that passes twice when the clocks go back is one hour here. The night is {begin} to "
            "{end}."
        ).format(begin=hour(NIGHT_FROM_H), end=hour(NIGHT_TO_H)),
        _(
            "The three hours with the most are named from {n} spasms with a time, where they hold at least a third of "
            "them. Of 24 such stretches one always has the most, so a few spasms more or fewer can move it."
        ).format(n=STRETCH_FROM_SPASMS),
        _(
            "Weekday: spasms on noted days, divided by the noted days of that weekday. A day that is not noted counts "
            "in neither number. A diary day takes the night after it along. Fewer than {n} noted days give no rate. "
            "The ranges are exact 95 % limits (Garwood), if spasms came at random. "
            "Seven bars are never of one length; such differences come by chance too."
        ).format(n=ENOUGH_DAYS),
        _(
            "Leg and zone: as noted; where no leg was said, the one of its zones. A spasm in both legs, or in several "
            "zones, counts in each of its zones and once among the legs."
        ),
    ]
    if found.in_runs is not None:
        said.append(
            _(
                "In a run: a spasm whose moment lies between the start and the end of a run. The kilometre is the "
                "run's distance times the part of its time that had passed, as if the pace had been even. Each column "
                "stands beside the runs that went that far: few runs go far, so late columns rest on few runs."
            )
        )
    return said
