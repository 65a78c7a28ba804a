"""The readers of FIT, GPX and TCX beside the bare parser, on the largest files there are and on made ones.

By hand: python tests/benchmarks/bench_readers.py
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pytest
from defusedxml.ElementTree import iterparse
from fitdecode import CrcCheck, ErrorHandling, FitReader

from calfstretch.exchange.activities import fit, gpx, tcx
from calfstretch.exchange.activities.watch import MB, Watch
from tests.exchange.activities import fit_writer as write
from tests.shared_files import FOLDER, files

ROUNDS = 5
# Times of the bare parser that a reader may take: all the sums in XML; in FIT most is not decoded at all.
XML_BAR, FIT_BAR = 3.0, 1.2


def made_gpx() -> bytes:
    """A track of 2 MB."""
    point = '<trkpt lat="{}" lon="20"><ele>{}</ele><time>2024-05-01T{:02}:{:02}:{:02}Z</time></trkpt>'
    points = "".join(
        point.format(10 + n / 50_000, n % 50, n // 3600, n // 60 % 60, n % 60) for n in range(20_000)
    )  # fmt: skip
    return f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode()


def made_tcx() -> bytes:
    """A lap of 2 MB."""
    heart = "<HeartRateBpm><Value>140</Value></HeartRateBpm>"
    point = f"<Trackpoint><Time>2024-05-01T{{:02}}:{{:02}}:{{:02}}Z</Time>{heart}</Trackpoint>"
    points = "".join(point.format(n // 3600, n // 60 % 60, n % 60) for n in range(17_000))
    return (
        "<TrainingCenterDatabase><Activities><Activity Sport='Running'><Id>2024-05-01T00:00:00Z</Id><Lap>"
        f"<TotalTimeSeconds>17000</TotalTimeSeconds><Track>{points}</Track></Lap></Activity></Activities>"
        "</TrainingCenterDatabase>"
    ).encode()


def made_fit(*, with_averages: bool) -> bytes:
    """An hour and a half of records of twenty fields, as newer watches write them."""
    fields = [write.Field(number, write.UINT16, number) for number in range(70, 86)]
    first = write.message(
        write.RECORD,
        write.Field(253, write.UINT32, write.START),
        write.Field(5, write.UINT32, 0),
        write.Field(3, write.UINT8, 140),
        write.Field(13, write.SINT8, 20),
        *fields,
    )
    one = first[-43:]
    records = b"".join(
        one[:1] + (write.START + n).to_bytes(4, "little") + (n * 300).to_bytes(4, "little") + one[9:]
        for n in range(1, 5400)
    )  # fmt: skip
    more = (write.Field(16, write.UINT8, 140), write.Field(57, write.SINT8, 20)) if with_averages else ()
    session = write.session(write.START, 5400, 5400, 16_200, 1, *more)
    return write.fit(write.file_id(), first, records, session, write.activity())


def bare_xml(data: bytes) -> None:
    """What the documentation of the parser does: begin and end of each element, cleared."""
    for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        if event == "end":
            element.clear()


def bare_fit(data: bytes) -> None:
    """What the documentation of the decoder does, without its warnings; what it cannot read ends it."""
    try:
        for _frame in FitReader(io.BytesIO(data), check_crc=CrcCheck.READONLY, error_handling=ErrorHandling.IGNORE):
            pass
    except Exception:
        return


def seconds(what: Callable[[], object]) -> float:
    """Processor time of the quickest round."""
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        what()
        times.append(time.process_time() - begun)
    return min(times)


def run() -> list[tuple[str, float, float, float]]:
    """Name, megabytes, seconds of the reader, seconds of the bare parser."""
    rows = []
    real: dict[str, list[tuple[str, bytes]]] = {}
    for kind in ("GPX", "TCX", "FIT"):
        largest = sorted(files(kind.lower()), key=lambda row: -int(row["bytes"]))[:2]
        real[kind] = [(row["file"], (FOLDER / row["file"]).read_bytes()) for row in largest]
    real["GPX"].append(("made, 20,000 points", made_gpx()))
    real["TCX"].append(("made, 17,000 points", made_tcx()))
    real["FIT"].append(("made, averages in the session", made_fit(with_averages=True)))
    real["FIT"].append(("made, averages of the records", made_fit(with_averages=False)))
    readers = {"GPX": (gpx.read, bare_xml), "TCX": (tcx.read, bare_xml), "FIT": (fit.read, bare_fit)}
    for kind, some in real.items():
        read, bare = readers[kind]
        for name, data in some:
            ours = seconds(lambda read=read, data=data: list(read(io.BytesIO(data), Watch())))  # type: ignore[misc]
            floor = seconds(lambda bare=bare, data=data: bare(data))  # type: ignore[misc]
            rows.append((f"{kind} {name}", len(data) / MB, ours, floor))
    return rows


def table(rows: list[tuple[str, float, float, float]]) -> str:
    """As lines."""
    lines = [f"{'file':58} {'MB':>5} {'s per MB':>9} {'bare':>6} {'ratio':>6}"]
    for name, size, ours, floor in rows:
        lines.append(f"{name:58} {size:5.2f} {ours / size:9.2f} {floor / size:6.2f} {ours / floor:6.2f}")
    return "\n".join(lines)


@pytest.mark.benchmark
def test_readers_beside_the_bare_parsers() -> None:
    rows = run()
    print(table(rows))
    for name, _size, ours, floor in rows:
        assert ours / floor < (FIT_BAR if name.startswith("FIT") else XML_BAR), name


if __name__ == "__main__":
    print(table(run()))
