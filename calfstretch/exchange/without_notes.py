"""The history without what the person wrote in their own words, for whoever shares it and keeps those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calfstretch.domain.day import Item
from calfstretch.domain.history import FILLED, Event

_NOTE_AT = {table: columns.index("note") for table, columns in FILLED.items() if "note" in columns}
_ITEM_AT, _VALUE_AT = (FILLED["day_items"].index(column) for column in ("item", "value"))


def without_notes(events: Iterable[Event]) -> Iterator[Event]:
    """The same entries, blank where a note stood. Names the person gave to fields of their own stay: they are headings.

    Args:
        events: entries as the history file holds them.
    """
    for table, values in events:
        at = _NOTE_AT.get(table)
        if table == "day_items" and values[_ITEM_AT] == Item.NOTE.value:
            at = _VALUE_AT
        if at is None or values[at] is None:
            yield table, values
        else:
            yield table, (*values[:at], None, *values[at + 1 :])
