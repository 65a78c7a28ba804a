"""The colours of one theme, by role; painted widgets take this and nothing else."""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """Colours as "#RRGGBB", by role. Text roles stand 7:1 on ground and card, shapes 3:1 (tested).

    Source: the palette table of the product design.
    """

    name: str
    ground: str
    card: str
    text: str
    secondary: str
    action: str
    on_action: str
    action_soft: str
    cramp: str
    on_cramp: str
    cramp_soft: str
    water: str
    activity: str
    feel: str
    line: str
    # the figure: everything that must stand 3:1 on ground and card
    skin: str
    hair: str
    shoe: str
    shirt: str
    trousers: str
    other_leg: str
    chair: str
    track: str
