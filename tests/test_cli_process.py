"""The commands as real processes: no Qt, no traceback, whatever happens to their output."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCKED = {"PySide6", "shiboken6", "pyqtgraph", "numpy", "scipy", "miniaudio"}

_PRELUDE = f"""
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {BLOCKED!r}:
            raise ImportError(name + " is blocked here")
sys.meta_path.insert(0, Blocked())
"""
_MAIN = _PRELUDE + "from calfstretch.cli import main\nsys.exit(main())\n"

# Notes, at the moment the cramp is committed and when the window would open, what of Qt is loaded.
_CRAMP = """
import sys, types
from calfstretch.journal.episodes import Episodes
begin = Episodes.begin
def watched(self, *words, **more):
    found = begin(self, *words, **more)
    print("committed", "PySide6" in sys.modules, flush=True)
    return found
Episodes.begin = watched
sys.modules["calfstretch.app"] = app = types.ModuleType("calfstretch.app")
app.run_window = lambda options: print("window", "PySide6" in sys.modules, flush=True) or 0
from calfstretch.cli import main
sys.exit(main(["--cramp"]))
"""


def _python(code: str, folder: Path, *words: str, **more: object) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CALFSTRETCH_DATA_DIR": str(folder)}
    command = [sys.executable, "-P", "-W", "error", "-c", code, *words]
    return subprocess.run(command, env=env, text=True, timeout=60, **{"capture_output": True, **more})  # type: ignore[call-overload]


def test_log_then_export_without_qt(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    for words in (["episode", "--at", "02:14", "--asleep"], ["drink", "250"], ["note", "sleep_h", "7.5"]):
        done = _python(_MAIN, folder, "log", *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
    done = _python(_MAIN, folder, "export", str(tmp_path / "history.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["kind"] for row in csv.DictReader(file)} == {"episode", "drink", "day_item"}
    modes = [path.stat().st_mode & 0o777 for path in (folder, folder / "diary.db", tmp_path / "history.csv")]
    assert modes == [0o700, 0o600, 0o600]


def test_python_m_calfstretch_is_the_same(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "calfstretch", "--data-dir", str(tmp_path / "d"), "log", "drink", "0"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_cramp_is_committed_before_qt_is_loaded(tmp_path: Path) -> None:
    done = _python(_CRAMP, tmp_path)
    assert done.stdout.splitlines() == ["committed False", "window True"]
    assert done.returncode == 0, done.stderr


def test_output_nobody_reads_is_no_trouble(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = _python(_MAIN, tmp_path, "log", "drink", "200", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_to_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = _python(
            _MAIN, tmp_path, "log", "drink", "200", capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert done.stderr.startswith("It is done, but the answer could not be printed")
    assert done.stderr.count("\n") == 1


def test_answer_on_a_terminal_of_few_letters(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CALFSTRETCH_DATA_DIR": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    for words in (["log", "drink", "200"], ["export", str(tmp_path / "verlauf für Ärztin.csv")]):
        done = subprocess.run([sys.executable, "-P", "-c", _MAIN, *words], env=env, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
    assert rb"f\xfcr" in done.stdout


def test_text_that_is_no_text_is_kept_as_far_as_it_is(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CALFSTRETCH_DATA_DIR": str(tmp_path)}
    for words in ([b"note", b"note", b"a\xffb"], [b"note", b"tag:x\xff", b"yes"], [b"note", b"\xff", b"1"]):
        command = [os.fsencode(sys.executable), b"-P", b"-c", _MAIN.encode(), b"log", *words]
        done = subprocess.run(command, env=env, capture_output=True, timeout=60)
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr
