"""The PIN that the window asks for: kept as a salted hash among the settings; it hides, it does not encrypt."""

from __future__ import annotations

import hashlib
import os
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calfstretch.journal.journal import Journal

PIN_SETTING = "pin"
SHORTEST, LONGEST = 4, 32
"""Characters of a PIN."""
# Some 50 ms and 16 MB a try.
_COST = {"n": 2**14, "r": 8, "p": 1}


def set_pin(journal: Journal, pin: str) -> None:
    """Ask for this PIN from the next opening on.

    Raises:
        UserError: it could not be stored.
        ValueError: shorter or longer than a PIN may be.
    """
    if not SHORTEST <= len(pin) <= LONGEST:
        raise ValueError("pin: 4 to 32 characters are needed")
    salt = os.urandom(16)
    journal.set_setting(PIN_SETTING, {"salt": salt.hex(), "hash": _hash(pin, salt, _COST).hex(), **_COST})


def forget_pin(journal: Journal) -> None:
    """Ask for none any more.

    Raises:
        UserError: it could not be stored.
    """
    journal.set_setting(PIN_SETTING, None)


def has_pin(journal: Journal) -> bool:
    """Whether the window is to ask."""
    return _stored(journal) is not None


def is_right(journal: Journal, pin: str) -> bool:
    """Whether this is the PIN; what cannot be read of it shuts nobody out of their own diary."""
    stored = _stored(journal)
    if stored is None:
        return True
    try:
        cost = {name: int(stored[name]) for name in _COST}
        wanted, salt = bytes.fromhex(stored["hash"]), bytes.fromhex(stored["salt"])
        return compare_digest(_hash(pin, salt, cost), wanted)
    except (KeyError, TypeError, ValueError):
        return True


def _stored(journal: Journal) -> dict[str, Any] | None:
    stored = journal.setting(PIN_SETTING)
    return stored if isinstance(stored, dict) else None


def _hash(pin: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8", "surrogatepass"), salt=salt, dklen=32, maxmem=2**26, **cost)
