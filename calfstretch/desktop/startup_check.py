"""Looks before the window does whether it can open here, so that a sentence comes instead of Qt's abort."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from calfstretch.i18n import gettext as _
from calfstretch.i18n import ngettext
from calfstretch.paths import started_as

# Library -> package of Debian and Ubuntu. Source: found by starting PySide6-Essentials in a minimal system.
FOR_ANY_WINDOW = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FOR_WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}


def problem_before_window(
    environ: Mapping[str, str] | None = None,
    *,
    platform: str = sys.platform,
    has_library: Callable[[str], bool] | None = None,
) -> str | None:
    """What would keep the window from opening, said in one sentence. Needs no Qt.

    Args:
        environ: the environment; None = this process's own.
        platform: as sys.platform; anything but Linux is trusted to bring its own screen and libraries.
        has_library: whether the system can load a library of that name; None = really try.

    Returns:
        The sentence for the person, with what to do; None where nothing stands in the way.
    """
    environ = os.environ if environ is None else environ
    if not platform.startswith("linux"):
        return None
    screens = _screens(environ)
    if not screens:
        return _no_screen(environ)
    has = has_library or _has_library
    # Qt goes on to the next screen where the first lacks a library, so one complete set is enough.
    lacks = [{name: package for name, package in _needed(screen).items() if not has(name)} for screen in screens]
    return _missing_libraries(lacks[0]) if all(lacks) else None


def _needed(screen: str) -> dict[str, str]:
    return {**FOR_ANY_WINDOW, **{"xcb": FOR_X11, "wayland": FOR_WAYLAND}.get(screen, {})}


def _screens(environ: Mapping[str, str]) -> list[str]:
    """The kinds of screen Qt can use here, in its order; empty where there is none."""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    found = []
    for name in [part.split(":")[0] for part in chosen.split(";")] if chosen else ["wayland", "xcb"]:
        if name.startswith("wayland"):
            found += ["wayland"] if _has_wayland(environ) else []
        elif name == "xcb":
            found += ["xcb"] if _has_x11(environ.get("DISPLAY", "")) else []
        else:
            found.append(name)  # offscreen and the like need no screen
    return found


def _has_wayland(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(environ.get("XDG_RUNTIME_DIR", "")) / name))


def _has_x11(display: str) -> bool:
    if not display:
        return False
    name, _colon, number = display.rpartition(":")
    number = number.split(".")[0]
    if name not in ("", "unix") or not number.isdigit():
        return True  # another computer's screen, or one forwarded by ssh: Qt finds out
    # Both ways an X server listens here: a name without a file, and a file.
    path = f"/tmp/.X11-unix/X{number}"
    return _answers(f"\0{path}") or _answers(path)


def _answers(path: str) -> bool:
    with suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)
        probe.connect(path)
        return True
    return False


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name, mode=os.RTLD_LAZY)
    except OSError:
        return False
    return True


def _no_screen(environ: Mapping[str, str]) -> str:
    if environ.get("SSH_CONNECTION"):
        return _(
            "There is no screen for the window here: connect with `ssh -X`, or try it out with `xvfb-run -a {program}`."
        ).format(program=started_as())
    return _(
        "There is no screen for the window here: start calfstretch on a desktop, "
        "or try it out with `xvfb-run -a {program}`; its commands such as `{program} log` work without one."
    ).format(program=started_as())


def _missing_libraries(missing: Mapping[str, str]) -> str:
    return ngettext(
        "The window needs the system library {libraries}: install it (on Debian and Ubuntu: `apt install {packages}`) "
        "and start again.",
        "The window needs the system libraries {libraries}: install them "
        "(on Debian and Ubuntu: `apt install {packages}`) and start again.",
        len(missing),
    ).format(libraries=", ".join(missing), packages=" ".join(missing.values()))
