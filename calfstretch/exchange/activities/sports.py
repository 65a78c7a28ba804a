"""What kind of activity a watch or service means: its own words and numbers, in several languages."""

from __future__ import annotations

import re
import unicodedata

from calfstretch.domain.day import ActivityKind as Kind

# FIT enumerations, by number. Source: activity formats, section 1.
FIT_SPORTS = {
    0: "generic", 1: "running", 2: "cycling", 3: "transition", 4: "fitness_equipment", 5: "swimming", 10: "training",
    11: "walking", 12: "cross_country_skiing", 13: "alpine_skiing", 14: "snowboarding", 15: "rowing",
    16: "mountaineering", 17: "hiking", 18: "multisport", 19: "paddling", 21: "e_biking", 30: "inline_skating",
    31: "rock_climbing", 35: "snowshoeing", 37: "stand_up_paddleboarding", 48: "floor_climbing", 62: "hiit",
}  # fmt: skip
# Numbers that Strava writes as the type of a track. Source: activity formats, section 2; 1 rests on one source.
_STRAVA_NUMBERS = {"1": Kind.RIDE, "9": Kind.RUN}

# Words without accents, in lower case. One that says it is something else outweighs the others: "Langlauf" is no run.
_WORDS = {
    Kind.OTHER: """
        skiing ski skilanglauf langlauf eislauf eislaufen rollerski skate skating skridsko rowing rudern motor
        motorcycling handcycle wheelchair rollstuhl yoga pilates paddling paddle kayak kajak canoe kanu surf surfing
        sail sailing segeln golf tennis elliptical crosstrainer rollerskate inline driving car flying transition
        horse horseback reiten""",
    Kind.STAIRS: """
        stair stairs stairstepper stairstepping stepper floor climbstairs treppe treppen treppensteigen escalier
        escaliers escaleras trappen trapplopen trappor trapper schody""",
    Kind.HIKE: """
        hike hiking hiker mountaineering trekking wandern wanderung bergwandern bergsteigen randonnee bergwandeling
        hikingtocht senderismo excursionismo escursione escursionismo trilha vandring vandretur fjelltur fottur
        wedrowka vaellus patikointi snowshoe snowshoeing""",
    Kind.RUN: """
        run runs running runner jog jogging treadmill trackrun lauf laufen laufband trailrunning traillauf bahnlauf
        course courir hardlopen hardloopsessie hardloop loopband loopsessie carrera correr corriendo corsa correre
        corrida lob lobetur loping lopning loptur lopetur lopetrening bieg bieganie juoksu juokseminen beh behani
        futas trailrun""",
    Kind.RIDE: """
        ride rides riding bike biking biker cycling cyclist bicycle bmx mtb ebike ebiking velomobile spin spinning
        gravel rad radfahren radfahrt fahrrad rennrad rennradfahren mountainbike mountainbiken radtour ebikefahrt
        ergometer velo cyclisme vtt fietsrit fietsen fiets wielrennen ciclismo bici bicicletta bicicleta pedalada
        cykling cykel cykeltur sykling sykkel sykkeltur rowerze rowerowa kolarstwo pyoraily cyklistika kolo
        kerekparozas velosport fietstocht pedalata""",
    Kind.SWIM: """
        swim swims swimming schwimmen schwimmtraining freiwasserschwimmen bahnenschwimmen natation nager nage
        zwemmen zwemsessie natacion nadar nuoto nuotare natacao svomning svomme svomming simning plywanie uinti
        plavani uszas schwimmbad freiwasser""",
    Kind.STRENGTH: """
        strength weight weights weighttraining weightlifting crossfit functionalstrength powerlifting krafttraining
        kraft gewichtheben musculation renforcement krachttraining fuerza pesas musculacao forca pesi forza
        styrketraening styrketraning styrketrening styrke silowy silowe voimaharjoittelu core coretraining
        gewichtstraining""",
    Kind.WALK: """
        walk walks walking walker walkathon nordicwalking spaziergang gehen spazieren marche promenade wandeling
        wandelen lopen caminata caminar paseo camminata passeggiata camminare caminhada gang gatur promenad spacer
        chodzenie kavely pochod chuze""",
    Kind.STANDING: "standing",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# Parts of words, for languages that join them and for writing without spaces.
_PARTS = {
    "ランニング": Kind.RUN, "ラン": Kind.RUN, "ライド": Kind.RIDE, "サイクリング": Kind.RIDE, "ウォーキング": Kind.WALK,
    "ウォーク": Kind.WALK, "ハイキング": Kind.HIKE, "ハイク": Kind.HIKE, "水泳": Kind.SWIM, "スイム": Kind.SWIM,
    "跑步": Kind.RUN, "骑行": Kind.RIDE, "步行": Kind.WALK, "徒步": Kind.HIKE, "游泳": Kind.SWIM, "бег": Kind.RUN,
    "велос": Kind.RIDE, "ходьба": Kind.WALK, "поход": Kind.HIKE, "плаван": Kind.SWIM, "силов": Kind.STRENGTH,
}  # fmt: skip
_ENDINGS = (
    ("schwimmen", Kind.SWIM), ("wandern", Kind.HIKE), ("wanderung", Kind.HIKE), ("radfahren", Kind.RIDE),
    ("fahrrad", Kind.RIDE), ("lauf", Kind.RUN), ("laufen", Kind.RUN), ("lopen", Kind.RUN), ("lob", Kind.RUN),
    ("lopning", Kind.RUN), ("svomning", Kind.SWIM), ("simning", Kind.SWIM), ("zwemmen", Kind.SWIM),
    ("cykling", Kind.RIDE), ("fietsen", Kind.RIDE), ("fietsrit", Kind.RIDE), ("running", Kind.RUN),
    ("cycling", Kind.RIDE), ("swimming", Kind.SWIM), ("walking", Kind.WALK), ("hiking", Kind.HIKE),
    ("spaziergang", Kind.WALK), ("wandeling", Kind.WALK),
)  # fmt: skip
# Two words that mean something else than each of them.
_PAIRS = {
    "stair climbing": Kind.STAIRS,
    "stand up": Kind.OTHER,
    "horse riding": Kind.OTHER,
    "cross country": Kind.OTHER,
    "hand cycling": Kind.OTHER,
    "open water": Kind.SWIM,
    "eau libre": Kind.SWIM,
    "aguas abiertas": Kind.SWIM,
}
_APPLE = "HKWorkoutActivityType"
_SWITCH = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Letters that are no letter with an accent.
_LETTERS = str.maketrans("øł", "ol", "")
_BETWEEN = re.compile(r"[\W_]+")


def kind_of(text: str, detail: str = "") -> Kind:
    """The kind of activity; OTHER where nobody knows the words.

    Args:
        text: what the file calls the sport: "running", "TrailRun", "Course à pied", "9" in a track of Strava,
            "HKWorkoutActivityTypeRunning".
        detail: a second word that decides where the first is silent, such as the FIT sub-sport "indoor_cycling".
    """
    text = text[:200].strip()
    if text in _STRAVA_NUMBERS:
        return _STRAVA_NUMBERS[text]
    known = _by_words(text)
    if known is None and detail:
        known = _by_words(detail[:200])
    return known or Kind.OTHER


def fit_kind(sport: int | str | None, sub_sport: str = "") -> Kind:
    """The kind of a FIT sport, which the profile names or gives as a number it does not know."""
    if isinstance(sport, int):
        sport = FIT_SPORTS.get(sport, "")
    if sub_sport in ("stair_climbing", "strength_training", "floor_climbing"):
        return kind_of(sub_sport)
    return kind_of(sport or "", sub_sport)


def _by_words(text: str) -> Kind | None:
    words = _words(text.removeprefix(_APPLE))
    joined = " ".join(words)
    if joined == "trail":  # French for a run; beside another word it is where and not what
        return Kind.RUN
    for pair, kind in _PAIRS.items():
        if f" {pair} " in f" {joined} ":
            return kind
    known = [_KINDS[word] for word in words if word in _KINDS]
    if known:
        # A word that says it is something else outweighs one that looks like a sport of ours.
        return Kind.OTHER if Kind.OTHER in known else known[0]
    for word in words:
        for ending, kind in _ENDINGS:
            if word.endswith(ending):
                return kind
    for part, kind in _PARTS.items():
        if part in text or part in joined:
            return kind
    return None


def _words(text: str) -> list[str]:
    """Lower case, without accents, split where a capital or a sign stands."""
    text = _SWITCH.sub(" ", text)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return [word for word in _BETWEEN.split(plain.casefold().replace("æ", "ae").translate(_LETTERS)) if word]
