"""The sh side of ./run: which Python it takes, when it sets up again, what it says, what it hands on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_ECHO = "import sys; print(sys.argv[1:]); raise SystemExit(7)"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The sh files alone in a folder with a space in its name, with a program that says what it was given."""
    folder = tmp_path / "my checkout"
    (folder / "calfstretch").mkdir(parents=True)
    (folder / "calfstretch" / "__main__.py").write_text(_ECHO)
    (folder / "calfstretch" / "__init__.py").touch()
    shutil.copy(ROOT / "run", folder / "run")
    shutil.copytree(ROOT / "packaging", folder / "packaging")
    return folder


def _sh(checkout: Path, lines: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run lines of sh after reading the set-up helper."""
    script = f'set -eu; here="$1"; . "$here/packaging/setup.sh"; {lines}'
    command = ["sh", "-c", script, "./run", str(checkout)]
    return subprocess.run(command, env=os.environ | env, capture_output=True, text=True, timeout=60)


def _make_ready(checkout: Path) -> None:
    """An environment as a finished set-up leaves it, without the minute that takes."""
    binaries = checkout / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    assert _sh(checkout, 'fingerprint "$here/.venv" app >"$here/.venv/ready-app"').returncode == 0


def _program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_arguments_status_and_folder_are_handed_through(checkout: Path, tmp_path: Path) -> None:
    _make_ready(checkout)
    link = tmp_path / "link"
    link.symlink_to(checkout / "run")
    for command in (checkout / "run", link):
        done = subprocess.run([command, "export", "a b.csv", ""], cwd=tmp_path, capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (7, "['export', 'a b.csv', '']\n", "")


def test_a_module_in_the_current_folder_is_not_taken_for_ours(checkout: Path, tmp_path: Path) -> None:
    _make_ready(checkout)
    (tmp_path / "calfstretch.py").write_text("raise SystemExit(3)")
    assert subprocess.run([checkout / "run"], cwd=tmp_path, capture_output=True).returncode == 7


_READY = 'is_ready "$here/.venv" app'


def test_a_finished_set_up_is_not_repeated(checkout: Path) -> None:
    _make_ready(checkout)
    assert _sh(checkout, _READY).returncode == 0


def test_a_changed_lock_is_set_up_again(checkout: Path) -> None:
    _make_ready(checkout)
    with (checkout / "packaging" / "requirements" / "app.txt").open("a") as lock:
        lock.write("\n")
    assert _sh(checkout, _READY).returncode != 0


def test_an_interrupted_set_up_is_not_trusted(checkout: Path) -> None:
    _make_ready(checkout)
    (checkout / ".venv" / "busy").touch()
    assert _sh(checkout, _READY).returncode != 0


def test_another_interpreter_is_set_up_again(checkout: Path, tmp_path: Path) -> None:
    _make_ready(checkout)
    other = tmp_path / "python3.99"
    shutil.copy("/bin/sh", other)
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(other)
    assert _sh(checkout, _READY).returncode != 0


def test_an_interpreter_is_found_by_running_it(checkout: Path, tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    _program(shims, "python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    _program(shims, "python3.12", "exit 1")
    _program(shims, "python3.11", f'exec "{sys.executable}" "$@"')
    done = _sh(checkout, 'find_python; echo "$python"', PATH=f"{shims}:/usr/bin:/bin", PYTHON="")
    assert done.stdout.strip() == os.path.realpath(sys.executable), done.stderr


def test_a_named_interpreter_that_does_not_run_is_said(checkout: Path) -> None:
    done = _sh(checkout, "find_python", PYTHON="/nowhere/python3")
    assert "PYTHON=/nowhere/python3 is not a working Python" in done.stderr


def test_no_python_at_all_is_one_clear_sentence(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path / "empty", "nothing", "")
    done = _sh(checkout, f"PATH='{tmp_path}/empty'; find_python", PYTHON="")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


_MISSING = "python=python3; missing_packages() { printf 'libegl1\\nlibgl1\\n'; }; "


def test_without_sudo_the_exact_command_is_printed(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path / "bin", "apt-get", "echo must not run; exit 9")
    (tmp_path / "bin" / "tr").symlink_to("/usr/bin/tr")
    lines = _MISSING + f"id() {{ echo 1000; }}; PATH='{tmp_path}/bin'; install_missing"
    done = _sh(checkout, lines)
    assert done.returncode == 1
    assert "apt-get update && apt-get install --no-install-recommends libegl1 libgl1" in done.stderr
    assert "must not run" not in done.stdout + done.stderr


def test_another_distribution_gets_the_list(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "tr").symlink_to("/usr/bin/tr")
    done = _sh(checkout, _MISSING + f"PATH='{tmp_path}/bin'; install_missing")
    assert done.returncode == 1
    assert "libegl1 libgl1" in done.stderr and "apt-get" not in done.stderr


def test_with_sudo_the_packages_are_installed(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path / "bin", "apt-get", f'echo "$@" >>"{tmp_path}/asked"; touch "{tmp_path}/installed"')
    _program(tmp_path / "bin", "sudo", 'exec "$@"')
    for tool in ("tr", "env", "touch", "sh"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    once = f"missing_packages() {{ [ -e '{tmp_path}/installed' ] || echo libgl1; }}; "
    lines = f"{_MISSING}{once} id() {{ echo 1000; }}; PATH='{tmp_path}/bin'; install_missing"
    # The first call of the stand-in for apt-get, the update, already counts as installed.
    done = _sh(checkout, lines)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text().splitlines() == [
        "update -qq",
        "install -qq -y --no-install-recommends libgl1",
    ]


def test_a_colon_in_the_path_is_said(tmp_path: Path, checkout: Path) -> None:
    folder = tmp_path / "a:b"
    checkout.rename(folder)
    done = subprocess.run([folder / "run"], capture_output=True, text=True)
    assert done.returncode == 1 and "colon" in done.stderr
