"""What the person says of their body once: ready-made conditions that are ticked, and words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from calfstretch.domain.words import N_

# Injuries and sports first; the rest are those a clinician asks about where calves cramp.
# Source: clinical_facts section 4, flag 14 (NHS, AFP).
KNOWN = {
    "old_injury": N_("Old injury of a leg or foot"),
    "shin_splints": N_("Shin splints"),
    "pregnancy": N_("Pregnancy"),
    "diabetes": N_("Diabetes"),
    "kidney_disease": N_("Kidney disease"),
    "liver_disease": N_("Liver disease"),
    "thyroid_disease": N_("Thyroid disease"),
    "nerve_disease": N_("Nerve disease"),
    "heart_disease": N_("Heart disease"),
}
"""Names as they are stored, with their words."""
_BLANK = "\n\n"


class Conditions(NamedTuple):
    """What stands in the profile's one text.

    Args:
        ticked: names of `KNOWN`, in its order.
        text: in the person's own words; "" = nothing.
    """

    ticked: tuple[str, ...] = ()
    text: str = ""

    @classmethod
    def read(cls, stored: str) -> Conditions:
        """From the text as it is stored: a line for each ticked name, a blank line, the person's own words."""
        head, _blank, text = stored.partition(_BLANK)
        names = head.splitlines()
        if not stored or not all(name in KNOWN for name in names):
            return cls((), stored)
        return cls(_ordered(names), text)

    def stored(self) -> str:
        """As one text; readable as it stands, also in a file."""
        head = "\n".join(_ordered(self.ticked))
        if not head and Conditions.read(self.text).ticked == () and not self.text.startswith(_BLANK):
            return self.text
        return f"{head}{_BLANK}{self.text}" if self.text or not head else head


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    ticked = set(names)
    return tuple(name for name in KNOWN if name in ticked)
