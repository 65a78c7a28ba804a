"""The two families of errors: the world's fault, told to the person, and our own."""


class CalfstretchError(Exception):
    """Base of every error this program raises on purpose."""


class UserError(CalfstretchError):
    """Something outside the program went wrong; the text says in plain words what and what to do next.

    Args:
        message: one or two translated sentences for the person, no trace, no jargon.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BugError(CalfstretchError):
    """The program broke its own rule; never shown as the person's fault."""
