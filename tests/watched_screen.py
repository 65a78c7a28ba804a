"""What was on a private screen and when: its pixels are read straight from the memory the server draws them in."""

from __future__ import annotations

import struct
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

_STEP = 8
"""Every eighth pixel each way is looked at: a flash is no single pixel."""
_WHITISH = 150
"""Least of red, green and blue from which a pixel is bright: the letters of the night colours stay below it."""


class Frame(NamedTuple):
    """One picture of the screen that differs from the one before, every eighth pixel of it.

    Args:
        at_s: monotonic seconds.
        pixels: rows, columns, and blue, green, red.
    """

    at_s: float
    pixels: Any

    def bright(self, x: int, y: int, width: int, height: int) -> Any:
        """Which pixels of a part of the screen are bright."""
        part = self.pixels[y // _STEP + 1 : (y + height) // _STEP, x // _STEP + 1 : (x + width) // _STEP]
        return part.min(axis=2) > _WHITISH


class Watcher:
    """Looks at the screen again and again, in a thread of its own, from `with` to its end.

    Attributes:
        frames: what was seen, oldest first.
        looks: how often it looked.
    """

    def __init__(self, framebuffer: Path) -> None:
        self._screen = _screen(framebuffer)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._ended = threading.Event()
        self.frames: list[Frame] = []
        self.looks = 0

    def __enter__(self) -> Watcher:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join(10)

    def _watch(self) -> None:
        while not self._ended.is_set():
            pixels = self._screen[::_STEP, ::_STEP, :3].copy()
            self.looks += 1
            if not self.frames or not np.array_equal(pixels, self.frames[-1].pixels):
                self.frames.append(Frame(time.monotonic(), pixels))
            time.sleep(0.002)


def _screen(framebuffer: Path) -> Any:
    """The screen in the format of xwd: a header, a table of colours, then the pixels."""
    header = struct.unpack(">25I", framebuffer.read_bytes()[:100])
    header_size, width, height, bits, line, colours = (header[at] for at in (0, 4, 5, 11, 12, 19))
    assert bits == 32
    whole = np.memmap(framebuffer, np.uint8, "r", header_size + 12 * colours, (height, line))
    return whole[:, : width * 4].reshape(height, width, 4)
