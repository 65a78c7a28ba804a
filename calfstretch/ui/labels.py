"""The words on screen for every term of the diary; no Qt."""

from __future__ import annotations

from datetime import date, datetime

from calfstretch.domain.day import TAG_PREFIX, Activity, ActivityKind, Item
from calfstretch.domain.episode import Context, DurationBand, Episode, Helped, Kind, Quality, Tried, Zone
from calfstretch.domain.record import Record
from calfstretch.domain.routine import PRESETS, Leg, LegOrder, Purpose, Routine, TargetOrigin, Variant
from calfstretch.domain.session_log import EndReason, Outcome
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext, pgettext
from calfstretch.ui import amounts, formats

PAUSE_ILL, PAUSE_TRAVEL = "ill", "travel"
"""The two reasons of a pause that have words in every language; any other is kept as typed."""
_ANSWERS = ("checkins", "day_items")


def leg(value: str) -> str:
    """Left, Right, Both"""
    return {Leg.LEFT: _("Left"), Leg.RIGHT: _("Right"), Leg.BOTH: _("Both")}[Leg(value)]


def leg_loud(value: str) -> str:
    """LEFT, RIGHT: for the guide, read from the wall."""
    return {Leg.LEFT: _("LEFT"), Leg.RIGHT: _("RIGHT"), Leg.BOTH: _("BOTH")}[Leg(value)]


def zone(value: str) -> str:
    """outer calf, heel cord …"""
    return {
        Zone.BEHIND_KNEE: _("behind the knee"),
        Zone.INNER_CALF: _("inner calf"),
        Zone.OUTER_CALF: _("outer calf"),
        Zone.MIDDLE_CALF: _("middle calf"),
        Zone.LOWER_CALF: _("lower calf"),
        Zone.HEEL_CORD: _("heel cord"),
        Zone.ARCH: _("arch of the foot"),
    }[Zone(value)]


def place(value: str) -> str:
    """Left, outer calf: of a "left:outer_calf"."""
    side, _sep, name = value.partition(":")
    return _("{leg}, {zone}").format(leg=leg(side), zone=zone(name))


def kind(value: str) -> str:
    """Spasm, Tightness; what was not said to be either goes by the name of what it counts as."""
    return {Kind.SPASM: _("Spasm"), Kind.TIGHTNESS: _("Tightness"), Kind.NOT_SAID: _("Spasm")}[Kind(value)]


def kind_in_full(value: str) -> str:
    """Spasm, Tightness, Spasm (kind not said): where there is room to say what is not known."""
    return _("Spasm (kind not said)") if Kind(value) is Kind.NOT_SAID else kind(value)


def quality(value: str) -> str:
    """How it felt."""
    return {
        Quality.SHOOTING: _("shooting"),
        Quality.STABBING: _("stabbing"),
        Quality.CRAMPING: _("cramping"),
        Quality.ACHING: _("aching"),
        Quality.TIGHTNESS: _("tight"),
        Quality.HARDNESS: _("hard"),
    }[Quality(value)]


def quality_meaning(value: str) -> str:
    """One line that says what the word means."""
    return {
        Quality.SHOOTING: _("quick, running along the leg"),
        Quality.STABBING: _("sharp, in one spot"),
        Quality.CRAMPING: _("gripping, the muscle pulls together"),
        Quality.ACHING: _("dull and lasting"),
        Quality.TIGHTNESS: _("short, as if it would not stretch"),
        Quality.HARDNESS: _("a hard knot under the hand"),
    }[Quality(value)]


def band(value: str) -> str:
    """Under 1 min, 1–3 min …"""
    return {
        DurationBand.UNDER_1: _("Under 1 min"),
        DurationBand.FROM_1_TO_3: _("1–3 min"),
        DurationBand.FROM_3_TO_10: _("3–10 min"),
        DurationBand.OVER_10: _("Over 10 min"),
    }[DurationBand(value)]


def context(value: str) -> str:
    """What the person was doing."""
    return {
        Context.ASLEEP: _("Asleep"),
        Context.RESTING: _("Resting"),
        Context.SITTING: _("Sitting"),
        Context.ON_FEET: _("On my feet"),
        Context.WALKING: _("Walking"),
        Context.EXERCISING: _("Exercising"),
        Context.WITHIN_HOUR: _("Within an hour after exercise"),
        Context.LATER_THAT_DAY: _("Later on a day with exercise"),
        Context.THAT_NIGHT: _("The night after exercise"),
    }[Context(value)]


