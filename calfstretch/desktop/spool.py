"""Where a cramp waits when the diary takes nothing: one small file each, taken in once."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from calfstretch.domain.episode import LONGEST_S, DurationBand
from calfstretch.domain.moment import Moment
from calfstretch.domain.routine import Leg
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import make_folder

if TYPE_CHECKING:
    from uuid import UUID

SPOOL_NAME = "spool"
ENTRY_LIMIT = 4096
SET_ASIDE = ".unreadable"


class SpooledCramp(NamedTuple):
    """A moment that waits for the diary.

    Args:
        episode_id: the id the episode will have, so that taking it in twice adds nothing.
        moment: when the key was pressed, aware, with the local offset of that moment.
        path: the file it waits in.
        mark: tells this file from one that takes its place.
        leg, eased_after_s, band: what relief learned of it meanwhile; None = not known.
    """

    episode_id: UUID
    moment: datetime
    path: Path
    mark: tuple[int, int]
    leg: Leg | None = None
    eased_after_s: float | None = None
    band: DurationBand | None = None

    def confirm(self) -> None:
        """Take the file away; to be called when the episode is committed in the diary, not before.

        Where relief has put it anew meanwhile, knowing more, it stays for the next time.
        """
        # Where it cannot be taken away it is taken in again and again, which adds nothing.
        with suppress(OSError):
            if _mark(self.path.stat()) != self.mark:
                return
            self.path.unlink()
            _sync_folder(self.path.parent)


def put(
    folder: Path,
    episode_id: UUID,
    moment: datetime,
    *,
    leg: Leg | None = None,
    eased_after_s: float | None = None,
    band: DurationBand | None = None,
) -> Path:
    """Put a cramp on disk beside the diary; put again it takes the place of the one before.

    Args:
        folder: the diary's folder.
        episode_id: the id the episode will have.
        moment: when it was, aware.
        leg, eased_after_s, band: as in `Episode`; None = not known.

    Returns:
        The file, complete and on disk.

    Raises:
        UserError: the disk is full or takes no files; nothing half-written stays behind.
    """
    target = folder / SPOOL_NAME / f"{episode_id}.json"
    temporary = target.with_suffix(f".{os.getpid()}.part")
    known = {"leg": leg, "eased_after_s": eased_after_s, "band": band}
    entry = {"version": 1, "episode_id": str(episode_id), "moment": moment.isoformat()}
    entry |= {name: value for name, value in known.items() if value is not None}
    text = json.dumps(entry).encode()
    try:
        make_folder(target.parent)
        _write_durably(temporary, text)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise UserError(
            _("The moment {time} could not be noted: {reason}. Please write it down and log it later.").format(
                time=f"{moment:%H:%M}", reason=error.strerror or error
            )
        ) from error
    return target


def take_all(folder: Path) -> Iterator[SpooledCramp]:
    """The waiting moments, oldest first; each stays until its `confirm`.

    What cannot be read is never removed: it is renamed once and listed by `set_aside`.
    """
    waiting = []
    for path in (folder / SPOOL_NAME).glob("*.json"):
        entry = _read(path)
        if entry is not None:
            waiting.append(entry)
        else:
            with suppress(OSError):
                path.rename(path.with_suffix(SET_ASIDE))
    yield from sorted(waiting, key=lambda entry: entry.moment)


def set_aside(folder: Path) -> list[Path]:
    """The spool files that could not be read."""
    return sorted((folder / SPOOL_NAME).glob(f"*{SET_ASIDE}"))


def _learned(raw: dict[str, Any]) -> tuple[Leg | None, float | None, DurationBand | None]:
    """What stands beside the moment; what cannot be read is left out, for the moment matters."""
    leg, after_s, band = raw.get("leg"), raw.get("eased_after_s"), raw.get("band")
    return (
        Leg(leg) if leg in tuple(Leg) else None,
        float(after_s) if isinstance(after_s, int | float) and 0 <= after_s <= LONGEST_S else None,
        DurationBand(band) if band in tuple(DurationBand) else None,
    )


def _write_durably(path: Path, text: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows opens no folders
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mark(found: os.stat_result) -> tuple[int, int]:
    return found.st_ino, found.st_mtime_ns


def _read(path: Path) -> SpooledCramp | None:
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return None
            raw: Any = json.loads(file.read(ENTRY_LIMIT))
        moment = Moment.parse(raw["moment"])  # nothing but what a diary can hold
        from uuid import UUID  # a start waits for its import, and most starts find no cramp here

        return SpooledCramp(UUID(raw["episode_id"]), moment.aware, path, _mark(found), *_learned(raw))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
