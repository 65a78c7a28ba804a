"""What no record may hold: impossible values are refused where a record is made, whatever door they came by."""

from __future__ import annotations

from datetime import UTC, date, time
from typing import Any
from uuid import RFC_4122, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.day import Activity, ActivityKind, ImportedRange
from calfstretch.domain.episode import Episode, Kind
from calfstretch.domain.moment import Moment
from calfstretch.domain.person import (
    Look,
    MarkedChange,
    Profile,
    Question,
    Reminder,
    ReminderKind,
    SafetyAnswer,
    Tag,
)
from calfstretch.domain.record import MAX_TEXT, Record, check_text, new_id, worked_out_id
from calfstretch.domain.session_log import Hold, Session

AT = Moment.parse("2026-11-22T02:14:00+01:00")
DAY = date(2026, 11, 22)
HOLD: dict[str, Any] = {
    "session_id": "s",
    "ordinal": 1,
    "round": 1,
    "leg": "left",
    "attempt": 1,
    "planned_s": 30,
    "target_s": 30,
    "target_origin": "app",
    "held_s": 30,
    "end_reason": "done",
}
BASE: dict[type[Record], dict[str, Any]] = {
    Episode: {"at": AT},
    Session: {"purpose": "daily", "started_at": AT},
    Hold: HOLD,
    Profile: {},
    Question: {"text": "why"},
    MarkedChange: {"day": DAY, "text": "new shoes"},
    SafetyAnswer: {"at": AT, "flag": 1, "answer": "no"},
    Tag: {"name": "garden"},
    Look: {"number": 1, "day": DAY},
    Reminder: {"kind": ReminderKind.STRETCH, "local_time": time(21, 0)},
    Activity: {"at": AT, "kind": ActivityKind.RUN, "temperature_kind": "device"},
    ImportedRange: {"first_day": DAY, "last_day": DAY},
}
LONG = "x" * (MAX_TEXT + 1)
WRONG: list[tuple[type[Record], dict[str, Any]]] = [
    (Episode, {"until": AT.later(-1)}),
    (Episode, {"pain": 11}),
    (Episode, {"pain": -1}),
    (Episode, {"duration_s": -1}),
    (Episode, {"duration_s": float("nan")}),
    (Episode, {"eased_after_s": 1e9}),
    (Episode, {"minutes_awake": 1441}),
    (Episode, {"zones": ("left:elbow",)}),
    (Episode, {"zones": ("outer_calf",)}),
    (Episode, {"qualities": ("tickling",)}),
    (Episode, {"tried": (("prayer", "yes"),)}),
    (Episode, {"tried": (("stretch", "perhaps"),)}),
    (Episode, {"note": LONG}),
    (Episode, {"suspected": LONG}),
    (Episode, {"eased_by": LONG}),
    (Session, {"ended_at": AT.later(-1)}),
    (Session, {"purpose": "fun"}),
    (Session, {"variant": "on_one_leg"}),
    (Session, {"feel_before": 11}),
    (Session, {"feel_after": -1}),
    (Session, {"note": LONG}),
    (Look, {"number": 0}),
    (Look, {"day": date(1, 1, 1)}),
    (ImportedRange, {"last_day": date(2026, 11, 21)}),
    (ImportedRange, {"first_day": date(9999, 1, 1)}),
    (Hold, {"target_s": 4}),
    (Hold, {"target_s": 1e9}),
    (Hold, {"planned_s": 0}),
    (Hold, {"held_s": -0.1}),
    (Hold, {"held_s": 121}),
    (Hold, {"leg": "both"}),
    (Hold, {"leg": "middle"}),
    (Hold, {"ordinal": 0}),
    (Hold, {"round": 0}),
    (Hold, {"attempt": 0}),
    (Hold, {"end_reason": "bored"}),
    (Hold, {"target_origin": "neighbour"}),
    (Profile, {"name": LONG}),
    (Profile, {"conditions": LONG}),
    (Question, {"text": LONG}),
    (Question, {"asked_on": date(9999, 1, 1)}),
    (MarkedChange, {"text": LONG}),
    (MarkedChange, {"day": date(9999, 1, 1)}),
    (SafetyAnswer, {"flag": 0}),
    (SafetyAnswer, {"flag": 15}),
    (SafetyAnswer, {"answer": "perhaps"}),
    (Tag, {"name": " "}),
    (Tag, {"name": "a/b"}),
    (Tag, {"lag_days": 2}),
    (Tag, {"unit": "x" * 41}),
    (Tag, {"name": "x" * 97}),
    (Episode, {"own": (("knee", "yes"), ("knee", "no"))}),
    (Episode, {"own": tuple((f"field {n}", "yes") for n in range(21))}),
    (Episode, {"own": ((" ", "yes"),)}),
    (Episode, {"own": (("knee", ""),)}),
    (Episode, {"own": (("x" * 97, "yes"),)}),
    (Episode, {"own": (("knee", "9" * 97),)}),
    (Reminder, {"local_time": time(21, 0, 1)}),
    (Reminder, {"local_time": time(21, 0, 0, 1)}),
    (Reminder, {"local_time": time(21, tzinfo=UTC)}),
    (Reminder, {"weekdays": ()}),
    (Reminder, {"weekdays": (2, 1)}),
    (Reminder, {"weekdays": (8,)}),
    (Activity, {"temperature_kind": "guess"}),
]


