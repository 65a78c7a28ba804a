"""Whether another program of this computer still runs."""

from __future__ import annotations

import os
import sys


def is_gone(pid: int) -> bool:
    """Whether no program of this computer has that number; False where the system does not say."""
    if sys.platform == "win32":
        return False  # there the question would be a signal
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
