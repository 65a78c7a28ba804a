"""Which column of a Strava table holds what: every layout since 2018, in the language of the account."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from calfstretch.exchange.activities.cells import number
from calfstretch.exchange.activities.watch import RefusedFile
from calfstretch.exchange.activities.written_date import written_date
from calfstretch.i18n import gettext as _

_TAGS = re.compile(r"<[^<>]*>")
_OLD = ("id", "date", "name", "type")
# The first heading in the languages seen; in an unknown one the cells decide. Source: activity formats, section 4.
_IDS = frozenset(
    {"activity id", "aktivitats-id", "id de l'activite", "activiteits-id", "id de la actividad", "id da atividade",
     "id attivita", "aktivitets-id"}
)  # fmt: skip
_ENGLISH = {
    "date": "activity date",
    "title": "activity name",
    "sport": "activity type",
    "file": "filename",
    "moving": "moving time",
    "climb": "elevation gain",
}
# Headings after the columns whose order is known, as far as a language's are.
_HEART_RATE = frozenset(
    {"average heart rate", "durchschnittliche herzfrequenz", "frequence cardiaque moyenne", "gemiddelde hartslag",
     "frecuencia cardiaca media", "ritmo cardiaco promedio", "frequenza cardiaca media", "frequencia cardiaca media"}
)  # fmt: skip
_TEMPERATURE = frozenset(
    {"average temperature", "durchschnittliche temperatur", "temperature moyenne", "gemiddelde temperatuur",
     "temperatura media"}
)  # fmt: skip
_WEATHER = frozenset({"weather temperature", "wettertemperatur", "temperature meteo"})
_FULL, _FIRST = 18, 10
"""How many columns the order of which is known: since 2020, and in the first layout."""
_CHECKED_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where what stands, counted from 0; None = the table has no such column.

    Args:
        elapsed, moving: seconds.
        elapsed_shown, distance_shown: the same for the eye: the first of two columns of one name.
        distance: metres.
        shown_in_metres: so is the first distance; else it is km, of a swim metres.
        metres_assumed: that the one distance is in metres is a guess.
        known: the headings are in a language known here.
    """

    id: int = 0
    date: int = 1
    title: int = 2
    sport: int = 3
    elapsed: int | None = None
    elapsed_shown: int | None = None
    moving: int | None = None
    distance: int | None = None
    distance_shown: int | None = None
    file: int | None = None
    climb: int | None = None
    heart_rate: int | None = None
    temperature: int | None = None
    weather: int | None = None
    shown_in_metres: bool = False
    metres_assumed: bool = False
    known: bool = True

    @property
    def needed(self) -> int:
        """How many cells a row must have."""
        return 1 + max(self.id, self.date, self.sport, self.elapsed_shown or 0, self.distance_shown or 0)


def columns_of(heading: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns:
    """The columns of a table.

    Args:
        heading: its first row.
        rows: a few more, which decide where the language is unknown.

    Raises:
        RefusedFile: it is no table of Strava.
    """
    names = [plain(cell) for cell in heading]
    if tuple(names[:4]) == _OLD and "elapsed_time" in names:
        return _old(names)
    if names[:1] == ["activity id"] and "activity date" in names:
        return _english(names)
    known = bool(names) and names[0] in _IDS
    found = _by_order(names, known)
    if found is not None and (known or any(_fits(found, row) for row in rows[:_CHECKED_ROWS])):
        return found
    raise RefusedFile(_("It is a table, but none of activities that is known here (Strava or Garmin)."))


def plain(heading: str) -> str:
    """A heading without HTML, capitals and accents."""
    text = _TAGS.sub("", heading).replace("’", "'")
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def _old(names: list[str]) -> Columns:
    return Columns(
        elapsed_shown=_at(names, "elapsed_time"),
        distance_shown=_at(names, "distance"),
        file=_at(names, "filename"),
        shown_in_metres=True,
    )


def _english(names: list[str]) -> Columns:
    elapsed, distances = _all(names, "elapsed time"), _all(names, "distance")
    at = {what: _at(names, name) for what, name in _ENGLISH.items()}
    # In a shortened table with one distance the raw one follows the raw times.
    raw_alone = len(distances) == 1 and at["moving"] is not None and distances[0] == at["moving"] + 1
    return Columns(
        date=at["date"] or 1,
        title=at["title"] or 2,
        sport=at["sport"] or 3,
        file=at["file"],
        moving=at["moving"],
        climb=at["climb"],
        elapsed_shown=elapsed[0] if elapsed else None,
        elapsed=elapsed[1] if len(elapsed) > 1 else None,
        distance_shown=distances[0] if distances else None,
        distance=distances[1] if len(distances) > 1 else None,
        shown_in_metres=raw_alone,
        metres_assumed=raw_alone,
        heart_rate=_one_of(names, _HEART_RATE),
        temperature=_one_of(names, _TEMPERATURE),
        weather=_one_of(names, _WEATHER),
    )


def _by_order(names: list[str], known: bool) -> Columns | None:
    if len(names) >= _FULL:
        return Columns(
            elapsed_shown=5,
            distance_shown=6,
            file=12,
            elapsed=15,
            moving=16,
            distance=17,
            climb=20 if len(names) > 20 else None,
            heart_rate=_one_of(names, _HEART_RATE),
            temperature=_one_of(names, _TEMPERATURE),
            weather=_one_of(names, _WEATHER),
            known=known,
        )
    if len(names) == _FIRST:
        return Columns(elapsed_shown=5, distance_shown=6, file=9, known=known)
    return None


def _fits(columns: Columns, row: Sequence[str]) -> bool:
    """Whether a row of a table in an unknown language can be one of Strava."""
    if len(row) < columns.needed or not row[columns.id].strip().isdecimal():
        return False
    numbers = [columns.elapsed_shown, columns.elapsed, columns.moving, columns.distance]
    cells = [row[at].strip() for at in numbers if at is not None and at < len(row)]
    try:
        written_date(row[columns.date])
    except ValueError:
        return False
    return any(cells) and all(not cell or number(cell) is not None for cell in cells)


def _all(names: list[str], name: str) -> list[int]:
    return [at for at, one in enumerate(names) if one == name]


def _at(names: list[str], name: str) -> int | None:
    return next(iter(_all(names, name)), None)


def _one_of(names: list[str], wanted: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in wanted), None)
