"""Which column of a Garmin Connect list holds what: told by the headings, in the language of the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calfstretch.exchange.activities.cells import duration_s
from calfstretch.exchange.activities.strava_columns import plain
from calfstretch.exchange.activities.written_date import written_date

# Without accents, in small letters. English, German, Danish and Swedish as seen; the other languages as the website
# words them, changing over the years. Source: activity formats, section 5.
_HEADINGS = {
    "sport": """activity type|aktivitatstyp|aktivitetstype|aktivitetstyp|type d'activite|activiteittype|activiteitstype|
        type activiteit|tipo de actividad|tipo di attivita|tipo attivita|tipo de atividade""",
    "date": "date|datum|dato|fecha|data",
    "title": "title|titel|namn|tittel|titre|titulo|titolo|nom|naam|name|nombre|nome",
    "distance": "distance|distanz|distans|distanse|afstand|distancia|distanza",
    "time": "time|zeit|tid|temps|duree|tijd|tiempo|tempo|dauer|varaktighed",
    "moving": """moving time|zeit in bewegung|bewegungszeit|in bewegung|tid i bevægelse|bevægelsestid|tid i rorelse|
        rorelsetid|bevegelsestid|temps de deplacement|duree de deplacement|temps en mouvement|beweegtijd|
        tijd in beweging|bewegingstijd|tiempo en movimiento|tempo in movimento|tempo em movimento""",
    "elapsed": """elapsed time|verstrichene zeit|vergangene zeit|forløbet tid|medgaet tid|forlopt tid|forfluten tid|
        forløpt tid|temps ecoule|duree ecoulee|verstreken tijd|tiempo transcurrido|tempo trascorso|tempo decorrido""",
    "heart_rate": """avg hr|average hr|avg heart rate|ø hf|ø herzfrequenz|durchschnittliche herzfrequenz|
        gennemsnitlig puls|gns. puls|medelpuls|genomsnittlig puls|gjennomsnittlig puls|gj.sn. puls|
        frequence cardiaque moyenne|fc moyenne|fc moy.|gem. hs|gem. hartslag|gemiddelde hs|gemiddelde hartslag|
        frecuencia cardiaca media|fc media|frequenza cardiaca media|frequencia cardiaca media""",
    "coldest": """min temp|min. temp|min. temp.|min-temp|minimale temperatur|minimumtemperatur|mindsttemperatur|
        lagsta temperatur|temp. min|temp. min.|temp min|temperature minimale|minimale temperatuur|minimumtemperatuur|
        temperatura minima""",
    "warmest": """max temp|max. temp|max. temp.|max-temp|maks. temp|maks. temp.|maximale temperatur|maximaltemperatur|
        maksimumtemperatur|hogsta temperatur|temp. max|temp. max.|temp max|temperature maximale|maximale temperatuur|
        maximumtemperatuur|temperatura maxima""",
    "climb": """total ascent|elev gain|elevation gain|anstieg gesamt|gesamtanstieg|aufstieg gesamt|
        positiver hohenunterschied|samlet stigning|total stigning|total okning|ascension totale|gain d'altitude|
        totale stijging|ascenso total|ganancia de altura|ascesa totale|subida total""",
    "steps": "steps|schritte|trin|skridt|steg|skritt|pas|stappen|pasos|passi|passos",
    "stride": """avg stride length|ø schrittlange|durchschnittliche schrittlange|gennemsnitlig skridtlængde|
        genomsnittlig steglangd|medelsteglangd""",
}
_FIRST_SEVEN = {"sport": 0, "date": 1, "title": 3, "distance": 4, "time": 6}
_YES_NO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where what stands, counted from 0; None = the table has no such column.

    Args:
        distance: km or miles, of pool and track metres.
        time, moving, elapsed: clocks; what the watch counted, in motion, from begin to end.
        coldest, warmest: C or F, by the device.
        steps, stride: of a run; the stride in metres or feet.
    """

    sport: int
    date: int
    title: int | None = None
    distance: int | None = None
    time: int | None = None
    moving: int | None = None
    elapsed: int | None = None
    heart_rate: int | None = None
    coldest: int | None = None
    warmest: int | None = None
    climb: int | None = None
    steps: int | None = None
    stride: int | None = None


def columns_of(heading: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    """The columns of a table; None = it is no such list.

    Args:
        heading: its first row.
        rows: a few more: in an unknown language the first seven columns, whose order is known, are told by them.
    """
    names = [plain(cell) for cell in heading]
    at: dict[str, int] = {}
    for what, wanted in _names().items():
        place = next((place for place, name in enumerate(names) if name in wanted), None)
        if place is not None:
            at[what] = place
    if not {"sport", "date"} <= at.keys():
        if not any(_fits(row) for row in rows):
            return None
        at |= _FIRST_SEVEN
    return Columns(**at)


def _names() -> dict[str, frozenset[str]]:
    return {what: frozenset(name.strip() for name in names.split("|")) for what, names in _HEADINGS.items()}


def _fits(row: Sequence[str]) -> bool:
    if len(row) <= _FIRST_SEVEN["time"] or duration_s(row[_FIRST_SEVEN["time"]]) is None:
        return False
    try:
        written_date(row[_FIRST_SEVEN["date"]])
    except ValueError:
        return False
    # The third column says whether it is a favourite, in words of the program and not of the language.
    return row[_YES_NO].strip().casefold() in ("true", "false")
