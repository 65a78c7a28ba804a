"""Every visible sentence can be translated: found in the source, marked, and shown from a catalogue."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfstretch import i18n
from tests.messages import PACKAGE, PSEUDO, PSEUDO_FORMS, ROOT, compile_pseudo_language, messages, pseudo

_TRANSLATING = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "N_": 1}
# Calls that put their text before the person's eyes or ears.
_SHOWING = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "setText",
    "setPlainText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle",
    "setPlaceholderText", "addItem", "setTitle", "setLabel", "showMessage", "UserError",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{2,}")


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_put_together(node: ast.expr) -> bool:
    """True for text made on the spot, which no catalogue can hold: f"...", a + b, "...".format()."""
    made = isinstance(node, ast.JoinedStr | ast.BinOp)
    return made or any(name in ("format", "join") for name, call in _calls(node) if call is node)


def unmarked(source: str) -> list[tuple[int, str]]:
    """Lines whose sentences no translator would ever see, with the reason."""
    wrong = []
    for name, call in _calls(ast.parse(source)):
        if name in _TRANSLATING:
            for argument in call.args[: _TRANSLATING[name]]:
                if _is_put_together(argument):
                    wrong.append((call.lineno, f"{name}() takes the sentence with its {{places}}; format the result"))
                elif name != "_" and name != "gettext" and not _is_text(argument):
                    wrong.append((call.lineno, f"{name}() marks a sentence: write it out there"))
        elif name in _SHOWING:
            texts = [each.value for each in call.args if _is_text(each)]
            texts += ["words" for each in call.args if isinstance(each, ast.JoinedStr) and _spells_words(each)]
            if any(_WORD.search(text) and text != "calfstretch" for text in texts):
                wrong.append((call.lineno, f"{name}() shows words that do not go through _()"))
    return wrong


def _spells_words(text: ast.JoinedStr) -> bool:
    return any(_is_text(part) and _WORD.search(part.value) for part in text.values)


def test_every_shown_sentence_is_marked_for_translation() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {reason}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "i18n.py"  # the functions themselves
        for line, reason in unmarked(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "source",
    [
        '_(f"{n} spasms")',
        '_("Spasms: " + n)',
        '_("Spasms: {n}".format(n=1))',
        "N_(text)",
        'ngettext(one, "{n} spasms", n)',
        'QLabel("Start")',
        'button.setToolTip("Start now")',
        'label.setText(f"{n} spasms")',
    ],
)
def test_an_unmarked_sentence_is_noticed(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize("source", ['_("{n} left").format(n=3)', "_(routine.name)", 'QLabel("–")', 'N_("Daily")'])
def test_a_marked_sentence_is_left_alone(source: str) -> None:
    assert not unmarked(source)


def test_places_in_sentences_have_names_that_both_forms_share() -> None:
    wrong = []
    for message in messages():
        places = [set(re.findall(r"\{([^}]*)\}", form)) for form in message.forms]
        nameless = any(not re.match(r"[a-z_]", place) for each in places for place in each)
        if nameless or not places[0] <= places[-1]:
            wrong.append(f"{message.where}: {message.forms}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.slow
def test_the_extraction_of_the_translators_guide_works(tmp_path: Path) -> None:
    template = tmp_path / "calfstretch.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "-F", "packaging/babel.cfg"]
    done = subprocess.run(
        [*command, "-k", "N_", "-o", str(template), "."], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    text = template.read_text(encoding="utf-8")
    found = messages()
    assert len(found) > 50
    assert text.count("\nmsgid ") - 1 == len({(message.forms[0], message.context) for message in found})


@pytest.fixture
def pseudo_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The whole program in the made-up language."""
    compile_pseudo_language(tmp_path / "i18n")
    monkeypatch.setattr(i18n, "assets_dir", lambda: tmp_path)
    i18n.install(PSEUDO)
    yield
    i18n.install("en")


def test_every_sentence_comes_from_the_catalogue(pseudo_language: None) -> None:
    for message in messages():
        one = message.forms[0]
        if len(message.forms) == 1:
            shown = i18n.pgettext(message.context, one) if message.context else i18n.gettext(one)
            assert shown == pseudo(one), message.where


def test_plural_forms_follow_the_language(pseudo_language: None) -> None:
    plurals = [message.forms for message in messages() if len(message.forms) == 2]
    assert plurals
    for one, many in plurals:
        assert len({i18n.ngettext(one, many, n) for n in (1, 3, 5)}) == PSEUDO_FORMS


def test_english_has_its_two_forms() -> None:
    i18n.install("en")
    assert [i18n.ngettext("{n} spasm", "{n} spasms", n) for n in (0, 1, 2)] == ["{n} spasms", "{n} spasm", "{n} spasms"]


def test_a_language_without_a_catalogue_stays_english() -> None:
    assert i18n.install("eo") == "en"
    assert i18n.gettext("Start") == "Start"