def tried(value: str) -> str:
    """What was tried."""
    return {
        Tried.STRETCH: _("Stretch"),
        Tried.STAND: _("Standing on it"),
        Tried.MASSAGE: _("Massage"),
        Tried.HEAT: _("Warmth"),
        Tried.COLD: _("Cold"),
        Tried.DRINK: _("Drink"),
        Tried.MEDICINE: _("Medicine"),
    }[Tried(value)]


def helped(value: str) -> str:
    """Whether it helped."""
    return {Helped.YES: _("helped"), Helped.A_BIT: _("a bit"), Helped.NO: _("no")}[Helped(value)]


def activity(value: str) -> str:
    """Run, Walk …"""
    return {
        ActivityKind.RUN: _("Run"),
        ActivityKind.WALK: _("Walk"),
        ActivityKind.RIDE: _("Ride"),
        ActivityKind.SWIM: _("Swim"),
        ActivityKind.HIKE: _("Hike"),
        ActivityKind.STRENGTH: _("Strength"),
        ActivityKind.STAIRS: _("Stairs"),
        ActivityKind.STANDING: _("Standing"),
        ActivityKind.OTHER: pgettext("activity", "Other"),
    }[ActivityKind(value)]


def item(value: str) -> str:
    """Water, Heels … or the tag's own name."""
    if value.startswith(TAG_PREFIX):
        return value[len(TAG_PREFIX) :]
    return {
        Item.WATER: _("Water"),
        Item.WATER_LEVEL: _("Water, compared"),
        Item.ELECTROLYTE_DRINK: _("Electrolyte drink"),
        Item.SALTS: _("Salts taken"),
        Item.HOT_DAY: _("Hot day"),
        Item.MAX_TEMP_C: _("Highest temperature"),
        Item.SLEEP_H: _("Sleep, the night before"),
        Item.HEELS: _("Heels"),
        Item.STAIRS: _("Many stairs"),
        Item.STANDING: _("Long standing"),
        Item.TRAVEL: _("Long travel"),
        Item.ALCOHOL: _("Alcohol"),
        Item.NOTE: _("Note"),
    }[Item(value)]


def water_level(value: str) -> str:
    """less, usual, more"""
    return {"less": _("Less than usual"), "usual": _("As usual"), "more": _("More than usual")}[value]


def item_value(name: str, value: str) -> str:
    """Yes, 1.25 L, 7.5 h … or the text of a note."""
    if name == Item.WATER:
        return amounts.amount(float(value))
    if name == Item.MAX_TEMP_C:
        return formats.temperature(float(value))
    if name == Item.SLEEP_H:
        return _("{h} h").format(h=formats.decimal(float(value), 2))
    if name == Item.WATER_LEVEL:
        return water_level(value)
    if name == Item.SALTS and value not in ("yes", "no"):
        return ", ".join(salt(word) for word in value.split(";"))
    return yes_no(value) if value in ("yes", "no") else value


def salt(value: str) -> str:
    """Drink, tablet, food, sodium …"""
    return {
        "drink": _("drink"),
        "tablet": _("tablet"),
        "food": _("food"),
        "sodium": _("sodium"),
        "potassium": _("potassium"),
        "calcium": _("calcium"),
        "magnesium": _("magnesium"),
    }.get(value, value)


def effort_word(value: int) -> str:
    """The word of an effort from 0 to 10. Source: session RPE, Foster 2001; between its words the one below."""
    words = (
        _("rest"), _("very easy"), _("easy"), _("moderate"), _("somewhat hard"), _("hard"), _("hard"), _("very hard"),
        _("very hard"), _("very hard"), _("maximal"),
    )  # fmt: skip
    return words[value]


def yes_no(value: str) -> str:
    """Yes, No"""
    return _("Yes") if value == "yes" else _("No")


def purpose(value: str) -> str:
    """Daily stretch, Before bed …"""
    return {
        Purpose.DAILY: _("Daily stretch"),
        Purpose.BEFORE_ACTIVITY: _("Before a run"),
        Purpose.BEFORE_BED: _("Before bed"),
        Purpose.RELIEF: _("Relief stretch"),
    }[Purpose(value)]


def variant(value: str) -> str:
    """Knee straight …"""
    return {
        Variant.KNEE_STRAIGHT: _("Knee straight, not locked"),
        Variant.KNEE_BENT: _("Knee bent"),
        Variant.SEATED: _("Seated, with a towel"),
    }[Variant(value)]


