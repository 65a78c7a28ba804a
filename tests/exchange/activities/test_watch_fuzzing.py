"""Whatever the bytes: a reader of watch files finds what a diary can hold, or refuses with one sentence."""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.domain.day import Activity, ActivityKind
from calfstretch.domain.found import Flag, FoundActivity, Refusal
from calfstretch.domain.moment import Moment
from calfstretch.exchange.activities import fit, gpx, tcx
from calfstretch.exchange.activities.watch import RefusedFile, Watch
from tests.exchange.activities import fit_writer as write
from tests.shared_files import seeds

NOW = datetime(2026, 11, 22, tzinfo=UTC)
READERS = {"fit": fit.read, "gpx": gpx.read, "tcx": tcx.read}
SAMPLES = Path(__file__).parents[2] / "data" / "activities"
SOME_DAY = Moment(NOW, 0)
_VALUES = [b"NaN", b"-inf", b"1e309", b"", b"-1", b"10,5", b"0", b"9" * 400, b"2024-05-01", b"91", b"1e308", b"\xff",
           b"10000-01-01T00:00:00Z", b"0001-01-01T00:00:00+14:00", b"9999-12-31T24:00:00Z", b"1901-12-13T20:45:52Z",
           b"2024-05-01T10:00:00", b"2031-05-01T24:00:00-11:30", "\u00e9\U0001f37b".encode(), b"12"]  # fmt: skip
_TAGS = [b"&x;", b"<trkpt>", b"</trk>", b"<trkseg>", b"<Lap>", b"</Activity>", b"<![CDATA[", b"<!-- ", b"<!DOCTYPE a>",
         b"<time/>", b"<ele>1e308</ele>", b"\0", b"<hr>77</hr>", b"<Value>77</Value>"]  # fmt: skip
_VALUE = re.compile(rb"(?<=>)[^<>]+(?=<)|(?<=\")[^\"<>]*(?=\")|<[a-zA-Z]+/?>|</[a-zA-Z]+>")
_NUMBERS = [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\xfe", b"\x7f", b"\0\0\0\x10", b"\xff\xff\xff\x0f", b"\x80"]


def read(kind: str, data: bytes) -> list[FoundActivity]:
    """What is found; anything but a refusal with a sentence goes through and lets the test stop."""
    found = []
    watch = Watch()
    watch.begin(len(data))
    try:
        for one in READERS[kind](io.BytesIO(data), watch, NOW):
            if isinstance(one, Refusal):
                assert one.sentence.endswith(".")
            else:
                found.append(one)
    except RefusedFile as refusal:
        assert refusal.sentence.endswith(".")
    for one in found:
        fits_a_diary(one)
    return found


def fits_a_diary(one: FoundActivity) -> None:
    """Every value can be kept, and an odd day is said."""
    if Flag.ODD_DATE not in one.flags:
        assert one.at(UTC).local.year >= 1989  # the last day of 1989 in UTC is 1990 somewhere
    assert one.kind in ActivityKind
    assert (one.temperature_c is None) == (one.temperature_kind is None)
    Activity(
        at=SOME_DAY,
        kind=one.kind,
        sport=one.sport,
        minutes=None if one.elapsed_s is None else one.elapsed_s / 60,
        moving_s=one.moving_s,
        distance_m=one.distance_m,
        climb_m=one.climb_m,
        temperature_c=one.temperature_c,
        temperature_kind=one.temperature_kind,
        heart_rate_bpm=one.heart_rate_bpm,
        note=one.title,
    )


def small_run() -> bytes:
    """A run whose records share one definition, as real ones do."""
    first, rest = write.record(write.START), b""
    for number in range(1, 12):
        rest += write.record(write.START + 10 * number, 30 * number)[-11:]
    definition_and_first = first
    return write.fit(write.file_id(), definition_and_first, rest, write.session(elapsed_s=110), write.activity())


def good_files(kind: str) -> list[bytes]:
    files = [path for path in sorted((SAMPLES / kind).iterdir()) if path.suffix != ".md"]
    read = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    small = [data for data in read if len(data) < 6000]
    if kind == "gpx":
        points = "".join(
            f'<trkpt lat="{10 + n / 1000}" lon="20"><ele>{100 + n}</ele><time>2024-05-01T10:{n:02}:00Z</time>'
            "<hr>120</hr><atemp>20</atemp></trkpt>"
            for n in range(12)
        )
        text = f"<gpx><trk><name>a</name><type>9</type><trkseg>{points}</trkseg><trkseg>{points}</trkseg></trk></gpx>"
        small += [text.encode(), text.replace("</gpx>", f"<trk><trkseg>{points}</trkseg></trk></gpx>").encode()] * 3
    if kind == "tcx":
        small += [small[0].replace(b'T00:00:00"', b'T00:00:00Z"').replace(b"</Time>", b"Z</Time>")]
    # The smallest most often: many seeds in little time.
    return [small_run()] * 12 + small if kind == "fit" else small


def mutated(kind: str, files: list[bytes], seed: int) -> bytes:
    """A good file with a few things wrong; a FIT file mostly with a sum that fits again."""
    chance = random.Random(f"{kind} {seed}")
    data = bytearray(chance.choice(files))
    if kind != "fit" and chance.random() < 0.7:  # still XML, mostly: what stands in it is wrong
        for _ in range(chance.choice((1, 2, 3, 10, 30))):
            spans = [match.span() for match in _VALUE.finditer(data)]
            begin, end = chance.choice(spans)
            if data[begin : begin + 1] == b"<" and chance.random() < 0.9:
                continue  # another tag makes another tree, and mostly none
            data[begin:end] = b"" if data[begin:end].startswith(b"</") else chance.choice(_VALUES)
        return bytes(data)
    words = _NUMBERS if kind == "fit" else _TAGS + _VALUES
    for _ in range(chance.choice((1, 1, 2, 3, 10, 40))):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 4, 16, 200))
        match chance.randrange(8):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(data):
                data[at] = chance.randrange(256)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case 4:
                data[at:at] = chance.randbytes(length)
            case 5 | 6:
                word = chance.choice(words)
                data[at : at + (len(word) if kind == "fit" else length)] = word
            case _ if chance.random() < 0.2:
                del data[at:]
    if kind == "fit" and chance.random() < 0.7 and len(data) > 16:
        data[:14] = bytes(write.fit()[:14])
        data[4:8] = struct.pack("<I", len(data) - 16)
        data[-2:] = struct.pack("<H", write.crc(bytes(data[:-2])))
    return bytes(data)


