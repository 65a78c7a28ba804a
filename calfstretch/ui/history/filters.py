"""What the person looks for: kind, leg, days, words; no Qt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from calfstretch.domain.routine import Leg


class Show(StrEnum):
    """What the chips let through."""

    ALL = "all"
    SPASMS = "spasms"
    STRETCHES = "stretches"
    DAYS = "days"


def folded(text: str) -> str:
    """The text as it is compared: without case and accents, so that "Fuß" meets "FUSS" and "café" meets "cafe"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the person looks for.

    Args:
        leg: left or right; None = any. Entries without a leg are left out when one is chosen.
        text: words to find, in any order, in titles, details, notes, suspicions and tags; "" = any.
        first, last: diary days looked at, both included; None = from the first, to the newest.
    """

    show: Show = Show.ALL
    leg: Leg | None = None
    text: str = ""
    first: date | None = None
    last: date | None = None
    words: tuple[str, ...] = field(init=False, default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(folded(self.text).split()))

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self != Filter()

    def lets(self, show: Show, legs: frozenset[str], text: str) -> bool:
        """Whether an entry fits; the days are the caller's.

        Args:
            show: its kind.
            legs: "left", "right", "both", as far as they are said.
            text: all its words, folded.
        """
        if self.show is not Show.ALL and show is not self.show:
            return False
        if self.leg is not None and not {self.leg.value, Leg.BOTH.value} & legs:
            return False
        return all(word in text for word in self.words)
