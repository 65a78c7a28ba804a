"""Marks sentences of the domain for translation; the screens translate them when they show them."""


def N_(message: str) -> str:
    """The message itself; `calfstretch.i18n.gettext` gives the person's language for it."""
    return message
