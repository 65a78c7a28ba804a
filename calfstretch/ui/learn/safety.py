"""The Safety page: the fourteen red flags in their fixed words, the most urgent first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from calfstretch.domain import red_flags
from calfstretch.domain.red_flags import RedFlag, Urgency
from calfstretch.i18n import gettext as _
from calfstretch.ui.theme import Theme
from calfstretch.ui.widgets.card import Card
from calfstretch.ui.widgets.rows import Stack
from calfstretch.ui.widgets.scroll_page import ScrollPage
from calfstretch.ui.widgets.texts import Text, body, secondary, small, title

_TONES = {Urgency.EMERGENCY: "cramp", Urgency.SAME_DAY: "cramp", Urgency.SOON: "text"}


class SafetyPage(ScrollPage):
    """The signs that lead to a clinician; read with the arrow keys, or flag by flag by a screen reader.

    Args:
        titled: False where a sheet around it bears the title.
    """

    def __init__(self, theme: Theme, *, titled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Safety"), widest=860, reading=True, parent=parent)
        self._theme = theme
        if titled:
            self.add(title(theme, _("Safety")))
        self.add(
            body(
                theme,
                _(
                    "calfstretch is a diary and a timer. It does not tell you what you have. "
                    "With any of these signs, get help as said here."
                ),
            )
        )
        for urgency in Urgency:
            self.add(self._part(urgency))
        self.add(body(theme, _(red_flags.FOOTER), strong=True))
        self.add(
            small(
                theme,
                _("Sources stand under each sign; last compared with them in {month}.").format(
                    month=red_flags.CHECKED_ON
                )
                + " "
                + _(red_flags.NOT_REVIEWED),
            )
        )
        self.add_stretch()

    def _part(self, urgency: Urgency) -> QWidget:
        card = Card(self._theme, edge="strong" if urgency is Urgency.EMERGENCY else "soft", gap=14)
        words = _(red_flags.URGENCY_TEXT[urgency])
        card.setAccessibleName(words)
        card.add(Text(self._theme, words, size=24, weight=700, tone=_TONES[urgency]))
        for flag in red_flags.of(urgency):
            card.add(self._flag(flag))
        return card

    def _flag(self, flag: RedFlag) -> QWidget:
        row = Stack(self._theme, across=True, gap=12)
        number = Text(self._theme, str(flag.number), weight=700, wrap=False)
        number.setMinimumWidth(self._theme.px(28))
        row.box.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = Stack(self._theme, gap=2)
        words.add(body(self._theme, _(flag.text)))
        words.add(secondary(self._theme, _("Source: {source}").format(source=_(flag.source))))
        row.add(words, 1)
        return row
