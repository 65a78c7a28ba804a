"""What a backup holds, in words and counts."""

from __future__ import annotations

from calfstretch.ui.share.state import Holding
from calfstretch.ui.theme import HEADING, Theme
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.texts import Text, body, secondary


class BackupView(Card):
    """A card with what it is, what it is for, and how much of each there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, gap=12, padding=28)
        self.title = Text(theme, size=HEADING, weight=700)
        self.purpose = body(theme)
        self.counts = body(theme, strong=True)
        self.also = secondary(theme)
        for part in (self.title, self.purpose, self.counts, self.also):
            self.add(part)
        self.content.addStretch(1)

    def show_holding(self, holding: Holding) -> None:
        """Show the words."""
        self.setAccessibleName(holding.title)
        self.title.setText(holding.title)
        self.purpose.setText(holding.purpose)
        self.counts.setText("\n".join(holding.counts))
        self.counts.setVisible(bool(holding.counts))
        self.also.setText(holding.also)
