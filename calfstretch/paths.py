"""Where the diary lives."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from calfstretch.errors import UserError
from calfstretch.i18n import gettext as _

DIARY_NAME = "diary.db"
PORTABLE = "calfstretch-data"
"""Name of the folder beside the program that makes it portable."""
OWN_FOLDERS = ("calfstretch", PORTABLE)
"""Names of folders that hold the diary and nothing else."""


def started_as() -> str:
    """What the person typed to start the program, for hints that can be typed again."""
    typed = os.environ.get("CALFSTRETCH_STARTED_AS") or "calfstretch"
    if typed.isprintable() and not set(typed) & set(" \\\"'`$&|;<>()*?[]{}#!~"):
        return typed
    import shlex  # needed in folders with a space in their name alone

    return shlex.quote(typed)


def data_dir(chosen: str | Path | None = None) -> Path:
    """The folder that holds the diary.

    Args:
        chosen: the folder named on the command line; None = CALFSTRETCH_DATA_DIR, else the platform's data folder.

    Returns:
        An absolute path; the folder may not exist yet. Where none is named and a folder `PORTABLE` lies beside the
        program, it is that one.

    Raises:
        UserError: no folder is named and no home folder is known: a diary in some other place would be lost to sight.
    """
    named = chosen or os.environ.get("CALFSTRETCH_DATA_DIR")
    if named:
        return Path(os.path.expanduser(named)).absolute()
    portable = portable_dir()
    return portable if portable.is_dir() else usual_dir()


def portable_dir() -> Path:
    """The folder beside the program which, where somebody made it, holds the diary."""
    return Path(__file__).resolve().parent.parent / PORTABLE


def usual_dir() -> Path:
    """The platform's folder for the diary of this account.

    Raises:
        UserError: no home folder is known.
    """
    if os.name == "posix" and not _has_home():
        raise UserError(_("Your home folder is not known (HOME). Name a folder for the diary with --data-dir."))
    return _usual()


def is_usual(folder: Path) -> bool:
    """Whether this is the folder a diary lies in where none is named."""
    return (os.name != "posix" or _has_home()) and folder == _usual()


def _usual() -> Path:
    from platformdirs import user_data_path  # 9 ms: not needed where a folder is named

    folder = user_data_path("calfstretch", appauthor=False)
    # The desktop's rules: a relative XDG_DATA_HOME is none. It would mean another diary in every folder.
    return folder if folder.is_absolute() else Path.home() / ".local" / "share" / "calfstretch"


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that do not exist, each 0700 whatever the umask says.

    Raises:
        OSError: it cannot be made; NotADirectoryError where something else has its name.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))


def _has_home() -> bool:
    # Unset, HOME is looked up by account; set to nothing or to a relative path it leads anywhere.
    return os.environ.get("HOME") != "" and os.path.isabs(os.path.expanduser("~"))
