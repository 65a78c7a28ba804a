from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfstretch.exchange.activities.recognise import Format, recognise

HEADS = [
    (b"\x0e\x10\x00\x00\x10\x00\x00\x00.FIT\x00\x00", Format.FIT),
    (b"PK\x03\x04rest", Format.ZIP),
    (b"\x1f\x8b\x08", Format.GZIP),
    (b"SQLite format 3\0more", Format.DIARY),
    (b"\x89PNG\r\n\x1a\n", Format.PICTURE),
    (b"%PDF-1.7", Format.PICTURE),
    (b'<?xml version="1.0"?>\n<!-- a <tcx> --><gpx version="1.1">', Format.GPX),
    (b'\xef\xbb\xbf<gpx xmlns="x">', Format.GPX),
    ('<?xml version="1.0" encoding="UTF-16"?><gpx>'.encode("utf-16"), Format.GPX),
    ("<gpx>".encode("utf-16-be"), Format.GPX),
    (b"<x:gpx>", Format.GPX),
    (b"\n\n<TrainingCenterDatabase>", Format.TCX),
    (b"<?xml version='1.0'?><!DOCTYPE HealthData [\n<!ELEMENT a (b)>\n]>\n<HealthData>", Format.APPLE),
    (b"<!DOCTYPE HealthData [ <!ELEMENT cut", Format.APPLE),
    (b"<ClinicalDocument>", Format.CLINICAL),
    (b"<!DOCTYPE html><html>", Format.WEB_PAGE),
    (b"<HTML><body>", Format.WEB_PAGE),
    (b"<svg>", Format.UNKNOWN),
    (b'\xef\xbb\xbf"day","local_time","utc_offset","kind","leg"\r\n', Format.OWN_HISTORY),
    (b'"day";"local_time";"utc_offset";"kind"', Format.OWN_HISTORY),
    (b"Activity ID,Activity Date\n", Format.TABLE),
    (b"words without any table", Format.UNKNOWN),
    (b"", Format.UNKNOWN),
    (b"\0\0\0", Format.UNKNOWN),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_a_file_is_known_by_its_first_bytes(head: bytes, expected: Format) -> None:
    assert recognise(head) is expected


@given(st.binary(max_size=400))
def test_any_bytes_are_something(head: bytes) -> None:
    assert isinstance(recognise(head), Format)


@given(st.text(max_size=200))
def test_any_text_is_something(text: str) -> None:
    assert isinstance(recognise(("<" + text).encode("utf-8", "replace")), Format)