@pytest.mark.parametrize(
    ("kind", "wrong"), WRONG, ids=[f"{kind.__name__}-{next(iter(wrong))}-{n}" for n, (kind, wrong) in enumerate(WRONG)]
)
def test_impossible_value_is_refused(kind: type[Record], wrong: dict[str, Any]) -> None:
    kind(**BASE[kind])
    with pytest.raises(ValueError):
        kind(**{**BASE[kind], **wrong})


def test_interval_of_no_length_is_allowed_across_time_zones() -> None:
    # The same instant, told with the smaller offset of the place one has flown to.
    assert Episode(at=AT, until=Moment(AT.utc, AT.offset_s - 3600)).until is not None


@pytest.mark.parametrize(("kind", "counts"), [(Kind.SPASM, True), (Kind.NOT_SAID, True), (Kind.TIGHTNESS, False)])
def test_tightness_never_counts_as_a_spasm_and_not_said_does(kind: Kind, counts: bool) -> None:
    assert Episode(at=AT, kind=kind).is_spasm is counts


@given(st.text(max_size=200))
def test_text_keeps_all_but_what_no_file_can_carry(text: str) -> None:
    kept = check_text("note", text)
    assert kept == "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")
    assert check_text("note", kept) == kept
    kept.encode()


def test_surrogates_go_from_every_text_field() -> None:
    broken = "a\ud83d\0b"
    assert Question(text=broken).text == "ab"
    assert Tag(name=broken).name == "ab"
    assert Profile(name=broken, conditions=broken, emergency_number=broken).emergency_number == "ab"
    assert Episode(at=AT, eased_by=broken).eased_by == "ab"
    assert Episode(at=AT, eased_by=None).eased_by is None


def test_twenty_fields_of_ones_own_are_allowed() -> None:
    own = tuple((f"field {n}", "9" * 96) for n in range(20))
    assert Episode(at=AT, own=own).own == own
    assert Tag(name="x" * 96, unit="x" * 40).unit == "x" * 40


@given(st.uuids(), st.text())
def test_worked_out_ids_are_those_of_the_standard(name_space: UUID, name: str) -> None:
    assert worked_out_id(str(name_space), name) == str(uuid5(name_space, name))


def test_new_ids_are_random_uuids() -> None:
    found = UUID(new_id())
    assert (found.version, found.variant) == (4, RFC_4122)


def test_new_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


def test_hold_is_keyed_by_session_and_ordinal() -> None:
    assert Hold(**HOLD).id == "s/1"


def test_look_has_one_identity_on_every_computer() -> None:
    first, other = Look(number=2, day=DAY), Look(number=2, day=date(2026, 12, 1))
    assert first.id == other.id != Look(number=3, day=DAY).id
