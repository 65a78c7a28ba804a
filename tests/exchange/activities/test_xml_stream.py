"""XML as a stream of elements: what is given, and what is refused."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calfstretch.exchange.activities.watch import CalledOff, RefusedFile, Watch
from calfstretch.exchange.activities.xml_stream import MOST_DEPTH, MOST_TEXT, elements


def _seen(text: str | bytes) -> list[tuple[str, str, str, str]]:
    data = text.encode() if isinstance(text, str) else text
    found = elements(io.BytesIO(data), Watch())
    return [(event, name, one.parent, one.text.strip() if event == "end" else "") for event, name, one in found]


def _refused(text: str | bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        _seen(text)
    return refusal.value.sentence


def test_elements_come_with_name_parent_and_text_and_without_name_space() -> None:
    assert _seen('<a xmlns="urn:x" xmlns:y="urn:y">\n<y:b c="1"> t&amp;x </y:b></a>') == [
        ("start", "a", "", ""),
        ("start", "b", "a", ""),
        ("end", "b", "a", "t&x"),
        ("end", "a", "", ""),
    ]


def test_attributes_and_depth_are_given_at_the_start() -> None:
    found = [(e.attributes, e.depth) for event, _, e in elements(io.BytesIO(b'<a><b lat="1"/></a>'), Watch()) if event]
    assert found[1] == ({"lat": "1"}, 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_parser_knows_the_encoding(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    assert _seen(f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode(encoding))[-1][3] == "é"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a><a/>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]><a/>',
    ],
)  # fmt: skip
def test_definitions_are_refused_and_nothing_is_opened(text: str, nothing_opened: None) -> None:
    assert "DOCTYPE" in _refused(text)


@pytest.fixture
def nothing_opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import socket

    # Loaded here: afterwards an open file is one that the XML asked for.
    assert _seen("<a/>")

    def never(*_args: object, **_named: object) -> None:
        raise AssertionError("opened something")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr("builtins.open", never)
    monkeypatch.setattr("io.open", never)
    yield


def test_what_is_no_xml_is_refused_with_the_line() -> None:
    assert "line 2" in _refused("<a>\n<b></a>")
    assert "line 1" in _refused(b"\x89PNG\r\n")
    assert "line 1" in _refused("")
    assert "line 1" in _refused("<a>")


def test_an_encoding_that_nobody_reads_is_refused() -> None:
    assert _refused('<?xml version="1.0" encoding="UTF-7"?><a/>')
    assert _refused('<?xml version="1.0" encoding="x-none"?><a/>')


def test_nesting_ends_at_the_limit() -> None:
    assert len(_seen("<a>" * MOST_DEPTH + "</a>" * MOST_DEPTH)) == 2 * MOST_DEPTH
    assert "nested" in _refused("<a>" * (MOST_DEPTH + 1) + "</a>" * (MOST_DEPTH + 1))


def _endless(*parts: str) -> bytes:
    return "".join(parts).encode()


@pytest.mark.parametrize(
    "make",
    [
        lambda: _endless("<a>", "x" * (MOST_TEXT + 1), "</a>"),
        lambda: _endless("<a>", "é\n" * MOST_TEXT, "</a>"),
        lambda: _endless('<a b="', "x" * 3 * MOST_TEXT, '"/>'),
        lambda: _endless("<a>", "<!-- " + "x" * 3 * MOST_TEXT),
        lambda: _endless("<", "x" * 3 * MOST_TEXT),
    ],
)  # fmt: skip
def test_a_part_without_end_is_refused(make: Callable[[], bytes]) -> None:
    assert "longer" in _refused(make())


@pytest.mark.slow
def test_many_attributes_are_fine_and_many_names_are_not() -> None:
    many = " ".join(f'a{number}="x"' for number in range(25_000))
    assert len(_seen(f"<a {many}/>")) == 2
    assert "differently named" in _refused("<a>" + "".join(f"<b{number}/>" for number in range(110_000)) + "</a>")


def test_it_can_be_called_off_at_any_chunk() -> None:
    watch = Watch()
    seen = elements(io.BytesIO(b"<a>" + b"<b/>" * 100_000 + b"</a>"), watch)
    next(seen)
    watch.call_off()
    with pytest.raises(CalledOff):
        list(seen)


class _Long:
    """As many elements as wished, made while they are read."""

    def __init__(self, count: int) -> None:
        self._left, self._begun = count, False

    def read(self, size: int = -1) -> bytes:
        if not self._begun:
            self._begun = True
            return b"<a>"
        if self._left < 0:
            return b""
        self._left -= 1000
        return b'<trkpt lat="1"><ele>5</ele></trkpt>' * 1000 if self._left >= 0 else b"</a>"


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in elements(_Long(count), Watch()):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1000)
    assert peak(40_000) < peak(4_000) + 300_000


def test_an_xinclude_is_an_element_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("inside")
    text = f'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="{tmp_path}/x" parse="text"/></a>'
    assert [name for _, name, _, _ in _seen(text)] == ["a", "include", "include", "a"]
    assert all(not inside for *_, inside in _seen(text))
