"""The invented diary: for trying the program out, for its tests and its benchmarks."""

from calfstretch.demo.diary import fill

__all__ = ["fill"]
