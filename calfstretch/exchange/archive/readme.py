"""What stands in the README of the archive: plain English for whoever opens the zip without the program."""

from __future__ import annotations

from calfstretch.exchange.archive.tables import Table, tables

_BEGIN = """\
A calf diary
============

This is everything a calfstretch diary holds, as tables. Each file that ends in .csv is one table with a row for
each entry; what each column means stands in dictionary.csv.

How to open it
--------------
Unpack the zip and open a table in any spreadsheet: the text is UTF-8, cells are parted by commas, numbers have
a decimal point, days are YYYY-MM-DD, times have 24 hours. calfstretch itself takes the zip as it is, without
unpacking: "Share", or "calfstretch import" with its name. What it knows already is not entered twice.

What it is, and what it is not
------------------------------
The person who kept the diary wrote all of it, or timed it, or took it from a watch. It is self-reported. Nobody
has reviewed it, no clinician either. Numbers from 0 to 10 are the person's own judgement.

Good to know
------------
- An empty cell means: not said. 0 means none. dictionary.csv says it for every column.
- A day belongs to the person's day, which goes on after midnight: a spasm at 2 in the night stands on the day
  before. Times stand as the clock on the wall showed them, with the offset from UTC that held there and then.
- A day without a row in checkins.csv is not known: nobody said whether it had spasms.
- Tightness does not count as a spasm.
- A ' before a text keeps spreadsheets from taking it for a formula. It is not part of the text.
- What was deleted is not in here. tombstones.csv says which entries were deleted and when, nothing else of them,
  so that another copy of the diary does not bring them back.
- Settings that belong to one computer, such as folders and the PIN, are not in here.

The tables
----------
"""
_WHAT = {
    "activities": "runs, walks and other activities",
    "checkins": "how many spasms each day had, as answered",
    "day_items": "what was noted of a day: water, salts, sleep, tags, notes",
    "drinks": "single drinks",
    "episodes": "spasms and spells of tightness",
    "holds": "every hold of every session",
    "imported_ranges": "days that an import of activities covers as a whole",
    "looks": "what the comparisons had found when they were made",
    "marked_changes": "changes the person marked",
    "pauses": "days taken out, such as ill or travelling",
    "profile": "who the diary is about",
    "programmes": "how often a routine is asked for",
    "questions": "questions for the next visit",
    "reminders": "when the person wants to be reminded",
    "routines": "routines of one's own and of programmes",
    "safety_answers": "answers to questions about signs to see a doctor for",
    "sessions": "stretching sessions",
    "tags": "tags and numbers of one's own",
}
_REST = {
    "settings": "settings of the program that belong to the diary",
    "tombstones": "what was deleted: its identity and when",
    "dictionary": "table, column, type, unit, allowed values, meaning of an empty cell",
}


def readme() -> str:
    """The whole text."""
    rows = [(table.member, _WHAT[table.name]) for table in sorted(tables().values(), key=_name)]
    rows += [(f"{name}.csv", what) for name, what in _REST.items()]
    return _BEGIN + "".join(f"{name:<21}{what}\n" for name, what in rows)


def _name(table: Table) -> str:
    return table.name
