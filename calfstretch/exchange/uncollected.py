"""Making very many objects without Python's look for circles among them, which holds every thread up."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, nobody looks for circles: with a diary of ten years that held the window up for a tenth of a second.

    What was made counts afterwards as what has long been there, so that it is not looked through at once either.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
