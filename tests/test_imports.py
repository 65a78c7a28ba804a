"""The house stands as drawn: every import goes in an allowed direction, and the core loads without Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.import_rules import HEAVY, PACKAGE, ROOT, imports, modules, rule_for, why_forbidden

_KNOWN = frozenset(f"calfstretch.{name}" for name in modules())

_BLOCKED_IMPORT = """
import importlib, sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError(f"{{name}} is blocked here")
sys.meta_path.insert(0, Blocked())
for name in {names!r}:
    importlib.import_module(name)
"""


def _source_imports(name: str):
    path = modules()[name]
    package = f"calfstretch.{name}" if path.name == "__init__.py" else f"calfstretch.{name}".rpartition(".")[0]
    return imports(path.read_text(encoding="utf-8"), package, _KNOWN)


def test_every_import_goes_in_an_allowed_direction() -> None:
    wrong = [
        f"{modules()[name].relative_to(ROOT)}:{found.line}: {found.module}: {reason}"
        for name in modules()
        for found in _source_imports(name)
        if (reason := why_forbidden(name, found.module))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("domain.session", "PySide6.QtCore"),
        ("domain.session", "calfstretch.i18n"),
        ("domain.session", "sqlite3"),
        ("insights.frequency", "calfstretch.storage.rows"),
        ("exchange.history_csv", "sqlite3"),
        ("ui.today.state", "PySide6.QtCore"),
        ("ui.today.state", "calfstretch.journal"),
        ("ui.today.screen", "calfstretch.storage.rows"),
        ("ui.today.screen", "calfstretch.ui.history.screen"),
        ("ui.widgets.card", "calfstretch.ui.history.screen"),
        ("ui.history.screen", "pyqtgraph"),
        ("desktop.tones", "calfstretch.ui.theme"),
        ("journal", "calfstretch.ui.theme"),
        ("domain.routine", ""),
        ("an_unknown_part", "json"),
    ],
)
def test_a_forbidden_import_is_noticed(name: str, wanted: str) -> None:
    assert why_forbidden(name, wanted)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("domain.session", "dataclasses"),
        ("insights.frequency", "scipy.special"),
        ("storage.rows", "sqlite3"),
        ("ui.today.state", "calfstretch.domain.day"),
        ("ui.main_window", "calfstretch.ui.today.screen"),
        ("ui.today.screen", "calfstretch.ui.widgets.card"),
        ("ui.insights.chart", "pyqtgraph"),
        ("app", "calfstretch.storage.database"),
    ],
)
def test_an_allowed_import_is_left_alone(name: str, wanted: str) -> None:
    assert not why_forbidden(name, wanted)


def test_the_reader_sees_imports_in_functions_relative_ones_and_calls() -> None:
    source = "def f():\n    import numpy\nfrom . import rows\nfrom ..errors import UserError\n__import__('json')\n"
    found = [(each.module, each.late) for each in imports(source, "calfstretch.storage", _KNOWN)]
    assert sorted(found) == [
        ("calfstretch.errors", False),
        ("calfstretch.storage.rows", False),
        ("json", False),
        ("numpy", True),
    ]


def _import_blocked(names: list[str], blocked: set[str]) -> subprocess.CompletedProcess[str]:
    code = _BLOCKED_IMPORT.format(blocked=blocked, names=names)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)


def _qt_free() -> list[str]:
    """Modules whose row names no Qt, and the command line, which starts without it."""
    names = [name for name in modules() if (found := rule_for(name)) and "PySide6" not in found[1].theirs]
    return [f"calfstretch.{name}" for name in [*names, "cli"] if not name.endswith("__") and name in modules()]


def test_the_core_loads_with_qt_blocked() -> None:
    names = _qt_free()
    assert "calfstretch.domain.session" in names
    done = _import_blocked(names, {"PySide6", "shiboken6", "pyqtgraph"})
    assert done.returncode == 0, done.stderr


def test_the_command_line_loads_without_anything_heavy() -> None:
    assert (PACKAGE / "cli.py").exists()
    done = _import_blocked(["calfstretch.cli"], {*HEAVY, "shiboken6"})
    assert done.returncode == 0, done.stderr


def test_blocking_really_blocks() -> None:
    assert "is blocked here" in _import_blocked(["PySide6.QtCore"], {"PySide6"}).stderr
