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
# What is said of the numbers of a diary is held to more. Source: statistics notes, section 10.
_BANNED_OF_NUMBERS = {
    r"effects?|effective(ly)?|affect(s|ed)?": "notes go together; nothing here shows that one does something",
    r"because|due to|thanks to|leads? to|results? in": "the same",
    r"works? better|improv(e|es|ed|ement)": "before and after is no proof",
    r"risks?|risky|dangerous|safe(r|ly|ty)?": "a medical verdict",
    r"significan(t|tly|ce)": "read as important, and it is not what it means",
    r"p[- ]?values?": "p stands in the therapist's table alone, under its own heading",
    r"confidence (interval|limit)s?": "say from where to where it could be",
    r"no (effect|link|difference)": "little data shows no clear difference, never none",
}
_OF_NUMBERS = (
    "calfstretch/insights/",
    "calfstretch/ui/insights/",
    "calfstretch/commands/insights",
    "calfstretch/report/",
)
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


def banned_of_numbers(text: str) -> list[str]:
    """The words that must not stand in a sentence of Insights, those of every screen among them."""
    found = ((re.search(rf"\b({pattern})\b", text, re.IGNORECASE), why) for pattern, why in _BANNED_OF_NUMBERS.items())
    return banned(text) + [f"{match[0]!r} ({why})" for match, why in found if match]


def test_no_sentence_of_insights_uses_a_word_of_the_statistics_notes() -> None:
    wrong = [
        f"{message.where}: {words} in {form!r}"
        for message in messages()
        if message.where.startswith(_OF_NUMBERS)
        for form in message.forms
        if (words := ", ".join(banned_of_numbers(form)))
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_before_and_after_says_of_nothing_that_it_helped() -> None:
    said = [message for message in messages() if "/before_after" in message.where]
    assert said
    assert not [message for message in said if re.search(r"help(s|ed)?", " ".join(message.forms))]


@pytest.mark.parametrize(
    "text",
    [
        "Low water had an effect",
        "More often because of heat",
        "A significant difference (p-value 0.01)",
        "95 % confidence interval: 1.1 to 3",
        "Your risk doubles",
        "No effect of heels",
        "Your nights improved",
    ],
)
def test_a_word_of_the_statistics_notes_is_noticed(text: str) -> None:
    assert banned_of_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "About 2.5 times as often on hot days; could be anywhere from 1.2 to 5.2.",
        "No clear difference between hot days and days that were not hot: anywhere from 0.5 to 2.1 times as often.",
        "p (shift test)",
    ],
)
def test_a_sentence_of_the_templates_is_left_alone(text: str) -> None:
    assert not banned_of_numbers(text)


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
