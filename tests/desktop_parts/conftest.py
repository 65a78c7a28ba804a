"""A sound server for the tests of real sound."""

from __future__ import annotations

from tests.sound_room import server

__all__ = ["server"]
