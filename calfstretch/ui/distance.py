"""How large the guide's type is for somebody who stands one, two or three metres away; no Qt."""

from __future__ import annotations

from typing import NamedTuple

DISTANCE_SETTING = "distance_m"
DISTANCES_M = (1, 2, 3)
USUAL_DISTANCE_M = 2
DIGITS_MM, SENTENCE_MM, AT_M = 35.0, 17.0, 3.0
"""Height of the digits, and of the sentence's capitals, for three metres. Source: features, K1 and 5.2: a letter seen
under 20 minutes of arc is read at ease, digits under 40 also with half the sight; nearer they shrink in proportion."""
DIGITS_SHARE, SENTENCE_SHARE = 1 / 4, 1 / 14
"""Parts of the window's height which digits and sentence (its type size) have at least. Source: features, A17."""
_MOST_DIGITS, _MOST_SENTENCE = 0.4, 1 / 7
_WORDS = {1: 1.0, 2: 1.2, 3: 1.5}
_WORDS_FOR_HEIGHT = 800
_NEARLY = {1: 0.62, 2: 0.62, 3: 0.85}
USUAL_DPI = 96.0
_SANE_DPI = (50.0, 240.0)
_MM_PER_INCH = 25.4
# A hair more than asked for, so that rounding takes nothing away.
_SURE = 1.01


class Sizes(NamedTuple):
    """Sizes of type, all in pixels but the last.

    Args:
        digits: height of the digits, never less.
        sentence: type size of the sentence that the distance asks for; given up, down to `sentence_least`, only where
            it would take the room of the digits.
        words: by how much the quieter words are larger than usual, where there is room.
        nearly: which part of `sentence` will do where the figure then has room. Who says three metres means it.
    """

    digits: float
    sentence: float
    sentence_least: float
    words: float
    nearly: float = 1.0


def sane_dpi(reported: float) -> float:
    """Pixels per inch to reckon with.

    Screens say of themselves what they like: nothing, the size of a postcard, a ratio instead of millimetres. What
    cannot be a screen on a desk counts as 96.
    """
    low, high = _SANE_DPI
    return reported if low <= reported <= high else USUAL_DPI


def known_distance(stored: object) -> int:
    """A setting's value as a distance; what is none counts as two metres."""
    return stored if type(stored) is int and stored in DISTANCES_M else USUAL_DISTANCE_M


def pixels(length_mm: float, dots_per_inch: float) -> float:
    """A length on the screen in pixels."""
    return length_mm / _MM_PER_INCH * sane_dpi(dots_per_inch)


def millimetres(length_px: float, dots_per_inch: float) -> float:
    """A length on the screen in millimetres, as far as the screen knows its size."""
    return length_px * _MM_PER_INCH / sane_dpi(dots_per_inch)


def sizes_for(window_height: int, dots_per_inch: float, distance_m: int, capital: float) -> Sizes:
    """The type sizes of the guide.

    Args:
        window_height: pixels of the whole window.
        dots_per_inch: what the screen says of itself; distrusted.
        distance_m: how far away the person stands.
        capital: height of a capital letter as a part of the font's size, about 0.72.
    """
    share = distance_m / AT_M
    digits = pixels(DIGITS_MM * share, dots_per_inch)
    sentence = pixels(SENTENCE_MM * share, dots_per_inch) / max(capital, 0.3)
    least_digits, least_sentence = window_height * DIGITS_SHARE, window_height * SENTENCE_SHARE
    return Sizes(
        min(max(digits, least_digits), window_height * _MOST_DIGITS) * _SURE,
        min(max(sentence, least_sentence), window_height * _MOST_SENTENCE) * _SURE,
        least_sentence * _SURE,
        max(1.0, _WORDS.get(distance_m, 1.0) * max(1.0, window_height / _WORDS_FOR_HEIGHT)),
        _NEARLY.get(distance_m, 1.0),
    )
