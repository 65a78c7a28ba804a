"""Opening the diary for the window: what stands in the way is shown in a window of its own, with the ways on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.storage.backup import Copy, newest_good_copy, set_aside, unsound_newer
from calfstretch.storage.database import DamagedDiaryError, Database, open_diary, open_nowhere
from calfstretch.storage.trouble import DiaryBusyError

# As the shell counts: the signal that ended the program on top of this.
_SIGNALLED = 128


class Opened(NamedTuple):
    """The diary, and what the person should know about how it was opened ("" = nothing)."""

    database: Database
    said: str = ""


class Way(NamedTuple):
    """One way on: the words of its button and what it does; `do` says what was done."""

    words: str
    do: Callable[[], str]


Ask = Callable[[str, str, str, list[str]], int]
"""Shows title, text, hint and the words of the ways; returns which was chosen, the last one is Quit."""


def open_or_ask(
    path: Path, ask: Ask | None = None, *, before: str = "", at_once: bool = False, found: UserError | None = None
) -> Opened:
    """Open the diary; where it cannot be opened, ask in a window what to do, as often as it takes.

    Args:
        path: the diary.
        ask: None = a real window.
        before: what is to be said first, such as that the cramp's moment is kept.
        at_once: relief is waiting: of a diary that can be opened nothing is asked.
        found: what was found amiss with a diary that could be opened; asked about first.

    Raises:
        UserError: why it cannot be opened; the person chose to quit, and nothing was changed.
    """
    said = ""
    trouble: UserError | None = None
    problem = found
    while True:
        if problem is None:
            try:
                database = open_diary(path)
            except UserError as error:
                problem = error
            else:
                try:
                    put_back = None if at_once else _put_back_fuller_copy(database, ask or show, said)
                except BaseException:
                    database.close()  # also where the program is ended while it asks
                    raise
                if put_back is None:
                    return Opened(database, said)
                said = put_back
                continue
        ways = _ways(path, problem)
        text = " ".join(part for part in (before, (trouble or problem).message) if part)
        words = [*(way.words for way in ways), _("Quit")]
        chosen = (ask or show)(_title(problem), text, _hint(path, problem), words)
        if chosen >= len(ways):
            raise problem
        trouble = problem = None
        try:
            said = ways[chosen].do()
        except UserError as error:
            trouble = error


def open_for_relief(path: Path) -> Opened:
    """The diary as far as it can be opened, without a question; where it cannot, an empty one that stores nothing."""
    try:
        return Opened(open_diary(path))
    except UserError as error:
        return Opened(open_nowhere(path, error.message))


def _put_back_fuller_copy(database: Database, ask: Ask, before: str) -> str | None:
    """Where entries are missing and a copy holds some of them, ask which of the two is to be the diary.

    Args:
        before: what is to be said first; "" = nothing.

    Returns:
        What was done, or why it could not be; the diary is closed and to be opened anew. None = go on with the open
        diary.

    Raises:
        UserError: entries may be missing; the person chose to quit, and nothing was changed.
    """
    copy = database.fuller_copy()
    if copy is None or database.lost_since is None:
        return None
    since = _since_words(database.lost_since)
    text = " ".join(part for part in (before, since, _("A copy that holds more is there.")) if part)
    hint = _("Nothing is deleted: the diary as it is now is kept beside it under a name with the date.")
    ways = [_copy_words(copy), _("Go on with the diary as it is"), _("Quit")]
    chosen = ask(_("Entries may be missing"), text, hint, ways)
    if chosen == 1:
        database.forget_loss()
        return None
    database.close()
    if chosen != 0:
        raise UserError(text)
    try:
        return _take_copy(copy, database.path)
    except UserError as error:
        return error.message  # nothing was changed: the next opening asks again


def _since_words(since: datetime) -> str:
    from calfstretch.ui.formats import clock_time, short_day

    local = since.astimezone()
    return _("Entries may be missing since {day}, {time}.").format(day=short_day(local.date()), time=clock_time(local))


def missing_words(database: Database) -> str:
    """What is to be said of a diary that holds less than what was noted in it, and what to do; "" = nothing."""
    if database.lost_since is None:
        return ""
    advice = _("Note again what you remember, or close calfstretch and put a copy of your own back as {path}.").format(
        path=database.path
    )
    return f"{_since_words(database.lost_since)} {advice}"


def ask_to_open_anyway(text: str, ask: Ask | None = None) -> bool:
    """Whether a diary that bears another computer's sign is to be opened here."""
    title = _("Is the diary open on another computer?")
    hint = _("Two computers that write into one diary at the same time can spoil it.")
    return (ask or show)(title, text, hint, [_("Open anyway"), _("Quit")]) == 0


