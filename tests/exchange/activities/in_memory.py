"""An archive that lives in memory, for the readers of whole exports."""

from __future__ import annotations

import io
import zipfile

from calfstretch.exchange.activities.containers import Archive


def archive(**files: bytes | str) -> Archive:
    """A zip file with these entries."""
    return archive_of(dict(files))


def archive_of(files: dict[str, bytes | str]) -> Archive:
    """A zip file with these entries by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return Archive(io.BytesIO(out.getvalue()))
