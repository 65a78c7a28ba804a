"""The words of every spoken clip, by name: English and German."""

from __future__ import annotations

# What is said of bodies: clinical facts, sections 1 and 2, lines that were checked. No praise, no blame.
ENGLISH = {
    "leg_left": "Left leg.",
    "leg_right": "Right leg.",
    "hold_on": "Hold on to something.",
    "sit_back": "Sit well back. Hold on.",
    "step_left": "Step forward with your left leg.",
    "step_right": "Step forward with your right leg.",
    "step_forward": "Step forward.",
    "towel_left": "Towel round your left foot.",
    "towel_right": "Towel round your right foot.",
    "lift_toes": "Lift your toes, heel down.",
    "toes_up": "Toes up.",
    "draw_toes": "Draw the toes towards you.",
    "toes_towards": "Toes towards you.",
    "toes_towards_hold": "Toes towards you. Hold.",
    "hold": "Hold.",
    "swap_left": "Swap legs. Now the left.",
    "swap_right": "Swap legs. Now the right.",
    "rest_left": "Rest. Then the left leg.",
    "rest_right": "Rest. Then the right leg.",
    "half": "Half-way.",
    "heel_down": "Heel down.",
    "knee_straight": "Knee straight.",
    "knee_bent": "Knee bent.",
    "keep_breathing": "Keep breathing.",
    "do_not_bounce": "Do not bounce.",
    "never_pain": "A moderate pull, never pain.",
    "hurts": "Stopped. Rest the leg.",
    "paused": "Paused.",
    "go_on": "Go on.",
    "stopped": "Stopped.",
    "done": "Done.",
    "sound_test": "This is the voice.",
    "stretch_gently": "Stretch it gently. Breathe.",
    "stretch_left": "Stretch the left leg. Breathe.",
    "stretch_right": "Stretch the right leg. Breathe.",
    "read_screen": "Please read the screen.",
}

GERMAN = {
    "leg_left": "Linkes Bein.",
    "leg_right": "Rechtes Bein.",
    "hold_on": "Halten Sie sich fest.",
    "sit_back": "Gut anlehnen. Festhalten.",
    "step_left": "Das linke Bein nach vorn.",
    "step_right": "Das rechte Bein nach vorn.",
    "step_forward": "Schritt vor.",
    "towel_left": "Handtuch um den linken Fuß.",
    "towel_right": "Handtuch um den rechten Fuß.",
    "lift_toes": "Zehen hoch, Ferse unten.",
    "toes_up": "Zehen hoch.",
    "draw_toes": "Die Zehen zu sich ziehen.",
    "toes_towards": "Zehen zu sich.",
    "toes_towards_hold": "Zehen zu sich. Halten.",
    "hold": "Halten.",
    "swap_left": "Beine wechseln. Jetzt links.",
    "swap_right": "Beine wechseln. Jetzt rechts.",
    "rest_left": "Ausruhen. Danach links.",
    "rest_right": "Ausruhen. Danach rechts.",
    "half": "Hälfte.",
    "heel_down": "Ferse unten.",
    "knee_straight": "Knie gestreckt.",
    "knee_bent": "Knie gebeugt.",
    "keep_breathing": "Weiter atmen.",
    "do_not_bounce": "Nicht wippen.",
    "never_pain": "Mäßiger Zug, nie Schmerz.",
    "hurts": "Angehalten. Das Bein ausruhen.",
    "paused": "Pause.",
    "go_on": "Weiter.",
    "stopped": "Angehalten.",
    "done": "Fertig.",
    "sound_test": "Das ist die Stimme.",
    "stretch_gently": "Sanft dehnen. Atmen.",
    "stretch_left": "Das linke Bein dehnen. Atmen.",
    "stretch_right": "Das rechte Bein dehnen. Atmen.",
    "read_screen": "Bitte den Bildschirm lesen.",
}

_EN_UNITS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
_EN_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
            90: "ninety", 100: "one hundred", 110: "one hundred and ten", 120: "one hundred and twenty"}  # fmt: skip
_DE_UNITS = [
    *("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
]
_DE_TENS = {30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig",
            90: "neunzig", 100: "hundert", 110: "hundertzehn", 120: "hundertzwanzig"}  # fmt: skip


def _numbers(units: list[str], tens: dict[int, str], above_twenty: str) -> dict[str, str]:
    """The numbers 4 to 30 and the tens up to 120 by clip name; 1 to 3 by their own names, for the last seconds."""
    words = {n: units[n - 1] for n in range(1, 21)}
    words |= {20 + n: above_twenty.format(unit=units[n - 1]) for n in range(1, 10)}
    words |= tens
    names = {1: "one", 2: "two", 3: "three"}
    return {names.get(n, f"n{n}"): f"{word.capitalize()}." for n, word in sorted(words.items())}


WORDS = {
    "en": ENGLISH | _numbers(_EN_UNITS, _EN_TENS, "twenty-{unit}"),
    "de": GERMAN | _numbers(_DE_UNITS, _DE_TENS, "{unit}undzwanzig") | {"n21": "Einundzwanzig."},
}
