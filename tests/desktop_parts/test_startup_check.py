"""One sentence instead of Qt's abort: which screen, which library, what to do."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch.desktop.startup_check import FOR_ANY_WINDOW, FOR_WAYLAND, FOR_X11, problem_before_window


def all_there(_name: str) -> bool:
    return True


@pytest.fixture
def wayland() -> Iterator[dict[str, str]]:
    folder = tempfile.mkdtemp()  # pytest's own folders are too long for a socket's path
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/wayland-7")
        server.listen()
        yield {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-7"}
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":917"},
        {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "/nowhere"},
        {"QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": "wayland"},
    ],
)
def test_no_screen_is_one_sentence_with_a_way_to_see_the_program(environ: dict[str, str]) -> None:
    problem = problem_before_window(environ, platform="linux", has_library=all_there)
    assert problem is not None
    assert problem.startswith("There is no screen for the window here")
    assert "xvfb-run" in problem
    assert problem.count(". ") == 0 and "\n" not in problem


def test_over_ssh_the_sentence_names_ssh() -> None:
    problem = problem_before_window({"SSH_CONNECTION": "x"}, platform="linux", has_library=all_there)
    assert problem is not None and "ssh -X" in problem


@pytest.mark.parametrize("display", ["localhost:10.0", "kitchen:0"])
def test_forwarded_screen_is_left_to_qt(display: str) -> None:
    assert problem_before_window({"DISPLAY": display}, platform="linux", has_library=all_there) is None


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "vnc:size=800x600", "xcb;offscreen"])
def test_platform_without_a_screen_needs_none(chosen: str) -> None:
    assert problem_before_window({"QT_QPA_PLATFORM": chosen}, platform="linux", has_library=all_there) is None


def test_wayland_screen_is_found(wayland: dict[str, str]) -> None:
    assert problem_before_window(wayland, platform="linux", has_library=all_there) is None


@pytest.mark.parametrize("missing", [*FOR_ANY_WINDOW, *FOR_X11])
def test_missing_library_is_named_with_its_package(missing: str) -> None:
    problem = problem_before_window(
        {"DISPLAY": "kitchen:0"}, platform="linux", has_library=lambda name: name != missing
    )
    assert problem is not None
    assert missing in problem
    assert f"`apt install {({**FOR_ANY_WINDOW, **FOR_X11})[missing]}`" in problem
    assert problem.count(". ") == 0


def test_several_missing_libraries_are_one_sentence() -> None:
    gone = ("libxcb-cursor.so.0", "libGL.so.1")
    problem = problem_before_window({"DISPLAY": "k:0"}, platform="linux", has_library=lambda name: name not in gone)
    assert problem is not None
    assert "libraries libGL.so.1, libxcb-cursor.so.0" in problem
    assert "`apt install libgl1 libxcb-cursor0`" in problem


def test_offscreen_needs_no_library_of_a_screen() -> None:
    problem = problem_before_window(
        {"QT_QPA_PLATFORM": "offscreen"}, platform="linux", has_library=lambda name: name in FOR_ANY_WINDOW
    )
    assert problem is None


def test_wayland_without_its_libraries_falls_back_to_x11(wayland: dict[str, str]) -> None:
    both = {**wayland, "DISPLAY": "kitchen:0"}
    assert problem_before_window(both, platform="linux", has_library=lambda name: name not in FOR_WAYLAND) is None
    alone = problem_before_window(wayland, platform="linux", has_library=lambda name: name not in FOR_WAYLAND)
    assert alone is not None and "libwayland-client0" in alone


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_their_own_screen(platform: str) -> None:
    assert problem_before_window({}, platform=platform, has_library=lambda _name: False) is None


def test_looking_loads_no_qt() -> None:
    code = (
        "import sys; from calfstretch.desktop.startup_check import problem_before_window; problem_before_window(); "
        "print(any(m.startswith('PySide6') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are looked for on Linux alone")
def test_library_nobody_has_is_really_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FOR_ANY_WINDOW, "libcalfstretch-nowhere.so.9", "libcalfstretch-nowhere9")
    problem = problem_before_window({"QT_QPA_PLATFORM": "offscreen"})
    assert problem is not None and "libcalfstretch-nowhere9" in problem


def test_the_list_of_packages_is_what_the_set_up_installs() -> None:
    set_up = "".join(
        path.read_text() for path in (Path(__file__).parents[2] / name for name in ("run", "check")) if path.exists()
    )
    helper = Path(__file__).parents[2] / "packaging"
    set_up += "".join(path.read_text() for path in helper.glob("*.sh"))
    for package in {**FOR_ANY_WINDOW, **FOR_X11, **FOR_WAYLAND}.values():
        assert package in set_up, package


def test_the_hint_names_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = problem_before_window({}, platform="linux")
    assert said is not None and "`xvfb-run -a calfstretch`" in said and "`calfstretch log`" in said
    monkeypatch.setenv("CALFSTRETCH_STARTED_AS", "./run")
    for environ in ({}, {"SSH_CONNECTION": "10.0.0.1 22"}):
        said = problem_before_window(environ, platform="linux")
        assert said is not None and "`xvfb-run -a ./run`" in said
    assert "`./run log`" in (problem_before_window({}, platform="linux") or "")
