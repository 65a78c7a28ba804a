"""What helps to find a mistake of the program, for whoever is asked: versions, sizes, counts; nothing that was typed.

Always in English, since it is read by those who write the program. What may hold the person's words is left out here
by being named nowhere: of texts the known ones alone are shown, of paths the kind of place, of the log the places.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calfstretch import __version__
from calfstretch.journal.place import Place, What, look
from calfstretch.paths import usual_dir
from calfstretch.storage import counts, own_files, settings

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

LOG_LINES = 40
_LOG_BYTES = 20_000
# Words that settings of ours can hold; a text that is none of them may be the person's.
_KNOWN_WORDS = frozenset(
    {"system", "light", "dark", "night", "voice", "tones", "both", "none", "clips", "own"}
    | {"ml", "l", "glass", "fl_oz", "metric", "imperial"}
)
_LOG_FORMS = (
    re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+ (calfstretch [\d.]+|in a thread)"),
    re.compile(r" which led to"),
)
_LOG_PLACE = re.compile(r"  (?:[\w.-]+/)*([\w-]+\.py|<[a-z ]+>):(\d+) in ([\w.<>]+)", re.ASCII)
_LOG_ERROR = re.compile(r"([A-Za-z_]\w{0,60})(:.*)?", re.ASCII)


def told(journal: Journal, folder: Path | None = None, around: Mapping[str, str] | None = None) -> str:
    """The whole text.

    Args:
        folder: as in `place.look`.
        around: facts of the window, such as those of the screens, by name; shown as they are.
    """
    place = look(journal, folder)
    parts = [
        [f"calfstretch {__version__}, {journal.clock.now().astimezone(UTC):%Y-%m-%d %H:%M} UTC"],
        _lines({**_system(), **(around or {})}),
        _lines(_diary(journal, place)),
        ["rows (with the bin)", *_lines(counts.rows(journal.database.connection))],
        ["settings", *_settings(settings.everything(journal.database.connection))],
        ["log, last lines", *(_log((folder or place.folder) / own_files.LOG) or ["  (nothing)"])],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _lines(facts: Mapping[str, object]) -> list[str]:
    return [f"  {name}: {value}" for name, value in facts.items()]


def _system() -> dict[str, str]:
    names: dict[str, str] = {}
    with suppress(OSError):
        names = platform.freedesktop_os_release()
    known = " ".join(plain(names.get(name, "")) for name in ("ID", "VERSION_ID")).strip()
    # A kernel made by hand may bear its maker's name behind the numbers.
    kernel = re.match(r"[\d.]+", platform.release())
    return {
        "system": f"{plain(platform.system())} {kernel[0] if kernel else ''} {plain(platform.machine())}".strip(),
        "distribution": known or "not known",
        "python": ".".join(map(str, sys.version_info[:3])),
        "desktop": plain(os.environ.get("XDG_CURRENT_DESKTOP", "")) or "not known",
        "session": plain(os.environ.get("XDG_SESSION_TYPE", "")) or "not known",
    }


def plain(word: str) -> str:
    """A short word of few letters; anything else is left out."""
    return word if re.fullmatch(r"[A-Za-z0-9_.:;+-]{1,40}", word) else ""


def _diary(journal: Journal, place: Place) -> dict[str, str]:
    database = journal.database
    facts = {
        "place": _place_words(place),
        "can be written": "no" if database.read_only else "yes",
        "entries may be missing": "yes" if database.lost_since else "no",
        **counts.shape(database.connection),
    }
    for what in What:
        files = place.of(what)
        if files:
            facts[f"files, {what.value}"] = f"{len(files)}, {sum(file.size for file in files)} bytes"
    facts["files of others"] = str(len(place.others))
    return facts


def _place_words(place: Place) -> str:
    if place.kind != "usual":
        return {"portable": "beside the program", "named": "a named folder"}[place.kind]
    with suppress(ValueError, RuntimeError):
        if place.folder == usual_dir():
            parts = place.folder.relative_to(Path.home()).parts
            if parts in ((".local", "share", "calfstretch"), ("Library", "Application Support", "calfstretch")):
                return "/".join(("~", *parts))
    return "the usual folder"


def _settings(stored: Mapping[str, Any]) -> list[str]:
    lines = []
    unknown = 0
    for key, value in stored.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key):
            unknown += 1
        elif isinstance(value, bool | int | float) or (isinstance(value, str) and value in _KNOWN_WORDS):
            lines.append(f"  {key}: {value}")
        else:
            lines.append(f"  {key}: (set)")
    return [*lines, *([f"  others: {unknown}"] if unknown else [])] or ["  (none)"]


def _log(path: Path) -> list[str]:
    try:
        # What stands there under this name may be a link to something else, or a pipe.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LOG_BYTES))
            lines = file.read(_LOG_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return list(scrubbed([line for line in lines if line.strip()][-LOG_LINES:]))


def scrubbed(lines: Iterable[str]) -> list[str]:
    """Lines of our log: moments, kinds of errors and places in our files; of anything else that there was a line."""
    kept = []
    for line in lines:
        place, error = _LOG_PLACE.fullmatch(line), _LOG_ERROR.fullmatch(line)
        if any(form.fullmatch(line) for form in _LOG_FORMS):
            kept.append(f"  {line}")
        elif place is not None:
            kept.append(f"    {place[1]}:{place[2]} in {place[3]}")
        elif error is not None and (error[1].endswith(("Error", "Exception", "Warning", "Interrupt", "Exit"))):
            kept.append(f"  {error[1]}")
        else:
            kept.append("  (a line left out)")
    return kept
