"""Every test's surroundings: a home of its own, no screen, one time zone, one language."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Imported for pytest to find them.
from tests.desktop_session import desktop, desktop_env

__all__ = ["desktop", "desktop_env"]

_KEPT = ("TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES")
_SYSTEM = {name: os.environ.get(name) for name in _KEPT}
_WIDEST_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_HOME = tempfile.TemporaryDirectory(prefix="calfstretch-tests-", ignore_cleanup_errors=True)


def _isolate(home: Path) -> None:
    """Point everything a program may read or write at an empty home, before anything else is imported."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE", "LC_MESSAGES"):
        os.environ.pop(name, None)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ |= {
        "HOME": str(home),
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),  # for programs that tests start anywhere
        "XDG_RUNTIME_DIR": str(runtime),
        "CALFSTRETCH_DATA_DIR": str(home / "diary"),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    if _WIDEST_FONTS.is_dir():
        os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "data" / "fonts.conf")


def _set_zone(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


_isolate(Path(_HOME.name))
_set_zone("Europe/Berlin")

# A deadline would measure a busy machine, not the code, and so would the time it takes to make up a case.
# A build machine tries the same cases each time.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the real-window tests on one worker: two windows at once would measure the machine."""
    for item in items:
        if item.get_closest_marker("desktop"):
            item.add_marker(pytest.mark.xdist_group("desktop"))


# Where a new diary is a means and not what is tested: making one takes longer than most of these tests.
_READY_DIARIES = ("ui", "journal", "insights", "exchange", "report")


@pytest.fixture(scope="session")
def _ready_diary(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from calfstretch.storage.database import open_diary

    path = tmp_path_factory.mktemp("ready") / "diary.db"
    open_diary(path).close()
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _ready_diaries(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _ready_diary: bytes) -> None:
    """A new diary is a copy of one that was made once in this run."""
    if request.path.relative_to(Path(__file__).parent).parts[0] not in _READY_DIARIES:
        return

    def make(path: Path, _fill: object) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(_ready_diary)

    monkeypatch.setattr("calfstretch.storage.database.make_diary", make)


@pytest.fixture(autouse=True)
def _time_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Europe/Berlin in every test; `@pytest.mark.system_time` gives the computer's own zone and language."""
    if not request.node.get_closest_marker("system_time"):
        yield
        _set_zone("Europe/Berlin")  # a test that moved it leaves nothing behind
        return
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _SYSTEM.items():
            patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)
        time.tzset()
        yield
    _set_zone("Europe/Berlin")