def leg_order(value: str) -> str:
    """Left first …"""
    return {
        LegOrder.LEFT_FIRST: _("Left first"),
        LegOrder.RIGHT_FIRST: _("Right first"),
        LegOrder.LEFT_ONLY: _("Left alone"),
        LegOrder.RIGHT_ONLY: _("Right alone"),
    }[LegOrder(value)]


def block(value: str) -> str:
    """In the day, Evening …"""
    return {
        "day": _("In the day"),
        "evening": _("Evening"),
        "early_night": _("Early in the night"),
        "late_night": _("Late in the night"),
    }[value]


def block_hours(value: str) -> str:
    """What the block means, in hours."""
    return {
        "day": _("Up to 18:00"),
        "evening": _("18:00 to 22:00"),
        "early_night": _("22:00 to 2:00"),
        "late_night": _("2:00 to 7:00"),
    }[value]


def pause_reason(value: str) -> str:
    """ill, travelling, or the person's own words"""
    return {PAUSE_ILL: _("ill"), PAUSE_TRAVEL: _("travelling")}.get(value, value)


def spasms_said(spasms: int) -> str:
    """The quiet line after the check-in."""
    if not spasms:
        return _("No calf spasms, noted")
    return ngettext("{n} calf spasm in all, noted", "{n} calf spasms in all, noted", spasms).format(n=spasms)


def routine_name(routine: Routine) -> str:
    """Daily stretch, Before bed … or the name the person gave it."""
    preset = any(routine.name in (one.name, _(one.name)) and routine.purpose == one.purpose for one in PRESETS)
    return purpose(routine.purpose) if preset else routine.name


def hold_origin(routine: Routine) -> str:
    """30 s, set by a therapist; "" where it is the app's or the person's own number."""
    if routine.hold_origin is not TargetOrigin.THERAPIST:
        return ""
    return _("{time}, set by a therapist").format(time=formats.duration(routine.hold_s))


def routine_in_full(routine: Routine) -> str:
    """Both legs, 10 seconds each · 2 min in all · Knee bent · 10 s, set by a therapist"""
    unusual = "" if routine.variant is Variant.KNEE_STRAIGHT else variant(routine.variant)
    return " · ".join(part for part in (routine_line(routine), unusual, hold_origin(routine)) if part)


def routine_line(routine: Routine) -> str:
    """Both legs, 30 seconds each · 1 min 18 s in all"""
    legs = {2: _("Both legs, {s} seconds each"), 1: _("One leg, {s} seconds")}[len(routine.leg_order.legs)]
    parts = [legs.format(s=routine.hold_s)]
    if routine.rounds > 1:
        parts.append(ngettext("{n} round", "{n} rounds", routine.rounds).format(n=routine.rounds))
    parts.append(_("{time} in all").format(time=formats.duration(routine.total_s())))
    return " · ".join(parts)


def activity_line(record: Activity) -> str:
    """Run, 45 min · effort 6"""
    parts = [activity(record.kind)]
    if record.minutes is not None:
        parts[0] = _("{kind}, {time}").format(kind=parts[0], time=formats.minutes(record.minutes))
    if record.distance_m:
        parts.append(formats.distance(record.distance_m))
    if record.effort is not None:
        parts.append(_("effort {n}").format(n=record.effort))
    return " · ".join(parts)


def outcome(value: str | None) -> str:
    """done, partial, not ended"""
    if value is None:
        return _("not ended")
    return {Outcome.DONE: _("done"), Outcome.PARTIAL: _("partial")}[Outcome(value)]


def end_reason(value: str) -> str:
    """Why a hold ended."""
    return {
        EndReason.DONE: _("done"),
        EndReason.SKIPPED: _("skipped"),
        EndReason.REPEATED: _("repeated"),
        EndReason.PAIN: _("stopped for pain"),
        EndReason.STOPPED: _("stopped"),
        EndReason.SLEPT: _("the computer slept"),
        EndReason.KILLED: _("cut off"),
    }[EndReason(value)]