def test_the_good_files_are_read() -> None:
    assert len(read("fit", small_run())) == 1
    assert all(sum(bool(read(kind, data)) for data in good_files(kind)) >= 1 for kind in READERS)


@pytest.mark.parametrize("kind", READERS)
def test_good_files_with_something_wrong(kind: str) -> None:
    files = good_files(kind)
    for seed in range(seeds(167)):
        data = mutated(kind, files, seed)
        try:
            read(kind, data)
        except Exception as error:
            raise AssertionError(f"seed {seed} of {kind}: {error!r}") from error


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for kind in READERS:
        assert read(kind, data) == []
    read("fit", write.fit(data))
    read("gpx", b"<gpx><trk>" + data)


_FIELDS = st.tuples(
    st.one_of(st.sampled_from((253, 2, 3, 5, 7, 8, 9, 13, 16, 22, 57)), st.integers(0, 255)),
    st.one_of(st.sampled_from((0, 1, 2, 7, 0x83, 0x84, 0x86, 0x88, 0x89, 13)), st.integers(0, 255)),
    st.binary(max_size=9),
)
_MESSAGES = st.builds(
    lambda number, fields, developer, big: write.message(
        number, *(write.Field(*one) for one in fields), developer=developer, big=big
    ),
    st.one_of(st.sampled_from((0, 18, 20, 34, 12, 206, 207)), st.integers(0, 65535)),
    st.lists(_FIELDS, max_size=5),
    st.lists(st.tuples(st.integers(0, 255), st.integers(0, 3), st.binary(max_size=4)), max_size=2),
    st.booleans(),
)


@settings(max_examples=50)
@given(st.lists(_MESSAGES, max_size=6), st.integers(0, 0xFFFFFFFF))
def test_any_messages_of_a_watch(messages: list[bytes], time: int) -> None:
    read("fit", write.fit(write.file_id(), *messages))
    read("fit", write.fit(write.file_id(), write.records(3, time % 0xFFFFFF00), write.session(time), *messages))


_TEXTS = st.one_of(
    st.sampled_from([word.decode("utf-8", "ignore") for word in _VALUES]),
    st.floats().map(str),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.datetimes().map(lambda moment: moment.isoformat() + "-11:00"),
)  # fmt: skip
_LEAVES = ("time", "ele", "hr", "temp", "Time", "Value", "TotalTimeSeconds", "DistanceMeters", "AltitudeMeters", "Id")
_BRANCHES = ("trk", "trkseg", "trkpt", "Activity", "Lap", "Track", "Trackpoint", "HeartRateBpm", "AverageHeartRateBpm")
_TREES = st.recursive(
    st.tuples(st.sampled_from(_LEAVES), _TEXTS),
    lambda inner: st.tuples(
        st.sampled_from(_BRANCHES),
        st.lists(inner, max_size=6),
    ),
    max_leaves=25,
)  # fmt: skip


def _xml(tree: tuple[str, object], lat: str) -> str:
    name, inside = tree
    text = inside if isinstance(inside, str) else "".join(_xml(one, lat) for one in inside)  # type: ignore[attr-defined]
    return f'<{name} lat="{lat}" lon="5" Sport="Running">{text}</{name}>'


@settings(max_examples=50)
@given(st.lists(_TREES, max_size=4), _TEXTS.filter(lambda text: '"' not in text))
def test_any_elements(trees: list[tuple[str, object]], lat: str) -> None:
    text = "".join(_xml(tree, lat) for tree in trees)
    read("gpx", f"<gpx>{text}<trk><trkseg>{text}</trkseg></trk></gpx>".encode())
    read("tcx", f"<TrainingCenterDatabase>{text}<Activity>{text}</Activity></TrainingCenterDatabase>".encode())
