"""Any record the domain allows, of every kind, for hypothesis."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from calfstretch.domain.day import (
    YES_NO_ITEMS,
    Activity,
    ActivityKind,
    CheckIn,
    DayItem,
    Drink,
    ImportedRange,
    Item,
    Pause,
)
from calfstretch.domain.episode import (
    Context,
    DurationBand,
    DurationSource,
    Episode,
    Helped,
    Kind,
    Onset,
    Quality,
    Tried,
    Zone,
)
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import (
    EVERY_WEEKDAY,
    TIMES_A_DAY,
    Look,
    MarkedChange,
    NotedOf,
    Profile,
    Programme,
    Question,
    Reminder,
    ReminderKind,
    SafetyAnswer,
    SavedRoutine,
    Tag,
    TagKind,
)
from calfstretch.domain.record import Record, Source, storable
from calfstretch.domain.routine import (
    GET_READY_S,
    REST_S,
    ROUNDS,
    SWAP_S,
    Leg,
    LegOrder,
    Purpose,
    TargetOrigin,
    Variant,
    hold_limits_s,
)
from calfstretch.domain.session_log import EndReason, Hold, Outcome, Session

# What people paste: emoji with skin tone, combining marks, right-to-left override, quotes, markup, NUL, surrogates.
AWKWARD = (
    "\U0001f9b5\U0001f3fd", "e\u0301\u0302", "\u202eabc\u202c", "\u0634\u062f", "'\"\\`;--", "<b>&amp;</b>", "=1+1",
    "a\0b", "\ud83d", "\r\n\t\x1b[0m", "\u2028", "NULL", " ", "",
)  # fmt: skip
texts = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=40), st.text(alphabet=st.characters(), max_size=10))
utcs = st.datetimes(datetime(1951, 1, 1), datetime(2149, 12, 31), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
moments = st.builds(Moment, utcs, st.integers(-18 * 3600, 18 * 3600))
days = st.dates(date(1951, 1, 1), date(2149, 12, 31))
zero_to_ten = st.none() | st.integers(0, 10)
numbers = st.integers(0, 10**6) | st.floats(0, 10**6)
bodies = st.dictionaries(
    st.text(max_size=8), st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8), max_size=4
)


def record_of(kind: type[Record], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The kind with its trail: stamped, in the bin or not."""
    trail = {"source": st.sampled_from(Source), "entered_at": utcs, "changed_at": utcs, "deleted_at": st.none() | utcs}
    return st.builds(kind, **trail, **fields)


def _maybe(low: float, high: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(low, high)


def _words(words: type[Any]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([word.value for word in words]), unique=True).map(tuple)


tag_names = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), max_size=96).filter(str.strip)
zones = st.lists(st.builds(lambda leg, zone: f"{leg}:{zone}", st.sampled_from(Leg), st.sampled_from(Zone))).map(tuple)
tried = st.lists(st.tuples(st.sampled_from([*Tried]).map(str), st.sampled_from(["", *map(str, Helped)]))).map(tuple)
own_values = st.sampled_from(("yes", "no", "3", "7.5"))
own_fields = st.dictionaries(tag_names, own_values, max_size=20).map(lambda own: tuple(own.items()))
episodes = record_of(
    Episode,
    at=moments,
    kind=st.sampled_from(Kind),
    leg=st.none() | st.sampled_from(Leg),
    zones=zones,
    pain=zero_to_ten,
    qualities=_words(Quality),
    onset=st.none() | st.sampled_from(Onset),
    duration_s=_maybe(0, 604_800),
    duration_band=st.none() | st.sampled_from(DurationBand),
    duration_source=st.none() | st.sampled_from(DurationSource),
    eased_after_s=_maybe(0, 604_800),
    eased_by=st.none() | texts,
    context=st.none() | st.sampled_from(Context),
    tried=tried,
    minutes_awake=st.none() | st.integers(0, 1440),
    sore_after=st.none() | st.booleans(),
    suspected=texts,
    note=texts,
    cluster_id=st.none() | st.uuids().map(str),
    draft=st.booleans(),
    suggested=st.lists(st.text(max_size=8).map(storable)).map(tuple),
    own=own_fields,
)
sessions = record_of(
    Session,
    purpose=st.sampled_from(Purpose).map(str),
    started_at=moments,
    routine=bodies,
    variant=st.sampled_from(Variant).map(str),
    outcome=st.none() | st.sampled_from(Outcome),
    feel_before=zero_to_ten,
    feel_after=zero_to_ten,
    note=texts,
)
holds = record_of(
    Hold,
    session_id=st.uuids().map(str),
    ordinal=st.integers(1, 99),
    round=st.integers(1, 5),
    leg=st.sampled_from(("left", "right")),
    attempt=st.integers(1, 9),
    planned_s=st.integers(5, 120) | st.floats(5, 120),
    target_s=st.floats(5, 120),
    target_origin=st.sampled_from(("app", "person", "therapist")),
    held_s=st.floats(0, 120),
    end_reason=st.sampled_from([reason.value for reason in EndReason]),
)
drinks = record_of(Drink, at=moments, ml=st.integers(1, 10_000), origin_key=st.none() | texts)
activities = record_of(
    Activity,
    at=moments,
    kind=st.sampled_from(ActivityKind),
    sport=st.none() | texts,
    minutes=_maybe(0, 10_080),
    effort=zero_to_ten,
    moving_s=_maybe(0, 604_800),
    distance_m=_maybe(0, 2_000_000),
    climb_m=_maybe(-20_000, 100_000),
    temperature_c=_maybe(-60, 60),
    temperature_kind=st.none() | st.sampled_from(("device", "weather")),
    heart_rate_bpm=_maybe(1, 300),
    origin_key=st.none() | texts,
    note=texts,
)
check_ins = record_of(CheckIn, day=days, spasms=st.integers(0, 200))


