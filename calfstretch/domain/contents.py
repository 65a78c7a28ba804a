"""What a whole diary holds, as it leaves in an archive and as it comes back: records, settings, tombstones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from calfstretch.domain.found import Refusal
from calfstretch.domain.record import Record


class SettingEntry(NamedTuple):
    """A setting as it travels; value None = taken back; changed_at UTC."""

    key: str
    value: Any
    changed_at: datetime


class Tombstone(NamedTuple):
    """A record that was deleted: its table, its identity and when (UTC)."""

    kind: str
    record_id: str
    deleted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Records of a diary or of a file.

    Args:
        records: not in the bin, with their own `entered_at` and `changed_at`, in an order in which what others refer
            to comes first.
        settings: without those that belong to one computer, such as folders and the PIN.
        tombstones: of what was deleted, in the bin or gone for good.
        spoken_for: for each table the fields the file speaks for; None = of every record all of them. The history CSV
            is silent about some fields: what the diary knows of them stays.
        refused: rows that are not brought in.
    """

    records: tuple[Record, ...] = ()
    settings: tuple[SettingEntry, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    spoken_for: dict[str, tuple[str, ...]] | None = None
    refused: tuple[Refusal, ...] = field(default=())


# Settings of one computer or account, by their names or the begin of them; they stay where they are.
STAYS_HERE = (
    "share_", "window_geometry", "pin", "programme_folder", "picture_folder", "copies_folder", "copies_told",
    "conflict_copies_seen", "place_told", "bring_in_",
)  # fmt: skip
