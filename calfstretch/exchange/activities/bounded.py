"""How much one file may give: what is found is held in memory until the person has seen it."""

from __future__ import annotations

from collections.abc import Iterator

from calfstretch.domain.found import Found, Refusal
from calfstretch.exchange.activities.watch import RefusedFile
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext

MOST_FOUND, MOST_REFUSALS = 200_000, 500
"""Activities, drinks and values of one file: five a day for a hundred years. Reasons shown one by one."""


def bounded(found: Iterator[Found | Refusal]) -> Iterator[Found | Refusal]:
    """The same; of more refusals than anyone reads the last says how many there are besides.

    Raises:
        RefusedFile: it holds more than any real file; what was given before stands.
    """
    kept, refused = 0, 0
    try:
        for one in found:
            if isinstance(one, Refusal):
                refused += 1
                if refused <= MOST_REFUSALS:
                    yield one
                continue
            kept += 1
            if kept > MOST_FOUND:
                raise RefusedFile(_("It holds more than {count} entries.").format(count=MOST_FOUND))
            yield one
    except RefusedFile:
        yield from _rest(refused)
        raise
    yield from _rest(refused)


def _rest(refused: int) -> Iterator[Refusal]:
    more = refused - MOST_REFUSALS
    if more > 0:
        yield Refusal(
            _("further on"),
            ngettext("{count} more entry cannot be used.", "{count} more entries cannot be used.", more).format(
                count=more
            ),
        )
