"""Qt's Python binding, loaded without its hold on `import`."""

from __future__ import annotations

import builtins


def load_binding() -> None:
    """Load PySide6 and leave Python's own `import` in force.

    PySide6 puts a function of its own in its place, which reads the source of every module imported from then on and
    keeps it in memory, looking for `from __feature__ import ...`. Nobody here writes that, and it costs a start more
    than all of the diary.
    """
    own_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own_import
