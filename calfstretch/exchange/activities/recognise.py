"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from calfstretch.exchange.activities.containers import GZIP_MARK, ZIP_MARKS


class Format(StrEnum):
    """What a file is by its content; the values are words for the person."""

    FIT = "FIT"
    GPX = "GPX"
    TCX = "TCX"
    APPLE = "Apple Health"
    STRAVA = "Strava"
    GARMIN = "Garmin"
    LOOP = "Loop Habits"
    OWN_HISTORY = "calfstretch history"
    OWN_ARCHIVE = "calfstretch archive"
    ZIP = "zip"
    GZIP = "gzip"
    DIARY = "calfstretch diary"
    WEB_PAGE = "web page"
    CLINICAL = "clinical document"
    PICTURE = "picture or document"
    TABLE = "table"
    UNKNOWN = ""


_FIT_MARK, _SQLITE_MARK = b".FIT", b"SQLite format 3\0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"\x00\x00\x00\x20ftyp", b"BM")
_ROOTS = {
    "gpx": Format.GPX,
    "trainingcenterdatabase": Format.TCX,
    "healthdata": Format.APPLE,
    "clinicaldocument": Format.CLINICAL,
    "html": Format.WEB_PAGE,
}
# What stands before the root element: declaration, comments, a DTD with its own brackets.
_BEFORE_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>|\s+", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_DOCTYPE_OF = re.compile(r"<!DOCTYPE\s+([\w.-]+)", re.IGNORECASE)
_OWN_HEADINGS = ("day", "local_time", "utc_offset", "kind")
_BYTE_ORDERS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def recognise(head: bytes) -> Format:
    """What the file with these first bytes is; `TABLE` = lines of text that may be a table."""
    if head[8:12] == _FIT_MARK:
        return Format.FIT
    if head.startswith(ZIP_MARKS):
        return Format.ZIP
    if head.startswith(GZIP_MARK):
        return Format.GZIP
    if head.startswith(_SQLITE_MARK):
        return Format.DIARY
    if head.startswith(_PICTURES):
        return Format.PICTURE
    text = _text(head)
    if text is None:
        return Format.UNKNOWN
    start = text.lstrip()
    if start.startswith("<"):
        return _of_xml(start)
    return _of_table(start)


def _text(head: bytes) -> str | None:
    """The bytes as text; None = they are none."""
    for mark, encoding in _BYTE_ORDERS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="replace")
    if head[:2] == b"<\0" or head[:2] == b"\0<":
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", errors="replace")
    # In a table one row may be damaged; of another program's file the first line tells.
    if b"\0" in head.partition(b"\n")[0] or not head.strip():
        return None
    return head.decode("utf-8", errors="replace")


def _of_xml(text: str) -> Format:
    at = 0
    while found := _BEFORE_ROOT.match(text, at):
        at = found.end()
    name = _NAME.match(text, at) or _DOCTYPE_OF.search(text)
    return _ROOTS.get(name[1].casefold(), Format.UNKNOWN) if name else Format.UNKNOWN


def _of_table(text: str) -> Format:
    line = text.splitlines()[0] if text else ""
    cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", line)]
    if tuple(cells[: len(_OWN_HEADINGS)]) == _OWN_HEADINGS:
        return Format.OWN_HISTORY
    return Format.TABLE if len(cells) > 1 else Format.UNKNOWN
