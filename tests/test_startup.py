"""Start-up is a feature: what must not be loaded before the first paint."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Bar P2, and what no start needs: screens that are not shown, the parsing of files, sound and speech.
TOO_HEAVY = (
    "numpy", "scipy", "pyqtgraph", "miniaudio", "csv", "xml", "fitdecode", "defusedxml",
    "PySide6.QtNetwork", "PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "PySide6.QtDBus", "PySide6.QtOpenGL",
    "calfstretch.exchange", "calfstretch.insights", "calfstretch.report", "calfstretch.demo",
    "calfstretch.domain.session", "calfstretch.domain.session_steps",
    "calfstretch.ui.guide", "calfstretch.ui.relief", "calfstretch.ui.history.screen", "calfstretch.ui.insights",
    "calfstretch.ui.share", "calfstretch.ui.learn", "calfstretch.ui.settings", "calfstretch.ui.episode",
    "calfstretch.ui.routines", "calfstretch.domain.person",
)  # fmt: skip

_LOOK = """
import sys
from calfstretch import app, cli
def look(started_s):
    print("LOADED " + " ".join(sys.modules))
    from PySide6.QtCore import QCoreApplication
    QCoreApplication.quit()
app._after_first_paint = look
sys.exit(cli.main(sys.argv[1:]))
"""


def _loaded(folder: Path) -> set[str]:
    """The modules there at the first paint of Today."""
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, "--data-dir", str(folder)],
        cwd=ROOT, env=os.environ | {"CALFSTRETCH_SILENT": "1"}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED "))
    return set(line.split()[1:])


@pytest.mark.parametrize("days", [0, 60])
def test_P2_nothing_heavy_is_there_at_the_first_paint(tmp_path: Path, days: int) -> None:  # noqa: N802
    if days:
        making = [sys.executable, "-m", "calfstretch.demo", str(tmp_path / "diary"), "--days", str(days)]
        subprocess.run(making, cwd=ROOT, check=True, timeout=60)
    loaded = _loaded(tmp_path / "diary")
    assert "calfstretch.ui.today.screen" in loaded
    heavy = [name for name in loaded for part in TOO_HEAVY if name == part or name.startswith(f"{part}.")]
    assert heavy == []
