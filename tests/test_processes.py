"""Whether another program still runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from calfstretch.processes import is_gone


def test_a_program_that_ended_is_gone_and_this_one_is_not() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert is_gone(ended.pid)
    assert not is_gone(os.getpid())
    assert not is_gone(10**30), "no number of a program: nothing is known of it"


def test_nobody_is_asked_where_the_question_would_be_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "kill", lambda pid, _signal: asked.append(pid))
    assert not is_gone(1)
    assert asked == []
