"""One row of the lists as words and places on the axis; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from calfstretch.ui.insights.goes_with.axis import Marks

if TYPE_CHECKING:
    from calfstretch.insights.comparison import Comparison


class Step(NamedTuple):
    """How far one of the conditions is.

    Args:
        words: 31 of 42 days.
        share: 0 to 1.
    """

    words: str
    share: float


class Row(NamedTuple):
    """A note that was compared, or will be.

    Args:
        key: id of its exposure.
        name: Days under 1.5 L of water.
        status: more often; "" where its list says it all.
        sentence: what was found, with counts.
        caution: the fixed sentence after a mention; "" = none.
        marks: on the axis; None = nothing was compared.
        steps: what is still missing; empty = it was compared.
        when: about when there is an answer; "" = not said.
        comparison: where all of it comes from.
    """

    key: str
    name: str
    status: str
    sentence: str
    caution: str
    marks: Marks | None
    steps: tuple[Step, ...]
    when: str
    comparison: Comparison

    def spoken(self) -> str:
        """All of it but the name, for a screen reader."""
        parts = (self.status and f"{self.status}.", self.sentence, *(f"{step.words}." for step in self.steps), self.when, self.caution)
        return " ".join(part for part in parts if part)
