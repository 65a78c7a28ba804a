"""Who may import whom, as data, and the reader of imports that the tests hold against it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "calfstretch"
# May be imported from anywhere but the domain: words for the person, and our own errors.
EVERYWHERE = frozenset({"calfstretch", "calfstretch.i18n", "calfstretch.errors"})
# Reach beyond the program's own memory; the domain has no use for them.
IO_MODULES = frozenset({"sqlite3", "socket", "subprocess", "urllib", "http", "tempfile", "shutil", "ctypes"})
HEAVY = frozenset(
    {"numpy", "scipy", "pyqtgraph", "miniaudio", "jeepney", "enchant", "PySide6", "fitdecode", "defusedxml"}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one part of the house may import.

    Args:
        ours: parts of calfstretch (with all below them), besides itself and `EVERYWHERE`; "*" = every part.
        theirs: packages that do not come with Python.
        never: parts of calfstretch that stay forbidden where `ours` would allow them.
    """

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def _rule(ours: str = "", theirs: str = "", never: str = "") -> Rule:
    return Rule(*(frozenset(names.split()) for names in (ours, theirs, never)))


_ABOVE_STORAGE = "domain insights exchange report journal clock assets_dir paths"
# The first row whose prefix fits a module decides; a module without a row fails the test.
RULES = {
    "domain": _rule(),
    "insights": _rule("domain", "numpy scipy"),
    "storage": _rule("domain paths processes"),
    "exchange.activities": _rule("domain processes exchange", "fitdecode defusedxml"),
    "exchange": _rule("domain insights processes"),
    "report.pdf": _rule("domain insights report", "PySide6"),
    # the leg map has one outline, on the screen and on paper
    "report.drawing": _rule(
        "domain insights report ui.widgets.leg_map_shapes ui.widgets.painting ui.colours", "PySide6"
    ),
    "report.slip": _rule("domain insights report", "PySide6"),
    "report.without_window": _rule("domain insights report", "PySide6"),
    "report.bedside": _rule("domain insights report", "PySide6"),
    # the words of the screen, which are free of Qt
    "report": _rule("domain insights ui.labels ui.formats ui.amounts ui.insights.ticks"),
    "journal.looks": _rule("domain storage clock paths insights journal"),
    "journal": _rule("domain storage clock paths"),
    "clock": _rule(),
    "errors": _rule(),
    "processes": _rule(),
    "paths": _rule("", "platformdirs"),
    "i18n": _rule("assets_dir"),
    "assets_dir": _rule(),
    "desktop": _rule(_ABOVE_STORAGE, "PySide6 miniaudio jeepney enchant", never="storage"),
    "ui.*.state": _rule("domain insights ui.labels ui.formats ui.amounts ui.day.choices"),
    "ui.insights": _rule(f"{_ABOVE_STORAGE} desktop ui", "PySide6 pyqtgraph numpy", never="storage"),
    "ui": _rule(f"{_ABOVE_STORAGE} desktop ui", "PySide6 shiboken6", never="storage"),
    "options": _rule("desktop"),
    "demo": _rule("*", "numpy", never="ui app cli"),
    # the words of the screen, which are free of Qt
    "commands.insights_text": _rule(
        "commands domain insights journal ui.amounts ui.insights.empty_words ui.insights.how_often.state"
        " ui.insights.when_where.state ui.insights.how_bad.words ui.insights.before_after.state"
        " ui.insights.goes_with.state ui.insights.goes_with.working"
    ),
    "commands": _rule("*", never="ui"),
    "cli": _rule("*", "PySide6"),
    "app": _rule("*", "PySide6 miniaudio jeepney"),
    "handed_in": _rule("*", "PySide6"),
    "diary_lines": _rule("*", "PySide6"),
    "pages": _rule("*", "PySide6"),
    "binding": _rule("", "PySide6"),
    "removing": _rule("*", "PySide6"),
    "opening": _rule("*", "PySide6"),
    "__main__": _rule("cli"),
    "__init__": _rule(),
}
# Parts of ui that every screen may use; the other folders are screens, which do not know each other.
SHARED_UI = frozenset({"widgets"})


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module and the line that asks for it; `late` = inside a function."""

    module: str
    line: int
    late: bool


def module_name(path: Path) -> str:
    """The dotted name below calfstretch: domain.session, ui.today (for its __init__), __init__."""
    parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ".".join(parts)


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name below calfstretch."""
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(source: str, package: str, known: frozenset[str]) -> Iterator[Import]:
    """Every import in a module's source, also inside functions and under TYPE_CHECKING.

    Args:
        source: the text of the module.
        package: the dotted name of the package that holds it, for relative imports.
        known: dotted names of all our modules; tells `from package import module` from `import name`.
    """
    tree = ast.parse(source)
    for node, late in _nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                base = ".".join([*parents[: len(parents) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield Import(full if full in known else base, node.lineno, late)
        elif isinstance(node, ast.Call) and _is_import_call(node.func) and node.args:
            name = node.args[0]
            # A name that is put together cannot be checked; the empty name fails every rule.
            yield Import(name.value if isinstance(name, ast.Constant) else "", node.lineno, late)


def _nodes(tree: ast.AST, late: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every node, and whether it stands in a function."""
    for child in ast.iter_child_nodes(tree):
        yield child, late
        yield from _nodes(child, late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))


def _is_import_call(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("import_module", "__import__")


def rule_for(name: str) -> tuple[str, Rule] | None:
    """The first row that fits a module (dotted name below calfstretch), with its prefix; None where none does."""
    for prefix, rule in RULES.items():
        wanted, parts = prefix.split("."), name.split(".")
        if len(parts) >= len(wanted) and all(w in ("*", p) for w, p in zip(wanted, parts, strict=False)):
            return prefix, rule
    return None


def _screen(name: str) -> str:
    """The screen a module belongs to: "today" for ui.today.screen, empty outside the screens."""
    parts = name.split(".")
    is_folder = len(parts) > 1 and parts[0] == "ui" and (PACKAGE / "ui" / parts[1]).is_dir()
    return parts[1] if is_folder and parts[1] not in SHARED_UI else ""


def _below(name: str, parts: frozenset[str]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def why_forbidden(name: str, wanted: str) -> str:
    """Why module `name` (below calfstretch) may not import `wanted` (a full dotted name); empty where it may."""
    found = rule_for(name)
    if found is None:
        return "this part of the house has no row in tests/import_rules.py"
    prefix, rule = found
    top = wanted.split(".")[0]
    if top != "calfstretch":
        if top in sys.stdlib_module_names:
            if top == "sqlite3" and prefix != "storage":
                return "sqlite3 belongs to storage alone"
            return "the domain reaches for nothing outside" if prefix == "domain" and top in IO_MODULES else ""
        return "" if top in rule.theirs else f"{prefix} may not use {top or 'a module named at run time'}"
    if wanted in EVERYWHERE and prefix != "domain":
        return ""
    target = wanted.removeprefix("calfstretch").removeprefix(".")
    if _screen(target) and _screen(target) != _screen(name) and (_screen(name) or name.startswith("ui.widgets")):
        return "no screen, and no shared widget, knows another screen"
    if _below(target, rule.never):
        return f"{prefix} never uses {target}"
    own = frozenset({name.rsplit(".", 1)[0] if "*" in prefix else prefix.split(".")[0]})
    allowed = rule.ours | own
    return "" if "*" in rule.ours or _below(target, allowed) else f"{prefix} may not use calfstretch.{target}"
