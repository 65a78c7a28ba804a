"""Any contents a diary can have, for hypothesis: every kind of record, references, settings, tombstones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from calfstretch.domain.contents import Contents, SettingEntry, Tombstone
from calfstretch.domain.record import Record, storable
from calfstretch.exchange.archive.tables import tables
from tests.records import EVERY_KIND, texts, utcs

# What people write, and what spreadsheets trip over: scripts, both directions, formulas, quotes, line ends.
HARD = (
    "=1+1", "+49 123", "-3", "@sum", "\ttab", "\rcr", "＝1", "＋1", "－1", "＠x", "'", "''quoted''", '"', '""', ",;\t",
    "a\nb\r\nc\rd", "עברית", "العربية \u202eabc", "漢字かな", "हिन्दी", "ä ö ü ß", "🦵🏽👩‍⚕️", "\u2028\u2029\x85\x0b\x0c",
    "[1,2]", "a;b", "a=b", "{}", "null", "TRUE", "7,5", "1e5", "007", " lead and trail ", "\ufeffbom", "nan", "1\n",
)  # fmt: skip
hard_texts = st.sampled_from(HARD) | texts
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(HARD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(HARD), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
_TEXT_FIELDS = ("note", "suspected", "eased_by", "reason", "text", "conditions", "origin", "sport", "origin_key")


@st.composite
def _records(draw: st.DrawFn, most: int) -> tuple[Record, ...]:
    found: dict[tuple[str, str], Record] = {}
    for _number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(list(EVERY_KIND)))
        record: Record = replace(draw(EVERY_KIND[kind]), deleted_at=None)
        field = next((name for name in _TEXT_FIELDS if isinstance(getattr(record, name, None), str)), None)
        if field is not None and kind.TABLE != "programmes":
            record = replace(record, **{field: draw(hard_texts)})
        record = _referring(draw, record, found)
        found[record.TABLE, record.id] = record
    return tuple(found.values())


def _referring(draw: st.DrawFn, record: Record, found: dict[tuple[str, str], Record]) -> Record:
    """The record with a reference to one that is there, where it can have one."""
    for field, table in (("session_id", "sessions"), ("routine_id", "routines"), ("episode_id", "episodes")):
        known = [record_id for name, record_id in found if name == table]
        if hasattr(record, field) and known and draw(st.booleans()):
            changes: dict[str, Any] = {field: draw(st.sampled_from(known))}
            return replace(record, **changes)
    return record


_names = st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True).filter(lambda name: not name.startswith("pin"))
_settings = st.dictionaries(_names, st.tuples(json_values, utcs), max_size=4).map(
    lambda found: tuple(SettingEntry(f"x_{key}", value, at) for key, (value, at) in found.items())
)
_stones = st.dictionaries(
    st.tuples(st.sampled_from(sorted(tables())), hard_texts.map(storable).filter(bool)), utcs, max_size=4
).map(lambda found: tuple(Tombstone(*key, at) for key, at in found.items()))


def contents(most: int = 12) -> st.SearchStrategy[Contents]:
    """Contents with up to so many records."""
    return st.builds(Contents, records=_records(most), settings=_settings, tombstones=_stones)
