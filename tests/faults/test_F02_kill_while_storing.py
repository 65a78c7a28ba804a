"""F02: killed at random moments while storing, 200 times: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.diaries import child_env

_KILLS, _AT_ONCE = 200, 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are not of this system")
def test_F02_kill_while_storing(tmp_path: Path) -> None:  # noqa: N802
    # A process that forks its writers: two hundred starts of an interpreter would take minutes.
    killers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.faults.killing",
                str(tmp_path / f"{seed}.db"),
                str(_KILLS // _AT_ONCE),
                str(seed),
            ],
            stdout=subprocess.PIPE,
            text=True,
            env=child_env(),
        )
        for seed in range(_AT_ONCE)
    ]
    for killer in killers:
        said, _ = killer.communicate(timeout=120)
        found = json.loads(said)
        assert found["wrong"] == []
        assert found["kills"] == _KILLS // _AT_ONCE
        assert found["acknowledged"] > found["kills"]
        assert found["drinks"] > 0
