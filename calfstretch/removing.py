"""The end of a diary that the person wants gone: closed, removed, looked for, told; then the end, or a new one."""

from __future__ import annotations

import os
from pathlib import Path

from calfstretch.desktop.hand_over import raise_message
from calfstretch.desktop.single_instance import Claim, claim_or_hand_over
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.opening import Ask, show
from calfstretch.options import WindowOptions
from calfstretch.storage.database import Database
from calfstretch.storage.removal import Removed, remove_all

CLOSE, AGAIN, NEW = range(3)


def remove_and_tell(
    database: Database, options: WindowOptions, copies: tuple[Path, ...], ask: Ask = show
) -> WindowOptions | None:
    """Close the diary, remove everything of ours and say what came of it.

    Args:
        options: of the window that has closed; its lock is given back once the person has read the answer.
        copies: copies elsewhere that go as well.
        ask: shows what came of it, see `opening.show`.

    Returns:
        How to open a new, empty diary; None = the person wants none now.
    """
    database.close()
    if options.claim is not None and options.claim.ear is not None:
        # Another start may come while the answer is read: it becomes the window, and its ear has the same name.
        options.claim.ear.close()
    gone = 0
    while True:
        done = remove_all(database.path, options.data_dir, copies)
        gone += len(done.gone)
        ways = _ways(done)
        chosen = ask(_title(done), _text(done, gone), _hint(done), [words for words, _way in ways])
        way = ways[chosen][1]
        if way != AGAIN:
            break
        copies = tuple(path for path, _reason in done.left if path in copies)
    if options.claim is not None:
        options.claim.close()
    return _anew(options) if way == NEW else None


def _ways(done: Removed) -> list[tuple[str, int]]:
    if done.left:
        return [(_("Try again"), AGAIN), (_("Close calfstretch"), CLOSE)]
    return [(_("Start a new, empty diary"), NEW), (_("Close calfstretch"), CLOSE)]


def _title(done: Removed) -> str:
    return _("Some files are still there") if done.left else _("Everything is removed")


def _text(done: Removed, gone: int) -> str:
    count = ngettext("{n} file removed.", "{n} files removed.", gone).format(n=gone)
    if not done.left:
        return count
    left = [_("{path}: {reason}.").format(path=path, reason=reason) for path, reason in done.left]
    return "\n".join([count, _("Not removed:"), *left])


def _hint(done: Removed) -> str:
    if done.left:
        return _("You can remove these files by hand as well.")
    return _("Each one was looked for afterwards and is gone. What you exported or printed is where you put it.")


def _anew(options: WindowOptions) -> WindowOptions | None:
    # The lock's file went too: the new diary takes a new one, unless another start was quicker.
    claim = claim_or_hand_over(options.data_dir, raise_message(os.environ))
    if not isinstance(claim, Claim):
        return None
    return options._replace(claim=claim, cramp_episode_id=None, cramp_is_spooled=False, cramp_at=None)
