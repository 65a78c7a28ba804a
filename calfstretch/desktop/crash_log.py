"""A small private file that remembers where the program went wrong; never what was in the diary."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from calfstretch import __version__
from calfstretch.errors import BugError

LOG_NAME = "calfstretch.log"
LIMIT_BYTES = 200_000
_SAME_PLACE = 3


class CrashLog:
    """Writes where an error came from: kinds of errors and places in our files, no values and no messages.

    A message may hold what the person typed; those of BugError are ours and are kept.

    Args:
        folder: the diary's folder.
        tell: called with the error, once for each place where something went wrong.
    """

    def __init__(self, folder: Path, tell: Callable[[BaseException], None]) -> None:
        self.path = folder / LOG_NAME
        self._tell = tell
        self._seen: dict[str, int] = {}
        self._before = sys.excepthook
        self._before_threads = threading.excepthook

    def install(self) -> None:
        """From now on hear of every error nobody caught, in Qt's slots as well."""
        sys.excepthook = self.note
        threading.excepthook = self._note_thread

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._before
        threading.excepthook = self._before_threads

    def note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an error down and tell of it; a place that goes wrong again and again is written three times."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        text = _told(error, trace)
        place = text.rpartition("\n")[2]
        self._seen[place] = self._seen.get(place, 0) + 1
        if self._seen[place] > _SAME_PLACE:
            return
        self._write(f"{datetime.now(UTC).isoformat(timespec='seconds')} calfstretch {__version__}\n{text}\n\n")
        if self._seen[place] == 1:
            # Started from a terminal, it says where to look; one line as everywhere.
            with suppress(OSError, ValueError):
                print(f"calfstretch: something went wrong, see {self.path}", file=sys.stderr)
            self._tell(error)

    def _note_thread(self, what: threading.ExceptHookArgs) -> None:
        # The window belongs to the main thread: from another one the file alone hears of it.
        if what.exc_value is not None and not issubclass(what.exc_type, SystemExit):
            self._write(f"{datetime.now(UTC).isoformat()} in a thread\n{_told(what.exc_value, what.exc_traceback)}\n\n")

    def _write(self, text: str) -> None:
        with suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > LIMIT_BYTES:
                os.replace(self.path, self.path.with_name(LOG_NAME + ".1"))
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(self.path, flags, 0o600), "a", encoding="utf-8") as file:
                file.write(text)


def _told(error: BaseException, trace: TracebackType | None) -> str:
    lines = []
    if error.__cause__ is not None:
        lines.append(_told(error.__cause__, error.__cause__.__traceback__) + "\n which led to")
    lines.append(f"{type(error).__name__}{f': {error}' if isinstance(error, BugError) else ''}")
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {_place(code.co_filename)}:{trace.tb_lineno} in {code.co_qualname}")
        trace = trace.tb_next
    return "\n".join(lines)


def _place(file: str) -> str:
    """The file from its package on, without the folders above it: those bear the names of people."""
    parts = Path(file).parts
    for package in ("site-packages", "calfstretch"):
        if package in parts:
            at = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[at + (package == "site-packages") :])
    return parts[-1] if parts else ""
