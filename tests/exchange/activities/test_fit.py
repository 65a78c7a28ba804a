"""FIT files: what a session says, what the records say where it does not, and files that are not whole."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from calfstretch.domain.day import ActivityKind as Kind
from calfstretch.domain.found import Flag, FoundActivity
from calfstretch.exchange.activities import fit as reader
from calfstretch.exchange.activities.watch import CalledOff, NothingInIt, RefusedFile, Watch
from tests.exchange.activities import fit_writer as write
from tests.exchange.activities.fit_writer import START, START_UTC, Field

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def found(data: bytes) -> list[FoundActivity]:
    return list(reader.read(io.BytesIO(data), Watch(), NOW))


def one(data: bytes) -> FoundActivity:
    (activity,) = found(data)
    return activity


def refused(data: bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        found(data)
    assert not isinstance(refusal.value, NothingInIt)
    return refusal.value.sentence


def test_a_run_as_a_watch_writes_it() -> None:
    assert one(write.run()) == FoundActivity(
        start_utc=START_UTC,
        utc_offset_s=3600,
        kind=Kind.RUN,
        sport="running",
        elapsed_s=290,
        moving_s=290,
        distance_m=870,
        temperature_c=20,
        temperature_kind="device",
        heart_rate_bpm=140,
    )


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_session_may_stand_anywhere(order: tuple[int, int, int]) -> None:
    parts = (write.records(), write.session(), write.activity())
    assert one(write.fit(write.file_id(), *(parts[n] for n in order))) == one(write.run())


def test_a_big_endian_file_is_read_too() -> None:
    session = write.message(
        write.SESSION, Field(5, write.ENUM, 2), Field(2, write.UINT32, START), Field(7, write.UINT32, 290_000), big=True
    )
    activity = one(write.fit(write.file_id(), session))
    assert (activity.kind, activity.start_utc, activity.elapsed_s) == (Kind.RIDE, START_UTC, 290)


def test_the_session_is_preferred_to_its_records() -> None:
    more = (Field(16, write.UINT8, 150), Field(57, write.SINT8, 5), Field(22, write.UINT16, 64))
    session = write.session(START, 290, 290, 870, 1, *more)
    activity = one(write.fit(write.file_id(), write.records(), session))
    assert (activity.heart_rate_bpm, activity.temperature_c, activity.climb_m) == (150, 5, 64)


@pytest.mark.parametrize(("heart", "temperature"), [(0, 127), (255, 127)])
def test_marks_of_no_value_are_no_value(heart: int, temperature: int) -> None:
    activity = one(write.run(heart=heart, temperature=temperature))
    assert (activity.heart_rate_bpm, activity.temperature_c, activity.temperature_kind) == (None, None, None)


def test_records_without_a_heart_rate_do_not_pull_the_mean_down() -> None:
    some = write.record(START, 0, 150) + write.record(START + 10, 30, 0) + write.record(START + 20, 60, 255)
    assert one(write.fit(write.file_id(), some, write.session())).heart_rate_bpm == 150


def test_a_distance_of_nothing_is_not_known() -> None:
    assert one(write.fit(write.file_id(), write.session(distance_m=0))).distance_m is None


@pytest.mark.parametrize(
    ("ahead", "offset"),
    [
        (0, 0),
        (3600, 3600),
        (-25200, -25200),
        (20_700 + 30, 20_700),
        (225, None),
        (3600 + 61, None),
        (15 * 3600, None),
        (3 * 86400, None),
        (-START, None),
    ],
)
def test_an_offset_counts_where_it_can_be(ahead: int, offset: int | None) -> None:
    data = write.fit(write.file_id(), write.session(), write.activity(START, START + ahead))
    assert one(data).utc_offset_s == offset


@pytest.mark.parametrize(
    ("elapsed", "timer", "expected", "moving", "flagged"),
    [
        (300, 290, 300, 290, False),
        (290, 290, 290, 290, False),
        (100, 290, 290, 290, True),  # the records say 290
        (None, 290, 290, 290, True),
        (4_294_967.295, 290, 290, 290, True),  # the mark of no value
        (4_294_967.294, 290, 290, 290, True),  # beside the mark: 49.7 days
        (None, 900, 900, 900, True),  # the records say 290, which cannot be
        (None, None, 290, None, True),
        (8 * 86400, None, 290, None, True),
    ],
)
def test_elapsed_time_by_the_rule(
    elapsed: float | None, timer: float | None, expected: float, moving: float | None, flagged: bool
) -> None:
    activity = one(write.fit(write.file_id(), write.records(), write.session(START, elapsed, timer)))
    assert (activity.elapsed_s, activity.moving_s) == (expected, moving)
    assert (Flag.ELAPSED_WORKED_OUT in activity.flags) is flagged


def test_a_record_years_off_changes_nothing() -> None:
    stray = write.record(START + 63_000_000, 900, 30, 60)
    assert one(write.fit(write.file_id(), write.records(), stray, write.session())).elapsed_s == 290
    assert one(write.fit(write.file_id(), write.records(), stray, write.session())).heart_rate_bpm == 140


def test_each_session_is_its_own_activity_and_a_transition_is_none() -> None:
    data = write.fit(
        write.file_id(),
        write.records(30, START, 120),
        write.records(30, START + 400, 160),
        write.session(START, 290, 290, 500, 5),
        write.session(START + 300, 60, 60, 50, 3),
        write.session(START + 400, 290, 290, 870, 1),
    )
    swim, run = found(data)
    assert (swim.kind, swim.heart_rate_bpm, swim.distance_m) == (Kind.SWIM, 120, 500)
    assert (run.kind, run.heart_rate_bpm, run.start_utc) == (Kind.RUN, 160, START_UTC + timedelta(seconds=400))


def test_files_that_are_chained_are_all_read() -> None:
    later = write.fit(write.file_id(), write.session(START + 86_400))
    assert [activity.start_utc for activity in found(write.run() + later)] == [START_UTC, START_UTC + timedelta(days=1)]


def test_a_course_beside_an_activity_is_passed_over() -> None:
    assert len(found(write.fit(write.file_id(6), write.records()) + write.run())) == 1


@pytest.mark.parametrize(
    ("kind", "word"),
    [(6, "course"), (5, "workout"), (9, "weights"), (2, "settings"), (15, "steps"), (32, "steps"), (1, "no activity")],
)
def test_a_file_of_another_kind_says_what_it_is(kind: int, word: str) -> None:
    with pytest.raises(NothingInIt, match=word):
        found(write.fit(write.file_id(kind), write.records()))


def test_a_developers_field_of_the_same_name_is_left_alone() -> None:
    described = (
        write.message(write.DEVELOPER, Field(3, write.UINT8, 0))
        + write.message(
            write.FIELD_DESCRIPTION,
            Field(0, write.UINT8, 0),
            Field(1, write.UINT8, 0),
            Field(2, write.UINT8, write.UINT8),
            Field(3, write.TEXT, b"heart_rate\0"),
        )
        + write.message(
            write.FIELD_DESCRIPTION,
            Field(0, write.UINT8, 0),
            Field(1, write.UINT8, 1),
            Field(2, write.UINT8, write.SINT8),
            Field(3, write.TEXT, b"core_temperature\xff\0"),
        )
    )
    some = write.message(
        write.RECORD, Field(253, write.UINT32, START), Field(3, write.UINT8, 140),
        developer=((0, 0, b"\x11"), (1, 0, b"\x26")),
    )  # fmt: skip
    activity = one(write.fit(write.file_id(), described, some, write.session()))
    assert (activity.heart_rate_bpm, activity.temperature_c) == (140, None)


def test_a_list_where_a_number_is_expected_is_no_value() -> None:
    some = write.message(write.RECORD, Field(253, write.UINT32, START), Field(3, write.UINT8, [140, 141]))
    session = write.session(START, 290, 290, None, 1, Field(9, write.UINT32, [1, 2]))
    activity = one(write.fit(write.file_id(), some, session))
    assert (activity.heart_rate_bpm, activity.distance_m) == (None, None)


def test_records_alone_give_what_they_can() -> None:
    activity = one(write.fit(write.file_id(), write.message(write.SPORT, Field(0, write.ENUM, 1)), write.records()))
    assert (activity.start_utc, activity.elapsed_s, activity.distance_m) == (START_UTC, 290, 870)
    assert (activity.heart_rate_bpm, activity.temperature_c, activity.moving_s) == (140, 20, None)
    assert activity.flags == {Flag.CUT_SHORT}
    assert activity.kind is Kind.RUN


def test_a_session_without_a_start_begins_with_its_records() -> None:
    assert one(write.fit(write.file_id(), write.records(), write.session(start=None))).start_utc == START_UTC
    assert "which day" in refused(write.fit(write.file_id(), write.session(start=None)))


def test_a_wrong_sum_is_flagged() -> None:
    data = write.run()[:-2] + b"\0\0"
    assert one(data) == one(write.run()).flagged(Flag.CUT_SHORT)


@pytest.mark.parametrize("header", [12, 14])
def test_a_header_without_a_size_is_read_to_the_end(header: int) -> None:
    data = write.fit(write.file_id(), write.records(), size=0, header=header, with_sum=False)
    activity = one(data)
    assert (activity.elapsed_s, activity.flags) == (290, {Flag.CUT_SHORT})


def test_a_size_beyond_the_end_is_flagged() -> None:
    data = write.fit(write.file_id(), write.records(), write.session(), size=0xFFFFFFF0)
    assert one(data).flags == {Flag.CUT_SHORT}


def test_wherever_a_file_is_cut_it_is_flagged_or_refused() -> None:
    whole = write.run()
    for length in range(len(whole)):
        try:
            activity = one(whole[:length])
        except RefusedFile as refusal:
            assert refusal.sentence
        else:
            assert Flag.CUT_SHORT in activity.flags
            assert activity.start_utc == START_UTC


def test_rubbish_behind_a_good_file_is_flagged() -> None:
    assert one(write.run() + b"rubbish that is no header").flags == {Flag.CUT_SHORT}


def test_seconds_since_the_watch_was_switched_on() -> None:
    since = 5000
    data = write.fit(write.file_id(), write.session(since), write.activity(since + 290, START + 290))
    activity = one(data)
    assert activity.start_utc is None
    assert activity.start_local == START_UTC.replace(tzinfo=None)
    assert activity.flags == {Flag.ZONE_ASSUMED}
    assert "which day" in refused(write.fit(write.file_id(), write.session(since)))


def test_a_day_in_the_future_is_flagged() -> None:
    ahead = START + round((NOW - START_UTC).total_seconds()) + 86_400
    assert one(write.fit(write.file_id(), write.session(ahead))).flags == set()
    assert one(write.fit(write.file_id(), write.session(ahead + 86_401))).flags == {Flag.ODD_DATE}


@pytest.mark.parametrize("data", [b"", b"\x0e", b"<gpx/>", b"\0" * 100, write.fit()])
def test_what_holds_no_message_is_refused(data: bytes) -> None:
    assert refused(data)


def test_a_field_of_no_size_is_refused() -> None:
    assert refused(write.fit(write.file_id(), write.message(write.RECORD, Field(253, write.UINT32, b""))))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FIT_BYTES", 100)
    assert "larger" in refused(write.run())


def test_it_can_be_called_off_and_takes_no_longer_than_it_may() -> None:
    watch = Watch()
    watch.call_off()
    with pytest.raises(CalledOff):
        list(reader.read(io.BytesIO(write.run()), watch))
    clock = iter((0.0, 0.0, 1e6, 1e6))
    late = Watch(now=lambda: next(clock))
    late.begin(100)
    with pytest.raises(RefusedFile, match="longer"):
        list(reader.read(io.BytesIO(write.run()), late))
