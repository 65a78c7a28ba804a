"""The same program on every other Python found: ./check makes an environment for each, these run the tests in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_VERSIONS = [minor for minor in (11, 12, 13) if minor != sys.version_info.minor]
_INNER = "CALFSTRETCH_INNER_TESTS"


@pytest.mark.pythons
@pytest.mark.skipif(_INNER in os.environ, reason="already inside such a run")
@pytest.mark.parametrize("minor", _VERSIONS, ids=lambda minor: f"python3.{minor}")
def test_the_program_works_with_another_python(minor: int) -> None:
    environment = ROOT / ".venv" / f"python3.{minor}"
    if not (environment / "ready-test").exists() or (environment / "busy").exists():
        pytest.skip(f"./check found no python3.{minor} that runs, or could not set it up")
    command = [environment / "bin" / "python", "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if os.environ.get("CALFSTRETCH_EVERY_TEST") != "yes":
        command += ["-m", "smoke"]
    env = os.environ | {_INNER: "1", "PYTHONPATH": str(ROOT)}
    # The inner run is no worker of this one.
    env = {name: value for name, value in env.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=900)
    if done.returncode != 0 or not re.search(r"\d+ passed", done.stdout):
        pytest.fail(done.stdout[-4000:] + done.stderr[-2000:], pytrace=False)