def episode_title(episode: Episode, *, in_full: bool = False) -> str:
    """Spasm, left outer calf

    Args:
        in_full: True says too that the kind was not said.
    """
    name = kind_in_full(episode.kind) if in_full else kind(episode.kind)
    if episode.zones:
        side, _sep, first = episode.zones[0].partition(":")
        where = _("{leg} {zone}").format(leg=leg(side).lower(), zone=zone(first))
        more = len(episode.zones) - 1
        where = _("{place} and {n} more").format(place=where, n=more) if more else where
        return _("{kind}, {where}").format(kind=name, where=where)
    if episode.leg is not None:
        where = _("both legs") if episode.leg is Leg.BOTH else _("{leg} leg").format(leg=leg(episode.leg).lower())
        return _("{kind}, {where}").format(kind=name, where=where)
    return name


def write_label(label: str) -> str:
    """What a batch of the change table did, as the undo line says it.

    "delete episodes" gives "Spasm removed"; "undo delete episodes" says what is so now: "Undone: the spasm is back".
    """
    verb, _sep, table = label.partition(" ")
    if verb == "undo":
        return _("Undone: {what}").format(what=_after_undo(*_parts(table)))
    if verb == "redo":
        return _("Done again: {what}").format(what=_after_redo(*_parts(table)))
    words = {
        "add": _("{thing} noted"),
        "change": _("{thing} changed"),
        "delete": _("{thing} removed"),
        "restore": _("{thing} brought back"),
        "ease": _("{thing} eased"),
        "reopen": _("{thing} reopened"),
        "end": _("{thing} ended"),
        "import": _("{thing} is brought in"),
        "rename": _("{thing} renamed"),
        "merge": _("{thing} merged"),
        "hide": _("{thing} hidden"),
        "order": _("{thing} moved"),
    }
    text = words.get(verb, _("{thing} changed")).format(thing=_brought(table) if verb == "import" else _thing(table))
    return text[:1].upper() + text[1:]


def _parts(label: str) -> tuple[str, str]:
    verb, _sep, table = label.partition(" ")
    return verb, table


def _thing(table: str) -> str:
    return {
        "episodes": _("spasm"),
        "sessions": _("stretch"),
        "drinks": _("drink"),
        "activities": _("activity"),
        "checkins": _("answer for the day"),
        "day_items": _("answer for the day"),
        "tags": _("tag"),
        "pauses": _("pause"),
        "marked_changes": _("change"),
        "routines": _("routine"),
        "programmes": _("programme"),
        "profile": _("page about you"),
        "questions": _("question"),
    }.get(table, _("entry"))


def _brought(table: str) -> str:
    """What an import brought in: of files of activities, or of a diary."""
    return {"activities": _("what the files hold"), "diary": _("what the diary’s file holds")}.get(table, _("file"))


def _after_undo(verb: str, table: str) -> str:
    if verb == "import":
        return _("{thing} is taken out again").format(thing=_brought(table))
    # An answer taken back leaves a question; any other new entry goes to the bin.
    added = _("the {thing} is taken back") if table in _ANSWERS else _("the new {thing} is in the bin")
    return {
        "add": added,
        "delete": _("the {thing} is back"),
        "restore": _("the {thing} is in the bin again"),
        "ease": _("the {thing} is no longer noted as eased"),
        "reopen": _("the {thing} is noted as eased again"),
    }.get(verb, _("the {thing} is as it was before")).format(thing=_thing(table))


def _after_redo(verb: str, table: str) -> str:
    if verb == "import":
        return _("{thing} is brought in").format(thing=_brought(table))
    return {
        "add": _("the {thing} is noted"),
        "delete": _("the {thing} is removed"),
        "restore": _("the {thing} is back"),
        "ease": _("the {thing} is noted as eased"),
        "reopen": _("the {thing} is no longer noted as eased"),
    }.get(verb, _("the {thing} is changed")).format(thing=_thing(table))


def trail(record: Record, day: date) -> str:
    """Entered 02:14, changed 07:50; with the day where it is not the entry's own or the next. "" = not known.

    Args:
        day: the diary day of the entry.
    """
    if record.entered_at is None:
        return ""
    entered = record.entered_at.astimezone()
    changed = record.changed_at.astimezone() if record.changed_at else entered
    if (changed - entered).total_seconds() < 60:
        return _("Entered {when}").format(when=_stamp(entered, day))
    return _("Entered {entered}, changed {changed}").format(entered=_stamp(entered, day), changed=_stamp(changed, day))


def _stamp(moment: datetime, day: date) -> str:
    clock = formats.clock_time(moment)
    if 0 <= (moment.date() - day).days <= 1:
        return clock
    return _("{day}, {time}").format(day=formats.short_day(moment.date()), time=clock)
