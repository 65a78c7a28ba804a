"""The command line: which command is meant, and how it ends. Qt is loaded to open the window, never before."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from calfstretch import i18n
from calfstretch.clock import Clock, SystemClock
from calfstretch.commands.parser import parse
from calfstretch.commands.wrong_usage import WrongUsageError
from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _

DONE, COULD_NOT, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run one command, or open the window.

    Args:
        arguments: without the program's name; None = this process's own.
        clock: None = the computer's.

    Returns:
        0 done · 1 could not be done · 2 wrong usage, each with one line on stderr and nothing changed.
    """
    i18n.install()
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments, clock or SystemClock())
    except WrongUsageError as error:
        return _say(error.message, WRONG_USAGE)
    except UserError as error:
        return _say(error.message, COULD_NOT)
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(arguments: Sequence[str], clock: Clock) -> int:
    options = parse(arguments)
    if options is None:
        return DONE  # --help and --version have been said
    if options.command == "export":
        from calfstretch.commands.export import export

        return _answer(export(options))
    if options.command == "import":
        from calfstretch.commands.bring_in import bring_in

        return _answer(bring_in(options, clock))
    if options.command == "insights":
        from calfstretch.commands.insights import insights

        return _answer(insights(options, clock))
    if options.command == "report":
        from calfstretch.commands.report import report

        return _answer(report(options, clock))
    if options.command == "log":
        from calfstretch.commands.log import log

        return _answer(log(options, clock))
    if options.command == "backup":
        from calfstretch.commands.backup import backup

        return _answer(backup(options, clock))
    if options.command == "check":
        from calfstretch.commands.check import check

        return _answer(check(options))
    if options.command == "restore":
        from calfstretch.commands.restore import restore_file

        return _answer(restore_file(options))
    gc.disable()  # a tenth of the start; the window takes it up again once it is painted
    try:
        from calfstretch.commands.window import open_window

        return open_window(options, clock)
    finally:
        gc.enable()


def _answer(text: str) -> int:
    """Print what a command answers once its work is done."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _close_stdout()  # who read our output has gone, as in `calfstretch … | head -0`
    except UnicodeEncodeError:
        # A terminal of few letters; what was asked for is done.
        print(text.encode("ascii", "backslashreplace").decode(), flush=True)
    except OSError as error:
        _close_stdout()
        said = _("It is done, but the answer could not be printed: {reason}.").format(reason=error.strerror)
        return _say(said, COULD_NOT)
    return DONE


def _close_stdout() -> None:
    """Keep Python from trying to print the rest, and complaining, when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str, status: int) -> int:
    with suppress(OSError):
        print(" ".join(sentence.split()), file=sys.stderr)
    return status
