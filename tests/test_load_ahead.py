"""What Insights loads slowly is loaded when its button is approached: in a thread, once, and for no other page."""

from __future__ import annotations

import subprocess
import sys
import threading

from calfstretch.pages import LoadAhead
from calfstretch.ui.rail import PAGES
from tests.import_rules import ROOT


def test_no_other_page_loads_anything() -> None:
    ahead = LoadAhead()
    for name in PAGES:
        if name != "insights":
            ahead(name)
    assert ahead.thread is None


def test_it_is_loaded_once_however_often_the_button_is_approached() -> None:
    ahead = LoadAhead()
    ahead("insights")
    thread = ahead.thread
    assert thread is not None and thread is not threading.main_thread()
    ahead("insights")
    assert ahead.thread is thread
    thread.join(timeout=60)
    assert not thread.is_alive()


def test_drawing_and_statistics_are_there_afterwards_and_not_before() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication(sys.argv[:1])\n"
        "from calfstretch.pages import LoadAhead\n"
        "import calfstretch.ui.main_window\n"
        "slow = lambda: [name for name in ('numpy', 'scipy.special', 'pyqtgraph') if name in sys.modules]\n"
        "ahead = LoadAhead()\n"
        "print(slow())\n"
        "ahead('insights')\n"
        "ahead.thread.join()\n"
        "print(slow(), 'calfstretch.ui.insights.how_often.section' in sys.modules)\n"
    )
    env = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=90)
    assert done.stdout.splitlines() == ["[]", "['numpy', 'scipy.special', 'pyqtgraph'] True"], done.stderr
