"""Reads hostile files in a process of its own: python hostile_program.py NAME… prints for each what came of it.

One line each: name, outcome, seconds, the most memory of the process so far in MB, what was opened while reading.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from calfstretch.exchange.activities import fit, gpx, tcx
from calfstretch.exchange.activities.watch import FIT_BYTES, MB, XML_BYTES, Counted, RefusedFile, Watch
from tests.exchange.activities import fit_writer as write

NOW = datetime(2026, 11, 22, tzinfo=UTC)
_HEAD = b'<?xml version="1.0"?>'


class Made(io.RawIOBase):
    """A stream of bytes that are made while it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, b""

    def read(self, size: int = -1, /) -> bytes:
        while len(self._rest) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._rest += part
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def laughs() -> Iterator[bytes]:
    """A billion of them out of ten definitions."""
    yield _HEAD + b'<!DOCTYPE gpx [<!ENTITY a0 "lol">'
    for n in range(1, 10):
        yield f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode()
    yield b"]><gpx><trk><name>&a9;</name></trk></gpx>"


def blow_up() -> Iterator[bytes]:
    """One long definition, used often."""
    yield _HEAD + b'<!DOCTYPE gpx [<!ENTITY a "' + b"A" * 100_000 + b'">]><gpx><trk><name>' + b"&a;" * 10_000
    yield b"</name></trk></gpx>"


def outside() -> Iterator[bytes]:
    """Definitions that ask for a file and for the network."""
    yield _HEAD + b'<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/evil.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">'
    yield b'<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]><gpx><trk><name>&x;</name></trk></gpx>'


def included() -> Iterator[bytes]:
    """An XInclude, which is followed by nobody, in a good track."""
    yield b'<gpx xmlns:xi="http://www.w3.org/2001/XInclude"><trk><name><xi:include href="/etc/passwd" parse="text"/>'
    yield b"</name>" + _points(2) + b"</trk></gpx>"


def nested() -> Iterator[bytes]:
    """200,000 levels."""
    yield b"<gpx>"
    for _ in range(200):
        yield b"<a>" * 1000


def endless_text() -> Iterator[bytes]:
    """A name of 90 MB."""
    yield b"<gpx><trk><name>"
    for _ in range(90):
        yield b"x" * MB


def endless_tag() -> Iterator[bytes]:
    """An attribute of 90 MB."""
    yield b'<gpx a="'
    for _ in range(90):
        yield b"x" * MB


def names() -> Iterator[bytes]:
    """Elements that all have names of their own."""
    yield b"<gpx>"
    for n in range(80):
        yield b"".join(b"<n%dx%d/>" % (n, one) for one in range(100_000))


def _points(count: int, begin: int = 0) -> bytes:
    one = '<trkpt lat="{}" lon="20"><ele>{}</ele><time>2024-05-01T{:02}:{:02}:{:02}Z</time></trkpt>'
    return b"<trkseg>%b</trkseg>" % "".join(
        one.format(10 + n / 100_000, n % 50, n // 3600 % 24, n // 60 % 60, n % 60)
        for n in range(begin, begin + count)
    ).encode()  # fmt: skip


def large_gpx() -> Iterator[bytes]:
    """Just below 100 MB of points."""
    part = _points(1000)
    yield b"<gpx><trk>"
    for _ in range((XML_BYTES - MB) // len(part)):
        yield part
    yield b"</trk></gpx>"


def too_large_gpx() -> Iterator[bytes]:
    """Without end."""
    yield b"<gpx><trk>"
    while True:
        yield b"<trkseg>" + b" " * MB + b"</trkseg>"


def large_fit() -> Iterator[bytes]:
    """Just below 30 MB of records, and no session."""
    first = write.record(write.START)
    count = (FIT_BYTES - 200) // 12
    yield write.fit(size=len(write.file_id()) + len(first) + 11 * (count - 1))[:14] + write.file_id() + first
    for begin in range(1, count, 10_000):
        yield b"".join(
            b"\0" + (write.START + n // 10).to_bytes(4, "little") + n.to_bytes(4, "little") + b"\x8c\x14"
            for n in range(begin, min(count, begin + 10_000))
        )
    yield b"\0\0"


FILES: dict[str, tuple[Callable[[], Iterator[bytes]], Callable[..., Iterator[object]], int]] = {
    one.__name__: (one, gpx.read, XML_BYTES)
    for one in (laughs, blow_up, outside, included, nested, endless_text, endless_tag, names, large_gpx, too_large_gpx)
} | {"large_fit": (large_fit, fit.read, FIT_BYTES), "laughs_tcx": (laughs, tcx.read, XML_BYTES)}


def main(wanted: list[str]) -> None:
    """Read them."""
    opened: list[str] = []
    watching = False

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if watching and (event.startswith(("open", "socket", "os.open", "subprocess", "urllib", "http"))):
            opened.append(f"{event}:{arguments[0]!r}")

    list(gpx.read(io.BytesIO(b"<gpx><trk>" + _points(2) + b"</trk></gpx>"), Watch()))  # loads what it needs
    list(fit.read(io.BytesIO(write.run()), Watch()))
    sys.addaudithook(heard)
    for name in wanted:
        make, read, most = FILES[name]
        opened.clear()
        watch = Watch()
        watch.begin(most)
        begun, watching = time.perf_counter(), True
        try:
            outcome = f"found {len(list(read(Counted(Made(make()), most, watch), watch, NOW)))}"  # type: ignore[arg-type]
        except RefusedFile as refusal:
            outcome = refusal.sentence
        watching = False
        seconds = time.perf_counter() - begun
        memory = _most_mb()
        print(f"{name}\t{outcome}\t{seconds:.2f}\t{memory:.0f}\t{' '.join(opened)}", flush=True)


def _most_mb() -> float:
    """The most memory this program had. What getrusage says may be that of the large program that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
