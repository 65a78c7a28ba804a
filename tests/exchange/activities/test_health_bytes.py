"""The filter in front of the parser of health exports, against the same done to the whole text at once."""

from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfstretch.exchange.activities.health_bytes import HealthBytes
from calfstretch.exchange.activities.watch import RefusedFile

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FRONT = re.compile(rb"((?:[^<]|<\?.*?\?>|<!--.*?-->)*)(<!DOCTYPE[^\[>]*(?:>|\[.*?\][ \t\r\n]*>))?", re.DOTALL)


def whole(data: bytes) -> bytes:
    """The same in two expressions, for one DTD."""
    plain = CONTROL.sub(b"", data)
    found = FRONT.match(plain)
    assert found is not None
    return found[1] + plain[found.end() :]


class Chunks:
    """A stream that gives what it is asked for in pieces of its own size."""

    def __init__(self, data: bytes, size: int) -> None:
        self._stream, self._size = io.BytesIO(data), size

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(self._size if size < 0 else min(size, self._size))


def filtered(data: bytes, chunk: int = 65_536, size: int = 4096) -> bytes:
    stream = HealthBytes(Chunks(data, chunk))
    parts = b""
    while more := stream.read(size):
        parts += more
    return parts


BROKEN = b"""<?xml version="1.0"?>
<!-- a > comment [ -->
<!DOCTYPE HealthData [
<!ELEMENT Record (MetadataEntry*)
<!ATTLIST Record a [CDATA] #REQUIRED>
] \n>
<HealthData><Record a="x\x0by"/></HealthData>"""
PLAIN = b"""<?xml version="1.0"?>
<!-- a > comment [ -->

<HealthData><Record a="xy"/></HealthData>"""


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64, 65_536])
def test_a_broken_dtd_and_control_characters_are_left_out_across_every_border(chunk: int) -> None:
    assert filtered(BROKEN, chunk) == PLAIN == whole(BROKEN)
    assert filtered(BROKEN, chunk, 1) == PLAIN


def test_without_a_dtd_nothing_but_control_characters_goes() -> None:
    assert filtered(PLAIN) == PLAIN
    assert filtered(b"<HealthData>\x00]></HealthData>") == b"<HealthData>]></HealthData>"
    assert HealthBytes(io.BytesIO(BROKEN)).read() == PLAIN


def test_a_dtd_of_one_line_ends_at_its_sign() -> None:
    assert filtered(b'<!DOCTYPE HealthData SYSTEM "x.dtd"><HealthData a="[]>"/>') == b'<HealthData a="[]>"/>'


def test_a_dtd_without_an_end_reaches_the_parser() -> None:
    data = b"<!DOCTYPE HealthData [ <!ELEMENT a> <HealthData/>"
    assert filtered(data) == data


def test_definitions_of_texts_are_refused() -> None:
    with pytest.raises(RefusedFile, match="DOCTYPE"):
        filtered(b'<!DOCTYPE HealthData [<!ENTITY a "b">]><HealthData/>')


def test_a_front_without_end_is_refused_and_not_collected() -> None:
    with pytest.raises(RefusedFile):
        filtered(b"<!DOCTYPE HealthData [" + b"x" * 3_000_000)


def test_a_front_of_nothing_but_brackets_is_no_work() -> None:
    began = time.process_time()
    with pytest.raises(RefusedFile):
        filtered(b"<!DOCTYPE HealthData [" + b"]" * 3_000_000)
    assert time.process_time() - began < 3


inside = st.text("<>[]! \x0b\x00ELMNT", max_size=30).map(str.encode)


@settings(max_examples=150, deadline=None)
@given(inside, st.binary(max_size=60), st.booleans(), st.integers(1, 90))
def test_in_chunks_it_is_the_same_as_at_once(inner: bytes, after: bytes, dtd: bool, chunk: int) -> None:
    front = b"<?xml\x01 ?><!DOCT\x0bYPE HealthData [" + inner + b"]\x0b>" if dtd else b"<?xml ?>"
    data = front + b"\n<HealthData>" + after
    assert filtered(data, chunk, max(1, chunk // 2)) == whole(data)
