"""The words on screen: no guilt, no promise, no cause, no medical verdict."""

from __future__ import annotations

import re

import pytest

from tests.messages import messages

# Each pattern with why the word stays off the screen.
_BANNED = {
    r"fail(s|ed|ure|ures|ing)?": "guilt: say what could not be done",
    r"miss(ed|es)?": "guilt: what was not noted is unknown",
    r"streaks?|days since": "a chain that breaks is a reproach",
    r"lazy|laziness": "guilt",
    r"(?<!read-)only": "belittles: 'only 3 days', 'only a cramp'",
    r"caus(e|es|ed|ing)": "notes go together; nothing here shows a cause",
    r"trigger(s|ed)?": "the same",
    r"prov(e|es|ed|en)": "a diary proves nothing",
    r"prevent(s|ed|ing)?": "no such promise can be made",
    r"reliev(e|es|ed)": "no such promise can be made",
    r"cure(s|d)?|treatments?|diagnos[ei]s": "the program does not treat or diagnose",
    r"you do not have|you don't have|safe to ignore|risk is low": "an all-clear",
    r"no need to see|no problems found": "an all-clear",
    r"stop taking|take\b.*\bsupplements?|drink (more|less)": "medical advice",
    r"warms? up (the|your) muscles?|flush(es)? waste|fix(es)? knots|goes a long way": "claims without a source",
}
# Sentences of the clinical texts that need a word of the list; each stands as it was checked.
_QUOTED = (
    "Your diary can show what goes with your spasms. It cannot show what causes them.",
    "In trials, people on dummy treatment also had about a quarter fewer cramps.",
)
# The fixed text of the red flags is quoted word for word, with its sources.
_QUOTED_FILES = ("calfstretch/domain/red_flags.py",)


def banned(text: str) -> list[str]:
    """The words of a sentence that must not stand on screen, with the reason."""
    for quoted in _QUOTED:
        text = text.replace(quoted, "")
    found = ((re.search(rf"\b({pattern})\b", text, re.IGNORECASE), why) for pattern, why in _BANNED.items())
    return [f"{match[0]!r} ({why})" for match, why in found if match]


def test_no_sentence_uses_a_banned_word() -> None:
    wrong = [
        f"{message.where}: {words} in {form!r}"
        for message in messages()
        if not message.where.startswith(_QUOTED_FILES)
        for form in message.forms
        if (words := ", ".join(banned(form)))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Only 3 days noted",
        "You missed two evenings",
        "Saving failed",
        "A streak of 5 days",
        "Low water causes your spasms",
        "Triggers found: heat",
        "Drink more water",
        "Take a magnesium supplement",
        "Your risk is low",
        "Stretching prevents cramps",
    ],
)
def test_a_banned_word_is_noticed(text: str) -> None:
    assert banned(text)


@pytest.mark.parametrize(
    "text",
    [
        "The folder is read-only.",
        "This page is shown because you asked for it.",
        "A library is missing: libgl1",
        "Not noted",
        "Relief",
        _QUOTED[0],
    ],
)
def test_an_honest_sentence_is_left_alone(text: str) -> None:
    assert not banned(text)
