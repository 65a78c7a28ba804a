"""Where the diary lives."""

from __future__ import annotations

import errno
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


# SQLite takes paths up to 512 bytes; the diary's own files and those set aside need some of them.
_LONGEST_BYTES = 440
_SHOWN = 60


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
            Or no diary can be kept in a folder of that name.
    """
    named = chosen or os.environ.get("CALFSTRETCH_DATA_DIR")
    if named:
        return _usable(Path(os.path.expanduser(named)).absolute())
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
    from platformdirs import user_data_path  # 9 ms: not needed where a folder is named

    folder = user_data_path("calfstretch", appauthor=False)
    # The desktop's rules: a relative XDG_DATA_HOME is none. It would mean another diary in every folder.
    return folder if folder.is_absolute() else Path.home() / ".local" / "share" / "calfstretch"


def is_usual(folder: Path) -> bool:
    """Whether this is the folder a diary lies in where none is named."""
    return folder == portable_dir() or ((os.name != "posix" or _has_home()) and folder == usual_dir())


def _usable(folder: Path) -> Path:
    try:
        os.lstat(folder)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError):  # no file system takes a NUL
            raise UserError(_("No folder can have the name {folder}.").format(folder=ascii(str(folder)))) from error
        too_long = error.errno == errno.ENAMETOOLONG
    else:
        too_long = False
    if too_long or (os.name == "posix" and len(os.fsencode(folder)) > _LONGEST_BYTES):
        short = str(folder)[:_SHOWN] + "…"
        raise UserError(
            _("The name of the folder is too long for a diary: {folder} Choose another.").format(folder=short)
        )
    return folder


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