def _title(problem: UserError) -> str:
    if isinstance(problem, DamagedDiaryError):
        return _("The diary cannot be read")
    return _("The diary cannot be opened")


def _hint(path: Path, problem: UserError) -> str:
    if not isinstance(problem, DamagedDiaryError):
        return ""
    said = _("Nothing is deleted: what is there now is kept beside it under a name with the date.")
    bad = unsound_newer(path.resolve().parent / "backups")
    if bad:
        also = _("Of the copies these are damaged too: {names}.").format(names=", ".join(each.name for each in bad))
        said = f"{said} {also}"
    return said


def _ways(path: Path, problem: UserError) -> list[Way]:
    if isinstance(problem, DiaryBusyError):
        return [Way(_("Try again"), lambda: "")]
    if not isinstance(problem, DamagedDiaryError):
        return []
    place = path.resolve() if path.is_symlink() else path
    ways = [Way(_("Set it aside and start a new diary"), lambda: _start_anew(place))]
    if place.is_file() and place.stat().st_size:
        ways.insert(0, Way(_("Rescue what can be read"), lambda: _rescue(place)))
    copy = newest_good_copy(place.parent / "backups")
    if copy is not None:
        ways.insert(0, Way(_copy_words(copy), lambda: _take_copy(copy, place)))
    return ways


def _copy_words(copy: Copy) -> str:
    from calfstretch.ui.formats import short_day

    return ngettext(
        "Open the newest good copy of {day}, {n} entry",
        "Open the newest good copy of {day}, {n} entries",
        copy.entries,
    ).format(day=short_day(copy.made_at.astimezone().date()), n=copy.entries)


def _take_copy(copy: Copy, path: Path) -> str:
    from calfstretch.storage.restoring import restore_unopened  # no start needs it

    kept = restore_unopened(path, copy.path).kept
    return _("This is the copy. What was there is kept as {name}.").format(name=kept.name if kept else path.name)


def _rescue(path: Path) -> str:
    from calfstretch.storage.salvage import rescue
    from calfstretch.ui.formats import grouped

    rescued, kept = rescue(path)
    said = [ngettext("{n} entry rescued.", "{n} entries rescued.", rescued.entries).format(n=grouped(rescued.entries))]
    if rescued.lost:
        words = ngettext("About {n} could not be read.", "About {n} could not be read.", rescued.lost)
        said.append(words.format(n=grouped(rescued.lost)))
    return " ".join([*said, _("What was there is kept as {name}.").format(name=kept.name)])


def _start_anew(path: Path) -> str:
    try:
        kept = set_aside(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(_("It could not be set aside: {reason}.").format(reason=reason)) from error
    return _("This is a new diary. What was there is kept as {name}.").format(name=kept.name)


def show(title: str, text: str, hint: str, ways: list[str], *, choice: str = "system", scale: float = 1.0) -> int:
    """Show the window and wait for the answer.

    Args:
        choice, scale: the look, where the person's own is known.

    Raises:
        SystemExit: the program was ended from outside (128 + the signal).
    """
    from PySide6.QtCore import QEventLoop

    from calfstretch.desktop.signals import SignalWatch
    from calfstretch.ui.application import make_application
    from calfstretch.ui.start_problem import StartProblem
    from calfstretch.ui.theme import Theme

    application = make_application()
    theme = Theme(choice, scale)
    theme.apply(application)
    window = StartProblem(theme, title, text, hint, ways)
    theme.setParent(window)
    application.setQuitOnLastWindowClosed(False)  # else the real window would be told to quit when it opens
    loop = QEventLoop()
    watch = SignalWatch(window)
    watch.received.connect(lambda number: loop.exit(_SIGNALLED + number))
    window.answered.connect(loop.exit)
    window.show()
    window.activateWindow()
    answer = loop.exec()
    watch.close()
    window.hide()
    window.deleteLater()
    application.setQuitOnLastWindowClosed(True)
    if answer >= _SIGNALLED:
        raise SystemExit(answer)
    return answer