def _from_to(kind: type[Record], **rest: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Of a first and a last day, in their order."""
    return st.builds(
        lambda one, other, **said: kind(first_day=min(one, other), last_day=max(one, other), **said),
        days, days, entered_at=utcs, changed_at=utcs, **rest,
    )  # fmt: skip


def _item(item: st.SearchStrategy[str], value: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return record_of(DayItem, day=days, item=item, value=value)


day_items = st.one_of(
    _item(st.just(Item.WATER.value), st.integers(0, 20_000).map(str)),
    _item(st.just(Item.SLEEP_H.value), st.floats(0, 24).map(str)),
    _item(st.just(Item.MAX_TEMP_C.value), st.floats(-60, 60).map(str)),
    _item(st.just(Item.WATER_LEVEL.value), st.sampled_from(("less", "usual", "more"))),
    _item(st.sampled_from(sorted(YES_NO_ITEMS)).map(str), st.sampled_from(("yes", "no"))),
    _item(st.just(Item.NOTE.value), texts),
    _item(tag_names.map("tag:{}".format), texts),
)

weekdays = st.sets(st.sampled_from(EVERY_WEEKDAY), min_size=1).map(lambda some: tuple(sorted(some)))
saved_routines = st.sampled_from(TargetOrigin).flatmap(
    lambda origin: record_of(
        SavedRoutine,
        name=tag_names,
        hold_s=st.integers(*hold_limits_s(origin)),
        hold_origin=st.just(origin),
        rounds=st.integers(*ROUNDS),
        get_ready_s=st.integers(*GET_READY_S),
        swap_s=st.integers(*SWAP_S),
        rest_s=st.integers(*REST_S),
        leg_order=st.sampled_from(LegOrder),
        variant=st.sampled_from(Variant),
        purpose=st.sampled_from(Purpose),
        position=st.integers(0, 99),
    )
)
EVERY_KIND: dict[type[Record], st.SearchStrategy[Any]] = {
    Session: sessions,
    Hold: holds,
    Episode: episodes,
    Drink: drinks,
    Activity: activities,
    CheckIn: check_ins,
    DayItem: day_items,
    Pause: _from_to(Pause, reason=texts),
    ImportedRange: _from_to(ImportedRange, origin=texts),
    Tag: record_of(
        Tag,
        name=tag_names,
        noted_of=st.sampled_from(NotedOf),
        kind=st.sampled_from(TagKind),
        unit=st.text(max_size=40),
        lag_days=st.integers(0, 1),
        position=st.integers(0, 99),
    ),
    SavedRoutine: saved_routines,
    Programme: _from_to(
        Programme,
        routine_id=st.uuids().map(str),
        times_a_day=st.integers(*TIMES_A_DAY),
        weekdays=weekdays,
        origin=st.sampled_from((TargetOrigin.PERSON, TargetOrigin.THERAPIST)),
        note=texts,
    ),
    Profile: record_of(Profile, name=texts, conditions=texts, emergency_number=texts),
    Question: record_of(Question, text=texts, asked_on=st.none() | days),
    MarkedChange: record_of(MarkedChange, day=days, text=texts),
    SafetyAnswer: record_of(
        SafetyAnswer, at=moments, flag=st.integers(1, 14), answer=st.sampled_from(("yes", "no", "not_sure"))
    ),
    Reminder: record_of(
        Reminder,
        kind=st.sampled_from(ReminderKind),
        local_time=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        weekdays=weekdays,
        is_on=st.booleans(),
    ),
    Look: record_of(Look, number=st.integers(1, 999), day=days, body=bodies),
}
"""For every kind of record of the diary, any record the domain allows."""
