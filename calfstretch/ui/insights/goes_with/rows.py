"""One row of the lists as words and places on the axis; no Qt."""

from __future__ import annotations

from typing import NamedTuple

from calfstretch.ui.insights.goes_with.axis import Marks


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
        about: where yes begins, where the name does not say it; "" = it does.
    """

    key: str
    name: str
    status: str
    sentence: str
    caution: str
    marks: Marks | None
    steps: tuple[Step, ...]
    when: str
    about: str = ""

    def spoken(self) -> str:
        """All of it but the name, for a screen reader."""
        steps = (f"{step.words}." for step in self.steps)
        parts = (self.status and f"{self.status}.", self.about, self.sentence, *steps, self.when, self.caution)
        return " ".join(part for part in parts if part)


class Listed(NamedTuple):
    """One list.

    Args:
        heading: More often with.
        rows: what stands in it.
        note: one calm sentence under the heading; "" = none.
    """

    heading: str
    rows: tuple[Row, ...]
    note: str = ""
