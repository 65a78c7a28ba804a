"""Every sentence the program can show, read from the source, and a made-up language to show it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "calfstretch"
# Polish has three forms of "n things"; its catalogue stands for every language that is not English.
PSEUDO = "pl"
PSEUDO_FORMS = 3
_SHORT_TEXT, _LONG_WORD = 6, 8


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the source.

    Args:
        forms: the sentence; singular and plural for n things.
        context: what tells two equal English words apart; None for most.
        where: file and line, for people.
    """

    forms: tuple[str, ...]
    context: str | None
    where: str


def messages_of(path: Path) -> Iterator[Message]:
    """The sentences of one file."""
    keywords = dict(DEFAULT_KEYWORDS) | {"N_": None}
    for line, found, _, context in extract_from_file("python", path, keywords=keywords):
        forms = (found,) if isinstance(found, str) else tuple(form for form in found if form)
        yield Message(forms, context, f"{path.relative_to(ROOT)}:{line}")


@cache
def messages() -> tuple[Message, ...]:
    """The sentences of the whole package."""
    return tuple(message for path in sorted(PACKAGE.rglob("*.py")) for message in messages_of(path))


def pseudo(text: str) -> str:
    """A sentence as the made-up language has it: in brackets, and half as long again, in words of a real length."""
    more = "·" * (len(text) // 2)
    words = [more[at : at + _LONG_WORD] for at in range(_SHORT_TEXT, len(more), _LONG_WORD)]
    # What is put into a place at the end is long enough by itself.
    gap = " " if text.endswith("}") else ""
    return f"⟦{' '.join([text + gap + more[:_SHORT_TEXT], *words])}⟧"


def compile_pseudo_language(folder: Path) -> None:
    """Write the catalogue of the made-up language below `folder`, where `assets_dir() / "i18n"` would have it."""
    catalog = Catalog(locale=PSEUDO, domain="calfstretch")
    for message in messages():
        translated = tuple(pseudo(message.forms[-1]) + str(form) for form in range(PSEUDO_FORMS))
        plural = len(message.forms) > 1
        catalog.add(
            message.forms if plural else message.forms[0],
            translated if plural else pseudo(message.forms[0]),
            context=message.context,
        )
    target = folder / PSEUDO / "LC_MESSAGES" / "calfstretch.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalog)
