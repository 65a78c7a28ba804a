"""calfstretch without a command: commit a cramp, raise the open window or become it."""

from __future__ import annotations

import errno
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calfstretch.clock import Clock
from calfstretch.commands.diary import open_journal
from calfstretch.desktop import spool
from calfstretch.desktop.hand_over import cramp_message, raise_message
from calfstretch.desktop.lock import LOCK_NAME, HeldElsewhere
from calfstretch.desktop.single_instance import Claim, Other, claim_or_hand_over
from calfstretch.desktop.startup_check import problem_before_window
from calfstretch.domain.moment import Moment
from calfstretch.domain.record import new_id
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.paths import DIARY_NAME, data_dir

if TYPE_CHECKING:
    from calfstretch.options import WindowOptions


class Cramp(NamedTuple):
    """A cramp's moment, on disk wherever that could be done.

    Args:
        spooled: it waits beside the diary, which was busy.
        trouble: why it is nowhere on disk, in the person's words; "" = it is.
    """

    episode_id: str
    at: Moment
    spooled: bool
    trouble: str = ""

    @property
    def noted(self) -> str:
        """Says so, as 02:14 of the moment's own offset, or why it is not."""
        return self.trouble or _("Noted {time}.").format(time=f"{self.at.local:%H:%M}")


def open_window(options: Namespace, clock: Clock) -> int:
    """Open the window or raise the open one; with --cramp the moment is on disk before anything else.

    Raises:
        UserError: there is no screen, or the diary's folder cannot be used.
    """
    if not options.demo:
        if options.forget_pin:
            _forget_pin(data_dir(options.data_dir), clock)
        return _open(data_dir(options.data_dir), options, clock)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="calfstretch-demo-", ignore_cleanup_errors=True) as name:
        _refuse_without_screen(None)  # before half a year is invented for nobody to see
        _invent(Path(name), clock)
        return _open(Path(name), options, clock)


def _forget_pin(folder: Path, clock: Clock) -> None:
    """Take the PIN away. It keeps eyes away and encrypts nothing: whoever can start this can read the file as well."""
    if not (folder / DIARY_NAME).exists():
        return
    from calfstretch.journal.pin import forget_pin

    with open_journal(folder, clock) as journal:
        forget_pin(journal)


def _open(folder: Path, options: Namespace, clock: Clock) -> int:
    cramp = note_cramp(folder, clock) if options.cramp else None
    if cramp is not None and cramp.trouble:
        if problem_before_window() is not None:
            raise UserError(cramp.trouble)
        # Whoever has a cramp gets relief; the moment can be written down or stored later.
        print(f"calfstretch: {cramp.trouble}", file=sys.stderr, flush=True)
    try:
        if not (folder / LOCK_NAME).exists():
            _refuse_without_screen(cramp)  # no window was ever open here: leave no folder behind
        return _claim_and_run(folder, cramp, options)
    except UserError as error:
        if cramp is None or error.message.startswith(cramp.noted):
            raise
        raise UserError(f"{cramp.noted} {error.message}") from error


def _claim_and_run(folder: Path, cramp: Cramp | None, options: Namespace) -> int:
    unkept = cramp.at.aware if cramp and cramp.trouble else None
    message = cramp_message(cramp.episode_id, os.environ, unkept) if cramp else raise_message(os.environ)
    claim = _claim(folder, message, cramp)
    if claim is Other.ANSWERED:
        return 1 if cramp is not None and cramp.trouble else 0
    if claim is Other.SILENT:
        return _say_it_hangs(cramp)
    assert claim is None or isinstance(claim, Claim)
    try:
        _refuse_without_screen(cramp)
        from calfstretch.options import WindowOptions

        return _run(
            WindowOptions(
                data_dir=folder,
                claim=claim,
                demo=options.demo,
                demo_speed=options.demo_speed or 1.0,
                cramp_episode_id=cramp.episode_id if cramp else None,
                cramp_is_spooled=cramp.spooled if cramp else False,
                cramp_at=unkept,
            )
        )
    finally:
        if claim is not None:
            claim.close()


def note_cramp(folder: Path, clock: Clock) -> Cramp:
    """Commit this moment; where the diary cannot take it within two seconds it waits in the spool.

    Where that cannot be either, the cramp says why (`trouble`).
    """
    moment, episode_id = clock.now(), new_id()
    at = Moment.of(moment)
    try:
        with open_journal(folder, clock) as journal:
            journal.episodes.begin(at, episode_id=episode_id)
    except Exception as error:
        # Busy, full, damaged, newer or our own mistake: what matters at night is that the moment is kept.
        # The window says the rest, the log of our mistakes keeps those.
        if not isinstance(error, UserError):
            from calfstretch.desktop.crash_log import CrashLog

            CrashLog(folder, lambda _error: None).note(type(error), error, error.__traceback__)
        from uuid import UUID

        try:
            spool.put(folder, UUID(episode_id), moment)
        except UserError as error:
            return Cramp(episode_id, at, spooled=False, trouble=error.message)
        return Cramp(episode_id, at, spooled=True)
    return Cramp(episode_id, at, spooled=False)


def _claim(folder: Path, message: dict[str, str], cramp: Cramp | None) -> Claim | Other | None:
    """The claim, what came of handing over, or None where the folder takes no lock and the diary can be read alone."""
    try:
        return claim_or_hand_over(folder, message)
    except HeldElsewhere as held:
        if not _may_take_over(held, cramp):
            raise
    except UserError as error:
        if (_is_unwritable(error) and (folder / DIARY_NAME).exists()) or (cramp is not None and cramp.trouble):
            return None
        raise
    return claim_or_hand_over(folder, message, take_from_other_computer=True)


def _is_unwritable(error: UserError) -> bool:
    reason = error.__cause__
    return isinstance(reason, OSError) and reason.errno in (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC)


def _may_take_over(held: HeldElsewhere, cramp: Cramp | None) -> bool:
    """Ask at the terminal, else in a window, whether another computer's sign may be passed over."""
    if not _at_terminal():
        return _may_take_over_by_window(held, cramp)
    print(held.message, file=sys.stderr)
    answer = input(_("Open the diary here? (y/n)") + " ")
    return answer.strip().casefold() == _("y")


def _may_take_over_by_window(held: HeldElsewhere, cramp: Cramp | None) -> bool:
    if problem_before_window() is not None:
        return False
    from calfstretch.opening import ask_to_open_anyway

    return ask_to_open_anyway(f"{cramp.noted} {held.message}" if cramp else held.message)


def _at_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def _refuse_without_screen(cramp: Cramp | None) -> None:
    problem = problem_before_window()
    if problem is not None:
        raise UserError(problem if cramp is None else f"{cramp.noted} {problem}")


def _say_it_hangs(cramp: Cramp | None) -> int:
    silent = _("calfstretch is not answering; close its window, or end it, and start again.")
    if cramp is None or cramp.trouble:
        raise UserError(silent)
    # What was asked for is done: the moment is kept.
    print(f"{cramp.noted} {silent}")
    return 0


def _invent(folder: Path, clock: Clock) -> None:
    from calfstretch.demo import fill
    from calfstretch.storage.database import open_diary

    database = open_diary(folder / DIARY_NAME)
    try:
        fill(database, until=clock.now())
    finally:
        database.close()


def _run(options: WindowOptions) -> int:
    from calfstretch.binding import load_binding

    load_binding()
    from calfstretch.app import run_window

    return run_window(options)
