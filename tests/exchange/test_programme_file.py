"""The programme file: what is written is read, and nothing read is trusted."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.domain.person import Programme
from calfstretch.domain.routine import ROUNDS, LegOrder, Routine, TargetOrigin, Variant, hold_limits_s
from calfstretch.errors import UserError
from calfstretch.exchange.programme_file import MAX_BYTES, parse_programme, read_programme, write_programme
from tests.records import tag_names, texts, weekdays

TODAY = date(2026, 11, 22)
GOOD: dict[str, Any] = {
    "calfstretch_programme": 1, "name": "Calf stretch", "hold_s": 10, "rounds": 3, "rest_s": 30, "times_a_day": 2,
    "weekdays": [5, 1, 3, 1], "from": "2026-11-23", "until": "2026-12-20", "note": "Heel down.",
}  # fmt: skip


def data(**changes: object) -> bytes:
    return json.dumps(GOOD | changes).encode()


def test_a_file_of_a_therapist_is_read() -> None:
    programme, routine = parse_programme(data(), TODAY)
    assert routine == Routine("Calf stretch", 10, TargetOrigin.THERAPIST, rounds=3, rest_s=30)
    assert (programme.times_a_day, programme.weekdays, programme.note) == (2, (1, 3, 5), "Heel down.")
    assert (programme.first_day, programme.last_day) == (date(2026, 11, 23), date(2026, 12, 20))
    assert programme.origin is TargetOrigin.THERAPIST


def test_what_may_be_absent_has_its_usual_value() -> None:
    least = {"calfstretch_programme": 1, "name": "x", "hold_s": 30, "rounds": 1, "times_a_day": 1, "more": [1]}
    programme, routine = parse_programme(json.dumps(least).encode(), TODAY)
    assert (programme.first_day, programme.last_day, programme.weekdays) == (TODAY, None, (1, 2, 3, 4, 5, 6, 7))
    assert (routine.rest_s, routine.leg_order, routine.variant) == (20, LegOrder.LEFT_FIRST, Variant.KNEE_STRAIGHT)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"calfstretch_programme": 2}, "another version"),
        ({"calfstretch_programme": True}, "no programme of calfstretch"),
        ({"hold_s": 4}, "“hold_s” must be a whole number from 5 to 120"),
        ({"hold_s": 121}, "from 5 to 120"),
        ({"hold_s": 30.0}, "from 5 to 120"),
        ({"hold_s": True}, "from 5 to 120"),
        ({"hold_s": "30"}, "from 5 to 120"),
        ({"hold_s": 29, "set_by": "person"}, "from 30 to 120"),
        ({"set_by": "app"}, "“set_by” must be one of therapist, person"),
        ({"rounds": 6}, "“rounds” must be a whole number from 1 to 5"),
        ({"rest_s": -1}, "“rest_s”"),
        ({"rest_s": None}, "“rest_s”"),
        ({"times_a_day": 13}, "“times_a_day”"),
        ({"weekdays": []}, "“weekdays”"),
        ({"weekdays": [0]}, "“weekdays”"),
        ({"weekdays": [True]}, "“weekdays”"),
        ({"weekdays": "1"}, "“weekdays”"),
        ({"name": " \n"}, "“name” must not be blank"),
        ({"name": "x" * 97}, "“name” must be text of at most 96 characters"),
        ({"name": None}, "“name”"),
        ({"note": 5}, "“note”"),
        ({"note": "x" * 20_001}, "“note”"),
        ({"from": "23.11.2026"}, "“from” must be a day"),
        ({"from": "20261123"}, "“from” must be a day"),
        ({"from": "1020-01-01", "until": None}, "a day in it cannot be"),
        ({"until": "2026-11-22"}, "“until” lies before “from”"),
        ({"leg_order": "both"}, "“leg_order”"),
        ({"variant": ["seated"]}, "“variant”"),
    ],
)
def test_what_is_wrong_is_said_by_its_name(changes: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=f"{says}.* Nothing was changed"):
        parse_programme(data(**changes), TODAY)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b"{}", b"\xff\xfe{", b"[" * 100_000, b'{"calfstretch_programme": 1' + b"0" * 5000 + b"}",
        b'{"calfstretch_programme": NaN}', b" " * (MAX_BYTES + 1),
    ],
)  # fmt: skip
def test_what_is_no_programme_is_refused_in_a_plain_sentence(raw: bytes) -> None:
    with pytest.raises(UserError, match="^This file cannot be taken as a programme: "):
        parse_programme(raw, TODAY)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", Path("a\0b")):
        with pytest.raises(UserError, match="could not be read"):
            read_programme(path, TODAY)


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(UserError):
        parse_programme(raw, TODAY)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*GOOD, "set_by", "leg_order", "variant"]), _ANY))
def test_any_values_are_refused_or_are_within_every_limit(changes: dict[str, Any]) -> None:
    try:
        programme, routine = parse_programme(data(**changes), TODAY)
    except UserError as error:
        assert "Nothing was changed." in str(error)
        return
    low, high = hold_limits_s(routine.hold_origin)
    assert low <= routine.hold_s <= high
    assert 5 <= routine.hold_s <= 120
    assert routine.hold_origin is programme.origin is not TargetOrigin.APP
    assert programme.last_day is None or programme.first_day <= programme.last_day


@given(
    origin=st.sampled_from((TargetOrigin.PERSON, TargetOrigin.THERAPIST)),
    hold=st.data(),
    name=tag_names,
    rounds=st.integers(*ROUNDS),
    order=st.sampled_from(LegOrder),
    variant=st.sampled_from(Variant),
    on=weekdays,
    days=st.none() | st.integers(0, 500),
    note=texts,
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    origin: TargetOrigin,
    hold: st.DataObject,
    name: str,
    rounds: int,
    order: LegOrder,
    variant: Variant,
    on: tuple[int, ...],
    days: int | None,
    note: str,
) -> None:
    hold_s = hold.draw(st.integers(*hold_limits_s(origin)))
    routine = Routine(" ".join(name.split()) or "x", hold_s, origin, rounds, leg_order=order, variant=variant)
    last = None if days is None else TODAY + timedelta(days=days)
    programme = Programme(
        routine_id="r", weekdays=on, first_day=TODAY, last_day=last, origin=origin, note=note, times_a_day=rounds
    )
    path = tmp_path_factory.mktemp("out") / "programme.json"
    write_programme(path, programme, routine)
    again, plan = read_programme(path, TODAY + timedelta(days=9))
    assert plan == routine
    for field in ("times_a_day", "weekdays", "first_day", "last_day", "origin", "note"):
        assert getattr(again, field) == getattr(programme, field)


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    programme = Programme(routine_id="r", first_day=TODAY)
    with pytest.raises(UserError, match="could not be written"):
        write_programme(tmp_path, programme, Routine("x"))
    with pytest.raises(UserError, match="could not be written"):
        write_programme(tmp_path / "none" / "x.json", programme, Routine("x"))


@pytest.mark.parametrize("day", ["2026-W48-1", "20261123", "2026-11-23 ", "23.11.2026"])
def test_a_day_is_written_in_one_way(day: str) -> None:
    with pytest.raises(UserError, match="“from” must be a day such as 2026-11-23"):
        parse_programme(data(**{"from": day}), TODAY)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_pipe_is_no_file_to_wait_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "programme.json")
    with pytest.raises(UserError, match="no ordinary file"):
        read_programme(tmp_path / "programme.json", TODAY)
