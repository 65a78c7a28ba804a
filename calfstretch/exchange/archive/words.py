"""What each column of the archive means, English for ever; the dictionary in the zip is made of it."""

from __future__ import annotations

from calfstretch.domain.day import MINERALS, SALT_FORMS, ActivityKind, Item
from calfstretch.domain.episode import Helped, Quality, Tried, Zone
from calfstretch.domain.routine import Purpose, TargetOrigin, Variant
from calfstretch.domain.session_log import EndReason


class About:
    """One field of a record: what stands in its column.

    Args:
        meaning: one line.
        heading: of its column; "" = the field's name.
        unit: of its numbers; "" = none.
        allowed: the values it can have, where its type does not say it.
        blank: what an empty cell means; "" = it is never empty.
    """

    __slots__ = ("allowed", "blank", "heading", "meaning", "unit")

    def __init__(self, meaning: str, *, heading: str = "", unit: str = "", allowed: str = "", blank: str = "") -> None:
        self.meaning, self.heading, self.unit, self.allowed, self.blank = meaning, heading, unit, allowed, blank


NOT_SAID, NONE, NO_TEXT = "not said", "none", "nothing written"
_SCALE = "0 to 10"


def _one_of(*words: object) -> str:
    return "; ".join(str(word) for word in words)


TRAIL = {
    "id": About("identity of the entry; the same on every computer", allowed="any text, once in its table"),
    "source": About("where the entry came from"),
    "entered_at": About("when it was entered", unit="UTC"),
    "changed_at": About("when it was last changed; of two states of one entry the later one holds", unit="UTC"),
}
"""What every record has."""

_WEEKDAYS = About("days of the week", allowed="1 (Monday) to 7 (Sunday), joined with ;")
_POSITION = About("its place in the list on screen")
_LEFT_RIGHT = About("the leg", allowed="left; right")
_FIRST_DAY, _DAY = About("first diary day"), About("the diary day")
_NOTE = About("in the person's own words", blank=NO_TEXT)
_EPISODE_ID = About("id of the episode it belongs to, in episodes.csv", blank="belongs to none")

WORDS: dict[str, dict[str, About]] = {
    "sessions": {
        "purpose": About("what the session was for", allowed=_one_of(*Purpose)),
        "started_at": About("when it began"),
        "routine": About("the routine as it stood at the start", blank="not known"),
        "variant": About("how the front leg was held", allowed=_one_of(*Variant)),
        "ended_at": About("when it ended", blank="not known"),
        "outcome": About("done = every planned hold was done once", blank="not ended"),
        "feel_before": About(
            "how the calf felt before, 0 not tight or sore, 10 as bad as can be",
            heading="feel_before_0_10", allowed=_SCALE, blank=NOT_SAID,
        ),
        "feel_after": About(
            "how the calf felt after, 0 not tight or sore, 10 as bad as can be",
            heading="feel_after_0_10", allowed=_SCALE, blank=NOT_SAID,
        ),
        "note": _NOTE,
        "episode_id": _EPISODE_ID,
    },
    "holds": {
        "session_id": About("id of the session, in sessions.csv"),
        "ordinal": About("running number within the session, attempts included", allowed="1 or more"),
        "round": About("the round", allowed="1 or more"),
        "leg": _LEFT_RIGHT,
        "attempt": About("which attempt at this hold", allowed="1 or more"),
        "planned_s": About("what the routine asked for", unit="s", allowed="5 to 120"),
        "target_s": About("what was wanted after plus and minus", unit="s", allowed="5 to 120"),
        "target_origin": About("who set the target", allowed=_one_of(*TargetOrigin)),
        "held_s": About("how long it was really held", unit="s", allowed="0 to 120"),
        "end_reason": About("how it ended", allowed=_one_of(*EndReason)),
    },
    "episodes": {
        "at": About("when it began, or when the time in which it fell began"),
        "until": About("when the time in which it fell ended", blank="it began at one moment"),
        "kind": About("what it was; tightness does not count as a spasm, not_said does"),
        "leg": About("the leg", blank=NOT_SAID),
        "zones": About(
            "where, as leg:zone", allowed=f"left, right or both : {_one_of(*Zone)}; joined with ;", blank=NOT_SAID
        ),
        "pain": About(
            "worst pain, 0 no pain, 10 worst imaginable", heading="pain_0_10", allowed=_SCALE, blank=NOT_SAID
        ),
        "qualities": About("how it felt", allowed=f"{_one_of(*Quality)}; joined with ;", blank=NOT_SAID),
        "onset": About("how it began", blank=NOT_SAID),
        "duration_s": About("how long it lasted", unit="s", allowed="0 to 604800", blank=NOT_SAID),
        "duration_band": About(
            "how long it lasted, in minutes, where no seconds are known", heading="duration_band_min", unit="min",
            blank=NOT_SAID,
        ),
        "duration_source": About("how the duration is known", blank=NOT_SAID),
        "eased_after_s": About("from the press to easing", unit="s", allowed="0 to 604800", blank=NOT_SAID),
        "eased_by": About("what eased it, in the person's words", blank=NOT_SAID),
        "context": About("what the person was doing", blank=NOT_SAID),
        "tried": About(
            "what was tried and whether it helped, as what=helped",
            allowed=f"{_one_of(*Tried)} = {_one_of(*Helped)}, or without = where not said; joined with ;",
            blank=NOT_SAID,
        ),
        "minutes_awake": About(
            "how long the person lay awake; 0 = it did not wake", heading="awake_min", unit="min", allowed="0 to 1440",
            blank=NOT_SAID,
        ),
        "sore_after": About("whether the calf was sore afterwards", blank=NOT_SAID),
        "suspected": About("what the person suspects; never in statistics", blank=NO_TEXT),
        "note": _NOTE,
        "cluster_id": About("the same for spasms that came together", blank="stands alone"),
        "draft": About("yes = made by a check-in, waiting to be described"),
        "suggested": About("columns the program filled in and nobody touched, joined with ;", blank=NONE),
        "own": About("fields of one's own, as name=value", allowed="yes; no; a number", blank=NONE),
    },
    "drinks": {
        "at": About("when it was drunk"),
        "ml": About("how much; single drinks are a lower bound of the day's water", unit="ml", allowed="1 to 10000"),
        "origin_key": About("recognises the same drink in another file", blank="typed by the person"),
    },
    "activities": {
        "at": About("when it began"),
        "kind": About("what was done", allowed=_one_of(*ActivityKind)),
        "sport": About("what a watch or service calls it", blank="typed by the person"),
        "minutes": About(
            "how long it took, pauses included", heading="duration_min", unit="min", allowed="0 to 10080",
            blank=NOT_SAID,
        ),
        "effort": About("how hard it felt, 0 rest, 10 maximal", heading="effort_0_10", allowed=_SCALE, blank=NOT_SAID),
        "moving_s": About("time in motion", unit="s", allowed="0 to 604800", blank="not known"),
        "distance_m": About("distance", unit="m", allowed="0 to 2000000", blank="not known"),
        "climb_m": About("metres climbed", unit="m", allowed="from -20000 to 100000", blank="not known"),
        "temperature_c": About("temperature", unit="°C", allowed="from -60 to 60", blank="not known"),
        "temperature_kind": About("measured by the device or by a weather service", allowed="device; weather",
                                  blank="not known"),
        "heart_rate_bpm": About("average heart rate", unit="beats/min", allowed="1 to 300", blank="not known"),
        "origin_key": About("recognises the same activity in another file", blank="typed by the person"),
        "note": _NOTE,
    },
    "imported_ranges": {
        "first_day": _FIRST_DAY,
        "last_day": About("last diary day: inside, a day without an activity had none"),
        "origin": About("the file or service", blank=NO_TEXT),
    },
    "checkins": {
        "day": About("the diary day, which is known by this answer"),
        "spasms": About("how many spasms the day and its night had; 0 = none", allowed="0 to 200"),
    },
    "day_items": {
        "day": About("the diary day; sleep is of the night that ended that morning"),
        "item": About("what was noted", allowed=f"{_one_of(*Item)}; tag:NAME for tags of one's own"),
        "value": About(
            "what was noted of it",
            allowed=f"a number, yes or no, less; usual; more, a text; salts also {_one_of(*SALT_FORMS, *MINERALS)}",
            blank="an empty note",
        ),
    },
    "pauses": {
        "first_day": _FIRST_DAY,
        "last_day": About("last diary day"),
        "reason": About("such as ill or travel", blank=NO_TEXT),
    },
    "tags": {
        "name": About("its name; day_items.csv names it as tag:NAME", allowed="1 to 96 characters without /"),
        "noted_of": About("of what it is noted"),
        "kind": About("what it holds"),
        "unit": About("unit of its number", blank=NONE),
        "lag_days": About(
            "0 = compared with the same night, 1 = with the night after", unit="days", allowed="0; 1"
        ),
        "position": _POSITION,
    },
    "routines": {
        "name": About("its name"),
        "hold_s": About(
            "length of a hold", unit="s", allowed="30 to 120; 5 to 120 where a therapist set it"
        ),
        "hold_origin": About("who set it"),
        "rounds": About("how many rounds", allowed="1 to 5"),
        "get_ready_s": About("time to get ready", unit="s", allowed="0 to 60"),
        "swap_s": About("time between two legs", unit="s", allowed="3 to 30"),
        "rest_s": About("rest between two rounds", unit="s", allowed="0 to 60"),
        "leg_order": About("which legs, in which order"),
        "variant": About("how the front leg is held"),
        "purpose": About("what it is for"),
        "position": _POSITION,
        "deleted_at": About(
            "when it went into the bin; a programme in use is still made of it", unit="UTC", blank="in use"
        ),
    },
    "programmes": {
        "routine_id": About("id of the routine, in routines.csv"),
        "times_a_day": About("how often on each of its days", allowed="1 to 12"),
        "weekdays": _WEEKDAYS,
        "first_day": About("first diary day it holds for"),
        "last_day": About("last diary day it holds for", blank="open"),
        "origin": About("who set it", allowed="person; therapist"),
        "note": About("in the person's or the therapist's own words", blank=NO_TEXT),
    },
    "profile": {
        "name": About("who the diary is about", blank=NOT_SAID),
        "conditions": About("in the person's own words", blank=NOT_SAID),
        "emergency_number": About("the number to call", blank=NOT_SAID),
    },
    "questions": {
        "text": About("something to ask at the next visit", blank=NO_TEXT),
        "asked_on": About("the day it was asked", blank="not yet asked"),
    },
    "marked_changes": {
        "day": _DAY,
        "text": About("what changed on that day", blank=NO_TEXT),
    },
    "safety_answers": {
        "at": About("when it was answered"),
        "flag": About("number of the question in the list of signs to see a doctor for", allowed="1 to 14"),
        "answer": About("the answer; not_sure counts as yes", allowed="yes; no; not_sure"),
        "episode_id": _EPISODE_ID,
    },
    "reminders": {
        "kind": About("of what to remind"),
        "local_time": About("by the clock on the wall"),
        "weekdays": _WEEKDAYS,
        "is_on": About("no = kept, and silent"),
    },
    "looks": {
        "number": About("running number; a look compares everything with everything, every 28 days",
                        allowed="1 to 10000"),
        "day": About("the diary day it was worked out on"),
        "body": About("counts of what went in, and the results, as they were shown"),
    },
}  # fmt: skip

SETTINGS = {
    "key": About("name of the setting"),
    "value": About("its value; null = taken back"),
    "changed_at": About("when it was last changed", unit="UTC"),
}
TOMBSTONES = {
    "table": About("the table it stood in"),
    "id": About("identity of the entry"),
    "deleted_at": About("when it was deleted", unit="UTC"),
}
DERIVED = {
    "day": About("the diary day it belongs to, worked out from the time; not read back"),
    "unit": About("unit of the value; not read back", blank="it has none"),
}
